// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/network_canvas.h"

#include <QContextMenuEvent>
#include <QSignalSpy>
#include <QtTest>
#include <cmath>

#include "tests/support/colours.h"
#include "tests/support/moments.h"
#include "tests/support/pointer.h"
#include "tests/support/window_test.h"
#include "ui/document/edits.h"

using namespace pellucid;
using namespace pellucid::ui;
using tests::isNear;
using tests::movePointer;

namespace {

/// The next of 1, 2, 5, 10, … that is at least `value`.
double nextNice(double value) {
  for (int exponent = -12; exponent < 12; ++exponent)
    for (const double factor : {1.0, 2.0, 5.0})
      if (factor * std::pow(10.0, exponent) >= value) return factor * std::pow(10.0, exponent);
  return 1;
}

/// How many pixels in a part of the picture have this colour.
int count(const QImage& image, const QRectF& part, const QColor& colour) {
  int found = 0;
  const QRect pixels = part.toRect();
  for (int y = pixels.top(); y <= pixels.bottom(); ++y)
    for (int x = pixels.left(); x <= pixels.right(); ++x) found += isNear(image.pixelColor(x, y), colour);
  return found;
}

QColor colourAt(const QImage& image, QPointF point) {
  return image.pixelColor(point.toPoint());
}

}  // namespace

