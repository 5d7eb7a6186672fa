// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/transfer/carry_over.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/transfer/layer_matches.h"

namespace pellucid::engine {
namespace {

constexpr Index kNew = -1;

/// The signals between two layers, and which of them existed before. Flatten changes nothing here: maps stay
/// maps until a layer uses their pixels individually.
struct Signals {
  Shape now;
  Shape before;
  std::vector<Index> channels;  ///< for each of `now` the channel of `before` that it was, or kNew
  bool isNonNegative = false;

  bool isKnown() const {
    return std::ranges::any_of(channels, [](Index channel) { return channel != kNew; });
  }
};

std::vector<Index> inOrder(Index now, Index before) {
  std::vector<Index> same(static_cast<std::size_t>(now), kNew);
  for (Index i = 0; i < std::min(now, before); ++i) same[static_cast<std::size_t>(i)] = i;
  return same;
}

std::vector<Index> allNew(Index now) {
  return inOrder(now, 0);
}

/// By name where each has one on both sides; otherwise by order, if there are equally many.
std::vector<Index> byName(Index now, const std::vector<std::string>& namesNow, Index before,
                          const std::vector<std::string>& namesBefore) {
  const auto isNamed = [](Index count, const std::vector<std::string>& names) {
    return static_cast<Index>(names.size()) == count;
  };
  if (!isNamed(now, namesNow) || !isNamed(before, namesBefore))
    return now == before && namesNow == namesBefore ? inOrder(now, before) : allNew(now);
  std::vector<Index> found;
  for (const std::string& name : namesNow) {
    const auto there = std::ranges::find(namesBefore, name);
    found.push_back(there == namesBefore.end() ? kNew : there - namesBefore.begin());
  }
  return found;
}

/// Each pixel of each map individually, where the maps have the same size as before.
Signals flattened(const Signals& maps) {
  Signals flat{.now = flatShape(maps.now.size()),
               .before = flatShape(maps.before.size()),
               .channels = allNew(maps.now.size()),
               .isNonNegative = maps.isNonNegative};
  if (maps.now.height != maps.before.height || maps.now.width != maps.before.width) return flat;
  const Index pixels = maps.now.pixels();
  for (std::size_t c = 0; c < maps.channels.size(); ++c)
    for (Index p = 0; maps.channels[c] != kNew && p < pixels; ++p)
      flat.channels[c * static_cast<std::size_t>(pixels) + static_cast<std::size_t>(p)] =
          maps.channels[c] * pixels + p;
  return flat;
}

bool isNonNegative(Activation f) {
  switch (f) {
    case Activation::Exponential:
    case Activation::Sigmoid:
    case Activation::Relu:
    case Activation::Softplus:
    case Activation::HardSigmoid:
    case Activation::Softmax:
      return true;
    default:
      return false;
  }
}

/// Whether f(z) = z for every possible input.
bool passesOn(Activation f, bool isNonNegative) {
  if (f == Activation::Linear) return true;
  return isNonNegative && (f == Activation::Relu || f == Activation::LeakyRelu || f == Activation::Elu);
}

/// Walks through both networks from the input to the output.
class Walk {
 public:
  Walk(const CarrySide& before, const Vector& trained, const CarrySide& after, Vector fresh)
      : m_matches(matchLayers(before.network, after.network)),
        m_old(Network::create(before.network, before.data.shape).value()),
        m_new(Network::create(after.network, after.data.shape).value()),
        m_trained(trained),
        m_outputs(outputsOf(before, after)),
        m_weights(std::move(fresh)) {
    check(trained.size() == m_old->parameterCount() && m_weights.size() == m_new->parameterCount(),
          "carryOver: weights of another network");
    m_signals.now = after.data.shape;
    m_signals.before = before.data.shape;
    m_signals.channels = inputsOf(before.data, after.data);
  }

  CarriedWeights carry() {
    std::vector<Carried> layers;
    std::size_t next = 0;  // the first layer of `before` not yet passed
    for (std::size_t j = 0; j < m_new->layerCount(); ++j) {
      const Layer& layer = m_new->layer(j);
      const bool takesNumbers = layer.kind() == LayerKind::Dense || !layer.inputShape().isImage();
      if (takesNumbers && (m_signals.now.isImage() || m_signals.before.isImage()))
        m_signals = flattened(m_signals);
      if (!m_matches[j]) {
        layers.push_back(insert(j));
        continue;
      }
      for (; next < *m_matches[j]; ++next) leaveOut(m_old->layer(next));
      layers.push_back(keep(j, next++));
    }
    return {.weights = std::move(m_weights), .layers = std::move(layers)};
  }

