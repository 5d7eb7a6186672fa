// SPDX-License-Identifier: GPL-3.0-or-later
// The manifest of a project file: everything but the arrays of numbers, as JSON. Pure functions, any thread.
#pragma once

#include "engine/io/json.h"
#include "engine/io/project.h"

namespace pellucid::engine {

/// Raised when a file's layout changes. A file tells the version that wrote it and the least one that can
/// read it.
inline constexpr int kProjectFormat = 4;
/// From 2 on, tables are read by the rules of today, and a file of format 1 means those of its time. From 3
/// on there may be a timeline; what has that of an earlier format was written by a program that knew nothing
/// of it, and trained on. From 4 on there may be samples of the user's own, and training samples may be
/// varied, also in another run of the list; what has neither is still written as format 3, which older
/// programs read.
inline constexpr int kFirstTimelineFormat = 3;
inline constexpr int kFirstOwnSamplesFormat = 4;
inline constexpr int kLeastReader = 1;

Json manifestOf(const Project& project, const RunState& state);

/// A project whose weights, optimizer state and history are still empty, with everything that the manifest
/// says checked, also against itself. The error, to be put behind a file's name, names the key.
Result<Project> projectFromManifest(const Json& manifest);

}  // namespace pellucid::engine
