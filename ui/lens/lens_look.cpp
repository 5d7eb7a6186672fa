// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/lens_look.h"

#include <chrono>

#include "engine/inspect/maps/layer_samples.h"
#include "ui/run/look_budget.h"

namespace pellucid::ui {

bool LensLook::isOf(const engine::Snapshot& snapshot) const {
  return run == snapshot.run && revision == snapshot.revision && network == snapshot.network &&
         experiment == snapshot.experiment;
}

LensLookPtr takeLensLook(const LensQuestion& question, const engine::Progress& progress) {
  const auto begin = std::chrono::steady_clock::now();
  const engine::Snapshot& of = *question.snapshot;
  auto look = std::make_shared<LensLook>();
  look->run = of.run;
  look->revision = of.revision;
  look->network = of.network;
  look->experiment = of.experiment;
  look->step = of.state.step;
  if (const auto step = engine::traceStep(of.experiment, question.dataset, of.state)) {
    const auto samples = engine::chooseSamples(question.dataset->test.size(), question.mostTest, 1);
    look->lens = engine::lensOf(*step, samples, question.range, progress);
  }
  if (progress.isCancelled()) return nullptr;
  look->milliseconds = millisecondsSince(begin);
  return look;
}

}  // namespace pellucid::ui
