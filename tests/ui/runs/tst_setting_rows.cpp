// SPDX-License-Identifier: GPL-3.0-or-later
// Settings as rows, of which those that differ are told.
#include "ui/runs/setting_rows.h"

#include <QtTest>

#include "tests/support/datasets.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestSettingRows : public QObject {
  Q_OBJECT

 private slots:
  void everySettingThatDiffersIsTold() {
    Design first{
        .experiment = tests::smallExperiment(), .dataset = tests::syntheticDataset(), .id = 1, .run = 1};
    QVERIFY(differentRows(first, first).empty());
    const auto told = [&](auto edit) {
      Design second = first;
      edit(second);
      QStringList texts;
      for (const DifferentRow& row : differentRows(first, second))
        texts << row.name + ": " + row.first + " | " + row.second;
      return texts;
    };
    QCOMPARE(told([](Design& d) { d.experiment.network.layers[0].units = 7; }),
             QStringList("Layers: 1x6x1, 5:tanh, 3:softmax | 1x6x1, 7:tanh, 3:softmax"));
    QCOMPARE(told([](Design& d) { d.experiment.network.layers[1].frozen = true; }),
             QStringList("Frozen: none | Output"));
    QCOMPARE(told([](Design& d) { d.experiment.network.layers[0].rateFactor = 0.1; }),
             QStringList("Layers: 1x6x1, 5:tanh, 3:softmax | 1x6x1, 5-lr0.1:tanh, 3:softmax"));
    QCOMPARE(told([](Design& d) { d.experiment.training.settings.l2 = 0.25; }), QStringList("L2: 0 | 0.25"));
    QCOMPARE(told([](Design& d) { d.experiment.training.stopping.steps = 1200; }),
             QStringList("Steps: 0 | 1,200"));
    QCOMPARE(told([](Design& d) { d.experiment.seed = 9; }), QStringList("Seed: 1 | 9"));
    QCOMPARE(told([](Design& d) {
               d.experiment.training.schedule.kind = engine::ScheduleKind::Cosine;
               d.experiment.training.schedule.epochs = 3;
             }),
             QStringList({"Schedule: constant | cosine", "Over epochs: 10 | 3"}));
    const auto initial = std::make_shared<const engine::Vector>(53);
    QCOMPARE(told([&](Design& d) { d.initial = initial; }).size(), 1);
    first.initial = std::make_shared<const engine::Vector>(53);
    QCOMPARE(told([&](Design& d) { d.initial = initial; }), QStringList("Initial weights: given | others"));
  }
};

PELLUCID_WINDOW_TEST(tst_setting_rows, TestSettingRows)
#include "tst_setting_rows.moc"
