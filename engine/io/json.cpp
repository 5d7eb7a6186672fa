// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/json.h"

#include <algorithm>

#include "engine/io/json_reader.h"

namespace pellucid::engine {
namespace {

std::string dump(const Json& json, int indentation) {
  return json.dump(indentation, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

Result<Json> parseJson(std::string_view text) {
  if (text.size() > kMaxJsonBytes)
    return Error{message("{} bytes of JSON; at most {} are read", text.size(), kMaxJsonBytes)};
  JsonReader reader;
  if (Json::sax_parse(text, &reader)) return reader.take();
  if (!reader.refusal().empty()) return Error{reader.refusal()};
  const auto read = text.substr(0, std::min(reader.errorByte(), text.size()));
  return Error{message("line {}: this is not valid JSON", 1 + std::ranges::count(read, '\n'))};
}

std::string formatJson(const Json& json) {
  return dump(json, 2) + '\n';
}

std::string validUtf8(const std::string& text) {
  return Json::parse(dump(text, -1)).get<std::string>();
}

}  // namespace pellucid::engine
