// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/transfer_worker.h"

#include <algorithm>

#include "engine/base/background_thread.h"
#include "ui/widgets/message_text.h"

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
  m_choice = choice;
  m_runs = 0;
  m_runsPerArm = choice.design.samples.size() * choice.design.seeds;
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
  const auto finish = [&mailbox](std::optional<engine::Message> error) {
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
    auto arms =
        engine::parseArms(choice.design.arms, engine::armContext(*task, choice.design.fineTuneFactor));
    if (!arms) return finish(arms.error().message);
    {
      const std::lock_guard lock(mailbox.mutex);
      mailbox.arms = *arms;
      mailbox.fits = task->fits;
      mailbox.hasNewHead = task->hasNewHead;
      mailbox.sourceData = task->sourceData;
      mailbox.model =
          choice.isFile ? std::make_shared<const engine::SourceModel>(task->source) : choice.design.model;
      mailbox.isNew = true;
    }
    engine::SweepSpec spec{
        .arms = *std::move(arms), .samplesPerClass = choice.design.samples, .seeds = choice.design.seeds};
    spec.steps = choice.design.steps;
    spec.every = std::max<std::int64_t>(1, choice.design.steps / 10);
    const auto tell = [&mailbox](const engine::ArmCurve& curve) {
      const std::lock_guard lock(mailbox.mutex);
      engine::take(mailbox.curves, curve);
      mailbox.isNew = true;
    };
    const auto curves = engine::runSweep(*task, spec, engine::allCores(), stop, tell);
    finish(curves ? std::nullopt : std::optional(curves.error().message));
  } catch (const std::exception& bug) {  // an exception may not leave its thread
    finish(engine::Message::untranslated(bug.what()));
  }
}

void TransferWorker::look() {
  std::optional<engine::Message> error;
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
  if (error) return emit failed(messageText(*error));
  if (!m_isRunning && !m_curves.empty()) emit measured(record());
}

void TransferWorker::restore(const engine::TransferRecord* record) {
  m_thread = {};
  m_timer.stop();
  m_isRunning = false;
  const engine::TransferRecord shown = record == nullptr ? engine::TransferRecord() : *record;
  m_curves = shown.curves;
  m_arms = shown.arms;
  m_fits = shown.fits;
  m_hasNewHead = shown.hasNewHead;
  m_runsPerArm = shown.design.samples.size() * shown.design.seeds;
  m_runs = m_arms.size() * m_runsPerArm;
  emit changed();
}

std::shared_ptr<const engine::TransferRecord> TransferWorker::record() const {
  engine::TransferRecord record{.design = m_choice.design,
                                .arms = m_arms,
                                .fits = m_fits,
                                .hasNewHead = m_hasNewHead,
                                .curves = m_curves};
  record.design.model = m_mailbox->model;
  record.design.modelData = m_mailbox->model ? m_mailbox->sourceData : "";
  return std::make_shared<const engine::TransferRecord>(std::move(record));
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
