// SPDX-License-Identifier: GPL-3.0-or-later
// Shows one workspace at a time. A panel used by several workspaces moves to the one shown, and keeps its
// content.
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
  /// Takes over the panels' widgets. At least one workspace; the first is shown. Every panel must appear in
  /// them.
  WorkspaceView(const std::vector<ui::Panel>& panels, const std::vector<Workspace>& workspaces);

  void showWorkspace(const QString& id);
  const QString& workspace() const { return m_shown; }
  /// Brings a panel of the shown workspace to the front of its tabs.
  void reveal(const QString& panel);
  /// Whether the shown workspace has this panel.
  bool has(const QString& panel) const { return m_slots.at(m_shown).contains(panel); }
  /// Changes the title on its tabs.
  void setTitle(const QString& panel, const QString& title);
  /// Folds a panel, together with the tabs that contain it, so that it takes no room, or unfolds it.
  void setFolded(const QString& panel, bool isFolded);

  /// The sizes of each split in pixels, and the front panel of each tab group, for the next start; keyed by
  /// position, as "network/1". Entries that fit nothing are left out.
  std::map<std::string, std::vector<int>> splitSizes() const;
  void setSplitSizes(const std::map<std::string, std::vector<int>>& sizes);
  std::map<std::string, std::string> frontPanels() const;
  void setFrontPanels(const std::map<std::string, std::string>& panels);

 private:
  /// The position of a panel in one workspace.
  struct Slot {
    QWidget* holder = nullptr;
    QTabWidget* tabs = nullptr;  ///< null where it is alone
    QWidget* part = nullptr;     ///< of the split: the holder, or the tabs
  };
  /// `where` is its position: the workspace's id followed by the index of each part on the way.
  QWidget* build(const Arrangement& arrangement, const QString& workspace, const std::string& where);
  QWidget* buildSlot(const QString& panel, const QString& workspace, QTabWidget* tabs);
  const ui::Panel& panelOf(const QString& panel) const;

  std::vector<ui::Panel> m_panels;
  std::map<QString, int> m_pages;                      ///< of each workspace
  std::map<QString, std::map<QString, Slot>> m_slots;  ///< by workspace and panel
  std::map<std::string, QSplitter*> m_splits;
  std::map<const QWidget*, int> m_folded;  ///< parts of splits, with their previous size in pixels
  std::map<std::string, QTabWidget*> m_tabs;
  QString m_shown;
};

}  // namespace pellucid::ui
