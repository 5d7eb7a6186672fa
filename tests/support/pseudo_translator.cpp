// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/pseudo_translator.h"

#include <QFile>
#include <QMap>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QXmlStreamReader>

namespace pellucid::tests {

QString PseudoTranslator::translate(const char* context, const char* text, const char*, int) const {
  const QString source = QString::fromUtf8(text);
  if (!m_texts.contains({QString::fromUtf8(context), source})) return {};
  static const QMap<QChar, QChar> kAccents = {{'a', QChar(0xe5)}, {'e', QChar(0xe9)}, {'o', QChar(0xf8)},
                                              {'u', QChar(0xfc)}, {'A', QChar(0xc5)}, {'O', QChar(0xd8)}};
  QString translated(QChar(0x27e6));
  bool isTag = false;
  for (const QChar letter : source) {
    isTag = letter == '<' || (isTag && letter != '>');
    translated += isTag ? letter : kAccents.value(letter, letter);
  }
  // Other languages need about a third more room, in words no longer than their own.
  constexpr int kLongestWord = 20;
  for (qsizetype i = 1; i <= source.size() / 3; ++i)
    translated += QLatin1Char(i % kLongestWord == 0 ? ' ' : '~');
  return translated + QChar(0x27e7);
}

bool PseudoTranslator::isTranslated(const QString& text) {
  static const QRegularExpression kForeign(QStringLiteral("[⟦⟧~åéøüÅØ]"));
  return text.contains(kForeign);
}

Catalogue readCatalogue(const QString& file) {
  Catalogue catalogue;
  QFile ts(file);
  if (!ts.open(QIODevice::ReadOnly)) return catalogue;
  QXmlStreamReader xml(&ts);
  QString context;
  QString source;
  while (!xml.atEnd()) {
    if (xml.readNext() != QXmlStreamReader::StartElement) continue;
    if (xml.name() == QLatin1String("name")) context = xml.readElementText();
    if (xml.name() == QLatin1String("source")) {
      source = xml.readElementText();
      catalogue.texts.insert({context, source});
    }
    if (xml.name() == QLatin1String("translation") &&
        xml.attributes().value(QLatin1String("type")) == QLatin1String("unfinished"))
      catalogue.unfinished << source;
  }
  return catalogue;
}

FoundTexts findTexts(const QStringList& folders, const QStringList& options) {
  const QTemporaryDir folder;
  const QString file = folder.filePath(QStringLiteral("texts.ts"));
  QProcess lupdate;
  lupdate.setWorkingDirectory(QStringLiteral(PELLUCID_SOURCE_DIR));
  lupdate.start(QStringLiteral(PELLUCID_LUPDATE), QStringList{"-silent", "-locations", "none", "-I", "."} +
                                                      options + folders + QStringList{"-ts", file});
  if (!lupdate.waitForFinished(-1)) return {.texts = {}, .complaints = lupdate.errorString()};
  return {.texts = readCatalogue(file).texts,
          .complaints = QString::fromUtf8(lupdate.readAllStandardError() + lupdate.readAllStandardOutput())};
}

}  // namespace pellucid::tests
