// SPDX-License-Identifier: GPL-3.0-or-later
// What a picture of the plane is to show, as a value that can be handed to a worker, and what comes back.
#pragma once

#include <QImage>
#include <optional>
#include <vector>

#include "engine/inspect/fold.h"
#include "ui/plane/plane_frame.h"
#include "ui/plane/plane_meaning.h"
#include "ui/theme/theme.h"

namespace pellucid::ui {

/// A layer that the plane is folded into, and how far on its way it is: 0 is the plane, 1 the layer.
struct FoldProgress {
  engine::FoldAxes axes;
  double progress = 0;
  friend bool operator==(const FoldProgress&, const FoldProgress&) = default;
};

struct PlaneQuestion {
  std::shared_ptr<const engine::Snapshot> snapshot;
  engine::DatasetPtr dataset;
  engine::Vector rest;  ///< what the inputs that do not vary stay at, F values
  engine::Index across = 0;
  std::optional<engine::Index> up = 1;  ///< none where the data have one input
  PlaneSubject subject;
  std::optional<FoldProgress> fold = {};
  bool hasTest = true;
  bool hasLines = true;
  QSize size;        ///< of the picture, in pixels of the screen
  double scale = 1;  ///< pixels of the screen in one of the widget
  const Theme* theme = nullptr;
  bool isFine = false;  ///< as many pixels as the screen has, rather than as many as a frame has time for
};

/// Points that are drawn at most, of each split.
inline constexpr engine::Index kMostPlanePoints = 2'000;

struct PlanePicture {
  QImage image;      ///< null where there is nothing to draw
  PlaneFrame frame;  ///< its place is the image in the widget's pixels, from (0, 0)
  PlaneMeaning meaning;
  bool isFine = false;  ///< it gains nothing by more pixels
  /// Where the samples were painted, and the input that is shown, as far as the picture reaches.
  std::vector<QPointF> train = {};
  std::vector<QPointF> test = {};
  QPointF here = {};
};

}  // namespace pellucid::ui
