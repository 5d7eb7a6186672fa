// SPDX-License-Identifier: GPL-3.0-or-later
// The beginning of a table as it is separated, and what is found about how it is written: for whoever tells
// otherwise.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/progress.h"
#include "engine/base/result.h"
#include "engine/data/table_form.h"

namespace pellucid::engine {

struct TableGlance {
  /// What is found where nothing is told; nothing where the file is no table then.
  std::optional<TableForm> found = {};
  TextEncoding foundEncoding = TextEncoding::Utf8;
  TableForm form;            ///< as it is told, and found otherwise
  std::vector<CsvRow> rows;  ///< the first ones; where form.hasHeader, the names are the first of all
};

/// `name` is a table's with its options, as loadDataset() takes it. Reads the file, but of its rows only the
/// first `most`.
Result<TableGlance> glanceAtTable(const std::string& name, std::size_t most, const Progress& progress = {});

}  // namespace pellucid::engine
