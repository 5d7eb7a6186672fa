// SPDX-License-Identifier: GPL-3.0-or-later
// The real window on a few hundred digits, which are read in a moment.
#pragma once

#include <QTemporaryDir>
#include <memory>

#include "app/composition.h"
#include "tests/support/datasets.h"
#include "tests/support/idx_files.h"

namespace pellucid::tests {

/// Started on 600 training and 200 test images, stored in `folder`. Its first moment is still to come.
inline std::unique_ptr<app::Composition> startOnDigits(const QTemporaryDir& folder) {
  const std::filesystem::path path = folder.path().toStdString();
  writeIdxFiles(*firstDigits(600, 200), path);
  auto program = std::make_unique<app::Composition>(engine::DataLocations{.mnist = path, .fashionMnist = {}});
  program->start({});
  return program;
}

}  // namespace pellucid::tests
