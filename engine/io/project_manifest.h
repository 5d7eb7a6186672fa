// SPDX-License-Identifier: GPL-3.0-or-later
// The manifest of a project file: everything except the arrays of numbers, as JSON. Pure functions, any
// thread.
#pragma once

#include "engine/io/json.h"
#include "engine/io/project.h"

namespace pellucid::engine {

/// Raised when the layout of files changes. A file contains the version that wrote it and the oldest one that
/// can read it.
inline constexpr int kProjectFormat = 4;
/// From 2 on, tables are read by the present rules, while a file of format 1 uses those of its time. From 3
/// on there can be a timeline; one found in a file of an earlier format was carried along by a program that
/// did not know it and trained further. From 4 on there can be the user's own samples, and augmentation of
/// training samples, also in another run of the list; a project with neither is still written as format 3,
/// which older programs read.
inline constexpr int kFirstTimelineFormat = 3;
inline constexpr int kFirstOwnSamplesFormat = 4;
inline constexpr int kLeastReader = 1;

Json manifestOf(const Project& project, const RunState& state);

/// A project whose weights, optimizer state and history are still empty, with the whole manifest checked,
/// also for consistency. The error, to follow a file's name, names the key.
Result<Project> projectFromManifest(const Json& manifest);

}  // namespace pellucid::engine
