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

  /// Opens the dialog about the network as it is now; null where there is none yet, which refused() tells.
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

/// The name of another table that is read as the data of this name are: with the inputs that are made of
/// others, and the categories, but by its own separator and header.
std::string namedLike(const std::string& name, const std::string& path);

}  // namespace pellucid::app
