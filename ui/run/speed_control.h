// SPDX-License-Identifier: GPL-3.0-or-later
// The one slider for how fast training is shown: from a tenth of slow motion over one step a second to as
// fast as the machine can.
#pragma once

#include <QBoxLayout>
#include <QLabel>
#include <QSlider>
#include <QWidget>
#include <optional>

#include "ui/run/pace.h"

namespace pellucid::ui {

class SpeedControl : public QWidget {
  Q_OBJECT

 public:
  SpeedControl();

  Pace pace() const;
  /// Goes to the pace that was told last, at first slow motion's own speed, or to the last one that was not.
  void setTold(bool isTold);
  void goSlower();
  void goFaster();

  /// Of the paces that are not told, the nearest: where setTold(false) leads, and where the slider stands
  /// unless steps are told.
  void setStepsPerSecond(double stepsPerSecond);
  /// A pace at which such data can be watched, which the user's own choice overrules.
  void suggest(double stepsPerSecond);
  /// The user's own choice of these; 0 where there is none.
  double chosenStepsPerSecond() const;
  /// One line below the slider instead of two beside it, in a narrow window.
  void setWordsBelow(bool areBelow);
  /// How fast it is, in samples per second, where nothing holds it back; 0 when it is not running. Below it,
  /// or in its place, stands how long the run will still take, where that is known.
  void showRate(double samplesPerSecond, std::optional<double> secondsLeft = std::nullopt);

 signals:
  void paceChanged(const pellucid::ui::Pace& pace);

 private:
  QString textOf(const Pace& pace) const;
  void showPace();
  void showWords();

  double m_rate = 0;
  bool m_isChosen = false;
  bool m_areWordsBelow = false;
  int m_told;
  int m_untold;
  QBoxLayout* m_row;
  QSlider* m_slider;
  QLabel* m_text;
  QLabel* m_left;
};

}  // namespace pellucid::ui
