// SPDX-License-Identifier: GPL-3.0-or-later
// Every name of data fills the controls, and what they show is that name.
#include "ui/widgets/data_name_editor.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QtTest>

#include "engine/base/random.h"
#include "engine/transfer/presets.h"
#include "tests/support/window_test.h"
#include "ui/widgets/data_changes_editor.h"
#include "ui/widgets/toggle_grid.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

/// Nobody would write such a name by hand, but each is valid.
QString randomName(engine::Random& random) {
  std::vector<engine::Index> order(10);
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<engine::Index>(i);
  random.shuffle(std::span(order));
  engine::DataChanges changes;
  if (random.below(3) > 0) {
    order.resize(2 + random.below(8));
    changes.classes = order;
    if (random.below(2) == 0) std::ranges::sort(changes.classes);
  }
  for (auto steps = random.below(4); steps > 0; --steps) {
    const auto change = engine::kEnumNames<engine::DataChange>[random.below(8)].value;
    if (change == engine::DataChange::Standardise && steps > 1) continue;  // only the last may be this
    changes.steps.push_back({.change = change,
                             .amount = change == engine::DataChange::Noise
                                           ? static_cast<double>(1 + random.below(999)) / 100
                                           : 0});
  }
  return (random.below(2) == 0 ? "mnist" : "fashion-mnist") +
         QString::fromStdString(engine::formatDataChanges(changes));
}

/// Says the same as the controls, whatever setName() received.
QString rewritten(DataNameEditor& editor) {
  emit editor.findChild<DataChangesEditor*>()->edited();
  return editor.name();
}

}  // namespace

class TestDataNameEditor : public QObject {
  Q_OBJECT

 private slots:
  void everyNameFillsTheControls() {
    QStringList names = {"mnist", "mnist+noise0.3", "spiral,noise=0.1,seed=3",
                         "spiral:0,1+noise0.1,samples=200"};
    for (const auto& preset : engine::transferPresets()) names << QString::fromStdString(preset.data);
    engine::Random random(1, "names");
    for (int i = 0; i < 100; ++i) names << randomName(random);
    DataNameEditor editor(DataNameEditor::Answers::Classes);
    for (const QString& name : names) {
      editor.setName(name);
      QCOMPARE(editor.name(), name);
      QCOMPARE(rewritten(editor), name);
      QCOMPARE(editor.findChild<QLineEdit*>("text")->text(), name);
    }
  }

  void whatIsNotUnderstoodStandsForItself() {
    DataNameEditor editor(DataNameEditor::Answers::Classes);
    for (const char* name : {"mnist:0-4+swirl", "mnist:0-2,3+noise0.30", ""}) {
      editor.setName(name);
      QCOMPARE(editor.name(), name);
    }
  }

  void anotherDataSetKeepsWhatItCanHave() {
    DataNameEditor editor(DataNameEditor::Answers::Any);
    QSignalSpy edited(&editor, &DataNameEditor::edited);
    editor.setName("mnist:5-9+invert+noise0.3");
    editor.setBase("fashion-mnist");
    QCOMPARE(editor.name(), "fashion-mnist:5-9+invert+noise0.3");
    editor.setBase("spiral");
    QCOMPARE(editor.name(), "spiral+noise0.3");
    editor.setBase("");  // the file dialog was cancelled
    QCOMPARE(editor.name(), "spiral+noise0.3");
    QCOMPARE(edited.size(), 2);
  }

  void asksForAFile() {
    DataNameEditor editor(DataNameEditor::Answers::Any);
    editor.setName("mnist");
    QSignalSpy wanted(&editor, &DataNameEditor::placeWanted);
    auto* bases = editor.findChild<QComboBox*>();
    emit bases->activated(bases->count() - 1);
    QCOMPARE(wanted.takeFirst(), QVariantList{true});
    emit bases->activated(bases->count() - 2);
    QCOMPARE(wanted.takeFirst(), QVariantList{false});
    QCOMPARE(editor.name(), "mnist");
    editor.setBase("/home/ada/houses.csv");
    QCOMPARE(editor.name(), "/home/ada/houses.csv");
    QCOMPARE(bases->currentText(), "houses.csv");
    QCOMPARE(editor.findChild<DataChangesEditor*>()->findChild<ToggleGrid*>()->count(), 10U);
    editor.learn("/home/ada/houses.csv", {.classNames = {"cheap", "dear", "castle"}});
    QCOMPARE(editor.findChild<DataChangesEditor*>()->findChild<ToggleGrid*>()->button(2)->text(), "castle");
  }
};

PELLUCID_WINDOW_TEST(tst_data_name_editor, TestDataNameEditor)
#include "tst_data_name_editor.moc"
