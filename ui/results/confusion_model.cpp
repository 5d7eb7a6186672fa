// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/confusion_model.h"

#include <QPolygonF>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "ui/results/results_text.h"
#include "ui/results/sample_picture.h"
#include "ui/run/place_names.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/wrapped_tool_tips.h"

namespace pellucid::ui {
namespace {

double largestWrongShare(const Look* look) {
  if (look == nullptr) return 0;
  double largest = 0;
  for (engine::Index t = 0; t < look->confusion->classes(); ++t)
    for (engine::Index c = 0; c < look->confusion->classes(); ++c)
      if (const double share = look->confusion->shareOfClass(t, c); t != c && share > largest)
        largest = share;
  return largest;
}

}  // namespace

ConfusionModel::ConfusionModel(const Results& results) : m_results(results) {}

const Look* ConfusionModel::look() const {
  const Look* look = m_results.look().get();
  return look != nullptr && look->confusion ? look : nullptr;
}

std::vector<engine::Index> ConfusionModel::wantedOrder() const {
  if (look() == nullptr) return {};
  if (m_isMostConfusedFirst) return engine::mostConfusedFirst(*look()->confusion);
  std::vector<engine::Index> order(static_cast<std::size_t>(look()->confusion->classes()));
  std::iota(order.begin(), order.end(), engine::Index{0});
  return order;
}

void ConfusionModel::refresh() {
  m_largestWrong = largestWrongShare(look());
  m_largestDifference = 0;
  for (engine::Index t = 0; compared() != nullptr && t < look()->confusion->classes(); ++t)
    for (engine::Index c = 0; c < look()->confusion->classes(); ++c)
      m_largestDifference = std::max(m_largestDifference, std::abs(difference({.truth = t, .answered = c})));
  const std::vector<engine::Index> order = wantedOrder();
  if (order.size() != m_order.size()) {
    beginResetModel();
    m_order = order;
    endResetModel();
    return;
  }
  if (m_order.empty()) return;
  const bool isOtherOrder = order != m_order;
  m_order = order;
  const int last = static_cast<int>(m_order.size()) - 1;
  emit dataChanged(index(0, 0), index(last, last));
  if (isOtherOrder)
    for (const Qt::Orientation orientation : {Qt::Horizontal, Qt::Vertical})
      emit headerDataChanged(orientation, 0, last);
}

void ConfusionModel::refreshShown() {
  const int last = static_cast<int>(m_order.size()) - 1;
  if (last >= 0) emit dataChanged(index(0, 0), index(last, last), {kIsShown});
}

void ConfusionModel::setQuantity(CellQuantity quantity) {
  m_quantity = quantity;
  refresh();
}

void ConfusionModel::setMostConfusedFirst(bool isFirst) {
  m_isMostConfusedFirst = isFirst;
  refresh();
}

Cell ConfusionModel::cellAt(const QModelIndex& index) const {
  return {.truth = m_order[static_cast<std::size_t>(index.row())],
          .answered = m_order[static_cast<std::size_t>(index.column())]};
}

QModelIndex ConfusionModel::indexOf(Cell cell) const {
  const auto placeOf = [this](engine::Index c) {
    return static_cast<int>(std::ranges::find(m_order, c) - m_order.begin());
  };
  return index(placeOf(cell.truth), placeOf(cell.answered));
}

int ConfusionModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() || look() == nullptr ? 0 : static_cast<int>(m_order.size());
}

const Look* ConfusionModel::compared() const {
  const Look* compared = m_results.compared().get();
  return look() != nullptr && compared != nullptr && compared->confusion ? compared : nullptr;
}

double ConfusionModel::value(const engine::Confusion& confusion, Cell cell) const {
  const auto [truth, answered] = cell;
  const auto percent = [](double share) { return std::isfinite(share) ? 100 * share : 0; };
  switch (m_quantity) {
    case CellQuantity::Counts:
      return static_cast<double>(confusion.counts(truth, answered));
    case CellQuantity::OfClass:
      return percent(confusion.shareOfClass(truth, answered));
    case CellQuantity::OfAnswer:
      return percent(confusion.shareOfAnswer(truth, answered));
    case CellQuantity::Certainty:
      break;
  }
  return confusion.certainties(truth, answered);
}

double ConfusionModel::difference(Cell cell) const {
  return value(*look()->confusion, cell) - value(*compared()->confusion, cell);
}

