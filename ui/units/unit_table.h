// SPDX-License-Identifier: GPL-3.0-or-later
// The units or maps of a layer, one below the other, each with its mean, how often it is active, and what is
// lost without it. The arrow keys choose one, which is also the canvas's choice. Lives on the window's
// thread.
#pragma once

#include <QAbstractTableModel>
#include <QTableView>

#include "engine/inspect/units/held_channels.h"
#include "ui/units/units.h"

namespace pellucid::ui {

/// The results without each unit of a layer, and the weights and data they are for.
struct Ranking {
  MomentPtr moment;
  std::size_t layer = 0;
  engine::WithoutEach counted;

  bool hasClasses() const { return moment->dataset->hasClasses(); }

  /// The loss of accuracy without the channel as a share of the samples, or the increase of the loss.
  double lost(engine::Index channel) const;
};
using RankingPtr = std::shared_ptr<const Ranking>;

class UnitTableModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { kName, kMean, kActive, kLost, kColumns };

  /// The reference must outlive it.
  explicit UnitTableModel(const Units& units);
  void refresh();
  /// Null where nothing has been measured.
  void setRanking(RankingPtr ranking);
  const RankingPtr& ranking() const { return m_ranking; }
  engine::Index channelAt(int row) const { return m_order[static_cast<std::size_t>(row)]; }
  int rowOf(engine::Index channel) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& = {}) const override { return kColumns; }
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  void sort(int column, Qt::SortOrder order) override;

 private:
  /// The sort key of a column; NaN where unknown.
  double number(engine::Index channel, int column) const;
  void order();

  const Units& m_units;
  RankingPtr m_ranking;
  std::vector<engine::Index> m_order;
  int m_sorted = kName;
  Qt::SortOrder m_direction = Qt::AscendingOrder;
};

class UnitTable : public QTableView {
  Q_OBJECT

 public:
  /// The references must outlive it.
  UnitTable(Units& units, UnitTableModel& model);

 private:
  void showChosen();

  Units& m_units;
  UnitTableModel& m_model;
  bool m_isFollowing = false;  ///< whether the choice comes from elsewhere
};

}  // namespace pellucid::ui
