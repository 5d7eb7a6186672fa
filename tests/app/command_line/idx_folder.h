// SPDX-License-Identifier: GPL-3.0-or-later
// A small data set as a folder of IDX files, so that the real program trains in milliseconds.
#pragma once

#include <QTemporaryDir>
#include <string>

#include "engine/data/dataset.h"

namespace pellucid::tests {

/// 90 training and 30 test images of 6×5 pixels (so that rows and columns cannot be mixed up) of three
/// classes; of each image one row is bright. 12 batches an epoch, the last of 2 samples, with kIdxBatch.
class IdxFolder {
 public:
  IdxFolder();
  bool isValid() const { return m_folder.isValid(); }
  QString path() const { return m_folder.path(); }
  /// Read back by the engine, under the name that the command line gives it.
  engine::DatasetPtr load() const;

 private:
  QTemporaryDir m_folder;
};

inline constexpr int kIdxHeight = 6;
inline constexpr int kIdxWidth = 5;
inline constexpr int kIdxBatch = 8;
inline constexpr int kIdxStepsPerEpoch = 12;
inline constexpr const char* kIdxLayers = "30,7:tanh,3:softmax";

}  // namespace pellucid::tests
