// SPDX-License-Identifier: GPL-3.0-or-later
// A project file (.pellucid): an experiment and the state of its run, so that training continues bit for bit.
// A zip archive with `mimetype` (first, stored), `manifest.json`, `weights.safetensors`,
// `optimizer.safetensors` and `history.csv`, optionally with `initial.safetensors` for initial weights that
// were not drawn from the seed, the entries of io/timeline_entries for the run's timeline, those of
// io/run_entries for other runs, and those of io/transfer_record_file for a transfer experiment. Reading and
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

/// The first entry of every project file, by which file managers recognise it.
inline constexpr const char* kProjectMimeType = "application/vnd.pellucid.project+zip";
/// Every trainable network can be saved: its weights, two moments, the best and the initial weights take 800
/// MB, the source of a transfer experiment 160 MB.
inline constexpr std::size_t kMaxProjectBytes = std::size_t{1024} * 1024 * 1024;

/// For the kept states other than the newest, from which the steps in between are quickly trained again; see
/// Timeline::thinned().
inline constexpr std::size_t kMostKeptBytes = std::size_t{64} << 20;
inline constexpr std::size_t kMostKeptStates = 4096;

/// What a list of runs says about a run besides its experiment and its curves.
struct RunFacts {
  std::string name = {};  ///< given by the user, or empty
  bool isStarred = false;
  int colour = 0;                         ///< index into the colours of runs
  std::int64_t steps = 0;                 ///< done, even if the state is an earlier one
  double seconds = 0;                     ///< of training
  std::optional<Experiment> origin = {};  ///< of the run that it came from, at that time; none for the first
  bool hasOtherInitial = false;           ///< it has other initial weights than that one, with the same seed
  friend bool operator==(const RunFacts&, const RunFacts&) = default;
};

struct Project;

/// A run other than the project's present one, replaced by an edit or by the user's choice.
struct KeptRun {
  RunFacts facts;
  std::shared_ptr<const Project> project;  ///< without its state and runs of its own; never null
  /// Its last state. Null where there was no room for it: then the project has no timeline and no initial
  /// weights, but keeps its curves.
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
  /// The run's initial weights, laid out like those of the state; null where they follow from the seed.
  std::shared_ptr<const Vector> initial = {};
  Shape shape;                                ///< of the data; its size is the network's input count
  std::vector<std::string> classNames;        ///< of the data; empty where the targets are numbers
  std::uint32_t datasetChecksum = 0;          ///< Dataset::checksum of its training data
  std::vector<std::string> targetNames = {};  ///< of the data, where the targets are numbers
  std::vector<std::string> inputNames = {};   ///< of the data, where its columns have names
  std::string answerName = {};                ///< name of a table's column with the classes
  Scaling scaling = {};                       ///< of the data, as in Dataset
  std::shared_ptr<const TransferRecord> transfer = {};  ///< of the transfer lab; null before it measured
  /// With the state at its cursor, and experiments of the same network and data; null if there is none.
  std::shared_ptr<const TimelineRecord> timeline = {};
  RunFacts facts = {};               ///< of this run, as in the list of runs
  std::vector<KeptRun> others = {};  ///< in the order of their beginning; at most kMostKeptRuns
  std::size_t place = 0;             ///< number of others that began before this one
  /// The arithmetic used for the steps. When read from a file, one other than arithmeticHere() has marked the
  /// timeline as computed elsewhere.
  Arithmetic arithmetic = arithmeticHere();
  /// When read from a file, its format; otherwise 0.
  int format = 0;
  /// When read from a file of format 1, whose tables are read by the rules of its time.
  bool isOfFirstFormat = false;
  /// A JSON object: keys that a newer version wrote into the manifest. Kept on saving.
  std::string unknownKeys = "{}";
  /// Entries unknown to this version, still packed. Kept on saving, after all others.
  std::vector<PackedEntry> unknownEntries = {};
  /// When read from a file, which weight is not finite; empty where all are. Such a network has no valid
  /// outputs.
  Message notFinite = {};
};

/// Stores what a project keeps of the data besides their name: shape, names, scaling and checksum.
void describeData(const Dataset& dataset, Project& project);
/// The inverse: data without samples, with what the project knows about them.
Dataset describedData(const Project& project);

/// The file's bytes, the only copy made of the state. Points of the history beyond `state.step`, which a
/// running session may already have delivered, are left out. Refuses a result larger than `most`, and a
/// timeline with more lanes and events than can be read again. Throws std::logic_error for a state that does
/// not fit its experiment.
Result<Bytes> writeProject(const Project& project, std::size_t most = kMaxProjectBytes);
/// The same with this state in place of the project's, so that a large one need not be copied.
Result<Bytes> writeProject(const Project& project, const RunState& state,
                           std::size_t most = kMaxProjectBytes);

/// A project that exceeds the size of a file first loses its other runs, and then its timeline; never its
/// newest state.
struct FittingProject {
  Bytes bytes;
  bool areRunsLeftOut = false;
  bool isTimelineLeftOut = false;
};
/// Also removes the omitted parts from `project`.
Result<FittingProject> writeFittingProject(Project& project, const RunState& state);

/// Whether a newer program wrote it and says that this one can read it, though perhaps without understanding
/// everything.
bool isOfNewerFormat(const Project& project);

/// `file` is the name for messages. Refuses anything inconsistent and applies nothing in part. Weights that
/// are not finite are read as they are and reported in `notFinite`: a run that diverged can be saved and
/// opened again. Entries are unpacked only as far as implied by the manifest.
Result<Project> readProject(std::span<const std::uint8_t> bytes, const std::string& file,
                            const Progress& progress = {});

}  // namespace pellucid::engine
