// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/classes_panel.h"

#include <QHeaderView>
#include <QTableWidget>
#include <QtTest>

#include "tests/support/window_test.h"
#include "tests/ui/results/looked_at.h"
#include "ui/widgets/numbers.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestClassesPanel : public QObject {
  Q_OBJECT

 private slots:
  void everyNumberIsThatOfPlainLoops() {
    tests::LookedAt seen;
    tests::RunOfMoments run;
    ClassesPanel panel(seen.results);
    QVERIFY(seen.at(run.next(12)));
    const auto* table = panel.findChild<QTableWidget*>();
    QCOMPARE(table->rowCount(), 3);
    for (int c = 0; c < 3; ++c) {
      double samples = 0, answers = 0;
      for (int other = 0; other < 3; ++other) {
        samples += tests::countIn(seen.look(), c, other);
        answers += tests::countIn(seen.look(), other, c);
      }
      const double right = tests::countIn(seen.look(), c, c);
      const double precision = right / answers, recall = right / samples;
      const QStringList expected = {QString("class %1").arg(c), QString::number(samples),
                                    percentText(precision), percentText(recall),
                                    percentText(2 * precision * recall / (precision + recall))};
      for (int column = 0; column < 5; ++column) QCOMPARE(table->item(c, column)->text(), expected[column]);
    }
  }

  void aHeadingSortsByItsNumbers() {
    tests::LookedAt seen;
    tests::RunOfMoments run;
    ClassesPanel panel(seen.results);
    QVERIFY(seen.at(run.next(12)));
    auto* table = panel.findChild<QTableWidget*>();
    for (const int column : {1, 3}) {
      table->sortByColumn(column, Qt::DescendingOrder);
      for (int row = 1; row < 3; ++row)
        QVERIFY(table->item(row - 1, column)->text().remove(QChar(0x202f)).remove('%').toDouble() >=
                table->item(row, column)->text().remove(QChar(0x202f)).remove('%').toDouble());
    }
    QVERIFY(seen.at(run.next(5)));  // and stays sorted
    QCOMPARE(table->horizontalHeader()->sortIndicatorSection(), 3);
  }

  void aClickChoosesTheCell() {
    tests::LookedAt seen;
    tests::RunOfMoments run;
    ClassesPanel panel(seen.results);
    panel.resize(320, 300);
    panel.show();
    QVERIFY(seen.at(run.next(12)));
    auto* table = panel.findChild<QTableWidget*>();
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                      table->visualItemRect(table->item(2, 2)).center());
    QCOMPARE(seen.results.cell(), (std::optional<Cell>({.truth = 2, .answered = 2})));
  }
};

PELLUCID_WINDOW_TEST(tst_classes_panel, TestClassesPanel)
#include "tst_classes_panel.moc"
