// SPDX-License-Identifier: GPL-3.0-or-later
// The tensors of a PyTorch state_dict, grouped into the modules whose parameters they are, in the order in
// which a sample passes through them. Internal to io/; pure, any thread.
#pragma once

#include "engine/io/safetensors.h"

namespace pellucid::engine {

/// A dense layer (weight [O, I]), a convolution (weight [O, C, k, k]) or a batch normalisation (all four of
/// size [O]).
struct StateModule {
  std::string name = {};  ///< "conv1" for "conv1.weight"; empty where the tensors' names are a single word
  const TensorView* weight = nullptr;
  const TensorView* bias = nullptr;  ///< null if there is none
  const TensorView* mean = nullptr;  ///< for a batch normalisation only
  const TensorView* variance = nullptr;

  bool isNorm() const { return mean != nullptr; }
  bool isConv() const { return weight->shape.size() == 4; }
  Index outputs() const { return weight->shape.front(); }
  /// Number of input values or maps.
  Index inputs() const { return isNorm() ? outputs() : weight->shape[1]; }
};

/// The modules of `tensors`, which must outlive them. A file lists them by name and not in their order:
/// numbers (0, 2, 10; conv1, bn2, fc4) determine the order where each module has its own, otherwise
/// convolutions come before dense layers, ordered by name or by matching sizes. The error names the tensor
/// that is not a parameter of such a layer, or the two layers that do not fit each other.
Result<std::vector<StateModule>> stateModules(const std::vector<TensorView>& tensors);

}  // namespace pellucid::engine
