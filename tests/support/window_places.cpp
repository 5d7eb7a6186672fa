// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/window_places.h"

#include <qcustomplot.h>

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QScrollBar>
#include <QStyleOptionComboBox>
#include <QTabBar>
#include <QTableWidget>

#include "tests/support/text_recorder.h"
#include "ui/widgets/elided_label.h"

namespace pellucid::tests {
namespace {

int widthOf(const QWidget& widget, const QString& text) {
  return widget.fontMetrics().horizontalAdvance(text);
}

QString tooNarrow(const QWidget& widget, const QString& text, int has, int needs) {
  return QStringLiteral("%1: \"%2\" is cut off: it has %3 of %4 pixels")
      .arg(nameOf(widget), text)
      .arg(has)
      .arg(needs);
}

void checkLabel(const QLabel& label, QStringList& found) {
  if (label.text().isEmpty() || dynamic_cast<const ui::ElidedLabel*>(&label) != nullptr) return;
  const bool isCut = label.wordWrap() ? label.height() < label.heightForWidth(label.width())
                                      : label.width() < label.sizeHint().width();
  if (isCut)
    found << QStringLiteral("%1 is cut off: %2×%3 of %4×%5")
                 .arg(nameOf(label))
                 .arg(label.width())
                 .arg(label.height())
                 .arg(label.sizeHint().width())
                 .arg(label.sizeHint().height());
}

void checkButton(const QAbstractButton& button, QStringList& found) {
  const int needs = button.minimumSizeHint().width();
  if (!button.text().isEmpty() && button.width() < needs)
    found << tooNarrow(button, button.text(), button.width(), needs);
}

/// The current entry and, once for each list, the entries it drops down.
void checkBox(QComboBox& box, QStringList& found) {
  QStyleOptionComboBox option;
  option.initFrom(&box);
  option.editable = box.isEditable();
  const int room =
      box.style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, &box).width() -
      2;  // that the style leaves free
  const int needs = widthOf(box, box.currentText());
  if (!box.isEditable() && room < needs) found << tooNarrow(box, box.currentText(), room, needs);

  QStringList entries;
  for (int i = 0; i < box.count(); ++i) entries << box.itemText(i);
  static QStringList looked;
  const QString list = entries.join('\n') + QString::number(box.width());
  if (looked.contains(list) || !box.isEnabled()) return;
  looked << list;
  box.showPopup();
  const QAbstractItemView& view = *box.view();
  for (int i = 0; i < box.count(); ++i) {
    const QModelIndex entry = box.model()->index(i, box.modelColumn());
    const int wide = view.sizeHintForIndex(entry).width();
    if (wide > view.viewport()->width() && entry.data(Qt::ToolTipRole).toString() != box.itemText(i))
      found << tooNarrow(box, box.itemText(i), view.viewport()->width(), wide);
  }
  box.hidePopup();
}

void checkTabs(const QTabBar& bar, QStringList& found) {
  for (int i = 0; i < bar.count(); ++i)
    if (const int needs = widthOf(bar, bar.tabText(i)); bar.tabRect(i).width() < needs)
      found << tooNarrow(bar, bar.tabText(i), bar.tabRect(i).width(), needs);
}

void checkNumber(const QAbstractSpinBox& box, QStringList& found) {
  const auto* line = box.findChild<QLineEdit*>();
  constexpr int kMargins = 4;  // inside the line
  if (line != nullptr && line->width() < widthOf(*line, line->text()) + kMargins)
    found << tooNarrow(box, line->text(), line->width(), widthOf(*line, line->text()) + kMargins);
}

void checkTable(const QTableWidget& table, QStringList& found) {
  for (int column = 0; column < table.columnCount(); ++column) {
    const int room = table.columnWidth(column);
    const auto check = [&](const QTableWidgetItem* item) {
      if (item != nullptr && room < widthOf(table, item->text()))
        found << tooNarrow(table, item->text(), room, widthOf(table, item->text()));
    };
    check(table.horizontalHeaderItem(column));
    for (int row = 0; row < table.rowCount(); ++row) check(table.item(row, column));
  }
}

/// Whether what is painted is inside and, in a plot, whose texts have no background, also does not overlap.
void checkPainted(const QWidget& widget, const TextRecorder& painted, bool mayOverlap, QStringList& found) {
  const auto& texts = painted.placedTexts();
  const QRectF inside = QRectF(widget.rect()).adjusted(-1, -1, 1, 1);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (texts[i].text.trimmed().isEmpty()) continue;
    if (!inside.contains(texts[i].box))
      found << QStringLiteral("%1 paints \"%2\" over its edge: it is %3×%4, the text at %5, %6 to %7, %8")
                   .arg(nameOf(widget), texts[i].text)
                   .arg(widget.width())
                   .arg(widget.height())
                   .arg(texts[i].box.left())
                   .arg(texts[i].box.top())
                   .arg(texts[i].box.right())
                   .arg(texts[i].box.bottom());
    for (std::size_t j = 0; !mayOverlap && j < i; ++j)
      if (!texts[j].text.trimmed().isEmpty() &&
          texts[i].box.adjusted(1, 2, -1, -2).intersects(texts[j].box.adjusted(1, 2, -1, -2)))
        found << QStringLiteral("%1 paints \"%2\" over \"%3\"")
                     .arg(nameOf(widget), texts[i].text, texts[j].text);
  }
}

