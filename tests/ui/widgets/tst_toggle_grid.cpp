// SPDX-License-Identifier: GPL-3.0-or-later
// Toggles show what they are given and tell of the user's clicks; the last ones that are needed stay on.
#include "ui/widgets/toggle_grid.h"

#include <QSignalSpy>
#include <QtTest>

#include "tests/support/window_test.h"

using namespace pellucid::ui;

class TestToggleGrid : public QObject {
  Q_OBJECT

 private slots:
  void tellsOfClicks() {
    ToggleGrid grid;
    QSignalSpy toggled(&grid, &ToggleGrid::toggled);
    grid.setToggles({{.text = "a", .isOn = true}, {.text = "b"}, {.text = "c", .isOn = true}}, 1);
    QCOMPARE(toggled.size(), 0);
    QVERIFY(grid.button(0)->isChecked() && !grid.button(1)->isChecked());
    grid.button(1)->click();
    QCOMPARE(toggled.takeFirst(), (QVariantList{1, true}));
    grid.button(0)->click();
    QCOMPARE(toggled.takeFirst(), (QVariantList{0, false}));
  }

  void theLastOnesStayOn() {
    ToggleGrid grid;
    grid.setToggles({{.text = "a", .isOn = true}, {.text = "b"}, {.text = "c", .isOn = true}}, 2);
    QVERIFY(!grid.button(0)->isEnabled() && grid.button(1)->isEnabled() && !grid.button(2)->isEnabled());
  }

  /// A side column of the window is about 270 pixels wide.
  void longNamesStandInSeveralRows() {
    ToggleGrid grid;
    std::vector<ToggleGrid::Toggle> toggles(10);
    for (auto& toggle : toggles) toggle.text = "Ankle boot";
    grid.setToggles(toggles, 2);
    grid.resize(grid.sizeHint());
    QVERIFY2(grid.width() <= 270, qPrintable(QString::number(grid.width())));
    QCOMPARE(grid.count(), 10U);
  }
};

PELLUCID_WINDOW_TEST(tst_toggle_grid, TestToggleGrid)
#include "tst_toggle_grid.moc"
