// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/timeline_entries.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <string_view>

#include "engine/base/numbers.h"
#include "engine/io/history_csv.h"
#include "engine/io/network_tensors.h"
#include "engine/io/parameters.h"
#include "engine/io/timeline_json.h"

namespace pellucid::engine {
namespace {

constexpr const char* kLanes = kTimelineEntries[0];
constexpr const char* kStates = kTimelineEntries[1];
constexpr const char* kLaneHistories = kTimelineEntries[2];
/// A row of the history has three whole numbers and eight other numbers.
constexpr std::size_t kMostLaneHistoryBytes = 2 * kMaxHistoryPoints * (3 * 20 + 8 * 25);

using StatePtr = std::shared_ptr<const RunState>;

/// The arrays of a state, each a tensor of the file with one row per state: all tensors of the network in
/// order, each row by row.
constexpr std::array kStateArrays = {"weights", "first", "second", "best"};
constexpr std::size_t kBestArray = 3;
constexpr const char* kCounts = "updates";

/// For a RunState, const or not.
template <class State>
auto& arrayOf(State& state, std::size_t array) {
  const std::array all = {&state.weights, &state.optimizer.first, &state.optimizer.second,
                          &state.stopping.bestWeights};
  return *all[array];
}

std::span<const std::uint8_t> asBytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

RunState beginningOf(const Project& project, const Network& network) {
  Vector weights = project.initial ? *project.initial : network.initialParameters(project.experiment.seed);
  return firstState(std::move(weights), project.experiment.training.optimizer, network.layerCount());
}

/// A large initial state need not be written if it can be reproduced.
bool isMadeAgain(const RunState& state, const Project& project, const Network& network) {
  constexpr std::size_t kLarge = std::size_t{8} << 20;
  return state.step == 0 && bytesOf(state) > kLarge && state == beginningOf(project, network);
}

SafetensorsPlan planStates(const std::vector<StatePtr>& states,
                           const std::shared_ptr<const std::vector<Tensor>>& layout, Index layers) {
  std::vector<TensorSource> tensors;
  for (std::size_t i = 0; i < kStateArrays.size(); ++i) {
    std::vector<StatePtr> rows;
    std::ranges::copy_if(states, std::back_inserter(rows),
                         [i](const StatePtr& state) { return arrayOf(*state, i).size() > 0; });
    if (rows.empty()) continue;
    tensors.push_back({.name = kStateArrays[i],
                       .type = kScalarType,
                       .shape = {std::ssize(rows), arrayOf(*rows.front(), i).size()},
                       .append = [rows, layout, i](Bytes& bytes) {
                         for (const StatePtr& state : rows)
                           for (const Tensor& tensor : *layout)
                             appendRowMajor<Scalar>(tensor, arrayOf(*state, i), bytes);
                       }});
  }
  tensors.push_back({.name = kCounts,
                     .type = ElementType::Int64,
                     .shape = {std::ssize(states), layers},
                     .append = [states](Bytes& bytes) {
                       for (const StatePtr& state : states) {
                         const auto& updates = state->optimizer.updates;
                         const auto* begin = reinterpret_cast<const std::uint8_t*>(updates.data());
                         bytes.insert(bytes.end(), begin, begin + updates.size() * sizeof updates[0]);
                       }
                     }});
  return planSafetensors(std::move(tensors));
}

/// How far the project's own curves cover a lane; nothing where it is not on the way to the cursor.
std::optional<std::int64_t> toldTo(const TimelineRecord& record, std::size_t lane) {
  const std::vector<std::size_t> way = wayTo(record.lanes, record.lane);
  const auto there = std::ranges::find(way, lane);
  if (there == way.end()) return std::nullopt;
  const auto next = there + 1;
  const std::int64_t left = next == way.end() ? record.step : record.lanes[*next].begin;
  return std::min(left, record.step);
}

History after(const History& history, std::int64_t step, std::size_t most) {
  const auto part = [step](const std::vector<HistoryPoint>& points) {
    return std::vector<HistoryPoint>(std::ranges::upper_bound(points, step, {}, &HistoryPoint::step),
                                     points.end());
  };
  History later{.train = part(history.train), .test = part(history.test)};
  thinTo(later, std::max<std::size_t>(most, 4));
  return later;
}

/// Each row begins with the lane.
std::string writeLaneHistories(const TimelineRecord& record, std::int64_t stepsPerEpoch) {
  std::string text;
  const std::size_t most = kMaxHistoryPoints / std::max<std::size_t>(record.histories.size(), 1);
  for (std::size_t i = 0; i < record.histories.size(); ++i) {
    const std::int64_t told = toldTo(record, i).value_or(record.lanes[i].begin);
    const History own = after(record.histories[i], told, most);
    const std::string rows = writeHistoryCsv(own, stepsPerEpoch);
    std::string_view rest(rows);
    rest.remove_prefix(historyCsvHeader().size());
    while (!rest.empty()) {
      const std::size_t end = rest.find('\n') + 1;
      text += fmt::format("{},{}", i, rest.substr(0, end));
      rest.remove_prefix(end);
    }
  }
  return text.empty() ? text : "lane," + historyCsvHeader() + text;
}

/// The points of each lane that the file adds to those of the project.
Result<std::vector<History>> readLaneHistories(std::string_view text, std::size_t lanes) {
  constexpr std::string_view kLane = "lane,";
  const std::string_view first = text.substr(0, std::min(text.find('\n'), text.size() - 1) + 1);
  const std::string_view header = first.substr(std::min(kLane.size(), first.size()));
  if (!first.starts_with(kLane) || !isHistoryCsvHeader(header)) {
    const std::string wanted = std::string(kLane) + historyCsvHeader();
    return Error{message("the first line is not {}", wanted.substr(0, wanted.size() - 1))};
  }
  std::vector<std::string> rows(lanes, std::string(header));
  text.remove_prefix(first.size());
  for (std::size_t line = 2; !text.empty(); ++line) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    const std::string_view row = text.substr(0, end);
    text.remove_prefix(end);
    const std::size_t comma = row.find(',');
    const auto lane = parseNumber<std::size_t>(row.substr(0, comma));
    if (comma == std::string_view::npos || !lane || *lane >= lanes)
      return Error{
          message("line {}: \"{:.40}\" is not one of the {} lanes", line, row.substr(0, comma), lanes)};
    rows[*lane] += row.substr(comma + 1);
  }
  std::vector<History> histories;
  for (std::size_t i = 0; i < lanes; ++i) {
    auto history = readHistoryCsv(rows[i]);
    if (!history) return Error{message("lane {}: {}", i, history.error().message)};
    histories.push_back(*std::move(history));
  }
  return histories;
}

/// All points of each lane, from those of the project and the added ones. `added` can be empty.
Result<std::vector<History>> wholeHistories(const TimelineRecord& record, const History& shown,
                                            const std::vector<History>& added) {
  // Lanes repeat what they share, so large numbers of long ones are stored more coarsely.
  constexpr std::size_t kMostPoints = 1'000'000;
  constexpr std::size_t kLeastPoints = 1000;
  const std::size_t most = std::max(kMostPoints / record.lanes.size(), kLeastPoints);
  std::vector<History> whole;
  for (std::size_t i = 0; i < record.lanes.size(); ++i) {
    const LaneRecord& lane = record.lanes[i];
    const auto told = toldTo(record, i);
    History history = told ? upTo(shown, *told) : upTo(whole[*lane.parent], lane.begin);
    if (!added.empty()) {
      for (const auto* points : {&added[i].train, &added[i].test})
        if (!points->empty() &&
            (points->front().step <= told.value_or(lane.begin) || points->back().step > lane.end))
          return Error{message("lane {} has points from step {} to {}, which are not its own", i,
                               points->front().step, points->back().step)};
      append(history, added[i]);
    }
    thinTo(history, most);
    whole.push_back(std::move(history));
  }
  return whole;
}

/// Takes the arrays of one state after another out of the file.
class StateRows {
 public:
  StateRows(const Network& network, Optimizer optimizer) : m_network(network), m_optimizer(optimizer) {}

