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
  /// The references must outlive it.
  FileActions(ProjectFiles& files, ui::Actions& actions, QWidget& window);

  /// Asks about unsaved work: saved, discarded (true), or kept (false). Returns true at once when there is
  /// none. Opens a project if what is open may be replaced.
  void open(const QString& path);
  bool mayDiscard(const QString& next = {});
  /// Asks where to find the data of a project that is open without them.
  void locateData();

 signals:
  void failed(const QString& message);
  void done(const QString& message);
  /// Asks for this model's weights in the current network.
  void weightsWanted(const QString& path);

 private:
  void askAndOpen();
  /// Whether a model's logits become shares of classes.
  bool areShares(const QString& file);
  /// False when there is nothing to wait for, because the user changed their mind.
  bool save();
  /// Waits until all files are written, while the window repaints but takes no input. Returns whether the
  /// last one was written.
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
