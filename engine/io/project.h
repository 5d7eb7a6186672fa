// SPDX-License-Identifier: GPL-3.0-or-later
// A project file (.pellucid): an experiment and where its run is, so that training goes on bit for bit. A zip
// archive with `mimetype` (first, stored), `manifest.json`, `weights.safetensors`, `optimizer.safetensors`
// and `history.csv`, and with a transfer experiment the entries of io/transfer_record_file. Reading and
// writing are pure functions between bytes and values; equal values give equal bytes.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "engine/data/gzip.h"
#include "engine/train/experiment.h"
#include "engine/train/run_state.h"
#include "engine/train/snapshot.h"
#include "engine/transfer/record.h"

namespace pellucid::engine {

/// The first entry of every project file, by which file managers know it.
inline constexpr const char* kProjectMimeType = "application/vnd.pellucid.project+zip";
/// Longer curves are thinned evenly when they are saved.

/// Random streams are pure functions of the seed and the step (base/random.h), so these two are their whole
/// state.
struct Project {
  Experiment experiment;
  RunState state;
  History history;
  std::int64_t stepsPerEpoch = 1;
  Shape shape;                                ///< of the data; its size is the network's input count
  std::vector<std::string> classNames;        ///< of the data; empty where the answers are numbers
  std::uint32_t datasetChecksum = 0;          ///< Dataset::checksum of the data that it was trained on
  std::vector<std::string> targetNames = {};  ///< of the data, where the answers are numbers
  std::shared_ptr<const TransferRecord> transfer = {};  ///< of the transfer lab; null before it measured
  /// A JSON object: what a newer version wrote into the manifest. Kept on saving.
  std::string unknownKeys = "{}";
};

/// The file's bytes. Points of the history beyond `state.step`, which a running session may have delivered
/// already, are left out. Throws std::logic_error for a state that does not fit its experiment, and for more
/// than the 512 MiB that a reader accepts: some 44 million parameters with Adam.
Bytes writeProject(const Project& project);

/// `file` is the name for messages. Refuses whatever does not fit together and applies nothing in part.
/// Weights that are not finite are read as they are: a run that diverged can be saved and opened again.
Result<Project> readProject(std::span<const std::uint8_t> bytes, const std::string& file);

}  // namespace pellucid::engine
