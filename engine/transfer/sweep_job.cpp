// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/transfer/sweep_job.h"

#include <algorithm>

#include "engine/base/background_thread.h"
#include "engine/base/mailbox.h"
#include "engine/base/side_by_side.h"

namespace pellucid::engine {
namespace {

struct ToldNews {
  SweepNews news = {};
  bool isNew = false;
};

}  // namespace

struct SweepJob::Told {
  Mailbox<ToldNews> box;

  /// Changes the results.
  template <class Change>
  void tell(const Change& change) {
    box.open([&](ToldNews& told) {
      change(told.news);
      told.isNew = true;
    });
  }
};

void SweepJob::start(TaskSource source, TransferDesign design, bool isSourceUnnamed) {
  m_told = std::make_shared<Told>();
  m_told->box.open([&](ToldNews& told) { told.news.record.design = std::move(design); });
  m_job.request([source = std::move(source), isSourceUnnamed, told = m_told](const Progress& progress) {
    return work(source, isSourceUnnamed, progress, *told);
  });
}

void SweepJob::forget() {
  m_job.forget();
  m_told = nullptr;
}

std::optional<SweepNews> SweepJob::poll() {
  if (m_told == nullptr) return std::nullopt;
  // First, so that a finished run has reported everything.
  const auto done = m_job.take();
  return m_told->box.open([&](ToldNews& told) -> std::optional<SweepNews> {
    if (!std::exchange(told.isNew, false) && !done) return std::nullopt;
    if (done) told.news.isDone = true;
    if (done && !*done) told.news.error = done->error();
    return told.news;
  });
}

Result<void> SweepJob::work(const TaskSource& source, bool isSourceUnnamed, const Progress& progress,
                            Told& told) {
  lowerThreadPriority();  // inherited by the sweep's threads, which start here
  const auto tellSource = [&](SourceProgress trained) {
    told.tell([&](SweepNews& news) { news.source = trained; });
  };
  const auto task = source(progress, tellSource);
  if (progress.isCancelled()) return {};
  if (!task) return task.error();
  const TransferDesign design = told.box.open([](const ToldNews& all) { return all.news.record.design; });
  auto arms = parseArms(design.arms, armContext(*task, design.fineTuneFactor, design.steps));
  if (!arms) return arms.error();
  told.tell([&](SweepNews& news) {
    TransferRecord& record = news.record;
    record.arms = *arms;
    record.fits = task->fits;
    record.hasNewHead = task->hasNewHead;
    if (isSourceUnnamed) record.design.model = std::make_shared<const TrainedModel>(task->source);
    record.design.modelData = record.design.model ? task->sourceData : "";
  });
  SweepSpec spec{.arms = *std::move(arms), .samplesPerClass = design.samples, .seeds = design.seeds};
  spec.steps = design.steps;
  spec.every = measuredEvery(design.steps);
  const auto tellCurve = [&](const ArmCurve& curve) {
    told.tell([&](SweepNews& news) { mergeCurve(news.record.curves, curve); });
  };
  const auto curves = runSweep(*task, spec, allCores(), progress, tellCurve);
  if (!curves) return curves.error();
  return {};
}

}  // namespace pellucid::engine
