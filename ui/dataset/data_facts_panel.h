// SPDX-License-Identifier: GPL-3.0-or-later
// What can be known about the data before anything is learned from them: counts of classes, the smallest
// class, samples in both training and test, the mean image and the spread or the columns of the table; and
// exactly what the network receives for one sample, compared with its state before a change being tried out.
// Lives on the window's thread.
#pragma once

#include <QWidget>
#include <optional>

#include "ui/dataset/data_on_show.h"
#include "ui/dataset/sample_choice.h"

class QLabel;
class QTableView;

namespace pellucid::ui {

class ClassBars;
class ColumnTable;
class GivenNumbers;
class MeanPictures;

class DataFactsPanel : public QWidget {
  Q_OBJECT

 public:
  /// `shown` must outlive it.
  explicit DataFactsPanel(DataOnShow& shown, QWidget* parent = nullptr);

  /// For all classes, or for one.
  void setLabel(std::optional<std::size_t> label);
  /// A sample of the data shown; none for nothing.
  void setSample(std::optional<SampleRef> sample);

 signals:
  void labelChosen(std::optional<std::size_t> label);

 private:
  void refresh();
  void showSample();
  void askForMean();
  /// The name of the table whose columns are shown, and the columns; empty where there is none.
  std::pair<std::string, std::vector<engine::DataColumn>> shownTable() const;
  /// For a table whose rows are refused, so that its roles can be changed.
  void listColumns();

  DataOnShow& m_shown;
  engine::DatasetPtr m_data;
  std::optional<std::size_t> m_label;
  std::optional<SampleRef> m_sample;
  QLabel* m_classesTitle;
  ClassBars* m_classes;
  QLabel* m_facts;
  QLabel* m_meanTitle;
  MeanPictures* m_mean;
  QLabel* m_columnsTitle;
  ColumnTable* m_columns;
  QLabel* m_sampleTitle;
  QLabel* m_before;  ///< pictures of the sample before and after the change being tried out
  GivenNumbers* m_given;
  QTableView* m_numbers;
  std::string m_listed;  ///< the name of the table whose columns are listed; empty for none
  std::vector<engine::DataColumn> m_listedColumns;
  BackgroundJob<std::optional<engine::MeanAndSpread>> m_job;
  BackgroundJob<engine::Result<std::vector<engine::DataColumn>>> m_listing;
};

/// The sentences about the smallest class, samples in both parts, and the range of the inputs.
QString factsText(const engine::Dataset& data, const engine::DataSummary& summary);

}  // namespace pellucid::ui
