// SPDX-License-Identifier: GPL-3.0-or-later
// "Predict a table…": the network in the window answers the rows of a file, as `pellucid predict` does, and
// the answers are saved. Lives on the window's thread; reading, answering and writing are done on others.
#pragma once

#include <QObject>
#include <QPointer>

#include "app/project_files.h"
#include "ui/actions/actions.h"
#include "ui/dataset/predict_dialog.h"
#include "ui/run/run_controller.h"

namespace pellucid::app {

class TablePrediction : public QObject {
  Q_OBJECT

 public:
  /// The references must outlive it.
  TablePrediction(const engine::DataLocations& locations, ui::Document& document, ui::RunController& run,
                  ProjectFiles& files, ui::Actions& actions, QWidget& window);

  /// Opens the dialog about the current network; null if there is none yet, which refused() reports.
  ui::PredictDialog* ask();

 signals:
  void refused(const QString& message);
  void done(const QString& message);

 private:
  engine::DataLocations m_locations;
  ui::Document& m_document;
  ui::RunController& m_run;
  ProjectFiles& m_files;
  QWidget& m_window;
};

/// The name under which another table is read like the data of this name: with the derived inputs and the
/// categories, but by its own separator and header.
std::string namedLike(const std::string& name, const std::string& path);

}  // namespace pellucid::app
