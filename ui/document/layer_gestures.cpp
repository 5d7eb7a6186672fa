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

engine::Result<void> removeLayer(Document& document, Selection& selection, std::size_t layer) {
  const auto removed = edit::removeLayer(document, layer);
  if (removed) selection.setLayer(std::nullopt);
  return removed;
}

engine::Result<void> moveLayer(Document& document, Selection& selection, std::size_t from, std::size_t to) {
  const auto moved = edit::moveLayer(document, from, to);
  if (moved) selection.setLayer(to);
  return moved;
}

engine::Result<void> toggleFrozen(Document& document, std::size_t layer) {
  return edit::setFrozen(document, layer, !document.experiment().network.layers[layer].frozen);
}

}  // namespace pellucid::ui::gesture