class TestNetworkCanvas : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() { m_dataset = tests::squareImages(); }

  /// 16 pixels, 6 and 5 tanh, 3 softmax, on a canvas of its usual size. The picture follows the document at
  /// once.
  void init() {
    tests::setTheme(lightTheme());
    m_document = std::make_unique<Document>(tests::experimentFor(*m_dataset, {6, 5}));
    m_selection = std::make_unique<Selection>();
    m_canvas = std::make_unique<NetworkCanvas>(*m_document, *m_selection);
    m_canvas->resize(820, 440);
    m_canvas->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_canvas.get()));
    m_follow = connect(m_document.get(), &Document::experimentChanged, this, [this] { showDocument(); });
    showDocument();
    QCoreApplication::processEvents();
  }
  void cleanup() { m_canvas.reset(); }

  void beforeTheFirstMomentNothingHappens() {
    NetworkCanvas empty(*m_document, *m_selection);
    empty.resize(820, 440);
    const QImage image = empty.grab().toImage();
    QCOMPARE(image.pixelColor(5, 5), lightTheme().field);
    QVERIFY(count(image, QRectF(300, 180, 220, 80), lightTheme().mutedText) > 0);  // says what it waits for
    QTest::mouseClick(&empty, Qt::LeftButton, {}, {400, 30});
    QTest::mouseDClick(&empty, Qt::LeftButton, {}, {400, 30});
    movePointer(empty, {400, 30});
    QTest::keyClick(&empty, Qt::Key_Right);
    QVERIFY(!m_selection->layer());
    QCOMPARE(m_document->undoStack().count(), 0);
  }

  void thePadlockFreezes() {
    for (std::size_t layer = 0; layer < 3; ++layer) {
      const QRectF padlock = layout().layers[layer].padlock;
      QCOMPARE(count(picture(), padlock, lightTheme().frozen), 0);
      click(padlock.center());
      QVERIFY(spec(layer).frozen);
      QVERIFY(count(picture(), padlock, lightTheme().frozen) > 20);
      click(padlock.center());
      QVERIFY(!spec(layer).frozen);
    }
    QCOMPARE(m_document->undoStack().count(), 6);
  }

  void theCrossRemovesALayer() {
    m_selection->setLayer(1);
    click(layout().layers[0].remove.center());
    QCOMPARE(m_document->experiment(), tests::experimentFor(*m_dataset, {5}));
    QVERIFY(!m_selection->layer());
    QCOMPARE(m_document->undoStack().count(), 1);
  }

  void draggingTheHandleIsOneStepOfUndo() {
    for (const double distance : {60.0, -25.0}) {
      const QPointF from = layout().layers[1].handle.center().toPoint();
      tests::drag(*m_canvas, from, from + QPointF(7, distance));
      QCOMPARE(spec(1).units, unitsAfterDrag(5, distance));
      QVERIFY(spec(1).units != 5);
      QCOMPARE(m_selection->layer(), std::optional<std::size_t>(1));
      QCOMPARE(m_document->undoStack().count(), 1);
      m_document->undoStack().undo();
      QCOMPARE(spec(1).units, 5);
    }
  }

  void draggingThereAndBackChangesNothing() {
    const QPointF from = layout().layers[0].handle.center().toPoint();
    QTest::mousePress(m_canvas.get(), Qt::LeftButton, {}, from.toPoint());
    movePointer(*m_canvas, from + QPointF(0, 80), Qt::LeftButton);
    QVERIFY(spec(0).units > 6);
    movePointer(*m_canvas, from, Qt::LeftButton);
    QTest::mouseRelease(m_canvas.get(), Qt::LeftButton, {}, from.toPoint());
    QCOMPARE(spec(0).units, 6);
    QCOMPARE(m_document->undoStack().count(), 0);
    movePointer(*m_canvas, from + QPointF(0, 80));  // the button is up: no longer a drag
    QCOMPARE(spec(0).units, 6);
  }

  void draggingACardReorders() {
    tests::drag(*m_canvas, grip(0), grip(1));
    QCOMPARE(spec(0).units, 5);
    QCOMPARE(spec(1).units, 6);
    QCOMPARE(m_selection->layer(), std::optional<std::size_t>(1));
    QCOMPARE(m_document->undoStack().count(), 1);
    // Dropping beyond the output means the last hidden place.
    tests::drag(*m_canvas, grip(0), grip(2) + QPointF(60, 0));
    QCOMPARE(spec(0).units, 6);
    QCOMPARE(spec(1).units, 5);
  }

  void smallOrImpossibleDragsOnlySelect() {
    tests::drag(*m_canvas, grip(0), grip(0) + QPointF(5, 40));
    QCOMPARE(m_selection->layer(), std::optional<std::size_t>(0));
    tests::drag(*m_canvas, grip(0), grip(0) + QPointF(12, 0));  // dropped on its own place
    tests::drag(*m_canvas, grip(2), grip(0));                   // the output stays last
    QCOMPARE(m_selection->layer(), std::optional<std::size_t>(2));
    QCOMPARE(m_document->undoStack().count(), 0);
  }

  void aDoubleClickOpensAFieldForUnits_data() {
    QTest::addColumn<bool>("onHandle");
    QTest::newRow("on the card") << false;
    QTest::newRow("on the handle") << true;
  }
  void aDoubleClickOpensAFieldForUnits() {
    QFETCH(bool, onHandle);
    const QPointF at = onHandle ? layout().layers[1].handle.center() : grip(1);
    QSpinBox& field = unitsField();
    QVERIFY(!field.isVisible());
    doubleClick(at);
    QVERIFY(field.isVisible());
    QCOMPARE(field.value(), 5);
    QVERIFY(layout().layers[1].card.toAlignedRect().contains(field.geometry()));
    QTest::keyClicks(&field, "17");
    QCOMPARE(spec(1).units, 5);
    QTest::keyClick(&field, Qt::Key_Return);
    QVERIFY(!field.isVisible());
    QCOMPARE(spec(1).units, 17);
    QCOMPARE(m_document->undoStack().count(), 1);
  }

  void escapeLeavesTheFieldWithoutChange() {
    doubleClick(grip(0));
    QTest::keyClicks(&unitsField(), "17");
    QTest::keyClick(&unitsField(), Qt::Key_Escape);
    QVERIFY(!unitsField().isVisible());
    QCOMPARE(spec(0).units, 6);
    QCOMPARE(m_selection->layer(), std::optional<std::size_t>(0));
    doubleClick(grip(1));
    QCOMPARE(unitsField().value(), 5);
  }

  void theOutputsUnitsAreNotTyped() {
    QSignalSpy noted(m_canvas.get(), &NetworkCanvas::noted);
    doubleClick(grip(2));
    QVERIFY(!unitsField().isVisible());
    QCOMPARE(noted.size(), 1);
    QVERIFY(noted[0][0].toString().contains("output layer"));
  }

  void keysSelectAndOpen() {
    const auto key = [&](Qt::Key code) { QTest::keyClick(m_canvas.get(), code); };
    for (const std::size_t expected : {0, 1, 2, 2}) {
      key(Qt::Key_Right);
      QCOMPARE(m_selection->layer(), std::optional(expected));
    }
    for (const std::size_t expected : {1, 0, 0}) {
      key(Qt::Key_Left);
      QCOMPARE(m_selection->layer(), std::optional(expected));
    }
    key(Qt::Key_Escape);
    QVERIFY(!m_selection->layer());
    key(Qt::Key_Return);
    QVERIFY(!unitsField().isVisible());
    key(Qt::Key_Left);
    QCOMPARE(m_selection->layer(), std::optional<std::size_t>(2));
    key(Qt::Key_Left);
    for (const Qt::Key enter : {Qt::Key_Return, Qt::Key_Enter}) {
      key(enter);
      QVERIFY(unitsField().isVisible());
      QTest::keyClicks(&unitsField(), enter == Qt::Key_Return ? "8" : "9");
      QTest::keyClick(&unitsField(), enter);
      QVERIFY(!unitsField().isVisible());
    }
    QCOMPARE(spec(1).units, 9);
  }

  void unitsArePointedAtAndSelected() {
    const Place place{.layer = 1, .unit = 2, .from = std::nullopt};
    movePointer(*m_canvas, layout().layers[1].center(2));
    QVERIFY(m_selection->pointed() == place);
    click(layout().layers[1].center(2));
    QVERIFY(m_selection->place() == place);
    const QPointF nowhere(layout().layers[0].card.right() + 4, layout().layers[0].card.bottom() + 4);
    movePointer(*m_canvas, nowhere);
    QVERIFY(!m_selection->pointed());
    click(nowhere);
    QVERIFY(!m_selection->place());
  }

  void whatAnotherViewHasMarkedLightsUp() {
    const auto lit = [this] { return tests::countColour(picture(), themeOf(*m_canvas).forward); };
    const int before = lit();
    m_selection->setMarked({{.layer = 1, .unit = 2}});
    const int unit = lit();
    QVERIFY(unit > before);
    m_selection->setMarked({{.layer = 1, .unit = 2}, {.layer = 1, .unit = 0}});
    QVERIFY(lit() > unit);
    m_selection->setMarked({});
    QCOMPARE(lit(), before);
  }

  void whatAnotherViewPointsAtLightsUp() {
    movePointer(*m_canvas, {1, 439});
    const QImage before = picture();
    m_selection->setPointed(Place{.layer = 1, .unit = 2, .from = 1});
    const QPointF middle = edgeLine(layout(), 1, 1, 2).pointAt(0.5);
    const QRectF near(middle.x() - 30, middle.y() - 30, 60, 60);  // around a number on the line
    QVERIFY(count(picture(), near, lightTheme().accent) > count(before, near, lightTheme().accent));
  }

  void clicksSelectLayers() {
    click(layout().layers[1].center(2));
    QCOMPARE(m_selection->layer(), std::optional<std::size_t>(1));
    click(grip(2));
    QCOMPARE(m_selection->layer(), std::optional<std::size_t>(2));
    click(QPointF(layout().layers[0].card.right() + 4, layout().layers[0].card.bottom() + 4));
    QVERIFY(!m_selection->layer());
    QTest::mouseClick(m_canvas.get(), Qt::RightButton, {}, grip(0).toPoint());
    QVERIFY(!m_selection->layer());
    QCOMPARE(m_document->undoStack().count(), 0);
  }

  void theMenuIsAskedForOnALayer() {
    QSignalSpy menus(m_canvas.get(), &NetworkCanvas::layerMenuRequested);
    const auto ask = [&](QPointF at) {
      QContextMenuEvent event(QContextMenuEvent::Mouse, at.toPoint(), m_canvas->mapToGlobal(at.toPoint()));
      QCoreApplication::sendEvent(m_canvas.get(), &event);
    };
    ask({400, 434});
    QCOMPARE(menus.size(), 0);
    ask(layout().layers[0].center(3));
    QCOMPARE(menus.size(), 1);
    QCOMPARE(m_selection->layer(), std::optional<std::size_t>(0));
    ask(grip(1));
    QCOMPARE(menus.size(), 2);
    QCOMPARE(m_selection->layer(), std::optional<std::size_t>(1));
  }

  void pointingTellsWhatAClickDoes() {
    const ColumnLayout& column = layout().layers[0];
    const std::pair<QPointF, const char*> places[] = {{column.padlock.center(), "Freeze"},
                                                      {column.remove.center(), "Remove"},
                                                      {column.handle.center(), "Drag"},
                                                      {layout().addButtons[1].center(), "Add"},
                                                      {grip(0), "inspect"}};
    for (const auto& [place, word] : places) {
      movePointer(*m_canvas, place);
      QVERIFY2(m_canvas->toolTip().contains(word), qPrintable(m_canvas->toolTip()));
      QCOMPARE(m_canvas->cursor().shape() == Qt::ArrowCursor, place == grip(0));
    }
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(m_canvas.get(), &leave);
    QVERIFY(m_canvas->toolTip().isEmpty());
    QCOMPARE(m_canvas->cursor().shape(), Qt::ArrowCursor);
  }

  void aUnitsColourIsItsActivation_data() {
    QTest::addColumn<bool>("isDark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
  }
  void aUnitsColourIsItsActivation() {
    QFETCH(bool, isDark);
    const Theme& theme = isDark ? darkTheme() : lightTheme();
    tests::setTheme(theme);
    QVERIFY(edit::setActivation(*m_document, 0, engine::Activation::Relu));
    const QImage image = picture();
    const engine::Trace& trace = m_moment.probe.trace;
    for (std::size_t layer = 0; layer < 3; ++layer) {
      // tanh and softmax are bounded by 1; relu uses the next round number.
      const auto& a = trace.layers[layer].a;
      const double range = layer == 0 ? nextNice(a.cwiseAbs().maxCoeff()) : 1;
      for (Index unit = 0; unit < a.rows(); ++unit)
        QVERIFY(isNear(colourAt(image, rim(layer, unit)), theme.diverging(a(unit, 0) / range)));
    }
    for (Index pixel = 0; pixel < 16; ++pixel) {
      const auto grey = static_cast<int>(std::lround(255 * m_moment.input.values[pixel]));
      QVERIFY(isNear(colourAt(image, layout().input.center(pixel)), QColor(grey, grey, grey)));
    }
  }

  void gradientsAreShownWhenAskedFor() {
    m_selection->setQuantity(Quantity::Gradients);
    const QImage image = picture();
    for (std::size_t layer = 0; layer < 3; ++layer) {
      const auto& delta = m_moment.probe.trace.layers[layer].delta;
      const double range = nextNice(delta.cwiseAbs().maxCoeff());
      for (Index unit = 0; unit < delta.rows(); ++unit)
        QVERIFY(isNear(colourAt(image, rim(layer, unit)), lightTheme().diverging(delta(unit, 0) / range)));
    }
  }

  void theLayerThatDivergedIsMarked() {
    auto diverged = std::make_shared<engine::Snapshot>(*m_moment.snapshot);
    diverged->phase = engine::Diverged{.step = 11, .layer = 1, .parameter = "weight", .explanation = {}};
    const auto marks = [this](std::size_t layer) {
      return tests::countColour(picture().copy(layout().layers[layer].card.toAlignedRect()),
                                lightTheme().wrong);
    };
    QCOMPARE(marks(1), 0);
    m_moment.snapshot = diverged;
    m_canvas->showMoment(share(m_moment));
    QVERIFY(marks(1) > 100);  // the card's edge
    QCOMPARE(marks(0), 0);
  }

  void hundredsOfUnitsArePixelsOfOnePicture() {
    QVERIFY(edit::setUnits(*m_document, 0, 400));
    const QImage image = picture();
    const auto& a = m_moment.probe.trace.layers[0].a;
    const ColumnLayout& column = layout().layers[0];
    QVERIFY(column.pitch >= 3);
    for (Index unit = 0; unit < 400; ++unit)
      QVERIFY(isNear(colourAt(image, column.center(unit)), lightTheme().diverging(a(unit, 0)), 2));
  }

  void anEdgesColourIsItsSign() {
    auto trainer = engine::Trainer::create(m_document->experiment(), m_dataset).value();
    engine::Vector weights = engine::Vector::Zero(trainer.state().weights.size());
    weights[1 * 6 + 4] = 1;    // pixel 2 to unit 5
    weights[12 * 6 + 1] = -1;  // pixel 13 to unit 2
    QVERIFY(trainer.setWeights(weights));
    Input input = tests::testInput(*m_dataset, 0);
    input.values.setOnes();
    m_canvas->showMoment(share(tests::momentOf(trainer, m_dataset, input)));
    const QImage image = picture();
    // The place near the end that differs most from the background: negative edges are dashed.
    const auto between = [&](Index from, Index to) {
      const QLineF line = edgeLine(layout(), 0, from, to);
      QColor most = lightTheme().field;
      for (double t = 0.75; t < 0.9; t += 0.01)
        if (const QColor found = colourAt(image, line.pointAt(t)); found.lightness() < most.lightness())
          most = found;
      return most;
    };
    const QColor positive = between(1, 4);
    const QColor negative = between(12, 1);
    const QColor field = lightTheme().field;
    QVERIFY2(field.blue() - positive.blue() > 60, qPrintable(positive.name()));
    QVERIFY(positive.red() > positive.blue());
    QVERIFY(field.red() - negative.red() > 60);
    QVERIFY(negative.blue() > negative.red());
    QCOMPARE(between(0, 0), field);
  }

  void thePictureIsPaintedOnlyWhenSomethingChanged() {
    tests::PaintCounter paints(*m_canvas);
    const auto isQuietAfter = [&](const std::function<void()>& change) {
      paints.count = 0;
      change();
      for (int i = 0; i < 3; ++i) QCoreApplication::processEvents();
      return paints.count == 0;
    };
    const auto paintsAfter = [&](const std::function<void()>& change) {
      paints.count = 0;
      change();
      return QTest::qWaitFor([&] { return paints.count > 0; });
    };
    const auto painted = m_canvas->paintedMoments();
    QVERIFY(isQuietAfter([] {}));
    const QPointF nothing(layout().layers[0].card.right() + 4, layout().layers[0].card.bottom() + 4);
    movePointer(*m_canvas, nothing);
    QVERIFY(isQuietAfter([&] { movePointer(*m_canvas, nothing + QPointF(1, 1)); }));
    QVERIFY(paintsAfter([&] { movePointer(*m_canvas, layout().layers[0].center(1)); }));
    QVERIFY(paintsAfter([&] { m_selection->setLayer(1); }));
    QVERIFY(isQuietAfter([&] { m_selection->setLayer(1); }));
    QCOMPARE(m_canvas->paintedMoments(), painted);  // the edges were not drawn again

    QVERIFY(paintsAfter([&] {
      showDocument();
      showDocument();
    }));
    QCOMPARE(m_canvas->paintedMoments(), painted + 1);
    QVERIFY(paintsAfter([&] { m_selection->setQuantity(Quantity::Gradients); }));
    QCOMPARE(m_canvas->paintedMoments(), painted + 2);
    QVERIFY(paintsAfter([&] { m_canvas->resize(900, 500); }));
    QCOMPARE(m_canvas->paintedMoments(), painted + 3);
    QVERIFY(paintsAfter([&] { tests::setTheme(darkTheme()); }));
    QCOMPARE(m_canvas->paintedMoments(), painted + 4);
  }

  void aHiddenCanvasCostsNothing() {
    m_canvas->hide();
    const auto painted = m_canvas->paintedMoments();
    for (int i = 0; i < 5; ++i) showDocument();
    QCoreApplication::processEvents();
    QCOMPARE(m_canvas->paintedMoments(), painted);
  }

  /// Between an edit and its first moment, or when a network is refused, the picture is of another network.
  void aPictureOfAnotherNetworkIsNotEdited() {
    disconnect(m_follow);
    const CanvasLayout shown = layout();
    m_document->open(tests::experimentFor(*m_dataset, {}), nullptr);
    const engine::Experiment single = m_document->experiment();
    for (const ColumnLayout& column : shown.layers) {
      click(column.padlock.center());
      if (!column.handle.isEmpty()) {
        tests::drag(*m_canvas, column.handle.center(), column.handle.center() + QPointF(0, 60));
        click(column.remove.center());
        doubleClick(column.handle.center());
      }
      doubleClick(QPointF(column.card.left() + 12, column.card.center().y()));
    }
    for (int i = 0; i < 4; ++i) {
      QTest::keyClick(m_canvas.get(), Qt::Key_Right);
      QVERIFY(!m_selection->layer() || *m_selection->layer() == 0);
      QTest::keyClick(m_canvas.get(), Qt::Key_Return);
    }
    QVERIFY(!unitsField().isVisible());
    QCOMPARE(m_document->experiment(), single);
  }

 private:
  void showDocument() {
    m_moment = tests::momentAfter(m_document->experiment(), m_dataset, 10);
    m_canvas->showMoment(share(m_moment));
  }
  const CanvasLayout& layout() const { return m_canvas->canvasLayout(); }
  const engine::LayerSpec& spec(std::size_t layer) const {
    return m_document->experiment().network.layers[layer];
  }
  /// Inside a unit's circle, beside its picture and its number, or on the coloured side of its card.
  QPointF rim(std::size_t layer, Index unit) const {
    const ColumnLayout& column = layout().layers[layer];
    if (column.areCards) return {column.unitRect(unit).left() + 2.5, column.center(unit).y()};
    return column.center(unit) + QPointF(column.radius() * 0.8, 0);
  }
  QImage picture() const { return m_canvas->grab().toImage(); }
  QSpinBox& unitsField() const { return *m_canvas->findChild<QSpinBox*>(); }
  /// A place on a card that is not a button.
  QPointF grip(std::size_t layer) const {
    const QRectF card = layout().layers[layer].card;
    return QPointF(card.left() + 12, card.center().y()).toPoint();
  }
  void click(QPointF at) const { QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {}, at.toPoint()); }
  void doubleClick(QPointF at) const {
    click(at);
    QTest::mouseDClick(m_canvas.get(), Qt::LeftButton, {}, at.toPoint());
  }

  engine::DatasetPtr m_dataset;
  std::unique_ptr<Document> m_document;
  std::unique_ptr<Selection> m_selection;
  std::unique_ptr<NetworkCanvas> m_canvas;
  QMetaObject::Connection m_follow;
  Moment m_moment;
};

PELLUCID_WINDOW_TEST(tst_network_canvas, TestNetworkCanvas)
#include "tst_network_canvas.moc"
