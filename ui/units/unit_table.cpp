// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/units/unit_table.h"

#include <QHeaderView>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "ui/theme/type_scale.h"
#include "ui/units/units_text.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {

double Ranking::lost(engine::Index channel) const {
  const engine::Without& without = counted.each[static_cast<std::size_t>(channel)];
  if (!hasClasses()) return without.loss - counted.whole.loss;
  return static_cast<double>(counted.whole.right - without.right) / static_cast<double>(counted.samples);
}

UnitTableModel::UnitTableModel(const Units& units) : m_units(units) {}

void UnitTableModel::refresh() {
  const auto count = m_units.moment() ? m_units.channels() : 0;
  if (m_ranking &&
      (m_ranking->layer != m_units.layer() || !isSameNetwork(*m_ranking->moment, *m_units.moment())))
    m_ranking.reset();
  if (static_cast<std::size_t>(count) != m_order.size()) {
    beginResetModel();
    m_order.resize(static_cast<std::size_t>(count));
    std::iota(m_order.begin(), m_order.end(), engine::Index{0});
    order();
    endResetModel();
    return;
  }
  emit layoutAboutToBeChanged();
  const std::vector<engine::Index> before = m_order;
  order();
  const QModelIndexList from = persistentIndexList();
  QModelIndexList to;
  for (const QModelIndex& each : from)
    to << index(rowOf(before[static_cast<std::size_t>(each.row())]), each.column());
  changePersistentIndexList(from, to);
  emit layoutChanged();
}

void UnitTableModel::setRanking(RankingPtr ranking) {
  m_ranking = std::move(ranking);
  refresh();
  emit headerDataChanged(Qt::Horizontal, kLost, kLost);
}

int UnitTableModel::rowOf(engine::Index channel) const {
  return static_cast<int>(std::ranges::find(m_order, channel) - m_order.begin());
}

int UnitTableModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_order.size());
}

double UnitTableModel::number(engine::Index channel, int column) const {
  const UnitLookPtr& look = m_units.look();
  const bool isLooked = look && channel < static_cast<engine::Index>(look->found.channels.size());
  switch (column) {
    case kMean:
      return isLooked ? look->of(channel).mean : NAN;
    case kActive:
      return isLooked ? look->of(channel).activeShare : NAN;
    case kLost:
      return m_ranking ? m_ranking->lost(channel) : NAN;
    default:
      return static_cast<double>(channel);
  }
}

void UnitTableModel::order() {
  std::ranges::sort(m_order);
  if (m_sorted == kName && m_direction == Qt::AscendingOrder) return;
  std::ranges::stable_sort(m_order, [this](engine::Index a, engine::Index b) {
    const double left = number(a, m_sorted);
    const double right = number(b, m_sorted);
    if (std::isnan(left) || std::isnan(right)) return !std::isnan(left) && std::isnan(right);
    return m_direction == Qt::AscendingOrder ? left < right : left > right;
  });
}

void UnitTableModel::sort(int column, Qt::SortOrder direction) {
  m_sorted = column;
  m_direction = direction;
  refresh();
}

QVariant UnitTableModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || !m_units.moment()) return {};
  const engine::Index channel = channelAt(index.row());
  const bool isOff = m_units.isOff(m_units.layer(), channel);
  const double value = number(channel, index.column());
  switch (role) {
    case Qt::FontRole: {
      // Crossed out as on the canvas; the table has no room for text.
      if (index.column() != kName || !isOff) return {};
      QFont crossedOut;
      crossedOut.setStrikeOut(true);
      return crossedOut;
    }
    case Qt::DisplayRole:
      if (index.column() == kName) {
        const bool isOutput = !m_units.canBeSwitchedOff();
        return isOutput ? channelName(*m_units.moment(), m_units.layer(), channel) : countText(channel + 1);
      }
      if (std::isnan(value)) return QStringLiteral("–");
      if (index.column() == kMean) return shortValueText(value);
      if (index.column() == kActive) return percentText(value, 0);
      return m_ranking->hasClasses() ? changeText(-100 * value) : changeText(value);
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole: {
      if (index.column() != kName) return {};
      const QString name = longChannelName(*m_units.moment(), m_units.layer(), channel);
      return isOff ? tr("%1 is switched off for looking").arg(name) : name;
    }
    case Qt::TextAlignmentRole:
      return QVariant(index.column() == kName ? Qt::AlignLeft | Qt::AlignVCenter
                                              : Qt::AlignRight | Qt::AlignVCenter);
    default:
      return {};
  }
}

