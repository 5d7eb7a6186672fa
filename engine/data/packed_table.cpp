// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/packed_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "engine/base/shortened.h"
#include "engine/base/typed_word.h"
#include "engine/data/zip_reader.h"

namespace pellucid::engine {
namespace {

bool beginsWith(const Bytes& bytes, std::string_view beginning) {
  return asText(bytes).starts_with(beginning);
}

bool hasTableEnding(std::string_view name) {
  constexpr std::array<std::string_view, 5> kEndings = {".csv", ".tsv", ".txt", ".tab", ".data"};
  return std::ranges::any_of(kEndings, [&](std::string_view ending) {
    return name.size() > ending.size() && loweredText(name.substr(name.size() - ending.size())) == ending;
  });
}

bool isSurelyTable(const std::string& name) {
  return !loweredText(name).ends_with(".txt");
}

Result<Bytes> tableOfZip(const Bytes& bytes, const std::string& file, const Progress& progress) {
  const auto archive = ZipReader::open(bytes, progress, ZipFolders::PassedOver);
  if (!archive) return Error{message("{}: {}.", file, archive.error().message)};
  if (archive->has("xl/workbook.xml"))
    return Error{message("{} is an Excel workbook, not a table of text. Save its sheet as CSV.", file)};
  if (archive->has("content.xml") && archive->has("mimetype"))
    return Error{message("{} is a LibreOffice document, not a table of text. Save its sheet as CSV.", file)};
  if (archive->has("manifest.json") && archive->has("weights.safetensors"))
    return Error{message("{} is a Pellucid project, not a table: give the file that it learned from.", file)};
  std::vector<std::string> tables;
  std::ranges::copy_if(archive->names(), std::back_inserter(tables), hasTableEnding);
  // A text next to tables explains them.
  if (std::ranges::any_of(tables, isSurelyTable))
    std::erase_if(tables, [](const std::string& name) { return !isSurelyTable(name); });
  if (tables.empty() && archive->names().size() == 1) tables = archive->names();
  if (tables.empty())
    return Error{message("{} is a zip archive without a table in it (.csv, .tsv or .txt).", file)};
  if (tables.size() > 1) {
    for (std::string& table : tables) table = shortened(table);
    return Error{message("{} is a zip archive with {} tables: {}. Unpack it, and give the one you want.",
                         file, tables.size(), fmt::join(tables, ", "))};
  }
  auto table = archive->read(tables[0], kMaxDataBytes);
  if (!table) return Error{message("{}: {}.", file, table.error().message)};
  return table;
}

/// Files mistaken for tables, recognised by their first bytes.
std::optional<Message> otherFormat(const Bytes& bytes) {
  if (beginsWith(bytes, "\xD0\xCF\x11\xE0")) return message("an old Excel workbook");
  if (beginsWith(bytes, "PAR1")) return message("a Parquet file");
  if (beginsWith(bytes, "\x89HDF")) return message("an HDF5 file");
  if (beginsWith(bytes, "%PDF")) return message("a PDF");
  if (beginsWith(bytes, "\x89PNG") || beginsWith(bytes, "\xFF\xD8\xFF")) return message("a picture");
  if (beginsWith(bytes, "\x93NUMPY")) return message("a NumPy array without its answers");
  if (beginsWith(bytes, "BZh")) return message("packed with bzip2");
  if (beginsWith(bytes,
                 "\xFD"
                 "7zXZ"))
    return message("packed with xz");
  if (beginsWith(bytes, "\x28\xB5\x2F\xFD")) return message("packed with zstd");
  if (beginsWith(bytes, "SQLite format 3")) return message("an SQLite database");
  if (beginsWith(bytes, "version https://git-lfs"))
    return message("a pointer of Git LFS, and the data are elsewhere");
  if (asText(bytes).starts_with(std::string_view("\0\0\x08", 3)))
    return message("an IDX file; give the folder that it lies in");
  constexpr std::size_t kEnough = 200;
  std::string beginning = loweredText(asText(bytes).substr(0, kEnough));
  beginning.erase(0, beginning.find_first_not_of(" \t\r\n"));
  if (beginning.starts_with("<!doctype html") || beginning.starts_with("<html")) return message("a web page");
  if (beginning.starts_with("@relation") || beginning.starts_with("% 1. title"))
    return message("an ARFF file of Weka");
  if (beginning.starts_with("{\"") || beginning.starts_with("[{")) return message("JSON");
  return std::nullopt;
}

}  // namespace

Result<Bytes> unpackTable(Bytes bytes, const std::string& file, const Progress& progress) {
  if (beginsWith(bytes, "PK\3\4")) {
    auto table = tableOfZip(bytes, file, progress);
    if (!table) return table.error();
    bytes = *std::move(table);
  } else if (isGzip(bytes)) {
    auto table = gunzip(bytes, progress);
    if (!table) return Error{message("{}: {}.", file, table.error().message)};
    bytes = *std::move(table);
  }
  if (const auto other = otherFormat(bytes))
    return Error{message("{} is {}, not a table of text. Give a CSV file.", file, *other)};
  return bytes;
}

}  // namespace pellucid::engine
