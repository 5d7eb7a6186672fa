// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/layer_look.h"

#include <QtTest>

#include "tests/support/test_program.h"
#include "tests/ui/results/results_fixture.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestLayerLook : public QObject {
  Q_OBJECT

 private slots:
  /// The minimum, median and maximum of every quantity, by going through all its values; and the norms.
  void eachLayerIsSpreadAsItsValuesAre() {
    tests::RunOfMoments run;
    const MomentPtr moment = run.next(7);
    const LayerLookPtr look = lookAtLayers(moment->snapshot, run.dataset(), {});
    QVERIFY(look);
    QCOMPARE(look->step(), 7);
    QCOMPARE(look->layers.size(), std::size_t{2});
    for (std::size_t layer = 0; layer < 2; ++layer) {
      for (std::size_t quantity = 0; quantity < engine::kLayerQuantities; ++quantity) {
        const engine::Vector values =
            engine::valuesOf(look->trace, layer, static_cast<engine::LayerQuantity>(quantity));
        const engine::Spread& spread = look->layers[layer].spreads[quantity];
        QVERIFY(values.size() > 0);
        QCOMPARE(spread.count, values.size());
        double least = INFINITY, most = -INFINITY;
        engine::Index below = 0;
        for (const engine::Scalar value : values) {
          least = std::min(least, static_cast<double>(value));
          most = std::max(most, static_cast<double>(value));
          below += static_cast<double>(value) <= spread.bands[4] ? 1 : 0;
        }
        QCOMPARE(spread.least(), least);
        QCOMPARE(spread.most(), most);
        QVERIFY(2 * below >= values.size());
      }
      QVERIFY(look->layers[layer].updateRatio > 0);
    }
    // It is the next step.
    run.next(1);
    QCOMPARE(look->trace.after.weights, run.next()->weights());
  }

  void nothingComesOfOneThatIsCancelled() {
    tests::RunOfMoments run;
    const engine::Progress progress = engine::Progress::watched();
    progress.cancel();
    QVERIFY(lookAtLayers(run.next()->snapshot, run.dataset(), progress) == nullptr);
  }
};

PELLUCID_TEST(tst_layer_look, TestLayerLook)
#include "tst_layer_look.moc"
