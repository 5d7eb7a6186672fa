// SPDX-License-Identifier: GPL-3.0-or-later
// Shows one workspace at a time. A panel that several workspaces have moves to the one that is shown, and
// keeps what it shows.
#pragma once

#include <QStackedWidget>
#include <map>
#include <string>
#include <vector>

#include "ui/workspace/panel.h"
#include "ui/workspace/workspace.h"

class QSplitter;
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
  /// Whether the workspace that is shown has this panel.
  bool has(const QString& panel) const { return m_slots.at(m_shown).contains(panel); }
  /// Another title for its tabs.
  void setTitle(const QString& panel, const QString& title);
  /// Lets a panel, with the tabs that it stands in, take no room, or its room again.
  void setFolded(const QString& panel, bool isFolded);

  /// The sizes of each split, in pixels, and the panel in front of each tabs, for the next start: by where
  /// they stand, as "network/1". What fits nothing is left out.
  std::map<std::string, std::vector<int>> splitSizes() const;
  void setSplitSizes(const std::map<std::string, std::vector<int>>& sizes);
  std::map<std::string, std::string> frontPanels() const;
  void setFrontPanels(const std::map<std::string, std::string>& panels);

 private:
  /// Where a panel stands in one workspace.
  struct Slot {
    QWidget* holder = nullptr;
    QTabWidget* tabs = nullptr;  ///< null where it stands alone
    QWidget* part = nullptr;     ///< of the split: the holder, or the tabs
  };
  /// `where` it stands: the workspace's id, and behind it the number of each part on the way.
  QWidget* build(const Arrangement& arrangement, const QString& workspace, const std::string& where);
  QWidget* buildSlot(const QString& panel, const QString& workspace, QTabWidget* tabs);
  const ui::Panel& panelOf(const QString& panel) const;

  std::vector<ui::Panel> m_panels;
  std::map<QString, int> m_pages;                      ///< of the workspaces
  std::map<QString, std::map<QString, Slot>> m_slots;  ///< by workspace and panel
  std::map<std::string, QSplitter*> m_splits;
  std::map<const QWidget*, int> m_folded;  ///< parts of splits, with the pixels that they had
  std::map<std::string, QTabWidget*> m_tabs;
  QString m_shown;
};

}  // namespace pellucid::ui
