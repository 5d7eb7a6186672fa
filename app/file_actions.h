// SPDX-License-Identifier: GPL-3.0-or-later
// The dialogs around ProjectFiles: which file, and what to do with unsaved work. Lives on the window's
// thread.
#pragma once

#include <QObject>
#include <functional>

#include "app/project_files.h"
#include "ui/actions/actions.h"

class QWidget;

namespace pellucid::app {

class FileActions : public QObject {
  Q_OBJECT

 public:
  /// The references must outlive this.
  FileActions(ProjectFiles& files, ui::Actions& actions, QWidget& window);

  /// Asks about unsaved work: saved, discarded (true), or kept (false). True at once when there is none.
  /// Opens a project, if what is open may be replaced.
  void open(const QString& path);
  bool mayDiscard(const QString& next = {});
  /// Asks where the data of a project are that is open without them.
  void locateData();

 signals:
  void failed(const QString& message);
  void done(const QString& message);
  /// Of this model, for the network that is here.
  void weightsWanted(const QString& path);

 private:
  void askAndOpen();
  /// Whether the logits of a model become shares of classes.
  bool areShares(const QString& file);
  /// False when there is nothing to wait for, because the user changed their mind.
  bool save();
  /// Waits until all files are written, while the window repaints but takes no input; whether the last one
  /// was written.
  bool finishWriting();
  static QString savedText(const QString& file, const KeptMoments& kept);
  static QString exportedText(const QString& file, const ui::Design& design, const QString& proof);
  bool mayOverwrite();
  void askAboutData(const engine::DatasetPtr& dataset, const QString& message);
  bool saveAs();
  void exportOnnx();
  void exportData();
  void askForWeights();

  ProjectFiles& m_files;
  QWidget& m_window;
};

}  // namespace pellucid::app
