// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/layer_palette.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/theme/type_scale.h"
#include "ui/widgets/layer_kinds.h"

namespace pellucid::ui {
namespace {

constexpr int kWidth = 384;
constexpr int kPadding = 8;
constexpr int kPicture = 44;  // pixels wide
constexpr int kRowGap = 4;
constexpr int kKindRole = Qt::UserRole;
constexpr int kSaidRole = Qt::UserRole + 1;

/// For a row or an item.
template <class Row>
engine::LayerKind kindOf(const Row& row) {
  return static_cast<engine::LayerKind>(row.data(kKindRole).toInt());
}

/// Whether it matches the search and fits here.
bool canBeTaken(const QListWidgetItem& item) {
  return !item.isHidden() && item.flags().testFlag(Qt::ItemIsEnabled);
}

/// The picture at the left, the name, and below it the sentence or the reason why not.
class KindDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const Theme& theme = themeOf(*option.widget);
    const bool isEnabled = index.flags().testFlag(Qt::ItemIsEnabled);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool isChosen = option.state.testFlag(QStyle::State_Selected);
    if (isEnabled && (isChosen || option.state.testFlag(QStyle::State_MouseOver))) {
      QColor ground = theme.accent;
      ground.setAlphaF(isChosen ? 0.16F : 0.07F);
      painter->setPen(Qt::NoPen);
      painter->setBrush(ground);
      painter->drawRoundedRect(QRectF(option.rect).adjusted(0, 1, 0, -1), 6, 6);
    }
    const QRect row = option.rect.adjusted(kPadding, kRowGap, -kPadding, -kRowGap);
    QRectF picture(row.left(), 0, kPicture, kPicture * 0.75);
    picture.moveTop(row.top() + 1);
    painter->setOpacity(isEnabled ? 1 : 0.45);
    paintKind(*painter, picture, kindOf(index), theme);
    painter->setOpacity(1);
    painter->setPen(isEnabled ? theme.text : theme.mutedText);
    painter->setFont(typeFont(option.font, TypeSize::Heading, true));
    const QRect words = row.adjusted(kPicture + 12, 0, 0, 0);
    const int name = painter->fontMetrics().height();
    painter->drawText(words, Qt::AlignLeft | Qt::AlignTop, index.data(Qt::DisplayRole).toString());
    painter->setPen(theme.mutedText);
    painter->setFont(saidFont(option.font));
    painter->drawText(words.adjusted(0, name, 0, 0), Qt::TextWordWrap, index.data(kSaidRole).toString());
    painter->restore();
  }

  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const int name = QFontMetrics(typeFont(option.font, TypeSize::Heading, true)).height();
    const int width = kWidth - 4 * kPadding - kPicture - 12 - 14;  // leaves room for a scroll bar
    const QRect said =
        QFontMetrics(saidFont(option.font))
            .boundingRect(0, 0, width, 500, Qt::TextWordWrap, index.data(kSaidRole).toString());
    return {width, std::max(kPicture * 3 / 4 + 2, name + said.height()) + 2 * kRowGap};
  }

 private:
  static QFont saidFont(const QFont& from) { return typeFont(from, TypeSize::Small); }
};

}  // namespace

LayerPalette::LayerPalette(QWidget& stage) : QFrame(&stage) {
  setProperty("card", true);
  setAttribute(Qt::WA_StyledBackground);
  setAccessibleName(tr("Add a layer"));
  m_search.setPlaceholderText(tr("Type to search, or drag one to its place"));
  m_search.setAccessibleName(tr("Search the kinds of layers"));
  m_search.installEventFilter(this);
  m_list.setAccessibleName(tr("Kinds of layers"));
  m_list.setFrameShape(QFrame::NoFrame);
  m_list.setMouseTracking(true);
  m_list.setFocusPolicy(Qt::NoFocus);  // the keys act from the search field
  m_list.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_list.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  m_list.setItemDelegate(new KindDelegate(&m_list));
  m_list.viewport()->installEventFilter(this);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(kPadding, kPadding, kPadding, kPadding);
  column->setSpacing(4);
  column->addWidget(&m_search);
  column->addWidget(&m_list);
  connect(&m_search, &QLineEdit::textChanged, this, &LayerPalette::search);
  hide();
}

LayerPalette::~LayerPalette() {
  // While they are destroyed, their events would reach a half-destroyed object.
  m_search.removeEventFilter(this);
  m_list.viewport()->removeEventFilter(this);
}

void LayerPalette::open(const std::vector<LayerOffer>& offers, const QRect& button) {
  m_search.clear();
  fill(offers);
  m_button = button;
  place();
  show();
  raise();
  m_search.setFocus(Qt::PopupFocusReason);
}

