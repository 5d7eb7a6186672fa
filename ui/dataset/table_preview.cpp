// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/table_preview.h"

#include <QCoreApplication>
#include <QHeaderView>
#include <QScrollBar>
#include <algorithm>

#include "engine/data/table_cell.h"
#include "ui/dataset/column_table.h"
#include "ui/theme/theme.h"

namespace pellucid::ui {
namespace {

/// The context of these texts for translators.
struct TablePreviewText {
  Q_DECLARE_TR_FUNCTIONS(pellucid::ui::TablePreviewText)
};

QString useText(const std::vector<engine::DataColumn>& columns, std::size_t column) {
  if (column >= columns.size()) return {};
  const engine::DataColumn& of = columns[column];
  if (of.role == engine::DataColumn::Role::Input && of.isOneHot)
    return TablePreviewText::tr("input, one-hot");
  return roleText(of.role);
}

}  // namespace

TablePreview::TablePreview(QWidget* parent) : QTableWidget(parent) {
  setAccessibleName(tr("The first rows of the table"));
  setToolTip(
      tr("The first rows as they stand in the file and how they are separated into cells. Empty cells are "
         "marked. When columns or numbers look wrong here, choose at the left how the table is written."));
  setEditTriggers(QAbstractItemView::NoEditTriggers);
  setSelectionMode(QAbstractItemView::NoSelection);
  setTabKeyNavigation(false);
  setWordWrap(false);
  verticalHeader()->hide();
  verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
  horizontalHeader()->setHighlightSections(false);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void TablePreview::setTable(const engine::TableGlance& glance, const std::vector<std::string>& gaps,
                            const std::vector<engine::DataColumn>& columns) {
  std::size_t wide = glance.form.names.size();
  for (const engine::CsvRow& row : glance.rows) wide = std::max(wide, row.cells.size());
  const std::size_t shown = std::min(wide, kColumns);
  const std::size_t first = glance.form.hasHeader && !glance.rows.empty() ? 1 : 0;
  const std::size_t rows = std::min(glance.rows.size() - first, kRows);
  setColumnCount(static_cast<int>(shown + (wide > shown)));
  setRowCount(static_cast<int>(rows));
  QStringList headers;
  for (std::size_t i = 0; i < shown; ++i) {
    const bool isNamed = i < glance.form.names.size() && !glance.form.names[i].empty();
    const QString name = i < columns.size() ? QString::fromStdString(columns[i].name)
                         : isNamed          ? QString::fromStdString(glance.form.names[i]).simplified()
                                            : tr("column %1").arg(i + 1);
    const QString use = useText(columns, i);
    headers << (use.isEmpty() ? name : name + QLatin1Char('\n') + use);
  }
  if (wide > shown) headers << tr("%Ln more column(s)", nullptr, static_cast<int>(wide - shown));
  setHorizontalHeaderLabels(headers);
  const QColor muted = themeOf(*this).mutedText;
  for (std::size_t y = 0; y < rows; ++y) {
    const std::vector<std::string>& cells = glance.rows[first + y].cells;
    for (std::size_t x = 0; x < shown; ++x) {
      const std::string cell = x < cells.size() ? cells[x] : std::string();
      const char decimal = x < glance.form.decimals.size() ? glance.form.decimals[x] : '.';
      const engine::CellValue value = engine::readCell(cell, decimal);
      const bool isGap =
          value.kind == engine::CellKind::Missing || std::ranges::find(gaps, cell) != gaps.end();
      auto* item = new QTableWidgetItem(!isGap         ? QString::fromStdString(cell)
                                        : cell.empty() ? tr("(empty)")
                                                       : tr("(empty: %1)").arg(QString::fromStdString(cell)));
      if (isGap) item->setForeground(muted);
      if (value.kind == engine::CellKind::Number) item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
      setItem(static_cast<int>(y), static_cast<int>(x), item);
    }
  }
  constexpr int kWidest = 150;
  resizeColumnsToContents();
  for (int i = 0; i < columnCount(); ++i) setColumnWidth(i, std::min(columnWidth(i), kWidest));
  setFixedHeight(horizontalHeader()->sizeHint().height() +
                 rowCount() * verticalHeader()->defaultSectionSize() +
                 horizontalScrollBar()->sizeHint().height() + 2 * frameWidth());
}

}  // namespace pellucid::ui
