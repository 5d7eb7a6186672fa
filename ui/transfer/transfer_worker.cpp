// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/transfer_worker.h"

#include <algorithm>

#include "engine/base/background_thread.h"

namespace pellucid::ui {
namespace {

constexpr int kLookMs = 100;

}  // namespace

TransferWorker::TransferWorker(TaskMaker maker) : m_maker(std::move(maker)) {
  m_timer.setInterval(kLookMs);
  connect(&m_timer, &QTimer::timeout, this, &TransferWorker::look);
}

TransferWorker::~TransferWorker() = default;  // a jthread stops and joins by itself

void TransferWorker::start(const TransferChoice& choice) {
  m_thread = {};
  m_mailbox = std::make_shared<Mailbox>();
  m_curves.clear();
  m_arms.clear();
  m_fits.clear();
  m_source = {};
  m_runs = 0;
  m_runsPerArm = choice.samples.size() * choice.seeds;
  m_isRunning = true;
  m_clock.start();
  m_timer.start();
  m_thread = std::jthread([maker = m_maker, choice, mailbox = m_mailbox](const std::stop_token& stop) {
    work(stop, maker, choice, *mailbox);
  });
  emit changed();
}

void TransferWorker::cancel() {
  m_thread.request_stop();
}

void TransferWorker::work(const std::stop_token& stop, const TaskMaker& maker, const TransferChoice& choice,
                          Mailbox& mailbox) {
  const auto finish = [&mailbox](std::optional<std::string> error) {
    const std::lock_guard lock(mailbox.mutex);
    mailbox.error = std::move(error);
    mailbox.isDone = true;
  };
  try {
    engine::giveWayToTheWindow();  // and so do the sweep's threads, which begin here
    const auto tellSource = [&mailbox](SourceProgress progress) {
      const std::lock_guard lock(mailbox.mutex);
      mailbox.source = progress;
      mailbox.isNew = true;
    };
    const auto task = maker(choice, {.stop = stop, .progress = tellSource});
    if (stop.stop_requested()) return finish(std::nullopt);
    if (!task) return finish(task.error().message);
    auto arms = engine::parseArms(choice.arms, engine::armContext(*task, choice.fineTuneFactor));
    if (!arms) return finish(arms.error().message);
    {
      const std::lock_guard lock(mailbox.mutex);
      mailbox.arms = *arms;
      mailbox.fits = task->fits;
      mailbox.hasNewHead = task->hasNewHead;
      mailbox.isNew = true;
    }
    engine::SweepSpec spec{
        .arms = *std::move(arms), .samplesPerClass = choice.samples, .seeds = choice.seeds};
    spec.steps = choice.steps;
    spec.every = std::max<std::int64_t>(1, choice.steps / 10);
    const auto tell = [&mailbox](const engine::ArmCurve& curve) {
      const std::lock_guard lock(mailbox.mutex);
      engine::take(mailbox.curves, curve);
      mailbox.isNew = true;
    };
    const auto curves = engine::runSweep(*task, spec, engine::allCores(), stop, tell);
    finish(curves ? std::nullopt : std::optional(curves.error().message));
  } catch (const std::exception& bug) {  // an exception may not leave its thread
    finish(bug.what());
  }
}

void TransferWorker::look() {
  std::optional<std::string> error;
  bool isNew = false;
  {
    const std::lock_guard lock(m_mailbox->mutex);
    isNew = std::exchange(m_mailbox->isNew, false) || m_mailbox->isDone;
    if (!isNew) return;
    m_curves = m_mailbox->curves;
    m_arms = m_mailbox->arms;
    m_fits = m_mailbox->fits;
    m_hasNewHead = m_mailbox->hasNewHead;
    m_source = m_mailbox->source;
    m_runs = m_arms.size() * m_runsPerArm;
    m_isRunning = !m_mailbox->isDone;
    error = m_mailbox->error;
  }
  if (!m_isRunning) m_timer.stop();
  emit changed();
  if (error) emit failed(QString::fromStdString(*error));
}

std::size_t TransferWorker::runsDone() const {
  return static_cast<std::size_t>(std::ranges::count_if(
      m_curves, [](const engine::ArmCurve& curve) { return curve.isComplete || curve.diverged; }));
}

std::optional<double> TransferWorker::secondsLeft() const {
  const std::size_t done = runsDone();
  if (!m_isRunning || done == 0 || m_runs < done) return std::nullopt;
  return static_cast<double>(m_clock.elapsed()) / 1000 * static_cast<double>(m_runs - done) /
         static_cast<double>(done);
}

}  // namespace pellucid::ui
