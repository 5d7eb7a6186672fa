// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/step_player.h"

#include <algorithm>

#include "ui/widgets/message_text.h"

namespace pellucid::ui {
namespace {

double progressOf(const Beat& beat, double time) {
  return std::clamp((time - beat.begin) / beat.duration, 0.0, 1.0);
}

/// Why no step can be computed from there; empty when one can.
QString whyNoStep(const Moment& moment) {
  if (moment.dataset->train.size() == 0)
    return StepPlayer::tr("The data are not here, so no step can be computed. Locate the data first.");
  if (engine::isBroken(moment.snapshot->phase))
    return messageText(std::get<engine::Diverged>(moment.snapshot->phase).explanation);
  return {};
}

}  // namespace

StepPlayer::StepPlayer(Selection& selection) : m_selection(selection) {
  connect(&m_tracer, &StepTracer::traced, this, &StepPlayer::take);
}

QString StepPlayer::whyOnlyTheBatch() const {
  return m_isActive
             ? tr("Slow motion shows the samples of the batch. Turn it off (M) to choose another sample "
                  "or an input of your own.")
             : QString();
}

void StepPlayer::setActive(bool isActive) {
  if (isActive == m_isActive) return;
  if (!isActive) pause();
  m_isActive = isActive;
  if (isActive) {
    if (m_moment) showMoment(MomentPtr(m_moment));
  } else {
    m_tracer.forget();
    m_trace.reset();
    m_problem.clear();
    m_isAwaitingStep = false;
    if (m_inputBefore) m_selection.setInput(*std::exchange(m_inputBefore, std::nullopt));
  }
  emit changed();
}

bool StepPlayer::isTraced(const engine::Snapshot& snapshot) const {
  return m_trace && snapshot.run == m_run && snapshot.experiment == m_trace->experiment &&
         snapshot.state == m_trace->before;
}

void StepPlayer::showMoment(const MomentPtr& moment) {
  m_moment = moment;
  if (!m_isActive) return;
  const engine::Snapshot& now = *moment->snapshot;
  m_earliestStep = now.earliestStep;
  if (std::holds_alternative<engine::Running>(now.phase)) {
    // While a single step is on its way, the previous picture stays until the next is here.
    if (m_isAwaitingStep) return;
    m_tracer.forget();
    if (!m_trace) return;
    m_trace.reset();
    emit changed();
    return;
  }
  if (const QString reason = whyNoStep(*moment); !reason.isEmpty()) return showProblem(reason);
  if (isTraced(now)) {
    m_tracer.forget();
    emit changed();
    return;
  }
  m_tracer.request(moment);
  if (m_tracer.isBusy()) emit changed();
}

void StepPlayer::showProblem(const QString& problem) {
  m_tracer.forget();
  m_trace.reset();
  m_problem = problem;
  m_isPlaying = false;
  m_isAwaitingStep = false;
  emit changed();
}

void StepPlayer::take(const MomentPtr& moment, const StepTracer::Traced& traced) {
  const engine::Snapshot& now = *moment->snapshot;
  const bool isOther = m_run != now.run || !m_trace || m_trace->before.step != now.state.step;
  m_run = now.run;
  m_dataset = moment->dataset;
  m_problem.clear();
  if (!traced->has_value()) return showProblem(messageText(traced->error().message));
  m_trace = std::shared_ptr<const engine::StepTrace>(traced, &traced->value());
  if (m_trace->diverged) m_problem = messageText(m_trace->diverged->explanation);
  m_timeline = StepTimeline(*m_trace);
  // An edit within the same step (a padlock, the learning rate) leaves the head where it is.
  if (isOther || m_isAwaitingStep) m_time = m_arrival == Arrival::End ? m_timeline.length() : 0;
  m_time = std::min(m_time, m_timeline.length());
  m_isAwaitingStep = false;
  m_arrival = Arrival::Begin;
  m_sample = std::min(m_sample, m_trace->batchSize() - 1);
  showSample();
  emit changed();
}

void StepPlayer::showSample() {
  if (!m_trace) return;
  // An input that was chosen elsewhere in the meantime returns when slow motion ends.
  if (!m_selection.input().trainIndex) m_inputBefore = m_selection.input();
  const auto index = static_cast<Index>(m_trace->samples[static_cast<std::size_t>(m_sample)]);
  Input input{.values = m_trace->passes.input.col(m_sample),
              .target = {},
              .testIndex = {},
              .numbers = {},
              .trainIndex = index};
  setAnswer(input, *m_dataset, m_dataset->train, index);
  m_selection.setInput(std::move(input));
}

std::optional<StepView> StepPlayer::view() const {
  if (!m_isActive || !m_trace) return std::nullopt;
  const Beat& beat = m_timeline.at(m_time);
  const double progress = progressOf(beat, m_time);
  return StepView{.trace = m_trace,
                  .sample = m_sample,
                  .beat = beat,
                  .progress = m_isMotionReduced ? beat.stillProgress(progress) : progress,
                  .isStill = m_isMotionReduced};
}

void StepPlayer::setReducedMotion(bool isReduced) {
  if (isReduced == m_isMotionReduced) return;
  m_isMotionReduced = isReduced;
  emit changed();
}

std::pair<std::size_t, int> StepPlayer::still() const {
  const Beat& beat = m_timeline.at(m_time);
  return {static_cast<std::size_t>(&beat - m_timeline.beats().data()),
          beat.stillAt(progressOf(beat, m_time))};
}

void StepPlayer::play() {
  if (!m_isActive || m_isPlaying || (m_trace && m_trace->diverged)) return;
  m_isPlaying = true;
  emit changed();
}

void StepPlayer::pause() {
  if (!m_isPlaying) return;
  m_isPlaying = false;
  emit changed();
}

void StepPlayer::advance(double milliseconds) {
  if (!m_isPlaying || !m_trace || isWaiting()) return;
  const auto before = still();
  m_time += milliseconds * m_pace.timesFor(m_timeline.length());
  const bool isOver = m_time >= m_timeline.length();
  if (isOver) leave(Arrival::Begin);
  if (!m_isMotionReduced || isOver || still() != before) emit changed();
}

void StepPlayer::leave(Arrival arrival) {
  m_time = m_timeline.length();
  if (m_isAwaitingStep) return;
  if (m_trace->diverged) {
    m_isPlaying = false;
    return;
  }
  m_isAwaitingStep = true;
  m_arrival = arrival;
  emit stepRequested();
}

double StepPlayer::position() const {
  return m_timeline.length() > 0 ? m_time / m_timeline.length() : 0;
}

void StepPlayer::setPosition(double position) {
  if (!m_trace || isWaiting()) return;
  m_time = std::clamp(position, 0.0, 1.0) * m_timeline.length();
  emit changed();
}

void StepPlayer::setGranularity(Granularity granularity) {
  m_granularity = granularity;
  emit changed();
}

void StepPlayer::forward() {
  pause();
  if (!m_trace || isWaiting()) return;
  switch (m_granularity) {
    case Granularity::Sample:
      return setSample((m_sample + 1) % m_trace->batchSize());
    case Granularity::Batch:
      leave(Arrival::Begin);
      break;
    case Granularity::Epoch:
      m_isAwaitingStep = true;
      m_arrival = Arrival::Begin;
      emit epochRequested();
      break;
    default:
      if (m_time >= m_timeline.length())
        leave(Arrival::Begin);
      else
        m_time = m_timeline.next(m_time, m_granularity);
  }
  emit changed();
}

void StepPlayer::back() {
  pause();
  if (!m_trace || isWaiting()) return;
  switch (m_granularity) {
    case Granularity::Sample:
      return setSample((m_sample + m_trace->batchSize() - 1) % m_trace->batchSize());
    case Granularity::Batch:
      goBackSteps(1, Arrival::Begin);
      break;
    case Granularity::Epoch:
      goBackSteps(m_trace->stepsPerEpoch, Arrival::Begin);
      break;
    default:
      if (m_time <= 0)
        goBackSteps(1, Arrival::End);
      else
        m_time = m_timeline.previous(m_time, m_granularity);
  }
  emit changed();
}

void StepPlayer::goBackSteps(std::int64_t steps, Arrival arrival) {
  const std::int64_t possible = std::min(steps, m_trace->before.step - m_earliestStep);
  m_time = 0;
  if (possible < 1) return;
  m_isAwaitingStep = true;
  m_arrival = arrival;
  emit backRequested(possible);
}

void StepPlayer::setSample(Index sample) {
  if (!m_trace) return;
  m_sample = std::clamp<Index>(sample, 0, m_trace->batchSize() - 1);
  showSample();
  emit changed();
}

}  // namespace pellucid::ui
