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

/// What is outside the workspaces, made by the composition; the window takes ownership.
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
  /// Takes this size as far as the screen has room, or one that suits the screen if none is given.
  void setWindowSize(QSize wanted);
  /// `first` come above the layer's own actions.
  void showLayerMenu(const QPoint& globalPosition, const QList<QAction*>& first);
  ui::Notifier& notifier() { return *m_notifier; }

 signals:
  void workspaceChanged(const QString& id);
  void recentChosen(const QString& path);
  /// A file was dropped on the window.
  void fileDropped(const QString& path);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void closeEvent(QCloseEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  /// What the tool bar shows at this window width; the menus have all of it.
  void fitToolBar();
  void addMenus();
  void addWorkspaces();
  void fillToolBar(const Bars& bars);

  ui::Actions& m_actions;
  ui::WorkspaceView* m_view;
  QMenu* m_recent = nullptr;
  QToolBar* m_bar = nullptr;        ///< trains and shows progress; hidden where the network is not seen
  QAction* m_runEnd = nullptr;      ///< Epoch and Reset come before it, where there is room
  QAction* m_historyEnd = nullptr;  ///< the separator after Undo and Redo
  QAction* m_viewEnd = nullptr;     ///< follows Slow motion and Show gradients
  Bars m_bars = {};
  ui::SegmentedControl* m_workspaces;
  ui::Notifier* m_notifier;
  ui::CalmFields m_calmFields;
  ui::WrappedToolTips m_toolTips;
  ui::WideLists m_lists;
  std::function<bool()> m_mayClose;
};

}  // namespace pellucid::app