 private:
  static std::vector<Index> inputsOf(const Dataset& before, const Dataset& after) {
    return byName(after.shape.channels, after.inputNames, before.shape.channels, before.inputNames);
  }
  static std::vector<Index> outputsOf(const CarrySide& before, const CarrySide& after) {
    const auto names = [](const Dataset& data) {
      return data.hasClasses() ? data.classNames : data.targetNames;
    };
    return byName(after.network.layers.back().units, names(after.data), before.network.layers.back().units,
                  names(before.data));
  }

  /// Handles a layer that no longer exists.
  void leaveOut(const Layer& old) {
    const bool hasWeights = drawsWeights(old.kind());
    if (!hasWeights && !needsImages(old.kind())) return;
    // A pool keeps which map is which, but not the positions of its pixels.
    if (hasWeights || !m_signals.before.isImage()) m_signals.channels = allNew(m_signals.now.channels);
    m_signals.before = old.outputShape();
  }

  /// Handles a layer that did not exist before.
  Carried insert(std::size_t j) {
    const Layer& layer = m_new->layer(j);
    switch (layer.kind()) {
      case LayerKind::Dense:
      case LayerKind::Conv2d:
        return isIdentity(layer) ? makeIdentity(j) : makeFresh(layer);
      case LayerKind::BatchNorm:
        m_signals.isNonNegative = isNonNegative(layer.activation());
        return Carried::Fresh;
      default:
        passNow(layer);
        return Carried::Nothing;
    }
  }

  /// Applies a layer without weights to the shape.
  void passNow(const Layer& layer) {
    if (needsImages(layer.kind())) m_signals.now = layer.outputShape();
  }

  Carried makeFresh(const Layer& layer) {
    m_signals.now = layer.outputShape();
    m_signals.channels = allNew(m_signals.now.channels);
    m_signals.isNonNegative = isNonNegative(layer.activation());
    return Carried::Fresh;
  }

  bool isIdentity(const Layer& layer) const {
    const LayerSpec& spec = layer.spec();
    const bool isCentred =
        layer.kind() == LayerKind::Dense || (spec.kernel % 2 == 1 && spec.stride == 1 &&
                                             layer.outputShape().pixels() == layer.inputShape().pixels());
    return isCentred && m_signals.isKnown() && spec.units >= inputChannels(layer) &&
           passesOn(spec.activation, m_signals.isNonNegative);
  }

  /// For a dense layer, each value; for a convolution, each map.
  static Index inputChannels(const Layer& layer) {
    return layer.kind() == LayerKind::Dense ? layer.inputs() : layer.inputShape().channels;
  }
  static Index taps(const Layer& layer) {
    return layer.kind() == LayerKind::Conv2d ? layer.spec().kernel * layer.spec().kernel : 1;
  }

  Carried makeIdentity(std::size_t j) {
    const Layer& layer = m_new->layer(j);
    MatrixMap weight = weightOf(*m_new, j, m_weights);
    const Index inputs = inputChannels(layer);
    weight.topRows(inputs).setZero();
    for (Index i = 0; i < inputs; ++i) weight(i, i * taps(layer) + taps(layer) / 2) = 1;
    const Signals in = std::exchange(m_signals, {});
    m_signals = {.now = layer.outputShape(),
                 .before = in.before,
                 .channels = allNew(layer.outputShape().channels),
                 .isNonNegative = isNonNegative(layer.activation())};
    std::ranges::copy(in.channels, m_signals.channels.begin());
    return Carried::Identity;
  }

  Carried keep(std::size_t j, std::size_t i) {
    const Layer& layer = m_new->layer(j);
    const Layer& old = m_old->layer(i);
    switch (layer.kind()) {
      case LayerKind::Dense:
      case LayerKind::Conv2d:
        return keepWeights(j, i);
      case LayerKind::BatchNorm:
        return keepStatistics(j, i);
      default:
        passNow(layer);
        if (needsImages(old.kind())) m_signals.before = old.outputShape();
        return Carried::Nothing;
    }
  }

