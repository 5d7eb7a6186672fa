// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/onnx_metadata.h"

#include <algorithm>
#include <optional>

#include "engine/io/json.h"

namespace pellucid::engine {
namespace {

constexpr std::string_view kPrefix = "pellucid.";
constexpr const char* kClassNames = "class_names";
constexpr const char* kInputNames = "input_names";
constexpr const char* kTargetNames = "target_names";
constexpr const char* kFrozen = "frozen";
constexpr const char* kInitializer = "initializer";
constexpr const char* kSampleShape = "sample_shape";

Error refusal(const std::string& key, const Message& reason) {
  return Error{message("its metadata {}{} {}", kPrefix, key, reason)};
}

/// The list's elements, if it is a list of T.
template <class T>
std::optional<std::vector<T>> parseList(const std::string& text) {
  const auto json = parseJson(text);
  if (!json || !json->is_array()) return std::nullopt;
  std::vector<T> list;
  for (const Json& entry : *json) {
    if constexpr (std::is_same_v<T, bool>) {
      if (!entry.is_boolean()) return std::nullopt;
    } else if constexpr (std::is_integral_v<T>) {
      if (!entry.is_number_unsigned()) return std::nullopt;
    } else if (!entry.is_string()) {
      return std::nullopt;
    }
    list.push_back(entry.get<T>());
  }
  return list;
}

Result<void> readFact(const std::string& key, const std::string& value, TrainedModel& model) {
  auto& layers = model.network.layers;
  if (key == kClassNames) {
    auto names = parseList<std::string>(value);
    const auto units = static_cast<std::size_t>(std::max<Index>(layers.back().units, 2));  // one means two
    if (!names || names->size() != units) return refusal(key, message("must be a list of {} texts", units));
    model.classNames = *std::move(names);
  } else if (key == kInputNames) {
    auto names = parseList<std::string>(value);
    if (!names || static_cast<Index>(names->size()) != model.shape.size())
      return refusal(key, message("must be a list of {} texts", model.shape.size()));
    model.inputNames = *std::move(names);
  } else if (key == kTargetNames) {
    auto names = parseList<std::string>(value);
    if (!names || names->empty() || names->size() > static_cast<std::size_t>(layers.back().units))
      return refusal(key, message("must be a list of {} texts", layers.back().units));
    model.targetNames = *std::move(names);
  } else if (key == kFrozen) {
    const auto frozen = parseList<bool>(value);
    if (!frozen || frozen->size() != layers.size())
      return refusal(key, message("must be a list of {} values, each true or false", layers.size()));
    for (std::size_t i = 0; i < layers.size(); ++i) layers[i].frozen = (*frozen)[i];
  } else if (key == kInitializer) {
    const auto initializer = fromName<Initializer>(value);
    if (!initializer) return refusal(key, message("must be one of: {}", allNames<Initializer>()));
    model.network.initializer = *initializer;
  } else if (key == kSampleShape) {
    const auto sizes = parseList<std::int64_t>(value);
    const Index values = model.shape.size();
    const bool isInRange = sizes && sizes->size() == 3 &&
                           std::ranges::all_of(*sizes, [&](auto s) { return s >= 1 && s <= values; });
    // Division cannot overflow, unlike multiplication.
    if (!isInRange || values % (*sizes)[0] != 0 || values / (*sizes)[0] % (*sizes)[1] != 0 ||
        values / (*sizes)[0] / (*sizes)[1] != (*sizes)[2])
      return refusal(key,
                     message("must be a list of channels, height and width with {} values in all", values));
    model.shape = {.channels = (*sizes)[0], .height = (*sizes)[1], .width = (*sizes)[2]};
  } else {
    model.facts[key] = value;
  }
  return {};
}

}  // namespace

void writeOnnxMetadata(const TrainedModel& model, const NetworkSpec& written, onnx::ModelProto& proto) {
  Json frozen = Json::array();
  for (const LayerSpec& layer : written.layers) frozen.push_back(layer.frozen);
  const Shape& shape = model.shape;
  std::map<std::string, std::string> facts = {
      {kFrozen, frozen.dump()},
      {kInitializer, std::string(nameOf(model.network.initializer))},
      {kSampleShape, Json({shape.channels, shape.height, shape.width}).dump()},
  };
  const auto add = [&facts](const char* key, const std::vector<std::string>& names) {
    if (!names.empty()) facts[key] = Json(names).dump(-1, ' ', false, Json::error_handler_t::replace);
  };
  add(kClassNames, model.classNames);
  add(kInputNames, model.inputNames);
  add(kTargetNames, model.targetNames);
  // The model's own facts come second, so that none of them can replace one of the above.
  for (const auto& [key, value] : model.facts) facts.emplace(validUtf8(key), validUtf8(value));
  for (const auto& [key, value] : facts) {
    auto* property = proto.add_metadata_props();
    property->set_key(std::string(kPrefix) + key);
    property->set_value(value);
  }
}

Result<void> readOnnxMetadata(const onnx::ModelProto& proto, TrainedModel& model) {
  std::map<std::string, std::string> facts;
  for (const auto& property : proto.metadata_props()) {
    if (!property.key().starts_with(kPrefix)) continue;
    if (!facts.emplace(property.key().substr(kPrefix.size()), property.value()).second)
      return Error{message("its metadata have the key {} twice", shownName(property.key()))};
  }
  for (const auto& [key, value] : facts)
    if (auto read = readFact(key, value, model); !read) return read;
  return {};
}

}  // namespace pellucid::engine
