// SPDX-License-Identifier: GPL-3.0-or-later
// Shows one workspace at a time. A panel that several workspaces have moves to the one that is shown, and
// keeps what it shows.
#pragma once

#include <QStackedWidget>
#include <map>
#include <vector>

#include "ui/workspace/panel.h"
#include "ui/workspace/workspace.h"

class QTabWidget;

namespace pellucid::ui {

class WorkspaceView : public QStackedWidget {
  Q_OBJECT

 public:
  /// Takes over the panels' widgets. At least one workspace; the first is shown. Each panel is named in them.
  WorkspaceView(const std::vector<ui::Panel>& panels, const std::vector<Workspace>& workspaces);

  void showWorkspace(const QString& id);
  const QString& workspace() const { return m_shown; }
  /// Brings a panel of the workspace that is shown to the front of its tabs.
  void reveal(const QString& panel);
  /// Lets a panel, with the tabs that it stands in, take no room, or its room again.
  void setFolded(const QString& panel, bool isFolded);

 private:
  /// Where a panel stands in one workspace.
  struct Slot {
    QWidget* holder = nullptr;
    QTabWidget* tabs = nullptr;  ///< null where it stands alone
    QWidget* part = nullptr;     ///< of the split: the holder, or the tabs
  };
  QWidget* build(const Arrangement& arrangement, const QString& workspace);
  QWidget* buildSlot(const QString& panel, const QString& workspace, QTabWidget* tabs);
  const ui::Panel& panelOf(const QString& panel) const;

  std::vector<ui::Panel> m_panels;
  std::map<QString, int> m_pages;                      ///< of the workspaces
  std::map<QString, std::map<QString, Slot>> m_slots;  ///< by workspace and panel
  QString m_shown;
};

}  // namespace pellucid::ui
