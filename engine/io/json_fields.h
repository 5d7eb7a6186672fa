// SPDX-License-Identifier: GPL-3.0-or-later
// Takes the fields out of a JSON object one by one and checks each. The first problem is kept and everything
// after it reads as a default value, so that a caller can name its fields in plain lines and check once, at
// the end.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "engine/base/enum_names.h"
#include "engine/base/range.h"
#include "engine/io/json.h"

namespace pellucid::engine {

class JsonFields {
 public:
  /// `json` must outlive this object. `where` begins the messages: "experiment.training".
  JsonFields(const Json& json, std::string where);

  bool boolean(const char* key);
  std::int64_t integer(const char* key, std::int64_t least, std::int64_t most);
  /// False when there is no such key; the key then counts as known.
  bool has(const char* key);
  double number(const char* key, const Range& range);
  /// In (0, most], written as an integer or not.
  double positive(const char* key, double most);
  std::string text(const char* key);
  /// Reads what setBytes() set.
  std::string bytes(const char* key);
  /// Up to 64 bits, as written by toHex().
  template <class Unsigned>
  Unsigned hex(const char* key) {
    return static_cast<Unsigned>(hexUpTo(key, sizeof(Unsigned)));
  }
  template <class E>
  E name(const char* key) {
    const std::string value = text(key);
    const auto known = fromName<E>(value);
    if (!known && m_problem.empty())
      refuse(key, message("{} is unknown; there are: {}", quoted(value), allNames<E>()));
    return known.value_or(kEnumNames<E>[0].value);
  }
  /// An empty object or array when there was a problem.
  const Json& object(const char* key);
  const Json& array(const char* key);

  /// For rules between fields: records the problem unless there was one before.
  void refuse(const char* key, const Message& problem);

  /// The keys not requested by any call above, with their values: the text of a JSON object without blanks,
  /// so that it is no longer than what was read.
  std::string others() const;
  /// The first problem.
  Result<void> finish() const;
  /// The first problem; keys not requested by any call above count as one.
  Result<void> finishWithoutOthers() const;

 private:
  const Json* find(const char* key);
  std::uint64_t hexUpTo(const char* key, std::size_t bytes);
  static std::string quoted(const std::string& value);

  const Json& m_json;
  std::string m_where;
  std::set<std::string> m_known;
  Message m_problem;
};

/// Sets a text that can contain any bytes, like a file name: under its key where it is UTF-8, as nearly
/// always, otherwise as written by toPercentText(), under the key with _percent appended.
void setBytes(Json& object, const std::string& key, const std::string& bytes);

}  // namespace pellucid::engine
