// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/main_window.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCloseEvent>
#include <QKeyEvent>
#include <QMenuBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/widgets/notifier.h"

namespace pellucid::app {

using ui::ActionId;

MainWindow::MainWindow(ui::Actions& actions, const Panels& panels)
    : m_actions(actions), m_panels(panels), m_inspector(new QTabWidget), m_pages(new QStackedWidget) {
  setObjectName("MainWindow");
  m_inspector->addTab(panels.settings, tr("Training"));
  m_inspector->addTab(panels.layer, tr("Layer"));
  m_inspector->addTab(panels.arithmetic, tr("Arithmetic"));
  m_inspector->setTabToolTip(0, tr("How the network is trained"));
  m_inspector->setTabToolTip(1, tr("The selected layer: its size, activation, padlock and weights"));
  m_inspector->setTabToolTip(2,
                             tr("How the numbers of the selected unit or weight are computed in this step"));
  m_inspector->setDocumentMode(true);
  m_inspector->setMinimumWidth(264);

  auto* middle = new QSplitter(Qt::Vertical);
  auto* stage = new QWidget;
  auto* stageRows = new QVBoxLayout(stage);
  stageRows->setContentsMargins(0, 0, 0, 0);
  stageRows->setSpacing(0);
  stageRows->addWidget(panels.canvas, 1);
  stageRows->addWidget(panels.transport);
  middle->addWidget(stage);
  middle->addWidget(panels.curves);
  middle->setStretchFactor(0, 5);
  middle->setStretchFactor(1, 2);
  middle->setSizes({440, 200});
  middle->setChildrenCollapsible(false);

  auto* columns = new QSplitter(Qt::Horizontal);
  columns->addWidget(panels.samples);
  columns->addWidget(middle);
  columns->addWidget(m_inspector);
  columns->setStretchFactor(1, 1);
  columns->setSizes({236, 850, 272});
  columns->setChildrenCollapsible(false);

  m_pages->addWidget(columns);
  m_pages->addWidget(panels.transfer);

  setCentralWidget(m_pages);
  m_notifier = new ui::Notifier(m_pages);
  showTransfer(false);
  addMenus();
  menuBar()->setCornerWidget(panels.work);
  fillToolBar(panels);
  resize(1366, 740);
  qApp->installEventFilter(this);
  panels.canvas->setFocus();
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
  fill(menuBar()->addMenu(tr("&File")),
       {ActionId::New, ActionId::Open, ActionId::OpenExample, ActionId::Save, ActionId::SaveAs, std::nullopt,
        ActionId::ExportOnnx, std::nullopt, ActionId::Quit});
  fill(menuBar()->addMenu(tr("&Edit")), {ActionId::Undo, ActionId::Redo});
  fill(menuBar()->addMenu(tr("&Layer")),
       {ActionId::AddLayer, ActionId::RemoveLayer, std::nullopt, ActionId::MoveLayerLeft,
        ActionId::MoveLayerRight, std::nullopt, ActionId::MoreUnits, ActionId::FewerUnits, std::nullopt,
        ActionId::FreezeLayer});
  fill(menuBar()->addMenu(tr("&Run")),
       {ActionId::Train, ActionId::Step, ActionId::Epoch, std::nullopt, ActionId::Reset, std::nullopt,
        ActionId::SlowMotion, ActionId::PlayStep, ActionId::StepBackward, ActionId::StepForward,
        ActionId::FinerSteps, ActionId::CoarserSteps, ActionId::PlaySlower, ActionId::PlayFaster,
        std::nullopt, ActionId::TransferNetwork});
  fill(menuBar()->addMenu(tr("&View")),
       {ActionId::ShowGradients, std::nullopt, ActionId::TransferLab, std::nullopt, ActionId::ZoomIn,
        ActionId::ZoomOut, ActionId::ZoomWhole, std::nullopt, ActionId::PreviousSample, ActionId::NextSample,
        std::nullopt, ActionId::DarkTheme, ActionId::ReducedMotion});
  fill(menuBar()->addMenu(tr("&Help")), {ActionId::Messages, std::nullopt, ActionId::About});
}

void MainWindow::fillToolBar(const Panels& panels) {
  auto* bar = QMainWindow::addToolBar(tr("Run"));
  bar->setMovable(false);
  bar->setIconSize({18, 18});
  bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  bar->setContextMenuPolicy(Qt::PreventContextMenu);
  for (const ActionId id : {ActionId::Train, ActionId::Step, ActionId::Epoch, ActionId::Reset})
    bar->addAction(&m_actions[id]);
  auto* train = bar->widgetForAction(&m_actions[ActionId::Train]);
  train->setProperty("primary", true);
  train->setObjectName("TrainButton");
  train->setMinimumWidth(92);  // "Train" and "Pause" take the same place
  bar->addWidget(panels.speed);
  bar->addSeparator();
  // Without their names, which the run's figures need the room of.
  const auto addIcon = [&](ActionId id) {
    bar->addAction(&m_actions[id]);
    qobject_cast<QToolButton*>(bar->widgetForAction(&m_actions[id]))
        ->setToolButtonStyle(Qt::ToolButtonIconOnly);
  };
  for (const ActionId id : {ActionId::Undo, ActionId::Redo}) addIcon(id);
  bar->addSeparator();
  for (const ActionId id : {ActionId::SlowMotion, ActionId::ShowGradients, ActionId::TransferLab})
    addIcon(id);
  auto* spacer = new QWidget;
  spacer->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  bar->addWidget(spacer);
  bar->addWidget(panels.status);
}

void MainWindow::showLayerPanel(bool isLayer) {
  m_inspector->setCurrentIndex(isLayer ? 1 : 0);
}

void MainWindow::showArithmetic() {
  m_inspector->setCurrentIndex(2);
}

void MainWindow::showTransfer(bool isTransfer) {
  m_pages->setCurrentIndex(isTransfer ? 1 : 0);
  // Above what stands at the canvas's lower edge: how many edges are drawn, and the scale of colours.
  isTransfer ? m_notifier->setStage(*m_panels.transfer, 12) : m_notifier->setStage(*m_panels.canvas, 44);
}

void MainWindow::showLayerMenu(const QPoint& globalPosition) {
  QMenu menu;
  for (const ActionId id :
       {ActionId::FreezeLayer, ActionId::AddLayer, ActionId::RemoveLayer, ActionId::MoveLayerLeft,
        ActionId::MoveLayerRight, ActionId::MoreUnits, ActionId::FewerUnits})
    menu.addAction(&m_actions[id]);
  menu.exec(globalPosition);
}

bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
  // A focused button or box takes the space bar for itself, as everywhere; else it trains.
  if (event->type() == QEvent::ShortcutOverride && qobject_cast<QAbstractButton*>(watched) != nullptr &&
      static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space) {
    event->accept();
    return true;
  }
  return QMainWindow::eventFilter(watched, event);
}

void MainWindow::closeEvent(QCloseEvent* event) {
  if (m_mayClose && !m_mayClose())
    event->ignore();
  else
    event->accept();
}

}  // namespace pellucid::app
