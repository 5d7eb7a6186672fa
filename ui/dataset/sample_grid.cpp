// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/sample_grid.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>
#include <algorithm>

#include "ui/dataset/sample_image.h"
#include "ui/theme/theme.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

constexpr int kLeastSide = 44;  ///< of a picture
constexpr int kMostSide = 72;
constexpr int kGap = 6;
constexpr int kRowPadding = 3;
constexpr int kNumberWidth = 164;  ///< the first column of rows: the sample's name
constexpr int kAnswerWidth = 120;
constexpr int kValueWidth = 74;

/// Small pictures are enlarged by whole numbers, so that their pixels stay squares.
int sideOf(const engine::Shape& shape) {
  const int pixels = static_cast<int>(std::max(shape.height, shape.width));
  const int times = std::max(1, kLeastSide / std::max(1, pixels));
  return std::clamp(pixels * times, kLeastSide, kMostSide);
}

}  // namespace

SampleGrid::SampleGrid(QWidget* parent) : QAbstractScrollArea(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);  // so that nothing moves when there are more
  setAccessibleName(tr("Samples"));
  setMinimumHeight(120);
}

void SampleGrid::setSamples(engine::DatasetPtr dataset, std::vector<SampleRef> samples,
                            std::shared_ptr<const AllAnswers> answers) {
  const auto before = current();
  m_data = std::move(dataset);
  m_samples = std::move(samples);
  m_answers = std::move(answers);
  const auto found = before ? std::ranges::find(m_samples, *before) : m_samples.end();
  m_current = found == m_samples.end() ? 0 : static_cast<std::size_t>(found - m_samples.begin());
  updateScrollBar();
  if (found == m_samples.end()) verticalScrollBar()->setValue(0);
  viewport()->update();
  tellCurrent();
}

std::optional<SampleRef> SampleGrid::current() const {
  return m_samples.empty() ? std::nullopt : std::optional(m_samples[m_current]);
}

void SampleGrid::choose(SampleRef sample) {
  const auto found = std::ranges::find(m_samples, sample);
  if (found != m_samples.end()) setCurrent(static_cast<std::size_t>(found - m_samples.begin()));
}

QSize SampleGrid::cellSize() const {
  if (isPictures()) {
    const int side = sideOf(m_data->shape);
    return {side + kGap, side + kGap};
  }
  return {viewport()->width(), fontMetrics().height() + 2 * kRowPadding};
}

int SampleGrid::headerHeight() const {
  return isPictures() || !m_data ? 0 : fontMetrics().height() + 2 * kRowPadding + 1;
}

int SampleGrid::columns() const {
  return isPictures() ? std::max(1, (viewport()->width() - kGap) / cellSize().width()) : 1;
}

QRect SampleGrid::placeOf(std::size_t number) const {
  const auto beside = static_cast<std::size_t>(columns());
  const QSize cell = cellSize();
  const int left = isPictures() ? kGap : 0;
  return {left + static_cast<int>(number % beside) * cell.width(),
          headerHeight() + static_cast<int>(number / beside) * cell.height() - verticalScrollBar()->value() +
              (isPictures() ? kGap : 0),
          cell.width(), cell.height()};
}

std::optional<std::size_t> SampleGrid::numberAt(QPoint position) const {
  if (!m_data || position.y() < headerHeight()) return std::nullopt;
  const int left = isPictures() ? kGap : 0;
  const int top = headerHeight() + (isPictures() ? kGap : 0);
  const int column = (position.x() - left) / cellSize().width();
  const int row = (position.y() - top + verticalScrollBar()->value()) / rowHeight();
  if (position.x() < left || column >= columns() || row < 0) return std::nullopt;
  const auto number =
      static_cast<std::size_t>(row) * static_cast<std::size_t>(columns()) + static_cast<std::size_t>(column);
  return number < m_samples.size() ? std::optional(number) : std::nullopt;
}

void SampleGrid::updateScrollBar() {
  const auto beside = static_cast<std::size_t>(columns());
  const auto rows = static_cast<int>((m_samples.size() + beside - 1) / beside);
  const int seen = viewport()->height() - headerHeight();
  verticalScrollBar()->setPageStep(std::max(1, seen));
  verticalScrollBar()->setSingleStep(rowHeight());
  verticalScrollBar()->setRange(0, std::max(0, rows * rowHeight() + (isPictures() ? kGap : 0) - seen));
}

