// SPDX-License-Identifier: GPL-3.0-or-later
// The window: menus, tool bar, and workspaces of panels. It wires nothing; see composition.h.
#pragma once

#include <QMainWindow>
#include <functional>

#include "ui/actions/actions.h"
#include "ui/widgets/calm_fields.h"
#include "ui/workspace/panel.h"

namespace pellucid::ui {
class Notifier;
class SegmentedControl;
class WorkspaceView;
}  // namespace pellucid::ui

namespace pellucid::app {

/// What stands outside the workspaces, made by the composition; the window takes it over.
struct Bars {
  QWidget* speed;
  QWidget* status;
  QWidget* work;
};

class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  MainWindow(ui::Actions& actions, const std::vector<ui::Panel>& panels, const Bars& bars);

  /// Asked before closing; closing goes on when it returns true.
  void setCloseQuestion(std::function<bool()> question) { m_mayClose = std::move(question); }
  ui::WorkspaceView& workspaces() { return *m_view; }
  /// Projects that the File menu offers, the newest first.
  void setRecent(const QStringList& paths);
  void showLayerMenu(const QPoint& globalPosition);
  ui::Notifier& notifier() { return *m_notifier; }

 signals:
  void workspaceChanged(const QString& id);
  void recentChosen(const QString& path);

 protected:
  void closeEvent(QCloseEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void addMenus();
  void addWorkspaces();
  void fillToolBar(const Bars& bars);

  ui::Actions& m_actions;
  ui::WorkspaceView* m_view;
  QMenu* m_recent = nullptr;
  ui::SegmentedControl* m_workspaces;
  ui::Notifier* m_notifier;
  ui::CalmFields m_calmFields;
  std::function<bool()> m_mayClose;
};

}  // namespace pellucid::app
