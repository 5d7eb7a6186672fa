// SPDX-License-Identifier: GPL-3.0-or-later
// The buttons and keys of the film beside the bar of time.
#include "ui/timeline/time_panel.h"

#include <QComboBox>
#include <QSignalSpy>
#include <QToolButton>
#include <QtTest>

#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

Moment momentAt(std::int64_t step) {
  auto snapshot = std::make_shared<engine::Snapshot>();
  snapshot->timeline.lanes = {{.parent = {}, .begin = 0, .end = 200, .events = {}, .kept = {}}};
  snapshot->timeline.step = step;
  return {.snapshot = std::move(snapshot), .dataset = nullptr, .input = {}, .probe = {}};
}

}  // namespace

class TestTimePanel : public QObject {
  Q_OBJECT

 private slots:
  void buttonsPlayWhereThereIsSomethingToPlay() {
    TimePanel panel;
    panel.resize(600, panel.sizeHint().height());
    panel.show();
    const auto buttons = panel.findChildren<QToolButton*>();
    QCOMPARE(buttons.size(), 2);
    panel.showMoment(momentAt(200));
    QVERIFY(buttons[0]->isEnabled() && !buttons[1]->isEnabled());
    panel.showMoment(momentAt(0));
    QVERIFY(!buttons[0]->isEnabled() && buttons[1]->isEnabled());
    QSignalSpy wanted(&panel, &TimePanel::wanted);
    buttons[1]->click();
    QVERIFY(buttons[1]->isChecked());
    panel.film().advance();
    QCOMPARE(wanted.back().at(1).toLongLong(), 1);
    buttons[1]->click();
    QVERIFY(!buttons[1]->isChecked() && !panel.film().playing());
  }

  void keysPlayAndChooseTheSpeed() {
    TimePanel panel;
    panel.resize(600, panel.sizeHint().height());
    panel.showMoment(momentAt(100));
    QTest::keyClick(&panel.bar(), Qt::Key_J);
    QVERIFY(panel.film().playing() == Film::Direction::Back);
    QTest::keyClick(&panel.bar(), Qt::Key_L);
    QVERIFY(panel.film().playing() == Film::Direction::Forward);
    QTest::keyClick(&panel.bar(), Qt::Key_K);
    QVERIFY(!panel.film().playing());
    QCOMPARE(panel.film().stepsPerFrame(), 1.0);
    QTest::keyClick(&panel.bar(), Qt::Key_Minus);
    QCOMPARE(panel.film().stepsPerFrame(), 0.5);
    for (int i = 0; i < 20; ++i) QTest::keyClick(&panel.bar(), Qt::Key_Plus);
    QCOMPARE(panel.film().stepsPerFrame(), 1000.0);
    for (int i = 0; i < 20; ++i) QTest::keyClick(&panel.bar(), Qt::Key_Minus);
    QCOMPARE(panel.film().stepsPerFrame(), 0.1);
  }

  void draggingTheBarTakesOver() {
    TimePanel panel;
    panel.resize(600, panel.sizeHint().height());
    panel.show();
    panel.showMoment(momentAt(100));
    panel.film().play(Film::Direction::Back);
    QSignalSpy wanted(&panel, &TimePanel::wanted);
    QTest::mouseClick(&panel.bar(), Qt::LeftButton, {}, {panel.bar().width() / 2, panel.bar().height() - 8});
    QVERIFY(!panel.film().playing());
    QCOMPARE(wanted.size(), 1);
  }

  void aLowWindowKeepsTheLanes() {
    QWidget window;  // it takes all the room there is
    window.resize(600, 100);
    TimePanel panel(&window);
    panel.resize(600, panel.sizeHint().height());
    window.show();
    QVERIFY(panel.findChild<QComboBox*>()->isVisible());
    QVERIFY(panel.minimumSizeHint().height() <= 12);
    panel.resize(600, 14);
    QVERIFY(!panel.findChild<QComboBox*>()->isVisible());
    panel.resize(600, panel.sizeHint().height());
    QVERIFY(panel.findChild<QComboBox*>()->isVisible());
  }
};

PELLUCID_WINDOW_TEST(tst_time_panel, TestTimePanel)
#include "tst_time_panel.moc"
