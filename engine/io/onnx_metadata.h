// SPDX-License-Identifier: GPL-3.0-or-later
// Pellucid's additional data in an ONNX file, as metadata under "pellucid.": class names, padlocks, the
// initializer, the sample's shape, and the facts of TrainedModel. Internal to io/; pure, any thread.
#pragma once

#include "engine/io/onnx.h"
#include "engine/io/onnx_model.h"

namespace pellucid::engine {

/// Appended in the order of their keys. `written` is the model's network as in the graph.
void writeOnnxMetadata(const TrainedModel& model, const NetworkSpec& written, onnx::ModelProto& proto);

/// Fills in class names, padlocks, initializer and facts, and replaces the shape, of a model whose layers and
/// shape are known from the graph. Refuses contradictions; changes nothing where the file does not say.
Result<void> readOnnxMetadata(const onnx::ModelProto& proto, TrainedModel& model);

}  // namespace pellucid::engine
