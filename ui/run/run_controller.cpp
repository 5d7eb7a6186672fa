// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/run_controller.h"

namespace pellucid::ui {
namespace {

// Less than a frame at 60 Hz, 16.7 ms: painting takes up to 2 ms more for one moment than for another, and 19
// of 20 should still be in time.
constexpr int kFrameMilliseconds = 13;
/// A longer way is abandoned when another place is requested.
constexpr int kLongWayMilliseconds = 150;

/// Whether `later` goes back over existing points.
bool goesBack(const std::vector<engine::HistoryPoint>& points,
              const std::vector<engine::HistoryPoint>& later) {
  // A repeated test of the same weights changes nothing.
  return !points.empty() && !later.empty() && later.front().step <= points.back().step &&
         later.front() != points.back();
}

bool isEmpty(const engine::History& points) {
  return points.train.empty() && points.test.empty();
}

}  // namespace

RunController::RunController(Document& document, Selection& selection, std::size_t mostLeftBytes)
    : m_document(document), m_selection(selection), m_book(mostLeftBytes) {
  m_timer.setInterval(kFrameMilliseconds);
  m_timer.setTimerType(Qt::PreciseTimer);
  connect(&m_timer, &QTimer::timeout, this, &RunController::tick);
  connect(&document, &Document::designChanged, this, &RunController::onDesignChanged);
  connect(&document, &Document::experimentChanged, this, &RunController::onExperimentChanged);
  connect(&document, &Document::parameterChanged, this, &RunController::onParameterChanged);
  connect(&selection, &Selection::inputChanged, this, &RunController::probeAgain);
}

RunController::Resume RunController::Resume::beginning(engine::RunState state) {
  auto initial = std::make_shared<const engine::Vector>(state.weights);
  return {.state = std::move(state), .history = {}, .initial = std::move(initial)};
}

void RunController::open(const engine::Experiment& experiment, const engine::DatasetPtr& dataset,
                         std::optional<Resume> resume) {
  m_resume = std::move(resume);
  if (m_resume && m_resume->runs)
    for (Run& run : m_resume->runs->others) {
      run.number = ++m_newestRun;
      run.design = m_document.adopted(std::move(run.design));
    }
  m_document.open(experiment, dataset, m_resume ? m_resume->initial : nullptr);
}

bool RunController::asksForData() {
  if (!m_document.dataset() || m_document.hasData()) return false;
  emit dataNeeded();
  return true;
}

void RunController::train() {
  if (asksForData()) return;
  emit otherStepsWanted();
  post(engine::Train{});
}
void RunController::pause() {
  post(engine::Pause{});
}
void RunController::stepOnce() {
  if (asksForData()) return;
  emit otherStepsWanted();
  post(engine::TrainSteps{1});
}
void RunController::trainEpoch() {
  if (asksForData()) return;
  emit otherStepsWanted();
  post(engine::TrainEpoch{});
}
void RunController::stepBack(std::int64_t steps) {
  emit otherStepsWanted();
  post(engine::StepBack{steps});
}
void RunController::goTo(std::size_t lane, std::int64_t step) {
  if (!m_document.hasData()) return;
  emit otherStepsWanted();
  go({.lane = lane, .step = step});
}
void RunController::go(const engine::GoTo& place) {
  if (m_lastAnswered < m_going && !m_sinceGoing.hasExpired(kLongWayMilliseconds)) {
    m_wanted = place;
    return;
  }
  post(place);
  m_going = m_lastPosted;
  m_sinceGoing.start();
}
void RunController::editTimeline(const engine::TimelineEdit& edit) {
  if (m_document.hasData()) post(engine::EditTimeline{edit});
}
void RunController::reset() {
  if (asksForData()) return;
  catchUp();
  const bool isNew = m_newest && m_hasInitialWeights && m_newest->revision == 0 &&
                     m_newest->state.step == 0 && std::holds_alternative<engine::Idle>(m_newest->phase);
  if (isNew) return;  // these are the initial weights
  const auto restarted = m_document.restart(tr("start over"));
  engine::check(restarted.has_value(), "reset: the design was current");
}
engine::Result<void> RunController::restartFrom(engine::Vector weights, const QString& text) {
  return goOnWith(m_document.experiment(), std::move(weights), text);
}

engine::Result<void> RunController::goOnWith(const engine::Experiment& experiment, engine::Vector weights,
                                             const QString& text) {
  catchUp();
  return m_document.begin(text, experiment, std::make_shared<const engine::Vector>(std::move(weights)));
}

engine::Result<void> RunController::show(std::uint64_t run) {
  const Run* left = m_book.find(run);
  if (left == nullptr || left->isDeleted)
    return engine::Error{engine::message("This run is not there any more.")};
  if (left->isShown()) return {};
  if (left->isForgotten)
    return engine::Error{engine::message(
        "There was no memory for the weights of this run; begin it again to train it once more.")};
  return m_document.show(tr("show run %1").arg(left->title()), Design(left->design));
}

engine::Result<void> RunController::beginAgain(std::uint64_t run) {
  const Run* old = m_book.find(run);
  if (old == nullptr) return engine::Error{engine::message("This run is not there any more.")};
  return m_document.beginAgain(tr("begin %1 again").arg(old->title()), Design(old->design));
}

std::optional<RunController::Former> RunController::former() const {
  const Run* last = m_book.former();
  if (last == nullptr) return std::nullopt;
  Former former{.design = last->design, .weights = last->design.initial};
  if (last->snapshot) {
    former.weights = {last->snapshot, &last->snapshot->state.weights};
    former.steps = last->snapshot->state.step;
  }
  return former;
}

void RunController::setSpeed(double stepsPerSecond) {
  post(engine::SetSpeed{stepsPerSecond});
}

void RunController::onParameterChanged(engine::Index index, double value) {
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

void RunController::onDesignChanged(const Design& before, const Design& after, bool isOpened) {
  if (!after.dataset) return;
  if (!isOpened && before.run == after.run) {
    if (returnsToLane(before, after)) return;
    rememberBranch(before, after);
    post(engine::ApplyLive{after.experiment});
    return;
  }
  m_branches.clear();
  const bool wasTraining = isTraining();
  std::optional<RunBook::Taken> left = m_book.take(after.id);  // before another run needs the room
  std::int64_t stepsLeft = 0;
  if (isOpened) {
    m_book.clear();
  } else if (before.id != after.id) {  // the same while a gesture is in progress
    stepsLeft = leave(before);
  }
  setStale(true);
  engine::StartRun command{.run = left ? left->number : ++m_newestRun,
                           .experiment = after.experiment,
                           .dataset = after.dataset,
                           .state = std::nullopt,
                           .isAlone = isOpened};
  std::optional<Resume> resume = std::exchange(m_resume, std::nullopt);
  if (left && left->snapshot) {
    // Undo or redo: the same run, as it was left.
    command.revision = left->snapshot->revision;
    resume = Resume{.state = left->snapshot->state,
                    .history = engine::upTo(left->history, left->snapshot->state.step),
                    .stepsPerEpoch = left->snapshot->stepsPerEpoch,
                    .timeline = left->snapshot->record};  // from a file; otherwise the session has it
  }
  m_hasInitialWeights = !resume;
  m_book.begin(command.run, after);
  if (isOpened && resume && resume->runs) m_book.restore(*std::exchange(resume->runs, std::nullopt));
  if (!resume && after.initial)
    command.state = engine::firstState(*after.initial, after.experiment.training.optimizer,
                                       after.experiment.network.layers.size());
  if (!m_document.hasData()) return showWithoutData(command.run, resume.value());
  if (resume) {
    command.state = std::move(resume->state);
    command.timeline = std::move(resume->timeline);
    return start(std::move(command), std::move(resume->history));
  }
  start(std::move(command), {});
  if (stepsLeft > 0 && !left) emit runLeft(stepsLeft);
  if (wasTraining && !isOpened && !left) train();
}

void RunController::rememberBranch(const Design& before, const Design& after) {
  if (!hasSpoken() || !m_newest->network) return;
  const engine::TimelineMap& timeline = m_newest->timeline;
  if (!engine::isPast(timeline)) return;
  m_branches.insert_or_assign({before.id, after.id},
                              Branch{.from = {.lane = timeline.lane, .step = timeline.step}, .to = {}});
}

bool RunController::returnsToLane(const Design& before, const Design& after) {
  if (const auto undone = m_branches.find({after.id, before.id}); undone != m_branches.end()) {
    const engine::TimelineMap& timeline = m_newest->timeline;
    undone->second.to = engine::GoTo{.lane = timeline.lane, .step = timeline.step};
    post(undone->second.from);
    return true;
  }
  const auto redone = m_branches.find({before.id, after.id});
  if (redone == m_branches.end() || !redone->second.to) return false;
  post(*redone->second.to);
  return true;
}

void RunController::followSettings(const engine::Snapshot& snapshot) {
  if (engine::compare(m_document.experiment(), snapshot.experiment) == engine::Change::Live)
    m_document.follow(snapshot.experiment, snapshot.dataset);
}

void RunController::onExperimentChanged() {
  m_book.setDesign(m_document.design());
}

void RunController::countSeconds() {
  if (!isTraining()) return;
  constexpr double kMilliseconds = 1000;
  m_book.addSeconds(static_cast<double>(m_clock.restart()) / kMilliseconds);
}

std::int64_t RunController::leave(const Design& design) {
  // A long way to another step is abandoned as well.
  if (isTraining() || m_lastAnswered < m_going) post(engine::Pause{});
  waitForAnswers(false);
  if (!hasSpoken() || !m_newest->network) return 0;
  engine::check(m_newest->isWhole, "leave: the state can't be gone on from");
  countSeconds();
  const bool isUntouched = m_hasInitialWeights && m_newest->revision == 0;
  m_book.leave(design, isUntouched ? nullptr : m_newest, m_history);
  return isUntouched ? 0 : m_newest->state.step;
}

void RunController::start(engine::StartRun command, engine::History history) {
  m_run = command.run;
  m_newest = nullptr;
  m_wanted.reset();
  m_history = {};
  emit runReplaced();
  if (command.state) {
    command.history = history;
    m_history = std::move(history);
    m_book.observe(m_history, true);
    emit historyAppended(m_history);
  }
  post(std::move(command));
  m_startedBy = m_lastPosted;
  m_staleUntil = m_lastPosted;
}

void RunController::showWithoutData(std::uint64_t run, const Resume& resume) {
  m_run = run;
  m_history = resume.history;
  m_book.observe(m_history, true);
  m_book.setSteps(resume.state.step);
  emit runReplaced();
  emit historyAppended(m_history);
  const engine::Dataset& data = *m_document.dataset();
  auto network = engine::Network::create(m_document.experiment().network, data.shape);
  engine::check(network.has_value(), "showWithoutData: the project was read with this network");
  auto snapshot = std::make_shared<engine::Snapshot>();
  snapshot->run = m_run;
  snapshot->network = *network;
  snapshot->experiment = m_document.experiment();
  snapshot->state = resume.state;
  snapshot->stepsPerEpoch = resume.stepsPerEpoch;
  snapshot->record = resume.timeline;
  if (!m_history.test.empty()) snapshot->test = m_history.test.back();
  m_newest = std::move(snapshot);
  post(engine::Pause{});  // for the previous run, which the session keeps
  showMoment(m_newest);
  setStale(false);
  setPhase(engine::Idle{});
}

void RunController::wantWhole() {
  if (m_newest && !m_newest->isWhole) post(engine::Keep{});
}

void RunController::catchUp() {
  waitForAnswers(true);
}

void RunController::capture(std::function<void(const std::shared_ptr<const engine::Snapshot>&)> then) {
  if (isBesideSession()) return then(m_newest);
  post(engine::Capture{});
  m_captures.emplace(m_lastPosted, std::move(then));
}

std::shared_ptr<const engine::Snapshot> RunController::captureNow() {
  std::shared_ptr<const engine::Snapshot> now;
  if (!isBesideSession() && m_lastAnswered < m_going) post(engine::Pause{});  // abandon a long way
  capture([&now](const std::shared_ptr<const engine::Snapshot>& captured) { now = captured; });
  if (!isBesideSession()) take(m_session.pollAfter(m_lastPosted), true);
  return now;
}

void RunController::deliver(const std::vector<std::shared_ptr<const engine::Snapshot>>& captured) {
  for (const auto& snapshot : captured)
    if (auto waiting = m_captures.extract(snapshot->lastCommand))
      waiting.mapped()(snapshot->network ? snapshot : nullptr);
}

void RunController::waitForAnswers(bool isShown) {
  // The regular reports of a run that goes on lack what is needed to resume it.
  if (m_lastAnswered < m_lastPosted || (m_newest && !m_newest->isWhole)) post(engine::Keep{});
  if (m_lastAnswered < m_lastPosted) take(m_session.pollAfter(m_lastPosted), isShown);
}

void RunController::post(engine::Command command) {
  // Whatever the command is, it is meant for the requested place.
  if (m_wanted) m_going = m_session.post(*std::exchange(m_wanted, std::nullopt));
  m_lastPosted = m_session.post(std::move(command));
  if (!m_timer.isActive()) m_timer.start();
}

void RunController::tick() {
  take(m_session.poll(), true);
  if (!m_wanted || !m_sinceGoing.hasExpired(kLongWayMilliseconds)) return;
  go(*std::exchange(m_wanted, std::nullopt));
}

void RunController::take(engine::Update update, bool isShown) {
  if (!update.snapshot) return;
  const auto captured = std::move(update.captured);
  const std::uint64_t answered = update.snapshot->lastCommand;
  show(std::move(update), isShown);
  deliver(captured);
  // A run that fails in the meantime answers without a moment.
  while (!m_captures.empty() && m_captures.begin()->first <= answered)
    m_captures.extract(m_captures.begin()).mapped()(nullptr);
}

void RunController::show(engine::Update update, bool isShown) {
  m_lastAnswered = update.snapshot->lastCommand;
  if (m_lastAnswered < m_startedBy) return;
  const auto snapshot = update.snapshot;
  const bool isUpToDate = snapshot->lastCommand == m_lastPosted;
  // A project without its data is shown beside the session, which still has another run.
  if (snapshot->run != m_run) {
    if (isUpToDate) m_timer.stop();
    return;
  }
  if (update.isWhole) {
    m_history = std::move(update.history);
    m_book.observe(m_history, true);
    emit historyReplaced(m_history);
  } else if (!isEmpty(update.history)) {
    const bool isReplacing =
        goesBack(m_history.train, update.history.train) || goesBack(m_history.test, update.history.test);
    engine::append(m_history, update.history);
    isReplacing ? m_book.observe(m_history, true) : m_book.observe(update.history, false);
    isReplacing ? emit historyReplaced(m_history) : emit historyAppended(update.history);
  }
  countSeconds();
  if (snapshot->network) {
    m_newest = snapshot;
    const engine::TimelineMap& timeline = snapshot->timeline;
    m_book.setSteps(timeline.lanes.empty() ? snapshot->state.step : timeline.lanes[timeline.lane].end);
    // Before views draw it, so that they show its settings.
    if (isShown && isUpToDate && m_document.hasData()) followSettings(*snapshot);
    if (isShown) showMoment(snapshot);
  }
  if (!isShown) return;
  m_book.tellNews();
  // Between starting a new run and continuing it the session is briefly idle: that phase must be neither
  // shown nor built on.
  if (snapshot->network && snapshot->lastCommand >= m_staleUntil) setStale(false);
  if (isUpToDate) setPhase(snapshot->phase);

  // At rest: all commands obeyed, nothing running, and the last test belongs to these weights (or there will
  // never be one).
  const bool hasFailed = std::holds_alternative<engine::Failed>(snapshot->phase);
  const bool isMeasured = hasFailed || engine::isBroken(snapshot->phase) || !snapshot->network ||
                          (snapshot->test && snapshot->test->step == snapshot->state.step);
  if (isUpToDate && !isTraining() && isMeasured) m_timer.stop();
  if (m_wanted && m_lastAnswered >= m_going) go(*std::exchange(m_wanted, std::nullopt));
}

void RunController::setPhase(const engine::Phase& phase) {
  if (phase == m_phase) return;
  m_phase = phase;
  if (isTraining()) m_clock.start();
  emit phaseChanged(m_phase);
}

void RunController::showMoment(std::shared_ptr<const engine::Snapshot> snapshot) {
  const Input& input = m_selection.input();
  const engine::Network& network = *snapshot->network;
  const engine::Index classes = std::max<engine::Index>(network.outputs(), 2);
  // Just after the data have changed, input and network may not fit each other.
  const auto misfits = [&](const std::optional<std::uint8_t>& label, const engine::Vector& numbers) {
    return (label && *label >= classes) || (numbers.size() > 0 && numbers.size() != network.outputs());
  };
  if (input.values.size() != network.inputs() || misfits(input.target, input.numbers) ||
      misfits(input.chosen.label, input.chosen.numbers)) {
    emit inputMisfits();
    return;
  }
  auto probe = probeOf(network, snapshot->state.weights, snapshot->experiment.training, input);
  m_moment = std::make_shared<const Moment>(Moment{.snapshot = std::move(snapshot),
                                                   .dataset = m_document.dataset(),
                                                   .input = input,
                                                   .probe = std::move(probe)});
  // A view that chooses another input creates the next moment while this one is being shown.
  emit momentChanged(MomentPtr(m_moment));
}

void RunController::probeAgain() {
  if (m_newest) showMoment(m_newest);
}

}  // namespace pellucid::ui
