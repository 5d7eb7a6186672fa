// SPDX-License-Identifier: GPL-3.0-or-later
// Which inputs mattered for an answer, at one moment of a run: a question that is a value, and what comes of
// it on a worker.
#pragma once

#include <memory>
#include <optional>

#include "engine/inspect/units/attribution.h"
#include "engine/train/snapshot.h"

namespace pellucid::ui {

/// What a window is covered with: the middle between black and white, black, or the mean of the training
/// samples. What is no image has only the mean.
enum class Cover { Grey, Black, Mean };

struct MatterQuestion {
  std::shared_ptr<const engine::Snapshot> snapshot;
  engine::DatasetPtr dataset;
  engine::Vector input;  ///< as the network is given it
  engine::AskedNumber asked;
  engine::Index side = 5;
  Cover cover = Cover::Grey;
  /// Whether the answer is the same: the weights are those of the same revision of the same run.
  bool isSame(const MatterQuestion& other) const;
  /// Whether only training has gone on: the same is asked of other weights.
  bool isSameWish(const MatterQuestion& other) const;
};

struct MatterLook {
  MatterQuestion question;
  double number = 0;        ///< that was asked about
  engine::Vector shares;    ///< gradient × input, of each pixel or value
  engine::Vector drops;     ///< by which it falls when that is covered
  double milliseconds = 0;  ///< that it took
};
using MatterLookPtr = std::shared_ptr<const MatterLook>;

/// What each value of an input is covered with, as the network is given it.
engine::Vector coverFor(const engine::Dataset& dataset, Cover cover);

/// Null when it was cancelled.
MatterLookPtr lookAtMatter(const MatterQuestion& question, const engine::Progress& progress);

}  // namespace pellucid::ui
