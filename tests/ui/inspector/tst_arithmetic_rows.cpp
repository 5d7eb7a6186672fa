// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/arithmetic_rows.h"

#include <QtTest>
#include <cmath>

#include "tests/support/steps.h"
#include "tests/support/window_test.h"
#include "ui/widgets/numbers.h"

using namespace pellucid;
using namespace pellucid::ui;
using namespace pellucid::tests;
using Rows = std::vector<ArithmeticRow>;
using Kind = ArithmeticRow::Kind;

namespace {

Rows rowsOf(const TracePtr& trace, const Place& place, Index sample = 0) {
  return arithmeticRows(*trace, sample, place);
}

/// 6×6 images: a convolution of 2 kernels to 5×5 places, max pool, dropout, flatten, softmax.
TracePtr convolutional() {
  const engine::DatasetPtr dataset = squareImages(6);
  engine::Experiment experiment = experimentFor(*dataset, {});
  auto& layers = experiment.network.layers;
  layers.insert(layers.begin(), {engine::conv2d(2, 2, engine::Activation::Tanh), engine::maxPool(2),
                                 engine::dropout(0.4), engine::flatten()});
  return traceAfter(experiment, dataset, 3);
}

QString valueOf(const Rows& rows, const QString& text) {
  for (const ArithmeticRow& row : rows)
    if (row.kind != Kind::Heading && row.text.startsWith(text)) return row.value;
  return {};
}

/// A displayed number, in units of its last decimal.
qint64 units(QString shown, int decimals) {
  shown.replace(QChar(0x2212), QLatin1Char('-'));
  return std::llround(shown.toDouble() * std::pow(10.0, decimals));
}

int decimalsOf(const QString& shown) {
  const auto point = shown.indexOf(QLatin1Char('.'));
  return point < 0 ? 0 : static_cast<int>(shown.size() - point - 1);
}

/// The terms between the first heading and its result, and that result.
void checkAddsUp(const Rows& rows) {
  qint64 sum = 0;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const int decimals = decimalsOf(rows[i].value);
    if (rows[i].kind == Kind::Term) sum += units(rows[i].value, decimals);
    if (rows[i].kind != Kind::Result) continue;
    QCOMPARE(sum, units(rows[i].value, decimals));
    return;
  }
  QFAIL("no result");
}

}  // namespace

class TestArithmeticRows : public QObject {
  Q_OBJECT

 private slots:
  void theWorkedExampleAsAUnit() {
    const Rows rows = rowsOf(workedTrace(), {.layer = 0, .unit = 0, .from = std::nullopt});
    QCOMPARE(valueOf(rows, "“x”"), QString("6.000"));
    QCOMPARE(valueOf(rows, "bias b"), QString("1.000"));
    QCOMPARE(valueOf(rows, "z"), QString("7.000"));
    QCOMPARE(valueOf(rows, "a"), QString("7"));
    QCOMPARE(valueOf(rows, "y   a 7, target 9"), QString("dL/dz −4"));
    QCOMPARE(valueOf(rows, "loss = (7 − 9)²"), QString("4"));
    QCOMPARE(valueOf(rows, "delta"), QString("−4"));
  }

  void theWorkedExampleAsAWeight() {
    const Rows rows = rowsOf(workedTrace(), {.layer = 0, .unit = 0, .from = 0});
    QCOMPARE(valueOf(rows, "delta of output “y”"), QString("−4"));
    QCOMPARE(valueOf(rows, "a of “x”"), QString("2"));
    QCOMPARE(valueOf(rows, "of this sample"), QString("−8"));
    QCOMPARE(valueOf(rows, "of the batch, which is this sample"), QString("−8"));
    QCOMPARE(valueOf(rows, "before"), QString("3.000"));
    QCOMPARE(valueOf(rows, "change"), QString("0.400"));
    QCOMPARE(valueOf(rows, "after"), QString("3.400"));
    const Rows bias = rowsOf(workedTrace(), {.layer = 0, .unit = 0, .from = engine::NetworkPlace::kBias});
    QCOMPARE(valueOf(bias, "of this sample"), QString("−4"));
    QCOMPARE(valueOf(bias, "after"), QString("1.200"));
  }

