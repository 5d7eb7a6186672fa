// SPDX-License-Identifier: GPL-3.0-or-later
// What excites a unit: the nine samples with its largest outputs, its mean output for each class, its
// incoming weights, and where its output goes. Lives on the window's thread.
#pragma once

#include <QLabel>
#include <QWidget>

#include "ui/units/excitation_list.h"
#include "ui/units/unit_weights.h"
#include "ui/units/value_bars.h"
#include "ui/units/value_picture.h"

namespace pellucid::ui {

class StrongestPage : public QWidget {
  Q_OBJECT

 public:
  /// The reference must outlive it.
  explicit StrongestPage(Units& units);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  void refresh();
  void showWeights();
  void showClasses();

  Units& m_units;
  ExcitationModel m_model;
  QLabel* m_caption;
  ExcitationList* m_list;
  QLabel* m_classesTitle;
  ValueBars* m_classes;
  QLabel* m_weightsTitle;
  ValuePicture* m_weights;
  ValueBars* m_weightBars;
  QLabel* m_weightText;
  QLabel* m_outTitle;
  ValueBars* m_out;
  std::vector<WeightPicture> m_pictures;
  std::vector<OutgoingWeight> m_outgoing;
};

}  // namespace pellucid::ui
