// SPDX-License-Identifier: GPL-3.0-or-later
// The other runs of a project (KeptRun) as entries of its file: their facts in runs/runs.json, and each as a
// separate project in runs/1.pellucid, runs/2.pellucid, …, or, if its state was not kept, its manifest and
// curves in runs/1.zip. Internal to io/; pure, any thread.
#pragma once

#include <string>
#include <vector>

#include "engine/io/project.h"
#include "engine/io/zip_writer.h"

namespace pellucid::engine {

/// Appends them; nothing where there are no others and the list has no facts about the project's own run.
/// Refuses what writeProject() refuses.
Result<void> addRuns(const Project& project, std::vector<ZipPart>& parts);

/// The names of the possible entries for `others` other runs.
std::vector<std::string> runEntries(std::size_t others);

/// Sets `facts`, `others` and `place`, which stay unchanged where there are no such entries. Refuses a run
/// that has others itself.
Result<void> readRuns(const ZipReader& archive, Project& project);

}  // namespace pellucid::engine
