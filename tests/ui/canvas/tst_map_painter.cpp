// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/map_painter.h"

#include <QtTest>

#include "tests/support/colours.h"
#include "tests/support/moments.h"
#include "tests/support/window_test.h"
#include "ui/canvas/value_range.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

/// Conv 6@5×5, pool, conv 16@5×5, pool, flatten, 10 on images of 28×28.
engine::Experiment lenet() {
  engine::Experiment experiment = tests::smallExperiment();
  experiment.network.layers = {engine::conv2d(6, 5, engine::Activation::Relu),
                               engine::maxPool(2),
                               engine::conv2d(16, 5, engine::Activation::Relu),
                               engine::maxPool(2),
                               engine::flatten(),
                               engine::dense(10, engine::Activation::Softmax)};
  return experiment;
}

/// The rectangle around all pixels in the area that are not blank; empty if there are none.
QRect painted(const QImage& image, const QRectF& area) {
  QRect all;
  const QRect pixels = area.toAlignedRect() & image.rect();
  for (int y = pixels.top(); y <= pixels.bottom(); ++y)
    for (int x = pixels.left(); x <= pixels.right(); ++x)
      if (image.pixelColor(x, y) != QColor(Qt::white)) all |= QRect(x, y, 1, 1);
  return all;
}

/// The rectangle of a map's or the input's pixels, from one row and column to another, inclusive.
QRectF cells(const QRectF& map, double pitch, int top, int bottom, int left, int right) {
  return {map.left() + left * pitch, map.top() + top * pitch, (right - left + 1) * pitch,
          (bottom - top + 1) * pitch};
}

bool isFrame(const QRect& found, const QRectF& frame) {
  const QRectF box(found);
  const double off =
      std::max({std::abs(box.left() - frame.left()), std::abs(box.top() - frame.top()),
                std::abs(box.right() - frame.right()), std::abs(box.bottom() - frame.bottom())});
  return off < 2.5;  // a pen of 1.5, and antialiasing
}

}  // namespace

