// SPDX-License-Identifier: GPL-3.0-or-later
// Texts converted to UTF-8: with or without a byte-order mark, UTF-16 in either byte order, or, if not valid
// UTF-8, Windows-1252, which Excel writes in Western Europe.
#pragma once

#include <optional>
#include <string>

#include "engine/data/gzip.h"

namespace pellucid::engine {

enum class TextEncoding { Utf8, Utf16, Windows1252 };

struct Utf8Text {
  Bytes bytes;  ///< without a byte-order mark
  TextEncoding was = TextEncoding::Utf8;
};

/// The same for a short text from outside a file.
std::string toUtf8(std::string text);

/// With the encoding detected, or as `told`. The error names the file and the line of a zero byte, which
/// texts never contain, or says that it is incomplete UTF-16, or not UTF-8 as told.
Result<Utf8Text> toUtf8(Bytes bytes, const std::string& file, std::optional<TextEncoding> told = {});

}  // namespace pellucid::engine
