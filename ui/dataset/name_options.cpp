// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/name_options.h"

#include <fmt/ranges.h>

#include "engine/base/split_text.h"
#include "engine/data/catalogue.h"

namespace pellucid::ui {
namespace {

struct NameOption {
  std::string key;
  std::string value;
};

std::vector<NameOption> optionsOf(const engine::DataNameParts& parts) {
  std::vector<NameOption> options;
  if (parts.options.empty()) return options;
  for (const std::string& each : engine::splitText(std::string_view(parts.options).substr(1), ',')) {
    const std::size_t equals = std::min(each.find('='), each.size());
    options.push_back(
        {.key = each.substr(0, equals), .value = each.substr(std::min(equals + 1, each.size()))});
  }
  return options;
}

}  // namespace

std::optional<std::string> optionOf(const std::string& name, std::string_view option) {
  for (const NameOption& each : optionsOf(engine::dataNameParts(name)))
    if (each.key == option) return each.value;
  return std::nullopt;
}

std::string withOption(const std::string& name, std::string_view option,
                       const std::optional<std::string>& value) {
  const engine::DataNameParts parts = engine::dataNameParts(name);
  std::string text = parts.base + parts.changes;
  bool isThere = false;
  for (const NameOption& each : optionsOf(parts)) {
    const bool isIt = each.key == option;
    isThere = isThere || isIt;
    if (!isIt)
      text += fmt::format(",{}={}", each.key, each.value);
    else if (value)
      text += fmt::format(",{}={}", option, *value);
  }
  if (value && !isThere) text += fmt::format(",{}={}", option, *value);
  return text;
}

std::vector<std::string> listOption(const std::string& name, std::string_view option) {
  const auto value = optionOf(name, option);
  return value && !value->empty() ? engine::splitText(*value, '|') : std::vector<std::string>();
}

std::string withListOption(const std::string& name, std::string_view option,
                           const std::vector<std::string>& parts) {
  if (parts.empty()) return withOption(name, option, std::nullopt);
  return withOption(name, option, fmt::format("{}", fmt::join(parts, "|")));
}

}  // namespace pellucid::ui
