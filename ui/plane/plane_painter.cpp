// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plane/plane_painter.h"

#include <algorithm>
#include <cmath>

#include "ui/plane/curve_painter.h"
#include "ui/plane/fold_painter.h"
#include "ui/plane/nice_ticks.h"
#include "ui/plane/plane_field.h"
#include "ui/plane/plane_points.h"

namespace pellucid::ui {
namespace {

using engine::Index;

constexpr double kResidualPixels = 26;  // for a residual of half the scale

/// The number of pixels computed: as many as take a moment.
QSize resolutionOf(const PlaneQuestion& question) {
  constexpr int kMoving = 100;  // on a side
  constexpr int kLeast = 12;
  // Multiplications: for a small part of a second, and for about one.
  const double budget = question.isFine ? 1e10 : 4e8;
  const double each = std::max(1.0, static_cast<double>(question.snapshot->network->parameterCount()));
  const QSize most = question.isFine ? question.size : QSize(kMoving, kMoving);
  const double shrink = std::min(1.0, std::sqrt(budget / each / (double(most.width()) * most.height())));
  return {std::max(kLeast, static_cast<int>(most.width() * shrink)),
          std::max(kLeast, static_cast<int>(most.height() * shrink))};
}

void paintLines(QPainter& painter, const FieldLines& lines, QSizeF field, QSizeF picture,
                const Theme& theme) {
  painter.save();
  painter.scale(picture.width() / field.width(), picture.height() / field.height());
  const auto draw = [&](const std::vector<QLineF>& pieces, double opacity, double width) {
    QColor colour = theme.text;
    colour.setAlphaF(static_cast<float>(opacity));
    QPen pen(colour, width);
    pen.setCosmetic(true);
    painter.setPen(pen);
    painter.drawLines(pieces.data(), static_cast<int>(pieces.size()));
  };
  draw(lines.levels, 0.22, 1);
  draw(lines.boundary, 0.75, 1.8);
  painter.restore();
}

/// A stick from each point: up where it should be more, down where it should be less.
void paintResiduals(QPainter& painter, const std::vector<PlanePoint>& points, const PlaneFrame& frame,
                    const PlaneMeaning& meaning, const Theme& theme) {
  painter.setPen(QPen(theme.text, 1.2));
  for (const PlanePoint& point : points) {
    const double length = std::clamp(point.residual / meaning.half, -2.0, 2.0) * kResidualPixels;
    if (!std::isfinite(length) || std::abs(length) < kPointRadius) continue;
    const QPointF at = frame.at(point.value.x(), point.value.y());
    painter.drawLine(at, at - QPointF(0, length));
  }
}

PlanePicture paintSurface(const PlaneQuestion& question, const engine::Progress& progress) {
  const engine::Network& network = *question.snapshot->network;
  const QSize resolution = resolutionOf(question);
  const engine::InputPlane plane = engine::inputPlane(*question.dataset, question.across, question.up,
                                                      question.rest, resolution.width(), resolution.height());
  PlanePicture picture{.image = {},
                       .frame = {.place = QRectF(QPointF(0, 0), QSizeF(question.size) / question.scale),
                                 .left = static_cast<double>(plane.plane.left),
                                 .right = static_cast<double>(plane.plane.right),
                                 .bottom = static_cast<double>(plane.plane.bottom),
                                 .top = static_cast<double>(plane.plane.top)},
                       .meaning = meaningOf(network, question.snapshot->experiment.training.loss,
                                            *question.dataset, question.subject),
                       .isFine = question.isFine};
  const engine::Matrix answers = engine::answersOver(
      network, question.snapshot->state.weights, *question.dataset, plane, picture.meaning.layer, progress);
  if (progress.isCancelled()) return picture;
  if (needsScale(network, picture.meaning))
    picture.meaning.half =
        roundedUp(static_cast<double>(answers.row(picture.meaning.row).cwiseAbs().maxCoeff()));

  const QImage field =
      fieldImage(answers, picture.meaning, resolution.width(), resolution.height(), *question.theme);
  picture.image = field.scaled(question.size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                      .convertToFormat(QImage::Format_RGB32);
  picture.image.setDevicePixelRatio(question.scale);
  QPainter painter(&picture.image);
  painter.setRenderHint(QPainter::Antialiasing);
  if (question.hasLines)
    paintLines(painter, fieldLines(answers, picture.meaning, resolution.width(), resolution.height()),
               resolution, picture.frame.place.size(), *question.theme);
  const std::vector<PlanePoint> points = planePoints(question, picture.meaning);
  if (!question.dataset->hasClasses() && !picture.meaning.isUnit)
    paintResiduals(painter, points, picture.frame, picture.meaning, *question.theme);
  std::vector<QPointF> places;
  for (const PlanePoint& point : points) places.push_back(picture.frame.at(point.value.x(), point.value.y()));
  paintPoints(painter, points, places, *question.theme, picture);
  picture.here = picture.frame.at(static_cast<double>(question.rest[question.across]),
                                  static_cast<double>(question.rest[*question.up]));
  return picture;
}

}  // namespace

PlanePicture paintPlane(const PlaneQuestion& question, const engine::Progress& progress) {
  if (question.fold && question.fold->progress > 0) return paintFold(question, progress);
  if (!question.up) return paintCurve(question, progress);
  return paintSurface(question, progress);
}

}  // namespace pellucid::ui
