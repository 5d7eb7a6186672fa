// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plane/fold_painter.h"

#include <algorithm>
#include <cmath>

#include "ui/plane/plane_field.h"
#include "ui/plane/plane_points.h"
#include "ui/theme/class_colours.h"

namespace pellucid::ui {
namespace {

using engine::Index;
using engine::Matrix;

constexpr Index kFoldCells = 40;       // on a side
constexpr Index kLineEvery = 4;        // squares between two grid lines
constexpr double kLeastSpan = 0.02;    // of the largest value: a saturated unit is not blown up
constexpr double kCellOpacity = 0.75;  // what is below remains visible

/// From the least to the most in row `row` of both, with a small margin.
std::pair<double, double> extentOf(const Matrix& grid, const std::vector<Matrix>& samples, Index row) {
  auto least = static_cast<double>(grid.row(row).minCoeff());
  auto most = static_cast<double>(grid.row(row).maxCoeff());
  for (const Matrix& places : samples) {
    if (places.cols() == 0) continue;
    least = std::min(least, static_cast<double>(places.row(row).minCoeff()));
    most = std::max(most, static_cast<double>(places.row(row).maxCoeff()));
  }
  const double span = std::max(most - least, kLeastSpan * std::max(std::abs(least), std::abs(most)));
  const double room = span > 0 ? (span - (most - least)) / 2 + span * 0.06 : 1;
  return {least - room, most + room};
}

/// Positions between the plane's picture and the layer's.
class FoldWay {
 public:
  FoldWay(const PlaneFrame& flat, const PlaneFrame& folded, double progress)
      : m_flat(flat), m_folded(folded), m_progress(progress) {}
  QPointF at(const QPointF& from, const QPointF& to) const {
    return m_flat.at(from.x(), from.y()) * (1 - m_progress) + m_folded.at(to.x(), to.y()) * m_progress;
  }
  QPointF at(const Matrix& from, const Matrix& to, Index i) const {
    return at(QPointF(static_cast<double>(from(0, i)), static_cast<double>(from(1, i))),
              QPointF(static_cast<double>(to(0, i)), static_cast<double>(to(1, i))));
  }

 private:
  PlaneFrame m_flat;
  PlaneFrame m_folded;
  double m_progress;
};

/// The colours of the outputs at the grid's corners.
std::vector<QColor> cornerColours(const Matrix& outputs, const PlaneMeaning& meaning, const Theme& theme) {
  std::vector<QColor> colours;
  const bool hasClasses = meaning.kind == PlaneMeaning::Kind::Classes;
  const Matrix shares = hasClasses ? engine::classShares(outputs, meaning.coding) : Matrix();
  for (Index i = 0; i < outputs.cols(); ++i) {
    if (!hasClasses) {
      colours.push_back(numberColour(theme, meaning, static_cast<double>(outputs(meaning.row, i))));
      continue;
    }
    const engine::ClassAnswer answer = engine::classAnswer(shares, i);
    const auto certainty = static_cast<double>(answer.certainty);
    colours.push_back(certaintyColour(theme,
                                      classColour(theme, answer.winner, shares.rows(), meaning.colours),
                                      std::isfinite(certainty) ? certainty : 0));
  }
  return colours;
}

void paintGrid(QPainter& painter, const engine::FoldedGrid& grid, const FoldWay& way,
               const std::vector<QColor>& colours, const Theme& theme) {
  std::vector<QPointF> corners;
  for (Index i = 0; i < grid.flat.cols(); ++i) corners.push_back(way.at(grid.flat, grid.folded, i));
  const auto corner = [&](Index row, Index column) {
    return corners[static_cast<std::size_t>(row * grid.columns + column)];
  };
  painter.setRenderHint(QPainter::Antialiasing, false);
  painter.setPen(Qt::NoPen);
  painter.setOpacity(kCellOpacity);
  for (Index row = 0; row + 1 < grid.rows; ++row)
    for (Index column = 0; column + 1 < grid.columns; ++column) {
      const QPointF square[] = {corner(row, column), corner(row, column + 1), corner(row + 1, column + 1),
                                corner(row + 1, column)};
      painter.setBrush(colours[static_cast<std::size_t>(row * grid.columns + column)]);
      painter.drawConvexPolygon(square, 4);
    }
  painter.setOpacity(1);
  painter.setRenderHint(QPainter::Antialiasing);
  QColor line = theme.text;
  line.setAlphaF(0.35F);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(line, grid.rows == 1 ? 2 : 1));
  for (Index row = 0; row < grid.rows; row += kLineEvery) {
    QPolygonF along;
    for (Index column = 0; column < grid.columns; ++column) along << corner(row, column);
    painter.drawPolyline(along);
  }
  if (grid.rows == 1) return;
  for (Index column = 0; column < grid.columns; column += kLineEvery) {
    QPolygonF along;
    for (Index row = 0; row < grid.rows; ++row) along << corner(row, column);
    painter.drawPolyline(along);
  }
}

/// The position of the shown input.
QPointF hereOnWay(const PlaneQuestion& question, const FoldWay& way) {
  engine::Trace trace;
  trace.input = question.rest;
  question.snapshot->network->forward(question.snapshot->state.weights, trace);
  const engine::FoldAxes& axes = question.fold->axes;
  const Matrix& a = trace.layers[axes.layer].a;
  return way.at(QPointF(static_cast<double>(question.rest[question.across]),
                        question.up ? static_cast<double>(question.rest[*question.up]) : 0),
                QPointF(static_cast<double>(a(axes.across, 0)), static_cast<double>(a(axes.up, 0))));
}

}  // namespace

