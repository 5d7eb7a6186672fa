// SPDX-License-Identifier: GPL-3.0-or-later
// The curves as a file: a table, a drawing or a picture, as the ending of its name says. Lives on the
// window's thread; what is written is made on another.
#pragma once

#include <QObject>

#include "app/project_files.h"
#include "ui/actions/actions.h"
#include "ui/plots/curves_panel.h"

namespace pellucid::app {

class CurveExport : public QObject {
  Q_OBJECT

 public:
  /// The references must outlive it.
  CurveExport(ProjectFiles& files, ui::CurvesPanel& curves, ui::Actions& actions, QWidget& window);

  /// Asks where to write.
  void ask();
  /// SVG and PNG by their endings, otherwise a table (CSV). done(), or failed() of the files, follows.
  void exportTo(const QString& path);

 signals:
  void done(const QString& message);

 private:
  ProjectFiles& m_files;
  ui::CurvesPanel& m_curves;
  QWidget& m_window;
};

}  // namespace pellucid::app
