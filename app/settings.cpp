// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings.h"

#include <QStandardPaths>
#include <algorithm>
#include <array>
#include <cstdlib>

#include "engine/data/gzip.h"
#include "engine/io/atomic_write.h"
#include "engine/io/json_fields.h"

namespace pellucid::engine {
template <>
inline constexpr std::array kEnumNames<ui::RangeMode> = {EnumName{ui::RangeMode::Layer, "layer"},
                                                         EnumName{ui::RangeMode::Global, "global"},
                                                         EnumName{ui::RangeMode::Fixed, "fixed"}};
template <>
inline constexpr std::array kEnumNames<ui::CurveAxis> = {
    EnumName{ui::CurveAxis::Steps, "steps"}, EnumName{ui::CurveAxis::Epochs, "epochs"},
    EnumName{ui::CurveAxis::Samples, "samples"}, EnumName{ui::CurveAxis::Seconds, "seconds"}};
template <>
inline constexpr std::array kEnumNames<ui::CurveQuantity> = {
    EnumName{ui::CurveQuantity::Loss, "loss"}, EnumName{ui::CurveQuantity::Accuracy, "accuracy"},
    EnumName{ui::CurveQuantity::LearningRate, "learning_rate"},
    EnumName{ui::CurveQuantity::GradientNorm, "gradient_norm"},
    EnumName{ui::CurveQuantity::UpdateRatio, "update_ratio"}};
}  // namespace pellucid::engine

