// SPDX-License-Identifier: GPL-3.0-or-later
// Asks the network about the rows of a table: a file is chosen, read and answered on a worker, and its first
// rows are shown with the answer and how sure the network is, before all of it is saved. Lives on the
// window's thread.
#pragma once

#include <QDialog>
#include <QTimer>
#include <functional>
#include <memory>

#include "engine/io/answered_table.h"
#include "ui/widgets/background_job.h"

class QLabel;
class QProgressBar;
class QPushButton;
class QTableWidget;

namespace pellucid::ui {

class PredictDialog : public QDialog {
  Q_OBJECT

 public:
  static constexpr engine::Index kRows = 50;  ///< that are shown

  using Answered = std::shared_ptr<const engine::AnsweredTable>;
  /// The answers to the table in this file; called on a worker.
  using Answer =
      std::function<engine::Result<Answered>(const std::string& path, const engine::Progress& progress)>;

  /// `about` says which network is asked.
  PredictDialog(const QString& about, Answer answer, QWidget* parent = nullptr);

  /// Reads the table and asks; what was shown before goes.
  void ask(const QString& path);
  /// What has been answered; null while nothing has.
  const Answered& answered() const { return m_answered; }

 signals:
  /// All answers are to be written there.
  void saveWanted(const QString& path);

 protected:
  /// Ask for a file; empty where the user cancels. Tests answer in their place.
  virtual QString askForTable();
  virtual QString askWhereToSave();

 private:
  void show(const engine::Result<Answered>& answered);
  void fill();
  void showState();

  Answer m_answer;
  Answered m_answered;
  QString m_path;
  QString m_trouble;
  QPushButton* m_choose;
  QPushButton* m_cancel;
  QPushButton* m_save;
  QProgressBar* m_progress;
  QTimer m_clock;  ///< of the progress, while there is some
  QLabel* m_state;
  QTableWidget* m_rows;
  BackgroundJob<engine::Result<Answered>> m_job;
};

}  // namespace pellucid::ui