  /// `states` and `best` are the required numbers of rows. `bytes` must outlive this.
  Result<void> open(const Bytes& bytes, std::size_t states, std::size_t best) {
    auto tensors = viewSafetensors(bytes);
    if (!tensors) return tensors.error();
    m_tensors = *std::move(tensors);
    const OptimizerState ofOne = initialState(m_optimizer, 1, 1);
    const std::array<std::size_t, kStateArrays.size()> rows = {states, ofOne.first.size() > 0 ? states : 0,
                                                               ofOne.second.size() > 0 ? states : 0, best};
    std::size_t expected = 1;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (rows[i] == 0) continue;
      const auto found = findTensor(m_tensors, kStateArrays[i], kScalarType,
                                    {static_cast<Index>(rows[i]), m_network.parameterCount()});
      if (!found) return found.error();
      m_arrays[i] = (*found)->values;
      ++expected;
    }
    const auto counts = findTensor(m_tensors, kCounts, ElementType::Int64,
                                   {static_cast<Index>(states), static_cast<Index>(m_network.layerCount())});
    if (!counts) return counts.error();
    m_counts = (*counts)->values;
    return checkCount(m_tensors, expected);
  }

  Result<void> take(RunState& state, bool hasBest) {
    for (std::size_t i = 0; i < kStateArrays.size(); ++i) {
      if (m_arrays[i].empty() || (i == kBestArray && !hasBest)) continue;
      Vector& values = arrayOf(state, i);
      values.resize(m_network.parameterCount());
      for (const Tensor& tensor : m_network.tensors())
        setRowMajor<Scalar>(
            tensor, next(m_arrays[i], static_cast<std::size_t>(tensor.size()) * sizeof(Scalar)), values);
    }
    auto& updates = state.optimizer.updates;
    updates.resize(m_network.layerCount());
    const auto row = next(m_counts, updates.size() * sizeof updates[0]);
    std::memcpy(updates.data(), row.data(), row.size());
    for (const std::int64_t count : updates)
      if (count < 0 || count > state.step)
        return Error{message("tensor {} says that a layer was updated {} times in {} steps", kCounts, count,
                             state.step)};
    return {};
  }

