// SPDX-License-Identifier: GPL-3.0-or-later
// The content of a file that should be a table: the text itself, or a text in gzip or in a zip archive, as
// tables are sent and downloaded. Files that are not text are named by their format.
#pragma once

#include <string>

#include "engine/data/gzip.h"

namespace pellucid::engine {

/// The text's bytes, unpacked if necessary. The error names the file: an archive of several tables or of
/// none, a workbook of Excel or LibreOffice, a web page, a picture, damaged or forged archives.
Result<Bytes> unpackTable(Bytes bytes, const std::string& file, const Progress& progress = {});

}  // namespace pellucid::engine
