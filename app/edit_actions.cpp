// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/edit_actions.h"

#include <QClipboard>
#include <QGuiApplication>
#include <algorithm>

#include "ui/document/edits.h"
#include "ui/document/layer_gestures.h"
#include "ui/widgets/message_text.h"

namespace pellucid::app {

using ui::ActionId;

EditActions::EditActions(ui::Document& document, ui::Selection& selection, ui::Actions& actions)
    : m_document(document), m_selection(selection), m_actions(actions) {
  connectLayers();
  connectUndo();
  connect(&m_selection, &ui::Selection::layerChanged, this, &EditActions::update);
  connect(&m_document, &ui::Document::experimentChanged, this, [this] {
    const auto chosen = m_selection.layers();
    if (chosen && chosen->last >= m_document.experiment().network.layers.size())
      m_selection.setLayer(std::nullopt);
    update();
  });
  update();
}

EditActions::~EditActions() {
  // The stack reports its emptying while it is destroyed, when the actions that would hear of it are already
  // gone.
  m_document.undoStack().disconnect(this);
}

void EditActions::tell(const engine::Result<void>& result) {
  if (!result) emit noted(ui::messageText(result.error().message));
}

void EditActions::connectLayers() {
  connect(&m_actions[ActionId::RemoveLayer], &QAction::triggered, this,
          [this] { tell(ui::gesture::removeLayers(m_document, m_selection, *hidden())); });
  connectCopies();
  const auto move = [this](std::size_t distance) {
    const std::size_t from = *m_selection.layer();
    tell(ui::gesture::moveLayer(m_document, m_selection, from, from + distance));
  };
  connect(&m_actions[ActionId::MoveLayerLeft], &QAction::triggered, this,
          [move] { move(static_cast<std::size_t>(-1)); });
  connect(&m_actions[ActionId::MoveLayerRight], &QAction::triggered, this, [move] { move(1); });
  const auto resize = [this](int direction) {
    const std::size_t layer = *m_selection.layer();
    const engine::Index units = m_document.experiment().network.layers[layer].units;
    const engine::Index step = std::max<engine::Index>(units / 8, 1);
    tell(ui::edit::setUnits(m_document, layer, units + direction * step));
  };
  connect(&m_actions[ActionId::MoreUnits], &QAction::triggered, this, [resize] { resize(1); });
  connect(&m_actions[ActionId::FewerUnits], &QAction::triggered, this, [resize] { resize(-1); });
  connect(&m_actions[ActionId::FreezeLayer], &QAction::triggered, this,
          [this] { tell(ui::gesture::toggleFrozen(m_document, m_selection)); });
}

std::optional<ui::Selection::LayerRange> EditActions::hidden() const {
  return ui::edit::hiddenOf(m_document, m_selection.layers());
}

void EditActions::connectCopies() {
  const auto copy = [this] {
    QGuiApplication::clipboard()->setText(ui::edit::layersText(m_document, *hidden()));
  };
  const auto tellNote = [this](const engine::Result<QString>& note) {
    if (!note) return tell(note.error());
    if (!note->isEmpty()) emit noted(*note);
  };
  connect(&m_actions[ActionId::CopyLayers], &QAction::triggered, this, copy);
  connect(&m_actions[ActionId::CutLayers], &QAction::triggered, this, [this, copy] {
    copy();
    tell(ui::gesture::removeLayers(m_document, m_selection, *hidden()));
  });
  connect(&m_actions[ActionId::PasteLayers], &QAction::triggered, this, [this, tellNote] {
    tellNote(ui::gesture::pasteLayers(m_document, m_selection, QGuiApplication::clipboard()->text()));
  });
  connect(&m_actions[ActionId::DuplicateLayers], &QAction::triggered, this,
          [this, tellNote] { tellNote(ui::gesture::duplicateLayers(m_document, m_selection)); });
  connect(&m_actions[ActionId::KeepLower], &QAction::triggered, this,
          [this] { tell(ui::edit::keepLower(m_document, m_selection.layers()->last)); });
}

void EditActions::connectUndo() {
  QUndoStack& stack = m_document.undoStack();
  connect(&m_actions[ActionId::Undo], &QAction::triggered, &stack, &QUndoStack::undo);
  connect(&m_actions[ActionId::Redo], &QAction::triggered, &stack, &QUndoStack::redo);
  // The menu's words are too long for buttons, whose position must not depend on what there is to undo.
  m_actions[ActionId::Undo].setIconText(tr("Undo"));
  m_actions[ActionId::Redo].setIconText(tr("Redo"));
  const auto showUndo = [this, &stack] {
    m_actions[ActionId::Undo].setEnabled(stack.canUndo());
    m_actions[ActionId::Redo].setEnabled(stack.canRedo());
    m_actions[ActionId::Undo].setText(stack.canUndo() ? tr("&Undo: %1").arg(stack.undoText()) : tr("&Undo"));
    m_actions[ActionId::Redo].setText(stack.canRedo() ? tr("&Redo: %1").arg(stack.redoText()) : tr("&Redo"));
  };
  connect(&stack, &QUndoStack::indexChanged, this, showUndo);
  showUndo();
}

void EditActions::update() {
  const auto layer = m_selection.layer();
  const auto& layers = m_document.experiment().network.layers;
  const bool isHidden = layer && *layer + 1 < layers.size();
  for (const ActionId id :
       {ActionId::RemoveLayer, ActionId::CopyLayers, ActionId::CutLayers, ActionId::DuplicateLayers})
    m_actions[id].setEnabled(hidden().has_value());
  m_actions[ActionId::KeepLower].setEnabled(layer && m_selection.layers()->last + 2 < layers.size());
  m_actions[ActionId::MoveLayerLeft].setEnabled(isHidden && *layer > 0);
  m_actions[ActionId::MoveLayerRight].setEnabled(isHidden && *layer + 2 < layers.size());
  for (const ActionId id : {ActionId::MoreUnits, ActionId::FewerUnits}) m_actions[id].setEnabled(isHidden);
  const engine::LayerSpec* lockable = nullptr;
  if (const auto range = m_selection.layers())
    for (std::size_t i = range->first; i <= range->last && lockable == nullptr; ++i)
      if (engine::hasParameters(layers[i].kind)) lockable = &layers[i];
  m_actions[ActionId::FreezeLayer].setEnabled(lockable != nullptr);
  m_actions[ActionId::FreezeLayer].setChecked(lockable != nullptr && lockable->frozen);
}

}  // namespace pellucid::app