 private:
  static std::span<const std::uint8_t> next(std::span<const std::uint8_t>& rest, std::size_t bytes) {
    const auto part = rest.first(bytes);
    rest = rest.subspan(bytes);
    return part;
  }

  const Network& m_network;
  Optimizer m_optimizer;
  std::vector<TensorView> m_tensors;
  std::array<std::span<const std::uint8_t>, kStateArrays.size()> m_arrays = {};
  std::span<const std::uint8_t> m_counts;
};

Error in(const char* entry, const Error& error) {
  return Error{message("{}: {}", entry, error.message)};
}

/// Fills the record with the promised states.
Result<void> readStates(const ZipReader& archive, const Project& project, const Network& network,
                        std::vector<KeptPromise> promises, TimelineRecord& record) {
  const auto isInFile = [](const KeptPromise& kept) { return kept.place == KeptPlace::States; };
  const auto states = static_cast<std::size_t>(std::ranges::count_if(promises, isInFile));
  const auto best = static_cast<std::size_t>(std::ranges::count_if(
      promises, [&](const KeptPromise& kept) { return isInFile(kept) && kept.hasBest; }));
  StateRows rows(network, project.experiment.training.optimizer);
  Bytes bytes;
  if (states > 0) {
    // The largest size of a state in the file.
    const std::size_t most =
        mostTensorBytes(network, 0) +
        states * (kStateArrays.size() * sizeof(Scalar) * static_cast<std::size_t>(network.parameterCount()) +
                  sizeof(std::int64_t) * network.layerCount());
    auto read = archive.read(kStates, most);
    if (!read) return read.error();
    bytes = *std::move(read);
    if (auto opened = rows.open(bytes, states, best); !opened) return in(kStates, opened.error());
  }
  StatePtr cursor;
  StatePtr initial;
  for (KeptPromise& kept : promises) {
    StatePtr state;
    if (kept.place == KeptPlace::Cursor) {
      if (!cursor) cursor = std::make_shared<const RunState>(project.state);
      state = cursor;
    } else if (kept.place == KeptPlace::Initial) {
      if (!initial) initial = std::make_shared<const RunState>(beginningOf(project, network));
      state = initial;
    } else {
      if (auto taken = rows.take(kept.state, kept.hasBest); !taken) return in(kStates, taken.error());
      state = std::make_shared<const RunState>(std::move(kept.state));
    }
    record.lanes[kept.lane].kept.push_back({.state = std::move(state), .isEvent = kept.isEvent});
  }
  return {};
}

}  // namespace