  /// Beside each formula are its values, and what the optimizer remembered from earlier steps.
  void anAdamStepTellsItsOldNumbers() {
    engine::Experiment experiment = smallExperiment();
    experiment.training.optimizer = engine::Optimizer::Adam;
    const TracePtr trace = traceAfter(experiment, syntheticDataset(), 4);
    const Place place{.layer = 0, .unit = 1, .from = 2};
    const Index at = engine::parameterIndex(*trace->network, place);
    const Rows rows = rowsOf(trace, place);
    const double before = trace->before.optimizer.first[at];
    const double gradient = trace->gradient[at];
    QCOMPARE(valueOf(rows, "m before this step"), valueText(before));
    QCOMPARE(valueOf(rows, "m = β1 m"), valueText(0.9 * before + 0.1 * gradient));
    const auto inside = [](double value) {
      return value < 0 ? QStringLiteral("(%1)").arg(valueText(value)) : valueText(value);
    };
    QVERIFY(std::any_of(rows.begin(), rows.end(), [&](const ArithmeticRow& row) {
      return row.kind == Kind::Note && row.text == QStringLiteral("= 0.9 · %1").arg(inside(before));
    }));
    QVERIFY(std::any_of(rows.begin(), rows.end(), [&](const ArithmeticRow& row) {
      return row.kind == Kind::Note && row.text == QStringLiteral("+ (1 − 0.9) · %1").arg(inside(gradient));
    }));
    QVERIFY(std::any_of(rows.begin(), rows.end(),
                        [](const ArithmeticRow& row) { return row.text == "= 1 − 0.999^5"; }));
  }

  void whatIsShownAddsUpToTheDigitsShown() {
    const engine::DatasetPtr dataset = syntheticDataset(60, 20, 4);
    engine::Experiment experiment = experimentFor(*dataset, {9, 7});
    for (int steps : {0, 5}) {
      const TracePtr trace = traceAfter(experiment, dataset, steps);
      for (std::size_t layer = 0; layer < 3; ++layer)
        for (Index unit = 0; unit < trace->network->layer(layer).outputs(); ++unit)
          for (Index sample = 0; sample < trace->batchSize(); ++sample)
            checkAddsUp(rowsOf(trace, {.layer = layer, .unit = unit, .from = std::nullopt}, sample));
    }
  }

  void everyKindOfLayerAddsUp() {
    const TracePtr trace = convolutional();
    for (std::size_t layer = 0; layer < trace->network->layerCount(); ++layer)
      for (Index unit = 0; unit < trace->network->layer(layer).outputs(); ++unit)
        for (const Index sample : {0, 3})
          checkAddsUp(rowsOf(trace, {.layer = layer, .unit = unit, .from = std::nullopt}, sample));
    for (const Index from : {Index{0}, engine::NetworkPlace::kBias})
      checkAddsUp(rowsOf(trace, {.layer = 0, .unit = 0, .from = from}));  // over the places of a kernel
  }

  void unitsOfMapsSayWhereTheirTermsLie() {
    const TracePtr trace = convolutional();
    const Rows rows = rowsOf(trace, {.layer = 0, .unit = 25 + 7, .from = std::nullopt});
    QCOMPARE(rows[0].text, QString("z = Σ w·a + b over the window"));
    QVERIFY2(rows[1].text.startsWith("("), qPrintable(rows[1].text));
    int fromAbove = 0;
    for (const ArithmeticRow& row : rows)
      if (row.place) {
        QVERIFY(engine::exists(*trace->network, *row.place));
        if (row.place->layer == 1) ++fromAbove;
      }
    QVERIFY(fromAbove <= 1);  // windows of the pool are side by side

    const Rows pool = rowsOf(trace, {.layer = 1, .unit = 0, .from = std::nullopt});
    QCOMPARE(pool[0].text, QString("a = the largest of the window"));
    QVERIFY2(pool[1].text.startsWith("map 1 ("), qPrintable(pool[1].text));
    QCOMPARE(std::count_if(pool.begin(), pool.end(),
                           [](const ArithmeticRow& row) { return row.text.endsWith(" is not the maximum"); }),
             3);
    for (const ArithmeticRow& row : rowsOf(trace, {.layer = 2, .unit = 1, .from = std::nullopt}))
      QVERIFY(!row.text.contains("is not the maximum"));
  }

