// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gallery/example_card.h"

#include <QSignalSpy>
#include <QtTest>

#include "gallery_examples.h"
#include "tests/support/text_recorder.h"
#include "tests/support/window_test.h"

using namespace pellucid;

class TestExampleCard : public QObject {
  Q_OBJECT

 private slots:
  void saysWhatItIs() {
    const ui::ExampleCard card(tests::sevenExamples()[4]);
    QCOMPARE(card.accessibleName(), "Epsilon");
    QCOMPARE(card.accessibleDescription(), "What Epsilon shows.");
    QVERIFY(card.toolTip().contains("Something else."));
  }

  void isFoundByItsWords() {
    const ui::ExampleCard card(tests::sevenExamples()[4]);
    QVERIFY(card.matches({}));
    QVERIFY(card.matches({"epsi"}));
    QVERIFY(card.matches({"SHOWS", "circle"}));
    QVERIFY(card.matches({"plane"}));  // its family
    QVERIFY(!card.matches({"epsilon", "spiral"}));
  }

  /// A sentence that is too long ends with …, within the card.
  void longSentencesAreCut() {
    engine::StoredExample stored = tests::sevenExamples()[0];
    for (int i = 0; i < 60; ++i) stored.example.sentence += " words and words";
    ui::ExampleCard card(stored);
    card.resize(card.sizeHint());
    tests::TextRecorder painted(card.size());
    card.render(&painted);
    const QStringList lines = painted.texts();
    QCOMPARE(lines.value(0), "Alpha");
    QCOMPARE(lines.size(), 5);
    QVERIFY2(lines.back().endsWith(QChar(0x2026)), qPrintable(lines.back()));
  }

  void aPressIsAChoice() {
    ui::ExampleCard card(tests::sevenExamples()[0]);
    const QSignalSpy presses(&card, &QAbstractButton::clicked);
    card.resize(card.sizeHint());
    QTest::mouseClick(&card, Qt::LeftButton);
    QCOMPARE(presses.size(), 1);
  }
};

PELLUCID_WINDOW_TEST(tst_example_card, TestExampleCard)
#include "tst_example_card.moc"
