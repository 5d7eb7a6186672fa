// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/unit_pictures.h"

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

constexpr int kCell = 34;    // pixels from one picture to the next
constexpr int kColumns = 4;  // as many as fit into the width below
constexpr int kWidth = 4 * kCell + 10;

}  // namespace

class TestUnitPictures : public QObject {
  Q_OBJECT

 private slots:
  /// 10 units that see 4×4 pixels, 6 that see those 10, and 3 classes.
  void init() {
    tests::setTheme(lightTheme());
    m_dataset = tests::squareImages();
    m_moment = tests::momentAfter(tests::experimentFor(*m_dataset, {10, 6}), m_dataset, 20);
    m_pictures = std::make_unique<UnitPictures>();
    m_pictures->resize(kWidth, 3 * kCell);
    m_text.clear();
    connect(m_pictures.get(), &UnitPictures::described, this, [this](const QString& text) { m_text = text; });
  }

  void withoutWeightsNothingIsShown() {
    QVERIFY(m_pictures->heightForWidth(kWidth) > 0);
    movePointer(*m_pictures, {10, 10});
    QVERIFY(m_text.isEmpty());
    m_pictures->grab();
  }

  void eachUnitOfTheFirstLayerIsAPictureOfTheDatasShape_data() {
    QTest::addColumn<bool>("isDark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
  }
  void eachUnitOfTheFirstLayerIsAPictureOfTheDatasShape() {
    QFETCH(bool, isDark);
    const Theme& theme = isDark ? darkTheme() : lightTheme();
    m_pictures->showWeights(share(m_moment), 0);
    m_pictures->grab();
    tests::setTheme(theme);
    checkPictures(0, 10, 16, QSize(4, 4), theme);
  }

  void rowsOfNumbersAreNone() {
    QVERIFY(UnitPictures::arePictures(m_moment, 0));
    QVERIFY(!UnitPictures::arePictures(m_moment, 1));
    QVERIFY(!UnitPictures::arePictures(m_moment, 2));
  }

  void newWeightsAreDrawn() {
    m_pictures->showWeights(share(m_moment), 0);
    const QImage before = m_pictures->grab().toImage();
    m_moment = tests::momentAfter(m_moment.experiment(), m_dataset, 60);
    m_pictures->showWeights(share(m_moment), 0);
    QVERIFY(m_pictures->grab().toImage() != before);
    checkPictures(0, 10, 16, QSize(4, 4), lightTheme());
  }

  void thePictureUnderThePointerIsTold() {
    m_pictures->showWeights(share(m_moment), 0);
    for (Index unit = 0; unit < 10; ++unit) {
      movePointer(*m_pictures, corner(unit) + QPointF(kCell / 2.0, kCell / 2.0));
      double least = INFINITY;
      double most = -INFINITY;
      for (Index input = 0; input < 16; ++input) {
        least = std::min(least, weight(0, unit, input, 10));
        most = std::max(most, weight(0, unit, input, 10));
      }
      const auto a = static_cast<double>(m_moment.probe.trace.layers[0].a(unit, 0));
      QCOMPARE(m_text, QStringLiteral("unit %1: a = %2, weights from %3 to %4")
                           .arg(unit + 1)
                           .arg(valueText(a), valueText(least), valueText(most)));
    }
    movePointer(*m_pictures, corner(10) + QPointF(5, 5));  // after the last
    QVERIFY(m_text.isEmpty());
    movePointer(*m_pictures, corner(0) + QPointF(5, 5));
    QVERIFY(!m_text.isEmpty());
    movePointer(*m_pictures, {kWidth - 2.0, 5});  // beside the grid
    QVERIFY(m_text.isEmpty());
  }

  void theHeightHoldsEveryRow() {
    m_pictures->showWeights(share(m_moment), 0);
    QVERIFY(m_pictures->hasHeightForWidth());
    QCOMPARE(m_pictures->heightForWidth(kWidth), 3 * kCell);
    QCOMPARE(m_pictures->heightForWidth(10 * kCell), kCell);
    QCOMPARE(m_pictures->heightForWidth(1), 10 * kCell);
  }

  void aNewWidthIsANewGrid() {
    m_pictures->showWeights(share(m_moment), 0);
    m_pictures->grab();
    m_pictures->resize(2 * kCell, 5 * kCell);
    const QImage image = m_pictures->grab().toImage();
    // Unit 3 now begins the second row.
    double largest = 0;
    for (Index input = 0; input < 16; ++input) largest = std::max(largest, std::abs(weight(0, 2, input, 10)));
    const QColor expected = lightTheme().diverging(weight(0, 2, 0, 10) / largest);
    QVERIFY(isNear(image.pixelColor(2, kCell + 2), expected));
  }

 private:
  static QPointF corner(Index unit) {
    return {static_cast<double>(unit % kColumns * kCell), static_cast<double>(unit / kColumns * kCell)};
  }
  double weight(std::size_t layer, Index unit, Index input, Index units) const {
    return m_moment.weights()[m_moment.network().layerOffset(layer) + input * units + unit];
  }
  /// Each picture is as bright as its own largest weight, and two pixels apart from the next.
  void checkPictures(std::size_t layer, Index units, Index inputs, QSize size, const Theme& theme) {
    const QImage image = m_pictures->grab().toImage();
    const double pixelWidth = static_cast<double>(kCell) / (size.width() + 2);
    const double pixelHeight = static_cast<double>(kCell) / (size.height() + 2);
    for (Index unit = 0; unit < units; ++unit) {
      double largest = 0;
      for (Index input = 0; input < inputs; ++input)
        largest = std::max(largest, std::abs(weight(layer, unit, input, units)));
      for (Index input = 0; input < inputs; ++input) {
        const QPointF place(static_cast<double>(input % size.width()) + 0.5,
                            static_cast<double>(input / size.width()) + 0.5);
        const QPointF at = corner(unit) + QPointF(place.x() * pixelWidth, place.y() * pixelHeight);
        QVERIFY(isNear(image.pixelColor(at.toPoint()),
                       theme.diverging(weight(layer, unit, input, units) / largest)));
      }
      QCOMPARE(image.pixelColor((corner(unit) + QPointF(kCell - 3, kCell - 3)).toPoint()), theme.panel);
    }
  }

  engine::DatasetPtr m_dataset;
  Moment m_moment;
  std::unique_ptr<UnitPictures> m_pictures;
  QString m_text;
};

PELLUCID_WINDOW_TEST(tst_unit_pictures, TestUnitPictures)
#include "tst_unit_pictures.moc"
