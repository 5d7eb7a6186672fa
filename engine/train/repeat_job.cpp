// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/repeat_job.h"

#include "engine/base/background_thread.h"
#include "engine/base/mailbox.h"
#include "engine/base/side_by_side.h"

namespace pellucid::engine {

struct RepeatJob::Told {
  struct Known {
    std::vector<Repetition> runs;
    bool isNew = false;
  };
  Mailbox<Known> box;
};

void RepeatJob::start(RepeatSpec spec) {
  m_told = std::make_shared<Told>();
  m_told->box.open([&](Told::Known& known) {
    known.runs.resize(spec.experiments.size());
    for (std::size_t i = 0; i < known.runs.size(); ++i) known.runs[i].place = i;
  });
  m_job.request([spec = std::move(spec), told = m_told](const Progress& progress) {
    lowerThreadPriority();  // inherited by the worker threads, which start here
    return repeat(spec, allCores(), progress, [&](const Repetition& run) {
      told->box.open([&](Told::Known& known) {
        known.runs[run.place] = run;
        known.isNew = true;
      });
    });
  });
}

void RepeatJob::forget() {
  m_job.forget();
  m_told = nullptr;
}

std::optional<RepeatJob::News> RepeatJob::poll() {
  if (m_told == nullptr) return std::nullopt;
  auto done = m_job.take();  // first, so that a finished job has reported everything
  return m_told->box.open([&](Told::Known& known) -> std::optional<News> {
    if (!std::exchange(known.isNew, false) && !done) return std::nullopt;
    if (!done) return News{.runs = known.runs};
    if (!*done) return News{.runs = {}, .isDone = true, .error = done->error()};
    return News{.runs = std::move(**done), .isDone = true};
  });
}

}  // namespace pellucid::engine
