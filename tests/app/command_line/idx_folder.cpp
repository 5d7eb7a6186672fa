// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/command_line/idx_folder.h"

#include <QDir>
#include <QFile>
#include <QtEndian>

#include "engine/base/random.h"
#include "engine/data/catalogue.h"

namespace pellucid::tests {
namespace {

QByteArray idxHeader(std::initializer_list<int> sizes) {
  QByteArray bytes("\0\0\x08", 3);
  bytes.append(static_cast<char>(sizes.size()));
  for (const int size : sizes) {
    const quint32 bigEndian = qToBigEndian(static_cast<quint32>(size));
    bytes.append(reinterpret_cast<const char*>(&bigEndian), sizeof bigEndian);
  }
  return bytes;
}

void write(const QString& path, const QByteArray& bytes) {
  QFile file(path);
  if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
    qFatal("cannot write %s", qPrintable(path));
}

void writeSplit(const QString& prefix, int samples, int height, int width, engine::Random& random) {
  QByteArray images = idxHeader({samples, height, width});
  QByteArray labels = idxHeader({samples});
  for (int n = 0; n < samples; ++n) {
    const int label = static_cast<int>(random.below(3));
    labels.append(static_cast<char>(label));
    for (int y = 0; y < height; ++y)
      for (int x = 0; x < width; ++x)
        images.append(static_cast<char>(random.below(90) + (y == 1 + 2 * label ? 150 : 0)));
  }
  write(prefix + "-images-idx3-ubyte", images);
  write(prefix + "-labels-idx1-ubyte", labels);
}

}  // namespace

IdxFolder::IdxFolder(int height, int width) {
  engine::Random random(11, "idx folder");
  writeSplit(m_folder.filePath("train"), 90, height, width, random);
  writeSplit(m_folder.filePath("t10k"), 30, height, width, random);
}

engine::DatasetPtr IdxFolder::load() const {
  const auto dataset = engine::loadDataset(path().toStdString(), {});
  if (!dataset) qFatal("%s", dataset.error().message.c_str());
  return *dataset;
}

}  // namespace pellucid::tests
