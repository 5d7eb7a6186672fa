// SPDX-License-Identifier: GPL-3.0-or-later
// The beginning of a table as separated, and what was detected about how it is written: for overriding it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/progress.h"
#include "engine/base/result.h"
#include "engine/data/table_form.h"

namespace pellucid::engine {

struct TableGlance {
  /// Detected without any specification; nothing where the file is then no table.
  std::optional<TableForm> found = {};
  TextEncoding foundEncoding = TextEncoding::Utf8;
  TableForm form;            ///< as specified, and otherwise detected
  std::vector<CsvRow> rows;  ///< the first ones; where form.hasHeader, they begin with the names
};

/// `name` is a table's with its options, as for loadDataset(). Reads the whole file, but only the first
/// `most` of its rows.
Result<TableGlance> glanceAtTable(const std::string& name, std::size_t most, const Progress& progress = {});

}  // namespace pellucid::engine
