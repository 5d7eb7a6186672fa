// SPDX-License-Identifier: GPL-3.0-or-later
// The runs of a RunBook as a table: one row each, which keeps its place while the figures of the shown run
// change. Lives on the window's thread.
#pragma once

#include <QAbstractTableModel>
#include <QColor>
#include <set>

#include "ui/run/run_book.h"
#include "ui/theme/theme.h"

namespace pellucid::ui {

class RunsModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { Name, Star, Data, Parameters, Steps, Time, Last, Best, ColumnCount };

  /// The book must outlive the model.
  explicit RunsModel(RunBook& book);

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;
  /// A tick overlays its curves; a new name emits renamed().
  bool setData(const QModelIndex& index, const QVariant& value, int role) override;
  void sort(int column, Qt::SortOrder order) override;

  std::uint64_t runAt(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
  /// -1 where it is not listed.
  int rowOf(std::uint64_t run) const;
  /// Runs whose curves are requested, in the order of the rows; never the shown one.
  std::vector<std::uint64_t> ticked() const;
  void setTicked(std::uint64_t run, bool isTicked);
  void setTheme(const Theme& theme);

 signals:
  void tickedChanged();
  void renamed(std::uint64_t run, const QString& name);

 private:
  void read();
  void order();
  const Run& at(int row) const;
  QString text(const Run& run, int column) const;
  QString toolTip(const Run& run, int column) const;
  /// Smaller ranks come first in ascending order.
  double rank(const Run& run, int column) const;

  RunBook& m_book;
  std::vector<std::uint64_t> m_rows;
  std::set<std::uint64_t> m_ticked;
  int m_sortedBy = -1;  ///< -1: in the order in which they began
  Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
  const Theme* m_theme;
};

/// "12 s", "3:05 min", "1:02:07 h" of training.
QString trainingTimeText(double seconds);

}  // namespace pellucid::ui
