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
  /// Switches to the narrated pace used last (at first slow motion's own speed), or to the last one without
  /// narration.
  void setTold(bool isTold);
  void goSlower();
  void goFaster();

  /// Sets the nearest of the paces without narration: the one that setTold(false) switches to, and the
  /// slider's position unless steps are narrated.
  void setStepsPerSecond(double stepsPerSecond);
  /// A pace at which such data can be watched; the user's own choice takes precedence.
  void suggest(double stepsPerSecond);
  /// The user's own choice among these; 0 where there is none.
  double chosenStepsPerSecond() const;
  /// One line below the slider instead of two beside it, in a narrow window.
  void setWordsBelow(bool areBelow);
  /// The current speed in samples per second, when nothing holds it back; 0 when it is not running. The time
  /// that the run will still take, where known, is shown below it or in its place.
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
