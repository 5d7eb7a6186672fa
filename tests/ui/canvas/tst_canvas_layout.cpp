// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/canvas_layout.h"

#include <QtTest>
#include <cmath>

#include "tests/support/test_program.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

struct Case {
  engine::Shape shape;
  std::vector<Index> units;
};

constexpr engine::Shape kMnist = {.channels = 1, .height = 28, .width = 28};

/// The input and the layers, from left to right.
std::vector<ColumnLayout> columns(const CanvasLayout& layout) {
  std::vector<ColumnLayout> all = {layout.input};
  all.insert(all.end(), layout.layers.begin(), layout.layers.end());
  return all;
}

/// Sizes of the canvas, and how many hidden layers fit there side by side, whatever their units.
constexpr struct {
  QSizeF size;
  std::size_t hidden;
} kSizes[] = {{{420, 260}, 2}, {{820, 440}, 4}, {{1600, 900}, 12}};

QByteArray where(const char* what, const QRectF& r) {
  return QStringLiteral("%1: %2, %3 to %4, %5")
      .arg(what)
      .arg(r.left())
      .arg(r.top())
      .arg(r.right())
      .arg(r.bottom())
      .toUtf8();
}

}  // namespace

Q_DECLARE_METATYPE(Case)

class TestCanvasLayout : public QObject {
  Q_OBJECT

 private slots:
  void fewUnitsAreCardsWhereThereIsRoom() {
    const ColumnContent three(engine::flatShape(3), true, true, true);
    const ColumnContent one(engine::flatShape(1), true, true, true);
    const CanvasLayout roomy = layOut(engine::flatShape(2), {three, one}, {850, 470});
    for (const ColumnLayout& column : roomy.layers) {
      QVERIFY(column.areCards);
      for (Index unit = 0; unit < column.units; ++unit) {
        QVERIFY(column.grid.contains(column.unitRect(unit)));
        QCOMPARE(column.unitAt(column.unitRect(unit).topLeft() + QPointF(1, 1)), unit);
        if (unit > 0) QVERIFY(!column.unitRect(unit).intersects(column.unitRect(unit - 1)));
      }
    }
    QVERIFY(roomy.layers[0].grid.right() + 60 < roomy.layers[1].grid.left());  // room for the weights
    const CanvasLayout narrow = layOut(engine::flatShape(2), {three, one}, {460, 470});
    for (const ColumnLayout& column : narrow.layers) QVERIFY(!column.areCards);
  }

  void biasesComeFromAUnitBelowTheColumnBefore() {
    const ColumnContent biased(engine::flatShape(3), true, true, true);
    const ColumnContent unbiased(engine::flatShape(2), true, true, false);
    const CanvasLayout layout = layOut(engine::flatShape(2), {biased, unbiased, biased}, {1100, 500});
    QVERIFY(!layout.layers[1].bias);
    for (const std::size_t i : {std::size_t{0}, std::size_t{2}}) {
      QVERIFY(layout.layers[i].bias);
      const ColumnLayout& before = layout.before(i);
      const QRectF unit(*layout.layers[i].bias - QPointF(kBiasRadius, kBiasRadius),
                        QSizeF(2 * kBiasRadius, 2 * kBiasRadius));
      QVERIFY(unit.top() >= before.grid.bottom());
      QVERIFY(unit.bottom() < layout.footer.top());
      QVERIFY(!unit.intersects(before.handle));
      QVERIFY(before.card.left() < unit.left() && unit.right() < before.card.right() + 30);
    }
    // An image has no column with room below, and many units have too many biases to tell apart.
    const ColumnContent many(engine::flatShape(20), true, true, true);
    const engine::Shape image{.channels = 1, .height = 4, .width = 4};
    QVERIFY(!layOut(image, {biased}, {1100, 500}).layers[0].bias);
    QVERIFY(!layOut(engine::flatShape(2), {many}, {1100, 500}).layers[0].bias);
  }