PlanePicture paintFold(const PlaneQuestion& question, const engine::Progress& progress) {
  const engine::Network& network = *question.snapshot->network;
  const engine::Vector& weights = question.snapshot->state.weights;
  const engine::FoldAxes& axes = question.fold->axes;
  const engine::InputPlane plane =
      engine::inputPlane(*question.dataset, question.across, question.up, question.rest, 1, 1);
  const QRectF place(QPointF(0, 0), QSizeF(question.size) / question.scale);
  PlaneQuestion whole = question;  // the fold has the colours of the network's output
  whole.subject.unit.reset();
  PlanePicture picture{.image = {},
                       .frame = {.place = place},
                       .meaning = meaningOf(network, question.snapshot->experiment.training.loss,
                                            *question.dataset, whole.subject),
                       .isFine = true};
  const engine::FoldedGrid grid =
      engine::foldGrid(network, weights, *question.dataset, plane, axes, kFoldCells);
  std::vector<Matrix> samples;
  for (const engine::Split* split : {&question.dataset->train, &question.dataset->test})
    samples.push_back(engine::foldSamples(network, weights, *split, axes, kMostPlanePoints));
  if (progress.isCancelled() || !grid.folded.allFinite()) return picture;
  if (!question.hasTest) samples.pop_back();

  const PlaneFrame flat{.place = place,
                        .left = static_cast<double>(plane.plane.left),
                        .right = static_cast<double>(plane.plane.right),
                        .bottom = static_cast<double>(plane.plane.bottom),
                        .top = static_cast<double>(plane.plane.top)};
  std::tie(picture.frame.left, picture.frame.right) = extentOf(grid.folded, samples, 0);
  std::tie(picture.frame.bottom, picture.frame.top) = extentOf(grid.folded, samples, 1);
  const FoldWay way(flat, picture.frame, question.fold->progress);

  picture.image = QImage(question.size, QImage::Format_RGB32);
  picture.image.fill(question.theme->field);
  picture.image.setDevicePixelRatio(question.scale);
  QPainter painter(&picture.image);
  paintGrid(painter, grid, way, cornerColours(grid.outputs, picture.meaning, *question.theme),
            *question.theme);
  const std::vector<PlanePoint> points = planePoints(whole, picture.meaning);
  std::vector<QPointF> placesOfPoints;
  for (const Matrix& places : samples)
    for (Index i = 0; i < places.cols(); ++i)
      placesOfPoints.push_back(
          way.at(points[placesOfPoints.size()].value,
                 QPointF(static_cast<double>(places(0, i)), static_cast<double>(places(1, i)))));
  paintPoints(painter, points, placesOfPoints, *question.theme, picture);
  picture.here = hereOnWay(question, way);
  return picture;
}

}  // namespace pellucid::ui
