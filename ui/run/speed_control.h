// SPDX-License-Identifier: GPL-3.0-or-later
// A slider from one batch a second to as fast as the machine can.
#pragma once

#include <QLabel>
#include <QSlider>
#include <QWidget>

namespace pellucid::ui {

class SpeedControl : public QWidget {
  Q_OBJECT

 public:
  SpeedControl();

  /// Batches per second; 0 means as fast as the machine can.
  double stepsPerSecond() const;
  /// The nearest that there is.
  void setStepsPerSecond(double stepsPerSecond);
  /// Without them the slider stands alone, in a narrow window.
  void setWordsShown(bool areShown) { m_text->setVisible(areShown); }
  /// How fast it is, in samples per second, where nothing holds it back; 0 when it is not running.
  void showRate(double samplesPerSecond);

 signals:
  void speedChanged(double stepsPerSecond);

 private:
  void showSpeed();

  double m_rate = 0;
  QSlider* m_slider;
  QLabel* m_text;
};

}  // namespace pellucid::ui