void SampleGrid::setCurrent(std::size_t number) {
  if (number >= m_samples.size()) return;
  const bool isOther = number != m_current;
  m_current = number;
  const QRect place = placeOf(number);
  QScrollBar& bar = *verticalScrollBar();
  const int top = headerHeight() + (isPictures() ? kGap : 0);
  if (place.top() < top)
    bar.setValue(bar.value() + place.top() - top);
  else if (place.bottom() >= viewport()->height())
    bar.setValue(bar.value() + place.bottom() + 1 - viewport()->height());
  viewport()->update();
  if (isOther) tellCurrent();
  emit chosen();
}

void SampleGrid::tellCurrent() {
  setAccessibleDescription(m_samples.empty() ? tr("There are none.") : textOf(m_current));
  emit currentChanged();
}

QString SampleGrid::textOf(std::size_t number) const {
  const SampleRef sample = m_samples[number];
  const QString text = tr("%1: %2.").arg(sampleTitle(sample), sampleAnswer(*m_data, sample));
  if (!m_answers || !m_data->hasClasses()) return text;
  const auto answered = static_cast<std::size_t>(m_answers->of(sample).answered);
  const QString said = answered < m_data->classNames.size()
                           ? QString::fromStdString(m_data->classNames[answered])
                           : QString::number(answered);
  return tr("%1 The network says %2.").arg(text, said);
}

void SampleGrid::paintEvent(QPaintEvent*) {
  QPainter painter(viewport());
  const Theme& theme = themeOf(*this);
  painter.fillRect(viewport()->rect(), theme.field);
  if (m_samples.empty() || !m_data) {
    painter.setPen(theme.mutedText);
    painter.drawText(viewport()->rect(), Qt::AlignCenter,
                     m_data ? tr("No sample is like that.") : tr("No data yet."));
    return;
  }
  const auto beside = static_cast<std::size_t>(columns());
  const auto firstRow = static_cast<std::size_t>(verticalScrollBar()->value() / rowHeight());
  const auto rows = static_cast<std::size_t>(viewport()->height() / rowHeight() + 2);
  const std::size_t end = std::min(m_samples.size(), (firstRow + rows) * beside);
  for (std::size_t i = firstRow * beside; i < end; ++i)
    isPictures() ? paintPicture(painter, i) : paintRow(painter, i);
  if (!isPictures()) paintHeader(painter);
}

