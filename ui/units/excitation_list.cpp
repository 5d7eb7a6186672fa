// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/units/excitation_list.h"

#include <QHelpEvent>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QToolTip>
#include <algorithm>

#include "engine/inspect/answers.h"
#include "engine/inspect/receptive_field.h"
#include "ui/theme/theme.h"
#include "ui/theme/type_scale.h"
#include "ui/units/units_text.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/sample_wall.h"
#include "ui/widgets/weight_image.h"
#include "ui/widgets/wrapped_tool_tips.h"

namespace pellucid::ui {

ExcitationModel::ExcitationModel(const Units& units) : m_units(units) {}

void ExcitationModel::refresh() {
  const UnitLookPtr& look = m_units.look();
  const bool hasAny = look && m_units.channel() < static_cast<engine::Index>(look->found.channels.size());
  std::vector<engine::Excitation> strongest;
  if (hasAny) strongest = look->of(m_units.channel()).strongest;
  const bool isSameCount = strongest.size() == m_strongest.size();
  if (!isSameCount) beginResetModel();
  m_look = look;
  m_moment = m_units.moment();
  m_strongest = std::move(strongest);
  if (!isSameCount)
    endResetModel();
  else if (!m_strongest.empty())
    emit dataChanged(index(0), index(rowCount() - 1));
}

void ExcitationModel::refreshShown() {
  const bool isSame = m_moment && hasSameSample(*m_moment, *m_units.moment());
  m_moment = m_units.moment();
  if (!isSame && !m_strongest.empty()) emit dataChanged(index(0), index(rowCount() - 1), {kIsShown});
}

bool ExcitationModel::hasPictures() const {
  return m_look && m_look->dataset->shape.isImage();
}

int ExcitationModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_strongest.size());
}

QVariant ExcitationModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || !m_look) return {};
  const engine::Excitation& each = at(index.row());
  const engine::Dataset& dataset = *m_look->dataset;
  const engine::Split& split = m_look->split();
  const QString value = tr("a = %1").arg(shortValueText(static_cast<double>(each.a)));
  const auto verdict = [&](bool isWhole) {
    return verdictOn(m_look->snapshot->experiment, dataset, split, m_look->found.outputs, each.sample,
                     isWhole);
  };
  switch (role) {
    case Qt::DisplayRole:
      return QStringLiteral("#%1").arg(each.sample);
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole:
      return tr("Sample #%1: %2. It %3. Enter or a double click puts it on the canvas.")
          .arg(each.sample)
          .arg(value, verdict(true));
    case Qt::DecorationRole:
      return hasPictures()
                 ? QVariant(pictureOf(dataset, engine::sample(split, dataset.inputs(), each.sample)))
                 : QVariant();
    case kValue:
      return value;
    case kVerdict:
      return verdict(false);
    case kIsWrong:
      if (!dataset.hasClasses()) return {};
      return engine::saidBy(m_look->snapshot->experiment, m_look->found.outputs, each.sample).answer !=
             split.labels[static_cast<std::size_t>(each.sample)];
    case kIsShown:
      return shownOf(*m_moment, m_look->source) == each.sample;
    case kWords:
      return rowOf(dataset, split, each.sample);
    case kWindow: {
      const engine::Window window =
          engine::receptiveField(*m_look->snapshot->network, m_look->layer, each.unit);
      const QRect rows(QPoint(static_cast<int>(window.left), static_cast<int>(window.top)),
                       QPoint(static_cast<int>(window.right), static_cast<int>(window.bottom)));
      const bool isWhole = rows.width() == dataset.shape.width && rows.height() == dataset.shape.height;
      return hasPictures() && !isWhole ? QVariant(rows) : QVariant();
    }
    default:
      return {};
  }
}

/// Paints a sample.
class ExcitationDelegate : public QStyledItemDelegate {
 public:
  explicit ExcitationDelegate(ExcitationList& list, const ExcitationModel& model)
      : QStyledItemDelegate(&list), m_list(list), m_model(model) {}

  QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return m_list.itemSize(); }

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const Theme& theme = themeOf(m_list);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect frame = option.rect.adjusted(2, 2, -2, -2);
    paintSampleFrame(*painter, frame, option.state.testFlag(QStyle::State_Selected), theme);
    const QRect inside = frame.adjusted(5, 5, -5, -4);
    const QFont font = typeFont(option.font, TypeSize::Small);
    const QFontMetrics metrics(font);
    const int line = metrics.lineSpacing();
    painter->setFont(font);
    const QRect picture = inside.adjusted(0, 0, 0, -2 * line - 2);
    if (m_model.hasPictures())
      paintPicture(*painter, picture, index);
    else {
      painter->setPen(theme.text);
      painter->drawText(picture, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
                        index.data(ExcitationModel::kWords).toString());
    }
    QRect words(inside.left(), inside.bottom() + 1 - 2 * line, inside.width(), line);
    const QString number = index.data().toString();
    painter->setPen(theme.mutedText);
    painter->drawText(words, Qt::AlignRight | Qt::AlignVCenter, number);
    painter->setPen(theme.text);
    painter->drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                      metrics.elidedText(index.data(ExcitationModel::kValue).toString(), Qt::ElideRight,
                                         words.width() - metrics.horizontalAdvance(number) - 4));
    words.translate(0, line);
    const QVariant isWrong = index.data(ExcitationModel::kIsWrong);
    painter->setPen(!isWrong.isValid() ? theme.text : isWrong.toBool() ? theme.wrong : theme.right);
    painter->drawText(
        words, Qt::AlignLeft | Qt::AlignVCenter,
        metrics.elidedText(index.data(ExcitationModel::kVerdict).toString(), Qt::ElideRight, words.width()));
    if (index.data(ExcitationModel::kIsShown).toBool()) paintShownDot(*painter, frame, theme);
    painter->restore();
  }

 private:
  void paintPicture(QPainter& painter, const QRect& room, const QModelIndex& index) const {
    const auto image = index.data(Qt::DecorationRole).value<QImage>();
    const double fits = std::min(static_cast<double>(room.width()) / image.width(),
                                 static_cast<double>(room.height()) / image.height());
    const double side = fits >= 1 ? std::floor(fits) : fits;
    QRectF place(0, 0, image.width() * side, image.height() * side);
    place.moveCenter(QRectF(room).center());
    place.moveTopLeft(QPointF(std::floor(place.left()), std::floor(place.top())));
    painter.setRenderHint(QPainter::SmoothPixmapTransform, side < 1);
    painter.drawImage(place, image);
    const QVariant window = index.data(ExcitationModel::kWindow);
    if (!window.isValid()) return;
    const QRect pixels = window.toRect();
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(themeOf(m_list).forward, 2));
    painter.drawRect(QRectF(place.left() + pixels.left() * side, place.top() + pixels.top() * side,
                            pixels.width() * side, pixels.height() * side));
  }

  const ExcitationList& m_list;
  const ExcitationModel& m_model;
};

ExcitationList::ExcitationList(ExcitationModel& model) : m_model(model) {
  setModel(&model);
  setItemDelegate(new ExcitationDelegate(*this, model));
  arrangeAsWall(*this);
  setAccessibleName(tr("The samples that excite it most"));
  setAccessibleDescription(
      tr("Left and Right go from sample to sample, Enter puts one on the canvas of the network."));
  connect(this, &QListView::activated, this, [this](const QModelIndex& index) {
    if (index.isValid()) emit wanted(m_model.at(index.row()).sample);
  });
}

QSize ExcitationList::itemSize() const {
  // Three rows of three, as large as there is room for.
  const QFontMetrics metrics(typeFont(font(), TypeSize::Small));
  const int words = 2 * metrics.lineSpacing() + 16;
  // Qt reserves room for a scroll bar, whether or not there is one.
  const int bar = style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, this);
  const int width = std::max(90, (viewport()->width() - bar - 6) / 3);
  if (!m_model.hasPictures()) return {width, words + 4 * metrics.lineSpacing()};
  const int height = std::max(words + 40, (viewport()->height() - 6) / 3);
  return {width, std::min(height, width + words)};
}

void ExcitationList::resizeEvent(QResizeEvent* event) {
  QListView::resizeEvent(event);
  scheduleDelayedItemsLayout();
}

void ExcitationList::focusInEvent(QFocusEvent* event) {
  QListView::focusInEvent(event);
  if (!currentIndex().isValid() && m_model.rowCount() > 0) setCurrentIndex(m_model.index(0));
}

bool ExcitationList::viewportEvent(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    QToolTip::showText(help->globalPos(), wrappedText(indexAt(help->pos()).data(Qt::ToolTipRole).toString()),
                       viewport());
    return true;
  }
  return QListView::viewportEvent(event);
}

}  // namespace pellucid::ui
