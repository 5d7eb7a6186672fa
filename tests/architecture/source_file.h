// SPDX-License-Identifier: GPL-3.0-or-later
// A file of the source tree, and the few questions that the rules ask about its text.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace pellucid::tests {

struct SourceFile {
  QString path;  ///< from the top of the project, such as "engine/base/check.h"
  QString text;

  QStringList lines() const;
  /// The names in its #include lines, without quotes or brackets.
  QStringList includes() const;
  /// The text without comments, its strings kept.
  QString code() const;
  /// "engine/train" → "train": the folder below the first one; empty if there is none.
  QString room() const;
  bool isIn(const QString& folder) const { return path.startsWith(folder + "/"); }
  bool isCpp() const { return path.endsWith(".cpp") || path.endsWith(".h"); }
  bool isCMake() const { return path.endsWith("CMakeLists.txt") || path.endsWith(".cmake"); }
  /// A program run by an interpreter: *.sh, *.py, or anything that begins with #!.
  bool isScript() const;
};

/// All hand-written files in app, engine, ui, tests and .ci, and the files at the top.
QList<SourceFile> readSourceTree(const QString& root);

}  // namespace pellucid::tests
