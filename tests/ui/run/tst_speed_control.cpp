// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/speed_control.h"

#include <QSignalSpy>
#include <QtTest>

#include "tests/support/window_test.h"

using namespace pellucid::ui;

class TestSpeedControl : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    m_control = std::make_unique<SpeedControl>();
    m_slider = m_control->findChild<QSlider*>();
    m_text = m_control->findChild<QLabel*>();
    QVERIFY(m_slider && m_text);
  }

  void beginsAtFullSpeed() {
    QCOMPARE(m_control->pace(), Pace{});
    QCOMPARE(m_text->text(), "full speed");
    QCOMPARE(m_slider->value(), m_slider->maximum());
  }

  void atFullSpeedItSaysHowFastThatIs() {
    m_control->showRate(123'456.7);
    QCOMPARE(m_text->text(), "123,456 samples/s");
    m_slider->setValue(m_slider->maximum() - 1);
    QCOMPARE(m_text->text(), "2,000 steps/s");
    m_slider->setValue(m_slider->maximum());
    m_control->showRate(0);
    QCOMPARE(m_text->text(), "full speed");
  }

  /// If the run has an end, and if there is room for words.
  void saysHowLongItWillTake() {
    const auto* left = m_control->findChildren<QLabel*>().at(1);
    m_control->show();
    m_control->showRate(1000, 130.0);
    QCOMPARE(left->text(), "3 min left");
    QVERIFY(left->isVisible());
    QVERIFY(m_text->isVisible());
    const int wide = m_control->sizeHint().width();
    m_control->setWordsBelow(true);  // one line, with room for the slider
    QVERIFY(left->isVisible() && !m_text->isVisible());
    QVERIFY(m_control->sizeHint().width() < wide - 60);
    m_control->showRate(1000, 120.0);
    QCOMPARE(left->text(), "2 min left");
    m_control->showRate(1000);
    QVERIFY(!left->isVisible() && m_text->isVisible());
    m_control->setWordsBelow(false);
    m_control->showRate(1000, 120.0);
    QVERIFY(left->isVisible() && m_text->isVisible());
    m_control->showRate(0);
    QVERIFY(!left->isVisible());
  }

  /// From a tenth of slow motion, in which a step takes at least 10 s, without a gap to full speed.
  void oneSliderForAllSpeeds() {
    m_slider->setValue(m_slider->minimum());
    QCOMPARE(m_control->pace(), (Pace{.isTold = true, .times = 0.1}));
    QCOMPARE(m_text->text(), "slow motion 0.1×");
    constexpr double kStep = 10'000;  // milliseconds per step in slow motion
    double last = 0;
    bool wasTold = true;
    for (int i = m_slider->minimum(); i < m_slider->maximum(); ++i) {
      m_slider->setValue(i);
      const Pace pace = m_control->pace();
      const double speed = pace.timesFor(kStep);
      QVERIFY(speed > last && (i == 0 || speed <= 2.5 * last));
      QVERIFY2(pace.isTold == (pace.stepsPerSecond <= 2), qPrintable(m_text->text()));
      QVERIFY(wasTold || !pace.isTold);
      wasTold = pace.isTold;
      QString number = m_text->text().remove("slow motion ").remove("×").section(' ', 0, 0);
      QCOMPARE(number.remove(',').toDouble(), pace.stepsPerSecond > 0 ? pace.stepsPerSecond : pace.times);
      last = speed;
    }
    QCOMPARE(m_control->pace().stepsPerSecond, 2000.0);
  }

  void everyChangeIsToldOnce() {
    QSignalSpy changes(m_control.get(), &SpeedControl::paceChanged);
    QTest::keyClick(m_slider, Qt::Key_Home);
    QCOMPARE(changes.size(), 1);
    QCOMPARE(changes[0][0].value<Pace>(), (Pace{.isTold = true, .times = 0.1}));
    m_control->goFaster();
    QCOMPARE(changes[1][0].value<Pace>(), (Pace{.isTold = true, .times = 0.25}));
    QTest::keyClick(m_slider, Qt::Key_End);
    QCOMPARE(changes[2][0].value<Pace>(), Pace{});
    m_control->goFaster();
    QCOMPARE(changes.size(), 3);
  }

  void slowMotionComesAndGoesToWhereItWas() {
    m_control->setStepsPerSecond(100);
    m_control->setTold(true);
    QCOMPARE(m_control->pace(), (Pace{.isTold = true, .times = 1}));
    m_control->goFaster();
    m_control->setTold(true);
    QCOMPARE(m_control->pace().times, 2.0);
    m_control->setTold(false);
    QCOMPARE(m_control->pace(), (Pace{.stepsPerSecond = 100}));
    m_control->setTold(true);
    QCOMPARE(m_control->pace().times, 2.0);
  }

  void aPaceIsSuggestedUntilTheUserChooses() {
    m_control->suggest(480);
    QCOMPARE(m_control->pace().stepsPerSecond, 500.0);
    QCOMPARE(m_control->chosenStepsPerSecond(), 0.0);  // it is not remembered as a choice
    m_control->setTold(true);
    m_control->suggest(0);
    QVERIFY(m_control->pace().isTold);
    m_control->setTold(false);
    QCOMPARE(m_control->pace(), Pace{});
    m_control->goSlower();
    QCOMPARE(m_control->chosenStepsPerSecond(), 2000.0);
    m_control->suggest(480);
    QCOMPARE(m_control->pace().stepsPerSecond, 2000.0);
    m_control->setStepsPerSecond(0);
    QCOMPARE(m_control->chosenStepsPerSecond(), 0.0);
  }

  void everyTextFits() {
    m_control->show();
    const int width = m_control->sizeHint().width();
    for (int i = m_slider->minimum(); i <= m_slider->maximum(); ++i) {
      m_slider->setValue(i);
      QCOMPARE(m_control->sizeHint().width(), width);
    }
  }

  void itTeachesAndCanBeReached() {
    QVERIFY(!m_slider->toolTip().isEmpty());
    QVERIFY(!m_slider->accessibleName().isEmpty());
    QVERIFY(m_slider->focusPolicy() & Qt::TabFocus);
  }

 private:
  std::unique_ptr<SpeedControl> m_control;
  QSlider* m_slider = nullptr;
  QLabel* m_text = nullptr;
};

PELLUCID_WINDOW_TEST(tst_speed_control, TestSpeedControl)
#include "tst_speed_control.moc"
