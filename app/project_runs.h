// SPDX-License-Identifier: GPL-3.0-or-later
// Between the window's list of runs and those that a project file keeps. Any thread.
#pragma once

#include <optional>

#include "engine/io/project.h"
#include "ui/run/run_book.h"

namespace pellucid::app {

/// Limit for the other runs of a file, with their weights, optimizer states and best weights, in addition to
/// what the project keeps of its own earlier moments.
inline constexpr std::size_t kMostRunBytes = std::size_t{256} << 20;

/// Sets what `project` keeps of the list: its own facts and the other runs, each with as many earlier moments
/// as fit its share of `mostKept`. If there are more than kMostKeptRuns, the starred ones and those left last
/// stay; if their states exceed `mostBytes` together, only the curves of the rest are kept. `formers` are
/// timelines that the session still has.
void describeRuns(const ui::AllRuns& runs, const std::vector<engine::FormerRun>& formers,
                  engine::Project& project, std::size_t mostKept, std::size_t mostBytes = kMostRunBytes);

/// The list of a project that was read, moved out of it; nothing if it has none. The runs' data are what the
/// file says of them.
std::optional<ui::AllRuns> restoredRuns(engine::Project& project);
/// Sets the data of all runs that were trained on them.
void giveData(ui::AllRuns& runs, const engine::DataSpec& data, const engine::DatasetPtr& dataset);

}  // namespace pellucid::app