void checkPlot(QCustomPlot& plot, QStringList& found) {
  TextRecorder painted(plot.size());
  QCPPainter painter(&painted);
  painter.setMode(QCPPainter::pmNoCaching);
  plot.toPainter(&painter, plot.width(), plot.height());
  painter.end();
  checkPainted(plot, painted, false, found);
}

/// For what the program paints itself. The network may be larger than its window, and has its own tests.
void checkOwnPainting(QWidget& widget, QStringList& found) {
  const QLatin1String kind(widget.metaObject()->className());
  if (!kind.startsWith(QLatin1String("pellucid::ui::")) || kind.endsWith(QLatin1String("Canvas")) ||
      !widget.findChildren<QWidget*>().isEmpty())
    return;
  TextRecorder painted(widget.size());
  widget.render(&painted);
  checkPainted(widget, painted, true, found);
}

void checkNeighbours(const QWidget& widget, QStringList& found) {
  if (widget.layout() == nullptr) return;
  std::vector<const QWidget*> children;
  for (int i = 0; i < widget.layout()->count(); ++i)
    if (const auto* child = widget.layout()->itemAt(i)->widget(); child != nullptr && child->isVisible())
      children.push_back(child);
  for (std::size_t i = 0; i < children.size(); ++i)
    for (std::size_t j = i + 1; j < children.size(); ++j)
      if (children[i]->geometry().intersects(children[j]->geometry()))
        found << QStringLiteral("%1 lies over %2").arg(nameOf(*children[i]), nameOf(*children[j]));
}

}  // namespace

QString nameOf(const QWidget& widget) {
  QString text = widget.accessibleName();
  if (const auto* label = qobject_cast<const QLabel*>(&widget)) text = label->text();
  if (const auto* button = qobject_cast<const QAbstractButton*>(&widget)) text = button->text();
  return QStringLiteral("%1 \"%2\"").arg(QLatin1String(widget.metaObject()->className()), text);
}

std::map<const QWidget*, QRect> places(const QWidget& window) {
  std::map<const QWidget*, QRect> places;
  for (const auto* widget : window.findChildren<QWidget*>())
    if (widget->isVisible()) places[widget] = {widget->mapTo(&window, QPoint()), widget->size()};
  return places;
}

QStringList misplaced(const QWidget& window) {
  QStringList found;
  for (auto* widget : window.findChildren<QWidget*>()) {
    if (!widget->isVisible()) continue;
    if (widget->objectName() == "qt_toolbar_ext_button")  // Qt's », after which the others are hidden
      found << QStringLiteral("the tool bar has not the room for all that it shows");
    if (const auto* label = qobject_cast<const QLabel*>(widget)) checkLabel(*label, found);
    if (const auto* button = qobject_cast<const QAbstractButton*>(widget)) checkButton(*button, found);
    if (auto* box = qobject_cast<QComboBox*>(widget)) checkBox(*box, found);
    if (const auto* bar = qobject_cast<const QTabBar*>(widget)) checkTabs(*bar, found);
    if (const auto* box = qobject_cast<const QAbstractSpinBox*>(widget)) checkNumber(*box, found);
    if (const auto* table = qobject_cast<const QTableWidget*>(widget)) checkTable(*table, found);
    if (auto* plot = qobject_cast<QCustomPlot*>(widget)) checkPlot(*plot, found);
    checkOwnPainting(*widget, found);
    checkNeighbours(*widget, found);
  }
  return found;
}

}  // namespace pellucid::tests
