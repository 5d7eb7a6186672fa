// SPDX-License-Identifier: GPL-3.0-or-later
// The window: menus, tool bar, and workspaces of panels. It wires nothing; see composition.h.
#pragma once

#include <QMainWindow>
#include <functional>
#include <vector>

#include "ui/actions/actions.h"
#include "ui/run/run_status.h"
#include "ui/run/speed_control.h"
#include "ui/widgets/calm_fields.h"
#include "ui/widgets/wide_lists.h"
#include "ui/widgets/wrapped_tool_tips.h"
#include "ui/workspace/panel.h"

namespace pellucid::ui {
class Notifier;
class SegmentedControl;
class WorkspaceView;
}  // namespace pellucid::ui

namespace pellucid::app {

/// What stands outside the workspaces, made by the composition; the window takes it over.
struct Bars {
  ui::SpeedControl* speed;
  ui::RunStatus* status;
  QWidget* work;
};

class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  MainWindow(ui::Actions& actions, const std::vector<ui::Panel>& panels, const Bars& bars);

  /// Asked before closing; closing goes on when it returns true.
  void setCloseQuestion(std::function<bool()> question) { m_mayClose = std::move(question); }
  ui::WorkspaceView& workspaces() { return *m_view; }
  /// Projects that the File menu offers, newest first.
  void setRecent(const QStringList& paths);
  /// Takes the size, as far as the screen has room for it, or one that suits the screen where there is none.
  void setWindowSize(QSize wanted);
  /// `first` come above what can be done to the layer.
  void showLayerMenu(const QPoint& globalPosition, const QList<QAction*>& first);
  ui::Notifier& notifier() { return *m_notifier; }

 signals:
  void workspaceChanged(const QString& id);
  void recentChosen(const QString& path);
  /// A file was dragged into the window and let go.
  void fileDropped(const QString& path);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void closeEvent(QCloseEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  /// What the tool bar shows in a window of this width; menus have all of it.
  void fitToolBar();
  void addMenus();
  void addWorkspaces();
  void fillToolBar(const Bars& bars);

  ui::Actions& m_actions;
  ui::WorkspaceView* m_view;
  QMenu* m_recent = nullptr;
  QToolBar* m_bar = nullptr;        ///< what trains the network and tells of it; only where it is seen
  QAction* m_runEnd = nullptr;      ///< before which Epoch and Reset stand, where there is room
  QAction* m_historyEnd = nullptr;  ///< the separator behind Undo and Redo
  QAction* m_viewEnd = nullptr;     ///< what is behind Slow motion and Show gradients
  Bars m_bars = {};
  ui::SegmentedControl* m_workspaces;
  ui::Notifier* m_notifier;
  ui::CalmFields m_calmFields;
  ui::WrappedToolTips m_toolTips;
  ui::WideLists m_lists;
  std::function<bool()> m_mayClose;
};

}  // namespace pellucid::app
