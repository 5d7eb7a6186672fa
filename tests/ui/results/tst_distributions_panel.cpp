// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/distributions_panel.h"

#include <QComboBox>
#include <QLabel>
#include <QToolButton>
#include <QtTest>
#include <set>

#include "tests/support/patience.h"
#include "tests/support/window_test.h"
#include "tests/ui/results/results_fixture.h"
#include "ui/results/update_ratio_plot.h"
#include "ui/widgets/segmented_control.h"

using namespace pellucid;
using namespace pellucid::ui;
using engine::LayerQuantity;

namespace {

struct Shown {
  LayerLooks looks;
  Selection selection;
  DistributionsPanel panel{looks, selection};
  tests::RunOfMoments run;

  explicit Shown(tests::RunOfMoments of = tests::RunOfMoments()) : run(std::move(of)) {
    panel.resize(900, 160);
    panel.show();
  }
  bool at(int steps) {
    looks.showMoment(run.next(steps));
    return isShown();
  }
  bool isShown() {
    return QTest::qWaitFor([this] { return looks.isUpToDate() && panel.isUpToDate(); }, tests::kPatienceMs);
  }
};

}  // namespace

class TestDistributionsPanel : public QObject {
  Q_OBJECT

 private slots:
  /// Every bar of every quantity, checked by going through its values.
  void barsCountTheValues() {
    Shown shown;
    QVERIFY(shown.at(6));
    for (std::size_t quantity = 0; quantity < engine::kLayerQuantities; ++quantity) {
      shown.panel.choose(static_cast<LayerQuantity>(quantity));
      QVERIFY(shown.isShown());
      for (std::size_t layer = 0; layer < 2; ++layer) {
        const SpreadPicture& picture = shown.panel.plots()[layer]->picture();
        const engine::Vector values =
            engine::valuesOf(shown.looks.look()->trace, layer, static_cast<LayerQuantity>(quantity));
        engine::Index counted = 0;
        const double width = (picture.high - picture.low) / 40;
        for (std::size_t bar = 0; bar < 40; ++bar) {
          engine::Index inside = 0;
          const double from = picture.low + static_cast<double>(bar) * width;
          for (const engine::Scalar each : values) {
            const auto value = static_cast<double>(each);
            // Values on a border, such as exact zeros, may be counted on either side.
            inside += value > from - 1e-9 * width && value < from + width * (1 + 1e-9) ? 1 : 0;
          }
          QVERIFY(picture.now[bar] <= inside);
          counted += picture.now[bar];
        }
        QCOMPARE(counted, values.size());
        for (const engine::Scalar value : values)
          QVERIFY(static_cast<double>(value) >= picture.low && static_cast<double>(value) <= picture.high);
      }
    }
  }

  void theBinsStayWhileTheRunGoesOn() {
    Shown shown;
    QVERIFY(shown.at(0));
    const SpreadPicture before = shown.panel.plots()[0]->picture();
    QVERIFY(before.compared.empty());
    QVERIFY(shown.at(5));
    const SpreadPicture& after = shown.panel.plots()[0]->picture();
    QCOMPARE(after.low, before.low);
    QCOMPARE(after.high, before.high);
    QCOMPARE(after.compared, before.now);  // the beginning, in the same bins
    QVERIFY(after.now != before.now);
    shown.panel.findChild<QToolButton*>()->click();  // compares with now
    QVERIFY(shown.at(5));
    QVERIFY(shown.panel.plots()[0]->picture().compared != before.now);
  }

  void aBarLightsUpWhatItCounts() {
    Shown shown;
    QVERIFY(shown.at(6));
    for (const LayerQuantity quantity : {LayerQuantity::Weights, LayerQuantity::Activations}) {
      shown.panel.choose(quantity);
      QVERIFY(shown.isShown());
      SpreadPlot& plot = *shown.panel.plots()[0];
      const SpreadPicture& picture = plot.picture();
      const auto bar = static_cast<std::size_t>(std::ranges::max_element(picture.now) - picture.now.begin());
      emit plot.barChosen(bar);
      QVERIFY(shown.isShown());
      const std::vector<Place>& marked = shown.selection.marked();
      QVERIFY(!marked.empty());
      const engine::StepTrace& trace = shown.looks.look()->trace;
      const double width = (picture.high - picture.low) / 40;
      const double from = picture.low + static_cast<double>(bar) * width;
      const auto isInside = [&](engine::Scalar value) {
        return static_cast<double>(value) >= from - 1e-9 && static_cast<double>(value) <= from + width + 1e-9;
      };
      if (quantity == LayerQuantity::Weights)
        QCOMPARE(static_cast<engine::Index>(marked.size()), picture.now[bar]);
      std::set<engine::Index> units;
      for (const Place& place : marked) {
        if (place.isUnit()) {
          QVERIFY(units.insert(place.unit).second);  // each once
          bool isIn = false;
          for (engine::Index n = 0; n < trace.batchSize(); ++n)
            isIn = isIn || isInside(trace.passes.layers[0].a(place.unit, n));
          QVERIFY(isIn);
        } else {
          QVERIFY(isInside(trace.weights()[engine::parameterIndex(*trace.network, place)]));
        }
      }
      emit plot.barChosen(std::nullopt);
      QVERIFY(shown.selection.marked().empty());
    }
    // A bar that stays chosen is counted again.
    shown.panel.choose(LayerQuantity::Weights);
    QVERIFY(shown.isShown());
    SpreadPlot& plot = *shown.panel.plots()[0];
    plot.choose(20);
    QVERIFY(shown.at(30));
    QCOMPARE(static_cast<engine::Index>(shown.selection.marked().size()), plot.picture().now[20]);
    emit shown.panel.plots()[0]->barChosen(20);
    shown.panel.hide();
    QVERIFY(shown.selection.marked().empty());  // the reason is no longer visible
  }

