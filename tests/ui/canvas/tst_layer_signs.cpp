// SPDX-License-Identifier: GPL-3.0-or-later
// What was found stands on the cards and the units that it is about, and a press asks for it.
#include "ui/canvas/layer_signs.h"

#include <QPainter>
#include <QSignalSpy>
#include <QtTest>

#include "tests/support/colours.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

CanvasLayout layoutOfSigns() {
  return layOut(engine::flatShape(4), {ColumnContent(12), ColumnContent(3)}, QSizeF(900, 500));
}

QImage unitSigns(const LayerSigns& signs, const CanvasLayout& layout, const Theme& theme) {
  QImage image(900, 500, QImage::Format_RGB32);
  image.fill(theme.field);
  QPainter painter(&image);
  signs.paintUnits(painter, layout, theme);
  return image;
}

/// Pixels of a colour around a unit.
int colourAround(const QImage& image, const ColumnLayout& column, Index unit, const QColor& colour) {
  return tests::countColour(image.copy(column.unitRect(unit).adjusted(-2, -2, 4, 4).toAlignedRect()), colour);
}

}  // namespace

class TestLayerSigns : public QObject {
  Q_OBJECT

 private slots:
  void aButtonStandsOnEachCardWithASign() {
    QWidget canvas;
    canvas.resize(900, 500);
    canvas.show();
    LayerSigns signs(canvas);
    const CanvasLayout layout = layoutOfSigns();
    QVERIFY(signs.buttonOf(0) == nullptr);
    signs.setSigns({{.layer = 0, .kind = SignKind::Alarm, .text = "Half are dead."},
                    {.layer = 1, .kind = SignKind::Note, .text = "Something."}},
                   layout);
    LayerSignButton* first = signs.buttonOf(0);
    QVERIFY(first != nullptr && first->isVisible());
    QCOMPARE(first->kind(), SignKind::Alarm);
    QCOMPARE(first->accessibleName(), QString("Half are dead."));
    QVERIFY(first->toolTip().startsWith("Half are dead."));
    QVERIFY(layout.layers[0].card.intersects(first->geometry()));
    QVERIFY(layout.layers[1].card.intersects(signs.buttonOf(1)->geometry()));
    QVERIFY(first->grab().toImage() != signs.buttonOf(1)->grab().toImage());

    QSignalSpy pressed(&signs, &LayerSigns::pressed);
    QTest::mouseClick(signs.buttonOf(1), Qt::LeftButton);
    QCOMPARE(pressed.takeLast().at(0).value<std::optional<std::size_t>>(), std::optional<std::size_t>(1));
    QTest::keyClick(first, Qt::Key_Space);
    QCOMPARE(pressed.takeLast().at(0).value<std::optional<std::size_t>>(), std::optional<std::size_t>(0));

    signs.setSigns({{.layer = 1, .kind = SignKind::Warning, .text = "Other."}}, layout);
    QVERIFY(signs.buttonOf(0) == nullptr);
    QCOMPARE(signs.buttonOf(1)->kind(), SignKind::Warning);
    // A sign about the data appears on the input.
    signs.setSigns({{.layer = {}, .kind = SignKind::Alarm, .text = "Large inputs."}}, layout);
    QVERIFY(layout.input.card.intersects(signs.buttonOf(std::nullopt)->geometry()));
    QTest::mouseClick(signs.buttonOf(std::nullopt), Qt::LeftButton);
    QVERIFY(!pressed.takeLast().at(0).value<std::optional<std::size_t>>());

    signs.setSigns({}, layout);
    for (const auto* button : canvas.findChildren<LayerSignButton*>()) QVERIFY(!button->isVisible());
  }

  void unitsAreSignedWhereTheyAre() {
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
      QWidget canvas;
      LayerSigns signs(canvas);
      const CanvasLayout layout = layoutOfSigns();
      signs.setSigns({{.layer = 0, .kind = SignKind::Alarm, .text = "x", .dead = {2}, .saturated = {5, 7}}},
                     layout);
      const QImage image = unitSigns(signs, layout, *theme);
      const ColumnLayout& column = layout.layers[0];
      QVERIFY(colourAround(image, column, 2, theme->wrong) > 0);
      QVERIFY(colourAround(image, column, 5, theme->positive) > 0);
      QVERIFY(colourAround(image, column, 7, theme->positive) > 0);
      QCOMPARE(colourAround(image, column, 9, theme->positive) + colourAround(image, column, 9, theme->wrong),
               0);
    }
  }

  void mapsHaveASignEach() {
    QWidget canvas;
    LayerSigns signs(canvas);
    const engine::Shape maps{.channels = 2, .height = 4, .width = 4};
    const CanvasLayout layout = layOut(engine::Shape{.channels = 1, .height = 6, .width = 6},
                                       {ColumnContent(maps, true, true), ColumnContent(3)}, QSizeF(900, 500));
    signs.setSigns({{.layer = 0, .kind = SignKind::Alarm, .text = "x", .dead = {1}}}, layout);
    const Theme& theme = lightTheme();
    const QImage image = unitSigns(signs, layout, theme);
    const auto inMap = [&](Index map) {
      return tests::countColour(
          image.copy(layout.layers[0].mapRect(map).adjusted(-2, -2, 2, 2).toAlignedRect()), theme.wrong);
    };
    QVERIFY(inMap(1) > 5);
    QCOMPARE(inMap(0), 0);
  }
};

PELLUCID_WINDOW_TEST(tst_layer_signs, TestLayerSigns)
#include "tst_layer_signs.moc"
