// SPDX-License-Identifier: GPL-3.0-or-later
// What canvas and menu do with layers: the edit, and what is selected after it. Where the edit is refused,
// nothing changes, nor does the selection.
#pragma once

#include "ui/document/edits.h"
#include "ui/document/selection.h"
#include "ui/document/stack_edits.h"

namespace pellucid::ui::gesture {

/// A new layer before layer `position`; it is selected. Returns a note of what was added with it, or an empty
/// one.
engine::Result<QString> insertLayer(Document& document, Selection& selection, std::size_t position,
                                    engine::LayerKind kind);
/// Nothing is selected afterwards.
engine::Result<void> removeLayers(Document& document, Selection& selection, Selection::LayerRange range);
/// Inserts copies of the selected layers after them, or those of a text as made by layersText() after the
/// selected layers or before the output, and selects them. Both return a note as insertLayer() does.
engine::Result<QString> duplicateLayers(Document& document, Selection& selection);
engine::Result<QString> pasteLayers(Document& document, Selection& selection, const QString& text);
/// The layer stays selected at its new place.
engine::Result<void> moveLayer(Document& document, Selection& selection, std::size_t from, std::size_t to);
/// Closes or opens its padlock.
engine::Result<void> toggleFrozen(Document& document, std::size_t layer);
/// Toggles the padlocks of the selected layers: opens all where the first is closed, else closes all.
engine::Result<void> toggleFrozen(Document& document, const Selection& selection);

}  // namespace pellucid::ui::gesture
