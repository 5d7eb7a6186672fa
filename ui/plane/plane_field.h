// SPDX-License-Identifier: GPL-3.0-or-later
// The background of a plane: each pixel in the colour of its class, as strong as the output is certain, or of
// its number; and the lines over it. Any thread.
#pragma once

#include <QImage>
#include <QLineF>
#include <vector>

#include "ui/plane/plane_meaning.h"
#include "ui/theme/theme.h"

namespace pellucid::ui {

/// The colour for `certainty` in the class of this colour.
QColor certaintyColour(const Theme& theme, const QColor& ofClass, double certainty);
/// The colour of a number on the scale of `meaning`.
QColor numberColour(const Theme& theme, const PlaneMeaning& meaning, double value);

/// `answers` are O×pixels, for `columns` and `rows`, of the layer that `meaning` is about.
QImage fieldImage(const engine::Matrix& answers, const PlaneMeaning& meaning, int columns, int rows,
                  const Theme& theme);

struct FieldLines {
  std::vector<QLineF>
      boundary;                ///< where the answer changes, or the middle of a scale; in pixels of the field
  std::vector<QLineF> levels;  ///< at steps of 0.1 in the winner's share, or of a round number
};
FieldLines fieldLines(const engine::Matrix& answers, const PlaneMeaning& meaning, int columns, int rows);

}  // namespace pellucid::ui
