// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/unit_picture.h"

#include <algorithm>
#include <cmath>

#include "ui/canvas/value_range.h"
#include "ui/widgets/weight_image.h"

namespace pellucid::ui {
namespace {

bool isOutput(const Moment& moment, std::size_t layer) {
  return layer + 1 == moment.network().layerCount();
}

bool fits(const engine::DecisionField* field, const Moment& moment, std::size_t layer) {
  return field != nullptr && field->layers.size() == moment.network().layerCount() &&
         field->layers[layer].rows() == moment.network().layer(layer).outputs();
}

UnitPicture planePicture(const Moment& moment, const engine::DecisionField& field, std::size_t layer,
                         Index unit, const Theme& theme) {
  using engine::Activation;
  engine::Vector values = field.layers[layer].row(unit).transpose();
  const Activation activation = moment.network().layer(layer).activation();
  const bool isShare = activation == Activation::Softmax || activation == Activation::Sigmoid;
  double range = 1;
  if (isShare && isOutput(moment, layer))
    values.array() = 2 * values.array() - 1;
  else if (!isShare && activation != Activation::Tanh)
    range = static_cast<double>(niceCeiling(static_cast<float>(values.cwiseAbs().maxCoeff())));
  return {.image = signedImage(values, static_cast<int>(field.plane.columns),
                               static_cast<int>(field.plane.rows), range, theme),
          .range = range,
          .isPlane = true};
}

UnitPicture weightPicture(const engine::Vector& weights, QSize size, const Theme& theme) {
  const auto range = static_cast<double>(niceCeiling(static_cast<float>(weights.cwiseAbs().maxCoeff())));
  return {.image = signedImage(weights, size.width(), size.height(), range, theme),
          .range = range,
          .isPlane = false};
}

/// A sample's answer for output `output`, from -1 to 1.
double answerOf(const engine::Dataset& dataset, const engine::Split& split, Index sample, Index output,
                Index outputs) {
  if (!dataset.hasClasses()) return static_cast<double>(split.targets(output, sample));
  const Index label = split.labels[static_cast<std::size_t>(sample)];
  const bool isIts = outputs == 1 ? label == 1 : label == output;
  return isIts ? 1 : -1;
}

/// Where a point is in the picture of a plane.
QPointF placeOf(const engine::Vector& point, const QRectF& place, const engine::Plane& plane) {
  return {place.left() +
              place.width() * static_cast<double>((point[0] - plane.left) / (plane.right - plane.left)),
          place.top() +
              place.height() * static_cast<double>((plane.top - point[1]) / (plane.top - plane.bottom))};
}

}  // namespace

UnitPicture unitPicture(const Moment& moment, const engine::DecisionField* field, std::size_t layer,
                        Index unit, const Theme& theme) {
  if (fits(field, moment, layer)) return planePicture(moment, *field, layer, unit, theme);
  const engine::Shape& shape = moment.dataset->shape;
  const bool looksAtImage =
      layer == 0 && shape.isImage() && moment.network().layer(0).kind() == engine::LayerKind::Dense;
  if (!looksAtImage) return {};
  const engine::Vector weights = moment.network().weight(moment.weights(), 0).row(unit).transpose();
  return weightPicture(
      weights, {static_cast<int>(shape.width), static_cast<int>(shape.height * shape.channels)}, theme);
}

UnitPicture kernelPicture(const Moment& moment, std::size_t layer, Index map, const Theme& theme) {
  const engine::Layer& convolution = moment.network().layer(layer);
  const auto side = static_cast<int>(convolution.spec().kernel);
  const auto channels = static_cast<int>(convolution.inputShape().channels);
  // Parameters: weight (filters × channels·k·k), column by column.
  const engine::ConstMatrixMap weight(moment.weights().data() + moment.network().layerOffset(layer),
                                      convolution.spec().units, Index{channels} * side * side);
  const engine::Vector taps = weight.row(map).transpose();
  const auto range = static_cast<double>(niceCeiling(static_cast<float>(taps.cwiseAbs().maxCoeff())));
  const QSize grid = gridFor(channels);
  QImage image(grid * (side + 1) - QSize(1, 1), QImage::Format_RGB32);
  image.fill(theme.panel);
  const DivergingScale scale(theme, theme.neutral);
  for (int channel = 0; channel < channels; ++channel) {
    const QPoint at(channel % grid.width() * (side + 1), channel / grid.width() * (side + 1));
    drawSigned(taps.segment(channel * side * side, side * side), scale, range, side, at, image);
  }
  return {.image = image, .range = range, .isPlane = false};
}

void paintPoints(QPainter& painter, const QRectF& place, const engine::Plane& plane, const Moment& moment,
                 Index output, const Theme& theme) {
  const engine::Dataset& dataset = *moment.dataset;
  const Index outputs = moment.network().outputs();
  painter.setRenderHint(QPainter::Antialiasing);
  for (const engine::Split* split : {&dataset.train, &dataset.test}) {
    const bool isTest = split == &dataset.test;
    painter.setPen(QPen(isTest ? theme.text : theme.field, isTest ? 1 : 0.6));
    const double radius = isTest ? 2.6 : 2.2;
    for (Index i = 0; i < std::min(split->size(), kMostPoints); ++i) {
      const engine::Vector point = engine::sample(*split, 2, i);
      painter.setBrush(theme.diverging(answerOf(dataset, *split, i, std::min(output, outputs - 1), outputs)));
      painter.drawEllipse(placeOf(point, place, plane), radius, radius);
    }
  }
  paintHere(painter, place, plane, moment, theme);
}

void paintHere(QPainter& painter, const QRectF& place, const engine::Plane& plane, const Moment& moment,
               const Theme& theme) {
  const QPointF cross = placeOf(moment.input.values, place, plane);
  if (!place.contains(cross)) return;
  const double arm = place.width() < 2 * kLeastAimedSide ? 4 : 7;
  // With a background of its own: the plane has all colours.
  for (const QPen& pen : {QPen(theme.field, 4.5, Qt::SolidLine, Qt::RoundCap), QPen(theme.accent, 2)}) {
    painter.setPen(pen);
    painter.drawLine(cross - QPointF(arm, 0), cross + QPointF(arm, 0));
    painter.drawLine(cross - QPointF(0, arm), cross + QPointF(0, arm));
  }
}

engine::Vector pointAt(QPointF at, const QRectF& place, const engine::Plane& plane) {
  const auto right =
      static_cast<engine::Scalar>(std::clamp((at.x() - place.left()) / place.width(), 0.0, 1.0));
  const auto down =
      static_cast<engine::Scalar>(std::clamp((at.y() - place.top()) / place.height(), 0.0, 1.0));
  engine::Vector point(2);
  point << std::lerp(plane.left, plane.right, right), std::lerp(plane.top, plane.bottom, down);
  return point;
}

}  // namespace pellucid::ui
