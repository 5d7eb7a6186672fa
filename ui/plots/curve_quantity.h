// SPDX-License-Identifier: GPL-3.0-or-later
// The quantities drawn over the steps, their names and the form of their numbers. Pure.
#pragma once

#include <QString>
#include <array>

#include "engine/train/history.h"

namespace pellucid::ui {

enum class CurveQuantity { Loss, Accuracy, LearningRate, GradientNorm, UpdateRatio };

inline constexpr std::array kCurveQuantities = {CurveQuantity::Loss, CurveQuantity::Accuracy,
                                                CurveQuantity::LearningRate, CurveQuantity::GradientNorm,
                                                CurveQuantity::UpdateRatio};

/// A batch's or a test's value; NaN where it has none. Accuracy is a share.
double valueOf(CurveQuantity quantity, const engine::HistoryPoint& point);
/// The factor applied in a plot: accuracy is drawn in per cent.
double plotFactor(CurveQuantity quantity);

/// "accuracy", "learning rate": in a menu and above a column of values.
QString quantityName(CurveQuantity quantity);
QString shortQuantityName(CurveQuantity quantity);
/// "accuracy (%)", as an axis label.
QString quantityAxisText(CurveQuantity quantity);
/// "97.3 %"; a dash for NaN.
QString quantityText(CurveQuantity quantity, double value);
/// What it teaches the learner.
QString quantityLesson(CurveQuantity quantity);

}  // namespace pellucid::ui
