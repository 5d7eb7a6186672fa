// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/stack_edits.h"

#include <algorithm>

#include "engine/model/layer_insertion.h"
#include "engine/model/layers_text.h"
#include "ui/widgets/engine_names.h"

namespace pellucid::ui::edit {
namespace {

using engine::Error;
using engine::Experiment;
using engine::LayerSpec;

std::vector<LayerSpec> layersIn(const Experiment& experiment, LayerRange range) {
  const auto begin = experiment.network.layers.begin();
  return {begin + static_cast<std::ptrdiff_t>(range.first),
          begin + static_cast<std::ptrdiff_t>(range.last) + 1};
}

/// "Hidden 2", or "3 layers".
QString nameOf(const Experiment& experiment, LayerRange range) {
  if (range.size() == 1) return layerText(experiment.network, range.first);
  return QObject::tr("%Ln layer(s)", nullptr, static_cast<int>(range.size()));
}

/// Makes the result of `insert` for the network and its input shape a step of undo.
template <class Insert>
Result<Added> commitInserted(Document& document, const Insert& insert) {
  if (const auto may = document.mayChange(); !may) return may.error();
  if (!document.dataset())
    return Error{engine::message("There are no data yet that a layer could fit. Choose data first.")};
  Experiment experiment = document.experiment();
  const engine::Result<engine::Insertion> inserted = insert(experiment.network, document.dataset()->shape);
  if (!inserted) return inserted.error();
  experiment.network = inserted->network;
  const QString added =
      nameOf(experiment, {.first = inserted->layer, .last = inserted->layer + inserted->count - 1});
  if (const auto done = document.commit(QObject::tr("add %1").arg(added), experiment); !done)
    return done.error();
  return Added{
      .layer = inserted->layer,
      .count = inserted->count,
      .note = inserted->bringsFlatten
                  ? QObject::tr("A Flatten came along: it puts the pixels of the maps into the row of "
                                "numbers that a dense layer takes.")
                  : QString()};
}

}  // namespace

std::optional<LayerRange> hiddenOf(const Document& document, const std::optional<LayerRange>& range) {
  const std::size_t output = document.experiment().network.layers.size() - 1;
  if (!range || range->first >= output) return std::nullopt;
  return LayerRange{.first = range->first, .last = std::min(range->last, output - 1)};
}

Result<void> removeLayers(Document& document, LayerRange range) {
  Experiment experiment = document.experiment();
  auto& layers = experiment.network.layers;
  if (range.last + 1 >= layers.size())
    return Error{engine::message("The output layer cannot be removed: the answer comes out of it.")};
  const QString removed = nameOf(experiment, range);
  layers.erase(layers.begin() + static_cast<std::ptrdiff_t>(range.first),
               layers.begin() + static_cast<std::ptrdiff_t>(range.last) + 1);
  return document.commit(QObject::tr("remove %1").arg(removed), experiment);
}

Result<void> keepLower(Document& document, std::size_t layer) {
  const std::size_t output = document.experiment().network.layers.size() - 1;
  if (layer + 1 >= output)
    return Error{engine::message("There is no hidden layer behind {} that could be removed.",
                                 engine::layerName(document.experiment().network, layer))};
  return removeLayers(document, {.first = layer + 1, .last = output - 1});
}

Result<Added> insertLayer(Document& document, std::size_t position, engine::LayerKind kind) {
  return commitInserted(document, [&](const engine::NetworkSpec& network, const engine::Shape& input) {
    return engine::insertLayer(network, input, position, kind);
  });
}

Result<Added> insertLayers(Document& document, std::size_t position, const std::vector<LayerSpec>& layers) {
  return commitInserted(document, [&](const engine::NetworkSpec& network, const engine::Shape& input) {
    return engine::insertLayers(network, input, position, layers);
  });
}

Result<void> setFrozen(Document& document, LayerRange range, bool frozen) {
  if (range.size() == 1) return setFrozen(document, range.first, frozen);
  Experiment experiment = document.experiment();
  for (std::size_t i = range.first; i <= range.last; ++i)
    if (LayerSpec& layer = experiment.network.layers[i]; engine::hasParameters(layer.kind))
      layer.frozen = frozen;
  const QString name = nameOf(experiment, range);
  return document.commit((frozen ? QObject::tr("freeze %1") : QObject::tr("unfreeze %1")).arg(name),
                         experiment);
}

QString layersText(const Document& document, LayerRange range) {
  const Experiment& experiment = document.experiment();
  engine::Shape in = document.dataset() ? document.dataset()->shape : engine::flatShape(1);
  for (std::size_t i = 0; i < range.first; ++i) in = engine::outputShape(experiment.network.layers[i], in);
  return QString::fromStdString(engine::formatLayers(in, layersIn(experiment, range)));
}

Result<std::vector<LayerSpec>> layersOf(const QString& text) {
  const auto parsed = engine::parseLayers(text.trimmed().toStdString());
  if (!parsed || parsed->layers.empty())
    return Error{
        engine::message("There are no layers to paste. Copy some first, or a text such as "
                        "\"784,64:relu,dropout0.5\".")};
  return parsed->layers;
}

}  // namespace pellucid::ui::edit
