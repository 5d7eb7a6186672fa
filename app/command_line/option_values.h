// SPDX-License-Identifier: GPL-3.0-or-later
// Options whose values the program parses itself, because CLI11 follows the C library: it would read "010" as
// eight and depend on the locale. An option that was not given stays empty, so that a project's own value is
// not overruled.
#pragma once

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <optional>
#include <string>
#include <type_traits>

#include "engine/base/enum_names.h"
#include "engine/base/numbers.h"
#include "engine/base/range.h"
#include "engine/base/typed_word.h"
#include "engine/model/layers_text.h"

namespace pellucid::app {

/// A number from `least` to `most`; anything else is refused with both bounds.
template <class T>
CLI::Option* addNumber(CLI::App& command, const std::string& name, std::optional<T>& target,
                       std::type_identity_t<T> least, std::type_identity_t<T> most, const std::string& help) {
  const auto store = [&target, name, least, most](const std::string& text) {
    const auto value = engine::parseNumber<T>(engine::trimmed(text));
    if (!value || !(*value >= least && *value <= most))
      throw CLI::ValidationError(fmt::format("{} is \"{}\"; it must be a {}number from {} to {}.", name, text,
                                             std::is_integral_v<T> ? "whole " : "", least, most));
    target = value;
  };
  return command.add_option_function<std::string>(name, store, help)->type_name("N");
}

/// A number in a range whose ends may be excluded. The help ends with the range.
inline CLI::Option* addNumber(CLI::App& command, const std::string& name, std::optional<double>& target,
                              const engine::Range& range, std::string help) {
  const auto store = [&target, name, range](const std::string& text) {
    const auto value = engine::parseNumber<double>(engine::trimmed(text));
    if (!value || !range.contains(*value))
      throw CLI::ValidationError(
          fmt::format("{} is \"{}\"; it must be a number {}.", name, text, range.text()));
    target = value;
  };
  if (!help.empty() && help[0] >= 'a' && help[0] <= 'z') help[0] = static_cast<char>(help[0] - 'a' + 'A');
  return command.add_option_function<std::string>(name, store, help + ", " + range.text())->type_name("N");
}

/// The name of an enumeration's value; anything else is refused with a list of all names.
template <class E>
CLI::Option* addName(CLI::App& command, const std::string& name, std::optional<E>& target,
                     const std::string& help) {
  const auto store = [&target, name](const std::string& text) {
    const auto value = engine::fromTypedName<E>(text);
    if (!value)
      throw CLI::ValidationError(
          engine::followed(engine::message("{} is \"{}\", which is unknown; it must be one of: {}.", name,
                                           text, engine::allNames<E>()),
                           engine::didYouMean<E>(text))
              .text());
    target = value;
  };
  return command.add_option_function<std::string>(name, store, help)->type_name("NAME");
}

/// The model that the command is about.
inline CLI::Option* addModel(CLI::App& command, std::string& target) {
  const auto store = [&target](const std::string& path) {
    if (path.empty()) throw CLI::ValidationError("MODEL is empty. Give the name of a file.");
    target = path;
  };
  return command.add_option_function<std::string>("MODEL", store, "ONNX or safetensors file, or project")
      ->required()
      ->type_name("FILE");
}

/// A file, which must have a name.
inline CLI::Option* addPath(CLI::App& command, const std::string& name,
                            std::optional<std::filesystem::path>& target, const std::string& help) {
  const auto store = [&target, name](const std::string& path) {
    if (path.empty()) throw CLI::ValidationError(name + " is empty. Give the name of a file.");
    target = path;
  };
  return command.add_option_function<std::string>(name, store, help)->type_name("FILE");
}

/// A network as parseLayers() reads it.
inline CLI::Option* addLayers(CLI::App& command, std::optional<engine::LayersText>& target,
                              const std::string& help) {
  const auto store = [&target](const std::string& text) {
    auto layers = engine::parseLayers(text);
    if (!layers) throw CLI::ValidationError(layers.error().text());
    target = *std::move(layers);
  };
  return command.add_option_function<std::string>("--layers", store, help)->type_name("LAYERS");
}

}  // namespace pellucid::app
