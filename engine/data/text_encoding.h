// SPDX-License-Identifier: GPL-3.0-or-later
// Texts as programs write them, made UTF-8: with a byte-order mark or without, UTF-16 of either order, or
// what is not UTF-8 as Windows-1252, which Excel writes in the west of Europe.
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

/// A short text from outside a file, likewise.
std::string toUtf8(std::string text);

/// Found, or as it is `told`. The error names the file and the line of a byte 0, which no text has, or that
/// it is no whole UTF-16, or not the UTF-8 that was told.
Result<Utf8Text> toUtf8(Bytes bytes, const std::string& file, std::optional<TextEncoding> told = {});

}  // namespace pellucid::engine
