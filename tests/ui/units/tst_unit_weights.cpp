// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/units/unit_weights.h"

#include "tests/support/window_test.h"
#include "tests/ui/units/units_fixture.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestUnitWeights : public QObject {
  Q_OBJECT

 private slots:
  void weightsAndTheirGradientsAreThoseOfPlainLoops() {
    for (const auto make : {tests::imageMoments, tests::mapMoments, tests::numbersRun}) {
      const MomentPtr moment = make().next(4);
      const tests::PlainPass plain = tests::plainPass(*moment, std::nullopt);
      for (std::size_t layer = 0; layer < moment->network().layerCount(); ++layer) {
        const tests::NaiveStage& stage = plain.pass.stages[layer];
        const auto rows = static_cast<engine::Index>(stage.bias.size());
        for (engine::Index unit = 0; unit < rows; ++unit) {
          engine::Index column = 0;
          for (const WeightPicture& picture : weightsInto(*moment, layer, unit)) {
            QCOMPARE(engine::Index{picture.size.width()} * picture.size.height(), picture.w.size());
            QCOMPARE(picture.gradient.size(), picture.w.size());
            for (engine::Index i = 0; i < picture.w.size(); ++i, ++column) {
              const auto place = static_cast<std::size_t>(column * rows + unit);
              QVERIFY(std::abs(static_cast<double>(picture.w[i]) - stage.weight[place]) < 1e-6);
              QVERIFY(std::abs(static_cast<double>(picture.gradient[i]) - stage.weightGradient[place]) <
                      1e-5);
            }
          }
          QCOMPARE(column * rows, static_cast<engine::Index>(stage.weight.size()));
        }
        if (rows == 0) QVERIFY(weightsInto(*moment, layer, 0).empty());
      }
    }
  }

  void theyLieAsWhatTheyLookAt() {
    const MomentPtr maps = tests::mapMoments().next();
    QCOMPARE(weightsInto(*maps, 0, 0).front().size, QSize(3, 3));
    QCOMPARE(weightsInto(*maps, 2, 1).size(), std::size_t{3});
    // Through the Flatten: 2 maps of 2×2.
    const auto dense = weightsInto(*maps, 4, 0);
    QCOMPARE(dense.size(), std::size_t{2});
    QCOMPARE(dense.front().size, QSize(2, 2));
    QVERIFY(dense.front().isPicture);
    const auto output = weightsInto(*maps, 5, 0);
    QCOMPARE(output.front().size, QSize(4, 1));
    QVERIFY(!output.front().isPicture);
  }

  void whatGoesOutIsWhatAOneAdds() {
    const MomentPtr moment = tests::mapMoments().next(4);
    for (const std::size_t layer : {std::size_t{0}, std::size_t{1}, std::size_t{2}, std::size_t{4}}) {
      const std::size_t above = layer < 2 ? 2 : layer == 2 ? 4 : 5;
      const engine::Index channels = moment->network().layer(layer).outputShape().channels;
      for (engine::Index channel = 0; channel < channels; ++channel) {
        tests::NaiveStage stage = tests::plainStack(*moment).stages[above];
        const std::size_t rows = stage.bias.size();
        std::vector<double> sums(rows, 0);
        const std::size_t columns = stage.weight.size() / rows;
        const std::size_t each = columns / static_cast<std::size_t>(channels);
        for (std::size_t row = 0; row < rows; ++row)
          for (std::size_t column = 0; column < each; ++column)
            sums[row] += stage.weight[(static_cast<std::size_t>(channel) * each + column) * rows + row];
        const auto found = largestOutOf(*moment, layer, channel, 2);
        QCOMPARE(found.size(), std::size_t{2});
        QVERIFY(std::abs(found[0].sum) >= std::abs(found[1].sum));
        for (const OutgoingWeight& out : found) {
          QCOMPARE(out.layer, above);
          QVERIFY(std::abs(out.sum - sums[static_cast<std::size_t>(out.channel)]) < 1e-5);
        }
        for (const double sum : sums) {
          const bool isShown = std::abs(sum) >= std::abs(found[1].sum) - 1e-5;
          QCOMPARE(std::ranges::any_of(
                       found, [&](const OutgoingWeight& out) { return std::abs(out.sum - sum) < 1e-5; }),
                   isShown);
        }
      }
    }
    QVERIFY(largestOutOf(*moment, 5, 0, 3).empty());
  }
};

PELLUCID_WINDOW_TEST(tst_unit_weights, TestUnitWeights)
#include "tst_unit_weights.moc"
