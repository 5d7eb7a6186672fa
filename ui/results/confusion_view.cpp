// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/confusion_view.h"

#include <QHeaderView>
#include <QHelpEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/theme/theme.h"
#include "ui/theme/type_scale.h"

namespace pellucid::ui {
namespace {

constexpr int kLeastWidth = 28;
constexpr int kLeastHeight = 20;
constexpr int kLowForCurve = 30;  // a lower cell has no room for a curve
constexpr double kDarkest = 0.5;  // of the scale, so that numbers remain legible
constexpr double kLeastShade = 0.1;

/// `over` blended onto `ground`.
QColor blend(const QColor& ground, const QColor& over, double share) {
  const auto mix = [share](int a, int b) { return static_cast<int>(std::lround(a + (b - a) * share)); };
  return {mix(ground.red(), over.red()), mix(ground.green(), over.green()), mix(ground.blue(), over.blue())};
}

}  // namespace

ConfusionView::ConfusionView(ConfusionModel& model) : m_model(model) {
  setModel(&model);
  setItemDelegate(new ConfusionDelegate(this));
  setSelectionMode(QAbstractItemView::SingleSelection);
  setEditTriggers(QAbstractItemView::NoEditTriggers);
  setTabKeyNavigation(false);
  setShowGrid(false);
  setFrameShape(QFrame::NoFrame);
  setCornerButtonEnabled(false);
  setMouseTracking(true);
  setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  setMinimumSize(220, 160);
  horizontalHeader()->setMinimumSectionSize(kLeastWidth);
  verticalHeader()->setMinimumSectionSize(kLeastHeight);
  for (QHeaderView* header : {horizontalHeader(), verticalHeader()}) {
    header->setSectionResizeMode(QHeaderView::Stretch);
    header->setSectionsClickable(false);
    header->setHighlightSections(true);
    header->setTextElideMode(Qt::ElideRight);
  }
  verticalHeader()->setMaximumWidth(90);
  verticalHeader()->setDefaultAlignment(Qt::AlignCenter);
  verticalHeader()->setMinimumWidth(26);
  setAccessibleName(tr("Confusion matrix"));
  setAccessibleDescription(
      tr("Rows are what samples are, columns what the network says. Arrow keys go from cell to cell, Enter "
         "goes on to its samples."));
  connect(this, &QTableView::activated, this, [this](const QModelIndex& index) {
    if (index.isValid()) emit cellEntered(m_model.cellAt(index));
  });
}

void ConfusionView::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
  QTableView::currentChanged(current, previous);
  if (!m_isFollowing && current.isValid()) emit cellChosen(m_model.cellAt(current));
}

void ConfusionView::showCell(std::optional<Cell> cell) {
  const QScopedValueRollback following(m_isFollowing, true);
  if (cell && m_model.rowCount() > 0)
    setCurrentIndex(m_model.indexOf(*cell));
  else
    setCurrentIndex({});
  viewport()->update();
}

void ConfusionView::focusInEvent(QFocusEvent* event) {
  QTableView::focusInEvent(event);
  // Arriving with the keyboard needs a place to begin.
  if (!currentIndex().isValid() && m_model.rowCount() > 0) setCurrentIndex(m_model.index(0, 0));
}

bool ConfusionView::viewportEvent(QEvent* event) {
  // Its pictures are created on demand, and only for this cell.
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const QModelIndex index = indexAt(help->pos());
    QToolTip::showText(help->globalPos(),
                       index.isValid() ? m_model.data(index, Qt::ToolTipRole).toString() : QString(),
                       viewport(), index.isValid() ? visualRect(index) : QRect());
    return true;
  }
  return QTableView::viewportEvent(event);
}

void ConfusionDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const {
  const Theme& theme = themeOf(*option.widget);
  const QRectF cell = QRectF(option.rect).adjusted(1, 1, -1, -1);
  const bool isRight = index.row() == index.column();
  const QString text = index.data().toString();
  const double shade = index.data(ConfusionModel::kShade).toDouble();
  QColor ground = blend(theme.panel, theme.field, 0.5);
  const QVariant difference = index.data(ConfusionModel::kDifference);
  const bool isDifference = difference.isValid();
  if (isDifference) {
    const double share = difference.toDouble();
    if (!text.isEmpty())
      ground = blend(theme.field, theme.diverging(share < 0 ? -1 : 1),
                     kLeastShade + (kDarkest - kLeastShade) * std::abs(share));
  } else if (isRight) {
    ground = blend(theme.field, theme.negative, 0.14);
  } else if (shade > 0) {
    ground = blend(theme.field, theme.positive, kLeastShade + (kDarkest - kLeastShade) * shade);
  }

  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setPen(Qt::NoPen);
  painter->setBrush(ground);
  painter->drawRoundedRect(cell, 4, 4);

  const auto curve = index.data(ConfusionModel::kCurve).value<QPolygonF>();
  const bool hasCurve = cell.height() >= kLowForCurve && !curve.isEmpty();
  QRectF number = cell;
  if (hasCurve) {
    const QRectF strip(cell.left() + 4, cell.bottom() - cell.height() * 0.36, cell.width() - 8,
                       cell.height() * 0.28);
    number.setBottom(strip.top());
    const bool isAllZero = std::ranges::all_of(curve, [](const QPointF& point) { return point.y() == 0; });
    QPolygonF line;
    for (const QPointF& point : curve)
      line << QPointF(strip.left() + point.x() * strip.width(), strip.bottom() - point.y() * strip.height());
    painter->setPen(QPen(isRight ? theme.negative : theme.positive, 1));
    painter->setBrush(Qt::NoBrush);
    if (!isAllZero) painter->drawPolyline(line);
  }
  // A number is never cut off: it is made smaller.
  for (const TypeSize size : {TypeSize::Small, TypeSize::Tiny, TypeSize::Least}) {
    painter->setFont(typeFont(option.font, size, isRight));
    if (painter->fontMetrics().horizontalAdvance(text) <= number.width() - 2) break;
  }
  painter->setPen(isRight && !isDifference ? theme.negative : theme.text);
  painter->drawText(number, Qt::AlignCenter, text);

  if (index.data(ConfusionModel::kIsShown).toBool()) {
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme.forward);
    painter->drawEllipse(QPointF(cell.right() - 5, cell.top() + 5), 2.5, 2.5);
  }
  if (option.state.testFlag(QStyle::State_Selected)) {
    painter->setPen(QPen(theme.forward, 2));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(cell.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
  }
  painter->restore();
}

}  // namespace pellucid::ui
