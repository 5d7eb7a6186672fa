// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/column_table.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QPainter>
#include <QSignalBlocker>
#include <QStyledItemDelegate>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/theme/theme.h"
#include "ui/widgets/described.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

using engine::DataColumn;

constexpr int kLeastSection = 44;

enum Section { kName, kRole, kKind, kHistogram, kRange, kMissing, kSections };

/// The context of these texts for translators.
struct ColumnText {
  Q_DECLARE_TR_FUNCTIONS(pellucid::ui::ColumnText)
};

QString kindText(const DataColumn& column, bool arePixels) {
  if (column.isOneHot) return ColumnText::tr("category");
  if (arePixels && column.role == DataColumn::Role::Input) return ColumnText::tr("pixels");
  switch (column.kind) {
    case DataColumn::Kind::Numbers:
      return ColumnText::tr("numbers");
    case DataColumn::Kind::Truths:
      return ColumnText::tr("yes or no");
    case DataColumn::Kind::Words:
      return ColumnText::tr("words");
    case DataColumn::Kind::Empty:
      break;
  }
  return ColumnText::tr("empty");
}

/// The bins of the row's column, as bars.
class HistogramDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    QStyledItemDelegate::paint(painter, option, index);
    const QVariantList bins = index.data(Qt::UserRole).toList();
    if (bins.isEmpty()) return;
    double most = 1;
    for (const QVariant& bin : bins) most = std::max(most, bin.toDouble());
    const QRectF place = QRectF(option.rect).adjusted(4, 3, -4, -3);
    const double wide = place.width() / static_cast<double>(bins.size());
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const QColor colour =
        isSelected ? option.palette.color(QPalette::HighlightedText) : themeOf(*option.widget).accent;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing, false);
    for (qsizetype i = 0; i < bins.size(); ++i) {
      const double high = place.height() * bins[i].toDouble() / most;
      painter->fillRect(QRectF(place.left() + static_cast<double>(i) * wide, place.bottom() - high,
                               std::max(1.0, wide - 1), high),
                        colour);
    }
    painter->restore();
  }
};

QString binsText(const engine::ColumnSummary& column) {
  QStringList lines;
  const std::size_t shown = std::min<std::size_t>(column.words.size(), 12);
  for (std::size_t i = 0; i < shown; ++i)
    lines << ColumnText::tr("%1: %2").arg(QString::fromStdString(column.words[i]), countText(column.bins[i]));
  if (!column.words.empty()) return lines.join(QLatin1Char('\n'));
  if (column.bins.empty()) return {};
  return ColumnText::tr("From %1 to %2, mean %3, standard deviation %4, over the training samples")
      .arg(valueText(column.least), valueText(column.most), valueText(column.mean),
           valueText(column.deviation));
}

}  // namespace

QString roleText(DataColumn::Role role) {
  switch (role) {
    case DataColumn::Role::Input:
      return ColumnText::tr("input");
    case DataColumn::Role::Target:
      return ColumnText::tr("target");
    case DataColumn::Role::LeftOut:
      break;
  }
  return ColumnText::tr("left out");
}

QString rangeText(const engine::ColumnSummary& column) {
  if (!column.words.empty())
    return ColumnText::tr("%Ln different", nullptr, static_cast<int>(column.words.size()));
  if (column.bins.empty()) return {};
  return ColumnText::tr("%1 … %2").arg(shortValueText(column.least), shortValueText(column.most));
}

ColumnTable::ColumnTable(QWidget* parent) : QWidget(parent), m_table(new QTableWidget(0, kSections)) {
  m_table->setAccessibleName(tr("Columns"));
  m_table->setToolTip(
      tr("The columns of the table: what each is for, how the training samples lie in it from "
         "the least to the largest number, and how many of its cells are empty. Shift or Ctrl and a click "
         "select several, whose role and type are then chosen together."));
  m_table->setHorizontalHeaderLabels(
      {tr("column"), tr("role"), tr("type"), tr("histogram"), tr("range"), tr("missing")});
  m_table->verticalHeader()->hide();
  m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 8);
  m_table->setItemDelegateForColumn(kHistogram, new HistogramDelegate(m_table));
  m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
  m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
  m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
  m_table->setTabKeyNavigation(false);
  m_table->horizontalHeader()->setHighlightSections(false);
  // Names are cut first, so that numbers are whole; the tool tip has the whole name.
  m_table->horizontalHeader()->setMinimumSectionSize(kLeastSection);
  m_table->horizontalHeader()->setSectionResizeMode(kName, QHeaderView::Stretch);
  m_roleTitle = new QLabel;
  m_role =
      described(new QComboBox, tr("Role of the column"),
                tr("What the selected column is for. The network is given the inputs and learns to answer "
                   "the targets; what is left out, it never sees: numbers that only count the rows, "
                   "names, or what would give the answer away."));
  for (const DataColumn::Role role :
       {DataColumn::Role::Input, DataColumn::Role::Target, DataColumn::Role::LeftOut})
    m_role->addItem(roleText(role), static_cast<int>(role));
  m_type = described(
      new QComboBox, tr("Type of the column"),
      tr("What the network is given of the selected columns: the number, or of each value whether it is that "
         "one (a category: one-hot), or the pixels of an image, row by row, for which all of its columns are "
         "selected."));
  for (const auto& [text, type] :
       {std::pair(tr("number"), Type::Number), {tr("category"), Type::OneHot}, {tr("pixels"), Type::Pixels}})
    m_type->addItem(text, static_cast<int>(type));
  m_roleTitle->setTextFormat(Qt::PlainText);
  auto* chooser = new QHBoxLayout;
  chooser->addWidget(m_roleTitle, 1);
  chooser->addWidget(m_role);
  chooser->addWidget(m_type);
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(4);
  rows->addWidget(m_table, 1);
  rows->addLayout(chooser);
  connect(m_table, &QTableWidget::itemSelectionChanged, this, &ColumnTable::showRole);
  connect(m_role, &QComboBox::activated, this, [this] {
    const auto columns = selected();
    if (!columns.empty())
      emit roleChosen(columns, static_cast<DataColumn::Role>(m_role->currentData().toInt()));
  });
  connect(m_type, &QComboBox::activated, this, [this] {
    const auto columns = selected();
    if (!columns.empty()) emit typeChosen(columns, static_cast<Type>(m_type->currentData().toInt()));
  });
}

