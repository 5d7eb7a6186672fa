// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/main_window.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QDropEvent>
#include <QFileInfo>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenuBar>
#include <QMimeData>
#include <QScreen>
#include <QToolBar>
#include <QToolButton>
#include <QUrl>
#include <algorithm>

#include "app/workspaces.h"
#include "ui/widgets/finish_typing.h"
#include "ui/widgets/notifier.h"
#include "ui/widgets/segmented_control.h"
#include "ui/workspace/workspace_view.h"

namespace pellucid::app {

using ui::ActionId;

namespace {

/// From this width on the network has room beside both columns; in a smaller window one column takes the
/// other's place.
constexpr int kBothColumns = 1000;

/// Whether the key would undo or redo in this field, in which nothing was typed.
bool hasNothingToUndo(QObject* field, const QKeyEvent& key) {
  const auto* line = qobject_cast<const QLineEdit*>(field);
  if (qobject_cast<QAbstractSpinBox*>(field) != nullptr) line = field->findChild<QLineEdit*>();
  if (line == nullptr) return false;
  return (key.matches(QKeySequence::Undo) && !line->isUndoAvailable()) ||
         (key.matches(QKeySequence::Redo) && !line->isRedoAvailable());
}

/// The single dragged file; empty for anything else.
QString draggedFile(const QMimeData& data) {
  const QList<QUrl> urls = data.urls();
  return urls.size() == 1 ? urls[0].toLocalFile() : QString();
}

}  // namespace

MainWindow::MainWindow(ui::Actions& actions, const std::vector<ui::Panel>& panels, const Bars& bars)
    : m_actions(actions),
      m_view(new ui::WorkspaceView(panels, app::workspaces())),
      m_workspaces(new ui::SegmentedControl),
      m_notifier(new ui::Notifier(m_view)) {
  setObjectName("MainWindow");
  setCentralWidget(m_view);
  setAcceptDrops(true);
  addMenus();
  menuBar()->setCornerWidget(bars.work);
  addWorkspaces();
  fillToolBar(bars);
  resize(1366, 740);
  qApp->installEventFilter(this);
  qApp->installEventFilter(&m_calmFields);
  qApp->installEventFilter(&m_toolTips);
  qApp->installEventFilter(&m_lists);
  ui::CalmFields::calm(*this);
}

void MainWindow::addWorkspaces() {
  auto* group = new QActionGroup(this);  // only one is shown
  m_workspaces->setObjectName("Workspaces");
  m_workspaces->setAccessibleName(tr("Workspace"));
  for (const ui::Workspace& workspace : app::workspaces()) {
    QAction& action = m_actions[actionOf(workspace.id)];
    group->addAction(&action);
    // Without its mnemonic from the menu, which nearby fields need; each has a shortcut.
    const int tab = m_workspaces->addTab(action.iconText());
    m_workspaces->setTabToolTip(tab, action.toolTip());
    connect(&action, &QAction::toggled, this, [this, tab, id = workspace.id](bool isShown) {
      if (!isShown) return;
      m_workspaces->setCurrentIndex(tab);
      m_view->showWorkspace(id);
      if (m_bar != nullptr) m_bar->setVisible(id != workspace_id::kTransfer);  // it is filled later
      emit workspaceChanged(id);
    });
  }
  connect(m_workspaces, &QTabBar::currentChanged, group,
          [group](int tab) { group->actions()[tab]->setChecked(true); });
  m_actions[ActionId::ShowNetwork].setChecked(true);

  const auto fold = [this](ActionId id, ActionId other, const QString& panel) {
    m_actions[id].setChecked(true);
    connect(&m_actions[id], &QAction::toggled, this, [this, other, panel](bool isShown) {
      if (isShown && width() < kBothColumns) m_actions[other].setChecked(false);
      m_view->setFolded(panel, !isShown);
    });
  };
  fold(ActionId::LeftColumn, ActionId::RightColumn, panel_id::kSamples);
  fold(ActionId::RightColumn, ActionId::LeftColumn, panel_id::kTraining);
}

void MainWindow::addMenus() {
  const auto fill = [this](QMenu* menu, std::initializer_list<std::optional<ActionId>> ids) {
    menu->setToolTipsVisible(true);
    for (const auto& id : ids) {
      if (id)
        menu->addAction(&m_actions[*id]);
      else
        menu->addSeparator();
    }
  };
  QMenu* file = menuBar()->addMenu(tr("&File"));
  fill(file, {ActionId::New, ActionId::Open, ActionId::OpenExample, ActionId::Save, ActionId::SaveAs,
              ActionId::SaveExample, std::nullopt, ActionId::ExportOnnx, ActionId::ExportCurves,
              ActionId::CopyCurves, ActionId::ExportData, ActionId::PredictTable, ActionId::ShowPicture,
              std::nullopt, ActionId::Quit});
  m_recent = new QMenu(tr("Open &recent"), this);
  file->insertMenu(&m_actions[ActionId::OpenExample], m_recent);
  setRecent({});
  fill(menuBar()->addMenu(tr("&Edit")),
       {ActionId::Undo, ActionId::Redo, std::nullopt, ActionId::CutLayers, ActionId::CopyLayers,
        ActionId::PasteLayers, ActionId::DuplicateLayers});
  fill(menuBar()->addMenu(tr("&Layer")),
       {ActionId::AddLayer, ActionId::RemoveLayer, ActionId::KeepLower, std::nullopt, ActionId::MoveLayerLeft,
        ActionId::MoveLayerRight, std::nullopt, ActionId::MoreUnits, ActionId::FewerUnits, std::nullopt,
        ActionId::FreezeLayer});
  fill(menuBar()->addMenu(tr("&Run")),
       {ActionId::Train,        ActionId::Step,         ActionId::Epoch,          std::nullopt,
        ActionId::Reset,        ActionId::TakeWeights,  ActionId::KeepWeights,    ActionId::ModelInput,
        std::nullopt,           ActionId::PlaySlower,   ActionId::PlayFaster,     std::nullopt,
        ActionId::SlowMotion,   ActionId::StepBackward, ActionId::StepForward,    ActionId::FinerSteps,
        ActionId::CoarserSteps, std::nullopt,           ActionId::AddBookmark,    std::nullopt,
        ActionId::ShowRuns,     ActionId::CompareRuns,  ActionId::RepeatRun,      ActionId::VaryRun,
        ActionId::FindRate,     std::nullopt,           ActionId::TransferNetwork});
  fill(menuBar()->addMenu(tr("&View")),
       {ActionId::ShowNetwork, ActionId::ShowData,       ActionId::ShowPlane,  ActionId::ShowResults,
        ActionId::ShowInside,  ActionId::ShowTransfer,   std::nullopt,         ActionId::LeftColumn,
        ActionId::RightColumn, ActionId::ShowDiagnosis,  std::nullopt,         ActionId::ShowGradients,
        std::nullopt,          ActionId::ZoomIn,         ActionId::ZoomOut,    ActionId::ZoomWhole,
        std::nullopt,          ActionId::PreviousSample, ActionId::NextSample, std::nullopt,
        ActionId::DarkTheme,   ActionId::ReducedMotion});
  fill(menuBar()->addMenu(tr("&Help")), {ActionId::Help, ActionId::AboutExample, std::nullopt,
                                         ActionId::Messages, std::nullopt, ActionId::About});
}

void MainWindow::fillToolBar(const Bars& bars) {
  auto* workspaces = QMainWindow::addToolBar(tr("Workspaces"));
  workspaces->addWidget(m_workspaces);
  auto* bar = QMainWindow::addToolBar(tr("Run"));
  m_bar = bar;
  m_bars = bars;
  for (QToolBar* each : {workspaces, bar}) {
    each->setMovable(false);
    each->setContextMenuPolicy(Qt::PreventContextMenu);
  }
  bar->setIconSize({18, 18});
  bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  for (const ActionId id : {ActionId::Train, ActionId::Step, ActionId::Epoch, ActionId::Reset})
    bar->addAction(&m_actions[id]);
  auto* train = bar->widgetForAction(&m_actions[ActionId::Train]);
  train->setProperty("primary", true);
  train->setObjectName("TrainButton");
  train->setMinimumWidth(106);  // "Train" and "Pause" share this place
  m_runEnd = bar->addWidget(bars.speed);
  bar->addSeparator();
  for (const ActionId id : {ActionId::Undo, ActionId::Redo}) bar->addAction(&m_actions[id]);
  m_historyEnd = bar->addSeparator();
  for (const ActionId id : {ActionId::SlowMotion, ActionId::ShowGradients}) bar->addAction(&m_actions[id]);
  auto* spacer = new QWidget;
  spacer->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  m_viewEnd = bar->addWidget(spacer);
  bar->addWidget(bars.status);
  workspaces->setMinimumHeight(bar->sizeHint().height());  // also where it is alone
}

void MainWindow::setRecent(const QStringList& paths) {
  m_recent->clear();
  m_recent->setToolTipsVisible(true);
  for (const QString& path : paths) {
    QAction* entry =
        m_recent->addAction(QFileInfo(path).fileName().replace(QLatin1Char('&'), QLatin1String("&&")));
    entry->setToolTip(path);
    connect(entry, &QAction::triggered, this, [this, path] { emit recentChosen(path); });
  }
  m_recent->setEnabled(!paths.isEmpty());
}

void MainWindow::setWindowSize(QSize wanted) {
  constexpr QSize kFrame(12, 44);  // the frame that the desktop draws around a window
  constexpr QSize kMost(1720, 980);
  const QSize room = screen()->availableGeometry().size() - kFrame;
  constexpr int kSmallScreen = 1500;  // wide; the window uses all of it
  if (wanted.isEmpty())
    wanted = room.width() < kSmallScreen ? room : (QSizeF(room) * 0.95).toSize().boundedTo(kMost);
  const QSize size = wanted.boundedTo(room);
  if (size.width() < kBothColumns && m_actions[ActionId::LeftColumn].isChecked())
    m_actions[ActionId::RightColumn].setChecked(false);
  resize(size);
}

void MainWindow::resizeEvent(QResizeEvent* event) {
  QMainWindow::resizeEvent(event);
  fitToolBar();
}

void MainWindow::fitToolBar() {
  // From the first to the last item dropped as the room beside two workspaces shrinks; further workspaces
  // reduce that room.
  constexpr int kTwoWorkspaces = 150;
  const int room = width() - std::max(m_workspaces->sizeHint().width() - kTwoWorkspaces, 0);
  constexpr int kAllNames = 1600;
  constexpr int kSpeedWords = 1510;
  constexpr int kViewNames = 1350;
  constexpr int kRunNames = 1220;
  constexpr int kNotes = 1130;
  constexpr int kHistory = 1060;
  constexpr int kFigures = 890;
  constexpr int kView = 875;
  constexpr int kEpochs = 720;
  const auto setNamed = [this](ActionId id, bool isNamed) {
    if (auto* button = qobject_cast<QToolButton*>(m_bar->widgetForAction(&m_actions[id])))
      button->setToolButtonStyle(isNamed ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
  };
  const auto setShown = [this](ActionId id, bool isShown, QAction* end) {
    QAction* action = &m_actions[id];
    if (isShown != m_bar->actions().contains(action))
      isShown ? m_bar->insertAction(end, action) : m_bar->removeAction(action);
  };
  for (const ActionId id : {ActionId::Epoch, ActionId::Reset}) setShown(id, room >= kEpochs, m_runEnd);
  for (const ActionId id : {ActionId::Undo, ActionId::Redo}) setShown(id, room >= kHistory, m_historyEnd);
  m_historyEnd->setVisible(room >= kHistory);
  for (const ActionId id : {ActionId::Undo, ActionId::Redo}) setNamed(id, room >= kAllNames);
  for (const ActionId id : {ActionId::SlowMotion, ActionId::ShowGradients}) {
    setShown(id, room >= kView, m_viewEnd);
    setNamed(id, room >= kViewNames);
  }
  for (const ActionId id : {ActionId::Step, ActionId::Epoch, ActionId::Reset})
    setNamed(id, room >= kRunNames);
  m_bars.speed->setWordsBelow(room < kSpeedWords);
  m_bars.status->setDetail(room >= kNotes     ? ui::RunStatus::Detail::All
                           : room >= kFigures ? ui::RunStatus::Detail::Figures
                                              : ui::RunStatus::Detail::Accuracy);
}

void MainWindow::showLayerMenu(const QPoint& globalPosition, const QList<QAction*>& first) {
  QMenu menu;
  menu.addActions(first);
  menu.addSeparator();
  for (const ActionId id : {ActionId::FreezeLayer, ActionId::AddLayer, ActionId::DuplicateLayers,
                            ActionId::RemoveLayer, ActionId::KeepLower, ActionId::MoveLayerLeft,
                            ActionId::MoveLayerRight, ActionId::MoreUnits, ActionId::FewerUnits})
    menu.addAction(&m_actions[id]);
  menu.exec(globalPosition);
}

bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
  // A focused button or box takes the space bar, as everywhere; otherwise it trains.
  if (event->type() == QEvent::ShortcutOverride && qobject_cast<QAbstractButton*>(watched) != nullptr &&
      static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space) {
    event->accept();
    return true;
  }
  if (event->type() == QEvent::ShortcutOverride &&
      hasNothingToUndo(watched, *static_cast<QKeyEvent*>(event))) {
    event->ignore();  // but the window has a use for it
    return true;
  }
  return QMainWindow::eventFilter(watched, event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (!draggedFile(*event->mimeData()).isEmpty()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  event->acceptProposedAction();
  emit fileDropped(draggedFile(*event->mimeData()));
}

void MainWindow::closeEvent(QCloseEvent* event) {
  ui::finishTyping();
  if (m_mayClose && !m_mayClose())
    event->ignore();
  else
    event->accept();
}

}  // namespace pellucid::app
