// SPDX-License-Identifier: GPL-3.0-or-later
// Between the window's list of runs and those that a project file keeps. Any thread.
#pragma once

#include <optional>

#include "engine/io/project.h"
#include "ui/run/run_book.h"

namespace pellucid::app {

/// Of the other runs of a file, with their weights, optimizer states and best weights; besides it, as much as
/// the project keeps of its own earlier moments.
inline constexpr std::size_t kMostRunBytes = std::size_t{256} << 20;

/// Sets what `project` keeps of the list: its own facts and the others, each with as many earlier moments as
/// have room in its share of `mostKept`. Of more than kMostKeptRuns those that were starred and those that
/// were left last stay; of those whose states take more than `mostBytes` together, likewise, only the curves.
/// `formers` are timelines that the session still has.
void describeRuns(const ui::AllRuns& runs, const std::vector<engine::FormerRun>& formers,
                  engine::Project& project, std::size_t mostKept, std::size_t mostBytes = kMostRunBytes);

/// The list of a project that was read, which loses it; nothing where it has none. Their data are what the
/// file says of them.
std::optional<ui::AllRuns> restoredRuns(engine::Project& project);
/// To all those that were trained on these data.
void giveData(ui::AllRuns& runs, const engine::DataSpec& data, const engine::DatasetPtr& dataset);

}  // namespace pellucid::app