Result<void> addTimeline(const Project& project, const RunState& state, const Network& network,
                         std::vector<ZipPart>& parts) {
  const TimelineRecord& record = *project.timeline;
  check(record.step == state.step && record.lane < record.lanes.size(),
        "writeProject: the timeline is at another step");
  if (record.lanes.size() > kMostLanes)
    return Error{message("the run has {} lanes; at most {} can be kept", record.lanes.size(), kMostLanes)};
  std::vector<KeptPlace> places;
  std::vector<StatePtr> states;
  const std::size_t here = ownerOf(record.lanes, record.lane, record.step);
  for (std::size_t i = 0; i < record.lanes.size(); ++i)
    for (const KeptState& kept : record.lanes[i].kept) {
      const bool isBeginning = i == 0 && kept.state->step == record.lanes[0].begin;
      if (i == here && kept.state->step == record.step && *kept.state == state)
        places.push_back(KeptPlace::Cursor);
      else if (isBeginning && isMadeAgain(*kept.state, project, network))
        places.push_back(KeptPlace::Initial);
      else
        places.push_back(KeptPlace::States);
      if (places.back() == KeptPlace::States) states.push_back(kept.state);
    }
  const std::string lanes = formatJson(timelineToJson(record, network, places));
  if (lanes.size() > kMaxJsonBytes)
    return Error{
        message("the events of the run take {} bytes; at most {} can be kept", lanes.size(), kMaxJsonBytes)};
  parts.push_back(deflatedPart(kLanes, asBytes(lanes)));
  if (!states.empty()) {
    const auto layout = std::make_shared<const std::vector<Tensor>>(network.tensors());
    auto plan = std::make_shared<const SafetensorsPlan>(
        planStates(states, layout, static_cast<Index>(network.layerCount())));
    parts.push_back(
        storedPart(kStates, plan->size, [plan](Bytes& bytes) { appendSafetensors(*plan, bytes); }));
  }
  const std::string histories = writeLaneHistories(record, project.stepsPerEpoch);
  if (!histories.empty()) parts.push_back(deflatedPart(kLaneHistories, asBytes(histories)));
  return {};
}

Result<std::shared_ptr<const TimelineRecord>> readTimeline(const ZipReader& archive, const Project& project,
                                                           const Network& network) {
  if (!archive.has(kLanes)) return std::shared_ptr<const TimelineRecord>();
  const auto text = archive.read(kLanes, kMaxJsonBytes);
  if (!text) return text.error();
  const auto json = parseJson(asText(*text));
  if (!json) return in(kLanes, json.error());
  auto lanes = timelineFromJson(*json, project, network);
  if (!lanes) return in(kLanes, lanes.error());
  auto record = std::make_shared<TimelineRecord>(std::move(lanes->record));
  if (auto read = readStates(archive, project, network, std::move(lanes->kept), *record); !read)
    return read.error();
  std::vector<History> added;
  if (archive.has(kLaneHistories)) {
    const auto rows = archive.read(kLaneHistories, kMostLaneHistoryBytes);
    if (!rows) return rows.error();
    auto histories = readLaneHistories(asText(*rows), record->lanes.size());
    if (!histories) return in(kLaneHistories, histories.error());
    added = *std::move(histories);
  }
  auto whole = wholeHistories(*record, project.history, added);
  if (!whole) return in(kLaneHistories, whole.error());
  record->histories = *std::move(whole);
  if (project.arithmetic != arithmeticHere()) markElsewhere(*record);
  return std::shared_ptr<const TimelineRecord>(std::move(record));
}

}  // namespace pellucid::engine
