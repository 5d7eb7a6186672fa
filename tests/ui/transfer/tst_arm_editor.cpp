// SPDX-License-Identifier: GPL-3.0-or-later
// Arms are rows with padlocks, and say the same as the text that the engine reads.
#include "ui/transfer/arm_editor.h"

#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QToolButton>
#include <QtTest>

#include "engine/model/layers_text.h"
#include "engine/transfer/arms.h"
#include "tests/support/window_test.h"
#include "ui/widgets/toggle_grid.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

engine::NetworkSpec networkOf(const char* layers) {
  return {.layers = engine::parseLayers(layers)->layers};
}

QStringList add(const ArmEditor& editor, const QString& title) {
  auto* menu = editor.findChild<QMenu*>();
  emit menu->aboutToShow();
  QStringList offered;
  for (QAction* action : menu->actions()) {
    if (action->isEnabled()) offered << action->text();
    if (action->text() == title) action->trigger();
  }
  return offered;
}

QToolButton* remover(const ArmEditor& editor, const QString& arm) {
  for (auto* button : editor.findChildren<QToolButton*>())
    if (button->accessibleName() == "Remove the arm " + arm) return button;
  return nullptr;
}

bool shows(const ArmEditor& editor, const QString& text) {
  for (const auto* label : editor.findChildren<QLabel*>())
    if (label->text() == text) return true;
  return false;
}

}  // namespace

class TestArmEditor : public QObject {
  Q_OBJECT

 private slots:
  void armsAreAddedAndRemoved() {
    ArmEditor editor;
    QSignalSpy edited(&editor, &ArmEditor::edited);
    editor.setArms("scratch");
    QVERIFY(!remover(editor, "scratch")->isEnabled());  // something must be measured
    const QStringList offered = add(editor, "Fine-tuned");
    QCOMPARE(offered, (QStringList{"Frozen", "Half frozen", "Fine-tuned", "Thawed", "Own padlocks"}));
    add(editor, "Frozen");
    QCOMPARE(editor.arms(), "scratch,finetune,frozen");
    remover(editor, "finetune")->click();
    QTRY_COMPARE(editor.arms(), "scratch,frozen");
    QCOMPARE(edited.size(), 3);
  }

  void padlocksAreToggled() {
    ArmEditor editor;
    editor.setNetwork(networkOf("8x8x1,conv4x3:relu,maxpool2,flatten,6:relu,3:softmax"));
    editor.setArms("scratch");
    add(editor, "Own padlocks");
    QCOMPARE(editor.arms(), "scratch,lock:1");
    auto* padlocks = editor.findChild<ToggleGrid*>();
    QCOMPARE(padlocks->count(), 3U);  // pooling and flatten have no weights
    padlocks->button(1)->click();
    QCOMPARE(editor.arms(), "scratch,lock:1+4");
    padlocks->button(0)->click();
    QCOMPARE(editor.arms(), "scratch,lock:4");
    QVERIFY(!padlocks->button(1)->isEnabled());  // without any it would be another arm
    add(editor, "Own padlocks");
    QCOMPARE(editor.arms(), "scratch,lock:4,lock:1");
  }

  /// The engine's plans have as many frozen layers as the rows show.
  void countsThePadlocksOfEachArm_data() {
    QTest::addColumn<QString>("layers");
    QTest::newRow("3 layers") << "6,8:tanh,5:tanh,3:softmax";
    QTest::newRow("4 layers") << "6,8:tanh,5:tanh,5:tanh,3:softmax";
    QTest::newRow("convolution") << "8x8x1,conv4x3:relu,maxpool2,flatten,6:relu,3:softmax";
  }

  void countsThePadlocksOfEachArm() {
    QFETCH(QString, layers);
    const auto parsed = engine::parseLayers(layers.toStdString()).value();
    engine::ArmContext context{.network = {.layers = parsed.layers}, .fits = {}};
    context.fits = engine::compareLayers(context.network, parsed.input, context.network, parsed.input);
    const auto count = std::ranges::count_if(
        parsed.layers, [](const engine::LayerSpec& layer) { return engine::hasParameters(layer.kind); });
    ArmEditor editor;
    editor.setNetwork(context.network);
    for (const char* name : {"frozen", "half", "finetune", "lock:1"}) {
      const auto arm = engine::parseArms(name, context)->front();
      editor.setArms(name);
      QVERIFY2(shows(editor, QString("%1 of %2 layers frozen")
                                 .arg(std::ranges::count(arm.plan, engine::LayerPlan::Freeze))
                                 .arg(count)),
               name);
    }
  }

  void everyTextStaysAsItIs() {
    ArmEditor editor;
    for (const char* text :
         {"scratch,frozen,half,finetune,thaw", "lock:2+1,scratch", "lock:9", "lock:x,swirl", ""}) {
      editor.setArms(text);
      QCOMPARE(editor.arms(), text);
      editor.setNetwork(networkOf("6,8:tanh,3:softmax"));
      QCOMPARE(editor.arms(), text);
      editor.setNetwork(std::nullopt);
      QCOMPARE(editor.arms(), text);
    }
  }
};

PELLUCID_WINDOW_TEST(tst_arm_editor, TestArmEditor)
#include "tst_arm_editor.moc"
