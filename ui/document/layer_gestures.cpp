// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/layer_gestures.h"

namespace pellucid::ui::gesture {

engine::Result<QString> insertLayer(Document& document, Selection& selection, std::size_t position,
                                    engine::LayerKind kind) {
  const auto added = edit::insertLayer(document, position, kind);
  if (!added) return added.error();
  selection.setLayer(added->layer);
  return added->note;
}

engine::Result<void> removeLayers(Document& document, Selection& selection, Selection::LayerRange range) {
  const auto removed = edit::removeLayers(document, range);
  if (removed) selection.setLayer(std::nullopt);
  return removed;
}

engine::Result<void> moveLayer(Document& document, Selection& selection, std::size_t from, std::size_t to) {
  const auto moved = edit::moveLayer(document, from, to);
  if (moved) selection.setLayer(to);
  return moved;
}

namespace {

/// Puts `layers` after the selected ones, or before the output.
engine::Result<QString> addCopies(Document& document, Selection& selection,
                                  const std::vector<engine::LayerSpec>& layers) {
  const std::size_t output = document.experiment().network.layers.size() - 1;
  const auto range = edit::hiddenOf(document, selection.layers());
  const auto added = edit::insertLayers(document, range ? range->last + 1 : output, layers);
  if (!added) return added.error();
  selection.setLayer(added->layer);
  selection.extendTo(added->layer + added->count - 1);
  return added->note;
}

}  // namespace

engine::Result<QString> duplicateLayers(Document& document, Selection& selection) {
  const auto range = edit::hiddenOf(document, selection.layers());
  engine::check(range.has_value(), "duplicateLayers: no hidden layer is selected");
  const auto begin = document.experiment().network.layers.begin();
  return addCopies(document, selection,
                   {begin + static_cast<std::ptrdiff_t>(range->first),
                    begin + static_cast<std::ptrdiff_t>(range->last) + 1});
}

engine::Result<QString> pasteLayers(Document& document, Selection& selection, const QString& text) {
  const auto layers = edit::layersOf(text);
  if (!layers) return layers.error();
  return addCopies(document, selection, *layers);
}

engine::Result<void> toggleFrozen(Document& document, const Selection& selection) {
  const auto range = selection.layers();
  engine::check(range.has_value(), "toggleFrozen: no layer is selected");
  const auto& layers = document.experiment().network.layers;
  // The first one that has a padlock decides.
  for (std::size_t i = range->first; i <= range->last; ++i)
    if (engine::hasParameters(layers[i].kind)) return edit::setFrozen(document, *range, !layers[i].frozen);
  return edit::setFrozen(document, range->first, true);  // which says why not
}

engine::Result<void> toggleFrozen(Document& document, std::size_t layer) {
  return edit::setFrozen(document, layer, !document.experiment().network.layers[layer].frozen);
}

}  // namespace pellucid::ui::gesture
