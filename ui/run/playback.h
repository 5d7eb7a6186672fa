// SPDX-License-Identifier: GPL-3.0-or-later
// Train and Pause, at whatever speed: where the slider asks for steps that are told, the player plays them
// one by one; where it does not, the session trains by itself. Moving the slider goes from one to the other
// and keeps what is going. Lives on the window's thread.
#pragma once

#include "ui/actions/actions.h"
#include "ui/run/run_controller.h"
#include "ui/run/speed_control.h"
#include "ui/run/step_player.h"

namespace pellucid::ui {

class Playback : public QObject {
  Q_OBJECT

 public:
  /// The references must outlive it.
  Playback(RunController& run, StepPlayer& player, SpeedControl& speed, Actions& actions);

  /// Training goes on until somebody stops it: by itself, or step by told step.
  bool isGoing() const;
  void toggle();

 signals:
  void goingChanged(bool isGoing);

 private:
  void follow(const Pace& pace);
  void tell();

  RunController& m_run;
  StepPlayer& m_player;
  SpeedControl& m_speed;
  bool m_wasGoing = false;
  bool m_isHandingOver = false;
};

}  // namespace pellucid::ui
