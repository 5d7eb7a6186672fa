// SPDX-License-Identifier: GPL-3.0-or-later
// The buttons beside the curves and the menus behind them.
#include "ui/plots/curve_controls.h"

#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include "tests/support/window_test.h"

using namespace pellucid::ui;

namespace {

QAction* entryOf(QMenu& menu, const QString& text, int which = 0) {
  for (QAction* action : menu.actions())
    if (action->text() == text && !action->isSeparator() && which-- == 0) return action;
  return nullptr;
}

}  // namespace

class TestCurveControls : public QObject {
  Q_OBJECT

 private slots:
  void everyEntryIsAChoiceThatItShows() {
    CurveControls controls;
    QSignalSpy chosen(&controls, &CurveControls::chosen);
    QMenu& menu = *controls.findChildren<QToolButton*>()[1]->menu();
    const auto choose = [&](const QString& text, int which = 0) {
      emit menu.aboutToShow();  // which fills it
      QAction* entry = entryOf(menu, text, which);
      QVERIFY2(entry != nullptr, qPrintable(text));
      QVERIFY(!entry->toolTip().isEmpty());
      entry->trigger();
      emit menu.aboutToShow();
    };
    const auto isChecked = [&](const QString& text, int which = 0) {
      emit menu.aboutToShow();
      return entryOf(menu, text, which)->isChecked();
    };
    QVERIFY(isChecked("step") && isChecked("accuracy") && isChecked("none"));
    choose("epoch");
    QCOMPARE(controls.choices().axis, CurveAxis::Epochs);
    QVERIFY(isChecked("epoch") && !isChecked("step"));
    choose("update ratio");
    QCOMPARE(controls.choices().beside, CurveQuantity::UpdateRatio);
    QVERIFY(isChecked("update ratio", 1));  // its axis is logarithmic by default, but not necessarily
    choose("update ratio", 1);
    QVERIFY(!controls.choices().logarithmic.contains(CurveQuantity::UpdateRatio));
    choose("over about 20 points");
    QCOMPARE(controls.choices().smoothing, 20);
    choose("loss");
    QVERIFY(controls.choices().logarithmic.contains(CurveQuantity::Loss));
    choose("epoch", 1);
    QVERIFY(controls.choices().isAxisLogarithmic);
    QCOMPARE(chosen.size(), 6);
    choose("epoch");  // again: it stays
    QCOMPARE(controls.choices().axis, CurveAxis::Epochs);
    QVERIFY(isChecked("epoch"));
  }

  void buttonsAskForTheirThings() {
    CurveControls controls;
    QSignalSpy fit(&controls, &CurveControls::fitRequested);
    QSignalSpy file(&controls, &CurveControls::exportRequested);
    QSignalSpy copy(&controls, &CurveControls::copyRequested);
    const auto buttons = controls.findChildren<QToolButton*>();
    QCOMPARE(buttons.size(), 3);
    for (const QToolButton* button : buttons) {
      QVERIFY(!button->toolTip().isEmpty());
      QVERIFY(button->focusPolicy() == Qt::StrongFocus);
      QVERIFY(!button->icon().isNull());
    }
    buttons[0]->click();
    for (QAction* action : buttons[2]->menu()->actions()) action->trigger();
    QCOMPARE(fit.size(), 1);
    QCOMPARE(file.size(), 1);
    QCOMPARE(copy.size(), 1);
  }
};

PELLUCID_WINDOW_TEST(tst_curve_controls, TestCurveControls)
#include "tst_curve_controls.moc"
