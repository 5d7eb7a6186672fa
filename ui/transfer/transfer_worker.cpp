// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/transfer_worker.h"

#include <algorithm>

#include "ui/widgets/message_text.h"

namespace pellucid::ui {
namespace {

constexpr int kLookMs = 100;

}  // namespace

TransferWorker::TransferWorker(OpenTask open) : m_open(std::move(open)) {
  m_timer.setInterval(kLookMs);
  connect(&m_timer, &QTimer::timeout, this, &TransferWorker::poll);
}

void TransferWorker::start(const TransferChoice& choice) {
  m_shown = {.design = choice.design};
  m_source = {};
  m_isRunning = true;
  m_clock.start();
  m_timer.start();
  m_job.start(m_open(choice), choice.design, choice.isFile);
  emit changed();
}

void TransferWorker::cancel() {
  m_job.cancel();
}

void TransferWorker::poll() {
  auto news = m_job.poll();
  if (!news) return;
  m_shown = std::move(news->record);
  m_source = news->source;
  m_isRunning = !news->isDone;
  if (!m_isRunning) m_timer.stop();
  emit changed();
  if (news->error) return emit failed(messageText(news->error->message));
  if (!m_isRunning && !m_shown.curves.empty())
    emit measured(std::make_shared<const engine::TransferRecord>(m_shown));
}

void TransferWorker::restore(const engine::TransferRecord* record) {
  m_job.forget();
  m_timer.stop();
  m_isRunning = false;
  m_shown = record == nullptr ? engine::TransferRecord() : *record;
  emit changed();
}

std::size_t TransferWorker::runs() const {
  return m_shown.arms.size() * m_shown.design.samples.size() * m_shown.design.seeds;
}

std::size_t TransferWorker::runsDone() const {
  return static_cast<std::size_t>(std::ranges::count_if(
      m_shown.curves, [](const engine::ArmCurve& curve) { return curve.isComplete || curve.diverged; }));
}

std::optional<double> TransferWorker::secondsLeft() const {
  const std::size_t done = runsDone();
  if (!m_isRunning || done == 0 || runs() < done) return std::nullopt;
  return static_cast<double>(m_clock.elapsed()) / 1000 * static_cast<double>(runs() - done) /
         static_cast<double>(done);
}

}  // namespace pellucid::ui