namespace pellucid::app {
namespace {

namespace fs = std::filesystem;
using engine::Json;
using engine::JsonFields;

constexpr std::int64_t kMostPixels = 100'000;
constexpr double kFastest = 1e6;
constexpr int kMostSmoothing = 100'000;

Json curvesToJson(const ui::CurveChoices& curves) {
  Json json = {{"axis", engine::nameOf(curves.axis)},
               {"beside", engine::nameOf(curves.beside)},
               {"smoothing", curves.smoothing},
               {"logarithmic_axis", curves.isAxisLogarithmic},
               {"logarithmic", Json::array()}};
  for (const ui::CurveQuantity quantity : curves.logarithmic)
    json["logarithmic"].push_back(engine::nameOf(quantity));
  return json;
}

engine::Result<ui::CurveChoices> curvesFromJson(const Json& json) {
  JsonFields fields(json, "curves");
  ui::CurveChoices curves{.axis = fields.name<ui::CurveAxis>("axis"),
                          .beside = fields.name<ui::CurveQuantity>("beside"),
                          .smoothing = static_cast<int>(fields.integer("smoothing", 1, kMostSmoothing)),
                          .isAxisLogarithmic = fields.boolean("logarithmic_axis"),
                          .logarithmic = {}};
  for (const Json& name : fields.array("logarithmic")) {
    const auto quantity =
        name.is_string() ? engine::fromName<ui::CurveQuantity>(name.get<std::string>()) : std::nullopt;
    if (quantity)
      curves.logarithmic.insert(*quantity);
    else
      fields.refuse("logarithmic", engine::message("{} is not what a curve shows", name.dump()));
  }
  if (auto right = fields.finish(); !right) return right.error();
  return curves;
}

Json toJson(const Settings& settings) {
  Json json = {{"speed", settings.stepsPerSecond},
               {"ranges", engine::nameOf(settings.ranges)},
               {"left_column", settings.hasLeftColumn},
               {"right_column", settings.hasRightColumn},
               {"width", settings.width},
               {"height", settings.height},
               {"maximized", settings.isMaximized},
               {"splits", Json::object()},
               {"tabs", settings.tabs},
               {"silenced", settings.silenced},
               {"recent", Json::array()}};
  for (const auto& [name, sizes] : settings.splits) json["splits"][name] = sizes;
  if (settings.openGroups) {
    json["open_groups"] = Json::array();
    for (const QString& group : *settings.openGroups) json["open_groups"].push_back(group.toStdString());
  }
  for (const std::string& path : settings.recent) {
    Json entry = Json::object();
    engine::setBytes(entry, "path", path);
    json["recent"].push_back(std::move(entry));
  }
  if (settings.curves != ui::CurveChoices()) json["curves"] = curvesToJson(settings.curves);
  if (settings.isDark) json["dark"] = *settings.isDark;
  if (settings.isMotionReduced) json["reduced_motion"] = *settings.isMotionReduced;
  if (!settings.language.empty()) json["language"] = settings.language;
  return json;
}

std::map<std::string, std::vector<int>> splitsOf(JsonFields& fields) {
  std::map<std::string, std::vector<int>> splits;
  for (const auto& [name, sizes] : fields.object("splits").items()) {
    const bool isRight = sizes.is_array() && std::ranges::all_of(sizes, [](const Json& size) {
                           return size.is_number_integer() && size >= 0 && size <= kMostPixels;
                         });
    if (!isRight)
      fields.refuse("splits", engine::message("\"{}\" is not a list of sizes in pixels", name));
    else
      splits[name] = sizes.get<std::vector<int>>();
  }
  return splits;
}

std::map<std::string, std::string> tabsOf(JsonFields& fields) {
  std::map<std::string, std::string> tabs;
  for (const auto& [name, panel] : fields.object("tabs").items()) {
    if (panel.is_string())
      tabs[name] = panel.get<std::string>();
    else
      fields.refuse("tabs", engine::message("\"{}\" is not the name of a panel", name));
  }
  return tabs;
}

QStringList groupsOf(JsonFields& fields) {
  QStringList groups;
  for (const Json& group : fields.array("open_groups")) {
    if (group.is_string())
      groups << QString::fromStdString(group.get<std::string>());
    else
      fields.refuse("open_groups", engine::message("{} is not the name of a group", group.dump()));
  }
  return groups;
}

std::vector<std::string> silencedOf(JsonFields& fields) {
  std::vector<std::string> silenced;
  for (const Json& rule : fields.array("silenced")) {
    if (rule.is_string())
      silenced.push_back(rule.get<std::string>());
    else
      fields.refuse("silenced", engine::message("{} is not the name of a rule", rule.dump()));
  }
  return silenced;
}

engine::Result<std::vector<std::string>> recentOf(const Json& list) {
  std::vector<std::string> recent;
  for (const Json& entry : list) {
    JsonFields fields(entry, "recent");
    recent.push_back(fields.bytes("path"));
    if (auto right = fields.finishWithoutOthers(); !right) return right.error();
  }
  if (recent.size() > Settings::kMostRecent) recent.resize(Settings::kMostRecent);
  return recent;
}

engine::Result<Settings> fromJson(const Json& json) {
  JsonFields fields(json, "settings");
  Settings settings;
  if (fields.has("dark")) settings.isDark = fields.boolean("dark");
  if (fields.has("reduced_motion")) settings.isMotionReduced = fields.boolean("reduced_motion");
  if (fields.has("language")) settings.language = fields.text("language");
  settings.stepsPerSecond = fields.number("speed", {.least = 0, .most = kFastest});
  settings.ranges = fields.name<ui::RangeMode>("ranges");
  settings.hasLeftColumn = fields.boolean("left_column");
  settings.hasRightColumn = fields.boolean("right_column");
  settings.width = static_cast<int>(fields.integer("width", 0, kMostPixels));
  settings.height = static_cast<int>(fields.integer("height", 0, kMostPixels));
  settings.isMaximized = fields.boolean("maximized");
  settings.splits = splitsOf(fields);
  settings.tabs = tabsOf(fields);
  if (fields.has("open_groups")) settings.openGroups = groupsOf(fields);
  if (fields.has("curves")) {
    auto curves = curvesFromJson(fields.object("curves"));
    if (auto right = fields.finish(); !right) return right.error();
    if (!curves) return curves.error();
    settings.curves = *std::move(curves);
  }
  if (fields.has("silenced")) settings.silenced = silencedOf(fields);
  auto recent = recentOf(fields.array("recent"));
  if (!recent) return recent.error();
  settings.recent = *std::move(recent);
  // A part written by another version is no reason to lose the rest.
  if (auto right = fields.finish(); !right) return right.error();
  return settings;
}

engine::Result<Settings> parse(const fs::path& file) {
  constexpr std::size_t kMostBytes = std::size_t{1} << 20;
  const auto bytes = engine::readFile(file, kMostBytes);
  if (!bytes) return bytes.error();
  const auto json = engine::parseJson(engine::asText(*bytes));
  if (!json) return json.error();
  return fromJson(*json);
}

}  // namespace

fs::path ownFolder(QStandardPaths::StandardLocation usual) {
  const char* folder = std::getenv("PELLUCID_CONFIG_DIR");
  if (folder != nullptr && *folder != '\0') return folder;
  return fs::path(QStandardPaths::writableLocation(usual).toStdString()) / "pellucid";
}

fs::path settingsFile() {
  return ownFolder(QStandardPaths::GenericConfigLocation) / "settings.json";
}

ReadSettings readSettings(const fs::path& file) {
  std::error_code problem;
  if (!fs::exists(fs::symlink_status(file, problem))) return {};
  auto settings = parse(file);
  if (settings) return {.settings = *std::move(settings), .problem = std::nullopt};
  fs::path aside = file;
  aside += ".broken";
  fs::rename(file, aside, problem);
  if (problem)
    return {.settings = {},
            .problem = engine::message("The settings in {} can't be used: {} The defaults are used instead.",
                                       file.string(), settings.error().message)};
  return {
      .settings = {},
      .problem = engine::message(
          "The settings can't be used: {} The defaults are used instead; the old settings are kept in {}.",
          settings.error().message, aside.string())};
}

engine::Result<void> writeSettings(const fs::path& file, const Settings& settings) {
  std::error_code problem;
  fs::create_directories(file.parent_path(), problem);  // writing reports what is wrong with it
  return engine::atomicWrite(file, engine::formatJson(toJson(settings)));
}

}  // namespace pellucid::app
