// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/training_names.h"

#include <QCoreApplication>

namespace pellucid::ui {
namespace {

struct TrainingNames {
  Q_DECLARE_TR_FUNCTIONS(TrainingNames)
};

}  // namespace

using engine::Augmentation;
using engine::Clipping;
using engine::OptimizerSettings;
using engine::Schedule;
using engine::Stopping;

QString numberName(double OptimizerSettings::*number) {
  if (number == &OptimizerSettings::momentum) return TrainingNames::tr("Momentum μ");
  if (number == &OptimizerSettings::beta1) return TrainingNames::tr("Mean β1");
  if (number == &OptimizerSettings::beta2) return TrainingNames::tr("Square β2");
  if (number == &OptimizerSettings::alpha) return TrainingNames::tr("Square α");
  if (number == &OptimizerSettings::rho) return TrainingNames::tr("Square ρ");
  if (number == &OptimizerSettings::epsilon) return TrainingNames::tr("Epsilon ε");
  if (number == &OptimizerSettings::l1) return TrainingNames::tr("L1");
  if (number == &OptimizerSettings::l2) return TrainingNames::tr("L2");
  return TrainingNames::tr("Weight decay λ");
}

QString numberName(double Schedule::*number) {
  if (number == &Schedule::factor) return TrainingNames::tr("Factor");
  if (number == &Schedule::floor) return TrainingNames::tr("Least rate");
  return TrainingNames::tr("Rising share");
}

QString numberName(std::int64_t Schedule::*number) {
  if (number == &Schedule::warmupSteps) return TrainingNames::tr("Warm-up steps");
  if (number == &Schedule::every) return TrainingNames::tr("Every … epochs");
  if (number == &Schedule::epochs) return TrainingNames::tr("Over epochs");
  return TrainingNames::tr("Plateau patience");
}

QString numberName(double Clipping::*limit) {
  return limit == &Clipping::norm ? TrainingNames::tr("Whole gradient") : TrainingNames::tr("Each element");
}

QString numberName(double Augmentation::*most) {
  if (most == &Augmentation::shift) return TrainingNames::tr("Shift");
  if (most == &Augmentation::turn) return TrainingNames::tr("Turn in °");
  if (most == &Augmentation::zoom) return TrainingNames::tr("Zoom");
  return TrainingNames::tr("Noise");
}

QString numberName([[maybe_unused]] double Stopping::*rule) {
  return TrainingNames::tr("Accuracy in %");
}

QString numberName(std::int64_t Stopping::*rule) {
  if (rule == &Stopping::epochs) return TrainingNames::tr("Epochs");
  if (rule == &Stopping::steps) return TrainingNames::tr("Steps");
  return TrainingNames::tr("Patience");
}

}  // namespace pellucid::ui
