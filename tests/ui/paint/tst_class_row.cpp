// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/class_row.h"

#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QToolButton>
#include <QtTest>

#include "engine/data/own_strokes.h"
#include "tests/support/own_bench.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestClassRow : public QObject {
  Q_OBJECT

 private slots:
  void classesAreChosenNamedAndAdded() {
    tests::OwnBench bench;
    QVERIFY(bench.load());
    ClassRow row(bench.desk, ClassRow::Shows::Colours, 8);
    QVERIFY(row.isHidden());
    bench.desk.begin(engine::OwnKind::Points);
    QVERIFY(!row.isHidden());
    QCOMPARE(buttons(row).size(), 2);
    QSignalSpy chosen(&row, &ClassRow::chosenChanged);
    buttons(row)[1]->click();
    QCOMPARE(row.chosen(), 1);
    QCOMPARE(chosen.size(), 1);
    auto* name = row.findChild<QLineEdit*>();
    QCOMPARE(name->text(), QString("B"));
    name->selectAll();
    QTest::keyClicks(name, "dogs");
    QTest::keyClick(name, Qt::Key_Return);
    QCOMPARE(bench.desk.samples().classes[1], std::string("dogs"));
    engine::OwnSamples after = bench.desk.samples();
    for (int i = 0; i < 3; ++i) engine::putPoint(after, {}, {.label = 1});
    QVERIFY(bench.desk.commit("put", after));
    QCOMPARE(buttons(row)[1]->text(), QString("3"));
    QCOMPARE(buttons(row)[1]->accessibleName(), QString("Class dogs, 3 samples"));
    addButton(row)->click();
    QCOMPARE(buttons(row).size(), 3);
    QCOMPARE(row.chosen(), 2);
    QVERIFY(buttons(row)[2]->isChecked());
    QCOMPARE(name->text(), QString("B"));  // which is free again
    // A name that another class has is refused, with a message.
    QSignalSpy noted(&row, &ClassRow::noted);
    name->selectAll();
    QTest::keyClicks(name, "dogs");
    QTest::keyClick(name, Qt::Key_Return);
    QCOMPARE(noted.size(), 1);
    QCOMPARE(name->text(), QString("B"));
    row.choose(7);
    QCOMPARE(row.chosen(), 2);
    bench.document.undoStack().undo();
    QCOMPARE(buttons(row).size(), 2);
    QCOMPARE(row.chosen(), 1);
  }

  /// By the menu's keys; the class that had the colour takes the other one, and undo restores both.
  void coloursAreChosen() {
    tests::OwnBench bench;
    QVERIFY(bench.load());
    ClassRow row(bench.desk, ClassRow::Shows::Colours, 8);
    bench.desk.begin(engine::OwnKind::Points);
    engine::OwnSamples points = bench.desk.samples();
    for (int i = 0; i < 4; ++i) engine::putPoint(points, {.x = double(i)}, {.label = std::uint8_t(i % 2)});
    QVERIFY(bench.desk.commit("put", points));
    const QImage before = buttons(row)[1]->icon().pixmap(12).toImage();
    auto* colour = colourButton(row);
    QMenu* menu = colour->menu();
    const auto choose = [&](int place) {
      emit menu->aboutToShow();
      QCOMPARE(menu->actions().size(), 10);
      menu->actions()[place]->trigger();
    };
    choose(6);
    QVERIFY((bench.desk.samples().colours == std::vector<std::uint8_t>{6, 1}));
    QCOMPARE(colour->accessibleDescription(), QString("Red"));
    emit menu->aboutToShow();
    QVERIFY(menu->actions()[6]->isChecked());
    QCOMPARE(bench.document.undoStack().undoText(), QString("colour a class"));
    row.choose(1);
    choose(6);
    QVERIFY((bench.desk.samples().colours == std::vector<std::uint8_t>{1, 6}));
    QVERIFY(buttons(row)[1]->icon().pixmap(12).toImage() != before);
    bench.document.undoStack().undo();
    bench.document.undoStack().undo();
    QVERIFY(bench.desk.samples().colours.empty());
    QCOMPARE(buttons(row)[1]->icon().pixmap(12).toImage(), before);
  }

 private:
  static QToolButton* colourButton(const ClassRow& row) {
    for (QToolButton* button : row.findChildren<QToolButton*>())
      if (button->menu() != nullptr) return button;
    return nullptr;
  }
  static QList<QToolButton*> buttons(const ClassRow& row) {
    QList<QToolButton*> found;
    for (QToolButton* button : row.findChildren<QToolButton*>())
      if (button->isCheckable()) found << button;
    return found;
  }
  static QToolButton* addButton(const ClassRow& row) {
    for (QToolButton* button : row.findChildren<QToolButton*>())
      if (!button->isCheckable() && button->menu() == nullptr) return button;
    return nullptr;
  }
};

PELLUCID_WINDOW_TEST(tst_class_row, TestClassRow)
#include "tst_class_row.moc"
