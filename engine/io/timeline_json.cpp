// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/timeline_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <limits>
#include <map>
#include <type_traits>

#include "engine/base/numbers.h"
#include "engine/data/catalogue.h"
#include "engine/io/experiment_json.h"
#include "engine/io/json_fields.h"
#include "engine/io/own_samples_json.h"
#include "engine/io/parameters.h"
#include "engine/io/run_state_json.h"

namespace pellucid::engine {
namespace {

/// The bits of a Scalar: a parameter may have been set to infinity or NaN, and must be restored exactly.
using Bits = std::conditional_t<sizeof(Scalar) == sizeof(std::uint32_t), std::uint32_t, std::uint64_t>;

using Setting = std::shared_ptr<const Experiment>;

constexpr Range kTestLossRange{.least = std::numeric_limits<double>::lowest(),
                               .most = std::numeric_limits<double>::max()};

/// The settings that take effect at once.
Json settingToJson(const Experiment& experiment, OwnSampleRows& rows) {
  Json layers = Json::array();
  for (const LayerSpec& layer : experiment.network.layers)
    layers.push_back({{"frozen", layer.frozen}, {"rate_factor", layer.rateFactor}});
  Json json = {{"training", toJson(experiment.training)}, {"layers", std::move(layers)}};
  if (experiment.data.own) json["samples"] = rows.add(*experiment.data.own);
  return json;
}

/// The user's own samples replace the project's.
Result<void> readOwnSamples(const Json& json, const Json& rows, const std::string& where,
                            Experiment& experiment) {
  auto own = ownSamplesFromRows(json, rows, where);
  if (!own) return own.error();
  experiment.data.own = *std::move(own);
  if (!isOwnName(dataNameParts(experiment.data.name).base))
    return Error{message("{} has samples, but the data are called \"{:.60}\"", where, experiment.data.name)};
  const auto dataset = loadDataset(experiment.data, {});
  if (!dataset) return Error{message("{}: {}", where, dataset.error().message)};
  return validate(experiment, **dataset);
}

Result<Setting> settingFromJson(const Json& json, const Json& rows, const Project& project,
                                const std::string& where) {
  JsonFields fields(json, where);
  const Json* samples = fields.has("samples") ? &fields.object("samples") : nullptr;
  const Json& trainingJson = fields.object("training");
  const Json& layers = fields.array("layers");
  if (auto finished = fields.finishWithoutOthers(); !finished) return finished.error();
  Experiment experiment = project.experiment;
  auto training = trainingFromJson(trainingJson, where + ".training");
  if (!training) return training.error();
  experiment.training = *std::move(training);
  if (layers.size() != experiment.network.layers.size())
    return Error{message("{} has {} layers; the network has {}", where, layers.size(),
                         experiment.network.layers.size())};
  for (std::size_t i = 0; i < layers.size(); ++i) {
    JsonFields layer(layers[i], fmt::format("{}.layers[{}]", where, i));
    experiment.network.layers[i].frozen = layer.boolean("frozen");
    experiment.network.layers[i].rateFactor = layer.number("rate_factor", kRateFactorRange);
    if (auto finished = layer.finishWithoutOthers(); !finished) return finished.error();
  }
  if (samples != nullptr)
    if (auto read = readOwnSamples(*samples, rows, where + ".samples", experiment); !read)
      return read.error();
  if (compare(project.experiment, experiment) == Change::Rebuild)
    return Error{message("{} differs from the experiment in more than acts at once", where)};
  if (const auto valid = validate(experiment, describedData(project)); !valid) return valid.error();
  return std::make_shared<const Experiment>(std::move(experiment));
}

/// Each distinct one once; events refer to them by index.
class SettingTable {
 public:
  std::size_t add(const Setting& setting) {
    if (const auto known = m_numbers.find(setting.get()); known != m_numbers.end()) return known->second;
    Json json = settingToJson(*setting, m_rows);
    const auto same = std::ranges::find(m_json, json);
    const auto number = static_cast<std::size_t>(same - m_json.begin());
    if (same == m_json.end()) m_json.push_back(std::move(json));
    m_numbers[setting.get()] = number;
    return number;
  }
  const std::vector<Json>& json() const { return m_json; }
  const OwnSampleRows& rows() const { return m_rows; }

