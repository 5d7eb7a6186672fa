// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/cell_panel.h"

#include <QLabel>
#include <QSignalSpy>
#include <QtTest>
#include <set>

#include "tests/support/window_test.h"
#include "tests/ui/results/looked_at.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestCellPanel : public QObject {
  Q_OBJECT

 private slots:
  void itHasTheSamplesOfTheCell() {
    tests::LookedAt seen;
    tests::RunOfMoments run;
    CellPanel panel(seen.results);
    QVERIFY(seen.at(run.next(12)));
    // Initially those of the wrong cell with the most samples.
    for (int t = 0; t < 3; ++t)
      for (int c = 0; c < 3; ++c)
        if (t != c) QVERIFY(tests::countIn(seen.look(), t, c) <= static_cast<int>(panel.samples().size()));
    for (int t = 0; t < 3; ++t)
      for (int c = 0; c < 3; ++c) {
        seen.results.setCell(Cell{.truth = t, .answered = c});
        std::set<engine::Index> expected;
        int ofClass = 0;
        for (std::size_t i = 0; i < seen.look().answers.each.size(); ++i) {
          const engine::SampleAnswer& answer = seen.look().answers.each[i];
          ofClass += answer.truth == t ? 1 : 0;
          if (answer.truth == t && answer.answered == c) expected.insert(static_cast<engine::Index>(i));
        }
        QCOMPARE((std::set<engine::Index>(panel.samples().begin(), panel.samples().end())), expected);
        for (std::size_t i = 1; i < panel.samples().size(); ++i) {
          const auto sure = [&](std::size_t place) {
            return seen.look().answers.each[static_cast<std::size_t>(panel.samples()[place])].certainty;
          };
          QVERIFY(sure(i - 1) >= sure(i));
        }
        const QList<QLabel*> labels = panel.findChildren<QLabel*>();
        QVERIFY(std::ranges::any_of(labels, [&](const QLabel* label) {
          return label->text().contains(QString("the %1 of class %2").arg(ofClass).arg(t));
        }));
      }
  }

  void enterAsksForOne() {
    tests::LookedAt seen;
    tests::RunOfMoments run;
    CellPanel panel(seen.results);
    panel.resize(400, 300);
    panel.show();
    QVERIFY(seen.at(run.next(40)));
    seen.results.setCell(Cell{.truth = 0, .answered = 0});
    QVERIFY(!panel.samples().empty());
    QSignalSpy wanted(&seen.results, &Results::sampleWanted);
    auto* list = panel.findChild<SampleList*>();
    list->setCurrentIndex(list->model()->index(0, 0));
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted[0][1].value<engine::Index>(), panel.samples()[0]);
  }
};

PELLUCID_WINDOW_TEST(tst_cell_panel, TestCellPanel)
#include "tst_cell_panel.moc"
