// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagnosis/doctor.h"

#include <QElapsedTimer>
#include <algorithm>
#include <cmath>

#include "engine/base/background_thread.h"
#include "engine/inspect/diagnosis/look_steps.h"
#include "engine/train/phase.h"
#include "ui/diagnosis/trained_on.h"
#include "ui/run/shared_way.h"

namespace pellucid::ui {
namespace {

/// Many more than any run needs.
constexpr std::size_t kMostLooks = 400;
/// The number of looks given to the rules besides the first.
constexpr std::ptrdiff_t kNewestLooks = 6;

std::optional<engine::Diverged> divergenceOf(const engine::Snapshot& snapshot) {
  const auto* diverged = std::get_if<engine::Diverged>(&snapshot.phase);
  return diverged == nullptr ? std::nullopt : std::optional(*diverged);
}

std::int64_t testedStep(const engine::Snapshot& snapshot) {
  return snapshot.test ? snapshot.test->step : -1;
}

bool isSameState(const Moment& a, const Moment& b) {
  const engine::Snapshot& x = *a.snapshot;
  const engine::Snapshot& y = *b.snapshot;
  return trainedOn(a) == trainedOn(b) && x.run == y.run && x.revision == y.revision &&
         x.network == y.network && testedStep(x) == testedStep(y) &&
         divergenceOf(x).has_value() == divergenceOf(y).has_value() && x.experiment == y.experiment;
}

std::vector<engine::Finding> upToStep(const std::vector<engine::Finding>& findings, std::int64_t step) {
  std::vector<engine::Finding> kept;
  std::ranges::copy_if(findings, std::back_inserter(kept),
                       [step](const engine::Finding& finding) { return finding.since <= step; });
  return kept;
}

void insertLook(std::vector<engine::RunLook>& looks, engine::RunLook look) {
  const auto place = std::ranges::lower_bound(looks, look.step, {}, &engine::RunLook::step);
  if (place != looks.end() && place->step == look.step)
    *place = std::move(look);
  else
    looks.insert(place, std::move(look));
}

}  // namespace

/// The worker's input.
struct Doctor::Question {
  MomentPtr moment;
  std::shared_ptr<const engine::Vector> initial;
  engine::RunCurves curves;
  engine::DataStatisticsPtr data;  ///< null where still to be determined
  std::vector<engine::RunLook> looks;
  std::vector<engine::Finding> before;
};

Doctor::Doctor(Curves curves, Clock clock)
    : m_history(std::move(curves)),
      m_clock(clock ? std::move(clock) : monotonicClock()),
      m_findings(std::make_shared<const std::vector<engine::Finding>>()) {
  m_timer.setSingleShot(true);
  connect(&m_timer, &QTimer::timeout, this, &Doctor::diagnoseSoon);
}

const engine::Finding* Doctor::find(engine::DiagnosisRule rule) const {
  const auto found = std::ranges::find(*m_findings, rule, &engine::Finding::rule);
  return found == m_findings->end() ? nullptr : &*found;
}

bool Doctor::isUpToDate() const {
  return m_moment && m_diagnosed && isSameState(*m_moment, *m_diagnosed);
}

std::optional<double> Doctor::testLossAt(std::int64_t step) const {
  const auto test = std::ranges::find(m_curves.tests, step, &engine::TestPoint::step);
  return test == m_curves.tests.end() ? std::nullopt : std::optional(test->loss);
}

void Doctor::setSilenced(engine::DiagnosisRule rule, bool isSilenced) {
  if (isSilenced == m_silenced.contains(rule)) return;
  if (isSilenced)
    m_silenced.insert(rule);
  else
    m_silenced.erase(rule);
  emit changed();
}

std::vector<std::string> Doctor::silenced() const {
  std::vector<std::string> names;
  for (const engine::DiagnosisRule rule : m_silenced) names.emplace_back(engine::nameOf(rule));
  return names;
}

void Doctor::setSilenced(const std::vector<std::string>& names) {
  m_silenced.clear();
  for (const auto& rule : engine::kEnumNames<engine::DiagnosisRule>)
    if (std::ranges::find(names, rule.name) != names.end()) m_silenced.insert(rule.value);
  emit changed();
}

void Doctor::forget() {
  m_job.forget();
  m_looks.clear();
  m_ahead.clear();
  m_furthest = -1;
  m_diagnosedStep.reset();
  m_diagnosed.reset();
  m_findings = std::make_shared<const std::vector<engine::Finding>>();
}

void Doctor::forgetAfter(std::int64_t step) {
  m_job.forget();
  std::erase_if(m_looks, [step](const engine::RunLook& look) { return look.step > step; });
  m_ahead = upToStep(m_ahead, step);
  m_furthest = std::min(m_furthest, step);
}

void Doctor::showMoment(const MomentPtr& moment, const std::shared_ptr<const engine::Vector>& initial) {
  const bool isOther = m_moment && !isSameNetwork(*m_moment, *moment);
  if (isOther)
    forget();
  else if (m_moment && m_moment->snapshot->timeline.lane != moment->snapshot->timeline.lane)
    forgetAfter(sharedUpTo(*m_moment->snapshot, *moment->snapshot).value_or(0));
  m_moment = moment;
  m_initial = initial;
  if (isOther) emit changed();
  diagnoseSoon();
}

void Doctor::diagnoseSoon() {
  if (!m_moment || m_job.isBusy() || isUpToDate() || trainedOn(*m_moment)->train.size() == 0) return;
  const bool isRunning = engine::isRunning(m_moment->snapshot->phase);
  if (const double wait = isRunning ? m_budget.wait(m_clock()) : 0; wait > 0) {
    m_timer.start(static_cast<int>(std::ceil(wait)));
    return;
  }
  const std::int64_t step = m_moment->snapshot->state.step;
  const double begin = m_clock();
  m_curves = engine::curvesOf(m_history(), step);
  m_curvesTook = m_clock() - begin;
  Question question{.moment = m_moment,
                    .initial = m_initial,
                    .curves = m_curves,
                    .data = m_dataset == trainedOn(*m_moment) ? m_data : nullptr,
                    .looks = {},
                    .before = step < m_furthest ? upToStep(m_ahead, step) : upToStep(*m_findings, step)};
  const auto past = std::ranges::upper_bound(m_looks, step, {}, &engine::RunLook::step);
  const auto newest = past - std::min(kNewestLooks, past - m_looks.begin());
  if (newest != m_looks.begin()) question.looks.push_back(m_looks.front());
  question.looks.insert(question.looks.end(), newest, past);
  m_job.request(
      [question = std::move(question)](const engine::Progress& progress) {
        engine::lowerThreadPriority();
        return diagnosed(question, progress);
      },
      [this, moment = m_moment](Answer answer) { take(moment, std::move(answer)); });
}

Doctor::Answer Doctor::diagnosed(const Question& question, const engine::Progress& progress) {
  const engine::Snapshot& snapshot = *question.moment->snapshot;
  const engine::Dataset& dataset = *trainedOn(*question.moment);
  Answer answer{.data = question.data, .looks = question.looks, .findings = nullptr};
  // Once per data set, not per look.
  if (!answer.data) answer.data = engine::dataStatistics(dataset, progress);
  if (!answer.data) return answer;
  QElapsedTimer timer;
  timer.start();
  const auto look = [&](const engine::Vector& weights, std::int64_t step) {
    if (auto seen = engine::lookAt(snapshot.experiment, *snapshot.network, dataset, weights, step, progress))
      insertLook(answer.looks, *std::move(seen));
  };
  const std::int64_t step = snapshot.state.step;
  if (step > 0 && (answer.looks.empty() || answer.looks.front().step != 0))
    look(question.initial ? *question.initial : snapshot.network->initialParameters(snapshot.experiment.seed),
         0);
  const std::int64_t changedAt = engine::settingsSince(snapshot.timeline);
  const std::int64_t last = answer.looks.empty() ? -1 : answer.looks.back().step;
  const engine::LookPace pace(*snapshot.network,
                              std::min(snapshot.experiment.training.batchSize, dataset.train.size()));
  // Before the first step weights can be set by hand, so other weights may have to be looked at.
  if (step == 0 || step >= engine::nextLook(last, changedAt, pace)) look(snapshot.state.weights, step);
  if (progress.isCancelled()) return answer;
  const engine::RunStatistics statistics{.experiment = snapshot.experiment,
                                         .network = snapshot.network,
                                         .data = answer.data,
                                         .step = step,
                                         .stepsPerEpoch = snapshot.stepsPerEpoch,
                                         .settingsSince = changedAt,
                                         .curves = question.curves,
                                         .looks = answer.looks,
                                         .diverged = divergenceOf(snapshot)};
  answer.findings =
      std::make_shared<const std::vector<engine::Finding>>(engine::diagnose(statistics, question.before));
  answer.milliseconds = static_cast<double>(timer.nsecsElapsed()) / 1e6;
  return answer;
}

void Doctor::take(const MomentPtr& moment, Answer answer) {
  m_budget.spend(m_clock(), m_curvesTook + answer.milliseconds);
  if (answer.data) {
    m_data = answer.data;
    m_dataset = trainedOn(*moment);
  }
  if (answer.findings) {
    for (engine::RunLook& look : answer.looks) insertLook(m_looks, std::move(look));
    if (m_looks.size() > kMostLooks) m_looks.erase(m_looks.begin() + 1);
    const std::int64_t step = moment->snapshot->state.step;
    const bool isNew = m_diagnosedStep != step || *m_findings != *answer.findings;
    m_findings = answer.findings;
    m_diagnosed = moment;
    m_diagnosedStep = step;
    if (step >= m_furthest) {
      m_furthest = step;
      m_ahead = *m_findings;
      std::ranges::stable_sort(m_ahead, {}, &engine::Finding::since);
    }
    if (isNew) emit changed();
  }
  diagnoseSoon();
}

}  // namespace pellucid::ui
