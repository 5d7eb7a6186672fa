// SPDX-License-Identifier: GPL-3.0-or-later
// The tensors of a PyTorch state_dict, put together into the modules that they are the parameters of, in the
// order in which a sample goes through them. Internal to io/; pure, any thread.
#pragma once

#include "engine/io/safetensors.h"

namespace pellucid::engine {

/// A dense layer (weight [O, I]), a convolution (weight [O, C, k, k]) or a batch normalisation (all four of
/// size [O]).
struct StateModule {
  std::string name = {};  ///< "conv1" of "conv1.weight"; empty where the tensors have no more than one word
  const TensorView* weight = nullptr;
  const TensorView* bias = nullptr;  ///< null for none
  const TensorView* mean = nullptr;  ///< of a batch normalisation only
  const TensorView* variance = nullptr;

  bool isNorm() const { return mean != nullptr; }
  bool isConv() const { return weight->shape.size() == 4; }
  Index outputs() const { return weight->shape.front(); }
  /// Numbers or maps that it takes.
  Index inputs() const { return isNorm() ? outputs() : weight->shape[1]; }
};

/// The modules of `tensors`, which outlive them. A file lists them by name and not in their order: that of
/// numbers (0, 2, 10; conv1, bn2, fc4) counts where each module has one of its own, else convolutions come
/// before dense layers, by name or as their sizes meet. The error names the tensor that is no parameter of
/// such a layer, or the two layers that don't fit each other.
Result<std::vector<StateModule>> stateModules(const std::vector<TensorView>& tensors);

}  // namespace pellucid::engine
