// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/playback.h"

#include <QScopedValueRollback>

namespace pellucid::ui {

Playback::Playback(RunController& run, StepPlayer& player, SpeedControl& speed, Actions& actions)
    : m_run(run), m_player(player), m_speed(speed) {
  connect(&player, &StepPlayer::stepRequested, &run, &RunController::stepOnce);
  connect(&player, &StepPlayer::backRequested, &run, &RunController::stepBack);
  connect(&player, &StepPlayer::epochRequested, &run, &RunController::trainEpoch);
  connect(&speed, &SpeedControl::paceChanged, this, &Playback::follow);
  connect(&player, &StepPlayer::changed, this, &Playback::tell);
  connect(&run, &RunController::phaseChanged, this, &Playback::tell);

  connect(&actions[ActionId::Train], &QAction::triggered, this, &Playback::toggle);
  connect(&actions[ActionId::SlowMotion], &QAction::toggled, &speed, &SpeedControl::setTold);
  connect(&speed, &SpeedControl::paceChanged, &actions[ActionId::SlowMotion],
          [&actions](const Pace& pace) { actions[ActionId::SlowMotion].setChecked(pace.isTold); });
  connect(&actions[ActionId::PlaySlower], &QAction::triggered, &speed, &SpeedControl::goSlower);
  connect(&actions[ActionId::PlayFaster], &QAction::triggered, &speed, &SpeedControl::goFaster);
}

bool Playback::isGoing() const {
  // A step requested by the player is training too, but does not go on by itself.
  return m_player.isPlaying() || (m_run.isTraining() && !m_player.isAwaitingStep());
}

void Playback::toggle() {
  if (m_player.isPlaying()) {
    m_player.pause();
  } else if (isGoing()) {
    m_run.pause();
  } else if (m_player.isActive() && m_player.problem().isEmpty()) {
    m_player.play();
  } else {
    m_run.train();
  }
  tell();
}

void Playback::follow(const Pace& pace) {
  const bool wasGoing = isGoing();
  m_player.setPace(pace);
  if (!pace.isTold) m_run.setSpeed(pace.stepsPerSecond);
  if (pace.isTold == m_player.isActive()) return;
  {
    // The switch between them is silent.
    const QScopedValueRollback handingOver(m_isHandingOver, true);
    if (pace.isTold && wasGoing) m_run.pause();
    m_player.setActive(pace.isTold);
    if (wasGoing) pace.isTold ? m_player.play() : m_run.train();
  }
  if (!wasGoing) tell();
}

void Playback::tell() {
  if (m_isHandingOver || isGoing() == m_wasGoing) return;
  m_wasGoing = !m_wasGoing;
  emit goingChanged(m_wasGoing);
}

}  // namespace pellucid::ui
