// SPDX-License-Identifier: GPL-3.0-or-later
// The description of a network: a small value that is edited, compared, saved and undone; network.h computes
// with it. The input size comes from the data, so a spec alone does not determine how many weights its first
// layer has.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/numeric.h"
#include "engine/base/range.h"
#include "engine/base/result.h"
#include "engine/base/shape.h"
#include "engine/model/activation.h"

namespace pellucid::engine {

/// How initial weights are drawn; biases begin at 0. fan_in is the number of inputs that a unit sums, fan_out
/// the number of units that an input reaches; the variances below keep signals, or gradients, from growing or
/// vanishing with depth.
enum class Initializer {
  Zeros,         ///< 0: all units of a layer stay equal
  Constant,      ///< 0.1: likewise
  Uniform,       ///< uniform in ±0.05
  Normal,        ///< normal with standard deviation 0.05
  Glorot,        ///< uniform with variance 2 / (fan_in + fan_out); Glorot and Bengio 2010
  GlorotNormal,  ///< normal with that variance
  He,            ///< normal with variance 2 / fan_in; He et al. 2015
  HeUniform,     ///< uniform with that variance
  LeCun,         ///< normal with variance 1 / fan_in; LeCun et al. 1998
  LeCunUniform,  ///< uniform with that variance
  Orthogonal,    ///< rows or columns, whichever are fewer, are orthonormal; Saxe et al. 2014
};

template <>
inline constexpr std::array kEnumNames<Initializer> = {
    EnumName<Initializer>{Initializer::Glorot, "glorot"},
    EnumName<Initializer>{Initializer::GlorotNormal, "glorot-normal"},
    EnumName<Initializer>{Initializer::He, "he"},
    EnumName<Initializer>{Initializer::HeUniform, "he-uniform"},
    EnumName<Initializer>{Initializer::LeCun, "lecun"},
    EnumName<Initializer>{Initializer::LeCunUniform, "lecun-uniform"},
    EnumName<Initializer>{Initializer::Orthogonal, "orthogonal"},
    EnumName<Initializer>{Initializer::Uniform, "uniform"},
    EnumName<Initializer>{Initializer::Normal, "normal"},
    EnumName<Initializer>{Initializer::Constant, "constant"},
    EnumName<Initializer>{Initializer::Zeros, "zeros"},
};

enum class LayerKind { Dense, Conv2d, MaxPool, AveragePool, Flatten, Dropout, BatchNorm };

template <>
inline constexpr std::array kEnumNames<LayerKind> = {
    EnumName<LayerKind>{LayerKind::Dense, "dense"},
    EnumName<LayerKind>{LayerKind::Conv2d, "conv2d"},
    EnumName<LayerKind>{LayerKind::MaxPool, "max-pool"},
    EnumName<LayerKind>{LayerKind::AveragePool, "average-pool"},
    EnumName<LayerKind>{LayerKind::Flatten, "flatten"},
    EnumName<LayerKind>{LayerKind::Dropout, "dropout"},
    EnumName<LayerKind>{LayerKind::BatchNorm, "batch-norm"},
};

/// Zeros around each map that a kernel slides over.
struct Padding {
  bool isSame = false;  ///< enough for ceil(size / stride) places; an odd one goes right and below
  Index pixels = 0;     ///< on every side, when not `isSame`; 0 is "valid"
  friend bool operator==(const Padding&, const Padding&) = default;
};

/// One layer. Fields that its kind does not use keep their defaults, so that equal layers compare equal.
struct LayerSpec {
  Index units = 1;                           ///< Dense: 1 … kMaxUnits; Conv2d: its filters
  Activation activation = Activation::Relu;  ///< of Dense, Conv2d and BatchNorm; linear for the others
  bool frozen = false;  ///< gradients pass through; its weights and running statistics do not change
  LayerKind kind = LayerKind::Dense;
  bool bias = true;      ///< Dense, Conv2d
  Index kernel = 1;      ///< Conv2d and pools: side of the square window, 1 … kMaxKernel
  Index stride = 1;      ///< Conv2d and pools: pixels from one window to the next, 1 … kMaxKernel
  Padding padding = {};  ///< Conv2d; pixels < kernel
  double rate = 0;       ///< Dropout: share of inputs dropped while training, 0 ≤ rate < 1
  std::optional<Initializer> initializer = {};  ///< Dense, Conv2d: for this layer; otherwise the network's
  double rateFactor = 1;                        ///< of layers with parameters: multiplies the learning rate
  double momentum = 0.1;  ///< BatchNorm: share of a batch's statistics in the running ones, as in PyTorch
  double epsilon = 1e-5;  ///< BatchNorm: added to the variance, to avoid division by 0
  friend bool operator==(const LayerSpec&, const LayerSpec&) = default;
};

LayerSpec dense(Index units, Activation activation);
LayerSpec conv2d(Index filters, Index kernel, Activation activation);  ///< stride 1, no padding
LayerSpec maxPool(Index kernel);  ///< adjacent windows: the stride is the kernel
LayerSpec averagePool(Index kernel);
LayerSpec flatten();
LayerSpec dropout(double rate);
LayerSpec batchNorm(Activation activation);

struct NetworkSpec {
  std::vector<LayerSpec> layers;  ///< from input to output, at least one
  Initializer initializer = Initializer::Glorot;
  friend bool operator==(const NetworkSpec&, const NetworkSpec&) = default;
};

/// Permitted ranges of a LayerSpec's fields.
inline constexpr Range kRateFactorRange{.least = 0, .most = 1000};
inline constexpr Range kNormMomentumRange = kShare;
inline constexpr Range kNormEpsilonRange{.least = 1e-30, .most = 1};

inline constexpr Index kMaxUnits = 100'000;
inline constexpr Index kMaxKernel = 100;
inline constexpr Index kMaxInputs = 1 << 20;   ///< an image of 1024×1024 pixels
inline constexpr Index kMaxOutputs = 1 << 22;  ///< of one layer: 64 maps of 256×256
inline constexpr std::size_t kMaxLayers = 64;
/// Weights, two optimizer slots and the gradient must fit into memory: 40 million parameters take 640 MB in
/// single precision, and a project file takes as much, with the best weights instead of the gradient.
inline constexpr Index kMaxParameters = 40'000'000;

/// Whether z and an activation come between a layer's input and its output.
bool hasActivation(LayerKind kind);
/// Whether the layer slides a window over images: Conv2d and the pools.
bool needsImages(LayerKind kind);
/// Whether any of the network's layers does.
bool needsImages(const NetworkSpec& network);
/// Whether the layer has parameters, so that a padlock has an effect.
bool hasParameters(LayerKind kind);
/// Whether the layer's weights are drawn by an initializer: Dense and Conv2d. A BatchNorm begins with 1 and
/// 0.
bool drawsWeights(LayerKind kind);

/// The output shape of each layer when the first receives `input`. Refuses an impossible stack and values out
/// of range: the error names the layer, the shapes that conflict and what would fit.
Result<std::vector<Shape>> layerShapes(const NetworkSpec& spec, const Shape& input);

/// The output shape of one layer for the input shape `in`, which fits it.
Shape outputShape(const LayerSpec& layer, const Shape& in);

/// Number of values that a layer keeps: weights, biases, running statistics; 0 for layers without parameters.
Index parameterCount(const LayerSpec& layer, const Shape& in);
/// The same for the whole network, which layerShapes() accepts.
Index parameterCount(const NetworkSpec& spec, const Shape& input);

/// layerShapes(), and the total against kMaxParameters; the error gives the memory that it would need.
Result<void> validate(const NetworkSpec& spec, const Shape& input);

/// "Hidden 2", "Output" or "Conv 1": the name of layer `index` (counted from 0) in messages and headers; the
/// number in it counts from 1 over all layers.
Message layerName(const NetworkSpec& spec, std::size_t index);

}  // namespace pellucid::engine