  /// The same bar of another quantity counts other values.
  void aBarIsOfItsQuantity() {
    Shown shown;
    QVERIFY(shown.at(6));
    shown.panel.choose(LayerQuantity::Activations);
    shown.panel.plots()[0]->choose(20);  // the bars are still there
    QVERIFY(shown.isShown());
    QVERIFY(!shown.panel.plots()[0]->chosen());
    QVERIFY(shown.selection.marked().empty());
  }

  void bandsAreThoseOfTheLooks() {
    Shown shown;
    for (const int steps : {0, 3, 3}) QVERIFY(shown.at(steps));
    shown.panel.findChild<SegmentedControl*>()->setCurrentIndex(1);
    QVERIFY(shown.isShown());
    const SpreadPicture& picture = shown.panel.plots()[1]->picture();
    QCOMPARE(picture.bands.size(), std::size_t{3});
    QCOMPARE(picture.bands[2].step, 6.0);
    QCOMPARE(picture.bands[2].values, shown.looks.look()->layers[1].of(LayerQuantity::Weights).bands);
    QCOMPARE(picture.cursor, std::optional<double>(6));
  }

  /// Units whose biases keep them below 0 are reported.
  void deadUnitsAreTold() {
    const engine::DatasetPtr dataset = tests::squareImages(4, 3, 100);
    engine::Experiment experiment = tests::experimentFor(*dataset, {5});
    experiment.network.layers[0].activation = engine::Activation::Relu;
    Shown shown(tests::RunOfMoments(dataset, experiment));
    auto moment = std::make_shared<Moment>(*shown.run.next());
    auto snapshot = std::make_shared<engine::Snapshot>(*moment->snapshot);
    for (const engine::Index unit : {1, 3})
      snapshot->state.weights[engine::parameterIndex(*snapshot->network,
                                                     {.layer = 0, .unit = unit, .from = Place::kBias})] = -50;
    moment->snapshot = snapshot;
    shown.looks.showMoment(moment);
    QTRY_VERIFY_WITH_TIMEOUT(shown.looks.isUpToDate(), tests::kPatienceMs);
    shown.panel.choose(LayerQuantity::Sums);
    QVERIFY(shown.isShown());
    const SpreadPicture& picture = shown.panel.plots()[0]->picture();
    const engine::LayerHealth health = engine::healthOf(shown.looks.look()->trace, 0);
    QVERIFY(health.dead >= 2);
    QVERIFY(picture.warning.startsWith(QString("%1 of 5 dead").arg(health.dead)));
    // The part below 0 is flat.
    for (std::size_t bar = 0; bar < 40; ++bar) QCOMPARE(bool{picture.isFlat[bar]}, bar < 20);
  }

  void whatALayerDoesNotHaveIsTold() {
    const engine::DatasetPtr dataset = tests::squareImages(4, 3, 100);
    engine::Experiment experiment = tests::experimentFor(*dataset, {5});
    experiment.network.layers.insert(experiment.network.layers.begin() + 1, engine::dropout(0.25));
    Shown shown(tests::RunOfMoments(dataset, experiment));
    QVERIFY(shown.at(1));
    QCOMPARE(shown.panel.plots().size(), std::size_t{3});
    QVERIFY(shown.panel.plots()[1]->picture().now.empty());
    QCOMPARE(shown.panel.findChild<UpdateRatioPlot*>()->graphCount(), 4);
  }
};

PELLUCID_WINDOW_TEST(tst_distributions_panel, TestDistributionsPanel)
#include "tst_distributions_panel.moc"
