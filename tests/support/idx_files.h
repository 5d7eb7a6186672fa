// SPDX-License-Identifier: GPL-3.0-or-later
// Writes small IDX files, right and wrong ones, for the tests of readers.
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <filesystem>

#include "engine/data/dataset.h"
#include "engine/data/gzip.h"

namespace pellucid::tests {

/// 00 00 type rank, the sizes as big-endian u32, then the values.
inline QByteArray idxBytes(const QList<quint32>& sizes, const QByteArray& values, char type = 0x08) {
  QByteArray bytes;
  bytes.append('\0').append('\0').append(type).append(static_cast<char>(sizes.size()));
  for (const quint32 size : sizes)
    for (int shift = 24; shift >= 0; shift -= 8) bytes.append(static_cast<char>(size >> shift & 0xff));
  return bytes + values;
}

/// In the form of the readers.
inline engine::Bytes toBytes(const QByteArray& bytes) {
  return {bytes.begin(), bytes.end()};
}

/// Gzip as written by the program `gzip`.
QByteArray gzipped(const QByteArray& bytes);

/// Replaces the file, or ends the program: tests cannot go on without it.
void writeFile(const QString& path, const QByteArray& bytes);

/// The four files that loadDataset() reads from a folder, not gzipped; images of one channel. Makes the
/// folder.
void writeIdxFiles(const engine::Dataset& dataset, const std::filesystem::path& folder);

}  // namespace pellucid::tests
