// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/diagnosis/data_statistics.h"

#include "tests/engine/inspect/diagnosis/diagnosed_run.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestDataStatistics : public QObject {
  Q_OBJECT

  static void compare(const NumberStatistics& found, const std::vector<double>& values) {
    double sum = 0, squares = 0, size = 0;
    for (const double value : values) sum += value;
    const double mean = sum / double(values.size());
    for (const double value : values) {
      squares += (value - mean) * (value - mean);
      size += value * value;
    }
    const double n = double(values.size());
    QVERIFY(std::abs(found.mean - mean) < 1e-6 * (1 + std::abs(mean)));
    QVERIFY(std::abs(found.deviation - std::sqrt(squares / n)) < 1e-6 * (1 + std::sqrt(squares / n)));
    QVERIFY(std::abs(found.size() - std::sqrt(size / n)) < 1e-6 * (1 + std::sqrt(size / n)));
    QCOMPARE(found.least, *std::ranges::min_element(values));
    QCOMPARE(found.most, *std::ranges::max_element(values));
  }

 private slots:
  void ofTables() {
    const DatasetPtr data = points("prices");
    const DataStatisticsPtr found = dataStatistics(*data);
    QCOMPARE(std::ssize(found->inputs), data->inputs());
    QCOMPARE(found->samples, data->train.size());
    for (Index input = 0; input < data->inputs(); ++input) {
      std::vector<double> values;
      for (Index i = 0; i < data->train.size(); ++i) values.push_back(data->train.numbers(input, i));
      compare(found->inputs[std::size_t(input)], values);
      QCOMPARE(found->inputs[std::size_t(input)].name, data->inputNames[std::size_t(input)]);
    }
    std::vector<double> targets;
    for (Index i = 0; i < data->train.size(); ++i) targets.push_back(data->train.targets(0, i));
    compare(found->targets[0], targets);
    QVERIFY(!found->isStandardised && !found->isImages && found->classCounts.empty());
    QVERIFY(dataStatistics(*points("prices+standardise"))->isStandardised);
  }

  void ofImages() {
    const DatasetPtr data = syntheticDataset(60);
    const DataStatisticsPtr found = dataStatistics(*data);
    QCOMPARE(found->inputs.size(), 1U);
    std::vector<double> values;
    for (const auto pixel : data->train.pixels) values.push_back(pixel / 255.0);
    compare(found->inputs[0], values);
    std::vector<Index> counts(3);
    for (const auto label : data->train.labels) ++counts[label];
    QVERIFY(found->classCounts == counts);
    QVERIFY(found->isImages && !found->testsOnTraining);
    QCOMPARE(found->same, 0);
    QVERIFY(dataStatistics(*points("and"))->testsOnTraining);
  }

  void canBeCancelled() {
    const Progress progress = Progress::watched();
    progress.cancel();
    QVERIFY(dataStatistics(*syntheticDataset(60), progress) == nullptr);
  }
};

PELLUCID_TEST(tst_data_statistics, TestDataStatistics)
#include "tst_data_statistics.moc"
