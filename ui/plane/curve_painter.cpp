// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plane/curve_painter.h"

#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/plane/nice_ticks.h"
#include "ui/plane/plane_points.h"
#include "ui/theme/class_colours.h"

namespace pellucid::ui {
namespace {

using engine::Index;

/// Row `row` of the values over a line, where they are finite.
QPolygonF curveOf(const engine::Matrix& values, Index row, const engine::Plane& line,
                  const PlaneFrame& frame) {
  QPolygonF curve;
  for (Index i = 0; i < values.cols(); ++i)
    if (const auto value = static_cast<double>(values(row, i)); std::isfinite(value))
      curve << frame.at(static_cast<double>(line.x(i)), value);
  return curve;
}

void paintBand(QPainter& painter, const QPolygonF& curve, double pixels, const QColor& colour) {
  QPolygonF band = curve.translated(0, -pixels);
  const QPolygonF below = curve.translated(0, pixels);
  std::copy(below.rbegin(), below.rend(), std::back_inserter(band));
  QColor pale = colour;
  pale.setAlphaF(0.16F);
  painter.setPen(Qt::NoPen);
  painter.setBrush(pale);
  painter.drawPolygon(band);
}

/// Where a sample is drawn: at its number; for two classes at 0 or 1, for more at 1, where its class's own
/// curve should be.
double heightOf(const PlanePoint& point, const PlaneMeaning& meaning) {
  if (meaning.kind == PlaneMeaning::Kind::Number) return point.target;
  return meaning.classes() == 2 ? static_cast<double>(point.label) : 1.0;
}

}  // namespace

PlanePicture paintCurve(const PlaneQuestion& question, const engine::Progress& progress) {
  const engine::Network& network = *question.snapshot->network;
  const Theme& theme = *question.theme;
  const engine::InputPlane line = engine::inputPlane(*question.dataset, question.across, std::nullopt,
                                                     question.rest, std::max(2, question.size.width()), 1);
  PlanePicture picture{.image = {},
                       .frame = {.place = QRectF(QPointF(0, 0), QSizeF(question.size) / question.scale),
                                 .left = static_cast<double>(line.plane.left),
                                 .right = static_cast<double>(line.plane.right)},
                       .meaning = meaningOf(network, question.snapshot->experiment.training.loss,
                                            *question.dataset, question.subject),
                       .isFine = true};
  const engine::Matrix answers = engine::answersOver(
      network, question.snapshot->state.weights, *question.dataset, line, picture.meaning.layer, progress);
  if (progress.isCancelled()) return picture;
  PlaneMeaning& meaning = picture.meaning;
  const bool hasClasses = meaning.kind == PlaneMeaning::Kind::Classes;
  if (needsScale(network, meaning))
    meaning.half = roundedUp(static_cast<double>(answers.row(meaning.row).cwiseAbs().maxCoeff()));
  constexpr double kRoom = 1.15;
  picture.frame.bottom = hasClasses ? -0.1 : meaning.middle - kRoom * meaning.half;
  picture.frame.top = hasClasses ? 1.1 : meaning.middle + kRoom * meaning.half;

  picture.image = QImage(question.size, QImage::Format_RGB32);
  picture.image.fill(theme.field);
  picture.image.setDevicePixelRatio(question.scale);
  QPainter painter(&picture.image);
  painter.setRenderHint(QPainter::Antialiasing);
  std::vector<PlanePoint> points = planePoints(question, meaning);
  const PlaneFrame& frame = picture.frame;
  picture.here = frame.at(static_cast<double>(question.rest[question.across]), frame.bottom);
  if (hasClasses) {
    painter.setPen(QPen(theme.border, 1, Qt::DashLine));
    painter.drawLine(frame.at(frame.left, 0.5), frame.at(frame.right, 0.5));
    const engine::Matrix shares = engine::classShares(answers, meaning.coding);
    for (Index number = shares.rows() == 2 ? 1 : 0; number < shares.rows(); ++number) {
      painter.setPen(QPen(classColour(theme, number, shares.rows(), meaning.colours), 2));
      painter.drawPolyline(curveOf(shares, number, line.plane, frame));
    }
  } else {
    const QPolygonF curve = curveOf(answers, meaning.row, line.plane, frame);
    if (!meaning.isUnit) {
      const double pixels = residualSize(points) / (frame.top - frame.bottom) * frame.place.height();
      if (std::isfinite(pixels)) paintBand(painter, curve, pixels, theme.accent);
      QColor pale = theme.text;
      pale.setAlphaF(0.45F);
      painter.setPen(QPen(pale, 1));
      for (const PlanePoint& point : points)
        if (std::isfinite(point.residual))
          painter.drawLine(frame.at(point.value.x(), point.target),
                           frame.at(point.value.x(), point.target - point.residual));
    }
    painter.setPen(QPen(theme.accent, 2));
    painter.drawPolyline(curve);
  }
  if (!meaning.isUnit) {
    std::vector<QPointF> places;
    for (PlanePoint& point : points) {
      if (!hasClasses) point.colour = theme.text;
      point.isNumber = false;  // all are recognisable by their places
      places.push_back(frame.at(point.value.x(), heightOf(point, meaning)));
    }
    paintPoints(painter, points, places, theme, picture);
  }
  return picture;
}

}  // namespace pellucid::ui
