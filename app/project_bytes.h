// SPDX-License-Identifier: GPL-3.0-or-later
// What a project is written from, and its bytes with what the moments of the run that it keeps cost in them.
// Any thread.
#pragma once

#include <memory>

#include "engine/io/project.h"

namespace pellucid::app {

/// What saving writes, of one moment.
struct Work {
  std::shared_ptr<const engine::Project> project;  ///< but for its state
  std::shared_ptr<const engine::Snapshot> now;     ///< with it
};

/// States that a file has besides the newest.
struct KeptMoments {
  std::size_t count = 0;
  std::size_t bytes = 0;
  bool isLeftOut = false;  ///< there was no room for the timeline
};

struct ProjectBytes {
  engine::Bytes bytes;
  KeptMoments kept;
};

/// With as many kept states as have room in `mostKept`. A timeline that is too large for a file gives way to
/// the newest state, which is never left out.
engine::Result<ProjectBytes> encodeProject(const Work& work, std::size_t mostKept = engine::kMostKeptBytes);

}  // namespace pellucid::app
