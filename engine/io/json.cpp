// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <vector>

namespace pellucid::engine {
namespace {

std::string dump(const Json& json, int indentation) {
  return json.dump(indentation, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

Result<Json> parseJson(std::string_view text) {
  if (text.size() > kMaxJsonBytes)
    return Error{fmt::format("{} bytes of JSON; at most {} are read", text.size(), kMaxJsonBytes)};
  // nlohmann::json keeps the last of two equal keys and knows no limit of depth, so both are watched from its
  // callback. Returning false there drops the value, so that what is refused takes no memory.
  std::vector<std::set<std::string>> openObjects;
  std::string refusal;
  const auto watch = [&](int depth, Json::parse_event_t event, Json& value) {
    if (!refusal.empty()) return false;
    switch (event) {
      case Json::parse_event_t::object_start:
      case Json::parse_event_t::array_start:
        if (depth >= kMaxJsonDepth)
          refusal = fmt::format("the JSON is nested more than {} deep", kMaxJsonDepth);
        if (event == Json::parse_event_t::object_start) openObjects.emplace_back();
        break;
      case Json::parse_event_t::object_end:
        openObjects.pop_back();
        break;
      case Json::parse_event_t::key: {
        const auto& key = value.get_ref<const std::string&>();
        if (!openObjects.back().insert(key).second)
          refusal = fmt::format("the key \"{:.60}\" occurs twice", key);
        break;
      }
      case Json::parse_event_t::array_end:
      case Json::parse_event_t::value:
        break;
    }
    return refusal.empty();
  };
  try {
    Json json = Json::parse(text, watch);
    if (!refusal.empty()) return Error{refusal};
    return json;
  } catch (const Json::parse_error& error) {
    const auto read = text.substr(0, std::min(error.byte, text.size()));
    return Error{fmt::format("line {}: this is not valid JSON", 1 + std::ranges::count(read, '\n'))};
  } catch (const Json::out_of_range&) {
    return Error{"the JSON has a number that is too large"};
  }
}

std::string formatJson(const Json& json) {
  return dump(json, 2) + '\n';
}

std::string toUtf8(const std::string& text) {
  return Json::parse(dump(text, -1)).get<std::string>();
}

}  // namespace pellucid::engine
