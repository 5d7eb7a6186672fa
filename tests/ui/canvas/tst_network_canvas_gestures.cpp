// SPDX-License-Identifier: GPL-3.0-or-later
// Looking closer and setting weights by hand, on a small network of two inputs. Editing the design is tested
// in tst_network_canvas.
#include <QSignalSpy>
#include <QVBoxLayout>
#include <QtTest>

#include "tests/support/colours.h"
#include "tests/support/pointer.h"
#include "tests/support/window_test.h"
#include "tests/ui/canvas/plane_canvas.h"
#include "ui/canvas/edge_picture.h"
#include "ui/canvas/network_canvas.h"
#include "ui/canvas/unit_card.h"

using namespace pellucid;
using namespace pellucid::ui;
using tests::movePointer;

class TestNetworkCanvasGestures : public tests::PlaneCanvasTest {
  Q_OBJECT

 private slots:
  void init() { showCanvas(); }
  void cleanup() { m_canvas.reset(); }

  void theWheelZoomsAroundThePointer() {
    const QPointF at = unitAt(0, 1);
    tests::turnWheel(*m_canvas, at, 360);
    QVERIFY(m_canvas->camera().scale > 1.3);
    const QPointF now = unitAt(0, 1);
    QVERIFY(std::hypot(now.x() - at.x(), now.y() - at.y()) < 1);
    tests::turnWheel(*m_canvas, at, -3600);
    QCOMPARE(m_canvas->camera(), Camera());
  }

  void emptySpaceIsDraggedAndShiftArrowsMove() {
    const QPointF empty = emptyPlace();
    tests::turnWheel(*m_canvas, empty, 600);
    const QPointF before = unitAt(0, 0);
    tests::drag(*m_canvas, empty, empty + QPointF(-40, 25));
    QVERIFY(QLineF(unitAt(0, 0), before + QPointF(-40, 25)).length() < 1.5);
    QVERIFY(!m_selection->layer());
    const QPointF dragged = unitAt(0, 0);
    QTest::keyClick(m_canvas.get(), Qt::Key_Right, Qt::ShiftModifier);
    QVERIFY(unitAt(0, 0).x() < dragged.x());
    QTest::keyClick(m_canvas.get(), Qt::Key_Left, Qt::ShiftModifier);
    QVERIFY(QLineF(unitAt(0, 0), dragged).length() < 1.5);
    m_canvas->showAll();
    QCOMPARE(m_canvas->camera(), Camera());
  }

