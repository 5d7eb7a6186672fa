// SPDX-License-Identifier: GPL-3.0-or-later
// What a project is written from, and its bytes with what the moments of the run that it keeps cost in them.
// Any thread.
#pragma once

#include <memory>
#include <optional>

#include "engine/io/project.h"
#include "ui/run/run_book.h"

namespace pellucid::app {

/// What saving writes, of one moment.
struct Work {
  std::shared_ptr<const engine::Project> project;  ///< but for its state
  std::shared_ptr<const engine::Snapshot> now;     ///< with it
  /// What a newer version wrote besides, which may be large; null for none.
  std::shared_ptr<const std::vector<engine::PackedEntry>> unknownEntries = nullptr;
  std::optional<ui::AllRuns> runs = {};  ///< that of the project among the others
};

/// States that a file has besides the newest.
struct KeptMoments {
  std::size_t count = 0;
  std::size_t bytes = 0;
  bool isLeftOut = false;       ///< there was no room for the timeline
  std::size_t runs = 0;         ///< besides the one that is shown
  std::size_t curves = 0;       ///< those of them of which there was room for the curves only
  bool areRunsLeftOut = false;  ///< there was no room for the others
};

struct ProjectBytes {
  engine::Bytes bytes;
  KeptMoments kept;
};

/// With as many kept states as have room in `mostKept`, and as many again of other runs, whose own weights
/// take at most four times as much: of those that have no room, the curves are kept. What is too large for a
/// file gives way to the newest state, which is never left out: first the other runs, then the timeline.
engine::Result<ProjectBytes> encodeProject(const Work& work, std::size_t mostKept = engine::kMostKeptBytes);

}  // namespace pellucid::app
