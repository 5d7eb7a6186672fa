// SPDX-License-Identifier: GPL-3.0-or-later
// Train and Pause at any speed: where the slider asks for narrated steps, the player plays them one by one;
// otherwise the session trains by itself. Moving the slider switches from one to the other without stopping.
// Lives on the window's thread.
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

  /// Whether training continues until it is stopped: by itself, or narrated step by step.
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