std::vector<std::size_t> ColumnTable::selected() const {
  std::vector<std::size_t> rows;
  for (const QModelIndex& each : m_table->selectionModel()->selectedRows())
    rows.push_back(static_cast<std::size_t>(each.row()));
  std::ranges::sort(rows);
  return rows;
}

ColumnTable::Type ColumnTable::typeOf(const DataColumn& column) const {
  return column.isOneHot ? Type::OneHot : m_arePixels ? Type::Pixels : Type::Number;
}

void ColumnTable::setColumns(const std::vector<engine::ColumnSummary>& columns, bool canChange,
                             bool arePixels) {
  const bool isSame = columns.size() == m_columns.size();
  const int before = isSame ? current() : 0;
  const std::vector<std::size_t> selection = isSame ? selected() : std::vector<std::size_t>();
  m_arePixels = arePixels;
  m_columns = columns;
  m_canChange = canChange;
  const QSignalBlocker blocker(m_table);
  m_table->setRowCount(static_cast<int>(columns.size()));
  for (int row = 0; row < m_table->rowCount(); ++row) {
    const engine::ColumnSummary& column = columns[static_cast<std::size_t>(row)];
    const auto put = [&](int section, const QString& text, Qt::Alignment alignment = Qt::AlignLeft) {
      auto* item = new QTableWidgetItem(text);
      item->setTextAlignment(alignment | Qt::AlignVCenter);
      item->setToolTip(binsText(column));
      m_table->setItem(row, section, item);
      return item;
    };
    const QString name = QString::fromStdString(column.column.name);
    QTableWidgetItem* title = put(kName, name);
    title->setToolTip(title->toolTip().isEmpty() ? name : name + QLatin1Char('\n') + title->toolTip());
    put(kRole, roleText(column.column.role));
    put(kKind, kindText(column.column, arePixels));
    QVariantList bins;
    for (const engine::Index bin : column.bins) bins << static_cast<double>(bin);
    put(kHistogram, {})->setData(Qt::UserRole, bins);
    put(kRange, rangeText(column), Qt::AlignRight);
    put(kMissing, column.column.missing > 0 ? countText(column.column.missing) : QString(), Qt::AlignRight);
  }
  m_table->resizeColumnsToContents();
  m_table->setColumnWidth(kHistogram, 62);
  if (m_table->rowCount() > 0) m_table->setCurrentCell(std::clamp(before, 0, m_table->rowCount() - 1), kName);
  for (const std::size_t row : selection)
    if (selection.size() > 1)
      m_table->selectionModel()->select(m_table->model()->index(static_cast<int>(row), kName),
                                        QItemSelectionModel::Select | QItemSelectionModel::Rows);
  showRole();
}

void ColumnTable::showRole() {
  const std::vector<std::size_t> columns = selected();
  const bool isThere = m_canChange && !columns.empty() && columns.back() < m_columns.size();
  m_role->setVisible(isThere);
  m_roleTitle->setVisible(isThere);
  m_type->setVisible(isThere);
  if (!isThere) return;
  const DataColumn& column = m_columns[columns.front()].column;
  const auto input = std::ranges::find_if(
      columns, [this](std::size_t each) { return m_columns[each].column.role == DataColumn::Role::Input; });
  m_type->setVisible(input != columns.end());
  if (input != columns.end())
    m_type->setCurrentIndex(m_type->findData(static_cast<int>(typeOf(m_columns[*input].column))));
  const QString name = fontMetrics().elidedText(QString::fromStdString(column.name), Qt::ElideRight, 90);
  m_roleTitle->setText(columns.size() == 1 ? name
                                           : tr("%Ln column(s)", nullptr, static_cast<int>(columns.size())));
  m_role->setCurrentIndex(m_role->findData(static_cast<int>(column.role)));
}

}  // namespace pellucid::ui
