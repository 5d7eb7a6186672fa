// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/sparse_batch.h"

#include <QtTest>

#include <array>
#include <vector>

#include "engine/base/random.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;

namespace {

constexpr Scalar kScale = Scalar(1) / Scalar(255);

/// Bytes of which about a third are not zero, in runs as in images.
std::vector<std::uint8_t> someBytes(Index count) {
  Random random(1, "test");
  std::vector<std::uint8_t> bytes(static_cast<std::size_t>(count));
  bool isOn = false;
  for (std::uint8_t& byte : bytes) {
    if (random.below(4) == 0) isOn = !isOn && random.below(3) > 0;
    byte = isOn ? static_cast<std::uint8_t>(random.below(256)) : std::uint8_t{0};
  }
  return bytes;
}

/// All values of the batch, read from its quads; fails if they are out of order or empty.
Matrix fromQuads(const SparseBatch& batch) {
  Matrix x = Matrix::Zero(batch.features(), batch.samples());
  for (Index q = 0; q < batch.quads(); ++q) {
    std::int32_t last = -1;
    for (const QuadEntry& entry : batch.quad(q)) {
      if (entry.sample <= last) qFatal("the samples of a quad do not rise");
      last = entry.sample;
      bool isEmpty = true;
      for (Index j = 0; j < kQuad; ++j) {
        const Scalar value = entry.values[static_cast<std::size_t>(j)];
        isEmpty = isEmpty && value == 0;
        if (q * kQuad + j < batch.features())
          x(q * kQuad + j, entry.sample) = value;
        else if (value != 0)
          qFatal("a quad has a number behind the last feature");
      }
      if (isEmpty) qFatal("a quad keeps four zeros");
    }
  }
  return x;
}

}  // namespace

class TestSparseBatch : public QObject {
  Q_OBJECT

 private slots:
  /// Numbers of features on both sides of a quad, of a register, and of several.
  void keepsEveryByte_data() {
    QTest::addColumn<int>("features");
    for (const int features : {1, 3, 4, 5, 16, 31, 63, 64, 65, 67, 128, 131, 784})
      QTest::addRow("%d", features) << features;
  }

  void keepsEveryByte() {
    QFETCH(int, features);
    constexpr Index kSamples = 19;
    const std::vector<std::uint8_t> bytes = someBytes(features * kSamples);
    Matrix expected(features, kSamples);
    for (Index i = 0; i < expected.size(); ++i)
      expected.data()[i] = static_cast<Scalar>(bytes[static_cast<std::size_t>(i)]) * kScale;
    SparseBatch batch;
    batch.reset(features, kSamples);
    for (Index n = 0; n < kSamples; ++n) batch.add(bytes.data() + n * features, kScale);
    QCOMPARE(batch.features(), Index{features});
    QCOMPARE(batch.samples(), kSamples);
    QCOMPARE(fromQuads(batch), expected);
  }

  void takesNumbersAndBytes() {
    const std::array<std::uint8_t, 6> bytes = {0, 255, 0, 0, 0, 51};
    const std::array<Scalar, 6> numbers = {0, 0, 0, 0, Scalar(-2.5), 0};
    SparseBatch batch;
    batch.reset(6, 3);
    batch.add(bytes.data(), kScale);
    batch.add(numbers.data(), 2);
    batch.add(bytes.data(), 1);
    Matrix expected(6, 3);
    expected << 0, 0, 0, 255 * kScale, 0, 255, 0, 0, 0, 0, 0, 0, 0, -5, 0, 51 * kScale, 0, 51;
    QCOMPARE(fromQuads(batch), expected);
  }

  void canBeFilledAgain() {
    const std::vector<std::uint8_t> many(40, 7);
    const std::array<std::uint8_t, 3> few = {0, 0, 9};
    SparseBatch batch;
    batch.reset(8, 5);
    for (std::size_t n = 0; n < 5; ++n) batch.add(many.data() + 8 * n, 1);
    batch.reset(3, 2);
    batch.add(few.data(), 1);
    QCOMPARE(batch.quads(), Index{1});
    QCOMPARE(batch.quad(0).size(), std::size_t{1});
    QCOMPARE(batch.quad(0)[0].sample, 0);
    QCOMPARE(batch.quad(0)[0].values[2], Scalar(9));
  }
};

PELLUCID_TEST(tst_sparse_batch, TestSparseBatch)
#include "tst_sparse_batch.moc"
