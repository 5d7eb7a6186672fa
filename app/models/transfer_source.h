// SPDX-License-Identifier: GPL-3.0-or-later
// Finds or trains what a transfer begins with, for the lab of the window and for `pellucid transfer`.
// Blocking; any thread.
#pragma once

#include <optional>
#include <string>

#include "engine/data/gzip.h"
#include "engine/model/layers_text.h"
#include "engine/train/experiment.h"
#include "engine/transfer/source.h"

namespace pellucid::app {

struct TransferSource {
  engine::TrainedModel model;
  /// The data it was trained on, scaled as the model needs its inputs; null if they are unknown or not
  /// available.
  engine::DatasetPtr data;
};

/// The data scaled as the model needs its inputs; unchanged if it needs no scaling, or if they are scaled
/// already, as with +standardise.
engine::Result<engine::DatasetPtr> scaledFor(const engine::Standard& inputs, engine::DatasetPtr data);

/// How to train a source on its data.
struct SourceTraining {
  std::optional<engine::LayersText> layers = {};  ///< their output layer follows from the data
  engine::TrainingSpec training = {};
  std::int64_t steps = 3000;
  engine::Progress progress = {};
  engine::StepListener listener = {};
  engine::Streams streams = engine::Streams::Read;
};

/// Whether it is the name of a bundled model or a file that holds one. Otherwise it should be a data name.
bool isModelSource(const std::string& source);

/// `source` is the name of a bundled model, a file (ONNX or a project), or the name of data. `sourceData` is
/// what it was trained on, if the file does not say or is wrong. The error lists what exists. `modelInput` is
/// what is known of another program's file, as read by engine::parseOnnxInput().
engine::Result<TransferSource> findSource(const std::string& source,
                                          const std::optional<std::string>& sourceData,
                                          const SourceTraining& training,
                                          const std::optional<std::string>& modelInput = {});

}  // namespace pellucid::app
