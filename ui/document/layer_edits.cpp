// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/layer_edits.h"

#include <algorithm>

#include "ui/widgets/engine_names.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui::edit {
namespace {

/// Makes `change` to a copy of the layer a step of undo called "Conv 1: …".
template <class Change>
Result<void> changeLayer(Document& document, std::size_t layer, const QString& what, const Change& change) {
  engine::Experiment experiment = document.experiment();
  change(experiment.network.layers[layer]);
  return document.commit(QObject::tr("%1: %2").arg(layerText(experiment.network, layer), what), experiment);
}

}  // namespace

Result<void> setKernel(Document& document, std::size_t layer, engine::Index kernel) {
  const bool isPool = document.experiment().network.layers[layer].kind != engine::LayerKind::Conv2d;
  const QString what = (isPool ? QObject::tr("window %1×%1") : QObject::tr("kernel %1×%1")).arg(kernel);
  return changeLayer(document, layer, what, [&](engine::LayerSpec& spec) {
    if (isPool && spec.stride == spec.kernel) spec.stride = kernel;
    spec.kernel = kernel;
    spec.padding.pixels =
        std::clamp<engine::Index>(spec.padding.pixels, 0, std::max<engine::Index>(kernel - 1, 0));
  });
}

Result<void> setStride(Document& document, std::size_t layer, engine::Index stride) {
  return changeLayer(document, layer, QObject::tr("stride %1").arg(stride),
                     [&](engine::LayerSpec& spec) { spec.stride = stride; });
}

Result<void> setPadding(Document& document, std::size_t layer, const engine::Padding& padding) {
  const QString what =
      padding.isSame ? QObject::tr("padding that keeps the size")
                     : QObject::tr("padding of %Ln pixel(s)", nullptr, static_cast<int>(padding.pixels));
  return changeLayer(document, layer, what, [&](engine::LayerSpec& spec) { spec.padding = padding; });
}

Result<void> setBias(Document& document, std::size_t layer, bool hasBias) {
  return changeLayer(document, layer, hasBias ? QObject::tr("with biases") : QObject::tr("without biases"),
                     [&](engine::LayerSpec& spec) { spec.bias = hasBias; });
}

Result<void> setDropRate(Document& document, std::size_t layer, double rate) {
  return changeLayer(document, layer, QObject::tr("drops %1").arg(percentText(rate)),
                     [&](engine::LayerSpec& spec) { spec.rate = rate; });
}

Result<void> setLayerInitializer(Document& document, std::size_t layer,
                                 std::optional<engine::Initializer> initializer) {
  const QString drawn = initializer ? nameText(*initializer) : QObject::tr("as the network's");
  return changeLayer(document, layer, QObject::tr("initial weights %1").arg(drawn),
                     [&](engine::LayerSpec& spec) { spec.initializer = initializer; });
}

Result<void> setRateFactor(Document& document, std::size_t layer, double factor) {
  return changeLayer(document, layer, QObject::tr("learning rate × %1").arg(factor),
                     [&](engine::LayerSpec& spec) { spec.rateFactor = factor; });
}

Result<void> setNormMomentum(Document& document, std::size_t layer, double momentum) {
  return changeLayer(document, layer, QObject::tr("momentum %1").arg(momentum),
                     [&](engine::LayerSpec& spec) { spec.momentum = momentum; });
}

Result<void> setNormEpsilon(Document& document, std::size_t layer, double epsilon) {
  return changeLayer(document, layer, QObject::tr("epsilon %1").arg(epsilon),
                     [&](engine::LayerSpec& spec) { spec.epsilon = epsilon; });
}

}  // namespace pellucid::ui::edit