 private:
  std::map<const Experiment*, std::size_t> m_numbers;
  std::vector<Json> m_json;
  OwnSampleRows m_rows;
};

/// Events and notes that change nothing.
Json divergenceToJson(const Diverged& how) {
  return {{"step", how.step},
          {"layer", how.layer},
          {"parameter", how.parameter},
          {"explanation", how.explanation.text()}};
}

Result<Diverged> divergenceFromJson(const Json& json, const Network& network, const std::string& where) {
  JsonFields fields(json, where);
  Diverged how;
  how.step = fields.integer("step", 0, kMaxSteps);
  how.layer =
      static_cast<std::size_t>(fields.integer("layer", 0, static_cast<Index>(network.layerCount()) - 1));
  how.parameter = fields.text("parameter");
  how.explanation = Message::untranslated(fields.text("explanation"));
  if (auto finished = fields.finishWithoutOthers(); !finished) return finished.error();
  return how;
}

/// A parameter by the name of its tensor and its index there, row by row.
Json parameterToJson(const ParameterChange& change, const Network& network) {
  const auto tensor = std::ranges::find_if(network.tensors(), [&](const Tensor& candidate) {
    return change.index >= candidate.offset && change.index < candidate.offset + candidate.size();
  });
  check(tensor != network.tensors().end(), "timelineToJson: no such parameter");
  const Index place = change.index - tensor->offset;
  return {{"tensor", fileName(network, *tensor)},
          {"element", place % tensor->rows * tensor->cols + place / tensor->rows},
          {"bits", toHex(std::bit_cast<Bits>(change.value))}};
}

Result<ParameterChange> parameterFromJson(const Json& json, const Network& network,
                                          const std::string& where) {
  JsonFields fields(json, where);
  const std::string name = fields.text("tensor");
  const auto tensor = std::ranges::find_if(
      network.tensors(), [&](const Tensor& candidate) { return fileName(network, candidate) == name; });
  if (tensor == network.tensors().end())
    return Error{message("{}.tensor is \"{:.60}\", which the network does not have", where, name)};
  const Index element = fields.integer("element", 0, tensor->size() - 1);
  const auto value = std::bit_cast<Scalar>(fields.hex<Bits>("bits"));
  if (auto finished = fields.finishWithoutOthers(); !finished) return finished.error();
  return ParameterChange{
      .index = tensor->offset + element / tensor->cols + element % tensor->cols * tensor->rows,
      .value = value};
}

Json keptToJson(const KeptState& kept, KeptPlace place) {
  const RunState& state = *kept.state;
  Json json = {{"step", state.step}};
  if (kept.isEvent) json["event"] = true;
  if (place != KeptPlace::States) json["place"] = nameOf(place);
  if (place != KeptPlace::States) return json;  // where the rest is stored, too
  if (state.plateau != PlateauState{}) json["plateau"] = plateauToJson(state.plateau);
  if (state.stopping != StoppingState{}) json["early_stopping"] = stoppingToJson(state.stopping);
  if (state.stopping.bestWeights.size() > 0) json["best"] = true;
  return json;
}

Result<KeptPromise> keptFromJson(const Json& json, const std::string& where) {
  JsonFields fields(json, where);
  KeptPromise kept;
  kept.state.step = fields.integer("step", 0, kMaxSteps);
  kept.isEvent = fields.has("event") && fields.boolean("event");
  kept.hasBest = fields.has("best") && fields.boolean("best");
  if (fields.has("place")) kept.place = fields.name<KeptPlace>("place");
  const Json* plateau = fields.has("plateau") ? &fields.object("plateau") : nullptr;
  const Json* stopping = fields.has("early_stopping") ? &fields.object("early_stopping") : nullptr;
  if (auto finished = fields.finishWithoutOthers(); !finished) return finished.error();
  if (plateau != nullptr) {
    const auto read = plateauFromJson(*plateau, where + ".plateau");
    if (!read) return read.error();
    kept.state.plateau = *read;
  }
  if (stopping != nullptr) {
    auto read = stoppingFromJson(*stopping, kept.state.step, where + ".early_stopping");
    if (!read) return read.error();
    kept.state.stopping = *std::move(read);
  }
  return kept;
}

/// Reads lane after lane, parents before their children.
class LaneReader {
 public:
  LaneReader(const Project& project, const Network& network, std::vector<Setting> settings)
      : m_project(project), m_network(network), m_settings(std::move(settings)) {}

