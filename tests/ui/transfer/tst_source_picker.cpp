// SPDX-License-Identifier: GPL-3.0-or-later
// Each kind of source asks for what it is, and says which layers it has.
#include "ui/transfer/source_picker.h"

#include <QComboBox>
#include <QSignalSpy>
#include <QSpinBox>
#include <QtTest>

#include "tests/support/datasets.h"
#include "tests/support/transfers.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

TransferChoice choiceOf(const SourcePicker& picker) {
  TransferChoice choice;
  picker.choose(choice);
  return choice;
}

QString shown(const SourcePicker& picker) {
  return picker.findChild<QComboBox*>()->currentText();
}

QSpinBox* steps(const SourcePicker& picker) {
  for (auto* box : picker.findChildren<QSpinBox*>())
    if (box->accessibleName() == "Source steps") return box;
  return nullptr;
}

}  // namespace

class TestSourcePicker : public QObject {
  Q_OBJECT

 private slots:
  void aModelOfTheProgram() {
    SourcePicker picker;
    picker.setNamed("low-digits-cnn");
    QCOMPARE(choiceOf(picker).design.source, "low-digits-cnn");
    QVERIFY(!choiceOf(picker).isFile && !picker.isTrainedHere());
    QCOMPARE(picker.network()->layers.size(), 7U);
    QVERIFY(steps(picker)->parentWidget()->isHidden());
  }

  void dataToTrainOneOn() {
    SourcePicker picker;
    picker.setNamed("mnist:0-4");
    QCOMPARE(choiceOf(picker).design.source, "mnist:0-4");
    QVERIFY(picker.isTrainedHere());
    QVERIFY(!steps(picker)->parentWidget()->isHidden());
    steps(picker)->setValue(70);
    QCOMPARE(choiceOf(picker).design.sourceSteps, 70);
    picker.setNamed("digits-mlp");
    QVERIFY(!picker.isTrainedHere());
  }

  void aFile() {
    SourcePicker picker;
    QSignalSpy edited(&picker, &SourcePicker::edited);
    picker.setFile("/somewhere/own.onnx");
    QVERIFY(choiceOf(picker).isFile && edited.size() > 0);
    QCOMPARE(choiceOf(picker).design.source, "/somewhere/own.onnx");
    QCOMPARE(shown(picker), "own.onnx");
    QVERIFY(!picker.network());
    picker.setFile("/elsewhere/other.onnx");
    QCOMPARE(shown(picker), "other.onnx");
    QCOMPARE(choiceOf(picker).design.source, "/elsewhere/other.onnx");
    QTemporaryFile file;
    QVERIFY(file.open());
    picker.setNamed(file.fileName());
    QVERIFY(choiceOf(picker).isFile);
  }

  void theNetworkUntilAnotherIsChosen() {
    SourcePicker picker;
    picker.setNetwork(tests::smallSource(), tests::syntheticDataset());
    QCOMPARE(shown(picker), "The network in the window");
    QCOMPARE(choiceOf(picker).design.model->weights, tests::smallSource().weights);
    QCOMPARE(choiceOf(picker).sourceData->name, std::string("synthetic"));
    QCOMPARE(picker.network()->layers.size(), 3U);
    picker.setNamed("digits-mlp");
    QVERIFY(choiceOf(picker).design.model == nullptr && choiceOf(picker).sourceData == nullptr);
    picker.findChild<QComboBox*>()->setCurrentText("The network in the window");
    QVERIFY(choiceOf(picker).design.model != nullptr);
  }

  void theModelOfAProjectGoesWithIt() {
    SourcePicker picker;
    engine::TransferDesign design{.source = "small", .modelData = "mnist"};
    design.model = std::make_shared<const engine::TrainedModel>(tests::smallSource());
    picker.setDesign(design);
    QCOMPARE(shown(picker), "The model in the project");
    QVERIFY(choiceOf(picker).design.model == design.model);
    QCOMPARE(choiceOf(picker).design.modelData, "mnist");
    picker.setDesign({.source = "digits-mlp"});
    QCOMPARE(shown(picker), "digits-mlp");
    QCOMPARE(picker.findChild<QComboBox*>()->findText("The model in the project"), -1);
  }
};

PELLUCID_WINDOW_TEST(tst_source_picker, TestSourcePicker)
#include "tst_source_picker.moc"
