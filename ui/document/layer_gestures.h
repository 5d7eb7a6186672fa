// SPDX-License-Identifier: GPL-3.0-or-later
// What canvas and menu do with layers: the edit, and what is selected after it. Where the edit is refused
// nothing changes, the selection neither.
#pragma once

#include "ui/document/edits.h"
#include "ui/document/selection.h"

namespace pellucid::ui::gesture {

/// A new layer before layer `position`; it is selected. Gives a note of what came along, or an empty one.
engine::Result<QString> insertLayer(Document& document, Selection& selection, std::size_t position,
                                    engine::LayerKind kind);
/// Nothing is selected then.
engine::Result<void> removeLayer(Document& document, Selection& selection, std::size_t layer);
/// The layer stays selected at its new place.
engine::Result<void> moveLayer(Document& document, Selection& selection, std::size_t from, std::size_t to);
/// Closes or opens its padlock.
engine::Result<void> toggleFrozen(Document& document, std::size_t layer);

}  // namespace pellucid::ui::gesture
