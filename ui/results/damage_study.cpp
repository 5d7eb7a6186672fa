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
  const engine::Activation output = network.layer(network.layerCount() - 1).activation();
  const engine::TargetCoding coding = targetCoding(training.loss, output, network.outputs());
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
      const engine::Index answered = engine::answer(trace.output(), 0, coding.middle());
      study->images[kind][i] = {.picture = inputImage(damaged, data.shape),
                                .answered = answered,
                                .certainty = static_cast<double>(
                                    engine::certainties(coding, output, trace.output().col(0))[answered])};
    }
  }
  return study;
}

}  // namespace pellucid::ui
