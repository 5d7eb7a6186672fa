// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/arithmetic_view.h"

#include <QMouseEvent>
#include <QtTest>

#include "tests/support/steps.h"
#include "tests/support/text_recorder.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;
using namespace pellucid::tests;

namespace {

void hover(QWidget& widget, QPoint point) {
  QMouseEvent event(QEvent::MouseMove, point, widget.mapToGlobal(point), Qt::NoButton, Qt::NoButton, {});
  QCoreApplication::sendEvent(&widget, &event);
}

struct ViewFixture {
  ViewFixture() {
    const TracePtr trace = traceAfter(smallExperiment(), syntheticDataset());
    view.showRows(arithmeticRows(*trace, 0, {.layer = 0, .unit = 1, .from = std::nullopt}));
    view.resize(280, view.sizeHint().height());
  }
  /// The first row about a weight.
  std::size_t linkedRow() const {
    std::size_t row = 0;
    while (!view.rows()[row].place) ++row;
    return row;
  }
  Selection selection;
  ArithmeticView view{selection};
};

}  // namespace

class TestArithmeticView : public QObject {
  Q_OBJECT

 private slots:
  void hoveringARowPointsAtItsWeight() {
    ViewFixture f;
    const std::size_t row = f.linkedRow();
    hover(f.view, f.view.rowRect(row).center());
    QCOMPARE(f.selection.pointed(), f.view.rows()[row].place);
    hover(f.view, f.view.rowRect(0).center());  // a heading
    QVERIFY(!f.selection.pointed());
  }

  void aSentenceIsToldWhole() {
    Selection selection;
    ArithmeticView view(selection);
    const QString sentence =
        "No gradient reaches this layer: neither it nor any layer below it is trainable.";
    const Place place{.layer = 0, .unit = 3, .from = std::nullopt};
    view.resize(256, 200);
    view.show();
    view.showRows({{.kind = ArithmeticRow::Kind::Note, .text = sentence},
                   {.kind = ArithmeticRow::Kind::Term, .text = "a", .value = "1", .place = place}});
    view.resize(256, view.sizeHint().height());
    QVERIFY(view.rowRect(0).height() > view.rowRect(1).height());
    TextRecorder painted(view.size());
    view.render(&painted);
    QString said;
    for (const auto& [text, at, box] : painted.placedTexts())
      if (view.rowRect(0).contains(at.toPoint())) said += text.trimmed() + ' ';
    QCOMPARE(said.trimmed(), sentence);
    hover(view, view.rowRect(1).center());  // what is below it has moved down with its numbers
    QCOMPARE(selection.pointed(), place);
    view.resize(700, 200);
    QCOMPARE(view.rowRect(0).height(), view.rowRect(1).height());
  }

  void aClickSelectsIt() {
    ViewFixture f;
    const std::size_t row = f.linkedRow();
    QTest::mouseClick(&f.view, Qt::LeftButton, {}, f.view.rowRect(row).center());
    QCOMPARE(f.selection.place(), f.view.rows()[row].place);
  }

  void keysDoTheSame() {
    ViewFixture f;
    const std::size_t row = f.linkedRow();
    for (std::size_t i = 0; i <= row; ++i) QTest::keyClick(&f.view, Qt::Key_Down);
    QCOMPARE(f.selection.pointed(), f.view.rows()[row].place);
    QTest::keyClick(&f.view, Qt::Key_Return);
    QCOMPARE(f.selection.place(), f.view.rows()[row].place);
    QTest::keyClick(&f.view, Qt::Key_Up);
    QVERIFY(f.selection.pointed() != f.view.rows()[row].place);
  }

  void aRowLightsUpWhenAnotherViewPointsThere() {
    ViewFixture f;
    const std::size_t row = f.linkedRow();
    const QImage before = f.view.grab().toImage();
    f.selection.setPointed(f.view.rows()[row].place);
    const QImage after = f.view.grab().toImage();
    const QPoint margin = f.view.rowRect(row).topLeft() + QPoint(2, 2);
    QVERIFY(before.pixel(margin) != after.pixel(margin));
    const QPoint other = f.view.rowRect(row + 1).topLeft() + QPoint(2, 2);
    QCOMPARE(before.pixel(other), after.pixel(other));
  }
};

PELLUCID_WINDOW_TEST(tst_arithmetic_view, TestArithmeticView)
#include "tst_arithmetic_view.moc"
