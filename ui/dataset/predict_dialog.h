// SPDX-License-Identifier: GPL-3.0-or-later
// Applies the network to the rows of a table: a file is chosen, read and processed on a worker, and its first
// rows are shown with the network's answer and certainty before everything is saved. Lives on the window's
// thread.
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
  static constexpr engine::Index kRows = 50;  ///< shown

  using Answered = std::shared_ptr<const engine::AnsweredTable>;
  /// The answers to the table in this file; called on a worker.
  using Answer =
      std::function<engine::Result<Answered>(const std::string& path, const engine::Progress& progress)>;

  /// `about` says which network is used.
  PredictDialog(const QString& about, Answer answer, QWidget* parent = nullptr);

  /// Reads the table and computes the answers; replaces what was shown before.
  void ask(const QString& path);
  /// The answers; null before there are any.
  const Answered& answered() const { return m_answered; }

 signals:
  /// All answers are to be written there.
  void saveWanted(const QString& path);

 protected:
  /// Ask for a file; empty where the user cancels. Overridden by tests.
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
  QTimer m_clock;  ///< for the progress, while there is any
  QLabel* m_state;
  QTableWidget* m_rows;
  BackgroundJob<engine::Result<Answered>> m_job;
};

}  // namespace pellucid::ui
