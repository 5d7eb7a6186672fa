// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/json_reader.h"

#include <utility>

namespace pellucid::engine {
namespace {

// The most memory that a value takes, including malloc's overhead: a list holds up to three times its values
// while it grows, an object has a node for each key.
constexpr std::size_t kListedBytes = 3 * sizeof(Json);
constexpr std::size_t kMemberBytes = 112;
constexpr std::size_t kOpenedBytes = 64;
constexpr std::size_t kShortText = 15;  // stored within the string itself

std::size_t textBytes(const std::string& text) {
  constexpr std::size_t kAround = 32;
  return text.size() <= kShortText ? 0 : text.size() + kAround;
}

}  // namespace

bool JsonReader::refuse(Message reason) {
  m_refusal = std::move(reason);
  return false;
}

bool JsonReader::isAffordable(std::size_t bytes) {
  m_memory += bytes;
  if (m_memory <= kMaxJsonMemory) return true;
  return refuse(message("its values would take more than {} MiB of memory, which looks like an attack",
                        kMaxJsonMemory >> 20U));
}

Json* JsonReader::place(Json value) {
  if (m_open.empty()) {
    m_root = std::move(value);
    return &m_root;
  }
  if (m_open.back()->is_array()) {
    if (!isAffordable(kListedBytes)) return nullptr;
    auto& list = m_open.back()->get_ref<Json::array_t&>();
    return &list.emplace_back(std::move(value));
  }
  *m_member = std::move(value);
  return m_member;
}

bool JsonReader::add(Json value) {
  if (value.is_string()) {
    const auto& text = value.get_ref<const std::string&>();
    if (!isAffordable(sizeof(std::string) + textBytes(text))) return false;
  }
  return place(std::move(value)) != nullptr;
}

bool JsonReader::open(Json::value_t kind) {
  if (m_open.size() >= static_cast<std::size_t>(kMaxJsonDepth))
    return refuse(message("the JSON is nested more than {} deep", kMaxJsonDepth));
  if (!isAffordable(kOpenedBytes)) return false;
  Json* opened = place(Json(kind));
  if (opened == nullptr) return false;
  m_open.push_back(opened);
  return true;
}

bool JsonReader::close() {
  m_open.pop_back();
  return true;
}

bool JsonReader::key(string_t& key) {
  if (!isAffordable(kMemberBytes + textBytes(key))) return false;
  auto& object = m_open.back()->get_ref<Json::object_t&>();
  const auto [at, isNew] = object.try_emplace(std::move(key), nullptr);
  if (!isNew) return refuse(message("the key \"{:.60}\" occurs twice", at->first));
  m_member = &at->second;
  return true;
}

bool JsonReader::parse_error(std::size_t position, const std::string&,
                             const nlohmann::detail::exception& error) {
  m_errorByte = position;
  // 406 is a number outside the range of a double.
  constexpr int kOutOfRange = 406;
  if (error.id == kOutOfRange) m_refusal = message("the JSON has a number that is too large");
  return false;
}

}  // namespace pellucid::engine
