// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/command_line/idx_folder.h"

#include "engine/base/random.h"
#include "engine/data/catalogue.h"
#include "tests/support/idx_files.h"

namespace pellucid::tests {
namespace {

void writeSplit(const QString& prefix, int samples, int height, int width, engine::Random& random) {
  QByteArray images;
  QByteArray labels;
  for (int n = 0; n < samples; ++n) {
    const int label = static_cast<int>(random.below(3));
    labels.append(static_cast<char>(label));
    for (int y = 0; y < height; ++y)
      for (int x = 0; x < width; ++x)
        images.append(static_cast<char>(random.below(90) + (y == 1 + 2 * label ? 150 : 0)));
  }
  const auto size = [](int count) { return static_cast<quint32>(count); };
  writeFile(prefix + "-images-idx3-ubyte", idxBytes({size(samples), size(height), size(width)}, images));
  writeFile(prefix + "-labels-idx1-ubyte", idxBytes({size(samples)}, labels));
}

}  // namespace

IdxFolder::IdxFolder(int height, int width) {
  engine::Random random(11, "idx folder");
  writeSplit(m_folder.filePath("train"), 90, height, width, random);
  writeSplit(m_folder.filePath("t10k"), 30, height, width, random);
}

engine::DatasetPtr IdxFolder::load() const {
  const auto dataset = engine::loadDataset(path().toStdString(), {});
  if (!dataset) qFatal("%s", dataset.error().text().c_str());
  return *dataset;
}

}  // namespace pellucid::tests
