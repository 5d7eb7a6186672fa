// SPDX-License-Identifier: GPL-3.0-or-later
// The transfer lab: what to transfer from and to, the arms' curves, the accuracy over the number of samples,
// a table, and the sentence that sums them up; and the arms live (LiveView). Lives on the window's thread;
// the work is TransferWorker's.
#pragma once

#include <QWidget>

#include "engine/transfer/summary.h"
#include "ui/transfer/transfer_worker.h"

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QTableWidget;

namespace pellucid::ui {

class ArmPlot;
class LiveView;
class TransferChoices;

class TransferPanel : public QWidget {
  Q_OBJECT

 public:
  explicit TransferPanel(OpenTask open, QWidget* parent = nullptr);

  /// Beside the choices: the live view, or the measurements.
  QWidget& stage() const;

  /// Offers the network of the window as the source, and chooses it. `trainedFor` may be null.
  void setNetwork(engine::TrainedModel network, engine::DatasetPtr trainedFor);

  /// Chooses this one of engine::transferPresets().
  void choosePreset(std::string_view name);

  /// The user's own samples as a possible target; null for none.
  void setOwnSamples(engine::OwnSamplesPtr own);
  /// Chooses these data as the target, with these numbers of samples per class.
  void chooseTarget(const QString& name, const std::vector<engine::Index>& samples);

  /// Shows the experiment kept in a project, and chooses the same; for null only clears the figures.
  void restore(const std::shared_ptr<const engine::TransferRecord>& record);

  TransferWorker& worker() { return m_worker; }
  /// What the figures show, in a sentence; empty before there are any.
  QString conclusion() const;

 public slots:
  void run();
  void cancel();

 signals:
  /// An experiment has figures worth keeping.
  void measured(std::shared_ptr<const engine::TransferRecord> record);
  void noted(const QString& message);
  void failed(const QString& message);

 protected:
  bool event(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void showEvent(QShowEvent* event) override;
  /// Asks for a file's name; empty if the user gives none. Overridden by tests.
  virtual QString chooseFile(const QString& title, const QString& filter);
  /// The same for a file to open.
  virtual QString chooseModel();
  /// A table, or a folder of pictures or IDX files.
  virtual QString chooseData(bool isFolder);

 private:
  QWidget* makeChoices();
  QWidget* makePages();
  QWidget* makeWhose();
  QWidget* makeFigures();
  void offerSizes(const std::vector<engine::Index>& samples);
  void showNews();
  void showProgress();
  void showCurves();
  void showTable();
  /// Greys figures that belong to other settings than the chosen ones, and says which.
  void showWhose();
  void backToMeasured();
  void exportCsv();
  void exportPicture();
  void exportSvg();
  void write(const QString& file, const std::string& text);

  OpenTask m_open;
  TransferWorker m_worker;
  std::vector<engine::SweepCell> m_cells;
  std::optional<TransferChoice> m_measured;  ///< what the figures belong to; none without figures
  QString m_measuredTitle;

  TransferChoices* m_choices;
  QPushButton* m_run;
  QProgressBar* m_progress;
  QLabel* m_state;
  QLabel* m_fits;
  QPushButton* m_exportCsv;
  QPushButton* m_exportPicture;
  QPushButton* m_exportSvg;
  LiveView* m_live;
  QStackedWidget* m_pages;
  QWidget* m_whose;
  QLabel* m_whoseText;
  QComboBox* m_size;
  ArmPlot* m_curves;
  ArmPlot* m_sweep;
  QLabel* m_conclusion;
  QTableWidget* m_table;
};

}  // namespace pellucid::ui