  void aDoubleClickLooksAtOneUnitAndEscapeGoesBack() {
    const QPoint at = unitAt(1, 1).toPoint();
    QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {}, at);
    QTest::mouseDClick(m_canvas.get(), Qt::LeftButton, {}, at);
    QCOMPARE(m_canvas->focusedUnit(), std::optional(UnitPlace{.layer = 1, .unit = 1}));
    QVERIFY(m_canvas->canvasLayout().layers[1].radius() > 70);
    m_canvas->grab();
    QTest::keyClick(m_canvas.get(), Qt::Key_Up);
    QCOMPARE(m_canvas->focusedUnit(), std::optional(UnitPlace{.layer = 1, .unit = 0}));
    QVERIFY(m_canvas->canvasLayout().body.contains(unitAt(1, 0)));
    QTest::keyClick(m_canvas.get(), Qt::Key_Escape);
    QVERIFY(!m_canvas->focusedUnit());
    QCOMPARE(m_canvas->camera(), Camera());
    QTest::keyClick(m_canvas.get(), Qt::Key_Escape);
    QVERIFY(!m_selection->unit());
    QTest::keyClick(m_canvas.get(), Qt::Key_Escape);
    QVERIFY(!m_selection->layer());
  }

  void keysGoFromUnitToUnit() {
    const auto key = [&](Qt::Key code) { QTest::keyClick(m_canvas.get(), code); };
    const auto at = [&](std::size_t layer, Index unit) {
      return m_selection->unit() == std::optional(UnitPlace{.layer = layer, .unit = unit}) &&
             m_selection->layer() == std::optional(layer);
    };
    key(Qt::Key_Down);
    QVERIFY(at(0, 0));
    for (const Index unit : {1, 2, 3, 3}) {
      key(Qt::Key_Down);
      QVERIFY(at(0, unit));
    }
    key(Qt::Key_Right);  // the last of four is beside the second of two
    QVERIFY(at(1, 1));
    key(Qt::Key_Right);
    QVERIFY(at(2, 0));
    key(Qt::Key_Return);
    QVERIFY(m_canvas->focusedUnit().has_value());
    key(Qt::Key_Return);
    QVERIFY(!m_canvas->focusedUnit());
  }

  void aClickPinsAUnitsCard() {
    const auto panelPixels = [&] {
      movePointer(*m_canvas, emptyPlace());
      const QImage image = m_canvas->grab(m_canvas->canvasLayout().body.toRect()).toImage();
      int panel = 0;
      for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
          panel += tests::isNear(image.pixelColor(x, y), lightTheme().panel, 0);
      return panel;
    };
    const int without = panelPixels();  // units are separate cards here
    const auto isCardThere = [&] { return panelPixels() > without + 3000; };
    QVERIFY(!isCardThere());
    QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {}, unitAt(0, 2).toPoint());
    QVERIFY(isCardThere());
    QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {}, unitAt(0, 2).toPoint());
    QVERIFY(!isCardThere());
    QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {}, unitAt(0, 2).toPoint());
    QTest::keyClick(m_canvas.get(), Qt::Key_Escape);
    QVERIFY(!isCardThere());
  }

  void aWeightIsTyped() {
    QSignalSpy set(m_document.get(), &Document::parameterChanged);
    QSignalSpy edited(m_canvas.get(), &NetworkCanvas::parameterEdited);
    QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {}, onEdge(0, 1, 0).toPoint());
    auto& editor = *m_canvas->findChild<ParameterEditor*>("parameter");
    QVERIFY(editor.isVisible());
    QTest::keyClicks(&editor, "0.75");
    QTest::keyClick(&editor, Qt::Key_Return);
    QCOMPARE(set.size(), 1);
    const auto index = set[0][0].value<Index>();
    QCOMPARE(index, Index{4});  // from the second input, W being 4×2
    QCOMPARE(set[0][1].toDouble(), 0.75);
    QCOMPARE(edited.size(), 1);
    QCOMPARE(edited[0][0].value<Parameter>().value, static_cast<double>(m_moment.weights()[index]));
    // What is shown is stale until a moment with that weight arrives.
    QVERIFY(m_canvas->isStale());
    m_canvas->showMoment(share(m_moment));
    QVERIFY(m_canvas->isStale());
    engine::Vector weights = m_moment.weights();
    weights[index] = engine::Scalar(0.75);
    m_canvas->showMoment(share(withWeights(weights)));
    QVERIFY(!m_canvas->isStale());
    m_document->undoStack().undo();
    QCOMPARE(set.last()[1].toDouble(), static_cast<double>(m_moment.weights()[index]));
  }

  /// A value that cannot be set, typed or dragged, is not reported as set.
  void nothingIsSetWithoutTheData() {
    engine::Dataset none = *m_moment.dataset;
    none.train = {};
    m_document->open(m_document->experiment(), std::make_shared<const engine::Dataset>(none));
    m_canvas->showMoment(share(m_moment));
    QSignalSpy set(m_document.get(), &Document::parameterChanged);
    QSignalSpy edited(m_canvas.get(), &NetworkCanvas::parameterEdited);
    QSignalSpy noted(m_canvas.get(), &NetworkCanvas::noted);
    const QPointF from = onEdge(0, 1, 0).toPoint();
    QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {}, from.toPoint());
    QVERIFY(!m_canvas->findChild<ParameterEditor*>("parameter")->isVisible());
    tests::drag(*m_canvas, from, from + QPointF(0, -60));
    m_selection->setUnit(UnitPlace{.layer = 1, .unit = 0});
    QTest::keyClick(m_canvas.get(), Qt::Key_B);
    QVERIFY(!m_canvas->findChild<ParameterEditor*>("parameter")->isVisible());
    QCOMPARE(set.size(), 0);
    QCOMPARE(edited.size(), 0);
    QCOMPARE(noted.size(), 3);
    QVERIFY(noted[0][0].toString().contains("Locate the data first"));
  }

  void aWeightIsDragged() {
    QSignalSpy set(m_document.get(), &Document::parameterChanged);
    QSignalSpy edited(m_canvas.get(), &NetworkCanvas::parameterEdited);
    const QPointF from = onEdge(0, 1, 0).toPoint();
    tests::drag(*m_canvas, from, from + QPointF(0, -60));
    QVERIFY(set.size() > 3);
    QCOMPARE(edited.size(), 1);
    const double before = static_cast<double>(m_moment.weights()[4]);
    QVERIFY(edited[0][1].toDouble() > before);  // up is more
    QCOMPARE(set.last()[1].toDouble(), edited[0][1].toDouble());
    QCOMPARE(m_document->undoStack().count(), 1);  // the drag is undone at once
    m_document->undoStack().undo();
    QCOMPARE(set.last()[1].toDouble(), before);
  }

  void aPinnedCardIsClosedByItsCross() {
    QVERIFY(m_canvas->pinnedCross().isEmpty());
    QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {}, unitAt(0, 2).toPoint());
    m_canvas->grab();
    const QRectF cross = m_canvas->pinnedCross();
    QVERIFY(!cross.isEmpty());
    QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {}, cross.center().toPoint());
    m_canvas->grab();
    QVERIFY(m_canvas->pinnedCross().isEmpty());
  }

  void aPinnedCardNeverCoversItsUnit() {
    for (std::size_t layer = 0; layer < 3; ++layer)
      for (Index unit = 0; unit < m_canvas->canvasLayout().layers[layer].units; ++unit) {
        const QRectF rect = m_canvas->canvasLayout().layers[layer].unitRect(unit);
        QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {}, (rect.topLeft() + QPointF(12, 12)).toPoint());
        m_canvas->grab();
        const QRectF card = m_canvas->pinnedCard();
        QVERIFY(!card.isEmpty());
        QVERIFY(QRectF(m_canvas->rect()).contains(card));
        QVERIFY(!card.intersects(rect));
        QTest::keyClick(m_canvas.get(), Qt::Key_Escape);
        QVERIFY(m_canvas->pinnedCard().isEmpty());
      }
  }

  /// Wherever on the edge the pointer is.
  void anEdgesCardCoversNeitherOfItsUnits() {
    const CanvasLayout& layout = m_canvas->canvasLayout();
    int cards = 0;
    for (std::size_t layer = 0; layer < layout.layers.size(); ++layer)
      for (Index from = 0; from < layout.before(layer).units; ++from)
        for (Index to = 0; to < layout.layers[layer].units; ++to)
          for (const double share : {0.1, 0.3, 0.7, 0.9}) {
            const QPointF at = edgeBetweenUnits(layout, layer, from, to).pointAt(share);
            QTest::mouseMove(m_canvas.get(), at.toPoint());
            m_canvas->grab();
            const QRectF card = m_canvas->hoveredCard();
            const auto& place = m_selection->pointed();
            if (!place || place->isUnit() || place->isBias()) continue;  // crossed by something else there
            ++cards;
            QVERIFY(!card.isEmpty());
            for (const QRectF& end : edgeEnds(layout, place->layer, *place->from, place->unit))
              QVERIFY(!card.intersects(end));
          }
    QVERIFY(cards > 20);
  }

  /// Also when the focus is in a panel's field that has no use for Escape itself.
  void escapeClosesAPinnedCardFromAnywhere() {
    QWidget window;
    auto* rows = new QVBoxLayout(&window);
    auto* field = new QSpinBox;
    const QPoint unit = unitAt(0, 2).toPoint();
    auto* canvas = m_canvas.release();  // now owned by the window
    canvas->setFixedSize(canvas->size());
    rows->addWidget(canvas);
    rows->addWidget(field);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTest::mouseClick(canvas, Qt::LeftButton, {}, unit);
    canvas->grab();
    QVERIFY(!canvas->pinnedCard().isEmpty());
    field->setFocus();
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(canvas->pinnedCard().isEmpty());
  }

  void aBiasIsTypedByKeyOrPointer() {
    QSignalSpy set(m_document.get(), &Document::parameterChanged);
    m_selection->setUnit(UnitPlace{.layer = 1, .unit = 0});
    auto& editor = *m_canvas->findChild<ParameterEditor*>("parameter");
    const auto type = [&](const char* text) {
      QVERIFY(editor.isVisible());
      QTest::keyClicks(&editor, text);
      QTest::keyClick(&editor, Qt::Key_Return);
    };
    QTest::keyClick(m_canvas.get(), Qt::Key_B);
    type("2");
    QVERIFY(m_canvas->canvasLayout().layers[1].bias);
    const QLineF edge = edgeLine(m_canvas->canvasLayout(), 1, engine::NetworkPlace::kBias, 0);
    QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {}, edge.pointAt(0.25).toPoint());
    type("3");
    QCOMPARE(set.size(), 2);
    const Index index = m_moment.network().layerOffset(1) + 8;  // after W, 2×4
    QCOMPARE(set[0], (QVariantList{QVariant::fromValue(index), 2.0}));
    QCOMPARE(set[1], (QVariantList{QVariant::fromValue(index), 3.0}));
  }

  void weightsAreTypedByKeyOneAfterTheOther() {
    QSignalSpy set(m_document.get(), &Document::parameterChanged);
    m_selection->setUnit(UnitPlace{.layer = 0, .unit = 2});
    auto& editor = *m_canvas->findChild<ParameterEditor*>("parameter");
    QSet<Index> found;
    for (int i = 0; i < 3; ++i) {
      QTest::keyClick(m_canvas.get(), Qt::Key_W);
      QVERIFY(editor.isVisible());
      QTest::keyClicks(&editor, "9");
      QTest::keyClick(&editor, Qt::Key_Return);
      found << set.last()[0].value<Index>();
    }
    QCOMPARE(found, (QSet<Index>{2, 4 + 2}));  // W is 4×2, column by column
  }

  void anEditOfTheDesignIsStaleUntilItIsComputed() {
    engine::Experiment experiment = m_document->experiment();
    experiment.network.layers[0].units = 5;
    QVERIFY(m_document->commit("more", experiment));
    QVERIFY(m_canvas->isStale());
    m_moment = tests::momentAfter(experiment, tests::circlePoints());
    m_canvas->showMoment(share(m_moment));
    QVERIFY(!m_canvas->isStale());
    experiment.training.learningRate = 0.1;  // takes effect at once: nothing is stale
    QVERIFY(m_document->commit("rate", experiment));
    QVERIFY(!m_canvas->isStale());
  }

  void everyUnitHasItsPictureOfThePlane() {
    m_moment.input.values.setConstant(1000);  // its cross is outside
    m_canvas->showMoment(share(m_moment));
    QTRY_VERIFY(m_canvas->hasFields());
    const engine::DecisionField field = engine::decisionField(m_moment.network(), m_moment.weights(),
                                                              engine::planeAround(*m_moment.dataset, 64));
    for (std::size_t layer = 0; layer < 2; ++layer)
      for (Index unit = 0; unit < m_moment.network().layer(layer).outputs(); ++unit) {
        tests::turnWheel(*m_canvas, unitAt(layer, unit), 400);  // about twice as large
        const QImage image = m_canvas->grab().toImage();
        const engine::Vector a = field.layers[layer].row(unit).transpose();
        const double range = layer == 0 ? 1 : static_cast<double>(niceCeiling(a.maxCoeff()));
        const QRectF picture = unitCardPicture(m_canvas->canvasLayout().layers[layer].unitRect(unit));
        const double pixel = picture.width() / 64;
        for (const QPoint at : {QPoint(32, 32), QPoint(8, 8), QPoint(50, 20), QPoint(20, 55)}) {
          const QPointF place = picture.topLeft() + QPointF(at) * pixel;
          const QColor shown = image.pixelColor((place + QPointF(pixel, pixel) / 2).toPoint());
          const QColor expected =
              lightTheme().diverging(static_cast<double>(a[at.y() * 64 + at.x()]) / range);
          QVERIFY2(tests::isNear(shown, expected, 40), qPrintable(shown.name() + " " + expected.name()));
        }
        m_canvas->showAll();
      }
  }

 private:
  QPointF unitAt(std::size_t layer, Index unit) const {
    return m_canvas->canvasLayout().layers[layer].center(unit);
  }
  QPointF onEdge(std::size_t layer, Index from, Index to) const {
    return edgeLine(m_canvas->canvasLayout(), layer, from, to).pointAt(0.62);
  }
  QPointF emptyPlace() const { return {5, 500}; }
  Moment withWeights(const engine::Vector& weights) const {
    Moment moment = m_moment;
    auto snapshot = std::make_shared<engine::Snapshot>(*moment.snapshot);
    snapshot->state.weights = weights;
    moment.snapshot = snapshot;
    return moment;
  }
};

PELLUCID_WINDOW_TEST(tst_network_canvas_gestures, TestNetworkCanvasGestures)
#include "tst_network_canvas_gestures.moc"
