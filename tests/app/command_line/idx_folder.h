// SPDX-License-Identifier: GPL-3.0-or-later
// A small data set as a folder of IDX files, so that the real program trains in milliseconds.
#pragma once

#include <QTemporaryDir>
#include <string>

#include "engine/data/dataset.h"

namespace pellucid::tests {

inline constexpr int kIdxHeight = 6;
inline constexpr int kIdxWidth = 5;  // so that rows and columns cannot be confused
inline constexpr int kIdxBatch = 8;
inline constexpr int kIdxStepsPerEpoch = 12;  // the last batch has 2 samples
inline constexpr const char* kIdxLayers = "30,7:tanh,3:softmax";

/// 90 training and 30 test images of three classes on dark ground; in each image of class c, row 1 + 2c is
/// bright.
class IdxFolder {
 public:
  explicit IdxFolder(int height = kIdxHeight, int width = kIdxWidth);
  bool isValid() const { return m_folder.isValid(); }
  QString path() const { return m_folder.path(); }
  /// Read back by the engine, under its command-line name.
  engine::DatasetPtr load() const;

 private:
  QTemporaryDir m_folder;
};

}  // namespace pellucid::tests