  Result<void> read(const Json& json) {
    const std::string where = fmt::format("lanes[{}]", m_result.record.lanes.size());
    JsonFields fields(json, where);
    LaneRecord lane;
    const std::size_t number = m_result.record.lanes.size();
    if (number > 0)
      lane.parent =
          static_cast<std::size_t>(fields.integer("parent", 0, static_cast<std::int64_t>(number) - 1));
    lane.begin = fields.integer("begin", 0, kMaxSteps);
    lane.end = fields.integer("end", lane.begin, kMaxSteps);
    if (fields.has("elsewhere")) lane.elsewhere = fields.integer("elsewhere", 0, lane.end);
    if (fields.has("name")) lane.name = fields.text("name");
    if (fields.has("removed")) lane.isRemoved = fields.boolean("removed") && number > 0;
    if (fields.has("best")) {
      JsonFields best(fields.object("best"), where + ".best");
      lane.records = {
          {.step = best.integer("step", lane.begin, lane.end), .loss = best.number("loss", kTestLossRange)}};
      if (auto finished = best.finishWithoutOthers(); !finished) return finished;
    }
    const Json& events = fields.array("events");
    const Json& kept = fields.array("kept");
    if (auto finished = fields.finishWithoutOthers(); !finished) return finished;
    if (lane.parent) {
      const LaneRecord& parent = m_result.record.lanes[*lane.parent];
      if (lane.begin < parent.begin || lane.begin > parent.end)
        return Error{message("{}.begin is {}, but the lane that it left goes from {} to {}", where,
                             lane.begin, parent.begin, parent.end)};
    }
    m_result.record.lanes.push_back(std::move(lane));
    if (auto done = readEvents(events, where); !done) return done;
    return readKept(kept, where);
  }

  void setFirst(std::size_t number) { m_result.record.first = m_settings[number]; }
  TimelineFromJson& result() { return m_result; }

 private:
  Result<void> readEvents(const Json& events, const std::string& where) {
    TimelineRecord& record = m_result.record;
    const std::size_t number = record.lanes.size() - 1;
    LaneRecord& lane = record.lanes.back();
    Setting before = settingAt(record, number, lane.begin);
    for (std::size_t i = 0; i < events.size(); ++i) {
      const std::string here = fmt::format("{}.events[{}]", where, i);
      JsonFields fields(events[i], here);
      const std::int64_t least = lane.events.empty() ? lane.begin : lane.events.back().step;
      TimelineEvent event{.step = fields.integer("step", least, lane.end), .change = {}};
      if (fields.has("setting")) {
        const std::int64_t chosen = fields.integer("setting", 0, std::ssize(m_settings) - 1);
        if (auto finished = fields.finishWithoutOthers(); !finished) return finished;
        const Setting& after = m_settings[static_cast<std::size_t>(chosen)];
        event.change = SettingChange{.before = std::exchange(before, after), .experiment = after};
      } else if (fields.has("bookmark")) {
        event.change = Bookmark{fields.text("bookmark")};
        if (auto finished = fields.finishWithoutOthers(); !finished) return finished;
      } else if (fields.has("diverged")) {
        const Json& divergence = fields.object("diverged");
        if (auto finished = fields.finishWithoutOthers(); !finished) return finished;
        auto how = divergenceFromJson(divergence, m_network, here + ".diverged");
        if (!how) return how.error();
        event.change = *std::move(how);
      } else {
        const Json& parameter = fields.object("parameter");
        if (auto finished = fields.finishWithoutOthers(); !finished) return finished;
        const auto change = parameterFromJson(parameter, m_network, here + ".parameter");
        if (!change) return change.error();
        event.change = *change;
      }
      lane.events.push_back(std::move(event));
    }
    return {};
  }

  Result<void> readKept(const Json& states, const std::string& where) {
    const TimelineRecord& record = m_result.record;
    const std::size_t number = record.lanes.size() - 1;
    const LaneRecord& lane = record.lanes.back();
    std::int64_t least = lane.begin;
    for (std::size_t i = 0; i < states.size(); ++i) {
      const std::string here = fmt::format("{}.kept[{}]", where, i);
      auto kept = keptFromJson(states[i], here);
      if (!kept) return kept.error();
      const std::int64_t step = kept->state.step;
      if (step < least || step > lane.end)
        return Error{message("{}.step is {}; on this lane the next is one from {} to {}", here, step, least,
                             lane.end)};
      if ((kept->place == KeptPlace::Cursor && step != m_project.state.step) ||
          (kept->place == KeptPlace::Initial && step != 0))
        return Error{message("{} is said to be that of the {}, but is after step {}", here,
                             nameOf(kept->place), step)};
      least = step + 1;
      kept->lane = number;
      m_result.kept.push_back(*std::move(kept));
    }
    const bool hasBeginning =
        number > 0 || (!m_result.kept.empty() && m_result.kept.front().state.step == lane.begin);
    if (!hasBeginning) return Error{message("{} does not have the state that it begins with", where)};
    return {};
  }