void SampleGrid::paintPicture(QPainter& painter, std::size_t number) const {
  const Theme& theme = themeOf(*this);
  const QRect place = placeOf(number).adjusted(0, 0, -kGap, -kGap);
  const QImage image = sampleImage(*m_data, m_samples[number]);
  const QSize size = image.size().scaled(place.size(), Qt::KeepAspectRatio);
  QRect target(QPoint(), size);
  target.moveCenter(place.center());
  painter.setRenderHint(QPainter::SmoothPixmapTransform, image.width() > size.width());
  painter.drawImage(target, image);
  painter.setPen(theme.border);
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(target.adjusted(-1, -1, 0, 0));  // gives a bright image an edge on a bright background too
  const bool isWrong = m_answers && m_data->hasClasses() && !m_answers->of(m_samples[number]).isRight();
  if (isWrong) painter.fillRect(QRect(place.left(), place.bottom() - 3, place.width(), 4), theme.wrong);
  if (number == m_current) {
    painter.setPen(QPen(theme.accent, hasFocus() ? 3 : 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(place.adjusted(-2, -2, 2, 2));
  }
}

std::vector<int> SampleGrid::columnWidths() const {
  std::vector<int> widths = {kNumberWidth, kAnswerWidth};
  int left = viewport()->width() - kNumberWidth - kAnswerWidth;
  for (engine::Index i = 0; i < m_data->inputs() && left >= kValueWidth; ++i, left -= kValueWidth)
    widths.push_back(kValueWidth);
  return widths;
}

void SampleGrid::paintRow(QPainter& painter, std::size_t number) const {
  const Theme& theme = themeOf(*this);
  const QRect place = placeOf(number);
  const SampleRef sample = m_samples[number];
  if (number == m_current) {
    painter.setPen(QPen(theme.accent, hasFocus() ? 2 : 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(place.adjusted(1, 0, -2, -1));
  }
  const engine::Vector values = unscaledInputs(*m_data, sample);
  const bool isWrong = m_answers && m_data->hasClasses() && !m_answers->of(sample).isRight();
  const std::vector<int> widths = columnWidths();
  int x = 0;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    const QRect cell = QRect(x, place.top(), widths[i], place.height()).adjusted(6, 0, -6, 0);
    x += widths[i];
    const QString text = i == 0 ? sampleTitle(sample)
                         : i == 1
                             ? sampleAnswer(*m_data, sample)
                             : shortValueText(static_cast<double>(values(static_cast<engine::Index>(i) - 2)));
    painter.setPen(i == 1 && isWrong ? theme.wrong : i == 0 ? theme.mutedText : theme.text);
    painter.drawText(cell, (i < 2 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter,
                     fontMetrics().elidedText(text, i == 0 ? Qt::ElideMiddle : Qt::ElideRight, cell.width()));
  }
}

void SampleGrid::paintHeader(QPainter& painter) const {
  const Theme& theme = themeOf(*this);
  const QRect bar(0, 0, viewport()->width(), headerHeight());
  painter.fillRect(bar, theme.panel);
  painter.setPen(theme.border);
  painter.drawLine(bar.bottomLeft(), bar.bottomRight());
  painter.setPen(theme.mutedText);
  const std::vector<int> widths = columnWidths();
  int x = 0;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    const QRect cell = QRect(x, 0, widths[i], bar.height()).adjusted(6, 0, -6, 0);
    x += widths[i];
    QString text = i == 0 ? tr("Sample") : m_data->hasClasses() ? tr("Class") : tr("Answer");
    if (i > 1)
      text = i - 2 < m_data->inputNames.size() ? QString::fromStdString(m_data->inputNames[i - 2])
                                               : tr("input %1").arg(i - 1);
    painter.drawText(cell, (i < 2 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter,
                     fontMetrics().elidedText(text, Qt::ElideRight, cell.width()));
  }
}

void SampleGrid::resizeEvent(QResizeEvent* event) {
  QAbstractScrollArea::resizeEvent(event);
  updateScrollBar();
}

void SampleGrid::keyPressEvent(QKeyEvent* event) {
  const auto beside = static_cast<std::ptrdiff_t>(columns());
  const auto page =
      std::max<std::ptrdiff_t>(1, (viewport()->height() - headerHeight()) / std::max(1, rowHeight())) *
      beside;
  const auto move = [&](std::ptrdiff_t by) {
    if (m_samples.empty()) return;
    const auto last = static_cast<std::ptrdiff_t>(m_samples.size()) - 1;
    setCurrent(static_cast<std::size_t>(
        std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(m_current) + by, 0, last)));
  };
  switch (event->key()) {
    case Qt::Key_Left:
      return move(-1);
    case Qt::Key_Right:
      return move(1);
    case Qt::Key_Up:
      return move(-beside);
    case Qt::Key_Down:
      return move(beside);
    case Qt::Key_PageUp:
      return move(-page);
    case Qt::Key_PageDown:
      return move(page);
    case Qt::Key_Home:
      return setCurrent(0);
    case Qt::Key_End:
      if (!m_samples.empty()) setCurrent(m_samples.size() - 1);
      return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (!m_samples.empty()) emit activated();
      return;
    default:
      QAbstractScrollArea::keyPressEvent(event);
  }
}

void SampleGrid::mousePressEvent(QMouseEvent* event) {
  if (const auto number = numberAt(event->pos()); number && event->button() == Qt::LeftButton)
    setCurrent(*number);
}

void SampleGrid::mouseDoubleClickEvent(QMouseEvent* event) {
  if (numberAt(event->pos()) && event->button() == Qt::LeftButton) emit activated();
}

bool SampleGrid::viewportEvent(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    auto* help = static_cast<QHelpEvent*>(event);
    const auto number = numberAt(help->pos());
    QToolTip::showText(
        help->globalPos(),
        number ? textOf(*number) + QLatin1Char('\n') +
                     tr("Click it to see its numbers; Enter or a double click takes it to the network.")
               : QString(),
        this);
    return true;
  }
  return QAbstractScrollArea::viewportEvent(event);
}

}  // namespace pellucid::ui
