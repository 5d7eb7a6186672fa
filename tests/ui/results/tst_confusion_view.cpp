// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/confusion_view.h"

#include <QAccessible>
#include <QSignalSpy>
#include <QtTest>

#include "tests/support/colours.h"
#include "tests/support/text_recorder.h"
#include "tests/support/window_test.h"
#include "tests/ui/results/looked_at.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestConfusionView : public QObject {
  Q_OBJECT

 private slots:
  void keysWalkTheCellsAndEnterGoesOn() {
    tests::LookedAt seen;
    tests::RunOfMoments run;
    QVERIFY(seen.at(run.next(10)));
    ConfusionModel model(seen.results);
    model.refresh();
    ConfusionView view(model);
    view.resize(300, 200);
    view.show();
    std::vector<Cell> chosen, entered;
    connect(&view, &ConfusionView::cellChosen, this, [&](Cell cell) { chosen.push_back(cell); });
    connect(&view, &ConfusionView::cellEntered, this, [&](Cell cell) { entered.push_back(cell); });
    view.showCell(Cell{.truth = 0, .answered = 0});
    QVERIFY(chosen.empty());  // it only follows
    QTest::keyClick(&view, Qt::Key_Right);
    QTest::keyClick(&view, Qt::Key_Down);
    QCOMPARE(chosen, (std::vector<Cell>{{.truth = 0, .answered = 1}, {.truth = 1, .answered = 1}}));
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(entered, (std::vector<Cell>{{.truth = 1, .answered = 1}}));
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.visualRect(model.index(2, 0)).center());
    QCOMPARE(chosen.back(), (Cell{.truth = 2, .answered = 0}));
  }

  void itIsATableForScreenReaders() {
    tests::LookedAt seen;
    tests::RunOfMoments run;
    QVERIFY(seen.at(run.next(10)));
    ConfusionModel model(seen.results);
    model.refresh();
    ConfusionView view(model);
    view.show();
    QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(&view);
    QVERIFY(accessible && accessible->tableInterface());
    QCOMPARE(accessible->tableInterface()->rowCount(), 3);
    const auto* cell = accessible->tableInterface()->cellAt(1, 2);
    QCOMPARE(cell->text(QAccessible::Name), model.index(1, 2).data(Qt::AccessibleTextRole).toString());
  }

  void theChosenCellIsFramed() {
    tests::LookedAt seen;
    tests::RunOfMoments run;
    QVERIFY(seen.at(run.next(10)));
    ConfusionModel model(seen.results);
    model.refresh();
    ConfusionView view(model);
    view.resize(300, 200);
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
      tests::setTheme(*theme);
      view.showCell(std::nullopt);
      const int before = tests::countColour(view.grab().toImage(), theme->forward);
      view.showCell(Cell{.truth = 1, .answered = 2});
      QVERIFY(tests::countColour(view.grab().toImage(), theme->forward) > before + 100);
    }
  }
};

PELLUCID_WINDOW_TEST(tst_confusion_view, TestConfusionView)
#include "tst_confusion_view.moc"
