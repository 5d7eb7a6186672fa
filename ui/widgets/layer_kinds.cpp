// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/layer_kinds.h"

#include <QCoreApplication>
#include <array>

namespace pellucid::ui {
namespace {

using engine::LayerKind;

struct LayerKindText {
  Q_DECLARE_TR_FUNCTIONS(pellucid::ui::LayerKindText)
};

/// Two columns of dots; where `isFull`, every left one is connected to every right one, otherwise each to its
/// own.
void paintDots(QPainter& painter, const QRectF& area, bool isFull, const Theme& theme) {
  const double radius = area.height() * 0.085;
  const auto at = [&](double x, int row) {
    return QPointF(area.left() + x * area.width(), area.top() + (0.18 + 0.32 * row) * area.height());
  };
  painter.setPen(QPen(theme.mutedText, 0.8));
  for (int from = 0; from < 3; ++from)
    for (int to = 0; to < 3; ++to)
      if (isFull || from == to) painter.drawLine(at(0.2, from), at(0.8, to));
  painter.setPen(Qt::NoPen);
  for (int row = 0; row < 3; ++row) {
    painter.setBrush(theme.mutedText);
    painter.drawEllipse(at(0.2, row), radius, radius);
    painter.setBrush(theme.accent);
    painter.drawEllipse(at(0.8, row), radius, radius);
  }
}

/// A grid of cells × cells squares; those for which `shade` returns a colour are filled.
template <class Shade>
void paintGrid(QPainter& painter, const QRectF& square, int cells, const QColor& line, const Shade& shade) {
  const double side = square.width() / cells;
  for (int y = 0; y < cells; ++y)
    for (int x = 0; x < cells; ++x) {
      const QRectF cell(square.left() + x * side, square.top() + y * side, side, side);
      painter.setPen(QPen(line, 0.7));
      painter.setBrush(shade(x, y));
      painter.drawRect(cell);
    }
}

QRectF squareAt(const QRectF& area, double x, double share) {
  const double side = area.height() * share;
  return {area.left() + x * area.width() - side / 2, area.center().y() - side / 2, side, side};
}

void paintArrow(QPainter& painter, QPointF from, QPointF to, const QColor& colour) {
  painter.setPen(QPen(colour, 1, Qt::SolidLine, Qt::RoundCap));
  painter.drawLine(from, to);
  painter.drawLine(to, to + QPointF(-2.5, -2.5));
  painter.drawLine(to, to + QPointF(-2.5, 2.5));
}

/// A window of the left map becomes one pixel of the right one.
void paintConvolution(QPainter& painter, const QRectF& area, const Theme& theme) {
  const QRectF left = squareAt(area, 0.27, 0.84);
  const QRectF right = squareAt(area, 0.82, 0.46);
  QColor window = theme.accent;
  window.setAlphaF(0.35F);
  paintGrid(painter, left, 5, theme.border, [&](int x, int y) {
    return x >= 1 && x < 4 && y >= 1 && y < 4 ? QBrush(window) : QBrush(Qt::NoBrush);
  });
  paintGrid(painter, right, 3, theme.border,
            [&](int x, int y) { return x == 1 && y == 1 ? QBrush(theme.accent) : QBrush(Qt::NoBrush); });
  painter.setPen(QPen(theme.accent, 0.8));
  const double side = left.width() / 5;
  const QPointF target = right.center();
  painter.drawLine(left.topLeft() + QPointF(4 * side, side), target);
  painter.drawLine(left.topLeft() + QPointF(4 * side, 4 * side), target);
}

/// Four windows become four pixels: the largest of each, or the mean.
void paintPool(QPainter& painter, const QRectF& area, bool isMax, const Theme& theme) {
  // Made-up values; each window has its maximum elsewhere.
  constexpr std::array<std::array<double, 4>, 4> kValues = {
      {{0.9, 0.2, 0.1, 0.3}, {0.3, 0.1, 0.6, 0.2}, {0.1, 0.4, 0.2, 0.1}, {0.2, 0.3, 0.3, 1.0}}};
  const auto shade = [&](double value) {
    QColor colour = theme.accent;
    colour.setAlphaF(static_cast<float>(value));
    return QBrush(colour);
  };
  const auto value = [&](int x, int y) {
    return kValues[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)];
  };
  paintGrid(painter, squareAt(area, 0.26, 0.8), 4, theme.border,
            [&](int x, int y) { return shade(value(x, y)); });
  paintGrid(painter, squareAt(area, 0.82, 0.42), 2, theme.border, [&](int x, int y) {
    double most = 0;
    double sum = 0;
    for (int i = 0; i < 4; ++i) {
      const double each = value(2 * x + i % 2, 2 * y + i / 2);
      most = std::max(most, each);
      sum += each;
    }
    return shade(isMax ? most : sum / 4);
  });
  paintArrow(painter, area.center() + QPointF(area.width() * 0.03, 0),
             area.center() + QPointF(area.width() * 0.13, 0), theme.mutedText);
}

void paintFlatten(QPainter& painter, const QRectF& area, const Theme& theme) {
  QColor soft = theme.accent;
  soft.setAlphaF(0.35F);
  paintGrid(painter, squareAt(area, 0.25, 0.66), 3, theme.border, [&](int, int) { return QBrush(soft); });
  paintArrow(painter, area.center() + QPointF(area.width() * 0.02, 0),
             area.center() + QPointF(area.width() * 0.14, 0), theme.mutedText);
  const double side = area.height() / 9;
  for (int i = 0; i < 9; ++i) {
    painter.setPen(QPen(theme.border, 0.7));
    painter.setBrush(soft);
    painter.drawRect(QRectF(area.left() + area.width() * 0.84 - side / 2, area.top() + i * side, side, side));
  }
}

void paintDropout(QPainter& painter, const QRectF& area, const Theme& theme) {
  paintDots(painter, area, false, theme);
  const QPointF off(area.left() + 0.8 * area.width(), area.top() + 0.5 * area.height());
  const double radius = area.height() * 0.1;
  painter.setPen(QPen(theme.mutedText, 1));
  painter.setBrush(theme.panel);
  painter.drawEllipse(off, radius, radius);
  painter.setPen(QPen(theme.wrong, 1.4));
  painter.drawLine(off + QPointF(-radius, -radius), off + QPointF(radius, radius));
  painter.drawLine(off + QPointF(radius, -radius), off + QPointF(-radius, radius));
}

/// A distribution of values that is off centre and too wide becomes one around 0.
void paintBatchNorm(QPainter& painter, const QRectF& area, const Theme& theme) {
  const auto bars = [&](double left, const std::array<double, 5>& heights, const QColor& colour) {
    const double width = area.width() * 0.07;
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    for (std::size_t i = 0; i < heights.size(); ++i) {
      const double height = heights[i] * area.height() * 0.7;
      painter.drawRect(QRectF(area.left() + left * area.width() + static_cast<double>(i) * width,
                              area.bottom() - area.height() * 0.15 - height, width - 1, height));
    }
  };
  bars(0.05, {0.15, 0.3, 0.45, 0.75, 0.9}, theme.mutedText);
  bars(0.6, {0.2, 0.7, 1.0, 0.7, 0.2}, theme.accent);
  paintArrow(painter, area.center() + QPointF(-area.width() * 0.06, 0),
             area.center() + QPointF(area.width() * 0.06, 0), theme.mutedText);
}

}  // namespace

