// SPDX-License-Identifier: GPL-3.0-or-later
// What a network should be: a small value that is edited, compared, saved and undone. network.h makes it
// compute. Its input size comes from the data, so a spec alone does not know how many weights its first layer
// has.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "engine/base/numeric.h"
#include "engine/base/result.h"
#include "engine/model/activation.h"

namespace pellucid::engine {

/// How first weights are drawn; biases begin at 0. fan_in and fan_out are the inputs and units of the layer.
enum class Initializer {
  Glorot,  ///< uniform in ±sqrt(6 / (fan_in + fan_out)); Glorot and Bengio 2010
  He,      ///< normal with variance 2 / fan_in; He et al. 2015
};

template <>
inline constexpr std::array kEnumNames<Initializer> = {
    EnumName<Initializer>{Initializer::Glorot, "glorot"},
    EnumName<Initializer>{Initializer::He, "he"},
};

/// A fully connected layer: a = f(W x + b).
struct LayerSpec {
  Index units = 1;  ///< 1 … kMaxUnits
  Activation activation = Activation::Relu;
  bool frozen = false;  ///< gradients pass through, its weights do not change
  friend bool operator==(const LayerSpec&, const LayerSpec&) = default;
};

struct NetworkSpec {
  std::vector<LayerSpec> layers;  ///< from input to output, at least one
  Initializer initializer = Initializer::Glorot;
  friend bool operator==(const NetworkSpec&, const NetworkSpec&) = default;
};

inline constexpr Index kMaxUnits = 100'000;
inline constexpr Index kMaxInputs = 1 << 20;  ///< an image of 1024×1024 pixels
inline constexpr std::size_t kMaxLayers = 64;
/// Weights, two optimizer slots and the gradient must fit into memory: 40 million parameters take 640 MB in
/// single precision. And a project of them, without the gradient, into the 512 MiB that its reader allows.
inline constexpr Index kMaxParameters = 40'000'000;

/// Weights and biases of the whole network; cannot overflow for a spec within the limits above.
Index parameterCount(const NetworkSpec& spec, Index inputs);

/// Checks sizes against the limits. The error names the layer, its value and what is allowed.
Result<void> validate(const NetworkSpec& spec, Index inputs);

/// "Hidden 2" or "Output": how messages and headers name layer `index`, counted from 0.
std::string layerName(const NetworkSpec& spec, std::size_t index);

}  // namespace pellucid::engine
