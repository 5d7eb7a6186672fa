// SPDX-License-Identifier: GPL-3.0-or-later
// The small picture of what a unit computes: its incoming weights where it looks at an image, its outputs all
// over the plane where the data have two inputs. Pure functions of const values.
#pragma once

#include <QImage>
#include <QPainter>

#include "engine/inspect/decision_field.h"
#include "ui/run/moment.h"
#include "ui/theme/theme.h"

namespace pellucid::ui {

using engine::Index;

struct UnitPicture {
  QImage image;      ///< null where there is nothing to show
  double range = 1;  ///< full colour stands for ± this
  bool isPlane = false;
};

/// `field` may be null, or belong to another network, in which case it is ignored. Outputs that are
/// probabilities change colour at ½.
UnitPicture unitPicture(const Moment& moment, const engine::DecisionField* field, std::size_t layer,
                        Index unit, const Theme& theme);

/// The kernels of a convolution's map, one for each input channel, in a grid with a pixel between them.
UnitPicture kernelPicture(const Moment& moment, std::size_t layer, Index map, const Theme& theme);

/// The data set's points over the picture of a plane that fills `place`; test points are ringed. Their colour
/// is that of the class, or of the numeric answer. At most kMostPoints of each split.
void paintPoints(QPainter& painter, const QRectF& place, const engine::Plane& plane, const Moment& moment,
                 Index output, const Theme& theme);
inline constexpr Index kMostPoints = 500;
/// The moment's input alone, as a cross; nothing where it is outside.
void paintHere(QPainter& painter, const QRectF& place, const engine::Plane& plane, const Moment& moment,
               const Theme& theme);

/// A plane of at least this many pixels is large enough to choose a point in it.
inline constexpr double kLeastAimedSide = 40;
/// The point of the plane shown at `at`, which is clamped to `place`.
engine::Vector pointAt(QPointF at, const QRectF& place, const engine::Plane& plane);

}  // namespace pellucid::ui