class TestMapPainter : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    m_data = tests::squareImages(28, 10, 20);
    m_moment = tests::momentAfter(lenet(), m_data);
    std::vector<ColumnContent> contents;
    for (std::size_t i = 0; i < m_moment->network().layerCount(); ++i)
      contents.emplace_back(m_moment->network().layer(i).outputShape(), true, true);
    m_layout = layOut(m_data->shape, contents, {900, 460});
    m_edges.ranges.assign(contents.size(), 1);
  }

  /// Calculated by hand, from the unit in row 1 and column 2 of map 3 of the last pool: the pool's window,
  /// the 5×5 of the convolution, the pool's, the 5×5 again.
  void theSelectedUnitIsFollowedDownToTheImage() {
    const UnitPlace unit{.layer = 3, .unit = 3 * 16 + 1 * 4 + 2};
    const auto view = [&](CanvasView& each) { each.unit = unit; };
    const auto& layers = m_layout.layers;
    const QImage third = fieldsOf(layers[2], 3, view);
    for (Index map = 0; map < 16; ++map) {
      const QRectF rect = layers[2].mapRect(map);
      const QRect found = painted(third, rect.adjusted(-1, -1, 1, 1));
      if (map == 3)
        QVERIFY(isFrame(found, cells(rect, layers[2].pitch, 2, 3, 4, 5)));
      else
        QVERIFY(found.isEmpty());  // a pool sees only its own map
    }
    const QImage second = fieldsOf(layers[1], 2, view);
    for (Index map = 0; map < 6; ++map) {
      const QRectF rect = layers[1].mapRect(map);
      QVERIFY(
          isFrame(painted(second, rect.adjusted(-1, -1, 1, 1)), cells(rect, layers[1].pitch, 2, 7, 4, 9)));
    }
    const QImage first = fieldsOf(layers[0], 1, view);
    for (Index map = 0; map < 6; ++map) {
      const QRectF rect = layers[0].mapRect(map);
      QVERIFY(
          isFrame(painted(first, rect.adjusted(-1, -1, 1, 1)), cells(rect, layers[0].pitch, 4, 15, 8, 19)));
    }
    const QRectF image = m_layout.input.grid;
    QVERIFY(isFrame(painted(fieldsOf(m_layout.input, 0, view), image),
                    cells(image, m_layout.input.pitch, 4, 19, 8, 23)));
  }

  /// Pointing at a unit highlights its window in the column before, and its origin in the image.
  void pointingLightsTheWindow() {
    const auto view = [](CanvasView& each) { each.hovered = OnUnit{.layer = 2, .unit = 8 * 3 + 5}; };
    const auto& layers = m_layout.layers;
    const QRectF rect = layers[1].mapRect(4);
    QVERIFY(isFrame(painted(fieldsOf(layers[1], 2, view), rect.adjusted(-1, -1, 1, 1)),
                    cells(rect, layers[1].pitch, 3, 7, 5, 9)));
    QVERIFY(painted(fieldsOf(layers[0], 1, view), m_layout.body).isEmpty());
    const QRectF image = m_layout.input.grid;
    QVERIFY(isFrame(painted(fieldsOf(m_layout.input, 0, view), image),
                    cells(image, m_layout.input.pitch, 6, 19, 10, 23)));
  }

  /// A unit that sees all of each map does not get a hundred frames.
  void whatSeesAllMarksNothing() {
    const auto view = [](CanvasView& each) { each.unit = UnitPlace{.layer = 5, .unit = 2}; };
    for (std::size_t i = 0; i < 4; ++i)
      QVERIFY(painted(fieldsOf(m_layout.layers[i], i + 1, view), m_layout.body).isEmpty());
    QVERIFY(painted(fieldsOf(m_layout.input, 0, view), m_layout.body).isEmpty());
  }

  /// In front of each map of the first convolution are its 25 weights in colour.
  void kernelsStandBeforeTheirMaps() {
    const ColumnLayout& column = m_layout.layers[0];
    QCOMPARE(column.gridColumns, Index{1});
    const Theme& theme = lightTheme();
    const QImage image = paintedBy([&](QPainter& painter, const CanvasView& view) {
      paintMaps(painter, *m_moment, view, 0, m_moment->probe.trace.layers[0].a.col(0));
    });
    for (Index map = 0; map < 6; ++map) {
      const QRectF rect = column.mapRect(map);
      const QRectF before(m_layout.input.grid.right() + 1, rect.top(),
                          rect.left() - m_layout.input.grid.right() - 3, rect.height());
      const QRectF kernel = QRectF(painted(image, before)).adjusted(1, 1, -1, -1);  // without its frame
      QVERIFY(kernel.width() >= 15 && std::abs(kernel.width() - kernel.height()) <= 2);
      // The engine's own matrix: one row per filter, line by line.
      engine::Vector taps(25);
      for (Index tap = 0; tap < 25; ++tap) taps[tap] = m_moment->weights()[tap * 6 + map];
      const float range = niceCeiling(taps.cwiseAbs().maxCoeff());
      for (int tap = 0; tap < 25; ++tap) {
        const QPointF at(kernel.left() + (tap % 5 + 0.5) * kernel.width() / 5,
                         kernel.top() + (tap / 5 + 0.5) * kernel.height() / 5);
        QVERIFY(tests::isNear(image.pixelColor(at.toPoint()),
                              theme.diverging(static_cast<double>(taps[tap] / range)), 4));
      }
    }
  }

  /// With many kernels per map and a grid of maps, there is no room: the card of a unit shows them.
  void thereAreNoneWhereThereIsNoRoom() {
    const ColumnLayout& column = m_layout.layers[2];
    const QImage image = paintedBy([&](QPainter& painter, const CanvasView& view) {
      paintMaps(painter, *m_moment, view, 2, m_moment->probe.trace.layers[2].a.col(0));
    });
    const double left = m_layout.layers[1].grid.right() + 1;
    QVERIFY(painted(image, QRectF(left, 0, column.grid.left() - left - 2, image.height())).isEmpty());
  }

 private:
  using Draw = std::function<void(QPainter&, const CanvasView&)>;
  QImage paintedBy(const Draw& draw, const std::function<void(CanvasView&)>& change = {}) {
    QImage image(900, 460, QImage::Format_RGB32);
    image.fill(Qt::white);
    CanvasView view{.layout = m_layout,
                    .edges = m_edges,
                    .theme = lightTheme(),
                    .unitRanges = std::vector<float>(m_layout.layers.size(), 1)};
    if (change) change(view);
    QPainter painter(&image);
    draw(painter, view);
    return image;
  }
  QImage fieldsOf(const ColumnLayout& column, std::size_t above,
                  const std::function<void(CanvasView&)>& change) {
    return paintedBy([&](QPainter& painter,
                         const CanvasView& view) { paintFields(painter, *m_moment, view, column, above); },
                     change);
  }

  engine::DatasetPtr m_data;
  std::optional<Moment> m_moment;
  CanvasLayout m_layout;
  VisibleEdges m_edges;
};

PELLUCID_WINDOW_TEST(tst_map_painter, TestMapPainter)
#include "tst_map_painter.moc"
