// SPDX-License-Identifier: GPL-3.0-or-later
// The lab's fields: each kind of source asks for what it is, and a saved experiment fills all of them.
#include "ui/transfer/transfer_choices.h"

#include <QComboBox>
#include <QtTest>

#include "tests/support/datasets.h"
#include "tests/support/transfers.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestTransferChoices : public QObject {
  Q_OBJECT

 private slots:
  void aNameIsAskedFor() {
    TransferChoices choices;
    choices.setSource("mnist:0-4");
    const auto choice = choices.choice();
    QCOMPARE(choice->design.source, std::string("mnist:0-4"));
    QVERIFY(choice->design.model == nullptr && !choice->isFile);
    QCOMPARE(choices.title(), "mnist:0-4 → mnist+parity");
  }

  void aFileIsAskedFor() {
    QTemporaryFile file;
    QVERIFY(file.open());
    TransferChoices choices;
    choices.setSource(file.fileName());
    QVERIFY(choices.choice()->isFile);
  }

  void theNetworkIsAskedForUntilAnotherSourceIsChosen() {
    TransferChoices choices;
    choices.setNetwork(tests::smallSource(), tests::syntheticDataset());
    QVERIFY(choices.choice()->design.model != nullptr);
    choices.setSource("digits-mlp");
    QVERIFY(choices.choice()->design.model == nullptr);
  }

  void aSavedExperimentFillsTheFields() {
    engine::TransferDesign design{.source = "fashion-mnist",
                                  .sourceSteps = 70,
                                  .data = "mnist:5-9",
                                  .arms = "scratch,lock:2",
                                  .samples = {3, 9},
                                  .seeds = 5,
                                  .steps = 40,
                                  .fineTuneFactor = 0.5,
                                  .isHeadNew = true};
    TransferChoices choices;
    choices.restore(design);
    auto choice = choices.choice();
    QCOMPARE(choice->design.source, design.source);
    QCOMPARE(choice->design.sourceSteps, design.sourceSteps);
    QCOMPARE(choice->design.data, design.data);
    QCOMPARE(choice->design.arms, design.arms);
    QCOMPARE(choice->design.samples, design.samples);
    QCOMPARE(choice->design.seeds, design.seeds);
    QCOMPARE(choice->design.steps, design.steps);
    QCOMPARE(choice->design.fineTuneFactor, design.fineTuneFactor);
    QVERIFY(choice->design.isHeadNew);

    design.model = std::make_shared<const engine::SourceModel>(tests::smallSource());
    design.modelData = "mnist";
    choices.restore(design);
    choice = choices.choice();
    QVERIFY(choice->design.model == design.model);
    QCOMPARE(choice->design.modelData, design.modelData);
  }
};

PELLUCID_WINDOW_TEST(tst_transfer_choices, TestTransferChoices)
#include "tst_transfer_choices.moc"