void LayerPalette::place() {
  int height = m_search.sizeHint().height() + layout()->spacing() + 2 * kPadding + 4;
  for (int row = 0; row < m_list.count(); ++row)
    if (!m_list.item(row)->isHidden()) height += m_list.sizeHintForRow(row);
  const QRect stage = parentWidget()->rect().adjusted(4, 4, -4, -4);
  const int most = std::max(stage.bottom() - m_button.bottom() - 4, stage.height() / 2);
  QRect at(0, m_button.bottom() + 4, std::min(kWidth, stage.width()), std::min(height, most));
  at.moveLeft(m_button.center().x() - at.width() / 2);
  at.moveLeft(std::clamp(at.left(), stage.left(), std::max(stage.left(), stage.right() - at.width() + 1)));
  at.moveBottom(std::min(at.bottom(), stage.bottom()));
  setGeometry(at);
}

void LayerPalette::fill(const std::vector<LayerOffer>& offers) {
  m_list.clear();
  for (const LayerOffer& offer : offers) {
    auto* item = new QListWidgetItem(kindText(offer.kind), &m_list);
    item->setData(kKindRole, static_cast<int>(offer.kind));
    QString said = offer.refusal.isEmpty() ? kindSentence(offer.kind) : offer.refusal;
    if (offer.bringsFlatten) said = tr("%1 A Flatten comes along.").arg(said);
    item->setData(kSaidRole, said);
    item->setData(Qt::AccessibleDescriptionRole, said);
    if (!offer.refusal.isEmpty()) item->setFlags(Qt::NoItemFlags);
  }
  search();
}

void LayerPalette::search() {
  const QString wanted = m_search.text().trimmed();
  m_list.setCurrentRow(-1);
  for (int row = 0; row < m_list.count(); ++row) {
    QListWidgetItem* item = m_list.item(row);
    const engine::LayerKind kind = kindOf(*item);
    const bool isWanted = kindText(kind).contains(wanted, Qt::CaseInsensitive) ||
                          kindWords(kind).contains(wanted, Qt::CaseInsensitive);
    item->setHidden(!isWanted);
    if (canBeTaken(*item) && m_list.currentRow() < 0) m_list.setCurrentRow(row);
  }
  if (isVisible()) place();
}

void LayerPalette::moveBy(int rows) {
  for (int row = m_list.currentRow() + rows; row >= 0 && row < m_list.count(); row += rows) {
    if (canBeTaken(*m_list.item(row))) return m_list.setCurrentRow(row);
  }
}

void LayerPalette::take(const QListWidgetItem* item) {
  if (item == nullptr || !canBeTaken(*item)) return;
  const engine::LayerKind kind = kindOf(*item);
  hide();
  emit chosen(kind);
}

bool LayerPalette::followPointer(QEvent* event) {
  const auto* mouse = static_cast<QMouseEvent*>(event);
  const QPoint at = parentWidget()->mapFromGlobal(mouse->globalPosition().toPoint());
  if (event->type() == QEvent::MouseButtonPress && mouse->button() == Qt::LeftButton) {
    m_pressed = m_list.itemAt(mouse->position().toPoint());
    m_pressedAt = at;
    return true;
  }
  if (m_pressed == nullptr) return false;
  const engine::LayerKind kind = kindOf(*m_pressed);
  if (event->type() == QEvent::MouseMove && mouse->buttons().testFlag(Qt::LeftButton)) {
    // What does not fit here may fit elsewhere.
    if (!m_isDragging && (at - m_pressedAt).manhattanLength() >= QApplication::startDragDistance()) {
      m_isDragging = true;
      move(-2 * width(), y());  // out of the way, but not hidden: it has the pointer
    }
    if (m_isDragging) emit dragged(kind, at);
    return true;
  }
  if (event->type() != QEvent::MouseButtonRelease) return false;
  const QListWidgetItem* pressed = std::exchange(m_pressed, nullptr);
  if (std::exchange(m_isDragging, false)) {
    hide();
    emit dropped(kind, at);
  } else if (m_list.itemAt(mouse->position().toPoint()) == pressed) {
    take(pressed);
  }
  return true;
}

bool LayerPalette::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_list.viewport()) {
    if (event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseMove ||
        event->type() == QEvent::MouseButtonRelease)
      return followPointer(event);
    return false;
  }
  if (event->type() == QEvent::FocusOut &&
      static_cast<QFocusEvent*>(event)->reason() != Qt::PopupFocusReason &&
      static_cast<QFocusEvent*>(event)->reason() != Qt::ActiveWindowFocusReason)
    hide();
  if (event->type() == QEvent::ShortcutOverride) {
    event->accept();  // typed keys search, and trigger none of the window's actions
    return true;
  }
  if (event->type() != QEvent::KeyPress) return false;
  switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Up:
      moveBy(-1);
      return true;
    case Qt::Key_Down:
      moveBy(1);
      return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
      take(m_list.currentItem());
      return true;
    case Qt::Key_Escape:
      hide();
      return true;
    default:
      return false;
  }
}

void LayerPalette::hideEvent(QHideEvent* event) {
  if (event->spontaneous()) return;  // hidden with its window, which comes back
  m_pressed = nullptr;
  m_isDragging = false;
  emit closed();
}

}  // namespace pellucid::ui
