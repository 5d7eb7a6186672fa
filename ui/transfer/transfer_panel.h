// SPDX-License-Identifier: GPL-3.0-or-later
// The transfer lab: what to transfer from and to, the arms' curves, the accuracy over the number of samples,
// a table, and the sentence that they add up to; and the arms live (LiveView). Lives on the window's thread;
// the work is TransferWorker's.
#pragma once

#include <QWidget>

#include "engine/transfer/summary.h"
#include "ui/transfer/transfer_worker.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QStackedWidget;
class QDoubleSpinBox;
class QTableWidget;

namespace pellucid::ui {

class ArmPlot;
class LiveView;

class TransferPanel : public QWidget {
  Q_OBJECT

 public:
  explicit TransferPanel(TaskMaker maker, QWidget* parent = nullptr);

  /// Offers the network of the window as the source, and chooses it. `trainedFor` may be null.
  void setNetwork(engine::SourceModel network, engine::DatasetPtr trainedFor);

  TransferWorker& worker() { return m_worker; }
  /// What the figures say; empty before there are any.
  QString conclusion() const;

 public slots:
  void run();
  void cancel();

 signals:
  void noted(const QString& message);
  void failed(const QString& message);

 protected:
  /// Asks for a file's name; empty when there is none. Tests answer in its place.
  virtual QString chooseFile(const QString& title, const QString& filter);

 private:
  QWidget* makeChoices();
  QWidget* makePages();
  QWidget* makeFigures();
  void choosePreset();
  std::optional<TransferChoice> choice();
  void show();
  void showProgress();
  void showCurves();
  void showTable();
  void exportCsv();
  void exportPicture();
  void exportSvg();
  void write(const QString& file, const std::string& text);

  TaskMaker m_maker;
  TransferWorker m_worker;
  std::shared_ptr<const engine::SourceModel> m_network;
  engine::DatasetPtr m_networkData;
  std::vector<engine::SweepCell> m_cells;

  QComboBox* m_source;
  QLabel* m_lesson;
  QLineEdit* m_data;
  QLineEdit* m_arms;
  QLineEdit* m_samples;
  QSpinBox* m_seeds;
  QSpinBox* m_steps;
  QDoubleSpinBox* m_factor;
  QCheckBox* m_newHead;
  QPushButton* m_run;
  QProgressBar* m_progress;
  QLabel* m_state;
  QPushButton* m_exportCsv;
  QPushButton* m_exportPicture;
  QPushButton* m_exportSvg;
  LiveView* m_live;
  QStackedWidget* m_pages;
  QComboBox* m_size;
  ArmPlot* m_curves;
  ArmPlot* m_sweep;
  QLabel* m_conclusion;
  QTableWidget* m_table;
};

}  // namespace pellucid::ui
