// SPDX-License-Identifier: GPL-3.0-or-later
// A look's confusion matrix as a table: rows are the true classes, columns the network's answers. Views and
// screen readers read it. Lives on the window's thread.
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "ui/results/results.h"

namespace pellucid::ui {

/// The content of a cell.
enum class CellQuantity {
  Counts,     ///< how many samples
  OfClass,    ///< the share of the samples of its row
  OfAnswer,   ///< the share of the answers of its column
  Certainty,  ///< the certainties for its column's class, summed over the samples of its row
};

class ConfusionModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Role {
    kShade = Qt::UserRole,  ///< how dark, 0 … 1: its share of the row relative to the largest wrong share
    kCurve,       ///< QPolygonF in the unit square, upwards: the cell's count over the steps, relative to its
                  ///< maximum
    kDifference,  ///< -1 … 1, from the look compared with; invalid where there is none
    kIsShown,     ///< whether the sample that flows through the network is one of them
  };

  /// The reference must outlive it.
  explicit ConfusionModel(const Results& results);

  void setQuantity(CellQuantity quantity);
  /// Puts the most confused classes next to each other, or uses the order of the data.
  void setMostConfusedFirst(bool isFirst);
  /// The results have another look.
  void refresh();
  /// Another sample flows through the network.
  void refreshShown();

  Cell cellAt(const QModelIndex& index) const;
  QModelIndex indexOf(Cell cell) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override { return rowCount(parent); }
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  const Look* look() const;
  const Look* compared() const;
  /// In the quantity shown; shares in percent.
  double value(const engine::Confusion& confusion, Cell cell) const;
  double difference(Cell cell) const;
  QString text(Cell cell) const;
  QString spoken(Cell cell) const;
  QString toolTip(Cell cell) const;
  QPolygonF curve(Cell cell) const;
  std::vector<engine::Index> wantedOrder() const;

  const Results& m_results;
  CellQuantity m_quantity = CellQuantity::Counts;
  bool m_isMostConfusedFirst = false;
  double m_largestDifference = 0;
  double m_largestWrong = 0;           ///< share of a row
  std::vector<engine::Index> m_order;  ///< of rows and columns: the class of each
};

}  // namespace pellucid::ui
