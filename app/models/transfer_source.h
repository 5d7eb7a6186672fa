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
  /// What it was trained for, scaled as the model wants its inputs; null where nobody knows or the data are
  /// not here.
  engine::DatasetPtr data;
};

/// The data as the model wants its inputs; as they are where it wants nothing, or where they are scaled
/// already, as with +standardise.
engine::Result<engine::DatasetPtr> scaledFor(const engine::Standard& inputs, engine::DatasetPtr data);

/// How to train a source of data.
struct SourceTraining {
  std::optional<engine::LayersText> layers = {};  ///< their output layer follows the data
  engine::TrainingSpec training = {};
  std::int64_t steps = 3000;
  engine::Progress progress = {};
  engine::StepListener listener = {};
  engine::Streams streams = engine::Streams::Read;
};

/// Whether it is the name of a bundled model or a file that holds one. Else it should be the name of data.
bool isModelSource(const std::string& source);

/// `source` is the name of a bundled model, a file (ONNX or a project), or the name of data. `sourceData` is
/// what it was trained for, where the file does not tell or tells wrong. The error lists what exists.
/// `modelInput` is what is known of a file of another program, as engine::parseOnnxInput() takes it.
engine::Result<TransferSource> findSource(const std::string& source,
                                          const std::optional<std::string>& sourceData,
                                          const SourceTraining& training,
                                          const std::optional<std::string>& modelInput = {});

}  // namespace pellucid::app
