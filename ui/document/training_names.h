// SPDX-License-Identifier: GPL-3.0-or-later
// The names of a TrainingSpec's values, beside their fields and in Undo's texts.
#pragma once

#include <QString>

#include "engine/train/experiment.h"

namespace pellucid::ui {

QString numberName(double engine::OptimizerSettings::*number);
QString numberName(double engine::Schedule::*number);
QString numberName(std::int64_t engine::Schedule::*number);
QString numberName(double engine::Clipping::*limit);
QString numberName(double engine::Augmentation::*most);
QString numberName(double engine::Stopping::*rule);
QString numberName(std::int64_t engine::Stopping::*rule);

}  // namespace pellucid::ui