QString kindText(LayerKind kind) {
  switch (kind) {
    case LayerKind::Dense:
      return LayerKindText::tr("Dense");
    case LayerKind::Conv2d:
      return LayerKindText::tr("Convolution");
    case LayerKind::MaxPool:
      return LayerKindText::tr("Max pool");
    case LayerKind::AveragePool:
      return LayerKindText::tr("Average pool");
    case LayerKind::Flatten:
      return LayerKindText::tr("Flatten");
    case LayerKind::Dropout:
      return LayerKindText::tr("Dropout");
    case LayerKind::BatchNorm:
      return LayerKindText::tr("Batch norm");
  }
  return {};
}

QString kindSentence(LayerKind kind) {
  switch (kind) {
    case LayerKind::Dense:
      return LayerKindText::tr(
          "Every unit sees all inputs and adds them up, each times a weight of its own.");
    case LayerKind::Conv2d:
      return LayerKindText::tr(
          "Small filters slide over the image and look for the same pattern everywhere.");
    case LayerKind::MaxPool:
      return LayerKindText::tr(
          "Keeps the largest value of each window: smaller maps, whatever their exact place.");
    case LayerKind::AveragePool:
      return LayerKindText::tr("Keeps the mean of each window: smaller, smoother maps.");
    case LayerKind::Flatten:
      return LayerKindText::tr("Puts the pixels of all maps into one row, as a dense layer takes them.");
    case LayerKind::Dropout:
      return LayerKindText::tr(
          "Switches off random inputs while training, so that no unit relies on a single one.");
    case LayerKind::BatchNorm:
      return LayerKindText::tr(
          "Brings the values in a batch to mean 0 and deviation 1, which lets deep networks learn faster.");
  }
  return {};
}

QString kindWords(LayerKind kind) {
  switch (kind) {
    case LayerKind::Dense:
      return LayerKindText::tr("fully connected linear hidden");
    case LayerKind::Conv2d:
      return LayerKindText::tr("conv2d filter kernel cnn");
    case LayerKind::MaxPool:
      return LayerKindText::tr("pooling maximum subsampling");
    case LayerKind::AveragePool:
      return LayerKindText::tr("pooling mean subsampling");
    case LayerKind::Flatten:
      return LayerKindText::tr("reshape row vector");
    case LayerKind::Dropout:
      return LayerKindText::tr("regularisation noise");
    case LayerKind::BatchNorm:
      return LayerKindText::tr("normalisation bn");
  }
  return {};
}

void paintKind(QPainter& painter, const QRectF& area, LayerKind kind, const Theme& theme) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  switch (kind) {
    case LayerKind::Dense:
      paintDots(painter, area, true, theme);
      break;
    case LayerKind::Conv2d:
      paintConvolution(painter, area, theme);
      break;
    case LayerKind::MaxPool:
    case LayerKind::AveragePool:
      paintPool(painter, area, kind == LayerKind::MaxPool, theme);
      break;
    case LayerKind::Flatten:
      paintFlatten(painter, area, theme);
      break;
    case LayerKind::Dropout:
      paintDropout(painter, area, theme);
      break;
    case LayerKind::BatchNorm:
      paintBatchNorm(painter, area, theme);
      break;
  }
  painter.restore();
}

}  // namespace pellucid::ui
