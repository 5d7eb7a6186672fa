// SPDX-License-Identifier: GPL-3.0-or-later
// What Pellucid keeps in an ONNX file beside the graph, as metadata under "pellucid.": class names, padlocks,
// the initializer, the sample's shape, and the facts of TrainedModel. Internal to io/; pure, any thread.
#pragma once

#include "engine/io/onnx.h"
#include "engine/io/onnx_model.h"

namespace pellucid::engine {

/// Appended in the order of their keys. `written` is the model's network as the graph has it.
void writeOnnxMetadata(const TrainedModel& model, const NetworkSpec& written, onnx::ModelProto& proto);

/// Fills class names, padlocks, initializer and facts, and replaces the shape, of a model whose layers and
/// shape are known from the graph. Refuses what contradicts them; changes nothing where the file does not
/// tell.
Result<void> readOnnxMetadata(const onnx::ModelProto& proto, TrainedModel& model);

}  // namespace pellucid::engine
