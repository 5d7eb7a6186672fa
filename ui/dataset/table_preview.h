// SPDX-License-Identifier: GPL-3.0-or-later
// The first rows of a table as its cells are separated, below the names of the columns and what each is used
// for. Marks cells that count as empty. Lives on the window's thread.
#pragma once

#include <QTableWidget>
#include <vector>

#include "engine/data/data_column.h"
#include "engine/data/table_glance.h"

namespace pellucid::ui {

class TablePreview : public QTableWidget {
  Q_OBJECT

 public:
  static constexpr std::size_t kRows = 6;      ///< rows shown, excluding the names
  static constexpr std::size_t kColumns = 60;  ///< for a wider table, the first ones

  explicit TablePreview(QWidget* parent = nullptr);

  /// `gaps` are cells that count as empty besides the usual ones; `columns` say what each column is used for,
  /// and are empty where unknown.
  void setTable(const engine::TableGlance& glance, const std::vector<std::string>& gaps,
                const std::vector<engine::DataColumn>& columns);
};

}  // namespace pellucid::ui
