// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/typed_word.h"

#include <QtTest>

#include "engine/train/optimizer.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;

class TestTypedWord : public QObject {
  Q_OBJECT

 private slots:
  void blanksAndCapitalsDoNotMatter() {
    QCOMPARE(plainWord("  ReLU\t"), std::string("relu"));
    QCOMPARE(plainWord(" \t"), std::string());
    QCOMPARE(plainWord("a b"), std::string("a b"));
    QCOMPARE(trimmedParts(" 1, 2 ,3"), std::string("1,2,3"));
    QCOMPARE(trimmedParts(""), std::string());
    QCOMPARE(trimmedParts(" , a b"), std::string(",a b"));
    QVERIFY(fromTypedName<Optimizer>(" Adam") == Optimizer::Adam);
    QVERIFY(!fromTypedName<Optimizer>("ad am"));
  }

  void aSlipIsRecognised_data() {
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("meant");
    const auto row = [](const char* word, const char* meant) { QTest::newRow(word) << word << meant; };
    row("trian", "train");
    row("tran", "train");
    row("trainn", "train");
    row("Train", "train");
    row("evalaute", "evaluate");
    row("eval", "evaluate");
    row("predcit", "predict");
    row("transferr", "transfer");
    row("tra", "");  // train or transfer
    row("x", "");
    row("", "");
    row("colour", "");
    row("banch", "bench");
  }
  void aSlipIsRecognised() {
    QFETCH(QString, word);
    QFETCH(QString, meant);
    const std::vector<std::string> names = {"train", "evaluate", "predict", "transfer", "bench"};
    QCOMPARE(QString::fromStdString(nearestName(word.toStdString(), names).value_or("")), meant);
    QCOMPARE(didYouMean(word.toStdString(), names).empty(), meant.isEmpty());
  }

  void theNearestOfSeveralIsMeant() {
    QCOMPARE(didYouMean<Optimizer>("adamm").text(), std::string("Did you mean adam?"));
    QCOMPARE(didYouMean<Optimizer>("adamww").text(), std::string("Did you mean adamw?"));
    QVERIFY(!nearestName(std::string(100'000, 'a'), {"adam"}));
  }
};

PELLUCID_TEST(tst_typed_word, TestTypedWord)
#include "tst_typed_word.moc"