  Carried keepWeights(std::size_t j, std::size_t i) {
    const Layer& layer = m_new->layer(j);
    const Layer& old = m_old->layer(i);
    const bool isOutput = j + 1 == m_new->layerCount();
    const std::vector<Index> units = isOutput ? m_outputs : inOrder(layer.spec().units, old.spec().units);
    if (!m_signals.isKnown()) {
      m_signals.before = old.outputShape();
      return makeFresh(layer);
    }
    const Signals in = std::exchange(m_signals, {});
    m_signals = {.now = layer.outputShape(),
                 .before = old.outputShape(),
                 .channels = units,
                 .isNonNegative = isNonNegative(layer.activation())};
    if (!m_signals.isKnown()) return Carried::Fresh;
    const bool isWhole = copyUnits(j, i, units, in.channels);
    return isWhole && layer.spec().units == old.spec().units && in.now.channels == in.before.channels
               ? Carried::Whole
               : Carried::Part;
  }

  /// Returns whether no unit and no input was new.
  bool copyUnits(std::size_t j, std::size_t i, const std::vector<Index>& units,
                 const std::vector<Index>& inputs) {
    const Index tapCount = taps(m_new->layer(j));
    MatrixMap weight = weightOf(*m_new, j, m_weights);
    const ConstMatrixMap from = m_old->weight(m_trained, i);
    const ConstVectorMap oldBias = m_old->bias(m_trained, i);
    const Tensor* bias = tensorOf(*m_new, j, "bias");
    bool isWhole = true;
    for (std::size_t row = 0; row < units.size(); ++row) {
      const auto unit = static_cast<Index>(row);
      if (units[row] == kNew) {
        isWhole = false;
        continue;
      }
      for (std::size_t c = 0; c < inputs.size(); ++c) {
        auto kernel = weight.row(unit).segment(static_cast<Index>(c) * tapCount, tapCount);
        if (inputs[c] == kNew)
          kernel.setZero();  // so that the unit's sum stays the same
        else
          kernel = from.row(units[row]).segment(inputs[c] * tapCount, tapCount);
        isWhole = isWhole && inputs[c] != kNew;
      }
      if (bias != nullptr)
        m_weights[bias->offset + unit] = oldBias.size() > 0 ? oldBias[units[row]] : Scalar(0);
    }
    return isWhole;
  }

  Carried keepStatistics(std::size_t j, std::size_t i) {
    const Layer& layer = m_new->layer(j);
    const Layer& old = m_old->layer(i);
    m_signals.isNonNegative = isNonNegative(layer.activation());
    // Maps and values in a row each have one entry, but after Flatten they do not correspond.
    if (layer.inputShape().isImage() != old.inputShape().isImage()) return Carried::Fresh;
    bool isWhole = layer.inputShape().channels == old.inputShape().channels;
    bool isFresh = true;
    for (std::size_t c = 0; c < m_signals.channels.size(); ++c) {
      const Index from = m_signals.channels[c];
      isWhole = isWhole && from != kNew;
      if (from == kNew) continue;
      isFresh = false;
      for (const TensorShape& tensor : layer.tensors())
        m_weights[m_new->layerOffset(j) + tensor.offset + static_cast<Index>(c)] =
            m_trained[m_old->layerOffset(i) + matching(old, tensor.name).offset + from];
    }
    return isFresh ? Carried::Fresh : isWhole ? Carried::Whole : Carried::Part;
  }

  static const TensorShape& matching(const Layer& layer, const std::string& name) {
    return *std::ranges::find(layer.tensors(), name, &TensorShape::name);
  }
  static const Tensor* tensorOf(const Network& network, std::size_t layer, std::string_view name) {
    for (const Tensor& tensor : network.tensors())
      if (tensor.layer == layer && tensor.name == name) return &tensor;
    return nullptr;
  }
  static MatrixMap weightOf(const Network& network, std::size_t layer, Vector& parameters) {
    const Tensor& weight = *tensorOf(network, layer, "weight");
    return {parameters.data() + weight.offset, weight.rows, weight.cols};
  }

  std::vector<std::optional<std::size_t>> m_matches;
  std::shared_ptr<const Network> m_old;
  std::shared_ptr<const Network> m_new;
  const Vector& m_trained;
  std::vector<Index> m_outputs;  ///< for each output the earlier one that it was, or kNew
  Vector m_weights;
  Signals m_signals;
};

}  // namespace

CarriedWeights carryOver(const CarrySide& before, const Vector& trained, const CarrySide& after,
                         Vector fresh) {
  return Walk(before, trained, after, std::move(fresh)).carry();
}

}  // namespace pellucid::engine