  const Project& m_project;
  const Network& m_network;
  std::vector<Setting> m_settings;
  TimelineFromJson m_result;
};

}  // namespace

Json timelineToJson(const TimelineRecord& record, const Network& network,
                    const std::vector<KeptPlace>& places) {
  SettingTable settings;
  const std::size_t first = settings.add(record.first);
  Json lanes = Json::array();
  auto place = places.begin();
  for (const LaneRecord& lane : record.lanes) {
    Json events = Json::array();
    for (const TimelineEvent& event : lane.events) {
      Json& json = events.emplace_back(Json{{"step", event.step}});
      if (const auto* setting = std::get_if<SettingChange>(&event.change))
        json["setting"] = settings.add(setting->experiment);
      else if (const auto* bookmark = std::get_if<Bookmark>(&event.change))
        json["bookmark"] = bookmark->note;
      else if (const auto* how = std::get_if<Diverged>(&event.change))
        json["diverged"] = divergenceToJson(*how);
      else
        json["parameter"] = parameterToJson(std::get<ParameterChange>(event.change), network);
    }
    Json kept = Json::array();
    for (const KeptState& state : lane.kept) kept.push_back(keptToJson(state, *place++));
    Json& json = lanes.emplace_back(Json{
        {"begin", lane.begin}, {"end", lane.end}, {"events", std::move(events)}, {"kept", std::move(kept)}});
    if (lane.parent) json["parent"] = *lane.parent;
    if (lane.elsewhere >= lane.begin) json["elsewhere"] = lane.elsewhere;
    if (!lane.name.empty()) json["name"] = lane.name;
    if (lane.isRemoved) json["removed"] = true;
    if (!lane.records.empty())
      json["best"] = {{"step", lane.records.back().step}, {"loss", lane.records.back().loss}};
  }
  Json json = {{"first", first},
               {"settings", settings.json()},
               {"lanes", std::move(lanes)},
               {"lane", record.lane},
               {"recomputed", record.isRecomputed}};
  if (!settings.rows().rows().empty()) json["samples"] = settings.rows().rows();
  return json;
}

Result<TimelineFromJson> timelineFromJson(const Json& json, const Project& project, const Network& network) {
  JsonFields fields(json, "timeline");
  const Json& settingsJson = fields.array("settings");
  const Json& lanesJson = fields.array("lanes");
  const std::int64_t first =
      fields.integer("first", 0, std::max<std::int64_t>(std::ssize(settingsJson), 1) - 1);
  const std::int64_t lane = fields.integer("lane", 0, std::max<std::int64_t>(std::ssize(lanesJson), 1) - 1);
  const bool isRecomputed = fields.boolean("recomputed");
  const Json none = Json::array();
  const Json& rows = fields.has("samples") ? fields.array("samples") : none;
  if (auto finished = fields.finishWithoutOthers(); !finished) return finished.error();
  if (settingsJson.empty() || lanesJson.empty() || lanesJson.size() > kMostLanes)
    return Error{
        message("timeline has {} settings and {} lanes; there are at least one of each, and at most "
                "{} lanes",
                settingsJson.size(), lanesJson.size(), kMostLanes)};
  std::vector<Setting> settings;
  for (std::size_t i = 0; i < settingsJson.size(); ++i) {
    auto setting = settingFromJson(settingsJson[i], rows, project, fmt::format("settings[{}]", i));
    if (!setting) return setting.error();
    settings.push_back(*std::move(setting));
  }
  LaneReader lanes(project, network, std::move(settings));
  lanes.setFirst(static_cast<std::size_t>(first));
  for (const Json& laneJson : lanesJson)
    if (auto done = lanes.read(laneJson); !done) return done.error();
  TimelineFromJson result = std::move(lanes.result());
  TimelineRecord& record = result.record;
  record.lane = static_cast<std::size_t>(lane);
  record.step = project.state.step;
  record.isRecomputed = isRecomputed;
  if (record.step < record.lanes.front().begin || record.step > record.lanes[record.lane].end)
    return Error{message("the run is at step {}, and the lane that it is on goes from {} to {}", record.step,
                         record.lanes.front().begin, record.lanes[record.lane].end)};
  for (const KeptPromise& kept : result.kept)
    if (kept.place == KeptPlace::Cursor && kept.lane != ownerOf(record.lanes, record.lane, record.step))
      return Error{message("lanes[{}] has the state of the cursor, which is on another lane", kept.lane)};
  if (*settingAt(record, record.lane, record.step) != project.experiment)
    return Error{message("the settings after step {} are not those of the experiment", record.step)};
  return result;
}

}  // namespace pellucid::engine
