// SPDX-License-Identifier: GPL-3.0-or-later
// The menu's edits: layers of the selected place, undo and redo, and which of them can be done now.
#pragma once

#include <QObject>

#include "ui/actions/actions.h"
#include "ui/document/document.h"
#include "ui/document/selection.h"

namespace pellucid::app {

class EditActions : public QObject {
  Q_OBJECT

 public:
  /// The references must outlive it.
  EditActions(ui::Document& document, ui::Selection& selection, ui::Actions& actions);
  ~EditActions() override;

 signals:
  /// Why an edit could not be done, or what it brought with it.
  void noted(const QString& message);

 private:
  void connectLayers();
  void connectCopies();
  void connectUndo();
  /// The selected layers except the output.
  std::optional<ui::Selection::LayerRange> hidden() const;
  void update();
  void tell(const engine::Result<void>& result);

  ui::Document& m_document;
  ui::Selection& m_selection;
  ui::Actions& m_actions;
};

}  // namespace pellucid::app
