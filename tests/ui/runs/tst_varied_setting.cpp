// SPDX-License-Identifier: GPL-3.0-or-later
// Which settings can be varied, and their values.
#include "ui/runs/varied_setting.h"

#include <QtTest>

#include "tests/support/datasets.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestVariedSetting : public QObject {
  Q_OBJECT

 private slots:
  void rateBatchAndUnits() {
    engine::Experiment experiment = tests::smallExperiment();
    experiment.network.layers.insert(experiment.network.layers.begin() + 1, engine::dropout(0.5));
    const auto settings = variedSettings(experiment);
    QStringList names;
    for (const VariedSetting& setting : settings) names << setting.name;
    QCOMPARE(names, QStringList({"Learning rate", "Batch size", "Units of Hidden 1"}));
    for (const VariedSetting& setting : settings) {
      const double other = setting.isWhole() ? 7 : 0.25;
      const engine::Experiment changed = setting.with(experiment, other);
      QCOMPARE(setting.valueIn(changed), other);
      QVERIFY(changed != experiment);
      QVERIFY(setting.with(changed, setting.valueIn(experiment)) == experiment);
    }
    experiment.training.learningRate = 0.003;
    QVERIFY(settings[0].suggestions(experiment) == (std::vector{0.0003, 0.0009, 0.003, 0.009, 0.03}));
    experiment.training.batchSize = 2;
    QVERIFY(settings[1].suggestions(experiment) == (std::vector<double>{1, 2, 4, 8}));
  }

  void valuesAreReadAsTheyAreWritten() {
    const auto settings = variedSettings(tests::smallExperiment());
    QVERIFY(parsedValues("0.1, 0.01 1e-3;0.1", settings[0]) == (std::vector{0.001, 0.01, 0.1}));
    QVERIFY(parsedValues("8, 16", settings[1]) == (std::vector<double>{8, 16}));
    for (const char* text : {"", "0", "-1", "nan", "inf", "8 a", "1.5"})
      QVERIFY(parsedValues(text, settings[1]).empty());
    QVERIFY(parsedValues("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21", settings[1]).empty());
    QCOMPARE(valuesText({0.001, 8}), "0.001, 8");
  }
};

PELLUCID_WINDOW_TEST(tst_varied_setting, TestVariedSetting)
#include "tst_varied_setting.moc"
