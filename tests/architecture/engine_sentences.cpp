// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/architecture/engine_sentences.h"

#include <QRegularExpression>

namespace pellucid::tests {
namespace {

const QString kLiterals = QStringLiteral(R"(((?:"(?:\\.|[^"\\\n])*"\s*)+))");

/// The text that the compiler makes of adjacent literals.
QString valueOf(const QString& literals) {
  static const QRegularExpression pattern(R"re("((?:\\.|[^"\\\n])*)")re");
  QString value;
  for (auto each = pattern.globalMatch(literals); each.hasNext();) value += each.next().captured(1);
  return value.replace(R"(\")", R"(")").replace(R"(\n)", "\n").replace(R"(\\)", R"(\)");
}

void collect(const QString& code, const QString& before, bool isCounted, QList<Sentence>& found) {
  const QRegularExpression pattern(before + R"(\s*)" + kLiterals + R"([,)])");
  for (auto each = pattern.globalMatch(code); each.hasNext();)
    found.append({.text = valueOf(each.next().captured(1)), .isCounted = isCounted});
}

}  // namespace

QString Sentence::inList() const {
  QString literal = text;
  literal.replace(R"(\)", R"(\\)").replace("\n", R"(\n)").replace(R"(")", R"(\")");
  return QStringLiteral(R"(%1("Engine", "%2"),)")
      .arg(isCounted ? "QT_TRANSLATE_N_NOOP" : "QT_TRANSLATE_NOOP", literal);
}

QList<Sentence> sentencesSaid(const SourceFile& file) {
  QList<Sentence> found;
  collect(file.code(), R"((?<![\w.>])message\()", false, found);
  collect(file.code(), R"re((?<![\w.>])counted\([^";{}]*,\s*(?:"(?:\\.|[^"\\\n])*"\s*)+,)re", true, found);
  return found;
}

QList<Sentence> sentencesListed(const SourceFile& file) {
  QList<Sentence> found;
  collect(file.code(), R"re(QT_TRANSLATE_NOOP\(\s*"Engine",)re", false, found);
  collect(file.code(), R"re(QT_TRANSLATE_N_NOOP\(\s*"Engine",)re", true, found);
  return found;
}

}  // namespace pellucid::tests
