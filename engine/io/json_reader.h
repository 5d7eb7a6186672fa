// SPDX-License-Identifier: GPL-3.0-or-later
// Builds a JSON value event by event and stops at the first violation: a duplicate key, too many levels, too
// much memory. Each value is examined once, so that the time is linear in the length of the text; nlohmann's
// own callback examines all neighbours whenever an object or a list ends. Internal to io/.
#pragma once

#include <vector>

#include "engine/io/json.h"

namespace pellucid::engine {

class JsonReader final : public nlohmann::json_sax<Json> {
 public:
  /// The value; only after successful parsing.
  Json take() { return std::move(m_root); }
  /// Why it was refused; empty where the text is not JSON.
  const Message& refusal() const { return m_refusal; }
  /// Where the text stopped being JSON.
  std::size_t errorByte() const { return m_errorByte; }

  bool null() override { return add(nullptr); }
  bool boolean(bool value) override { return add(value); }
  bool number_integer(number_integer_t value) override { return add(value); }
  bool number_unsigned(number_unsigned_t value) override { return add(value); }
  bool number_float(number_float_t value, const string_t&) override { return add(value); }
  bool string(string_t& value) override { return add(std::move(value)); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(Json::value_t::object); }
  bool start_array(std::size_t) override { return open(Json::value_t::array); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& key) override;
  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception& error) override;

 private:
  bool add(Json value);
  bool open(Json::value_t kind);
  bool close();
  bool refuse(Message reason);
  bool isAffordable(std::size_t bytes);
  Json* place(Json value);

  Json m_root;
  std::vector<Json*> m_open;  ///< from the root to the object or list being read
  Json* m_member = nullptr;   ///< the value for the most recent key
  std::size_t m_memory = 0;
  std::size_t m_errorByte = 0;
  Message m_refusal;
};

}  // namespace pellucid::engine
