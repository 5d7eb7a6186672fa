// SPDX-License-Identifier: GPL-3.0-or-later
// What a new network takes from a trained one: layer by layer, where the shapes agree. Pure functions, any
// thread.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/enum_names.h"
#include "engine/model/network.h"
#include "engine/train/experiment.h"
#include "engine/train/trained_model.h"

namespace pellucid::engine {

enum class LayerPlan { Copy, Freeze, New };

template <>
inline constexpr std::array kEnumNames<LayerPlan> = {
    EnumName<LayerPlan>{LayerPlan::Copy, "copy"},      // copied and then trained
    EnumName<LayerPlan>{LayerPlan::Freeze, "freeze"},  // copied and kept
    EnumName<LayerPlan>{LayerPlan::New, "new"},        // its own initial weights
};

/// One for each layer, from input to output.
using TransferPlan = std::vector<LayerPlan>;

/// Whether the source's output layer answers the target's question: softmax over classes of the same names in
/// the same order. Otherwise it is replaced.
bool sharesHead(const TrainedModel& source, const Dataset& target);

/// The source's layers without padlocks and rate factors, with an output layer (softmax) for the target's
/// classes unless sharesHead().
NetworkSpec targetNetwork(const TrainedModel& source, const Dataset& target);

/// The text in LayerFit and records for a layer that one of the networks does not have.
inline constexpr std::string_view kNoLayer = "none";

/// How a layer of the source fits the target's layer at the same position.
struct LayerFit {
  std::string name;    ///< see layerName(), of the target's layer; of the source's where the target has none
  std::string source;  ///< "dense 784→128", or kNoLayer
  std::string target;
  bool fits = false;  ///< the same kind with tensors of the same shapes, so that it can be copied
};

/// One for each layer of the deeper network.
std::vector<LayerFit> compareLayers(const NetworkSpec& source, const Shape& sourceShape,
                                    const NetworkSpec& target, const Shape& targetShape);

/// The plan's weights: `fresh` (the target's own initial weights) with the source's in every copied layer.
/// Refuses a plan that copies layers that do not fit; the error lists the layers one by one.
Result<Vector> transplant(const TrainedModel& source, const NetworkSpec& target, const Shape& targetShape,
                          const TransferPlan& plan, Vector fresh);

}  // namespace pellucid::engine
