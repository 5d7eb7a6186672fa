// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/table_listing.h"

#include "engine/data/catalogue.h"
#include "engine/data/table.h"

namespace pellucid::engine {

std::vector<std::string_view> tableOptions() {
  return {"targets", "test",     "seed",   "inputs",     "ignore",    "target",         "missing",
          "text",    "shape",    "scale",  "validation", "rules",     "onehot",         "separator",
          "decimal", "encoding", "header", "gaps",       "test-file", "validation-file"};
}

Result<std::vector<DataColumn>> listColumns(const std::string& name, const Progress& progress) {
  const DataNameParts parts = dataNameParts(name);
  const auto options = parseDataOptions(parts.base, parts.options, tableOptions());
  if (!options) return options.error();
  auto bytes = readFile(parts.base, kMaxDataBytes);
  if (!bytes) return bytes.error();
  return columnsOfTable(*std::move(bytes), parts.base, options->options, progress);
}

}  // namespace pellucid::engine