  void softmaxAndItsLossAreFormulasWithNumbers() {
    const TracePtr trace = traceAfter(smallExperiment(), syntheticDataset(), 3);
    const Rows rows = rowsOf(trace, {.layer = 1, .unit = 2, .from = std::nullopt});
    double sum = 0;
    for (Index unit = 0; unit < trace->network->outputs(); ++unit)
      sum += std::exp(static_cast<double>(trace->passes.layers[1].z(unit, 0)));
    const double e = std::exp(static_cast<double>(trace->passes.layers[1].z(2, 0)));
    QCOMPARE(valueOf(rows, "e^z"), valueText(e));
    QCOMPARE(valueOf(rows, "Σ e^z"), valueText(sum));
    Index wanted = 0;
    trace->targets.col(0).maxCoeff(&wanted);
    const auto right = static_cast<double>(trace->passes.output()(wanted, 0));
    QCOMPARE(valueOf(rows, "loss = −ln " + valueText(right)),
             valueText(static_cast<double>(trace->sampleLosses[0])));
    QVERIFY(std::abs(-std::log(right) - static_cast<double>(trace->sampleLosses[0])) < 1e-5);
  }

  void beforeAndChangeMakeAfter() {
    const TracePtr trace = traceAfter(smallExperiment(), syntheticDataset(), 3);
    for (Index from = 0; from < 5; ++from) {
      const Rows rows = rowsOf(trace, {.layer = 1, .unit = 1, .from = from});
      const QString after = valueOf(rows, "after");
      const int decimals = decimalsOf(after);
      QCOMPARE(units(valueOf(rows, "before"), decimals) + units(valueOf(rows, "change"), decimals),
               units(after, decimals));
      QVERIFY(units(valueOf(rows, "change"), decimals) != 0);
    }
  }

  void termsSayWhichWeightTheyAreAbout() {
    const TracePtr trace = traceAfter(smallExperiment(), syntheticDataset());
    int forward = 0;
    int backward = 0;
    for (const ArithmeticRow& row : rowsOf(trace, {.layer = 0, .unit = 2, .from = std::nullopt})) {
      if (!row.place) continue;
      QVERIFY(engine::exists(*trace->network, *row.place));
      if (row.place->layer == 0 && row.place->unit == 2) ++forward;
      if (row.place->layer == 1 && row.place->from == Index{2}) ++backward;
    }
    QCOMPARE(forward, 6 + 1);  // six inputs and the bias
    QCOMPARE(backward, 3);
  }

  void frozenAndUnreachedWeightsSaySo() {
    engine::Experiment experiment = smallExperiment();
    experiment.network.layers[1].frozen = true;
    const auto says = [](const Rows& rows, const char* words) {
      return std::any_of(rows.begin(), rows.end(),
                         [&](const ArithmeticRow& row) { return row.text.contains(QLatin1String(words)); });
    };
    const Rows frozen =
        rowsOf(traceAfter(experiment, syntheticDataset()), {.layer = 1, .unit = 0, .from = 0});
    QVERIFY(says(frozen, "update is 0"));
    QVERIFY(valueOf(frozen, "mean of the batch") != "0");
    QCOMPARE(valueOf(frozen, "before"), valueOf(frozen, "after"));

    experiment.network.layers[1].frozen = false;
    experiment.network.layers[0].frozen = true;
    const TracePtr below = traceAfter(experiment, syntheticDataset());
    QVERIFY(says(rowsOf(below, {.layer = 0, .unit = 0, .from = 0}), "No gradient reaches"));
    QVERIFY(says(rowsOf(below, {.layer = 0, .unit = 0, .from = std::nullopt}), "No gradient reaches"));
  }
};

PELLUCID_WINDOW_TEST(tst_arithmetic_rows, TestArithmeticRows)
#include "tst_arithmetic_rows.moc"
