// SPDX-License-Identifier: GPL-3.0-or-later
// What a picture of the plane is to show, as a value that can be passed to a worker, and the result.
#pragma once

#include <QImage>
#include <optional>
#include <vector>

#include "engine/inspect/fold.h"
#include "ui/plane/plane_frame.h"
#include "ui/plane/plane_meaning.h"
#include "ui/theme/theme.h"

namespace pellucid::ui {

/// A layer that the plane is folded into, and the progress: 0 is the plane, 1 the layer.
struct FoldProgress {
  engine::FoldAxes axes;
  double progress = 0;
  friend bool operator==(const FoldProgress&, const FoldProgress&) = default;
};

struct PlaneQuestion {
  std::shared_ptr<const engine::Snapshot> snapshot;
  engine::DatasetPtr dataset;
  engine::Vector rest;  ///< the values of the inputs that do not vary, F values
  engine::Index across = 0;
  std::optional<engine::Index> up = 1;  ///< none where the data have one input
  PlaneSubject subject;
  std::optional<FoldProgress> fold = {};
  bool hasTest = true;
  bool hasLines = true;
  QSize size;        ///< of the picture, in device pixels
  double scale = 1;  ///< device pixels per widget pixel
  const Theme* theme = nullptr;
  bool isFine = false;  ///< as many pixels as the screen has, rather than as many as fit into a frame's time
};

/// The maximum number of points drawn for each split.
inline constexpr engine::Index kMostPlanePoints = 2'000;

struct PlanePicture {
  QImage image;      ///< null where there is nothing to draw
  PlaneFrame frame;  ///< its place is the image in widget pixels, from (0, 0)
  PlaneMeaning meaning;
  bool isFine = false;  ///< more pixels would gain nothing
  /// Where the samples and the shown input were painted, as far as the picture reaches.
  std::vector<QPointF> train = {};
  std::vector<QPointF> test = {};
  QPointF here = {};
};

}  // namespace pellucid::ui
