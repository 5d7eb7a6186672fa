// SPDX-License-Identifier: GPL-3.0-or-later
// The samples over a plane: training ones filled, test ones hollow, ringed where the answer is wrong. Any
// thread.
#pragma once

#include <QColor>
#include <QPainter>
#include <vector>

#include "ui/plane/plane_question.h"

namespace pellucid::ui {

struct PlanePoint {
  QPointF value;          ///< its two inputs, in data coordinates
  QColor colour;          ///< of its class, or of its target number
  bool isNumber = false;  ///< its colour may be the background's
  bool isWrong = false;   ///< the network's answer is another class
  double target = 0;      ///< the target number, for numeric answers
  double residual = 0;    ///< target - answer
  engine::Index label = 0;
  bool isTest = false;
};

/// Training samples before test samples, at most kMostPlanePoints of each. `x` and `y` are inputs; for a line
/// `y` is none, and the second coordinate is 0.
std::vector<PlanePoint> planePoints(const PlaneQuestion& question, const PlaneMeaning& meaning);

/// The root mean square of the training samples' residuals; 0 without any.
double residualSize(const std::vector<PlanePoint>& points);

/// Paints them in order, at places that the picture remembers; wrong ones ringed on top.
void paintPoints(QPainter& painter, const std::vector<PlanePoint>& points, const std::vector<QPointF>& places,
                 const Theme& theme, PlanePicture& picture);
void paintPoint(QPainter& painter, QPointF at, const PlanePoint& point, const Theme& theme);
/// A ring around a point whose answer is wrong.
void paintWrongRing(QPainter& painter, QPointF at, const Theme& theme);

inline constexpr double kPointRadius = 3.2;  // pixels

}  // namespace pellucid::ui
