// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plane/plane_points.h"

#include <algorithm>
#include <cmath>

#include "ui/theme/class_colours.h"

namespace pellucid::ui {
namespace {

using engine::Index;

constexpr double kRingRadius = kPointRadius + 2.4;

/// The network's outputs for all samples of a split, with their targets.
void addPoints(const PlaneQuestion& question, const PlaneMeaning& meaning, const engine::Split& split,
               bool isTest, std::vector<PlanePoint>& points) {
  const engine::Dataset& dataset = *question.dataset;
  const engine::Network& network = *question.snapshot->network;
  const std::size_t last = network.layerCount() - 1;
  const engine::Matrix answers =
      engine::answersTo(network, question.snapshot->state.weights, split, last, kMostPlanePoints);
  const engine::TargetCoding coding = engine::targetCoding(
      question.snapshot->experiment.training.loss, network.layer(last).activation(), network.outputs());
  const Index number = std::min(question.subject.output, std::max<Index>(0, dataset.outputs() - 1));
  for (Index i = 0; i < answers.cols(); ++i) {
    const engine::Vector inputs = engine::sample(split, dataset.inputs(), i);
    PlanePoint point;
    point.value = {static_cast<double>(inputs[question.across]),
                   question.up ? static_cast<double>(inputs[*question.up]) : 0.0};
    point.isTest = isTest;
    if (dataset.hasClasses()) {
      point.label = split.labels[static_cast<std::size_t>(i)];
      point.isWrong = engine::answer(answers, i, coding.middle()) != point.label;
      point.colour =
          classColour(*question.theme, point.label, coding.classes(), engine::chosenColours(dataset));
    } else {
      point.isNumber = true;
      point.target = static_cast<double>(split.targets(number, i));
      point.residual = point.target - static_cast<double>(answers(number, i));
      point.colour =
          question.theme->diverging(meaning.isUnit ? 0 : (point.target - meaning.middle) / meaning.half);
    }
    points.push_back(point);
  }
}

}  // namespace

std::vector<PlanePoint> planePoints(const PlaneQuestion& question, const PlaneMeaning& meaning) {
  std::vector<PlanePoint> points;
  addPoints(question, meaning, question.dataset->train, false, points);
  if (question.hasTest) addPoints(question, meaning, question.dataset->test, true, points);
  return points;
}

double residualSize(const std::vector<PlanePoint>& points) {
  double sum = 0;
  int count = 0;
  for (const PlanePoint& point : points)
    if (!point.isTest) {
      sum += point.residual * point.residual;
      ++count;
    }
  return count == 0 ? 0 : std::sqrt(sum / count);
}

void paintPoints(QPainter& painter, const std::vector<PlanePoint>& points, const std::vector<QPointF>& places,
                 const Theme& theme, PlanePicture& picture) {
  for (std::size_t i = 0; i < points.size(); ++i) {
    paintPoint(painter, places[i], points[i], theme);
    (points[i].isTest ? picture.test : picture.train).push_back(places[i]);
  }
  for (std::size_t i = 0; i < points.size(); ++i)
    if (points[i].isWrong && !picture.meaning.isUnit) paintWrongRing(painter, places[i], theme);
}

void paintPoint(QPainter& painter, QPointF at, const PlanePoint& point, const Theme& theme) {
  const QColor& outline = point.isNumber ? theme.mutedText : theme.field;
  if (point.isTest) {
    // With a background of its own: the plane has all colours.
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(outline, 3.4));
    painter.drawEllipse(at, kPointRadius - 0.6, kPointRadius - 0.6);
    painter.setPen(QPen(point.colour, 1.6));
    painter.drawEllipse(at, kPointRadius - 0.6, kPointRadius - 0.6);
    return;
  }
  painter.setPen(QPen(outline, 1));
  painter.setBrush(point.colour);
  painter.drawEllipse(at, kPointRadius, kPointRadius);
}

void paintWrongRing(QPainter& painter, QPointF at, const Theme& theme) {
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(theme.text, 1.1));
  painter.drawEllipse(at, kRingRadius, kRingRadius);
}

}  // namespace pellucid::ui
