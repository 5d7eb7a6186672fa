// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/project.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <tuple>

#include "engine/data/catalogue.h"
#include "engine/data/zip_reader.h"
#include "engine/io/history_csv.h"
#include "engine/io/json.h"
#include "engine/io/network_tensors.h"
#include "engine/io/project_manifest.h"
#include "engine/io/run_entries.h"
#include "engine/io/timeline_entries.h"
#include "engine/io/transfer_record_file.h"
#include "engine/io/zip_writer.h"

namespace pellucid::engine {
namespace {

constexpr const char* kMimeTypeEntry = "mimetype";
constexpr const char* kManifest = "manifest.json";
constexpr const char* kWeights = "weights.safetensors";
constexpr const char* kOptimizer = "optimizer.safetensors";
constexpr const char* kBest = "best.safetensors";        // only with early stopping
constexpr const char* kInitial = "initial.safetensors";  // only where they were not drawn from the seed
constexpr const char* kHistory = "history.csv";
constexpr const char* kUpdates = "updates";
constexpr const char* kFirst = ".first";
constexpr const char* kSecond = ".second";

constexpr std::array kKnownEntries = {kMimeTypeEntry, kManifest, kWeights, kOptimizer,
                                      kBest,          kInitial,  kHistory};
/// A row of the history has two whole numbers and eight other numbers.
constexpr std::size_t kMostHistoryBytes = 2 * kMaxHistoryPoints * (2 * 20 + 8 * 25);

std::span<const std::uint8_t> bytesOf(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

TensorSource updatesTensor(const std::vector<std::int64_t>& updates) {
  return {.name = kUpdates,
          .type = ElementType::Int64,
          .shape = {static_cast<Index>(updates.size())},
          .append = [&updates](Bytes& bytes) {
            const auto* begin = reinterpret_cast<const std::uint8_t*>(updates.data());
            bytes.insert(bytes.end(), begin, begin + updates.size() * sizeof updates[0]);
          }};
}

Result<std::vector<std::int64_t>> takeUpdates(const Network& network, std::int64_t step,
                                              const std::vector<TensorView>& tensors) {
  const auto source =
      findTensor(tensors, kUpdates, ElementType::Int64, {static_cast<Index>(network.layerCount())});
  if (!source) return source.error();
  std::vector<std::int64_t> updates(network.layerCount());
  std::memcpy(updates.data(), (*source)->values.data(), updates.size() * sizeof updates[0]);
  for (const std::int64_t count : updates)
    if (count < 0 || count > step)
      return Error{
          message("tensor {} says that a layer was updated {} times in {} steps", kUpdates, count, step)};
  return updates;
}

Result<OptimizerState> optimizerFrom(const Bytes& bytes, const Network& network, Optimizer optimizer,
                                     std::int64_t step) {
  const auto tensors = viewSafetensors(bytes);
  if (!tensors) return tensors.error();
  OptimizerState state;
  auto updates = takeUpdates(network, step, *tensors);
  if (!updates) return updates.error();
  state.updates = *std::move(updates);
  std::size_t expected = 1;
  const OptimizerState ofOne = initialState(optimizer, 1, 1);  // shows which of the two it has
  for (const auto& [suffix, wanted, values] : {std::tuple(kFirst, ofOne.first.size(), &state.first),
                                               std::tuple(kSecond, ofOne.second.size(), &state.second)}) {
    if (wanted == 0) continue;
    auto taken = takeTensors(network, suffix, *tensors);
    if (!taken) return taken.error();
    *values = *std::move(taken);
    expected += network.tensors().size();
  }
  if (auto counted = checkCount(*tensors, expected); !counted) return counted.error();
  return state;
}

Result<History> historyFrom(const Bytes& bytes, std::int64_t step) {
  auto history = readHistoryCsv(asText(bytes));
  if (!history) return history.error();
  for (const auto* points : {&history->train, &history->test})
    if (!points->empty() && points->back().step > step)
      return Error{message("it continues to step {}, but the run is at step {}", points->back().step, step)};
  return history;
}

Error inEntry(const char* name, const Error& error) {
  return Error{message("{}: {}", name, error.message)};
}

Result<Project> readManifest(const ZipReader& archive) {
  const auto text = archive.read(kManifest, kMaxJsonBytes);
  if (!text) return text.error();
  const auto manifest = parseJson(asText(*text));
  if (!manifest) return inEntry(kManifest, manifest.error());
  auto project = projectFromManifest(*manifest);
  if (!project) return inEntry(kManifest, project.error());
  return project;
}

Result<Vector> readWeightsEntry(const ZipReader& archive, const char* name, const Network& network) {
  const auto bytes = archive.read(name, mostTensorBytes(network, 1));
  if (!bytes) return bytes.error();
  auto weights = readWeights(*bytes, network);
  if (!weights) return inEntry(name, weights.error());
  return weights;
}

/// Weights, optimizer and best weights; the steps are already in the state.
Result<void> readState(const ZipReader& archive, const Network& network, Optimizer kind, RunState& state) {
  auto weights = readWeightsEntry(archive, kWeights, network);
  if (!weights) return weights.error();
  state.weights = *std::move(weights);
  {
    constexpr std::size_t kMoments = 2;
    const auto bytes = archive.read(kOptimizer, mostTensorBytes(network, kMoments));
    if (!bytes) return bytes.error();
    auto optimizer = optimizerFrom(*bytes, network, kind, state.step);
    if (!optimizer) return inEntry(kOptimizer, optimizer.error());
    state.optimizer = *std::move(optimizer);
  }
  if (!archive.has(kBest)) return {};
  auto best = readWeightsEntry(archive, kBest, network);
  if (!best) return best.error();
  state.stopping.bestWeights = *std::move(best);
  return {};
}

Message notFiniteIn(const Network& network, const RunState& state) {
  for (const auto& [values, suffix] :
       {std::pair(&state.weights, ""), std::pair(&state.optimizer.first, kFirst),
        std::pair(&state.optimizer.second, kSecond)})
    if (Message place = describeNotFinite(network, *values, suffix); !place.empty()) return place;
  return describeNotFinite(network, state.stopping.bestWeights, " (the best weights)");
}

Result<std::vector<PackedEntry>> readUnknown(const ZipReader& archive, std::size_t others) {
  const std::vector<std::string> ofRuns = runEntries(others);
  std::vector<PackedEntry> unknown;
  for (const std::string& name : archive.names()) {
    const auto isName = [&](const char* known) { return name == known; };
    if (std::ranges::any_of(kKnownEntries, isName) || std::ranges::any_of(kTransferEntries, isName) ||
        std::ranges::any_of(kTimelineEntries, isName) || std::ranges::find(ofRuns, name) != ofRuns.end())
      continue;
    auto entry = archive.packed(name);
    if (!entry) return entry.error();
    unknown.push_back(*std::move(entry));
  }
  return unknown;
}

std::shared_ptr<const TransferRecord> byFirstRules(const TransferRecord* record) {
  if (record == nullptr) return nullptr;
  TransferRecord changed = *record;
  changed.design.data = nameByFirstRules(changed.design.data);
  changed.design.modelData = nameByFirstRules(changed.design.modelData);
  return std::make_shared<const TransferRecord>(std::move(changed));
}

Result<Project> readEntries(const ZipReader& archive) {
  const std::size_t typeBytes = std::string_view(kProjectMimeType).size();
  const auto type = archive.read(kMimeTypeEntry, typeBytes);
  if (archive.names().empty() || archive.names().front() != kMimeTypeEntry || !type ||
      asText(*type) != kProjectMimeType)
    return Error{message("it is not a Pellucid project: its first entry is not {} with {}", kMimeTypeEntry,
                         kProjectMimeType)};
  for (const char* name : {kManifest, kWeights, kOptimizer, kHistory})
    if (!archive.has(name)) return Error{message("{} is missing", name)};
  auto project = readManifest(archive);
  if (!project) return project.error();
  const auto network = Network::create(project->experiment.network, project->shape);
  if (!network) return inEntry(kManifest, network.error());
  RunState& state = project->state;
  if (auto read = readState(archive, **network, project->experiment.training.optimizer, state); !read)
    return read.error();
  project->notFinite = notFiniteIn(**network, state);
  if (archive.has(kInitial)) {
    auto initial = readWeightsEntry(archive, kInitial, **network);
    if (!initial) return initial.error();
    project->initial = std::make_shared<const Vector>(*std::move(initial));
  }
  {
    const auto text = archive.read(kHistory, kMostHistoryBytes);
    if (!text) return text.error();
    auto history = historyFrom(*text, state.step);
    if (!history) return inEntry(kHistory, history.error());
    project->history = *std::move(history);
  }
  if (project->format >= kFirstTimelineFormat) {
    auto timeline = readTimeline(archive, *project, **network);
    if (!timeline) return timeline.error();
    project->timeline = *std::move(timeline);
  }
  auto transfer = readTransferRecord(archive);
  if (!transfer) return transfer.error();
  project->transfer = project->isOfFirstFormat ? byFirstRules(transfer->get()) : *std::move(transfer);
  if (auto read = readRuns(archive, *project); !read) return read.error();
  auto unknown = readUnknown(archive, project->others.size());
  if (!unknown) return unknown.error();
  project->unknownEntries = *std::move(unknown);
  return project;
}

}  // namespace

void describeData(const Dataset& dataset, Project& project) {
  project.shape = dataset.shape;
  project.classNames = dataset.classNames;
  project.targetNames = dataset.targetNames;
  project.inputNames = dataset.inputNames;
  project.answerName = dataset.answerName;
  project.scaling = dataset.scaling;
  project.datasetChecksum = dataset.checksum;
}

Dataset describedData(const Project& project) {
  Dataset dataset;
  dataset.name = project.experiment.data.name;
  dataset.shape = project.shape;
  dataset.classNames = project.classNames;
  dataset.targetNames = project.targetNames;
  dataset.inputNames = project.inputNames;
  dataset.answerName = project.answerName;
  dataset.scaling = project.scaling;
  dataset.checksum = project.datasetChecksum;
  return dataset;
}

bool isOfNewerFormat(const Project& project) {
  return project.format > kProjectFormat;
}

Result<Bytes> writeProject(const Project& project, std::size_t most) {
  return writeProject(project, project.state, most);
}

Result<Bytes> writeProject(const Project& project, const RunState& state, std::size_t most) {
  const auto network = Network::create(project.experiment.network, project.shape);
  check(network.has_value(), "writeProject: the network does not fit the data");
  check(state.weights.size() == (*network)->parameterCount() &&
            fits(state.optimizer, project.experiment.training.optimizer, (*network)->parameterCount(),
                 (*network)->layerCount()) &&
            (!project.initial || project.initial->size() == (*network)->parameterCount()),
        "writeProject: the state does not fit the experiment");

  std::vector<TensorSource> weights;
  appendTensors(**network, state.weights, "", weights);
  std::vector<TensorSource> optimizer;
  appendTensors(**network, state.optimizer.first, kFirst, optimizer);
  appendTensors(**network, state.optimizer.second, kSecond, optimizer);
  optimizer.push_back(updatesTensor(state.optimizer.updates));
  History history = upTo(project.history, state.step);
  thinTo(history, kMaxHistoryPoints);

  const std::string_view type = kProjectMimeType;
  std::vector<ZipPart> parts = {
      storedPart(kMimeTypeEntry, type.size(),
                 [type](Bytes& bytes) { bytes.insert(bytes.end(), type.begin(), type.end()); }),
      deflatedPart(kManifest, bytesOf(formatJson(manifestOf(project, state)))),
      tensorsPart(kWeights, std::move(weights)), tensorsPart(kOptimizer, std::move(optimizer)),
      deflatedPart(kHistory, bytesOf(writeHistoryCsv(history, project.stepsPerEpoch)))};
  const auto addWeights = [&](const char* name, const Vector& values) {
    std::vector<TensorSource> tensors;
    appendTensors(**network, values, "", tensors);
    parts.push_back(tensorsPart(name, std::move(tensors)));
  };
  if (state.stopping.bestWeights.size() > 0) addWeights(kBest, state.stopping.bestWeights);
  if (project.initial) addWeights(kInitial, *project.initial);
  if (project.timeline)
    if (const auto added = addTimeline(project, state, **network, parts); !added)
      return Error{message("The project cannot be saved: {}.", added.error().message)};
  writeTransferRecord(project.transfer.get(), parts);
  if (const auto added = addRuns(project, parts); !added) return added.error();
  for (const PackedEntry& unknown : project.unknownEntries) parts.push_back({.entry = unknown});
  auto bytes = buildZip(parts, most);
  if (!bytes) return Error{message("The project cannot be saved: {}.", bytes.error().message)};
  return bytes;
}

Result<FittingProject> writeFittingProject(Project& project, const RunState& state) {
  FittingProject fitting;
  auto bytes = writeProject(project, state);
  if (!bytes && !project.others.empty()) {
    project.others.clear();
    project.place = 0;
    fitting.areRunsLeftOut = true;
    bytes = writeProject(project, state);
  }
  if (!bytes && project.timeline) {
    project.timeline = nullptr;
    fitting.isTimelineLeftOut = true;
    bytes = writeProject(project, state);
  }
  if (!bytes) return bytes.error();
  fitting.bytes = *std::move(bytes);
  return fitting;
}

Result<Project> readProject(std::span<const std::uint8_t> bytes, const std::string& file,
                            const Progress& progress) {
  const auto archive = ZipReader::open(bytes, progress);
  if (!archive) return Error{message("{}: {}", file, archive.error().message)};
  auto project = readEntries(*archive);
  if (!project) return Error{message("{}: {}", file, project.error().message)};
  return project;
}

}  // namespace pellucid::engine
