// SPDX-License-Identifier: GPL-3.0-or-later
// Layers from the palette, on the canvas.
#include <QSignalSpy>
#include <QtTest>

#include "tests/support/datasets.h"
#include "tests/support/moments.h"
#include "tests/support/pointer.h"
#include "tests/support/text_recorder.h"
#include "tests/support/window_test.h"
#include "ui/canvas/network_canvas.h"
#include "ui/canvas/overview.h"

using namespace pellucid;
using namespace pellucid::ui;
using engine::LayerKind;

class TestLayerBringer : public QObject {
  Q_OBJECT

  engine::DatasetPtr m_dataset;
  std::unique_ptr<Document> m_document;
  std::unique_ptr<Selection> m_selection;
  std::unique_ptr<NetworkCanvas> m_canvas;

  void showDocument() {
    m_canvas->showMoment(tests::share(tests::momentAfter(m_document->experiment(), m_dataset, 0)));
    m_canvas->grab();
  }
  const engine::NetworkSpec& network() const { return m_document->experiment().network; }
  std::vector<LayerKind> kinds() const {
    std::vector<LayerKind> all;
    for (const auto& layer : network().layers) all.push_back(layer.kind);
    return all;
  }
  QPointF plus(std::size_t position) const { return m_canvas->canvasLayout().addButtons[position].center(); }
  void click(QPointF at) { QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {}, at.toPoint()); }
  QLineEdit& search() { return *m_canvas->findChild<LayerPalette*>()->findChild<QLineEdit*>(); }

 private slots:
  /// 4×4 pixels, 6 and 5 tanh, 3 softmax.
  void init() {
    m_dataset = tests::squareImages();
    tests::setTheme(lightTheme());
    m_document = std::make_unique<Document>();
    m_document->open(tests::experimentFor(*m_dataset, {6, 5}), m_dataset);
    m_selection = std::make_unique<Selection>();
    m_canvas = std::make_unique<NetworkCanvas>(*m_document, *m_selection);
    m_canvas->resize(820, 460);
    m_canvas->show();
    QVERIFY(QTest::qWaitForWindowActive(m_canvas.get()));
    connect(m_document.get(), &Document::experimentChanged, this, [this] { showDocument(); });
    showDocument();
  }
  void cleanup() { m_canvas.reset(); }

  void plusOffersAndReturnAddsThereAndSelectsIt() {
    const engine::Experiment start = m_document->experiment();
    for (std::size_t position = 0; position < 3; ++position) {
      click(plus(position));
      QVERIFY(m_canvas->palette().isVisible());
      QTest::keyClick(&search(), Qt::Key_Return);
      QVERIFY(!m_canvas->palette().isVisible());
      QVERIFY(m_canvas->hasFocus());
      QCOMPARE(network().layers.size(), std::size_t{4});
      QCOMPARE(m_selection->layer(), std::optional(position));
      auto layers = network().layers;
      layers.erase(layers.begin() + static_cast<std::ptrdiff_t>(position));
      QVERIFY(layers == start.network.layers);
      m_document->undoStack().undo();
      QCOMPARE(m_document->experiment(), start);
    }
  }

  void offersForTheSelectedLayerOrTheOutput() {
    const auto add = [&](const char* typed) {
      m_canvas->offerLayers();
      QTest::keyClicks(&search(), typed);
      QTest::keyClick(&search(), Qt::Key_Return);
    };
    add("batch");
    QCOMPARE(kinds().at(2), LayerKind::BatchNorm);
    m_selection->setLayer(1);
    add("dropout");
    QCOMPARE(kinds(), (std::vector{LayerKind::Dense, LayerKind::Dropout, LayerKind::Dense,
                                   LayerKind::BatchNorm, LayerKind::Dense}));
  }

  void aConvolutionBringsItsFlattenAndSaysSo() {
    QSignalSpy noted(m_canvas.get(), &NetworkCanvas::noted);
    click(plus(0));
    QTest::keyClicks(&search(), "conv");
    QTest::keyClick(&search(), Qt::Key_Return);
    QCOMPARE(kinds(), (std::vector{LayerKind::Conv2d, LayerKind::Flatten, LayerKind::Dense, LayerKind::Dense,
                                   LayerKind::Dense}));
    QCOMPARE(m_selection->layer(), std::optional(std::size_t{0}));
    QCOMPARE(noted.size(), 1);
    QVERIFY(noted[0][0].toString().contains("Flatten"));
    m_document->undoStack().undo();
    QCOMPARE(network().layers.size(), std::size_t{3});
  }

  void behindADenseLayerConvolutionsAreGrey() {
    click(plus(1));
    const QListWidget& list = m_canvas->palette().list();
    QVERIFY(list.item(0)->flags().testFlag(Qt::ItemIsEnabled));
    for (const int row : {1, 2, 3, 4}) {
      QVERIFY(!list.item(row)->flags().testFlag(Qt::ItemIsEnabled));
      const QString said = list.item(row)->data(Qt::AccessibleDescriptionRole).toString();
      QVERIFY2(said.contains(row == 4 ? "6" : "Hidden 1"), qPrintable(said));
    }
  }

  void aKindIsDraggedToTheNearestPlace() {
    click(plus(2));
    auto* palette = m_canvas->findChild<LayerPalette*>();
    // Over the first gap it fits, as the line there shows; over the second it says why not.
    emit palette->dragged(LayerKind::Conv2d, (plus(0) + QPointF(9, 130)).toPoint());
    const auto lineAt = [&](std::size_t position, const QColor& colour) {
      const QImage image = m_canvas->grab().toImage();
      const int x = static_cast<int>(plus(position).x());
      int found = 0;
      for (int y = 90; y < 300; ++y)
        for (int dx = -1; dx <= 1; ++dx) found += image.pixelColor(x + dx, y) == colour;
      return found > 60;
    };
    QVERIFY(lineAt(0, lightTheme().accent));
    emit palette->dragged(LayerKind::Conv2d, (plus(1) + QPointF(-9, 130)).toPoint());
    QVERIFY(lineAt(1, lightTheme().wrong));
    QVERIFY(!lineAt(0, lightTheme().accent));
    emit palette->dropped(LayerKind::Conv2d, (plus(0) + QPointF(9, 130)).toPoint());
    QCOMPARE(kinds().front(), LayerKind::Conv2d);
  }

  void severalLayersAreSelected() {
    const auto card = [&](std::size_t layer) {
      return m_canvas->canvasLayout().layers[layer].card.center().toPoint();
    };
    const auto isMarked = [&](std::size_t layer) {
      const QRectF at = m_canvas->canvasLayout().layers[layer].card;
      return m_canvas->grab().toImage().pixelColor(at.left(), at.center().y()) == lightTheme().accent;
    };
    using Range = Selection::LayerRange;
    QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {}, card(0));
    QVERIFY(isMarked(0) && !isMarked(1));
    QTest::mouseClick(m_canvas.get(), Qt::LeftButton, Qt::ShiftModifier, card(1));
    QCOMPARE(m_selection->layers(), std::optional(Range{.first = 0, .last = 1}));
    QVERIFY(isMarked(0) && isMarked(1) && !isMarked(2));
    const auto extend = [&](Qt::Key key) {
      QTest::keyClick(m_canvas.get(), key, Qt::ShiftModifier | Qt::ControlModifier);
    };
    extend(Qt::Key_Right);
    extend(Qt::Key_Right);  // the output is the last
    QCOMPARE(m_selection->layers(), std::optional(Range{.first = 0, .last = 2}));
    extend(Qt::Key_Left);
    QCOMPARE(m_selection->layers(), std::optional(Range{.first = 0, .last = 1}));
    QTest::keyClick(m_canvas.get(), Qt::Key_Left);
    QCOMPARE(m_selection->layers(), std::optional(Range{.first = 0, .last = 0}));
  }

  void aDeepNetworkScrolls() {
    m_document->open(tests::experimentFor(*m_dataset, {4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4}), m_dataset);
    const auto isSeen = [&](std::size_t layer) {
      return m_canvas->canvasLayout().layers[layer].card.width() > 100;
    };
    QVERIFY(isSeen(0) && !isSeen(14));
    m_selection->setLayer(14);
    QVERIFY(isSeen(14) && !isSeen(0));
    const QRectF overview = overviewRect(m_canvas->camera(), m_canvas->wholeLayout());
    click(overview.center() - QPointF(overview.width() / 2 - 3, 0));
    QVERIFY(isSeen(0));
    QCOMPARE(m_selection->layer(),
             std::optional(std::size_t{14}));  // the press was not meant for the network
    const double before = m_canvas->camera().offset.x();
    QWheelEvent sideways(QPointF(400, 200), m_canvas->mapToGlobal(QPointF(400, 200)), {}, {0, -120},
                         Qt::NoButton, Qt::ShiftModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(m_canvas.get(), &sideways);
    QCOMPARE(m_canvas->camera().offset.x(), before - 120);
    QCOMPARE(m_canvas->camera().scale, 1.0);
  }

  /// "> 99.9 %" is longer than any other share.
  void aCertainAnswerStillHasItsName() {
    auto digits = std::make_shared<engine::Dataset>(*tests::squareImages(4, 10));
    for (std::size_t i = 0; i < digits->classNames.size(); ++i) digits->classNames[i] = std::to_string(i);
    m_dataset = digits;
    m_document->open(tests::experimentFor(*digits, {6, 6, 6}), digits);
    m_canvas->resize(500, 460);
    Moment moment = tests::momentAfter(m_document->experiment(), digits, 0);
    auto& outputs = moment.probe.trace.layers.back();
    outputs.a.setConstant(0);
    outputs.a(moment.probe.prediction, 0) = engine::Scalar(0.99999);
    m_canvas->showMoment(tests::share(moment));
    tests::TextRecorder recorder(m_canvas->size());
    m_canvas->render(&recorder);
    QVERIFY(recorder.texts().contains(QStringLiteral("> 99.9\u202f%")));
    const auto name = QString::number(moment.probe.prediction);
    QVERIFY2(recorder.texts().contains(name), qPrintable(recorder.texts().join(" | ")));
  }

  void noDigitOfAnOutputIsCutOff() {
    m_document->open(tests::experimentFor(*m_dataset, {4}), m_dataset);
    showDocument();
    for (const QSize size : {QSize(820, 440), QSize(480, 380), QSize(420, 320)}) {
      m_canvas->resize(size);
      QCoreApplication::processEvents();
      tests::TextRecorder recorder(size);
      m_canvas->render(&recorder);
      const ColumnLayout& output = m_canvas->canvasLayout().layers.back();
      int numbers = 0;
      for (const auto& [text, place, box] : recorder.placedTexts()) {
        if (!text.endsWith('%') || box.left() < output.grid.left()) continue;
        ++numbers;
        QVERIFY2(box.left() >= output.grid.right() + 4 && box.right() <= output.right,
                 qPrintable(QStringLiteral("%1 wide: %2").arg(size.width()).arg(text)));
      }
      // However narrow it is, each answer names its class.
      for (const char* name : {"class 0", "class 1", "class 2"})
        QVERIFY2(!recorder.texts().filter(QString::fromLatin1(name)).isEmpty(),
                 qPrintable(recorder.texts().join(' ')));
      // A card already shows the number.
      if (!output.areCards) QVERIFY2(numbers == 3, qPrintable(recorder.texts().join(' ')));
    }
  }

  void aNarrowCardKeepsAWordOfItsName() {
    engine::Experiment experiment = m_document->experiment();
    experiment.network.layers = {engine::conv2d(2, 3, engine::Activation::Relu), engine::dropout(0.25),
                                 engine::flatten()};
    for (const engine::Index units : {9, 8, 7, 6, 5, 4})
      experiment.network.layers.push_back(engine::dense(units, engine::Activation::Tanh));
    experiment.network.layers.push_back(engine::dense(3, engine::Activation::Softmax));
    m_document->open(experiment, m_dataset);
    m_canvas->resize(1000, 460);
    showDocument();
    tests::TextRecorder recorder(m_canvas->size());
    m_canvas->render(&recorder);
    const QString all = recorder.texts().join(" | ");
    for (const char* name : {"Conv 1", "Drop", "Flat", "Output"})
      QVERIFY2(all.contains(name), qPrintable(all));
    QVERIFY2(!recorder.texts().contains("2") && !recorder.texts().contains("3"), qPrintable(all));
  }

  void letGoWhereItDoesNotFitItSaysWhy() {
    QSignalSpy noted(m_canvas.get(), &NetworkCanvas::noted);
    click(plus(2));
    auto* palette = m_canvas->findChild<LayerPalette*>();
    emit palette->dropped(LayerKind::MaxPool, plus(1).toPoint());
    QCOMPARE(noted.size(), 1);
    QVERIFY(noted[0][0].toString().contains("Hidden 1"));
    emit palette->dropped(LayerKind::Dense, {-40, 100});  // dropping it outside cancels
    QCOMPARE(noted.size(), 1);
    QCOMPARE(m_document->undoStack().count(), 0);
  }
};

PELLUCID_WINDOW_TEST(tst_layer_bringer, TestLayerBringer)
#include "tst_layer_bringer.moc"
