// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/table_glance.h"

#include "engine/data/catalogue.h"
#include "engine/data/packed_table.h"
#include "engine/data/table_listing.h"

namespace pellucid::engine {

Result<TableGlance> glanceAtTable(const std::string& name, std::size_t most, const Progress& progress) {
  const DataNameParts parts = dataNameParts(name);
  const auto options = parseDataOptions(parts.base, parts.options, tableOptions());
  if (!options) return options.error();
  auto bytes = readFile(parts.base, kMaxDataBytes, Streams::Refused, progress);
  if (!bytes) return bytes.error();
  auto unpacked = unpackTable(*std::move(bytes), parts.base, progress);
  if (!unpacked) return unpacked.error();
  const ToldForm& told = options->options.form;
  TableGlance glance;
  const bool isTold = told != ToldForm();
  if (isTold)  // what would be detected otherwise
    if (const auto text = toUtf8(*unpacked, parts.base)) {
      glance.foundEncoding = text->was;
      if (auto form = findTableForm(asText(text->bytes), parts.base)) glance.found = *std::move(form);
    }
  const auto text = toUtf8(*std::move(unpacked), parts.base, told.encoding);
  if (!text) return text.error();
  auto form = findTableForm(asText(text->bytes), parts.base, {}, told);
  if (!form) return form.error();
  glance.form = *std::move(form);
  if (!isTold) {
    glance.foundEncoding = text->was;
    glance.found = glance.form;
  }
  glance.rows = firstRows(asText(text->bytes), parts.base, glance.form, most);
  return glance;
}

}  // namespace pellucid::engine
