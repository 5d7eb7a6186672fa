// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/architecture/source_file.h"

#include <QDir>
#include <QDirIterator>
#include <QRegularExpression>

namespace pellucid::tests {
namespace {

SourceFile read(const QDir& root, const QString& path) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) qFatal("%s cannot be read", qPrintable(path));
  return {.path = root.relativeFilePath(path), .text = QString::fromUtf8(file.readAll())};
}

}  // namespace

QStringList SourceFile::lines() const {
  QStringList lines = text.split('\n');
  if (lines.last().isEmpty()) lines.removeLast();
  return lines;
}

QStringList SourceFile::includes() const {
  static const QRegularExpression pattern(R"(^\s*#\s*include\s*[<"]([^>"]+)[>"])",
                                          QRegularExpression::MultilineOption);
  QStringList names;
  for (auto matches = pattern.globalMatch(code()); matches.hasNext();) names << matches.next().captured(1);
  return names;
}

QString SourceFile::code() const {
  // A string, a character or a comment, whichever begins first; only comments are dropped.
  static const QRegularExpression pattern(
      R"((R"\w*\([\s\S]*?\)\w*"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+')|//[^\n]*|/\*[\s\S]*?\*/)");
  QString code = text;
  return code.replace(pattern, "\\1");
}

QString SourceFile::room() const {
  const QStringList parts = path.split('/');
  return parts.size() > 2 ? parts[1] : QString();
}

bool SourceFile::isScript() const {
  return path.endsWith(".sh") || path.endsWith(".py") || text.startsWith("#!");
}

QList<SourceFile> readSourceTree(const QString& root) {
  const QDir top(root);
  QList<SourceFile> files;
  for (const QString& name : top.entryList(QDir::Files)) files << read(top, top.filePath(name));
  for (const char* folder : {"app", "engine", "ui", "tests", ".ci"})
    for (QDirIterator it(top.filePath(folder), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
         it.hasNext();)
      files << read(top, it.next());
  return files;
}

}  // namespace pellucid::tests
