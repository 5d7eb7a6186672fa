// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/class_bars.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

#include "ui/theme/theme.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

constexpr int kNameWidth = 92;
constexpr int kCountWidth = 56;

}  // namespace

engine::Index ClassBars::sumOf(const engine::DataSummary::ClassCounts& counts) const {
  return counts.train + counts.validation + (m_testsOnTraining ? 0 : counts.test);
}

ClassBars::ClassBars(QWidget* parent) : QWidget(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Samples of each class"));
}

void ClassBars::setCounts(std::vector<std::string> names,
                          std::vector<engine::DataSummary::ClassCounts> counts, bool testsOnTraining) {
  m_testsOnTraining = testsOnTraining;
  m_names = std::move(names);
  m_counts = std::move(counts);
  m_row = 0;
  setVisible(!m_counts.empty());
  updateGeometry();
  update();
}

void ClassBars::setChosen(std::optional<std::size_t> chosen) {
  m_chosen = chosen;
  update();
}

int ClassBars::rowHeight() const {
  return fontMetrics().height() + 4;
}

QSize ClassBars::sizeHint() const {
  const int rows = m_counts.empty() ? 0 : static_cast<int>(m_counts.size()) + 1;  // the last is the legend
  return {kNameWidth + kCountWidth + 60, rows * rowHeight()};
}

QString ClassBars::textOf(std::size_t label) const {
  const auto& counts = m_counts[label];
  const QString name = QString::fromStdString(m_names[label]);
  const QString train = countText(counts.train);
  const QString test = countText(counts.test);
  if (m_testsOnTraining && counts.validation == 0)
    return tr("%1: %2, used for both training and testing").arg(name, train);
  if (counts.validation == 0) return tr("%1: %2 for training, %3 for testing").arg(name, train, test);
  return tr("%1: %2 for training, %3 for validation, %4 for testing")
      .arg(name, train, countText(counts.validation), test);
}

void ClassBars::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = themeOf(*this);
  engine::Index most = 1;
  for (const auto& counts : m_counts) most = std::max(most, sumOf(counts));
  const double scale = static_cast<double>(width() - kNameWidth - kCountWidth) / static_cast<double>(most);
  for (std::size_t i = 0; i < m_counts.size(); ++i) {
    const QRect row(0, static_cast<int>(i) * rowHeight(), width(), rowHeight());
    if (m_chosen == i) painter.fillRect(row, theme.field);
    painter.setPen(theme.text);
    painter.drawText(
        row.adjusted(4, 0, 0, 0).intersected(QRect(0, row.top(), kNameWidth - 6, row.height())),
        Qt::AlignVCenter | Qt::AlignLeft,
        fontMetrics().elidedText(QString::fromStdString(m_names[i]), Qt::ElideRight, kNameWidth - 10));
    double x = kNameWidth;
    const auto bar = [&](engine::Index count, const QColor& colour) {
      const double wide = static_cast<double>(count) * scale;
      painter.fillRect(QRectF(x, row.top() + 4, wide, row.height() - 8), colour);
      x += wide;
    };
    bar(m_counts[i].train, theme.train);
    bar(m_counts[i].validation, theme.mutedText);
    if (!m_testsOnTraining) bar(m_counts[i].test, theme.test);
    painter.setPen(theme.mutedText);
    painter.drawText(row.adjusted(0, 0, -4, 0), Qt::AlignVCenter | Qt::AlignRight,
                     countText(sumOf(m_counts[i])));
    if (m_chosen == i || (hasFocus() && m_row == i)) {
      painter.setBrush(Qt::NoBrush);
      painter.setPen(QPen(theme.accent, hasFocus() && m_row == i ? 2 : 1));
      painter.drawRect(row.adjusted(1, 1, -2, -2));
    }
  }
  if (!m_counts.empty()) paintLegend(painter);
}

void ClassBars::paintLegend(QPainter& painter) const {
  const Theme& theme = themeOf(*this);
  const QRect row(0, static_cast<int>(m_counts.size()) * rowHeight(), width(), rowHeight());
  const bool hasValidation =
      std::ranges::any_of(m_counts, [](const auto& counts) { return counts.validation > 0; });
  int x = kNameWidth;
  const auto add = [&](const QColor& colour, const QString& text) {
    const int side = fontMetrics().height() / 2;
    painter.fillRect(QRect(x, row.center().y() - side / 2, side, side), colour);
    painter.setPen(theme.mutedText);
    painter.drawText(QRect(x + side + 4, row.top(), row.width(), row.height()),
                     Qt::AlignVCenter | Qt::AlignLeft, text);
    x += side + 4 + fontMetrics().horizontalAdvance(text) + 10;
  };
  add(theme.train, m_testsOnTraining ? tr("training and testing") : tr("training"));
  if (hasValidation) add(theme.mutedText, tr("validation"));
  if (!m_testsOnTraining) add(theme.test, tr("testing"));
}

std::optional<std::size_t> ClassBars::rowAt(int y) const {
  const int row = y / rowHeight();
  return y >= 0 && row < static_cast<int>(m_counts.size()) ? std::optional(static_cast<std::size_t>(row))
                                                           : std::nullopt;
}

void ClassBars::goTo(std::size_t row) {
  m_row = row;
  setAccessibleDescription(textOf(row));
  update();
}

void ClassBars::mousePressEvent(QMouseEvent* event) {
  const auto row = rowAt(event->pos().y());
  if (!row || event->button() != Qt::LeftButton) return;
  goTo(*row);
  emit chosen(m_chosen == row ? std::nullopt : row);
}

void ClassBars::keyPressEvent(QKeyEvent* event) {
  if (m_counts.empty()) return QWidget::keyPressEvent(event);
  switch (event->key()) {
    case Qt::Key_Up:
      return goTo(m_row == 0 ? 0 : m_row - 1);
    case Qt::Key_Down:
      return goTo(std::min(m_row + 1, m_counts.size() - 1));
    case Qt::Key_Return:
    case Qt::Key_Enter:
      emit chosen(m_chosen == m_row ? std::nullopt : std::optional(m_row));
      return;
    default:
      QWidget::keyPressEvent(event);
  }
}

void ClassBars::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  if (!m_counts.empty()) goTo(m_row);
}

bool ClassBars::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    auto* help = static_cast<QHelpEvent*>(event);
    const auto row = rowAt(help->pos().y());
    QToolTip::showText(help->globalPos(),
                       row ? textOf(*row) + QLatin1Char('\n') +
                                 tr("Click it to see only samples of this class, once more to see all.")
                           : QString(),
                       this);
    return true;
  }
  return QWidget::event(event);
}

}  // namespace pellucid::ui
