// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/idx_files.h"

#include <zlib.h>

#include <QFile>

namespace pellucid::tests {

QByteArray gzipped(const QByteArray& bytes) {
  z_stream stream{};
  constexpr int kGzip = 16;
  constexpr int kDefaultMemory = 8;
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, MAX_WBITS + kGzip, kDefaultMemory,
                   Z_DEFAULT_STRATEGY) != Z_OK)
    qFatal("zlib could not be started");
  QByteArray packed(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(bytes.size()))), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  if (deflate(&stream, Z_FINISH) != Z_STREAM_END) qFatal("the bytes could not be packed");
  packed.resize(static_cast<qsizetype>(stream.total_out));
  deflateEnd(&stream);
  return packed;
}

void writeFile(const QString& path, const QByteArray& bytes) {
  QFile file(path);
  if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
    qFatal("%s could not be written", qPrintable(path));
}

void writeIdxFiles(const engine::Dataset& dataset, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  const auto bytes = [](const std::vector<std::uint8_t>& values) {
    return QByteArray(reinterpret_cast<const char*>(values.data()), static_cast<qsizetype>(values.size()));
  };
  const auto write = [&](const engine::Split& split, const std::string& prefix) {
    const auto count = static_cast<quint32>(split.size());
    const QString start = QString::fromStdString((folder / prefix).string());
    writeFile(start + "-images-idx3-ubyte", idxBytes({count, static_cast<quint32>(dataset.shape.height),
                                                      static_cast<quint32>(dataset.shape.width)},
                                                     bytes(split.pixels)));
    writeFile(start + "-labels-idx1-ubyte", idxBytes({count}, bytes(split.labels)));
  };
  write(dataset.train, "train");
  write(dataset.test, "t10k");
}

}  // namespace pellucid::tests
