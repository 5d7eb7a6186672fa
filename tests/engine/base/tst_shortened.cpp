// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/shortened.h"

#include <QtTest>

#include "tests/support/test_program.h"

using namespace pellucid::engine;

class TestShortened : public QObject {
  Q_OBJECT

 private slots:
  void leavesShortTexts() {
    for (const std::string& text : {std::string(), std::string("Größe ≤ 3"), std::string(60, 'x')})
      QCOMPARE(shortened(text), text);
  }

  void cutsLongTextsBetweenCharacters() {
    QCOMPARE(shortened(std::string(61, 'x')), std::string(60, 'x') + "…");
    QCOMPARE(shortened(std::string(59, 'x') + "ü!"), std::string(59, 'x') + "…");
    QCOMPARE(shortened(std::string(20'000, '\x80')), std::string("…"));  // not a single valid character
  }

  void defusesWhatATerminalObeys() { QCOMPARE(shortened("a\x1b[2J\n\x7f"), std::string("a?[2J??")); }
};

PELLUCID_TEST(tst_shortened, TestShortened)
#include "tst_shortened.moc"
