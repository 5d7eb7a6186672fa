// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/wrapped_tool_tips.h"

#include <QComboBox>
#include <QHelpEvent>
#include <QMenu>
#include <QToolTip>
#include <QWidget>

#include "ui/theme/style.h"

namespace pellucid::ui {
namespace {

constexpr qsizetype kLine = 60;  // characters

QString wrappedLine(const QString& line) {
  QString result;
  qsizetype length = 0;
  for (const QString& word : line.split(QLatin1Char(' '))) {
    if (length > 0 && length + 1 + word.size() > kLine) {
      result += QLatin1Char('\n');
      length = 0;
    } else if (length > 0) {
      result += QLatin1Char(' ');
      ++length;
    }
    result += word;
    length += word.size();
  }
  return result;
}

/// The text that does not fit in the box; empty where it shows all of it.
QString hiddenText(QObject* object) {
  const auto* box = qobject_cast<const QComboBox*>(object);
  return box == nullptr || shownText(*box) == box->currentText() ? QString() : box->currentText();
}

}  // namespace

QString wrappedText(const QString& text) {
  if (Qt::mightBeRichText(text)) return text;
  QStringList lines = text.split(QLatin1Char('\n'));
  for (QString& line : lines) line = wrappedLine(line);
  return lines.join(QLatin1Char('\n'));
}

bool WrappedToolTips::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QObject::eventFilter(watched, event);
  const auto* help = static_cast<QHelpEvent*>(event);
  auto* widget = qobject_cast<QWidget*>(watched);
  const auto* menu = qobject_cast<QMenu*>(watched);
  const QAction* entry = menu != nullptr && menu->toolTipsVisible() ? menu->actionAt(help->pos()) : nullptr;
  // Widgets with a separate tip for each of their parts, such as tabs, show them themselves.
  const QString tip = entry != nullptr ? entry->toolTip() : widget != nullptr ? widget->toolTip() : QString();
  const QString hidden = hiddenText(watched);
  if (tip.size() <= kLine && hidden.isEmpty()) return QObject::eventFilter(watched, event);
  const QString all = hidden.isEmpty() || tip.isEmpty() ? hidden + tip : hidden + QLatin1Char('\n') + tip;
  QToolTip::showText(help->globalPos(), wrappedText(all), widget);
  return true;
}

}  // namespace pellucid::ui
