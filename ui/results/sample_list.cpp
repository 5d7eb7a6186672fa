// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/sample_list.h"

#include <QHelpEvent>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QToolTip>
#include <algorithm>

#include "ui/results/results_text.h"
#include "ui/results/sample_picture.h"
#include "ui/theme/theme.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/sample_wall.h"
#include "ui/widgets/wrapped_tool_tips.h"

namespace pellucid::ui {
namespace {

constexpr int kPicture = 56;
constexpr int kAround = 6;
constexpr int kWordsWidth = 196;  // for a sample shown as numbers

}  // namespace

SampleListModel::SampleListModel(const Results& results) : m_results(results) {}

void SampleListModel::show(std::vector<engine::Index> samples) {
  const bool isSame = samples.size() == m_samples.size();
  if (!isSame) beginResetModel();
  m_look = m_results.look();
  m_samples = std::move(samples);
  if (!isSame)
    endResetModel();
  else if (!m_samples.empty())
    emit dataChanged(index(0), index(rowCount() - 1));
}

void SampleListModel::refreshShown() {
  if (!m_samples.empty()) emit dataChanged(index(0), index(rowCount() - 1), {kIsShown});
}

bool SampleListModel::hasPictures() const {
  return m_look && m_look->dataset->shape.isImage();
}

QString SampleListModel::longestVerdict() const {
  QString name = valueText(-1.234e-05);
  if (m_look && m_look->confusion) {
    const auto& names = m_look->dataset->classNames;
    name = QString::fromStdString(*std::ranges::max_element(names, {}, &std::string::size));
  }
  return verdictText(name, name);
}

int SampleListModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() || !m_look ? 0 : static_cast<int>(m_samples.size());
}

QVariant SampleListModel::data(const QModelIndex& index, int role) const {
  if (!m_look || !index.isValid()) return {};
  const engine::Index sample = sampleAt(index.row());
  const engine::SampleAnswer& answer = m_look->answers.each[static_cast<std::size_t>(sample)];
  const bool hasClasses = m_look->confusion.has_value();
  switch (role) {
    case Qt::DisplayRole:
      return QStringLiteral("#%1").arg(sample);
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole:
      return sampleText(*m_look, sample);
    case Qt::DecorationRole:
      return hasPictures() ? samplePicture(*m_look, sample, kPicture) : QVariant();
    case kSample:
      return QVariant::fromValue(sample);
    case kFigure:
      return hasClasses ? certaintyText(static_cast<double>(answer.certainty))
                        : lossText(static_cast<double>(answer.loss));
    case kIsWrong:
      return hasClasses ? QVariant(!answer.isRight()) : QVariant();
    case kIsShown:
      return m_results.shown() == sample;
    case kWords:
      return inputsOf(*m_look, sample);
    case kVerdict:
      return verdictText(*m_look, sample);
    default:
      return {};
  }
}

/// Paints a sample.
class SampleDelegate : public QStyledItemDelegate {
 public:
  explicit SampleDelegate(SampleList& list) : QStyledItemDelegate(&list), m_list(list) {}

  QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return m_list.itemSize(); }

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const Theme& theme = themeOf(m_list);
    painter->save();
    const QRect frame = option.rect.adjusted(2, 2, -2, -2);
    const QRect inside = frame.adjusted(kAround - 2, kAround - 2, 2 - kAround, 2 - kAround);
    const QFont font = typeFont(option.font, TypeSize::Small);
    const QFontMetrics metrics(font);
    const int line = metrics.lineSpacing();
    painter->setRenderHint(QPainter::Antialiasing);
    paintSampleFrame(*painter, frame, option.state.testFlag(QStyle::State_Selected), theme);
    painter->setFont(font);
    const int lines = m_list.m_hasVerdicts ? 2 : 1;
    QRect picture(inside.left(), inside.top(), inside.width(), inside.height() - lines * line);
    if (m_list.m_model.hasPictures()) {
      const auto image = index.data(Qt::DecorationRole).value<QImage>();
      QRect place(QPoint(0, 0), image.size());
      place.moveCenter(picture.center());
      painter->drawImage(place.topLeft(), image);
    } else {
      painter->setPen(theme.text);
      painter->drawText(picture, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap,
                        index.data(SampleListModel::kWords).toString());
    }
    QRect words(inside.left(), inside.bottom() + 1 - lines * line, inside.width(), line);
    if (m_list.m_hasVerdicts) {
      painter->setPen(theme.text);
      painter->drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                        metrics.elidedText(index.data(SampleListModel::kVerdict).toString(), Qt::ElideRight,
                                           words.width()));
      words.translate(0, line);
    }
    const QString figure = index.data(SampleListModel::kFigure).toString();
    const int figureWidth = metrics.horizontalAdvance(figure);
    painter->setPen(theme.mutedText);
    painter->drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                      metrics.elidedText(index.data().toString(), Qt::ElideRight,
                                         words.width() - figureWidth - metrics.averageCharWidth()));
    const QVariant isWrong = index.data(SampleListModel::kIsWrong);
    painter->setPen(!isWrong.isValid() ? theme.text : isWrong.toBool() ? theme.wrong : theme.right);
    painter->drawText(words, Qt::AlignRight | Qt::AlignVCenter, figure);
    if (index.data(SampleListModel::kIsShown).toBool()) paintShownDot(*painter, frame, theme);
    painter->restore();
  }

 private:
  const SampleList& m_list;
};

SampleList::SampleList(SampleListModel& model, bool hasVerdicts)
    : m_model(model), m_hasVerdicts(hasVerdicts) {
  setModel(&model);
  setItemDelegate(new SampleDelegate(*this));
  arrangeAsWall(*this);
  setAccessibleDescription(
      tr("Left and Right go from sample to sample, Enter puts one on the canvas of the network."));
  connect(this, &QListView::activated, this, [this](const QModelIndex& index) {
    if (index.isValid()) emit wanted(m_model.sampleAt(index.row()));
  });
}

QSize SampleList::itemSize() const {
  const QFontMetrics metrics(typeFont(font(), TypeSize::Small));
  const int lines = m_hasVerdicts ? 2 : 1;
  if (m_model.hasPictures()) {
    int words = metrics.horizontalAdvance(QStringLiteral("#00000 > 99.9\u202f%"));
    if (m_hasVerdicts)
      words = std::max(words, std::min(metrics.horizontalAdvance(m_model.longestVerdict()), kWordsWidth));
    return {std::max(kPicture, words) + 2 * kAround, kPicture + lines * metrics.lineSpacing() + 2 * kAround};
  }
  return {kWordsWidth, (2 + lines) * metrics.lineSpacing() + 2 * kAround};
}

QSize SampleList::minimumSizeHint() const {
  return {itemSize().width() * 2 + 24, itemSize().height() + 4};
}

void SampleList::focusInEvent(QFocusEvent* event) {
  QListView::focusInEvent(event);
  if (!currentIndex().isValid() && m_model.rowCount() > 0) setCurrentIndex(m_model.index(0));
}

bool SampleList::viewportEvent(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const QModelIndex index = indexAt(help->pos());
    QToolTip::showText(help->globalPos(), wrappedText(index.data(Qt::ToolTipRole).toString()), viewport());
    return true;
  }
  return QListView::viewportEvent(event);
}

}  // namespace pellucid::ui
