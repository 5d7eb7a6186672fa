// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/canvas_accessible.h"

#include <QtTest>

#include "tests/support/window_test.h"
#include "tests/ui/canvas/plane_moment.h"
#include "ui/canvas/network_canvas.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestCanvasAccessible : public QObject {
  Q_OBJECT

 private slots:
  void aUnitIsSpokenOfWithItsNumbers() {
    Moment moment = tests::circleMoment();
    moment.probe.trace.layers[1].a(1, 0) = engine::Scalar(0.8312);
    moment.probe.trace.layers[1].delta(1, 0) = engine::Scalar(-0.0201);
    QCOMPARE(spokenUnit(moment, 1, 1), "Hidden 2, unit 2, activation 0.83, gradient −0.02");
    moment.probe.loss.reset();
    QCOMPARE(spokenUnit(moment, 1, 1), "Hidden 2, unit 2, activation 0.83");
  }

  void init() {
    m_document = std::make_unique<Document>(tests::circleExperiment());
    m_canvas = std::make_unique<NetworkCanvas>(*m_document, m_selection);
    m_canvas->resize(820, 440);
    m_canvas->show();
    QVERIFY(QTest::qWaitForWindowActive(m_canvas.get()));
    m_canvas->setFocus();
    m_moment = tests::circleMoment();
    m_canvas->showMoment(tests::share(m_moment));
  }
  void cleanup() {
    m_selection.setUnit(std::nullopt);
    m_canvas.reset();
  }

  void aSignIsSpokenOfToo() {
    m_canvas->setSigns({{.layer = 1, .kind = SignKind::Alarm, .text = "One is dead.", .dead = {1}}});
    QAccessibleInterface& list = *QAccessible::queryAccessibleInterface(m_canvas.get());
    const int first = static_cast<int>(m_moment.network().layer(0).outputs());
    QCOMPARE(list.child(first + 1)->text(QAccessible::Name), spokenUnit(m_moment, 1, 1) + ", dead");
    QCOMPARE(list.child(first)->text(QAccessible::Name), spokenUnit(m_moment, 1, 0));
    m_canvas->setSigns({});
  }

  void aReaderFindsEveryUnitWithItsNumbers() {
    QAccessibleInterface& list = *QAccessible::queryAccessibleInterface(m_canvas.get());
    QCOMPARE(list.role(), QAccessible::List);
    QCOMPARE(list.childCount(), 4 + 2 + 1 + 2);
    int index = 0;
    for (std::size_t layer = 0; layer < 3; ++layer)
      for (Index unit = 0; unit < m_moment.network().layer(layer).outputs(); ++unit, ++index) {
        QAccessibleInterface* item = list.child(index);
        QVERIFY(item != nullptr && item->isValid());
        QCOMPARE(item->text(QAccessible::Name), spokenUnit(m_moment, layer, unit));
        QCOMPARE(item->parent(), &list);
        QCOMPARE(list.indexOfChild(item), index);
        const QPoint center =
            m_canvas->mapToGlobal(m_canvas->canvasLayout().layers[layer].center(unit).toPoint());
        QVERIFY(item->rect().contains(center));
        QCOMPARE(list.childAt(center.x(), center.y()), item);
      }
    for (Index input = 0; input < 2; ++input, ++index) {
      QAccessibleInterface* item = list.child(index);
      QVERIFY(item != nullptr && item->isValid());
      QCOMPARE(item->text(QAccessible::Name), spokenInput(m_moment, input));
      const QPoint center = m_canvas->mapToGlobal(m_canvas->canvasLayout().input.center(input).toPoint());
      QVERIFY(item->rect().contains(center));
      QCOMPARE(list.childAt(center.x(), center.y()), item);
    }
    QVERIFY(list.child(9) == nullptr);
    QVERIFY(list.child(-1) == nullptr);
  }

  /// Without a display no screen reader can be active, so the event itself cannot be checked here.
  void theUnitThatTheKeysGoToHasTheFocus() {
    QTest::keyClick(m_canvas.get(), Qt::Key_Right);
    QTest::keyClick(m_canvas.get(), Qt::Key_Down);
    QTest::keyClick(m_canvas.get(), Qt::Key_Down);
    QAccessibleInterface& list = *QAccessible::queryAccessibleInterface(m_canvas.get());
    QVERIFY(list.focusChild() == list.child(1));
    QVERIFY(list.child(1)->state().focused);
    QVERIFY(!list.child(0)->state().focused);
    QVERIFY(list.child(1)->text(QAccessible::Name).startsWith("Hidden 1, unit 2, activation "));
    QTest::keyClick(m_canvas.get(), Qt::Key_Left);  // to the inputs, which are the last children
    QTest::keyClick(m_canvas.get(), Qt::Key_Down);
    QVERIFY(list.focusChild() == list.child(8));
    QVERIFY(list.child(8)->state().focused);
    QVERIFY(list.child(8)->text(QAccessible::Name).startsWith("Input “y”, value "));
  }

 private:
  std::unique_ptr<Document> m_document;
  Selection m_selection;
  std::unique_ptr<NetworkCanvas> m_canvas;
  Moment m_moment;
};

PELLUCID_WINDOW_TEST(tst_canvas_accessible, TestCanvasAccessible)
#include "tst_canvas_accessible.moc"
