// SPDX-License-Identifier: GPL-3.0-or-later
// Inputs typed, dragged and chosen in the plane, on a small network of two inputs.
#include <QSignalSpy>
#include <QtTest>

#include "tests/support/pointer.h"
#include "tests/support/window_test.h"
#include "tests/ui/canvas/plane_canvas.h"
#include "ui/canvas/network_canvas.h"
#include "ui/canvas/unit_painter.h"

using namespace pellucid;
using namespace pellucid::ui;
using engine::Vector;

class TestInputsByHand : public tests::PlaneCanvasTest {
  Q_OBJECT

 private slots:
  void init() {
    showCanvas();
    m_sample = m_moment.input.values;
    // As the window does: what was set is shown.
    connect(m_canvas.get(), &NetworkCanvas::inputSet, this, [this](const Vector& values) {
      m_moment.input = Input{.values = values, .target = {}, .testIndex = {}};
      m_moment.probe = probeOf(m_moment.network(), m_moment.weights(),
                               {.loss = engine::Loss::BinaryCrossEntropy}, m_moment.input);
      m_canvas->showMoment(share(m_moment));
    });
    QTRY_VERIFY(m_canvas->hasFields());
  }
  void cleanup() { m_canvas.reset(); }

  void aDoubleClickOpensAFieldAndTheOthersStay() {
    QTest::mouseDClick(m_canvas.get(), Qt::LeftButton, {}, inputAt(1).toPoint());
    type("0.25");
    QCOMPARE(m_moment.input.values, vector(m_sample[0], 0.25F));
    QVERIFY(m_moment.input.isOwn());
    QVERIFY(m_canvas->hasFocus());
    QCOMPARE(m_document->undoStack().count(), 0);  // nothing was edited
  }

  void escapeInTheFieldRestoresTheNumber() {
    QTest::mouseDClick(m_canvas.get(), Qt::LeftButton, {}, inputAt(0).toPoint());
    QTest::keyClick(&field(), Qt::Key_Up);
    QVERIFY(m_moment.input.values[0] > m_sample[0]);
    QTest::keyClick(&field(), Qt::Key_Escape);
    QCOMPARE(m_moment.input.values, m_sample);
  }

  /// The inputs are left of the first layer: Enter opens the field, Tab moves to the next.
  void theKeysReachEachInput() {
    QTest::keyClick(m_canvas.get(), Qt::Key_Down);
    QTest::keyClick(m_canvas.get(), Qt::Key_Left);
    QVERIFY(!m_selection->unit());
    QTest::keyClick(m_canvas.get(), Qt::Key_Return);
    QVERIFY(field().isVisible());
    QTest::keyClicks(&field(), "-0.5");
    QTest::keyClick(&field(), Qt::Key_Tab);
    QVERIFY(field().isVisible());
    type("2");
    QCOMPARE(m_moment.input.values, vector(-0.5F, 2));
    QTest::keyClick(m_canvas.get(), Qt::Key_Up);
    QTest::keyClick(m_canvas.get(), Qt::Key_Return);
    type("1.5");
    QCOMPARE(m_moment.input.values, vector(1.5F, 2));
    QTest::keyClick(m_canvas.get(), Qt::Key_Right);  // back in the first layer
    QTest::keyClick(m_canvas.get(), Qt::Key_Return);
    QVERIFY(!field().isVisible());
  }

  void draggingUpMakesAnInputLarger() {
    tests::drag(*m_canvas, inputAt(0), inputAt(0) + QPointF(0, -80));
    // 160 pixels cycle through all values in the data.
    Vector row = m_moment.dataset->train.numbers.row(0).transpose();
    Vector test = m_moment.dataset->test.numbers.row(0).transpose();
    const float spread =
        std::max(row.maxCoeff(), test.maxCoeff()) - std::min(row.minCoeff(), test.minCoeff());
    QVERIFY(std::abs(m_moment.input.values[0] - (m_sample[0] + spread / 2)) < spread / 100);
    QCOMPARE(m_moment.input.values[1], m_sample[1]);
    tests::drag(*m_canvas, inputAt(1), inputAt(1) + QPointF(0, 40));
    QVERIFY(m_moment.input.values[1] < m_sample[1]);
  }

