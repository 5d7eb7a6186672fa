// SPDX-License-Identifier: GPL-3.0-or-later
// What a project is written from, and its bytes with what the moments of the run that it keeps cost in them.
// Any thread.
#pragma once

#include <memory>
#include <optional>

#include "engine/io/project.h"
#include "ui/run/run_book.h"

namespace pellucid::app {

/// What saving one moment writes.
struct Work {
  std::shared_ptr<const engine::Project> project;  ///< without its state
  std::shared_ptr<const engine::Snapshot> now;     ///< provides the state
  /// Other entries written by a newer version, which may be large; null for none.
  std::shared_ptr<const std::vector<engine::PackedEntry>> unknownEntries = nullptr;
  std::optional<ui::AllRuns> runs = {};  ///< the project's run and the others
};

/// States in a file besides the newest.
struct KeptMoments {
  std::size_t count = 0;
  std::size_t bytes = 0;
  bool isLeftOut = false;       ///< there was no room for the timeline
  std::size_t runs = 0;         ///< besides the one shown
  std::size_t curves = 0;       ///< runs of which only the curves had room
  bool areRunsLeftOut = false;  ///< there was no room for the others
};

struct ProjectBytes {
  engine::Bytes bytes;
  KeptMoments kept;
};

/// Includes as many kept states as have room in `mostKept`, and the same again for other runs, whose own
/// weights take at most four times as much: where they have no room, only the curves are kept. What is too
/// large for a file gives way to the newest state, which is never left out: first the other runs, then the
/// timeline.
engine::Result<ProjectBytes> encodeProject(const Work& work, std::size_t mostKept = engine::kMostKeptBytes);

}  // namespace pellucid::app