QString ConfusionModel::text(Cell cell) const {
  const engine::Confusion& confusion = *look()->confusion;
  const int decimals = m_quantity == CellQuantity::Counts ? 0 : 1;
  if (compared() != nullptr) {
    const QString text = fixedText(difference(cell), decimals);
    if (text == fixedText(0, decimals)) return {};
    return difference(cell) > 0 ? QLatin1Char('+') + text : text;
  }
  if (m_quantity == CellQuantity::Certainty) return fixedText(value(confusion, cell), 1);
  // An empty cell says nothing.
  if (confusion.counts(cell.truth, cell.answered) == 0) return {};
  return m_quantity == CellQuantity::Counts ? countText(confusion.counts(cell.truth, cell.answered))
                                            : percentText(value(confusion, cell) / 100);
}

QString ConfusionModel::spoken(Cell cell) const {
  QString now = spokenCell(*look(), cell);
  if (compared() == nullptr) return now;
  const auto before = compared()->confusion->counts(cell.truth, cell.answered);
  return tr("%1; compared with %2").arg(now, countText(before));
}

QString ConfusionModel::toolTip(Cell cell) const {
  constexpr std::size_t kMostPictures = 3;
  QStringList lines = {spoken(cell)};
  std::vector<engine::Index> samples = engine::samplesIn(look()->answers, cell.truth, cell.answered);
  if (samples.empty() || !look()->dataset->shape.isImage()) return wrappedText(lines.join('\n'));
  samples.resize(std::min(samples.size(), kMostPictures));
  QString html = QStringLiteral("<p>%1</p><p>").arg(lines.front().toHtmlEscaped());
  for (const engine::Index sample : samples)
    html += QStringLiteral("<img src=\"%1\"> ").arg(pictureAddress(*look(), sample));
  const QString surest = tr("Of these the network is surest. Click to see all.");
  return html + QStringLiteral("</p><p>%1</p>").arg(surest.toHtmlEscaped());
}

QPolygonF ConfusionModel::curve(Cell cell) const {
  const std::vector<CellHistory::Point>& points = m_results.history().points();
  if (points.size() < 2) return {};
  engine::Index most = 1;
  for (const CellHistory::Point& point : points)
    most = std::max(most, point.counts(cell.truth, cell.answered));
  const auto first = static_cast<double>(points.front().step);
  const double span = static_cast<double>(points.back().step) - first;
  QPolygonF polygon;
  for (const CellHistory::Point& point : points)
    polygon << QPointF(
        (static_cast<double>(point.step) - first) / span,
        static_cast<double>(point.counts(cell.truth, cell.answered)) / static_cast<double>(most));
  return polygon;
}

QVariant ConfusionModel::data(const QModelIndex& index, int role) const {
  if (look() == nullptr || !index.isValid()) return {};
  const Cell cell = cellAt(index);
  switch (role) {
    case Qt::DisplayRole:
      return text(cell);
    case Qt::TextAlignmentRole:
      return Qt::AlignCenter;
    case Qt::ToolTipRole:
      return toolTip(cell);
    case Qt::AccessibleTextRole:
      return spoken(cell);
    case kShade: {
      const double share = look()->confusion->shareOfClass(cell.truth, cell.answered);
      return share > 0 && m_largestWrong > 0 ? std::min(share / m_largestWrong, 1.0) : 0;
    }
    case kDifference:
      if (compared() == nullptr) return {};
      return m_largestDifference > 0 ? difference(cell) / m_largestDifference : 0.0;
    case kCurve:
      return QVariant::fromValue(curve(cell));
    case kIsShown: {
      const auto shown = m_results.shown();
      if (!shown || *shown >= look()->answers.samples()) return false;
      const engine::SampleAnswer& answer = look()->answers.each[static_cast<std::size_t>(*shown)];
      return cell == Cell{.truth = answer.truth, .answered = answer.answered};
    }
    default:
      return {};
  }
}

QVariant ConfusionModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (look() == nullptr || section >= static_cast<int>(m_order.size())) return {};
  const engine::Index c = m_order[static_cast<std::size_t>(section)];
  const QString name = classText(*look()->dataset, c);
  const bool isTruth = orientation == Qt::Vertical;
  switch (role) {
    case Qt::DisplayRole:
      return name;
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
      return isTruth ? tr("%1: there are %2 of them").arg(name, countText(look()->confusion->samplesOf(c)))
                     : tr("%1: the network says it %2 times")
                           .arg(name, countText(look()->confusion->answersOf(c)));
    default:
      return {};
  }
}

}  // namespace pellucid::ui
