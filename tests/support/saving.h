// SPDX-License-Identifier: GPL-3.0-or-later
// Saves, exports and opens as the window does, and waits for what comes of it.
#pragma once

#include <QtTest>

#include "app/project_files.h"
#include "tests/support/patience.h"

namespace pellucid::tests {

/// Why it failed; empty if it did not.
template <class Order>
QString problemOf(app::ProjectFiles& files, const Order& order) {
  QSignalSpy failed(&files, &app::ProjectFiles::failed);
  QSignalSpy notSaved(&files, &app::ProjectFiles::notSaved);
  order();
  const bool isOver =
      QTest::qWaitFor([&] { return files.writing().isEmpty() && files.reading().isEmpty(); }, kPatienceMs);
  if (!isOver) return QStringLiteral("It takes too long.");
  if (!notSaved.isEmpty()) return notSaved[0][0].toString();
  return failed.isEmpty() ? QString() : failed[0][0].toString();
}

inline QString saveProblem(app::ProjectFiles& files, const QString& path) {
  return problemOf(files, [&] { files.saveTo(path); });
}
inline QString exportProblem(app::ProjectFiles& files, const QString& path) {
  return problemOf(files, [&] { files.exportOnnxTo(path); });
}
/// Its data may still have to be read.
inline QString openProblem(app::ProjectFiles& files, const QString& path) {
  return problemOf(files, [&] { files.openFrom(path); });
}

}  // namespace pellucid::tests
