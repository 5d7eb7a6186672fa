// SPDX-License-Identifier: GPL-3.0-or-later
// "Worst first": the samples that the network does worst on, by loss, by certainty, by doubt or by a close
// decision, and labels that look wrong. GUI thread.
#pragma once

#include <QWidget>

#include "ui/results/sample_list.h"

class QComboBox;
class QLabel;

namespace pellucid::ui {

class WorstPanel : public QWidget {
  Q_OBJECT

 public:
  static constexpr std::size_t kMost = 100;

  /// The reference must outlive it.
  explicit WorstPanel(Results& results, QWidget* parent = nullptr);

  const std::vector<engine::Index>& samples() const { return m_model.samples(); }

 private:
  void refresh();
  std::vector<engine::Index> wantedSamples() const;
  QString caption(std::size_t shown) const;

  Results& m_results;
  SampleListModel m_model;
  SampleList* m_list;
  QComboBox* m_by;
  QLabel* m_caption;
};

}  // namespace pellucid::ui
