// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plane/plane_field.h"

#include <array>
#include <cmath>

#include "engine/inspect/contours.h"
#include "ui/plane/nice_ticks.h"
#include "ui/theme/class_colours.h"
#include "ui/theme/diverging_scale.h"

namespace pellucid::ui {
namespace {

using engine::Index;
using engine::Matrix;
using engine::Vector;

constexpr int kStrengths = 64;

void append(const Vector& values, int columns, int rows, double level, std::vector<QLineF>& lines) {
  for (const engine::ContourPiece& piece :
       engine::contour(values, columns, rows, static_cast<engine::Scalar>(level)))
    lines.emplace_back(static_cast<double>(piece.x0), static_cast<double>(piece.y0),
                       static_cast<double>(piece.x1), static_cast<double>(piece.y1));
}

FieldLines classLines(const Matrix& shares, int columns, int rows) {
  FieldLines lines;
  if (shares.rows() == 2) {
    const Vector second = shares.row(1).transpose();
    for (int tenth = 1; tenth < 10; ++tenth)
      append(second, columns, rows, tenth / 10.0, tenth == 5 ? lines.boundary : lines.levels);
    return lines;
  }
  for (Index number = 0; number < shares.rows(); ++number) {
    // How much it leads, or trails, the best of the others.
    Vector lead = Vector::Constant(shares.cols(), std::numeric_limits<engine::Scalar>::lowest());
    for (Index other = 0; other < shares.rows(); ++other)
      if (other != number) lead = lead.cwiseMax(shares.row(other).transpose());
    const Vector own = shares.row(number).transpose();
    lead = own - lead;
    append(lead, columns, rows, 0, lines.boundary);
    // Only the winner can have more than half.
    for (int tenth = 6; tenth < 10; ++tenth) append(own, columns, rows, tenth / 10.0, lines.levels);
  }
  return lines;
}

}  // namespace

QColor certaintyColour(const Theme& theme, const QColor& ofClass, double certainty) {
  // Points in full colour remain visible on it.
  constexpr double kLeast = 0.06;
  constexpr double kMost = 0.58;
  return mixedColour(theme.field, ofClass, kLeast + (kMost - kLeast) * certainty);
}

QColor numberColour(const Theme& theme, const PlaneMeaning& meaning, double value) {
  return theme.diverging((value - meaning.middle) / meaning.half);
}

QImage fieldImage(const Matrix& answers, const PlaneMeaning& meaning, int columns, int rows,
                  const Theme& theme) {
  QImage image(columns, rows, QImage::Format_RGB32);
  if (meaning.kind == PlaneMeaning::Kind::Number) {
    const DivergingScale scale(theme, theme.neutral);
    const auto middle = static_cast<float>(meaning.middle);
    const auto half = static_cast<float>(meaning.half);
    for (int row = 0; row < rows; ++row) {
      auto* line = reinterpret_cast<QRgb*>(image.scanLine(row));
      for (int column = 0; column < columns; ++column)
        line[column] =
            scale((static_cast<float>(answers(meaning.row, Index{row} * columns + column)) - middle) / half);
    }
    return image;
  }
  const Matrix shares = engine::classShares(answers, meaning.coding);
  std::vector<std::array<QRgb, kStrengths + 1>> colours(static_cast<std::size_t>(shares.rows()));
  for (std::size_t number = 0; number < colours.size(); ++number) {
    const QColor full = classColour(theme, static_cast<Index>(number), shares.rows(), meaning.colours);
    for (int strength = 0; strength <= kStrengths; ++strength)
      colours[number][static_cast<std::size_t>(strength)] =
          certaintyColour(theme, full, double(strength) / kStrengths).rgb();
  }
  for (int row = 0; row < rows; ++row) {
    auto* line = reinterpret_cast<QRgb*>(image.scanLine(row));
    for (int column = 0; column < columns; ++column) {
      const engine::ClassAnswer answer = engine::classAnswer(shares, Index{row} * columns + column);
      const auto certainty = static_cast<double>(answer.certainty);
      const int strength = std::isfinite(certainty) ? static_cast<int>(certainty * kStrengths + 0.5) : 0;
      line[column] = colours[static_cast<std::size_t>(answer.winner)][static_cast<std::size_t>(strength)];
    }
  }
  return image;
}

FieldLines fieldLines(const Matrix& answers, const PlaneMeaning& meaning, int columns, int rows) {
  if (meaning.kind == PlaneMeaning::Kind::Classes)
    return classLines(engine::classShares(answers, meaning.coding), columns, rows);
  constexpr int kLevels = 12;
  FieldLines lines;
  const Vector values = answers.row(meaning.row).transpose();
  append(values, columns, rows, meaning.middle, lines.boundary);
  for (const double level : niceTicks(meaning.middle - meaning.half, meaning.middle + meaning.half, kLevels))
    if (std::abs(level - meaning.middle) > 1e-9 * meaning.half)
      append(values, columns, rows, level, lines.levels);
  return lines;
}

}  // namespace pellucid::ui
