// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/overview.h"

#include <QImage>
#include <QtTest>

#include "tests/support/colours.h"
#include "tests/support/test_program.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

CanvasLayout deep(std::size_t layers) {
  return layOut({.channels = 1, .height = 28, .width = 28}, std::vector<ColumnContent>(layers, 12),
                {830, 460});
}

}  // namespace

class TestOverview : public QObject {
  Q_OBJECT

 private slots:
  void isThereWhereNotAllIsSeen() {
    const CanvasLayout few = deep(3);
    QVERIFY(overviewRect({}, few).isEmpty());
    QVERIFY(!overviewRect(zoomed({}, 3, {300, 250}, few), few).isEmpty());
    const CanvasLayout many = deep(20);
    QVERIFY(many.content.width() > many.body.width());
    QVERIFY(many.body.contains(overviewRect({}, many)));
  }

  /// Twenty layers have their names, side by side.
  void manyLayersKeepTheirWidth() {
    const CanvasLayout many = deep(20);
    for (std::size_t i = 1; i < many.layers.size(); ++i) {
      QVERIFY(many.layers[i].card.width() > 100);
      QVERIFY(many.layers[i - 1].card.right() < many.layers[i].card.left());
    }
  }

  /// Neither units nor the grips below them.
  void itCoversNothing() {
    const CanvasLayout many = deep(20);
    const QRectF overview = overviewRect({}, many);
    QVERIFY(many.footer.top() > overview.bottom());
    for (const ColumnLayout& column : many.layers) {
      QVERIFY(column.grid.bottom() < overview.top());
      QVERIFY(column.handle.bottom() < overview.top());
    }
  }

  void aPressGoesThere() {
    const CanvasLayout many = deep(20);
    const QRectF overview = overviewRect({}, many);
    // The middle of the overview is the middle of the network.
    const Camera middle = lookedAt(overview.center().x(), {}, many);
    QVERIFY(std::abs(middle.toScreen(many.content.center()).x() - many.body.center().x()) < 1e-6);
    const Camera end = lookedAt(overview.right(), {}, many);
    QVERIFY(std::abs(end.toScreen(many.content.topRight()).x() - many.body.right()) < 1e-6);
    QCOMPARE(lookedAt(overview.left(), end, many), Camera());
    QVERIFY(seenThrough(end, many).input.card.isEmpty());
    QVERIFY(!seenThrough(end, many).layers.back().card.isEmpty());
  }

  void aLayerIsBroughtIntoSight() {
    const CanvasLayout many = deep(20);
    for (const std::size_t layer : {12, 19, 3}) {
      const CanvasLayout seen = seenThrough(showing(layer, {}, many), many);
      QCOMPARE(seen.layers[layer].card.width(), many.layers[layer].card.width());
      QVERIFY(seen.body.left() <= seen.layers[layer].card.left());
      QVERIFY(seen.body.right() >= seen.layers[layer].card.right());
    }
    QCOMPARE(showing(1, {}, many), Camera());  // no further than necessary
  }

  /// The frame covers the share of the network that is visible.
  void theFrameIsWhatIsSeen() {
    const CanvasLayout many = deep(20);
    QImage image(830, 460, QImage::Format_RGB32);
    image.fill(lightTheme().field);
    QPainter painter(&image);
    paintOverview(painter, {}, many, lightTheme());
    painter.end();
    const QRectF overview = overviewRect({}, many);
    const int y = static_cast<int>(overview.top()) + 3;
    int framed = 0;
    QColor light = lightTheme().accent;
    light.setAlphaF(0.12F);
    const QColor panel = image.pixelColor(static_cast<int>(overview.right()) - 12, y);
    for (int x = static_cast<int>(overview.left()) + 5; x < overview.right() - 5; ++x)
      framed += image.pixelColor(x, y) != panel ? 1 : 0;
    const double share = many.body.width() / many.content.width();
    QVERIFY(std::abs(framed + 5 - share * overview.width()) < 5);
  }
};

PELLUCID_TEST(tst_overview, TestOverview)
#include "tst_overview.moc"
