// SPDX-License-Identifier: GPL-3.0-or-later
// JSON as used in Pellucid's files: read strictly, written with sorted keys, so that equal values give equal
// bytes. nlohmann::json writes and reads doubles exactly and independently of the locale. Pure functions, any
// thread.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace pellucid::engine {

using Json = nlohmann::json;

inline constexpr std::size_t kMaxJsonBytes = 4 * 1024 * 1024;
inline constexpr int kMaxJsonDepth = 64;
/// Short texts can contain values that take thirty times their length.
inline constexpr std::size_t kMaxJsonMemory = 60 * std::size_t{1024} * 1024;

/// Refuses what RFC 8259 refuses, a duplicate key in an object, more than 64 levels, more than 4 MiB and
/// values that take more than 60 MiB of memory. The error, to follow a file's name, gives the line.
Result<Json> parseJson(std::string_view text);

/// Indented by two spaces, with a line end. Bytes that are not UTF-8 become U+FFFD.
std::string formatJson(const Json& json);

/// The text with U+FFFD for bytes that are not UTF-8: for formats whose readers require it.
std::string validUtf8(const std::string& text);

}  // namespace pellucid::engine
