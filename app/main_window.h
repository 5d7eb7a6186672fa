// SPDX-License-Identifier: GPL-3.0-or-later
// The window: menus, tool bar, and the places of the panels. It wires nothing; see composition.h.
#pragma once

#include <QMainWindow>
#include <functional>

#include "ui/actions/actions.h"

class QStackedWidget;
class QTabWidget;

namespace pellucid::ui {
class Notifier;
}

namespace pellucid::app {

/// The panels that the window shows, made by the composition; the window takes them over.
struct Panels {
  QWidget* samples;
  QWidget* canvas;
  QWidget* curves;
  QWidget* settings;
  QWidget* layer;
  QWidget* arithmetic;
  QWidget* transport;
  QWidget* transfer;
  QWidget* speed;
  QWidget* status;
  QWidget* work;
};

class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  MainWindow(ui::Actions& actions, const Panels& panels);

  /// Asked before closing; closing goes on when it returns true.
  void setCloseQuestion(std::function<bool()> question) { m_mayClose = std::move(question); }
  /// Brings the selected layer's panel to the front, or the settings.
  void showLayerPanel(bool isLayer);
  void showArithmetic();
  /// The transfer lab in place of the network, or the network again.
  void showTransfer(bool isTransfer);
  void showLayerMenu(const QPoint& globalPosition);
  ui::Notifier& notifier() { return *m_notifier; }

 protected:
  void closeEvent(QCloseEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void addMenus();
  void fillToolBar(const Panels& panels);

  ui::Actions& m_actions;
  Panels m_panels;
  QTabWidget* m_inspector;
  QStackedWidget* m_pages;
  ui::Notifier* m_notifier;
  std::function<bool()> m_mayClose;
};

}  // namespace pellucid::app
