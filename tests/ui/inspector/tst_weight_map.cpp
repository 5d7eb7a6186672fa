// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/weight_map.h"

#include <QtTest>
#include <cmath>

#include "tests/support/colours.h"
#include "tests/support/moments.h"
#include "tests/support/pointer.h"
#include "tests/support/window_test.h"
#include "ui/theme/theme.h"
#include "ui/widgets/numbers.h"

using namespace pellucid;
using namespace pellucid::ui;
using engine::Index;
using tests::isNear;
using tests::movePointer;

namespace {

constexpr int kMapCell = 12;  // pixels per weight when all are shown

}  // namespace

class TestWeightMap : public QObject {
  Q_OBJECT

 private slots:
  /// The second layer has 5 units with 6 inputs.
  void init() {
    tests::setTheme(lightTheme());
    m_dataset = tests::squareImages();
    m_moment = tests::momentAfter(tests::experimentFor(*m_dataset, {6, 5}), m_dataset, 20);
    m_map = std::make_unique<WeightMap>();
    m_map->setMinimumHeight(0);
    m_map->resize(6 * kMapCell, 5 * kMapCell);
    m_map->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_map.get()));
    m_text.clear();
    connect(m_map.get(), &WeightMap::described, this, [this](const QString& text) { m_text = text; });
    m_map->showWeights(share(m_moment), 1);
  }
  void cleanup() { m_map.reset(); }

  void theValueUnderThePointerIsTheEngines() {
    for (Index unit = 0; unit < 5; ++unit)
      for (Index input = 0; input < 6; ++input) {
        movePointer(*m_map, cell(unit, input));
        QCOMPARE(m_text, sentence(unit, input));
      }
  }

  void withoutATargetThereIsNoGradient() {
    auto trainer = engine::Trainer::create(m_moment.experiment(), m_dataset).value();
    m_map->showWeights(
        share(tests::momentOf(trainer, m_dataset,
                              {.values = m_moment.input.values, .target = {}, .testIndex = {}})),
        1);
    movePointer(*m_map, cell(2, 3));
    QVERIFY(m_text.contains("w = ") && !m_text.contains("dL"));
  }

  void aRestingPointerSeesTheNewWeights() {
    movePointer(*m_map, cell(2, 3));
    const QString before = m_text;
    m_moment = tests::momentAfter(m_moment.experiment(), m_dataset, 40);
    m_map->showWeights(share(m_moment), 1);
    QVERIFY(m_text != before);
    QCOMPARE(m_text, sentence(2, 3));
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(m_map.get(), &leave);
    QVERIFY(m_text.isEmpty());
    m_map->showWeights(share(m_moment), 1);
    QVERIFY(m_text.isEmpty());
  }

  void eachWeightIsARectangleInItsColour_data() {
    QTest::addColumn<bool>("isDark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
  }
  void eachWeightIsARectangleInItsColour() {
    QFETCH(bool, isDark);
    const Theme& theme = isDark ? darkTheme() : lightTheme();
    tests::setTheme(theme);
    const QImage image = m_map->grab().toImage();
    double largest = 0;
    for (Index i = 0; i < 30; ++i)
      largest = std::max(largest, std::abs(static_cast<double>(weight(i % 5, i / 5))));
    for (Index unit = 0; unit < 5; ++unit)
      for (Index input = 0; input < 6; ++input)
        for (const QPointF corner : {QPointF(-3, -3), QPointF(0, 0), QPointF(3, 3)}) {
          const QColor shown = image.pixelColor((cell(unit, input) + corner).toPoint());
          QVERIFY(isNear(shown, theme.diverging(weight(unit, input) / largest)));
        }
  }

  void theWheelZoomsAroundThePointer() {
    const QPointF at = cell(3, 4) + QPointF(2, 1);
    movePointer(*m_map, at);
    const QColor before = m_map->grab().toImage().pixelColor(at.toPoint());
    for (int notch = 0; notch < 3; ++notch) {
      tests::turnWheel(*m_map, at, 240);
      QCOMPARE(m_text, sentence(3, 4));
    }
    QCOMPARE(m_map->grab().toImage().pixelColor(at.toPoint()), before);
    // Eight times as large: two pixels to the left is still the same weight, half a cell is now 48 pixels.
    movePointer(*m_map, at - QPointF(20, 0));
    QCOMPARE(m_text, sentence(3, 4));
    for (int notch = 0; notch < 20; ++notch) tests::turnWheel(*m_map, at, -240);
    movePointer(*m_map, cell(0, 0));
    QCOMPARE(m_text, sentence(0, 0));
  }

  void draggingMovesAndADoubleClickShowsAll() {
    const QPointF middle = cell(2, 3);
    tests::turnWheel(*m_map, middle, 240);  // twice as large
    movePointer(*m_map, middle);
    QCOMPARE(m_text, sentence(2, 3));
    const QPointF oneCell(2 * kMapCell, 0);
    tests::drag(*m_map, middle, middle + oneCell);
    movePointer(*m_map, middle + oneCell);
    QCOMPARE(m_text, sentence(2, 3));  // it moved along
    movePointer(*m_map, middle);
    QCOMPARE(m_text, sentence(2, 2));
    QTest::mouseDClick(m_map.get(), Qt::LeftButton, {}, middle.toPoint());
    movePointer(*m_map, cell(4, 5));
    QCOMPARE(m_text, sentence(4, 5));
  }

  void anotherLayerIsShownWhole() {
    tests::turnWheel(*m_map, {30, 30}, 960);
    m_map->showWeights(share(m_moment), 2);  // 3 units, 5 inputs
    movePointer(*m_map, {1, 1});
    QVERIFY(m_text.startsWith("output “class 0” ← unit 1:"));
    movePointer(*m_map, {6 * kMapCell - 2.0, 5 * kMapCell - 2.0});
    QVERIFY(m_text.startsWith("output “class 2” ← unit 5:"));
  }

  void moreWeightsThanPixelsAreAveragedAndNoneIsLeftOut() {
    auto trainer = engine::Trainer::create(m_moment.experiment(), m_dataset).value();
    m_map->resize(7, 60);  // for 16 inputs, with a border of one pixel
    for (Index input = 4; input < 12; ++input) {
      engine::Vector weights = engine::Vector::Zero(trainer.state().weights.size());
      weights[input * 6 + 3] = 1;
      QVERIFY(trainer.setWeights(weights));
      m_map->showWeights(share(tests::momentOf(trainer, m_dataset, tests::testInput(*m_dataset, 0))), 0);
      const QImage image = m_map->grab().toImage();
      int coloured = 0;
      for (int x = 1; x < 6; ++x) coloured += !isNear(image.pixelColor(x, 35), lightTheme().neutral, 20);
      QVERIFY2(coloured > 0, qPrintable(QString::number(input)));
    }
  }

 private:
  static QPointF cell(Index unit, Index input) {
    return {(static_cast<double>(input) + 0.5) * kMapCell, (static_cast<double>(unit) + 0.5) * kMapCell};
  }
  engine::Scalar weight(Index unit, Index input) const {
    return m_moment.weights()[m_moment.network().layerOffset(1) + input * 5 + unit];
  }
  QString sentence(Index unit, Index input) const {
    const engine::Trace& trace = m_moment.probe.trace;
    const auto gradient = trace.layers[1].delta(unit, 0) * trace.layers[0].a(input, 0);
    return QStringLiteral("unit %1 ← unit %2: w = %3, dL/dw = %4")
        .arg(unit + 1)
        .arg(input + 1)
        .arg(valueText(static_cast<double>(weight(unit, input))), valueText(static_cast<double>(gradient)));
  }

  engine::DatasetPtr m_dataset;
  Moment m_moment;
  std::unique_ptr<WeightMap> m_map;
  QString m_text;
};

PELLUCID_WINDOW_TEST(tst_weight_map, TestWeightMap)
#include "tst_weight_map.moc"
