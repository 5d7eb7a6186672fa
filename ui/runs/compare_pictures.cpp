// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/compare_pictures.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/theme/theme.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/weight_image.h"

namespace pellucid::ui {
namespace {

constexpr double kNameRoom = 18;  // for the names of classes, left and below
constexpr double kPictureGap = 3;

}  // namespace

AnswerMatrix::AnswerMatrix() {
  setAccessibleName(tr("Which class is answered with which"));
  setMinimumSize(150, 150);
}

void AnswerMatrix::setCounts(const Counts* counts, const std::vector<std::string>& classNames) {
  m_counts = counts == nullptr ? Counts() : *counts;
  m_names = classNames;
  setAccessibleDescription(summary());
  update();
}

QString AnswerMatrix::summary() const {
  engine::Index most = 0;
  engine::Index truth = 0;
  engine::Index answered = 0;
  for (engine::Index row = 0; row < m_counts.rows(); ++row)
    for (engine::Index column = 0; column < m_counts.cols(); ++column)
      if (row != column && m_counts(row, column) > most) {
        most = m_counts(row, column);
        truth = row;
        answered = column;
      }
  if (most == 0) return tr("Nothing is confused.");
  return tr("Most often the class %1 is answered with %2: in %3 of %4 test samples.")
      .arg(nameOf(truth), nameOf(answered), countText(most), countText(m_counts.row(truth).sum()));
}

QRectF AnswerMatrix::cell(engine::Index row, engine::Index column) const {
  const double side = (std::min(width(), height()) - kNameRoom) / static_cast<double>(m_counts.rows());
  return {kNameRoom + static_cast<double>(column) * side, static_cast<double>(row) * side, side, side};
}

QString AnswerMatrix::nameOf(engine::Index answer) const {
  const auto at = static_cast<std::size_t>(answer);
  return at < m_names.size() ? QString::fromStdString(m_names[at]) : QString::number(answer);
}

void AnswerMatrix::paintEvent(QPaintEvent*) {
  if (m_counts.size() == 0) return;
  const Theme& theme = themeOf(*this);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setFont(typeFont(font(), TypeSize::Small));
  const QFontMetrics metrics(painter.font());
  for (engine::Index row = 0; row < m_counts.rows(); ++row) {
    const auto samples = static_cast<double>(std::max<engine::Index>(m_counts.row(row).sum(), 1));
    for (engine::Index column = 0; column < m_counts.cols(); ++column) {
      const QRectF box = cell(row, column).adjusted(0.5, 0.5, -0.5, -0.5);
      const engine::Index count = m_counts(row, column);
      // Errors are few: their colour grows with the root, so that one in a hundred is visible.
      const double share = static_cast<double>(count) / samples;
      QColor fill = row == column ? theme.right : theme.wrong;
      fill.setAlphaF(static_cast<float>(row == column ? 0.75 * share : 0.9 * std::sqrt(share)));
      painter.fillRect(box, theme.neutral);
      painter.fillRect(box, fill);
      if (count == 0) continue;
      const QString text = QString::number(count);
      const bool isNarrow = metrics.horizontalAdvance(text) > box.width();
      painter.setFont(typeFont(font(), isNarrow ? TypeSize::Least : TypeSize::Small));
      if (QFontMetrics(painter.font()).horizontalAdvance(text) > box.width() + 1) continue;
      painter.setPen(theme.text);
      painter.drawText(box, Qt::AlignCenter, text);
    }
    painter.setFont(typeFont(font(), TypeSize::Small));
    painter.setPen(theme.mutedText);
    const QRectF left = cell(row, 0);
    const QRectF below = cell(m_counts.rows() - 1, row);
    const auto fitting = [&](double room) {
      return metrics.elidedText(nameOf(row), Qt::ElideRight, static_cast<int>(room));
    };
    painter.drawText(QRectF(0, left.top(), kNameRoom - 3, left.height()), Qt::AlignRight | Qt::AlignVCenter,
                     fitting(kNameRoom - 3));
    painter.drawText(QRectF(below.left(), below.bottom() + 1, below.width(), kNameRoom - 2), Qt::AlignHCenter,
                     fitting(below.width()));
  }
}

bool AnswerMatrix::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  auto* help = static_cast<QHelpEvent*>(event);
  for (engine::Index row = 0; row < m_counts.rows(); ++row)
    for (engine::Index column = 0; column < m_counts.cols(); ++column)
      if (cell(row, column).contains(help->pos())) {
        const engine::Index samples = m_counts.row(row).sum();
        QToolTip::showText(
            help->globalPos(),
            tr("Of %1 test samples of the class %2, %3 are answered with %4.")
                .arg(countText(samples), nameOf(row), countText(m_counts(row, column)), nameOf(column)),
            this);
        return true;
      }
  QToolTip::hideText();
  return true;
}

FirstWeights::FirstWeights() {
  setAccessibleName(tr("Pictures of the first layer's weights"));
  setToolTip(tr(
      "One picture for each unit of the first layer: orange where a large input raises its sum, blue where "
      "it lowers it. The same place is the same unit in both runs."));
  setMinimumSize(150, 150);
}

void FirstWeights::setWeights(std::shared_ptr<const engine::Network> network, engine::Vector weights,
                              const engine::Shape& input) {
  m_network = std::move(network);
  m_weights = std::move(weights);
  m_input = input;
  update();
}

void FirstWeights::paintEvent(QPaintEvent*) {
  if (!m_network) return;
  const Theme& theme = themeOf(*this);
  const auto w = m_network->weight(m_weights, 0);
  if (w.rows() == 0) return;
  const engine::Layer& layer = m_network->layer(0);
  const bool isConv = layer.kind() == engine::LayerKind::Conv2d;
  QSize pixels = gridFor(w.cols());
  if (isConv)
    pixels = {static_cast<int>(layer.spec().kernel),
              static_cast<int>(layer.spec().kernel * m_input.channels)};
  else if (m_input.isImage())
    pixels = {static_cast<int>(m_input.width), static_cast<int>(m_input.height * m_input.channels)};
  else if (w.cols() <= 4)
    pixels = {static_cast<int>(w.cols()), 1};
  // Large enough for all to be visible, but not tiny; then only the first ones.
  constexpr int kLeastSide = 20;
  constexpr int kMostSide = 64;
  int side = kMostSide;
  const auto fitting = [&] { return static_cast<engine::Index>(width() / side) * (height() / side); };
  while (side > kLeastSide && fitting() < w.rows()) --side;
  const int columns = std::max(1, width() / side);
  QPainter painter(this);
  painter.setRenderHint(QPainter::SmoothPixmapTransform, side < pixels.width());
  const auto shown = std::min<engine::Index>(w.rows(), std::max<engine::Index>(fitting(), 1));
  for (engine::Index unit = 0; unit < shown; ++unit) {
    const engine::Vector row = w.row(unit).transpose();
    const double range = std::max(1e-12, static_cast<double>(row.cwiseAbs().maxCoeff()));
    const QImage image = signedImage(row, pixels.width(), pixels.height(), range, theme);
    const QSizeF size = QSizeF(pixels).scaled(side - kPictureGap, side - kPictureGap, Qt::KeepAspectRatio);
    painter.drawImage(QRectF(QPointF(static_cast<double>(unit % columns) * side,
                                     static_cast<double>(unit / columns) * side),
                             size),
                      image);
  }
}

}  // namespace pellucid::ui
