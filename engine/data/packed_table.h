// SPDX-License-Identifier: GPL-3.0-or-later
// What a file that should be a table holds: the text itself, or a text in gzip or in a zip archive, as tables
// are sent and downloaded. What is no text at all is called by its name.
#pragma once

#include <string>

#include "engine/data/gzip.h"

namespace pellucid::engine {

/// The text's bytes, unpacked where they are packed. The error names the file: an archive of several tables
/// or of none, a workbook of Excel or LibreOffice, a web page, a picture, damaged or lying archives.
Result<Bytes> unpackTable(Bytes bytes, const std::string& file, const Progress& progress = {});

}  // namespace pellucid::engine
