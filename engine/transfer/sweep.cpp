// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/transfer/sweep.h"

#include <algorithm>
#include <atomic>

#include "engine/base/mailbox.h"
#include "engine/base/numbers.h"
#include "engine/base/side_by_side.h"
#include "engine/base/split_text.h"
#include "engine/transfer/few_samples.h"

namespace pellucid::engine {
namespace {

struct Job {
  const Arm* arm = nullptr;
  Index samples = 0;
  std::uint64_t seed = 0;
};

std::vector<Job> jobsOf(const SweepSpec& spec) {
  std::vector<Job> jobs;
  for (const Index samples : spec.samplesPerClass)
    for (std::uint64_t seed = 1; seed <= spec.seeds; ++seed)
      for (const Arm& arm : spec.arms) jobs.push_back({.arm = &arm, .samples = samples, .seed = seed});
  return jobs;
}

Result<ArmRun> begin(const TransferTask& task, const Job& job) {
  const auto samples = fewSamples(*task.target, job.samples, job.seed, task.testSamples);
  if (!samples) return samples.error();
  return ArmRun::create(task, *job.arm, *samples, job.seed);
}

/// One thread's work.
class Worker {
 public:
  Worker(const TransferTask& task, const SweepSpec& spec, const Progress& progress,
         Mailbox<CurveListener>& listener)
      : m_task(task), m_spec(spec), m_progress(progress), m_listener(listener) {}

  void run(const Job& job, ArmCurve& curve) const {
    ArmRun arm = begin(m_task, job).value();
    measure(arm, curve);
    while (arm.trainer().state().step < m_spec.steps) {
      if (m_progress.isCancelled()) return;
      auto result = arm.step();
      if (auto* diverged = std::get_if<Diverged>(&result)) {
        curve.diverged = std::move(*diverged);
        return;
      }
      const std::int64_t step = arm.trainer().state().step;
      curve.isComplete = step == m_spec.steps;
      if (step % m_spec.every == 0 || curve.isComplete) measure(arm, curve);
    }
  }

 private:
  void measure(ArmRun& arm, ArmCurve& curve) const {
    curve.points.push_back(arm.measure());
    curve.trainableParameters = std::max(curve.trainableParameters, arm.trainableParameters());
    curve.millisecondsPerStep = arm.millisecondsPerStep();
    m_listener.open([&](const CurveListener& tell) {
      if (tell) tell(curve);
    });
  }

  const TransferTask& m_task;
  const SweepSpec& m_spec;
  const Progress& m_progress;
  Mailbox<CurveListener>& m_listener;  // only one thread reports at a time
};

}  // namespace

std::optional<std::vector<Index>> parseSampleCounts(std::string_view text) {
  std::vector<Index> counts;
  for (const std::string& part : splitText(text, ',')) {
    const auto count = parseNumber<Index>(part);
    if (!count || *count < 1 || *count > kMaxSamplesPerClass ||
        std::ranges::find(counts, *count) != counts.end())
      return std::nullopt;
    counts.push_back(*count);
  }
  return counts;
}

void mergeCurve(std::vector<ArmCurve>& curves, const ArmCurve& news) {
  const auto at = std::ranges::lower_bound(curves, news.place, {}, &ArmCurve::place);
  if (at != curves.end() && at->place == news.place)
    *at = news;
  else
    curves.insert(at, news);
}

Result<std::vector<ArmCurve>> runSweep(const TransferTask& task, const SweepSpec& spec, unsigned threads,
                                       const Progress& progress, CurveListener listener) {
  const std::vector<Job> jobs = jobsOf(spec);
  check(!jobs.empty() && spec.steps >= 1 && spec.every >= 1, "runSweep: there is nothing to run");
  // Whether a run can begin depends on the arm and on the number of samples, but not on the seed.
  for (const Job& job : jobs)
    if (job.seed == 1)
      if (const auto run = begin(task, job); !run) return run.error();

  std::vector<ArmCurve> curves(jobs.size());
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    curves[i].arm = jobs[i].arm->name;
    curves[i].samplesPerClass = jobs[i].samples;
    curves[i].seed = jobs[i].seed;
    curves[i].place = i;
  }
  std::atomic<std::size_t> next = 0;
  Mailbox<CurveListener> told(std::move(listener));
  const Worker worker(task, spec, progress, told);
  sideBySide(threads, [&] {
    for (std::size_t i = next++; i < jobs.size() && !progress.isCancelled(); i = next++)
      worker.run(jobs[i], curves[i]);
  });
  std::erase_if(curves, [](const ArmCurve& curve) { return curve.points.empty(); });
  return curves;
}

}  // namespace pellucid::engine
