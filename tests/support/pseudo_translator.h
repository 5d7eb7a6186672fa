// SPDX-License-Identifier: GPL-3.0-or-later
// A language that nobody speaks, for seeing what can't be translated: each text that translators are given is
// longer than the English, has accents and stands in brackets. All others stay as they are.
#pragma once

#include <QSet>
#include <QTranslator>

namespace pellucid::tests {

class PseudoTranslator : public QTranslator {
 public:
  /// A context and a text in it.
  using Key = std::pair<QString, QString>;

  explicit PseudoTranslator(QSet<Key> texts) : m_texts(std::move(texts)) {}

  QString translate(const char* context, const char* text, const char* disambiguation, int n) const override;
  bool isEmpty() const override { return false; }

  /// Whether a text, or one line of it, has been translated, at least in part.
  static bool isTranslated(const QString& text);

 private:
  QSet<Key> m_texts;
};

/// All texts that lupdate finds in these source folders, and its complaints.
struct FoundTexts {
  QSet<PseudoTranslator::Key> texts;
  QString complaints;
};
FoundTexts findTexts(const QStringList& folders, const QStringList& options = {});

/// The texts of a catalogue (.ts), and those that are not translated.
struct Catalogue {
  QSet<PseudoTranslator::Key> texts;
  QStringList unfinished;
};
Catalogue readCatalogue(const QString& file);

}  // namespace pellucid::tests
