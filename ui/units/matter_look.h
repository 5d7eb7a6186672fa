// SPDX-License-Identifier: GPL-3.0-or-later
// Which inputs mattered for an answer, at one moment of a run: a question as a value, and its result from a
// worker.
#pragma once

#include <memory>
#include <optional>

#include "engine/inspect/units/attribution.h"
#include "engine/train/snapshot.h"

namespace pellucid::ui {

/// What a window is covered with: mid-grey, black, or the mean of the training samples. Data that are not
/// images only have the mean.
enum class Cover { Grey, Black, Mean };

struct MatterQuestion {
  std::shared_ptr<const engine::Snapshot> snapshot;
  engine::DatasetPtr dataset;
  engine::Vector input;  ///< as the network is given it
  engine::AskedNumber asked;
  engine::Index side = 5;
  Cover cover = Cover::Grey;
  /// Whether the result is the same: the weights are those of the same revision of the same run.
  bool isSame(const MatterQuestion& other) const;
  /// Whether the same is asked about other weights: only training has gone on.
  bool isSameWish(const MatterQuestion& other) const;
};

struct MatterLook {
  MatterQuestion question;
  double number = 0;        ///< the output that was asked about
  engine::Vector shares;    ///< gradient × input, for each pixel or value
  engine::Vector drops;     ///< how much it falls when that is covered
  double milliseconds = 0;  ///< time taken
};
using MatterLookPtr = std::shared_ptr<const MatterLook>;

/// The value that covers each value of an input, as given to the network.
engine::Vector coverFor(const engine::Dataset& dataset, Cover cover);

/// Null when it was cancelled.
MatterLookPtr lookAtMatter(const MatterQuestion& question, const engine::Progress& progress);

}  // namespace pellucid::ui
