// SPDX-License-Identifier: GPL-3.0-or-later
// What the units of a layer have learned: the layer and its units at the left, and beside them a page for
// each question. Lives on the window's thread.
#pragma once

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTimer>
#include <QWidget>

#include "ui/units/maps_page.h"
#include "ui/units/mattered_page.h"
#include "ui/units/strongest_page.h"
#include "ui/units/unit_table.h"
#include "ui/units/wants_page.h"
#include "ui/units/without_page.h"
#include "ui/widgets/segmented_control.h"

namespace pellucid::ui {

class UnitsPanel : public QWidget {
  Q_OBJECT

 public:
  enum Page { kStrongest, kMaps, kMattered, kWants, kWithout };

  /// The reference must outlive it.
  explicit UnitsPanel(Units& units);

  Page page() const { return static_cast<Page>(m_pages->currentIndex()); }
  void setPage(Page page) { m_questions->setCurrentIndex(page); }
  const MatteredPage& mattered() const { return *m_mattered; }
  const WantsPage& wants() const { return *m_wants; }
  const WithoutPage& without() const { return *m_without; }
  const UnitTableModel& table() const { return m_model; }

 private:
  QWidget* makeColumn();
  void refresh();
  void showSwitch();
  /// Switches the chosen unit off or on again.
  void toggle();
  void rank();

  Units& m_units;
  UnitTableModel m_model;
  QComboBox* m_layers;
  UnitTable* m_table;
  QPushButton* m_switch;
  QPushButton* m_allOn;
  QComboBox* m_held;
  QPushButton* m_rank;
  QLabel* m_rankText;
  QTimer m_progress;
  SegmentedControl* m_questions;
  QStackedWidget* m_pages;
  MatteredPage* m_mattered;
  WantsPage* m_wants;
  WithoutPage* m_without;
  BackgroundJob<RankingPtr> m_ranking;
  std::size_t m_rankedLayer = 0;
  MomentPtr m_ranked;  ///< the one being ranked, or ranked last
};

}  // namespace pellucid::ui
