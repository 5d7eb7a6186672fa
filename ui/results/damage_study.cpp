// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/damage_study.h"

#include "engine/inspect/answers.h"
#include "ui/widgets/weight_image.h"

namespace pellucid::ui {

bool canBeDamaged(const engine::Dataset& dataset) {
  return dataset.shape.isImage() && dataset.hasClasses() && dataset.test.size() > 0;
}

DamageStudyPtr studyDamage(const Moment& moment, engine::Index sample, const engine::Progress& progress) {
  const engine::Dataset& data = *moment.dataset;
  const engine::Network& network = moment.network();
  const engine::TrainingSpec& training = moment.experiment().training;
  auto study = std::make_shared<DamageStudy>();
  study->dataset = moment.dataset;
  study->step = moment.snapshot->state.step;
  study->sample = sample;
  engine::Matrix image = engine::sample(data.test, data.inputs(), sample);
  engine::unscale(data.scaling.inputs, image);
  for (std::size_t kind = 0; kind < kDamages.size(); ++kind) {
    constexpr double kKinds = kDamages.size();
    const auto curve = engine::damageCurve(
        network, moment.weights(), training, data, kDamages[kind], kDamageSamples,
        progress.part(static_cast<double>(kind) / kKinds, static_cast<double>(kind + 1) / kKinds));
    if (!curve) return nullptr;
    study->curves[kind] = *curve;
    for (std::size_t i = 0; i < engine::kDamageAmounts; ++i) {
      const engine::Vector damaged = engine::damaged(image.col(0), data.shape, kDamages[kind],
                                                     engine::damageAmounts(kDamages[kind])[i], 1, sample);
      engine::Trace trace;
      trace.input = damaged;
      engine::scale(data.scaling.inputs, trace.input);
      network.forward(moment.weights(), trace);
      const engine::Said said = engine::saidBy(moment.experiment(), trace.output(), 0);
      study->images[kind][i] = {.values = damaged,
                                .picture = pixelImage(damaged, data.shape),
                                .answered = said.answer,
                                .certainty = said.certainty};
    }
  }
  return study;
}

}  // namespace pellucid::ui