  void everySizeAndNetwork_data() {
    QTest::addColumn<Case>("network");
    QTest::addColumn<QSizeF>("size");
    QTest::addColumn<bool>("isApart");
    const std::pair<const char*, Case> networks[] = {
        {"784-10", {kMnist, {10}}},
        {"784-64-10", {kMnist, {64, 10}}},
        {"2-4-2-1", {{.channels = 1, .height = 1, .width = 2}, {4, 2, 1}}},
        {"784-128-64-10", {kMnist, {128, 64, 10}}},
        {"784-512-256-10", {kMnist, {512, 256, 10}}},
        {"784-4096-1-10", {kMnist, {4096, 1, 10}}},
        {"3×32×32-64-10", {{.channels = 3, .height = 32, .width = 32}, {64, 10}}},
        {"12 hidden", {kMnist, {64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 10}}},
        {"12 hidden, uneven", {kMnist, {1, 512, 2, 900, 3, 64, 1, 512, 2, 900, 3, 64, 10}}},
        {"63 hidden", {kMnist, std::vector<Index>(64, 16)}},
        {"300 classes", {kMnist, {64, 300}}},
    };
    for (const auto& [name, network] : networks)
      for (const auto& [size, hidden] : kSizes)
        QTest::addRow("%s on %dx%d", name, qRound(size.width()), qRound(size.height()))
            << network << size << (network.units.size() - 1 <= hidden);
  }

  void everySizeAndNetwork() {
    QFETCH(Case, network);
    QFETCH(QSizeF, size);
    QFETCH(bool, isApart);
    const CanvasLayout layout = layOut(network.shape, {network.units.begin(), network.units.end()}, size);
    QCOMPARE(layout.layers.size(), network.units.size());
    QCOMPARE(layout.input.units, network.shape.size());
    for (std::size_t i = 0; i < network.units.size(); ++i) QCOMPARE(layout.layers[i].units, network.units[i]);
    checkInside(layout, QRectF(QPointF(0, 0), size));
    checkOrder(layout, isApart);
    for (const ColumnLayout& column : columns(layout)) checkUnits(column);
    checkCards(layout);
  }

  void aConvolutionalNetworkFitsIntoASmallWindow() {
    const auto maps = [](Index channels, Index side) {
      return ColumnContent{{.channels = channels, .height = side, .width = side}, true, true};
    };
    const CanvasLayout layout =
        layOut(kMnist, {maps(8, 24), maps(8, 12), maps(16, 8), maps(16, 4), {256}, {64}, {10}}, {850, 460});
    checkInside(layout, QRectF(0, 0, 850, 460));
    checkOrder(layout, true);
    for (std::size_t i = 0; i < 4; ++i) {
      const ColumnLayout& column = layout.layers[i];
      for (const Index unit : {Index{0}, column.units - 1})
        QCOMPARE(column.unitAt(column.center(unit)), std::optional(unit));
    }
  }

  void numbersThatGoInStandInAColumn() {
    for (const Index inputs : {2, 5, 40, 500}) {
      const CanvasLayout layout = layOut(engine::flatShape(inputs), {{4}, {1}}, {820, 440});
      checkInside(layout, QRectF(0, 0, 820, 440));
      checkUnits(layout.input);
      if (inputs <= 5) QCOMPARE(layout.input.gridColumns, Index{1});
    }
  }

  void manyClassesShareOneColumn() {
    const CanvasLayout layout = layOut(kMnist, {64, 300}, {820, 440});
    QCOMPARE(layout.layers[1].gridColumns, Index{1});
    QVERIFY(layout.layers[1].pitch * 300 <= layout.layers[1].grid.height() + 1e-9);
  }

  void theInputIsTheImage() {
    const CanvasLayout layout = layOut(kMnist, {64, 10}, {820, 440});
    QCOMPARE(layout.input.gridColumns, Index{28});
    QVERIFY(std::abs(layout.input.grid.width() - layout.input.grid.height()) < 1e-9);
    QVERIFY(layout.input.grid.width() >= 28 * 4);  // large enough for a digit to be recognisable
    // Row 2, column 3.
    const QPointF expected = layout.input.grid.topLeft() + QPointF(3.5, 2.5) * layout.input.pitch;
    QCOMPARE(layout.input.center(2 * 28 + 3), expected);
  }

  void aUnitIsFoundOnlyInTheGrid() {
    ColumnLayout column;
    column.units = 5;
    column.gridColumns = 3;
    column.pitch = 10;
    column.grid = QRectF(100, 50, 30, 20);
    QCOMPARE(column.unitAt({100, 50}), std::optional<Index>(0));
    QCOMPARE(column.unitAt({129.9, 59.9}), std::optional<Index>(2));
    QCOMPARE(column.unitAt({119, 69}), std::optional<Index>(4));
    QCOMPARE(column.unitAt({121, 69}), std::optional<Index>());  // the cell after the last unit
    for (const QPointF outside : {QPointF(99, 55), QPointF(131, 55), QPointF(105, 49), QPointF(105, 71)})
      QCOMPARE(column.unitAt(outside), std::optional<Index>());
  }

  void noDragIsNoChange() {
    for (const Index units : {1, 2, 3, 10, 64, 500, 4095, 4096, 10'000, 100'000})
      QCOMPARE(unitsAfterDrag(units, 0), units);
  }

