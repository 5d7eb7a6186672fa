// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/json_fields.h"

#include <fmt/format.h>

#include <utility>

#include "engine/base/numbers.h"
#include "engine/io/percent_text.h"

namespace pellucid::engine {
namespace {

constexpr const char* kPercent = "_percent";

}  // namespace

JsonFields::JsonFields(const Json& json, std::string where) : m_json(json), m_where(std::move(where)) {
  if (!m_json.is_object()) m_problem = message("{} is {}; it must be an object", m_where, m_json.type_name());
}

bool JsonFields::boolean(const char* key) {
  const Json* value = find(key);
  if (value == nullptr) return false;
  if (!value->is_boolean()) refuse(key, message("must be true or false"));
  return value->is_boolean() && value->get<bool>();
}

std::int64_t JsonFields::integer(const char* key, std::int64_t least, std::int64_t most) {
  const Json* value = find(key);
  if (value == nullptr) return least;
  // nlohmann::json reads 0 and above as unsigned.
  const bool isTooLarge =
      value->is_number_unsigned() && value->get<std::uint64_t>() > static_cast<std::uint64_t>(most);
  if (!value->is_number_integer() || isTooLarge || value->get<std::int64_t>() < least) {
    refuse(key,
           message("is {}; it must be a whole number from {} to {}", quoted(value->dump()), least, most));
    return least;
  }
  return value->get<std::int64_t>();
}

bool JsonFields::has(const char* key) {
  m_known.insert(key);
  return m_json.is_object() && m_json.contains(key);
}

double JsonFields::number(const char* key, const Range& range) {
  const Json* value = find(key);
  if (value == nullptr) return range.most;
  const double number = value->is_number() ? value->get<double>() : range.least - 1;
  if (!range.contains(number)) {
    refuse(key, message("is {}; it must be a number {}", quoted(value->dump()), range.words()));
    return range.most;
  }
  return number;
}

double JsonFields::positive(const char* key, double most) {
  return number(key, {.least = 0, .most = most, .isLeastIn = false});
}

std::string JsonFields::text(const char* key) {
  const Json* value = find(key);
  if (value == nullptr) return {};
  if (!value->is_string()) {
    refuse(key, message("must be a text"));
    return {};
  }
  return value->get<std::string>();
}

std::string JsonFields::bytes(const char* key) {
  const std::string inPercent = std::string(key) + kPercent;
  if (!has(inPercent.c_str())) return text(key);
  const std::string written = text(inPercent.c_str());
  const auto bytes = fromPercentText(written);
  if (!bytes)
    refuse(inPercent.c_str(), message("is {}; two hexadecimal digits must follow each %", quoted(written)));
  return bytes.value_or(std::string());
}

std::uint64_t JsonFields::hexUpTo(const char* key, std::size_t bytes) {
  const std::string digits = text(key);
  if (!m_problem.empty()) return 0;
  const auto value = parseHex<std::uint64_t>(digits);
  const bool fits = value && (bytes == sizeof *value || *value >> (8 * bytes) == 0);
  if (!fits)
    refuse(key, message("is {}; it must be a hexadecimal number of at most {} digits, like 0x2a",
                        quoted(digits), 2 * bytes));
  return fits ? *value : 0;
}

const Json& JsonFields::object(const char* key) {
  static const Json kEmpty = Json::object();
  const Json* value = find(key);
  if (value == nullptr) return kEmpty;
  if (!value->is_object()) refuse(key, message("must be an object"));
  return value->is_object() ? *value : kEmpty;
}

const Json& JsonFields::array(const char* key) {
  static const Json kEmpty = Json::array();
  const Json* value = find(key);
  if (value == nullptr) return kEmpty;
  if (!value->is_array()) refuse(key, message("must be a list"));
  return value->is_array() ? *value : kEmpty;
}

void JsonFields::refuse(const char* key, const Message& problem) {
  if (m_problem.empty()) m_problem = message("{}.{} {}", m_where, key, problem);
}

std::string JsonFields::others() const {
  std::string text;
  const auto add = [&text](const Json& json) {
    text += json.dump(-1, ' ', false, Json::error_handler_t::replace);
  };
  if (m_json.is_object())
    for (const auto& [key, value] : m_json.items()) {
      if (m_known.contains(key)) continue;
      text += text.empty() ? "" : ",";
      add(Json(key));
      text += ':';
      add(value);
    }
  return '{' + text + '}';
}

Result<void> JsonFields::finish() const {
  if (!m_problem.empty()) return Error{m_problem};
  return {};
}

Result<void> JsonFields::finishWithoutOthers() const {
  if (auto finished = finish(); !finished) return finished;
  for (const auto& [key, unused] : m_json.items())
    if (!m_known.contains(key)) return Error{message("{} has the unknown key {}", m_where, quoted(key))};
  return {};
}

const Json* JsonFields::find(const char* key) {
  m_known.insert(key);
  if (!m_problem.empty()) return nullptr;
  const auto found = m_json.find(key);
  if (found != m_json.end()) return &*found;
  refuse(key, message("is missing"));
  return nullptr;
}

void setBytes(Json& object, const std::string& key, const std::string& bytes) {
  if (validUtf8(bytes) == bytes)
    object[key] = bytes;
  else
    object[key + kPercent] = toPercentText(bytes);
}

std::string JsonFields::quoted(const std::string& value) {
  return fmt::format("\"{:.60}\"", value);
}

}  // namespace pellucid::engine
