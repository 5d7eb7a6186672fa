// SPDX-License-Identifier: GPL-3.0-or-later
// Each tool by the mouse and by the keys; a stroke is one step of undo.
#include "ui/paint/easel.h"

#include <QSignalSpy>
#include <QtTest>

#include "tests/support/own_bench.h"
#include "tests/support/pointer.h"
#include "tests/support/text_recorder.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;
using engine::SheetPlace;

class TestEasel : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    m_bench = std::make_unique<tests::OwnBench>();
    QVERIFY(m_bench->load());
    m_bench->desk.begin(engine::OwnKind::Points);
    m_easel = std::make_unique<Easel>(m_bench->desk);
    m_easel->resize(520, 320);
    m_easel->setSheet({20, 10, 480, 300});
    m_easel->setTool(PaintTool::Put);
  }

  void anEmptySheetSaysWhatToDo() {
    tests::TextRecorder before(m_easel->size());
    m_easel->render(&before);
    QVERIFY(before.texts().join(' ').contains("Click to put points"));
    click({.x = 1, .y = 2});
    tests::TextRecorder after(m_easel->size());
    m_easel->render(&after);
    QVERIFY(!after.texts().join(' ').contains("Click to put points"));
  }

  void putByMouse() {
    click({.x = 1, .y = 2});
    m_easel->setAnswer({.label = 1});
    click({.x = -3, .y = -1});
    QCOMPARE(points().size(), 2U);
    QVERIFY(isAt(0, {.x = 1, .y = 2}));
    QVERIFY(isAt(1, {.x = -3, .y = -1}));
    QCOMPARE(int(points()[1].label), 1);
    // Beside the sheet nothing can be painted.
    QTest::mouseClick(m_easel.get(), Qt::LeftButton, {}, {5, 5});
    QCOMPARE(points().size(), 2U);
    // The point goes where the button is released.
    drag({.x = 0, .y = 0}, {.x = 4, .y = 4});
    QCOMPARE(points().size(), 3U);
    QVERIFY(isAt(2, {.x = 4, .y = 4}));
  }

  void brushAndErase() {
    click({.x = -5, .y = -5});
    m_easel->setTool(PaintTool::Brush);
    m_easel->setRadius(0.5);
    const int before = undoSteps();
    drag({.x = 0, .y = 0}, {.x = 4, .y = 0});
    QCOMPARE(undoSteps(), before + 1);
    const std::size_t painted = points().size();
    QVERIFY(painted > 10);
    for (std::size_t i = 1; i < painted; ++i) {
      const SheetPlace place = engine::placeOf(points()[i]);
      QVERIFY(std::abs(place.y) <= 0.51 && place.x >= -0.51 && place.x <= 4.51);
    }
    m_easel->setTool(PaintTool::Erase);
    m_easel->setRadius(1);
    drag({.x = 0, .y = 0}, {.x = 2, .y = 0});
    QVERIFY(points().size() < painted && points().size() > 1);
    for (const engine::PaintedPoint& point : points())
      QVERIFY(std::hypot(engine::placeOf(point).x, engine::placeOf(point).y) > 1);
    m_bench->document.undoStack().undo();
    QCOMPARE(points().size(), painted);
    // The right button erases with any tool.
    m_easel->setTool(PaintTool::Put);
    QTest::mouseClick(m_easel.get(), Qt::RightButton, {}, at({.x = 2, .y = 0}));
    QVERIFY(points().size() < painted);
  }

  void moveAndJitter() {
    click({.x = 0, .y = 0});
    click({.x = 1, .y = 0});
    click({.x = 5, .y = 5});
    m_easel->setTool(PaintTool::Move);
    drag({.x = 0, .y = 0}, {.x = -2, .y = 1});
    QVERIFY(isAt(0, {.x = -2, .y = 1}));
    QVERIFY(isAt(1, {.x = 1, .y = 0}));
    // A rectangle around two of them deletes both.
    drag({.x = -3, .y = 2}, {.x = 2, .y = -1});
    QVERIFY((m_easel->selected() == engine::SampleNumbers{0, 1}));
    drag({.x = 1, .y = 0}, {.x = 2, .y = -1});
    QVERIFY(isAt(0, {.x = -1, .y = 0}) && isAt(1, {.x = 2, .y = -1}) && isAt(2, {.x = 5, .y = 5}));
    m_easel->setTool(PaintTool::Jitter);
    m_easel->setRadius(1);
    QVERIFY(m_easel->selected().empty());
    click({.x = 5, .y = 5});
    QVERIFY(!isAt(2, {.x = 5, .y = 5}));
    QVERIFY(std::abs(engine::placeOf(points()[2]).x - 5) <= 0.42);
    QVERIFY(isAt(1, {.x = 2, .y = -1}));
  }

  void keysAlone() {
    QSignalSpy classes(m_easel.get(), &Easel::classWanted);
    QSignalSpy tools(m_easel.get(), &Easel::toolWanted);
    keys({Qt::Key_Right, Qt::Key_Right, Qt::Key_Up, Qt::Key_Space});
    QVERIFY(isAt(0, {.x = 0.4, .y = 0.2}));
    QTest::keyClick(m_easel.get(), Qt::Key_Left, Qt::ShiftModifier);
    keys({Qt::Key_Space});
    QVERIFY(isAt(1, {.x = -0.6, .y = 0.2}));
    keys({Qt::Key_2});
    QCOMPARE(classes.size(), 1);
    QCOMPARE(classes[0][0].toInt(), 1);
    // A point that is picked up moves along until it is released.
    m_easel->setTool(PaintTool::Move);
    keys({Qt::Key_Space, Qt::Key_Down, Qt::Key_Down, Qt::Key_Space});
    QVERIFY(isAt(1, {.x = -0.6, .y = -0.2}));
    keys({Qt::Key_Escape});  // clears the selection
    QCOMPARE(tools.size(), 0);
    keys({Qt::Key_Delete});
    QCOMPARE(points().size(), 1U);
    QVERIFY(isAt(0, {.x = 0.4, .y = 0.2}));
    QTest::keyClick(m_easel.get(), Qt::Key_A, Qt::ControlModifier);
    QVERIFY((m_easel->selected() == engine::SampleNumbers{0}));
    keys({Qt::Key_Escape, Qt::Key_Escape});
    QCOMPARE(tools.size(), 1);
    QCOMPARE(tools[0][0].value<PaintTool>(), PaintTool::Look);
    // A cancelled stroke changes nothing.
    m_easel->setTool(PaintTool::Put);
    QTest::mousePress(m_easel.get(), Qt::LeftButton, {}, at({.x = 3, .y = 3}));
    keys({Qt::Key_Escape});
    QTest::mouseRelease(m_easel.get(), Qt::LeftButton, {}, at({.x = 3, .y = 3}));
    QCOMPARE(points().size(), 1U);
  }

  void keysCarryASelection() {
    click({.x = -2, .y = 0});
    click({.x = 2, .y = 0});
    click({.x = 5, .y = 5});
    m_easel->setTool(PaintTool::Move);
    drag({.x = -3, .y = 1}, {.x = 3, .y = -1});
    QVERIFY((m_easel->selected() == engine::SampleNumbers{0, 1}));
    // The cursor is where the rectangle began, where there is no point.
    keys({Qt::Key_Space, Qt::Key_Up, Qt::Key_Up, Qt::Key_Space});
    QVERIFY(isAt(0, {.x = -2, .y = 0.4}) && isAt(1, {.x = 2, .y = 0.4}) && isAt(2, {.x = 5, .y = 5}));
    // An erased point is no longer selected.
    m_easel->setRadius(0.5);
    QTest::mouseClick(m_easel.get(), Qt::RightButton, {}, at({.x = 2, .y = 0.4}));
    QCOMPARE(points().size(), 2U);
    QVERIFY((m_easel->selected() == engine::SampleNumbers{0}));
  }

  void keysOfTheWindowAreItsOwnHere() {
    for (const Qt::Key key : {Qt::Key_Space, Qt::Key_Delete, Qt::Key_Escape, Qt::Key_3}) {
      QKeyEvent event(QEvent::ShortcutOverride, key, Qt::NoModifier);
      event.ignore();
      QCoreApplication::sendEvent(m_easel.get(), &event);
      QVERIFY(event.isAccepted());
    }
    QKeyEvent other(QEvent::ShortcutOverride, Qt::Key_E, Qt::NoModifier);
    other.ignore();
    QCoreApplication::sendEvent(m_easel.get(), &other);
    QVERIFY(!other.isAccepted());
  }

  void whatCannotBeIsSaid() {
    QSignalSpy noted(m_easel.get(), &Easel::noted);
    click({.x = 1, .y = 1});
    keys({Qt::Key_Up});
    m_easel->setTool(PaintTool::Erase);
    click({.x = 1, .y = 1});
    QCOMPARE(points().size(), 1U);
    QCOMPARE(noted.size(), 1);
    QVERIFY(noted[0][0].toString().contains("last sample stays"));
    m_easel->setTool(PaintTool::Move);
    QTest::keyClick(m_easel.get(), Qt::Key_Left, Qt::ShiftModifier);
    QTest::keyClick(m_easel.get(), Qt::Key_Left, Qt::ShiftModifier);
    keys({Qt::Key_Space});
    QCOMPARE(noted.size(), 2);
    QVERIFY(noted[1][0].toString().contains("no point near"));
  }

 private:
  const std::vector<engine::PaintedPoint>& points() const { return m_bench->desk.samples().points; }
  QPoint at(SheetPlace place) const { return m_easel->at(place).toPoint(); }
  void click(SheetPlace place) { QTest::mouseClick(m_easel.get(), Qt::LeftButton, {}, at(place)); }
  void drag(SheetPlace from, SheetPlace to) { tests::drag(*m_easel, at(from), at(to)); }
  void keys(const QList<Qt::Key>& pressed) {
    for (const Qt::Key key : pressed) QTest::keyClick(m_easel.get(), key);
  }
  int undoSteps() const { return m_bench->document.undoStack().count(); }
  /// Exact to a pixel.
  bool isAt(std::size_t i, SheetPlace place) const {
    const SheetPlace there = engine::placeOf(points()[i]);
    return std::abs(there.x - place.x) < 0.06 && std::abs(there.y - place.y) < 0.06;
  }

  std::unique_ptr<tests::OwnBench> m_bench;
  std::unique_ptr<Easel> m_easel;
};

PELLUCID_WINDOW_TEST(tst_easel, TestEasel)
#include "tst_easel.moc"
