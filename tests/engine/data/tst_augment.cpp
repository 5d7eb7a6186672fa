// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/augment.h"

#include <QtTest>
#include <numeric>

#include "engine/base/random.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;

namespace {

/// Wider than what is moved at once, and not a multiple of it.
constexpr Shape kImage{.channels = 2, .height = 9, .width = 21};

/// Images with a dark border, like digits, or without one.
Split someImages(Index count, bool hasBorder, const Shape& shape = kImage) {
  Split split;
  Random random(3, "test");
  for (Index n = 0; n < count; ++n)
    for (Index c = 0; c < shape.channels; ++c)
      for (Index y = 0; y < shape.height; ++y)
        for (Index x = 0; x < shape.width; ++x) {
          const bool isBorder = y < 3 || x < 3 || y >= shape.height - 3 || x >= shape.width - 3;
          split.pixels.push_back(hasBorder && isBorder ? 0 : static_cast<std::uint8_t>(random.below(256)));
        }
  split.labels.assign(static_cast<std::size_t>(count), 0);
  return split;
}

std::vector<std::uint32_t> firstOnes(Index count) {
  std::vector<std::uint32_t> indices(static_cast<std::size_t>(count));
  std::iota(indices.begin(), indices.end(), 0U);
  return indices;
}

Split varied(const Augmentation& augmentation, const Split& split, std::span<const std::uint32_t> indices,
             std::uint64_t seed = 1, std::int64_t epoch = 0, const Shape& shape = kImage) {
  Split result;
  augment(augmentation, seed, epoch, split, shape, indices, result);
  return result;
}

/// The same by plain loops: draws in the same order, and looks up each pixel's origin.
std::vector<double> naiveMove(const Augmentation& augmentation, const Split& split, const Shape& shape,
                              std::uint32_t sample, std::uint64_t seed, std::int64_t epoch) {
  Random random(seed, "augment", (static_cast<std::uint64_t>(epoch) << 32U) | sample);
  const auto draw = [&](double most) { return most * (2 * random.uniform() - 1); };
  const double down = draw(augmentation.shift) * double(shape.height);
  const double across = draw(augmentation.shift) * double(shape.width);
  const double angle = draw(augmentation.turn) * 3.14159265358979323846 / 180;
  const double zoom = 1 + draw(augmentation.zoom);
  std::vector<double> moved;
  for (Index c = 0; c < shape.channels; ++c)
    for (Index y = 0; y < shape.height; ++y)
      for (Index x = 0; x < shape.width; ++x) {
        const double cy = double(shape.height - 1) / 2, cx = double(shape.width - 1) / 2;
        const double v = (double(y) - down - cy) / zoom, u = (double(x) - across - cx) / zoom;
        const double row = cy + std::cos(angle) * v - std::sin(angle) * u;
        const double column = cx + std::sin(angle) * v + std::cos(angle) * u;
        const auto at = [&](double r, double k) {
          const auto i = Index(std::clamp(r, 0.0, double(shape.height - 1)));
          const auto j = Index(std::clamp(k, 0.0, double(shape.width - 1)));
          return double(split.pixels[std::size_t(Index(sample) * shape.size() + c * shape.pixels() +
                                                 i * shape.width + j)]);
        };
        const double r = std::clamp(row, 0.0, double(shape.height - 1));
        const double k = std::clamp(column, 0.0, double(shape.width - 1));
        const double top = std::floor(r), left = std::floor(k);
        const double value =
            (1 - (r - top)) * ((1 - (k - left)) * at(top, left) + (k - left) * at(top, left + 1)) +
            (r - top) * ((1 - (k - left)) * at(top + 1, left) + (k - left) * at(top + 1, left + 1));
        moved.push_back(value);
      }
  return moved;
}

}  // namespace

Q_DECLARE_METATYPE(Shape)

class TestAugment : public QObject {
  Q_OBJECT

