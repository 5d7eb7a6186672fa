// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/step_moment.h"

namespace pellucid::ui {

MomentPtr asTrained(const MomentPtr& moment, const std::optional<StepView>& step) {
  if (!step || !engine::trainsOtherwise(*step->trace)) return moment;
  const bool isThis = moment->input.trainIndex == step->trainIndex() &&
                      moment->snapshot->state.step == step->trace->before.step &&
                      moment->experiment().network == step->trace->experiment.network;
  if (!isThis) return moment;
  return std::make_shared<const Moment>(Moment{.snapshot = moment->snapshot,
                                               .dataset = moment->dataset,
                                               .input = moment->input,
                                               .probe = engine::probeOf(*step->trace, step->sample)});
}

}  // namespace pellucid::ui
