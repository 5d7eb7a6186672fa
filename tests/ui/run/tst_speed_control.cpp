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
    QCOMPARE(m_control->stepsPerSecond(), 0.0);
    QCOMPARE(m_text->text(), "full speed");
    QCOMPARE(m_slider->value(), m_slider->maximum());
  }

  void atFullSpeedItSaysHowFastThatIs() {
    m_control->showRate(123'456.7);
    QCOMPARE(m_text->text(), "123,456 samples/s");
    m_slider->setValue(m_slider->minimum());
    QCOMPARE(m_text->text(), "1 batch/s");
    m_slider->setValue(m_slider->maximum());
    m_control->showRate(0);
    QCOMPARE(m_text->text(), "full speed");
  }

  void runsFromOneBatchASecondUpwards() {
    m_slider->setValue(m_slider->minimum());
    QCOMPARE(m_control->stepsPerSecond(), 1.0);
    QCOMPARE(m_text->text(), "1 batch/s");
    double last = 1;
    for (int i = m_slider->minimum() + 1; i < m_slider->maximum(); ++i) {
      m_slider->setValue(i);
      const double speed = m_control->stepsPerSecond();
      QVERIFY(speed > last && speed <= 2.5 * last);
      QString number = m_text->text().section(' ', 0, 0);
      QCOMPARE(number.remove(',').toDouble(), speed);
      last = speed;
    }
    QVERIFY(last >= 1000);
  }

  void everyChangeIsToldOnce() {
    QSignalSpy changes(m_control.get(), &SpeedControl::speedChanged);
    QTest::keyClick(m_slider, Qt::Key_Home);
    QCOMPARE(changes.size(), 1);
    QCOMPARE(changes[0][0].toDouble(), 1.0);
    QTest::keyClick(m_slider, Qt::Key_Right);
    QCOMPARE(changes[1][0].toDouble(), 2.0);
    QTest::keyClick(m_slider, Qt::Key_End);
    QCOMPARE(changes[2][0].toDouble(), 0.0);
    QTest::keyClick(m_slider, Qt::Key_Right);
    QCOMPARE(changes.size(), 3);
  }

  void aPaceIsSuggestedUntilTheUserChooses() {
    m_control->suggest(480);
    QCOMPARE(m_control->stepsPerSecond(), 500.0);
    QCOMPARE(m_control->chosenStepsPerSecond(), 0.0);  // so that it is not remembered as a choice
    m_control->suggest(0);
    QCOMPARE(m_control->stepsPerSecond(), 0.0);
    QTest::keyClick(m_slider, Qt::Key_Home);
    QCOMPARE(m_control->chosenStepsPerSecond(), 1.0);
    m_control->suggest(480);
    QCOMPARE(m_control->stepsPerSecond(), 1.0);
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
