// SPDX-License-Identifier: GPL-3.0-or-later
// Inserting and removing layers, one or several adjacent ones, as in edits.h; each is one step of undo. The
// output layer is never among them.
#pragma once

#include <vector>

#include "ui/document/edits.h"
#include "ui/document/selection.h"

namespace pellucid::ui::edit {

using LayerRange = Selection::LayerRange;

/// The range without the output layer; none where nothing else is in it.
std::optional<LayerRange> hiddenOf(const Document& document, const std::optional<LayerRange>& range);

Result<void> removeLayers(Document& document, LayerRange range);
/// Removes all hidden layers above `layer`: the lower ones are kept, as from a network that was trained for
/// something else.
Result<void> keepLower(Document& document, std::size_t layer);

/// Where new layers begin, how many there are, and what came along with them; `note` is empty where nothing
/// did.
struct Added {
  std::size_t layer = 0;
  std::size_t count = 1;
  QString note;
};
/// Applies engine::insertLayer() to the network.
Result<Added> insertLayer(Document& document, std::size_t position, engine::LayerKind kind);
/// Inserts copies before layer `position`.
Result<Added> insertLayers(Document& document, std::size_t position,
                           const std::vector<engine::LayerSpec>& layers);
/// Sets the padlocks of those with parameters.
Result<void> setFrozen(Document& document, LayerRange range, bool frozen);

/// The layers as `pellucid train --layers` takes them, after the input shape: "784,64:relu".
QString layersText(const Document& document, LayerRange range);
/// The layers in such a text, whatever its input shape.
Result<std::vector<engine::LayerSpec>> layersOf(const QString& text);

}  // namespace pellucid::ui::edit
