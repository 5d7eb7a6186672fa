// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/run_entries.h"

#include <limits>

#include "engine/data/gzip.h"
#include "engine/io/experiment_json.h"
#include "engine/io/history_csv.h"
#include "engine/io/json_fields.h"
#include "engine/io/project_manifest.h"
#include "engine/io/zip_archive.h"

namespace pellucid::engine {
namespace {

constexpr const char* kRuns = "runs/runs.json";
constexpr const char* kManifestOfRun = "manifest.json";
constexpr const char* kCurvesOfRun = "history.csv";
constexpr int kMostColours = 1'000'000;
/// A run whose state was not kept shows its curves, but cannot be continued.
constexpr std::size_t kMostPointsOfCurves = 2000;

std::string wholeEntry(std::size_t number) {
  return fmt::format("runs/{}.pellucid", number);
}
std::string curvesEntry(std::size_t number) {
  return fmt::format("runs/{}.zip", number);
}

Error inRun(const std::string& entry, const Error& error) {
  return Error{message("{}: {}", entry, error.message)};
}

Json runFactsToJson(const RunFacts& facts) {
  Json json = {{"colour", facts.colour}, {"seconds", facts.seconds}, {"steps", facts.steps}};
  if (!facts.name.empty()) json["name"] = facts.name;
  if (facts.isStarred) json["is_starred"] = true;
  if (facts.origin) json["origin"] = toJson(*facts.origin);
  if (facts.hasOtherInitial) json["has_other_initial"] = true;
  return json;
}

Result<RunFacts> runFactsFromJson(const Json& json, const std::string& where) {
  constexpr Range kSeconds{.least = 0, .most = std::numeric_limits<double>::max()};
  JsonFields fields(json, where);
  RunFacts facts{
      .colour = static_cast<int>(fields.integer("colour", 0, kMostColours)),
      .steps = fields.integer("steps", 0, std::numeric_limits<std::int64_t>::max()),
      .seconds = fields.number("seconds", kSeconds),
  };
  if (fields.has("name")) facts.name = fields.text("name");
  if (fields.has("is_starred")) facts.isStarred = fields.boolean("is_starred");
  if (fields.has("has_other_initial")) facts.hasOtherInitial = fields.boolean("has_other_initial");
  if (fields.has("origin")) {
    auto origin = experimentFromJson(fields.object("origin"), where + ".origin");
    if (auto finished = fields.finish(); !finished) return finished.error();
    if (!origin) return origin.error();
    facts.origin = *std::move(origin);
  }
  // Additions of a newer version are not kept: the list is rewritten with each saving.
  if (auto finished = fields.finish(); !finished) return finished.error();
  return facts;
}

Result<Bytes> curvesOnly(const Project& project, std::int64_t steps) {
  RunState state;
  state.step = steps;
  History history = upTo(project.history, steps);
  thinTo(history, kMostPointsOfCurves);
  const auto entry = [](const char* name, std::string_view text) {
    return ZipEntry{.name = name, .bytes = Bytes(text.begin(), text.end())};
  };
  return writeZip({entry(kManifestOfRun, formatJson(manifestOf(project, state))),
                   entry(kCurvesOfRun, writeHistoryCsv(history, project.stepsPerEpoch))});
}

Result<std::shared_ptr<const Project>> readCurves(const Bytes& bytes) {
  const auto archive = ZipReader::open(bytes);
  if (!archive) return archive.error();
  const auto text = archive->read(kManifestOfRun, kMaxJsonBytes);
  if (!text) return text.error();
  const auto manifest = parseJson(asText(*text));
  if (!manifest) return inRun(kManifestOfRun, manifest.error());
  auto project = projectFromManifest(*manifest);
  if (!project) return inRun(kManifestOfRun, project.error());
  const auto curves = archive->read(kCurvesOfRun, kMaxJsonBytes);
  if (!curves) return curves.error();
  auto history = readHistoryCsv(asText(*curves));
  if (!history) return inRun(kCurvesOfRun, history.error());
  project->history = *std::move(history);
  return std::make_shared<const Project>(*std::move(project));
}

Result<KeptRun> readRun(const ZipReader& archive, std::size_t number, RunFacts facts) {
  const std::string whole = wholeEntry(number);
  const bool isWhole = archive.has(whole);
  const std::string entry = isWhole ? whole : curvesEntry(number);
  const auto bytes = archive.read(entry, kMaxProjectBytes);
  if (!bytes) return bytes.error();
  if (!isWhole) {
    auto curves = readCurves(*bytes);
    if (!curves) return inRun(entry, curves.error());
    return KeptRun{.facts = std::move(facts), .project = *std::move(curves), .state = nullptr};
  }
  {
    const auto inner = ZipReader::open(*bytes);
    if (!inner) return inRun(entry, inner.error());
    if (inner->has(kRuns))
      return Error{message("{}: a run beside others cannot have runs of its own", entry)};
  }
  auto read = readProject(*bytes, entry);
  if (!read) return read.error();
  auto project = std::make_shared<Project>(*std::move(read));
  auto state = std::make_shared<const RunState>(std::move(project->state));
  project->state = {};
  return KeptRun{.facts = std::move(facts), .project = std::move(project), .state = std::move(state)};
}

}  // namespace

Result<void> addRuns(const Project& project, std::vector<ZipPart>& parts) {
  if (project.others.empty() && project.facts == RunFacts()) return {};
  check(project.others.size() <= kMostKeptRuns && project.place <= project.others.size(),
        "writeProject: the project has more runs than a file keeps");
  Json others = Json::array();
  for (const KeptRun& run : project.others) others.push_back(runFactsToJson(run.facts));
  const std::string list =
      formatJson({{"here", runFactsToJson(project.facts)}, {"others", others}, {"place", project.place}});
  if (list.size() > kMaxJsonBytes)
    return Error{
        message("the list of runs takes {} bytes; at most {} can be kept", list.size(), kMaxJsonBytes)};
  parts.push_back(deflatedPart(kRuns, {reinterpret_cast<const std::uint8_t*>(list.data()), list.size()}));
  for (std::size_t i = 0; i < project.others.size(); ++i) {
    const KeptRun& run = project.others[i];
    auto bytes =
        run.state ? writeProject(*run.project, *run.state) : curvesOnly(*run.project, run.facts.steps);
    if (!bytes) return bytes.error();
    const auto shared = std::make_shared<const Bytes>(*std::move(bytes));
    parts.push_back(storedPart(run.state ? wholeEntry(i + 1) : curvesEntry(i + 1), shared->size(),
                               [shared](Bytes& to) { to.insert(to.end(), shared->begin(), shared->end()); }));
  }
  return {};
}

std::vector<std::string> runEntries(std::size_t others) {
  std::vector<std::string> names = {kRuns};
  for (std::size_t i = 1; i <= others; ++i) {
    names.push_back(wholeEntry(i));
    names.push_back(curvesEntry(i));
  }
  return names;
}

Result<void> readRuns(const ZipReader& archive, Project& project) {
  if (!archive.has(kRuns)) return {};
  const auto text = archive.read(kRuns, kMaxJsonBytes);
  if (!text) return text.error();
  const auto json = parseJson(asText(*text));
  if (!json) return inRun(kRuns, json.error());
  JsonFields fields(*json, "runs");
  auto here = runFactsFromJson(fields.object("here"), "runs.here");
  const Json& others = fields.array("others");
  const auto place =
      static_cast<std::size_t>(fields.integer("place", 0, static_cast<std::int64_t>(kMostKeptRuns)));
  if (auto finished = fields.finish(); !finished) return inRun(kRuns, finished.error());
  if (!here) return inRun(kRuns, here.error());
  if (others.size() > kMostKeptRuns || place > others.size())
    return inRun(kRuns, Error{message("runs.others has {} runs, and this one is in place {}; at most {} are "
                                      "possible",
                                      others.size(), place, kMostKeptRuns)});
  for (std::size_t i = 0; i < others.size(); ++i) {
    auto facts = runFactsFromJson(others[i], fmt::format("runs.others[{}]", i));
    if (!facts) return inRun(kRuns, facts.error());
    auto run = readRun(archive, i + 1, *std::move(facts));
    if (!run) return run.error();
    project.others.push_back(*std::move(run));
  }
  project.facts = *std::move(here);
  project.place = place;
  return {};
}

}  // namespace pellucid::engine
