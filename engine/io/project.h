// SPDX-License-Identifier: GPL-3.0-or-later
// A project file (.pellucid): an experiment and where its run is, so that training continues bit for bit. A
// zip archive with `mimetype` (first, stored), `manifest.json`, `weights.safetensors`,
// `optimizer.safetensors` and `history.csv`, with `initial.safetensors` where the initial weights were not
// drawn from the seed, with the run's timeline the entries of io/timeline_entries, with other
// runs those of io/run_entries, and with a transfer experiment those of io/transfer_record_file. Reading and
// writing are pure functions between bytes and values; equal values give equal bytes.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/base/arithmetic.h"
#include "engine/data/gzip.h"
#include "engine/io/zip_archive.h"
#include "engine/train/experiment.h"
#include "engine/train/run_state.h"
#include "engine/train/snapshot.h"
#include "engine/train/timeline_record.h"
#include "engine/transfer/record.h"

namespace pellucid::engine {

/// The first entry of every project file, by which file managers know it.
inline constexpr const char* kProjectMimeType = "application/vnd.pellucid.project+zip";
/// Every network that can be trained can be saved: its weights, two moments, the best and the initial weights
/// take 800 MB, the source of a transfer experiment 160 MB.
inline constexpr std::size_t kMaxProjectBytes = std::size_t{1024} * 1024 * 1024;

/// Of the states that a project keeps besides the newest, so that the steps between are trained again in a
/// moment; see Timeline::thinned().
inline constexpr std::size_t kMostKeptBytes = std::size_t{64} << 20;
inline constexpr std::size_t kMostKeptStates = 4096;

/// What a list of runs tells of a run besides its experiment and its curves.
struct RunFacts {
  std::string name = {};  ///< given by somebody, or empty
  bool isStarred = false;
  int colour = 0;                         ///< the number of one of the colours of runs
  std::int64_t steps = 0;                 ///< done, also where the state is an earlier one
  double seconds = 0;                     ///< of training
  std::optional<Experiment> origin = {};  ///< of the run that it came from, as it was then; none of the first
  bool hasOtherInitial = false;  ///< it began with other weights than that one, and with the same seed
  friend bool operator==(const RunFacts&, const RunFacts&) = default;
};

struct Project;

/// A run beside that of the project, which an edit or somebody's choice has replaced.
struct KeptRun {
  RunFacts facts;
  std::shared_ptr<const Project> project;  ///< but for its state and runs of its own; never null
  /// Where it stood. Null where there was no room for it: then the project has no timeline and no initial
  /// weights, and its curves remain.
  std::shared_ptr<const RunState> state;
};

inline constexpr std::size_t kMostKeptRuns = 32;

/// Random streams are pure functions of (seed, stream, counter) (base/random.h), so the seed in the
/// experiment and the step in the state are their whole state.
struct Project {
  Experiment experiment;
  RunState state;
  History history;
  std::int64_t stepsPerEpoch = 1;
  /// The weights that the run began with, laid out as those of the state; null where the seed tells them.
  std::shared_ptr<const Vector> initial = {};
  Shape shape;                                ///< of the data; its size is the network's input count
  std::vector<std::string> classNames;        ///< of the data; empty where the answers are numbers
  std::uint32_t datasetChecksum = 0;          ///< Dataset::checksum of the data that it was trained on
  std::vector<std::string> targetNames = {};  ///< of the data, where the answers are numbers
  std::vector<std::string> inputNames = {};   ///< of the data, where its columns have names
  std::string answerName = {};                ///< of the column of a table that has the classes
  Scaling scaling = {};                       ///< of the data, as Dataset has it
  std::shared_ptr<const TransferRecord> transfer = {};  ///< of the transfer lab; null before it measured
  /// With the state at its cursor, and experiments of the same network and data; null where nobody kept one.
  std::shared_ptr<const TimelineRecord> timeline = {};
  RunFacts facts = {};               ///< of this run, as the list of runs has it
  std::vector<KeptRun> others = {};  ///< in the order in which they began; at most kMostKeptRuns
  std::size_t place = 0;             ///< how many of them began before this one
  /// That the steps were done with. Read from a file, another one than arithmeticHere() has marked the
  /// timeline as from elsewhere.
  Arithmetic arithmetic = arithmeticHere();
  /// Read from a file: its format; 0 for none.
  int format = 0;
  /// Read from a file of format 1, whose tables are read by the rules of its time.
  bool isOfFirstFormat = false;
  /// A JSON object: what a newer version wrote into the manifest. Kept on saving.
  std::string unknownKeys = "{}";
  /// Entries that this version does not know, packed as they were. Kept on saving, behind all others.
  std::vector<PackedEntry> unknownEntries = {};
  /// Read from a file: which weight is not a finite number, in words; empty where all are. Such a network
  /// answers nothing.
  Message notFinite = {};
};

/// What a project keeps of the data besides their name: shape, names, scaling and checksum.
void describeData(const Dataset& dataset, Project& project);
/// The inverse: data without samples, with what the project knows of them.
Dataset describedData(const Project& project);

/// The file's bytes, the only copy of the state that is made. Points of the history beyond `state.step`,
/// which a running session may have delivered already, are left out. Refuses what would be larger than
/// `most`, and a timeline of more lanes and events than can be read again. Throws std::logic_error for a
/// state that does not fit its experiment.
Result<Bytes> writeProject(const Project& project, std::size_t most = kMaxProjectBytes);
/// The same with this state in place of the project's: a large one need not be copied to be written.
Result<Bytes> writeProject(const Project& project, const RunState& state,
                           std::size_t most = kMaxProjectBytes);

/// A project that is larger than a file can be loses its other runs first, and then its timeline; never its
/// newest state.
struct FittingProject {
  Bytes bytes;
  bool areRunsLeftOut = false;
  bool isTimelineLeftOut = false;
};
/// `project` is left without what was left out.
Result<FittingProject> writeFittingProject(Project& project, const RunState& state);

/// Whether a newer program wrote it and says that this one can read it, which may then not know all that it
/// means.
bool isOfNewerFormat(const Project& project);

/// `file` is the name for messages. Refuses whatever does not fit together and applies nothing in part.
/// Weights that are not finite are read as they are, and `notFinite` says so: a run that diverged can be
/// saved and opened again. Entries are unpacked only as far as the manifest implies.
Result<Project> readProject(std::span<const std::uint8_t> bytes, const std::string& file,
                            const Progress& progress = {});

}  // namespace pellucid::engine
