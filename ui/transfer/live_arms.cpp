// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/live_arms.h"

#include "ui/widgets/message_text.h"

namespace pellucid::ui {
namespace {

constexpr int kFrameMs = 16;

}  // namespace

LiveArms::LiveArms(OpenTask open) : m_open(std::move(open)) {
  m_timer.setInterval(kFrameMs);
  m_timer.setTimerType(Qt::PreciseTimer);
  connect(&m_timer, &QTimer::timeout, this, &LiveArms::poll);
}

void LiveArms::begin(const TransferChoice& choice, engine::Index samplesPerClass, bool isPlaying) {
  forget();
  m_player.begin(m_open(choice), choice.design, samplesPerClass, m_speed, isPlaying);
  m_isPlaying = isPlaying;
  m_timer.start();
  emit changed();
}

void LiveArms::forget() {
  m_timer.stop();
  m_player.end();
  m_picture = nullptr;
  m_isPlaying = false;
}

void LiveArms::clear() {
  if (!m_player.hasRun()) return;
  forget();
  emit changed();
}

void LiveArms::watch() {
  if (m_player.hasRun()) m_timer.start();
}

void LiveArms::setPlaying(bool isPlaying) {
  if (!m_player.hasRun() || m_isPlaying == isPlaying || (isPlaying && isFinished())) return;
  m_isPlaying = isPlaying;
  m_player.setPlaying(isPlaying);
  watch();
  emit changed();
}

void LiveArms::step() {
  if (!m_player.hasRun() || isFinished()) return;
  m_isPlaying = false;
  m_player.step();
  watch();
  emit changed();
}

void LiveArms::setSpeed(double stepsPerSecond) {
  m_speed = stepsPerSecond;
  m_player.setSpeed(stepsPerSecond);
  watch();
}

void LiveArms::setFrozen(std::size_t arm, std::size_t layer, bool isFrozen) {
  m_player.setFrozen(arm, layer, isFrozen);
  watch();
}

void LiveArms::poll() {
  engine::RacePlayer::News news = m_player.poll();
  if (news.isResting) m_timer.stop();
  if (news.error) {
    forget();
    emit changed();
    emit failed(messageText(news.error->message));
    return;
  }
  if (news.picture == nullptr) return;
  m_picture = std::move(news.picture);
  if (isFinished()) m_isPlaying = false;
  emit changed();
}

}  // namespace pellucid::ui
