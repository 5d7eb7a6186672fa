// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/hover_card.h"

#include <QRegularExpression>
#include <QtTest>
#include <cmath>

#include "tests/support/colours.h"
#include "tests/support/moments.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;
using tests::isNear;

namespace {

/// All numbers in a text, including real minus signs.
QList<double> numbers(QString text) {
  text.replace(QChar(0x2212), '-');
  static const QRegularExpression number(R"(-?\d+(\.\d+)?(e[-+]\d+)?)");
  QList<double> found;
  for (auto matches = number.globalMatch(text); matches.hasNext();)
    found << matches.next().captured().toDouble();
  return found;
}

/// True when the text has exactly these numbers, each to four significant digits.
bool tells(const QString& text, const QList<double>& expected) {
  const QList<double> found = numbers(text);
  if (found.size() != expected.size()) return false;
  for (int i = 0; i < found.size(); ++i)
    if (std::abs(found[i] - expected[i]) > 0.00051 * std::abs(expected[i])) return false;
  return true;
}

/// The smallest rectangle outside which the image is all background.
QRect paintedArea(const QImage& image, const QColor& background) {
  QRect area;
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x)
      if (image.pixelColor(x, y) != background) area |= QRect(x, y, 1, 1);
  return area;
}

}  // namespace

class TestHoverCard : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    const auto dataset = tests::squareImages();
    m_trainer.emplace(engine::Trainer::create(tests::experimentFor(*dataset, {6, 5}), dataset).value());
    for (int i = 0; i < 20; ++i) m_trainer->step();
    m_dataset = dataset;
    m_moment = tests::momentOf(*m_trainer, dataset, tests::testInput(*dataset, 2));
  }

  void aPixelTellsItsPlaceAndValue() {
    const HoverCard card = cardFor(OnPixel{6});
    QCOMPARE(card.title, "pixel in row 2, column 3");
    QCOMPARE(card.lines.size(), 1);
    const double byte = m_dataset->test.pixels[2 * 16 + 6];
    QVERIFY2(tells(card.lines[0], {byte / 255}), qPrintable(card.lines[0]));
    QVERIFY(card.picture.isNull());
  }

  void aUnitTellsItsNumbers() {
    const engine::Trace& trace = m_moment.probe.trace;
    for (std::size_t layer = 0; layer < 3; ++layer)
      for (const Index unit : {0, 2}) {
        const HoverCard card = cardFor(OnUnit{layer, unit});
        QCOMPARE(card.title, layer < 2 ? QStringLiteral("%1, unit %2").arg(layerName(layer)).arg(unit + 1)
                                       : QStringLiteral("Output “class %1”").arg(unit));
        QCOMPARE(card.lines.size(), 3);
        const double z = trace.layers[layer].z(unit, 0);
        const double a = layer < 2 ? std::tanh(z) : trace.layers[layer].a(unit, 0);
        QVERIFY2(tells(card.lines[0], {a, z}), qPrintable(card.lines[0]));
        const Index weights = trace.layers[layer].a.rows() * inputsOf(layer);
        const double bias = m_moment.weights()[m_moment.network().layerOffset(layer) + weights + unit];
        QVERIFY2(tells(card.lines[1], {bias}), qPrintable(card.lines[1]));
        QVERIFY2(tells(card.lines[2], {trace.layers[layer].delta(unit, 0)}), qPrintable(card.lines[2]));
      }
  }

  void anOutputTellsItsClass() {
    QCOMPARE(cardFor(OnUnit{2, 1}).title, "Output “class 1”");
    // Softmax and cross-entropy: dL/dz = p − y.
    const auto target = static_cast<Index>(*m_moment.input.target);
    const double p = m_moment.probe.trace.layers[2].a(target, 0);
    QVERIFY(tells(cardFor(OnUnit{2, target}).lines[2], {p - 1}));
  }

  void aUnitShowsItsIncomingWeights() {
    const HoverCard first = cardFor(OnUnit{0, 4});
    QCOMPARE(first.picture.size(), QSize(4, 4));
    const QList<double> note = numbers(first.pictureNote);
    QCOMPARE(note.size(), 1);
    const double range = note[0];
    for (Index pixel = 0; pixel < 16; ++pixel) {
      const double w = m_moment.weights()[pixel * 6 + 4];
      QVERIFY(std::abs(w) <= range * 1.001);
      const QColor shown = first.picture.pixelColor(static_cast<int>(pixel % 4), static_cast<int>(pixel / 4));
      QVERIFY(isNear(shown, lightTheme().diverging(w / range)));
    }
    // Six weights that make no picture: bars in their order, up or down from the middle.
    const HoverCard second = cardFor(OnUnit{1, 0});
    const double reach = numbers(second.pictureNote)[0];
    const QImage& bars = second.picture;
    const Index at = m_moment.network().layerOffset(1);
    for (Index from = 0; from < 6; ++from) {
      const double w = m_moment.weights()[at + from * m_moment.network().layer(1).outputs()];
      const int x = static_cast<int>((static_cast<double>(from) + 0.4) * bars.width() / 6);
      int coloured = 0;
      for (int y = 0; y < bars.height(); ++y)
        coloured += isNear(bars.pixelColor(x, y), lightTheme().diverging(w < 0 ? -1 : 1));
      QVERIFY(std::abs(coloured - std::abs(w) / reach * bars.height() / 2) <= 1.6);
    }
  }

  /// 3×3, and after a pool of 2×2 four of them; at the corner of an image the same.
  void aUnitOfMapsTellsHowMuchOfTheImageItSees() {
    const auto dataset = tests::squareImages(8);
    engine::Experiment experiment = tests::experimentFor(*dataset, {});
    auto& layers = experiment.network.layers;
    layers.insert(layers.begin(),
                  {engine::conv2d(2, 3, engine::Activation::Relu), engine::maxPool(2), engine::flatten()});
    const Moment moment = tests::momentAfter(experiment, dataset);
    const auto told = [&](std::size_t layer, Index unit, const QString& text) {
      const HoverCard card = hoverCard(OnUnit{layer, unit}, moment, nullptr, lightTheme());
      return card.lines.join(' ').contains(text);
    };
    QVERIFY(told(0, 7, "sees 3×3 pixels of the image"));
    QVERIFY(told(1, 0, "sees 4×4 pixels of the image"));
    QVERIFY(!told(3, 0, "sees"));
  }

  void anEdgeTellsItsWeightAndGradient() {
    const engine::Trace& trace = m_moment.probe.trace;
    for (std::size_t layer = 0; layer < 3; ++layer) {
      const HoverCard card = cardFor(OnEdge{layer, 3, 1});
      const double w =
          m_moment.weights()[m_moment.network().layerOffset(layer) + 3 * trace.layers[layer].a.rows() + 1];
      const double x = layer == 0 ? trace.input(3, 0) : trace.layers[layer - 1].a(3, 0);
      const double gradient = static_cast<double>(trace.layers[layer].delta(1, 0)) * x;
      QVERIFY2(tells(card.title, {w}), qPrintable(card.title));
      QCOMPARE(card.lines.size(), 4);
      QVERIFY2(tells(card.lines[0], {gradient}), qPrintable(card.lines[0]));
      QVERIFY2(tells(card.lines[1], {w, x, w * x}), qPrintable(card.lines[1]));
      QCOMPARE(card.lines[2], layer == 0 ? "from pixel in row 1, column 4"
                                         : QStringLiteral("from %1, unit 4").arg(layerName(layer - 1)));
      QCOMPARE(card.lines[3], layer < 2 ? QStringLiteral("to %1, unit 2").arg(layerName(layer))
                                        : QStringLiteral("to Output “class 1”"));
    }
  }

  /// The displayed dL/dw must be what a training step on this one image would use.
  void theGradientIsThatOfAFiniteDifference() {
    const double h = 1e-2;
    const Index at = m_moment.network().layerOffset(1) + 2 * 5 + 4;  // Hidden 2, from unit 3 to unit 5
    const auto lossAt = [&](double change) {
      engine::Vector weights = m_moment.weights();
      weights[at] += static_cast<engine::Scalar>(change);
      return *engine::probe(m_moment.network(), weights, engine::Loss::CrossEntropy, m_moment.input.values,
                            m_moment.input.target)
                  .loss;
    };
    const double difference = (lossAt(h) - lossAt(-h)) / (2 * h);
    const double told = numbers(cardFor(OnEdge{1, 2, 4}).lines[0])[0];
    QVERIFY(std::abs(told - difference) <= 1e-3 * std::max(0.05, std::abs(difference)));
  }

  void aDrawingHasNoGradientToTell() {
    const Moment drawing =
        tests::momentOf(*m_trainer, m_dataset,
                        {.values = m_moment.input.values, .target = std::nullopt, .testIndex = std::nullopt});
    const HoverCard unit = hoverCard(OnUnit{1, 0}, drawing, nullptr, lightTheme());
    const HoverCard edge = hoverCard(OnEdge{1, 0, 0}, drawing, nullptr, lightTheme());
    QCOMPARE(unit.lines.size(), 3);
    QCOMPARE(unit.lines[2], "no target, so no gradient");
    QCOMPARE(edge.lines.size(), 3);
    QVERIFY(!(unit.lines + edge.lines).join(' ').contains("dL"));
  }

  void buttonsSayNothing() {
    const CanvasTarget targets[] = {OnNothing{}, OnCard{0}, OnPadlock{0}, OnRemove{0}, OnHandle{0}, OnAdd{0}};
    for (const CanvasTarget& target : targets) QVERIFY(cardFor(target).isEmpty());
  }

  void theCardIsAsLargeAsItSays() {
    const QColor background(Qt::white);
    for (const CanvasTarget& target :
         {CanvasTarget(OnUnit{0, 1}), CanvasTarget(OnEdge{1, 0, 0}), CanvasTarget(OnPixel{2})}) {
      QImage image(600, 400, QImage::Format_RGB32);
      image.fill(background);
      QPainter painter(&image);
      const HoverCard card = cardFor(target);
      const QSizeF size = sizeOf(card, painter.font());
      const PaintedCard painted = paintHoverCard(painter, card, {30, 20}, lightTheme());
      painter.end();
      QCOMPARE(painted.box, QRectF(QPointF(30, 20), size));
      const QRect area = paintedArea(image, background);
      QVERIFY(area.width() > 40 && area.height() > 20);
      QVERIFY(painted.box.adjusted(-1, -1, 1, 1).contains(area));
      QVERIFY(card.picture.isNull() || painted.box.contains(painted.picture));
    }
  }

  /// Where the canvas shows gradients: the unit's own, which agree with a finite difference of the loss.
  void gradientsComeFirst() {
    const auto lossAt = [&](Index parameter, double change) {
      engine::Vector weights = m_moment.weights();
      weights[parameter] += static_cast<engine::Scalar>(change);
      return *engine::probe(m_moment.network(), weights, engine::Loss::CrossEntropy, m_moment.input.values,
                            m_moment.input.target)
                  .loss;
    };
    const auto slopeOf = [&](Index parameter) {
      const double h = 1e-2;
      return (lossAt(parameter, h) - lossAt(parameter, -h)) / (2 * h);
    };
    const auto isNear = [](double told, double slope) {
      return std::abs(told - slope) <= 1e-3 * std::max(0.05, std::abs(slope));
    };
    const Index at = m_moment.network().layerOffset(1);  // W is 5×6, then the biases
    const HoverCard unit = gradientCardFor(OnUnit{1, 4});
    QVERIFY(unit.lines[0].startsWith("delta") && unit.lines[1].startsWith("dL/db"));
    const double slope = slopeOf(at + 30 + 4);
    QVERIFY(isNear(numbers(unit.lines[0])[0], slope));  // z = … + b
    QVERIFY(isNear(numbers(unit.lines[1])[0], slope));
    QVERIFY(tells(unit.lines[1], {numbers(unit.lines[1])[0], m_moment.weights()[at + 30 + 4]}));
    // Six weights: bars, up or down from the middle.
    const double reach = numbers(unit.pictureNote)[0];
    for (Index from = 0; from < 6; ++from) {
      const double gradient = slopeOf(at + from * 5 + 4);
      const int x = static_cast<int>((static_cast<double>(from) + 0.4) * unit.picture.width() / 6);
      int coloured = 0;
      for (int y = 0; y < unit.picture.height(); ++y)
        coloured +=
            tests::isNear(unit.picture.pixelColor(x, y), lightTheme().diverging(gradient < 0 ? -1 : 1));
      QVERIFY(std::abs(coloured - std::abs(gradient) / reach * unit.picture.height() / 2) <= 1.8);
    }
    const HoverCard edge = gradientCardFor(OnEdge{1, 2, 4});
    QVERIFY(edge.title.startsWith("dL/dw"));
    QVERIFY(isNear(numbers(edge.title)[0], slopeOf(at + 2 * 5 + 4)));
    QVERIFY2(tells(edge.lines[1], {m_moment.weights()[at + 2 * 5 + 4]}), qPrintable(edge.lines[1]));
    QCOMPARE(gradientCardFor(OnBias{1, 4}).lines, unit.lines);
  }

  /// If there are few weights, each is listed with its gradient and its value.
  void theGradientsOfFewWeightsAreListed() {
    const auto dataset = tests::squareImages();
    auto trainer = engine::Trainer::create(tests::experimentFor(*dataset, {2}), dataset).value();
    trainer.step();
    const Moment moment = tests::momentOf(trainer, dataset, tests::testInput(*dataset, 1));
    const HoverCard card = hoverCard(OnUnit{1, 2}, moment, nullptr, lightTheme(), Quantity::Gradients);
    QVERIFY(card.picture.isNull());
    QCOMPARE(card.lines.size(), 5);
    const engine::Trace& trace = moment.probe.trace;
    for (Index from = 0; from < 2; ++from) {
      const double w = moment.weights()[moment.network().layerOffset(1) + from * 3 + 2];
      const double gradient =
          static_cast<double>(trace.layers[1].delta(2, 0)) * static_cast<double>(trace.layers[0].a(from, 0));
      const QString line = card.lines[3 + from];
      QVERIFY2(tells(line, {static_cast<double>(from + 1), gradient, w}), qPrintable(line));
    }
  }

 private:
  HoverCard cardFor(const CanvasTarget& target) const {
    return hoverCard(target, m_moment, nullptr, lightTheme());
  }
  HoverCard gradientCardFor(const CanvasTarget& target) const {
    return hoverCard(target, m_moment, nullptr, lightTheme(), Quantity::Gradients);
  }
  static QString layerName(std::size_t layer) {
    return layer == 2 ? "Output" : QStringLiteral("Hidden %1").arg(layer + 1);
  }
  static Index inputsOf(std::size_t layer) { return layer == 0 ? 16 : layer == 1 ? 6 : 5; }

  engine::DatasetPtr m_dataset;
  std::optional<engine::Trainer> m_trainer;
  Moment m_moment;
};

PELLUCID_WINDOW_TEST(tst_hover_card, TestHoverCard)
#include "tst_hover_card.moc"