  /// A click chooses the point painted there: the cross moves to the pointer.
  void aClickInAPlaneChoosesItsPoint() {
    const ColumnLayout& column = m_canvas->canvasLayout().layers[0];
    const QRectF place = planePlace(column, 2);
    QVERIFY(place.width() >= kLeastAimedSide);
    const engine::Plane plane = engine::planeAround(*m_moment.dataset, 64);
    const QPoint at =
        QPointF(place.left() + place.width() * 0.25, place.top() + place.height() * 0.75).toPoint();
    QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {}, at);
    const double right = (at.x() - place.left()) / place.width();
    const double down = (at.y() - place.top()) / place.height();
    const auto x = static_cast<double>(plane.left) * (1 - right) + static_cast<double>(plane.right) * right;
    const auto y = static_cast<double>(plane.top) * (1 - down) + static_cast<double>(plane.bottom) * down;
    QVERIFY(std::abs(static_cast<double>(m_moment.input.values[0]) - x) < 1e-5);
    QVERIFY(std::abs(static_cast<double>(m_moment.input.values[1]) - y) < 1e-5);
    QVERIFY(!m_selection->unit());  // this neither selects nor pins the unit
  }

  void inAPinnedCardThePointFollowsThePointer() {
    const ColumnLayout& column = m_canvas->canvasLayout().layers[0];
    QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {},
                      (column.unitRect(2).topLeft() + QPointF(20, 10)).toPoint());
    m_canvas->grab();
    const QRectF place = m_canvas->pinnedPlane();
    QVERIFY(place.width() > 150);
    tests::drag(*m_canvas, place.center(), place.bottomRight() + QPointF(50, 50));
    const engine::Plane plane = engine::planeAround(*m_moment.dataset, 64);
    QCOMPARE(m_moment.input.values, vector(plane.right, plane.bottom));  // it stays inside
    m_canvas->grab();
    QCOMPARE(m_canvas->pinnedPlane(), place);  // the card stays where it was
  }

  void escapeGoesBackToTheSample() {
    QSignalSpy again(m_canvas.get(), &NetworkCanvas::sampleAgainRequested);
    QTest::keyClick(m_canvas.get(), Qt::Key_Escape);
    QCOMPARE(again.size(), 0);  // it is shown
    emit m_canvas->inputSet(vector(1, 1));
    QTest::keyClick(m_canvas.get(), Qt::Key_Escape);
    QCOMPARE(again.size(), 1);
  }

  /// The batch's samples take part in the step shown; another input would contradict it.
  void slowMotionKeepsItsSamples() {
    auto trace = engine::traceStep(m_moment.experiment(), m_moment.dataset, m_moment.snapshot->state);
    QVERIFY(trace);
    m_canvas->showStep(StepView{
        .trace = std::make_shared<const engine::StepTrace>(std::move(*trace)), .sample = 0, .beat = {}});
    QSignalSpy noted(m_canvas.get(), &NetworkCanvas::noted);
    QTest::mouseDClick(m_canvas.get(), Qt::LeftButton, {}, inputAt(0).toPoint());
    QVERIFY(!field().isVisible());
    tests::drag(*m_canvas, inputAt(0), inputAt(0) + QPointF(0, -80));
    QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {},
                      planePlace(m_canvas->canvasLayout().layers[0], 1).center().toPoint());
    QCOMPARE(m_moment.input.values, m_sample);
    QVERIFY(noted.size() >= 3);
    QVERIFY(noted[0][0].toString().contains("Slow motion"));
  }

  /// The only output of two classes stands for both: T switches from one to the other, Escape takes it back.
  void aTargetIsChosenByKey() {
    std::vector<Target> chosen;
    connect(m_canvas.get(), &NetworkCanvas::targetChosen, this,
            [&](const Target& target) { chosen.push_back(target); });
    m_selection->setUnit(UnitPlace{.layer = 1, .unit = 0});
    QTest::keyClick(m_canvas.get(), Qt::Key_T);
    QCOMPARE(chosen.size(), std::size_t{0});  // it is not an output
    m_selection->setUnit(UnitPlace{.layer = 2, .unit = 0});
    QTest::keyClick(m_canvas.get(), Qt::Key_T);
    QCOMPARE(chosen.size(), std::size_t{1});
    QCOMPARE(int{*chosen[0].label}, 1 - int{*m_moment.input.target});
    m_moment.input.chosen = chosen[0];
    m_moment.probe = probeOf(m_moment.network(), m_moment.weights(),
                             {.loss = engine::Loss::BinaryCrossEntropy}, m_moment.input);
    m_canvas->showMoment(share(m_moment));
    QTest::keyClick(m_canvas.get(), Qt::Key_T);
    QCOMPARE(int{*chosen[1].label}, int{*m_moment.input.target});
    QTest::keyClick(m_canvas.get(), Qt::Key_Escape);
    QVERIFY(chosen[2].isEmpty());
  }

  void theMenuOfAnOutputOffersItsClasses() {
    QStringList texts;
    std::vector<Target> chosen;
    connect(m_canvas.get(), &NetworkCanvas::targetChosen, this,
            [&](const Target& target) { chosen.push_back(target); });
    connect(m_canvas.get(), &NetworkCanvas::layerMenuRequested, this,
            [&](const QPoint&, const QList<QAction*>& first) {
              for (const QAction* action : first) texts << action->text();
              if (!first.isEmpty()) first[0]->trigger();
            });
    for (const std::size_t layer : {std::size_t{1}, std::size_t{2}}) {
      const QPoint at = m_canvas->canvasLayout().layers[layer].center(0).toPoint();
      QContextMenuEvent event(QContextMenuEvent::Mouse, at, m_canvas->mapToGlobal(at));
      QCoreApplication::sendEvent(m_canvas.get(), &event);
    }
    QCOMPARE(texts.size(), 2);
    QVERIFY2(texts[1].contains("positive"), qPrintable(texts.join('|')));
    QCOMPARE(int{*chosen.at(0).label}, 0);
  }

 private:
  QPointF inputAt(Index input) const { return m_canvas->canvasLayout().input.center(input); }
  ParameterEditor& field() const { return *m_canvas->findChild<ParameterEditor*>("input"); }
  void type(const char* text) {
    QVERIFY(field().isVisible());
    QTest::keyClicks(&field(), text);
    QTest::keyClick(&field(), Qt::Key_Return);
    QVERIFY(!field().isVisible());
  }
  static Vector vector(engine::Scalar x, engine::Scalar y) {
    Vector values(2);
    values << x, y;
    return values;
  }

  Vector m_sample;
};

PELLUCID_WINDOW_TEST(tst_inputs_by_hand, TestInputsByHand)
#include "tst_inputs_by_hand.moc"
