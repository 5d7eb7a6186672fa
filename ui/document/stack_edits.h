// SPDX-License-Identifier: GPL-3.0-or-later
// Layers that come and go, one or several that stand beside each other, as in edits.h; each is one step of
// undo. The output layer is never among them.
#pragma once

#include <vector>

#include "ui/document/edits.h"
#include "ui/document/selection.h"

namespace pellucid::ui::edit {

using LayerRange = Selection::LayerRange;

/// Without the output layer; none where nothing else is in it.
std::optional<LayerRange> hiddenOf(const Document& document, const std::optional<LayerRange>& range);

Result<void> removeLayers(Document& document, LayerRange range);
/// All hidden layers behind `layer` go: what is below is kept, as from a network that was trained for
/// something else.
Result<void> keepLower(Document& document, std::size_t layer);

/// Where new layers begin, how many they are, and what came along with them; `note` is empty where nothing
/// did.
struct Added {
  std::size_t layer = 0;
  std::size_t count = 1;
  QString note;
};
/// What engine::insertLayer() makes of the network.
Result<Added> insertLayer(Document& document, std::size_t position, engine::LayerKind kind);
/// Copies, before layer `position`.
Result<Added> insertLayers(Document& document, std::size_t position,
                           const std::vector<engine::LayerSpec>& layers);
/// The padlocks of those with parameters.
Result<void> setFrozen(Document& document, LayerRange range, bool frozen);

/// The layers as `pellucid train --layers` takes them, behind the shape that comes in: "784,64:relu".
QString layersText(const Document& document, LayerRange range);
/// The layers in such a text, whatever comes in there.
Result<std::vector<engine::LayerSpec>> layersOf(const QString& text);

}  // namespace pellucid::ui::edit