  void draggingFurtherNeverGivesFewer() {
    for (const Index units : {1, 2, 10, 64, 784, 4096, 50'000}) {
      Index last = 1;
      for (double distance = -1200; distance <= 1200; distance += 0.5) {
        const Index now = unitsAfterDrag(units, distance);
        QVERIFY2(now >= last, qPrintable(QStringLiteral("%1 at %2").arg(units).arg(distance)));
        QVERIFY(now >= 1 && now <= std::max<Index>(4096, units));
        last = now;
      }
      QCOMPARE(unitsAfterDrag(units, -1200), Index{1});
      QVERIFY(unitsAfterDrag(units, 1200) >= 4096);
    }
  }

  void aDragIsFineAtFirstAndDoublesLater() {
    for (const double distance : {1.0, 5.0}) QVERIFY(unitsAfterDrag(4, distance) <= 5);
    QVERIFY(unitsAfterDrag(64, 90) >= 128 && unitsAfterDrag(64, 90) < 140);
    QVERIFY(unitsAfterDrag(64, -90) <= 32 && unitsAfterDrag(64, -90) > 20);
  }

 private:
  /// What scrolls is within the content, which is no wider than necessary.
  void checkInside(const CanvasLayout& layout, const QRectF& canvas) {
    QVERIFY(layout.content.width() >= canvas.width());
    QVERIFY(canvas.adjusted(-1e-6, -1e-6, 1e-6, 1e-6).contains(layout.footer));
    QRectF reach = canvas.adjusted(-1e-6, -1e-6, 1e-6, 1e-6);
    reach.setRight(layout.content.right() + 1e-6);
    const auto check = [&](const QRectF& part, const char* what) {
      if (!part.isNull()) QVERIFY2(reach.contains(part), where(what, part));
    };
    for (const ColumnLayout& column : columns(layout)) {
      check(column.card, "card");
      check(column.padlock, "padlock");
      check(column.remove, "remove");
      check(column.handle, "handle");
      check(column.grid, "grid");
      // From top to bottom: card, units, handle, footer.
      QVERIFY(column.grid.top() >= column.card.bottom());
      QVERIFY(column.handle.isNull() || column.handle.top() >= column.grid.bottom());
      QVERIFY(std::max(column.grid.bottom(), column.handle.bottom()) <= layout.footer.top());
    }
    for (const QRectF& button : layout.addButtons) check(button, "add button");
  }

  void checkOrder(const CanvasLayout& layout, bool isApart) {
    const auto all = columns(layout);
    QCOMPARE(layout.addButtons.size(), layout.layers.size());
    for (std::size_t i = 1; i < all.size(); ++i) {
      QVERIFY(all[i - 1].card.center().x() < all[i].card.center().x());
      if (!isApart) continue;
      QVERIFY2(all[i - 1].card.right() < all[i].card.left(), where("card", all[i].card));
      QVERIFY2(all[i - 1].grid.right() < all[i].grid.left(), where("grid", all[i].grid));
      const double x = layout.addButtons[i - 1].center().x();
      QVERIFY(x > all[i - 1].card.right() && x < all[i].card.left());
    }
  }

  void checkUnits(const ColumnLayout& column) {
    const double slack = 1e-6;
    const QRectF reach = column.grid.adjusted(-slack, -slack, slack, slack);
    for (Index unit = 0; unit < column.units; ++unit) {
      QVERIFY(reach.contains(column.center(unit)));
      QCOMPARE(column.unitAt(column.center(unit)), std::optional<Index>(unit));
    }
    QVERIFY(2 * column.radius() <= column.pitch);  // neighbours do not touch
  }

  void checkCards(const CanvasLayout& layout) {
    QVERIFY(layout.input.padlock.isNull() && layout.input.remove.isNull() && layout.input.handle.isNull());
    for (std::size_t i = 0; i < layout.layers.size(); ++i) {
      const ColumnLayout& column = layout.layers[i];
      const bool isOutput = i + 1 == layout.layers.size();
      QVERIFY(column.card.contains(column.padlock));
      // Beside the name only if there is room for both.
      if (!column.padlock.isNull() && column.card.width() < 100)
        QVERIFY(column.padlock.top() > column.card.center().y());
      QCOMPARE(column.remove.isNull(), isOutput);
      QCOMPARE(column.handle.isNull(), isOutput);
      if (!isOutput)
        QVERIFY(column.card.contains(column.remove) && !column.remove.intersects(column.padlock));
    }
  }
};

PELLUCID_TEST(tst_canvas_layout, TestCanvasLayout)
#include "tst_canvas_layout.moc"
