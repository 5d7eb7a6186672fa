// SPDX-License-Identifier: GPL-3.0-or-later
// What was read and how, in sentences, and below it all samples: by part, by class, by loss, by right or
// wrong. Lives on the window's thread.
#pragma once

#include <QWidget>
#include <memory>
#include <optional>

#include "ui/dataset/data_on_show.h"
#include "ui/dataset/sample_choice.h"
#include "ui/run/moment.h"

class QComboBox;
class QLabel;
class QPushButton;

namespace pellucid::ui {

class SampleGrid;
class TablePreview;

class DataPage : public QWidget {
  Q_OBJECT

 public:
  /// `shown` must outlive it.
  explicit DataPage(DataOnShow& shown, QWidget* parent = nullptr);
  ~DataPage() override;

  /// The network whose answers to the samples are shown. Cheap.
  void showMoment(const MomentPtr& moment);
  std::optional<SampleRef> current() const;
  void choose(SampleRef sample);
  std::optional<std::size_t> label() const { return m_choice.label; }
  void setLabel(std::optional<std::size_t> label);

 signals:
  /// Another sample, or another set of samples.
  void currentChanged();
  /// The user has moved to a sample.
  void chosen();
  /// The current sample is to be shown in the network.
  void activated();
  void labelChanged();

 private:
  void refresh();
  void readChoice();
  void showChoice();
  void showPreview();
  void showSamples();
  void askNetwork();

  DataOnShow& m_shown;
  engine::DatasetPtr m_data;
  bool m_testsOnTraining = false;
  std::shared_ptr<const engine::TableGlance> m_previewed;
  MomentPtr m_moment;
  SampleChoice m_choice;
  std::shared_ptr<const AllAnswers> m_answers;

  QLabel* m_title;
  QLabel* m_reading;
  TablePreview* m_preview;
  QComboBox* m_part;
  QComboBox* m_label;
  QComboBox* m_verdict;
  QComboBox* m_order;
  QLabel* m_count;
  QPushButton* m_again;
  SampleGrid* m_grid;
  BackgroundJob<std::shared_ptr<const AllAnswers>> m_job;
};

}  // namespace pellucid::ui
