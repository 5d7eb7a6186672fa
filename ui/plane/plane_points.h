// SPDX-License-Identifier: GPL-3.0-or-later
// The samples over a plane: filled those of training, hollow those of the test, ringed where the answer is
// wrong. Any thread.
#pragma once

#include <QColor>
#include <QPainter>
#include <vector>

#include "ui/plane/plane_question.h"

namespace pellucid::ui {

struct PlanePoint {
  QPointF value;          ///< its two inputs, in the numbers of the data
  QColor colour;          ///< of its class, or of the number that it should be answered
  bool isNumber = false;  ///< its colour may be that of the ground
  bool isWrong = false;   ///< its class is not the network's answer
  double target = 0;      ///< the number, where the answers are numbers
  double residual = 0;    ///< target - answer
  engine::Index label = 0;
  bool isTest = false;
};

/// Those of training before those of the test, at most kMostPlanePoints of each. `x` and `y` are inputs; of a
/// line `y` is none, and their second number 0.
std::vector<PlanePoint> planePoints(const PlaneQuestion& question, const PlaneMeaning& meaning);

/// The root of the mean of the squared residuals of the training samples among them; 0 without any.
double residualSize(const std::vector<PlanePoint>& points);

/// At their places, which the picture remembers, in the order in which they are; wrong ones ringed on top.
void paintPoints(QPainter& painter, const std::vector<PlanePoint>& points, const std::vector<QPointF>& places,
                 const Theme& theme, PlanePicture& picture);
void paintPoint(QPainter& painter, QPointF at, const PlanePoint& point, const Theme& theme);
/// Around a point whose answer is wrong.
void paintWrongRing(QPainter& painter, QPointF at, const Theme& theme);

inline constexpr double kPointRadius = 3.2;  // pixels

}  // namespace pellucid::ui
