// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/example.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "engine/io/experiment_json.h"
#include "engine/io/json_fields.h"
#include "engine/transfer/presets.h"

namespace pellucid::engine {
namespace {

constexpr const char* kMark = "pellucid_example";
/// More belong in a project.
constexpr std::size_t kMostWeights = 10'000;

Result<std::vector<double>> weightsFrom(const Json& json) {
  if (json.size() > kMostWeights)
    return Error{message("weights has {} entries; an example has at most {}. Save a project instead.",
                         json.size(), kMostWeights)};
  std::vector<double> weights;
  for (const Json& each : json) {
    if (!each.is_number() || !std::isfinite(each.get<float>()))
      return Error{message("weights[{}] is not a number that a weight can be", weights.size())};
    weights.push_back(each.get<double>());
  }
  return weights;
}

/// Rules that involve several keys.
Result<void> checkExample(const Example& example) {
  if (example.title.empty()) return Error{message("title is empty; it names the example in the gallery")};
  if (example.preset.empty()) return {};
  const auto preset = findPreset(example.preset);
  if (!preset) return preset.error();
  return {};
}

Result<Example> exampleFrom(const Json& json) {
  JsonFields fields(json, "example");
  fields.integer(kMark, 1, kExampleFormat);
  Example example{.title = fields.text("title"),
                  .family = fields.name<ExampleFamily>("family"),
                  .sentence = fields.text("sentence"),
                  .tryThis = fields.has("try") ? fields.text("try") : std::string(),
                  .lookAt = fields.has("look_at") ? fields.text("look_at") : std::string(),
                  .experiment = {}};
  if (fields.has("slow_motion")) example.isStaged = fields.boolean("slow_motion");
  if (fields.has("preset")) example.preset = fields.text("preset");
  const Json none = Json::array();
  const Json& weights = fields.has("weights") ? fields.array("weights") : none;
  const Json& experiment = fields.object("experiment");
  if (auto finished = fields.finish(); !finished) return finished.error();
  auto numbers = weightsFrom(weights);
  if (!numbers) return numbers.error();
  example.weights = *std::move(numbers);
  auto read = experimentFromJson(experiment);
  if (!read) return read.error();
  example.experiment = *std::move(read);
  example.others = fields.others();
  if (auto fits = checkExample(example); !fits) return fits.error();
  return example;
}

}  // namespace

bool isExample(std::span<const std::uint8_t> bytes) {
  const std::string_view text = asText(bytes);
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && text[first] == '{' && text.find(kMark) != std::string_view::npos;
}

Result<Example> readExample(std::span<const std::uint8_t> bytes, const std::string& file) {
  const auto json = parseJson(asText(bytes));
  if (!json) return Error{message("{}: {}", file, json.error().message)};
  auto example = exampleFrom(*json);
  if (!example) return Error{message("{}: {}", file, example.error().message)};
  return example;
}

Bytes writeExample(const Example& example) {
  Json json = Json::parse(example.others);
  json[kMark] = kExampleFormat;
  json["title"] = example.title;
  json["family"] = nameOf(example.family);
  json["sentence"] = example.sentence;
  if (!example.tryThis.empty()) json["try"] = example.tryThis;
  if (!example.lookAt.empty()) json["look_at"] = example.lookAt;
  json["experiment"] = toJson(example.experiment);
  if (!example.weights.empty()) json["weights"] = example.weights;
  if (example.isStaged) json["slow_motion"] = true;
  if (!example.preset.empty()) json["preset"] = example.preset;
  const std::string text = formatJson(json);
  return {text.begin(), text.end()};
}

Result<std::optional<RunState>> beginningOf(const Example& example, const Shape& input) {
  if (example.weights.empty()) return std::optional<RunState>();
  const NetworkSpec& network = example.experiment.network;
  if (auto fits = validate(network, input); !fits) return fits.error();
  const auto count = static_cast<Index>(example.weights.size());
  if (count != parameterCount(network, input))
    return Error{message("weights has {} entries, but the network has {} parameters.", count,
                         parameterCount(network, input))};
  Vector weights(count);
  std::ranges::transform(example.weights, weights.begin(),
                         [](double weight) { return static_cast<Scalar>(weight); });
  return std::optional(
      firstState(std::move(weights), example.experiment.training.optimizer, network.layers.size()));
}

}  // namespace pellucid::engine
