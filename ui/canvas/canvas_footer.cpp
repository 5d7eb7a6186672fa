// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/canvas_footer.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QSignalBlocker>
#include <algorithm>
#include <cmath>

#include "ui/theme/theme.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

constexpr int kPositions = 100;
constexpr double kFewest = 100;
constexpr int kBar = 64;
constexpr int kBarGap = 6;

}  // namespace

std::size_t edgesAt(int position, std::size_t total) {
  total = std::min(total, kMostEdges);
  if (position >= kPositions || static_cast<double>(total) <= kFewest) return total;
  const double share = static_cast<double>(position) / kPositions;
  return static_cast<std::size_t>(
      std::lround(kFewest * std::pow(static_cast<double>(total) / kFewest, share)));
}

int positionOf(std::size_t edges, std::size_t total) {
  total = std::min(total, kMostEdges);
  if (edges >= total || static_cast<double>(total) <= kFewest) return kPositions;
  const double share = std::log(std::max(static_cast<double>(edges), kFewest) / kFewest) /
                       std::log(static_cast<double>(total) / kFewest);
  return static_cast<int>(std::lround(share * kPositions));
}

LegendBar::LegendBar() {
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
  setToolTip(
      tr("Colour and sign: blue is negative, orange is positive. Where there is room, negative edges are "
         "dashed, and a unit's tick points up when it is positive and down when it is negative."));
  reserveWidth();
}

void LegendBar::setEnd(const QString& end) {
  if (end == m_end) return;
  m_end = end;
  update();
}

void LegendBar::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::FontChange) reserveWidth();
}

void LegendBar::reserveWidth() {
  const QFontMetrics metrics(typeFont(font(), TypeSize::Small));
  setFixedWidth(kBar + kBarGap + metrics.horizontalAdvance(QStringLiteral("±0.0005…0.0005")) + 2);
}

void LegendBar::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = themeOf(*this);
  const QRectF bar(0, height() / 2.0 - 5, kBar, 10);
  QLinearGradient scale(bar.topLeft(), bar.topRight());
  scale.setColorAt(0, theme.diverging(-1));
  scale.setColorAt(0.5, theme.diverging(0));
  scale.setColorAt(1, theme.diverging(1));
  painter.fillRect(bar, scale);
  painter.setFont(typeFont(font(), TypeSize::Small));
  painter.setPen(theme.mutedText);
  if (m_end.isEmpty()) return;
  painter.drawText(QRectF(bar.right() + kBarGap, 0, width() - bar.right() - kBarGap, height()),
                   Qt::AlignVCenter, QChar(0xB1) + m_end);
}

CanvasFooter::CanvasFooter(QWidget* parent) : QWidget(parent), m_slider(Qt::Horizontal) {
  setCursor(Qt::ArrowCursor);
  setAutoFillBackground(true);
  setBackgroundRole(QPalette::Base);
  m_slider.setRange(0, kPositions);
  m_slider.setAccessibleName(tr("How many edges are drawn"));
  m_slider.setToolTip(tr("How many edges are drawn, strongest first, up to %1. Colours add up where edges "
                         "cross, so fewer are often clearer.")
                          .arg(countText(static_cast<qint64>(kMostEdges))));
  m_ranges.addItem(tr("per layer"), QVariant::fromValue(RangeMode::Layer));
  m_ranges.addItem(tr("global"), QVariant::fromValue(RangeMode::Global));
  m_ranges.addItem(tr("fixed ±1"), QVariant::fromValue(RangeMode::Fixed));
  m_ranges.setAccessibleName(tr("Range of the colours"));
  m_ranges.setToolTip(
      tr("What full colour stands for. Per layer: each layer's own range, written above its edges. Global: "
         "the largest of them, so that layers can be compared. Fixed: ±1, so that different moments can be "
         "compared."));
  for (QWidget* widget : std::initializer_list<QWidget*>{&m_statement, &m_meaning, &m_ranges}) {
    widget->setFont(typeFont(font(), TypeSize::Small));
    widget->setProperty("muted", true);
  }
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(8);
  row->addWidget(&m_slider);  // beside the text that explains it
  row->addWidget(&m_statement, 1);
  for (QWidget* widget : std::initializer_list<QWidget*>{&m_meaning, &m_legend, &m_ranges})
    row->addWidget(widget);
  connect(&m_slider, &QSlider::valueChanged, this, [this](int position) {
    m_limit = edgesAt(position, m_total);
    emit edgeLimitChanged();
  });
  connect(&m_ranges, &QComboBox::currentIndexChanged, this, &CanvasFooter::rangeModeChanged);
}

void CanvasFooter::showEdges(const VisibleEdges& edges, Quantity quantity, bool canShow) {
  const bool isForward = quantity == Quantity::Activations;
  if (m_total != edges.total) {
    m_total = edges.total;
    const QSignalBlocker silent(m_slider);
    m_slider.setValue(positionOf(m_limit, m_total));
    m_slider.setVisible(static_cast<double>(m_total) > kFewest);
  }
  QString words;
  if (!isForward && !canShow)
    words =
        tr("Your own input has no target, so it has no loss and no gradient. Choose one (T on an output), or "
           "show a test sample instead.");
  else if (edges.total == 0)
    words = tr("This network has no edges between individual units.");
  else if (edges.edges.size() == edges.total)
    words = tr("All %Ln edge(s)", nullptr, static_cast<int>(edges.total));
  else
    words = tr("%1 of %2 edges: the largest %3")
                .arg(countText(static_cast<qint64>(edges.edges.size())),
                     countText(static_cast<qint64>(edges.total)),
                     isForward ? QStringLiteral("|w·a|") : QStringLiteral("|dL/dw|"));
  m_statement.setText(words);
  m_meaning.setText(isForward ? tr("weight w") : QStringLiteral("dL/dw"));
  const auto [least, most] = std::minmax_element(edges.ranges.begin(), edges.ranges.end());
  QString end;
  if (least != edges.ranges.end()) {
    end = valueText(static_cast<double>(*least));
    if (*least != *most) end += QChar(0x2026) + valueText(static_cast<double>(*most));
  }
  m_legend.setEnd(end);
}

void CanvasFooter::resizeEvent(QResizeEvent*) {
  constexpr int kNarrow = 480;
  m_slider.setFixedWidth(width() < kNarrow ? 56 : 110);
  m_meaning.setVisible(width() > 560);
}

}  // namespace pellucid::ui
