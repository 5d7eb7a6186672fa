// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/transfer_csv.h"

#include <QtTest>

#include "tests/support/test_program.h"

using namespace pellucid::engine;

class TestTransferCsv : public QObject {
  Q_OBJECT

 private slots:
  void writesARowForEachPoint() {
    ArmCurve curve{.arm = "lock:1+2", .samplesPerClass = 5, .seed = 3};
    curve.trainableParameters = 130;
    curve.millisecondsPerStep = 0.25;
    curve.points = {{.step = 0, .targetAccuracy = 0.1, .sourceAccuracy = 0.975, .drift = {}},
                    {.step = 20, .targetAccuracy = 0.85, .sourceAccuracy = std::nullopt, .drift = {}}};
    const std::vector<ArmCurve> curves{curve};
    const std::string header =
        "arm,samples_per_class,seed,step,target_accuracy,source_accuracy,trainable_parameters,ms_per_step\n";
    QCOMPARE(transferCsv(curves, true),
             header + "lock:1+2,5,3,0,0.1,0.975,130,0.25\nlock:1+2,5,3,20,0.85,,130,0.25\n");
    QCOMPARE(transferCsv(curves, false),
             header + "lock:1+2,5,3,0,0.1,0.975,130,\nlock:1+2,5,3,20,0.85,,130,\n");
  }
};

PELLUCID_TEST(tst_transfer_csv, TestTransferCsv)
#include "tst_transfer_csv.moc"
