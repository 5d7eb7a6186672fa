// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/run_controller.h"

namespace pellucid::ui {
namespace {

// A little less than a frame of a screen with 60 Hz, so that a frame that comes late is still in time.
constexpr int kFrameMilliseconds = 15;

/// Drops the points after `step`; says whether there were any.
bool cutAfter(engine::History& points, std::int64_t step) {
  const auto isBeyond = [&](const engine::HistoryPoint& point) { return point.step > step; };
  const std::size_t train = std::erase_if(points.train, isBeyond);
  return std::erase_if(points.test, isBeyond) + train > 0;
}

/// Whether `later` goes back over what is there already.
bool goesBack(const std::vector<engine::HistoryPoint>& points,
              const std::vector<engine::HistoryPoint>& later) {
  // A test that was measured again, of the same weights, changes nothing.
  return !points.empty() && !later.empty() && later.front().step <= points.back().step &&
         later.front() != points.back();
}

bool isEmpty(const engine::History& points) {
  return points.train.empty() && points.test.empty();
}

}  // namespace

RunController::RunController(Document& document, Selection& selection, DatasetLibrary& library)
    : m_document(document), m_selection(selection), m_library(library) {
  m_timer.setInterval(kFrameMilliseconds);
  m_timer.setTimerType(Qt::PreciseTimer);
  connect(&m_timer, &QTimer::timeout, this, &RunController::tick);
  connect(&document, &Document::experimentChanged, this, &RunController::onExperimentChanged);
  connect(&library, &DatasetLibrary::loaded, this, &RunController::onDatasetLoaded);
  connect(&selection, &Selection::inputChanged, this, &RunController::probeAgain);
}

void RunController::train() {
  post(engine::Train{});
}
void RunController::pause() {
  post(engine::Pause{});
}
void RunController::stepOnce() {
  post(engine::TrainSteps{1});
}
void RunController::trainEpoch() {
  post(engine::TrainEpoch{});
}
void RunController::stepBack(std::int64_t steps) {
  post(engine::StepBack{steps});
}
void RunController::reset() {
  start(std::nullopt);
}
void RunController::setSpeed(double stepsPerSecond) {
  post(engine::SetSpeed{stepsPerSecond});
}

void RunController::setParameter(engine::Index index, double value) {
  post(engine::SetParameter{.index = index, .value = static_cast<engine::Scalar>(value)});
  m_staleUntil = m_lastPosted;
  setStale(true);
}

void RunController::setStale(bool isStale) {
  if (isStale == m_isStale) return;
  m_isStale = isStale;
  emit staleChanged(isStale);
}

void RunController::watch(std::optional<engine::Index> parameter) {
  if (parameter == m_watched && m_watchedIn == m_run) return;
  m_watched = parameter;
  m_watchedIn = m_run;
  post(engine::WatchParameter{parameter});
}

void RunController::resume(engine::RunState state, engine::History history) {
  start(Resume{.state = std::move(state), .history = std::move(history)});
}

void RunController::goBack() {
  if (!m_givenUp) return;
  GivenUp old = *std::exchange(m_givenUp, std::nullopt);
  m_document.push(tr("back to the trained network"), old.experiment);
  start(std::move(old.run));
}

void RunController::remember() {
  if (!m_moment || m_moment->snapshot->run != m_run) return;
  const engine::Snapshot& now = *m_moment->snapshot;
  if (now.state.step < now.stepsPerEpoch) return;  // quickly done again
  GivenUp old{.experiment = now.experiment, .run = {.state = now.state, .history = std::move(m_history)}};
  cutAfter(old.run.history, now.state.step);
  m_givenUp = std::move(old);
  emit runGivenUp(now.state.step);
}

void RunController::onExperimentChanged(const engine::Experiment& before, const engine::Experiment& after) {
  switch (engine::compare(before, after)) {
    case engine::Change::None:
      return;
    case engine::Change::Live:
      post(engine::ApplyLive{after});
      return;
    case engine::Change::Rebuild:
      break;
  }
  setStale(true);
  if (before.data != after.data) {
    // The run begins when the data are here, which is at once when they were loaded before.
    m_isRunDue = true;
    m_resume.reset();
    m_library.request(after.data.name);
    return;
  }
  const bool wasTraining = isTraining();
  start(std::nullopt);
  if (wasTraining) train();
}

void RunController::onDatasetLoaded(const engine::DatasetPtr& dataset) {
  // Others ask the library too; only the document's own data concern this run, and only when it waits for
  // them.
  if (!m_isRunDue || dataset->name != m_document.experiment().data.name) return;
  m_dataset = dataset;
  start(std::exchange(m_resume, std::nullopt));
}

void RunController::start(std::optional<Resume> resume) {
  if (!m_dataset || m_dataset->name != m_document.experiment().data.name) {
    m_isRunDue = true;
    m_resume = std::move(resume);
    m_library.request(m_document.experiment().data.name);
    return;
  }
  m_isRunDue = false;
  if (!resume) remember();
  m_history = {};
  emit runReplaced();
  engine::StartRun command{
      .run = ++m_run, .experiment = m_document.experiment(), .dataset = m_dataset, .state = std::nullopt};
  if (resume) {
    command.state = std::move(resume->state);
    m_history = std::move(resume->history);
    // A session begins by measuring, so the test of the saved weights comes again.
    if (!m_history.test.empty() && m_history.test.back().step == command.state->step)
      m_history.test.pop_back();
    emit historyAppended(m_history);
  }
  post(std::move(command));
  m_staleUntil = m_lastPosted;
}

void RunController::post(engine::Command command) {
  m_lastPosted = m_session.post(std::move(command));
  if (!m_timer.isActive()) m_timer.start();
}

void RunController::tick() {
  engine::Update update = m_session.poll();
  if (!update.snapshot || update.snapshot->run != m_run) return;
  const auto snapshot = update.snapshot;
  // A run that does not run has no points but those up to its step, unless it went back.
  const bool isAtRest = !std::holds_alternative<engine::Running>(snapshot->phase);
  if (snapshot->network && isAtRest) {
    cutAfter(update.history, snapshot->state.step);
    forgetBeyond(snapshot->state.step);
  }
  if (!isEmpty(update.history)) {
    const bool isReplacing =
        goesBack(m_history.train, update.history.train) || goesBack(m_history.test, update.history.test);
    engine::append(m_history, update.history);
    isReplacing ? emit historyReplaced(m_history) : emit historyAppended(update.history);
  }
  if (snapshot->network) showMoment(snapshot);
  // Between a new run's start and its going on the session is idle for a moment: that is no phase to show,
  // nor to build on.
  if (snapshot->network && !m_isRunDue && snapshot->lastCommand >= m_staleUntil) setStale(false);
  const bool isUpToDate = snapshot->lastCommand == m_lastPosted;
  if (isUpToDate) setPhase(snapshot->phase);

  // At rest: all commands obeyed, nothing runs, and the last test belongs to these weights (or there never
  // will be one).
  const bool hasFailed = std::holds_alternative<engine::Failed>(snapshot->phase);
  const bool isMeasured =
      hasFailed || !snapshot->network || (snapshot->test && snapshot->test->step == snapshot->state.step);
  if (isUpToDate && !isTraining() && isMeasured) m_timer.stop();
}

void RunController::forgetBeyond(std::int64_t step) {
  if (cutAfter(m_history, step)) emit historyReplaced(m_history);
}

void RunController::setPhase(const engine::Phase& phase) {
  if (phase == m_phase) return;
  m_phase = phase;
  emit phaseChanged(m_phase);
}

void RunController::showMoment(std::shared_ptr<const engine::Snapshot> snapshot) {
  const Input& input = m_selection.input();
  // Just after the data have changed, input and network may not fit each other; both are about to be
  // replaced.
  const engine::Network& network = *snapshot->network;
  const engine::Index classes = std::max<engine::Index>(network.outputs(), 2);
  if (input.values.size() != network.inputs() || (input.target && *input.target >= classes)) return;
  if (input.numbers.size() > 0 && input.numbers.size() != network.outputs()) return;
  auto probe = probeOf(network, snapshot->state.weights, snapshot->experiment.training.loss, input);
  m_moment = Moment{
      .snapshot = std::move(snapshot), .dataset = m_dataset, .input = input, .probe = std::move(probe)};
  emit momentChanged(*m_moment);
}

void RunController::probeAgain() {
  if (m_moment && m_moment->snapshot->run == m_run) showMoment(m_moment->snapshot);
}

}  // namespace pellucid::ui
