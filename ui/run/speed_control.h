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
  /// A pace at which such data can be watched, which the user's own choice overrules.
  void suggest(double stepsPerSecond);
  /// The user's own choice; 0 where there is none.
  double chosenStepsPerSecond() const { return m_isChosen ? stepsPerSecond() : 0; }
  /// Without them the slider stands alone, in a narrow window.
  void setWordsShown(bool areShown) { m_text->setVisible(areShown); }
  /// How fast it is, in samples per second, where nothing holds it back; 0 when it is not running.
  void showRate(double samplesPerSecond);

 signals:
  void speedChanged(double stepsPerSecond);

 private:
  void showSpeed();
  void moveTo(double stepsPerSecond);

  double m_rate = 0;
  bool m_isChosen = false;
  QSlider* m_slider;
  QLabel* m_text;
};

}  // namespace pellucid::ui