QVariant UnitTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  const bool hasClasses = !m_units.moment() || m_units.moment()->dataset->hasClasses();
  const bool isTest = !m_units.moment() || sourceOf(*m_units.moment()->dataset) == SampleSource::Test;
  if (role == Qt::DisplayRole) switch (section) {
      case kName:
        return m_units.moment() && m_units.areMaps() ? tr("map") : tr("unit");
      case kMean:
        return tr("mean a");
      case kActive:
        return tr("active");
      default:
        return tr("without");
    }
  if (role == Qt::ToolTipRole) switch (section) {
      case kName:
        return tr("Click a heading to sort by it.");
      case kMean:
        return isTest ? tr("What it gives on average over all test samples")
                      : tr("What it gives on average over all training samples");
      case kActive:
        return isTest
                   ? tr("For what share of the test samples (of maps: and places) it gives more than 0")
                   : tr("For what share of the training samples (of maps: and places) it gives more than 0");
      default:
        return hasClasses ? tr("By how many points the accuracy changes when this one is switched off; count "
                               "it with “Rank all”")
                          : tr("By how much the loss changes when this one is switched off; count it with "
                               "“Rank all”");
    }
  return {};
}

UnitTable::UnitTable(Units& units, UnitTableModel& model) : m_units(units), m_model(model) {
  setModel(&model);
  setAccessibleName(tr("Units of the layer"));
  setToolTip(
      tr("The units of the layer, or its maps. The arrow keys go from one to the next; the one that "
         "is chosen is chosen on the canvas, too."));
  setSelectionBehavior(QAbstractItemView::SelectRows);
  setSelectionMode(QAbstractItemView::SingleSelection);
  setTabKeyNavigation(false);
  setShowGrid(false);
  setSortingEnabled(true);
  sortByColumn(UnitTableModel::kName, Qt::AscendingOrder);
  setWordWrap(false);
  verticalHeader()->hide();
  verticalHeader()->setDefaultSectionSize(fontMetrics().lineSpacing() + 5);
  horizontalHeader()->setHighlightSections(false);
  horizontalHeader()->setFont(typeFont(font(), TypeSize::Small));
  horizontalHeader()->setMinimumSectionSize(20);
  horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  horizontalHeader()->setSectionResizeMode(UnitTableModel::kName, QHeaderView::Stretch);
  // As wide as its values can get, or its heading.
  const QFontMetrics metrics(font());
  for (const auto& [column, longest] : {std::pair(UnitTableModel::kMean, shortValueText(-0.00123)),
                                        std::pair(UnitTableModel::kActive, percentText(1, 0)),
                                        std::pair(UnitTableModel::kLost, changeText(-12.34))})
    setColumnWidth(column,
                   std::max(metrics.horizontalAdvance(longest),
                            metrics.horizontalAdvance(
                                model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString())) +
                       10);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this,
          [this](const QModelIndex& current) {
            if (!m_isFollowing && current.isValid()) m_units.setChannel(m_model.channelAt(current.row()));
          });
  const auto refresh = [this] {
    m_isFollowing = true;
    m_model.refresh();
    m_isFollowing = false;
    showChosen();
  };
  connect(&units, &Units::chosenChanged, this, refresh);
  connect(&units, &Units::lookChanged, this, refresh);
  connect(&units, &Units::offChanged, this, refresh);
  refresh();
}

void UnitTable::showChosen() {
  if (!m_units.moment()) return;
  m_isFollowing = true;
  const QModelIndex index = m_model.index(m_model.rowOf(m_units.channel()), 0);
  setCurrentIndex(index);
  m_isFollowing = false;
}

}  // namespace pellucid::ui