 private slots:
  void movesAsPlainLoopsDo_data() {
    QTest::addColumn<double>("shift");
    QTest::addColumn<double>("turn");
    QTest::addColumn<double>("zoom");
    QTest::addColumn<bool>("hasBorder");
    QTest::addColumn<Shape>("shape");
    for (const bool hasBorder : {false, true}) {
      const char* where = hasBorder ? "border" : "full";
      QTest::addRow("shift, %s", where) << 0.3 << 0.0 << 0.0 << hasBorder << kImage;
      QTest::addRow("turn, %s", where) << 0.0 << 90.0 << 0.0 << hasBorder << kImage;
      QTest::addRow("zoom, %s", where) << 0.0 << 0.0 << 0.8 << hasBorder << kImage;
      QTest::addRow("all, %s", where) << 0.5 << 180.0 << 0.9 << hasBorder << kImage;
    }
    // As wide as what is moved at once, or less; and single rows, columns and pixels.
    const std::pair<Index, Index> sides[] = {{9, 16}, {9, 15}, {16, 32}, {7, 3},
                                             {1, 21}, {1, 5},  {21, 1},  {1, 1}};
    for (const auto& [height, width] : sides)
      QTest::addRow("all, %d×%d", int(height), int(width))
          << 0.5 << 180.0 << 0.9 << false << Shape{.channels = 2, .height = height, .width = width};
  }
  void movesAsPlainLoopsDo() {
    QFETCH(double, shift);
    QFETCH(double, turn);
    QFETCH(double, zoom);
    QFETCH(bool, hasBorder);
    QFETCH(Shape, shape);
    const Augmentation augmentation{.shift = shift, .turn = turn, .zoom = zoom};
    const Split split = someImages(20, hasBorder, shape);
    const auto indices = firstOnes(20);
    const Split result = varied(augmentation, split, indices, 5, 2, shape);
    for (const std::uint32_t sample : indices) {
      const auto expected = naiveMove(augmentation, split, shape, sample, 5, 2);
      for (std::size_t i = 0; i < expected.size(); ++i) {
        const double value = result.pixels[sample * static_cast<std::size_t>(shape.size()) + i];
        // Single precision shifts a position slightly, and bytes are rounded.
        QVERIFY2(
            std::abs(value - expected[i]) < 0.75,
            qPrintable(QString("#%1 pixel %2: %3 for %4").arg(sample).arg(i).arg(value).arg(expected[i])));
      }
    }
  }

  void numbersAreMovedAsBytesAre() {
    const Split bytes = someImages(6, false);
    Split numbers = bytes;
    makeNumbers(numbers, kImage.size());
    const Augmentation augmentation{.shift = 0.2, .turn = 30, .zoom = 0.2};
    const auto indices = firstOnes(6);
    const Split fromBytes = varied(augmentation, bytes, indices);
    const Split fromNumbers = varied(augmentation, numbers, indices);
    QCOMPARE(fromNumbers.numbers.cols(), Index{6});
    for (Index n = 0; n < 6; ++n)
      for (Index i = 0; i < kImage.size(); ++i)
        QVERIFY(std::abs(255 * fromNumbers.numbers(i, n) -
                         fromBytes.pixels[static_cast<std::size_t>(n * kImage.size() + i)]) < 0.51);
  }

  void noiseIsNormal() {
    Split split;
    const Index size = 20'000;
    split.numbers = Matrix::Constant(size, 2, 3);
    const Shape shape = flatShape(size);
    const Split result = varied({.noise = 0.25}, split, firstOnes(2), 1, 0, shape);
    for (Index n = 0; n < 2; ++n) {
      double sum = 0, squares = 0;
      Index beyond = 0;
      for (Index i = 0; i < size; ++i) {
        const double noise = static_cast<double>(result.numbers(i, n)) - 3;
        sum += noise;
        squares += noise * noise;
        beyond += std::abs(noise) > 2 * 0.25;
      }
      QVERIFY(std::abs(sum / double(size)) < 0.01);
      QVERIFY(std::abs(std::sqrt(squares / double(size)) - 0.25) < 0.005);
      QVERIFY(std::abs(double(beyond) / double(size) - 0.0455) < 0.006);
    }
    QVERIFY(result.numbers.col(0) != result.numbers.col(1));
  }

  void pixelsStayPixels() {
    const Split split = someImages(4, false);
    const Split result = varied({.noise = 1}, split, firstOnes(4));
    QVERIFY(std::ranges::count(result.pixels, 0) > 50);
    QVERIFY(std::ranges::count(result.pixels, 255) > 50);
  }

  /// Whatever the batch, and whatever was drawn before.
  void isAFunctionOfSeedEpochAndSample() {
    const Split split = someImages(9, true);
    const Augmentation augmentation{.shift = 0.2, .turn = 20, .zoom = 0.2, .noise = 0.1};
    const std::vector<std::uint32_t> one = {7};
    const std::vector<std::uint32_t> many = {2, 7, 0};
    const Split alone = varied(augmentation, split, one);
    const Split among = varied(augmentation, split, many);
    const auto size = static_cast<std::size_t>(kImage.size());
    QVERIFY(std::equal(alone.pixels.begin(), alone.pixels.end(),
                       among.pixels.begin() + static_cast<std::ptrdiff_t>(size)));
    QVERIFY(varied(augmentation, split, one, 1, 1).pixels != alone.pixels);
    QVERIFY(varied(augmentation, split, one, 2, 0).pixels != alone.pixels);
    QCOMPARE(varied({}, split, many).pixels.size(), 3 * size);
    QVERIFY(std::equal(split.pixels.begin() + static_cast<std::ptrdiff_t>(7 * size),
                       split.pixels.begin() + static_cast<std::ptrdiff_t>(8 * size),
                       varied({}, split, many).pixels.begin() + static_cast<std::ptrdiff_t>(size)));
  }
};

PELLUCID_TEST(tst_augment, TestAugment)
#include "tst_augment.moc"
