// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/project.h"

#include <fmt/format.h>

#include <tuple>

#include <algorithm>
#include <cstring>

#include "engine/io/history_csv.h"
#include "engine/io/json.h"
#include "engine/io/network_tensors.h"
#include "engine/io/project_manifest.h"
#include "engine/io/transfer_record_file.h"
#include "engine/io/zip_archive.h"

namespace pellucid::engine {
namespace {

constexpr const char* kMimeTypeEntry = "mimetype";
constexpr const char* kManifest = "manifest.json";
constexpr const char* kWeights = "weights.safetensors";
constexpr const char* kOptimizer = "optimizer.safetensors";
constexpr const char* kBest = "best.safetensors";  // only with early stopping
constexpr const char* kHistory = "history.csv";
constexpr const char* kUpdates = "updates";
constexpr const char* kFirst = ".first";
constexpr const char* kSecond = ".second";

Bytes toBytes(std::string_view text) {
  return {text.begin(), text.end()};
}
std::string_view toText(const Bytes& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

SafeTensor updatesTensor(const std::vector<std::int64_t>& updates) {
  SafeTensor tensor{.name = kUpdates,
                    .type = ElementType::Int64,
                    .shape = {static_cast<Index>(updates.size())},
                    .values = Bytes(updates.size() * sizeof updates[0])};
  std::memcpy(tensor.values.data(), updates.data(), tensor.values.size());
  return tensor;
}

/// The points up to `last`, every k-th of them where there are more than kMaxHistoryPoints.
std::vector<HistoryPoint> pointsToSave(const std::vector<HistoryPoint>& points, std::int64_t last) {
  std::vector<HistoryPoint> kept;
  std::ranges::copy_if(points, std::back_inserter(kept),
                       [last](const HistoryPoint& p) { return p.step <= last; });
  if (kept.size() <= kMaxHistoryPoints) return kept;
  const std::size_t stride = (kept.size() + kMaxHistoryPoints - 1) / kMaxHistoryPoints;
  std::size_t count = 0;
  for (std::size_t i = (kept.size() - 1) % stride; i < kept.size(); i += stride) kept[count++] = kept[i];
  kept.resize(count);
  return kept;
}

Result<std::vector<std::int64_t>> takeUpdates(const Network& network, std::int64_t step,
                                              const std::vector<SafeTensor>& tensors) {
  const auto source =
      findTensor(tensors, kUpdates, ElementType::Int64, {static_cast<Index>(network.layerCount())});
  if (!source) return source.error();
  std::vector<std::int64_t> updates(network.layerCount());
  std::memcpy(updates.data(), (*source)->values.data(), updates.size() * sizeof updates[0]);
  for (const std::int64_t count : updates)
    if (count < 0 || count > step)
      return Error{
          fmt::format("tensor {} says that a layer was updated {} times in {} steps", kUpdates, count, step)};
  return updates;
}

Result<OptimizerState> readOptimizer(const Bytes& bytes, const Network& network, Optimizer optimizer,
                                     std::int64_t step) {
  const auto tensors = readSafetensors(bytes);
  if (!tensors) return tensors.error();
  OptimizerState state;
  auto updates = takeUpdates(network, step, *tensors);
  if (!updates) return updates.error();
  state.updates = *std::move(updates);
  std::size_t expected = 1;
  const OptimizerState shape = initialState(optimizer, network.parameterCount(), network.layerCount());
  for (const auto& [suffix, wanted, values] : {std::tuple(kFirst, shape.first.size(), &state.first),
                                               std::tuple(kSecond, shape.second.size(), &state.second)}) {
    if (wanted == 0) continue;
    auto taken = takeTensors(network, suffix, *tensors);
    if (!taken) return taken.error();
    *values = *std::move(taken);
    expected += network.tensors().size();
  }
  if (auto counted = checkCount(*tensors, expected); !counted) return counted.error();
  return state;
}

Result<History> readHistory(const Bytes& bytes, std::int64_t step) {
  auto history = readHistoryCsv(toText(bytes));
  if (!history) return history.error();
  for (const auto* points : {&history->train, &history->test})
    if (!points->empty() && points->back().step > step)
      return Error{
          fmt::format("it goes on to step {}, but the run is at step {}", points->back().step, step)};
  return history;
}

Result<Project> readEntries(const std::vector<ZipEntry>& entries) {
  if (entries.empty() || entries.front().name != kMimeTypeEntry ||
      toText(entries.front().bytes) != kProjectMimeType)
    return Error{fmt::format("it is not a Pellucid project: its first entry is not {} with {}",
                             kMimeTypeEntry, kProjectMimeType)};
  for (const char* name : {kManifest, kWeights, kOptimizer, kHistory})
    if (findEntry(entries, name) == nullptr) return Error{fmt::format("{} is missing", name)};
  const auto inEntry = [](const char* name, const Error& error) {
    return Error{fmt::format("{}: {}", name, error.message)};
  };

  const auto manifest = parseJson(toText(*findEntry(entries, kManifest)));
  if (!manifest) return inEntry(kManifest, manifest.error());
  auto project = projectFromManifest(*manifest);
  if (!project) return inEntry(kManifest, project.error());
  const auto network = Network::create(project->experiment.network, project->shape);
  if (!network) return inEntry(kManifest, network.error());
  RunState& state = project->state;

  auto weights = readWeights(*findEntry(entries, kWeights), **network);
  if (!weights) return inEntry(kWeights, weights.error());
  state.weights = *std::move(weights);
  auto optimizer = readOptimizer(*findEntry(entries, kOptimizer), **network,
                                 project->experiment.training.optimizer, state.step);
  if (!optimizer) return inEntry(kOptimizer, optimizer.error());
  state.optimizer = *std::move(optimizer);
  if (const Bytes* best = findEntry(entries, kBest)) {
    auto bestWeights = readWeights(*best, **network);
    if (!bestWeights) return inEntry(kBest, bestWeights.error());
    state.stopping.bestWeights = *std::move(bestWeights);
  }
  auto history = readHistory(*findEntry(entries, kHistory), state.step);
  if (!history) return inEntry(kHistory, history.error());
  project->history = *std::move(history);
  auto transfer = readTransferRecord(entries);
  if (!transfer) return transfer.error();
  project->transfer = *std::move(transfer);
  return project;
}

}  // namespace

Bytes writeProject(const Project& project) {
  const auto network = Network::create(project.experiment.network, project.shape);
  check(network.has_value(), "writeProject: the network does not fit the data");
  const RunState& state = project.state;
  check(state.weights.size() == (*network)->parameterCount() &&
            fits(state.optimizer, project.experiment.training.optimizer, (*network)->parameterCount(),
                 (*network)->layerCount()),
        "writeProject: the state does not fit the experiment");

  std::vector<SafeTensor> weights;
  appendTensors(**network, state.weights, "", weights);
  std::vector<SafeTensor> optimizer;
  appendTensors(**network, state.optimizer.first, kFirst, optimizer);
  appendTensors(**network, state.optimizer.second, kSecond, optimizer);
  optimizer.push_back(updatesTensor(state.optimizer.updates));
  const History history{.train = pointsToSave(project.history.train, state.step),
                        .test = pointsToSave(project.history.test, state.step)};

  // Trained weights hardly pack, so they are stored, and opening a project copies them at the speed of
  // memory.
  std::vector<ZipEntry> entries = {
      {.name = kMimeTypeEntry, .bytes = toBytes(kProjectMimeType), .isPacked = false},
      {.name = kManifest, .bytes = toBytes(formatJson(manifestOf(project))), .isPacked = true},
      {.name = kWeights, .bytes = writeSafetensors(weights), .isPacked = false},
      {.name = kOptimizer, .bytes = writeSafetensors(optimizer), .isPacked = false},
      {.name = kHistory,
       .bytes = toBytes(writeHistoryCsv(history, project.stepsPerEpoch)),
       .isPacked = true}};
  if (state.stopping.bestWeights.size() > 0) {
    std::vector<SafeTensor> best;
    appendTensors(**network, state.stopping.bestWeights, "", best);
    entries.push_back({.name = kBest, .bytes = writeSafetensors(best), .isPacked = false});
  }
  writeTransferRecord(project.transfer.get(), entries);
  return writeZip(entries);
}

Result<Project> readProject(std::span<const std::uint8_t> bytes, const std::string& file) {
  const auto entries = readZip(bytes);
  if (!entries) return Error{fmt::format("{}: {}", file, entries.error().message)};
  auto project = readEntries(*entries);
  if (!project) return Error{fmt::format("{}: {}", file, project.error().message)};
  return project;
}

}  // namespace pellucid::engine
