// SPDX-License-Identifier: GPL-3.0-or-later
// The sentences of messages, in the sources that say them and in the list that lupdate reads.
#pragma once

#include <QList>
#include <QString>

#include "tests/architecture/source_file.h"

namespace pellucid::tests {

struct Sentence {
  QString text;
  bool isCounted = false;  ///< it has a form for each kind of number

  /// As a line of the list.
  QString inList() const;
  friend bool operator==(const Sentence&, const Sentence&) = default;
  friend bool operator<(const Sentence& a, const Sentence& b) { return a.text < b.text; }
};

/// Those of message("…", …), and for counted(n, "…", "…", …) the plural, which is the key.
QList<Sentence> sentencesSaid(const SourceFile& file);
/// Those of QT_TRANSLATE_NOOP("Engine", "…") and QT_TRANSLATE_N_NOOP.
QList<Sentence> sentencesListed(const SourceFile& file);

}  // namespace pellucid::tests
