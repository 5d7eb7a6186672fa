// SPDX-License-Identifier: GPL-3.0-or-later
// The workspace of the data: its panels, and how they are connected with each other and with the canvas.
// Lives on the window's thread.
#pragma once

#include <QObject>
#include <vector>

#include "ui/actions/actions.h"
#include "ui/dataset/data_on_show.h"
#include "ui/document/document.h"
#include "ui/run/sample_navigator.h"
#include "ui/workspace/panel.h"

namespace pellucid::ui {
class DataDoors;
class DataFactsPanel;
class DataPage;
}  // namespace pellucid::ui

namespace pellucid::app {

class DataRoom : public QObject {
  Q_OBJECT

 public:
  /// The references must outlive it, and it must outlive the window.
  DataRoom(const engine::DataLocations& locations, ui::Document& document, ui::SampleNavigator& navigator,
           ui::Actions& actions);

  /// Call once; the window takes ownership of their widgets.
  std::vector<ui::Panel> makePanels();
  /// The widget over whose lower edge messages appear.
  QWidget& stage();
  /// Shows the workspace with the data in this file or folder, which are not used until the user says so.
  void tryOut(const QString& path);
  /// Whether a dropped file or folder is data, and not something to be opened.
  static bool isData(const QString& path);

 signals:
  /// These data are to take the place of those in use.
  void wanted(const pellucid::engine::DatasetPtr& data);
  void paintingWanted();
  void drawingWanted();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void showOnCanvas();

  ui::SampleNavigator& m_navigator;
  ui::Actions& m_actions;
  ui::DataOnShow m_shown;
  // Owned by the window.
  ui::DataDoors* m_doors = nullptr;
  ui::DataPage* m_page = nullptr;
  ui::DataFactsPanel* m_facts = nullptr;
};

}  // namespace pellucid::app
