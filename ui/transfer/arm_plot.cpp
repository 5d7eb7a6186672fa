// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/arm_plot.h"

#include <algorithm>
#include <array>
#include <limits>

#include "ui/theme/plot_style.h"

namespace pellucid::ui {
namespace {

constexpr float kBandAlpha = 0.15F;

/// Told apart by colour, and by the shape of their dots.
struct ArmStyle {
  QColor colour;
  QCPScatterStyle::ScatterShape shape;
};

ArmStyle styleOf(const Theme& theme, std::size_t arm) {
  const std::array<ArmStyle, 6> styles = {{{theme.mutedText, QCPScatterStyle::ssCircle},
                                           {theme.negative, QCPScatterStyle::ssSquare},
                                           {theme.positive, QCPScatterStyle::ssTriangle},
                                           {theme.right, QCPScatterStyle::ssDiamond},
                                           {theme.gradient, QCPScatterStyle::ssCross},
                                           {theme.wrong, QCPScatterStyle::ssPlus}}};
  return styles[arm % styles.size()];
}

}  // namespace

QColor armColour(const Theme& theme, std::size_t arm) {
  return styleOf(theme, arm).colour;
}

ArmPlot::ArmPlot(const QString& keyName, bool isLogarithmic, QWidget* parent) : QCustomPlot(parent) {
  setLocale(QLocale(QLocale::English));
  setFocusPolicy(Qt::StrongFocus);
  setMinimumSize(240, 150);
  xAxis->setLabel(keyName);
  yAxis->setLabel(tr("target accuracy (%)"));
  xAxis->setNumberFormat("f");
  xAxis->setNumberPrecision(0);
  if (isLogarithmic) xAxis->setScaleType(QCPAxis::stLogarithmic);
  axisRect()->insetLayout()->setInsetAlignment(0, Qt::AlignBottom | Qt::AlignRight);
  draw();
}

void ArmPlot::setLines(const std::vector<Line>& lines, const std::vector<Mark>& marks) {
  if (lines == m_lines && marks == m_marks) return;
  m_lines = lines;
  m_marks = marks;
  draw();
}

void ArmPlot::drawMarks() {
  const Theme& theme = themeOf(*this);
  constexpr int kRows = 4;  // texts of marks close to each other stand below each other
  int row = 0;
  for (const Mark& mark : m_marks) {
    const QColor colour = armColour(theme, mark.arm);
    QCPGraph* dot = addGraph();
    dot->removeFromLegend();
    dot->setLineStyle(QCPGraph::lsNone);
    dot->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(colour, 2), theme.field, 10));
    dot->addData(mark.key, mark.value);
    auto* text = new QCPItemText(this);
    text->position->setCoords(mark.key, mark.value);
    text->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
    text->setPadding({4, 7 + row++ % kRows * fontMetrics().height(), 4, 0});
    text->setText(mark.text);
    text->setColor(colour);
    text->setFont(font());
    QColor ground = theme.field;  // so that other arms' lines do not run through the words
    ground.setAlphaF(0.85F);
    text->setBrush(ground);
  }
}

void ArmPlot::draw() {
  const Theme& theme = themeOf(*this);
  applyTheme(*this, theme);
  clearGraphs();
  clearItems();
  legend->setVisible(!m_lines.empty());
  for (const Line& line : m_lines) {
    const auto [colour, shape] = styleOf(theme, line.arm);
    QColor band = colour;
    band.setAlphaF(kBandAlpha);
    QCPGraph* least = addGraph();
    QCPGraph* most = addGraph();
    for (QCPGraph* edge : {least, most}) {
      edge->setPen(Qt::NoPen);
      edge->removeFromLegend();
    }
    least->setData(line.keys, line.least, true);
    most->setData(line.keys, line.most, true);
    most->setBrush(band);
    most->setChannelFillGraph(least);
    QCPGraph* middle = addGraph();
    middle->setName(line.name);
    middle->setPen(QPen(colour, 1.8));
    middle->setScatterStyle(QCPScatterStyle(shape, colour, colour, 6));
    middle->setData(line.keys, line.values, true);
  }
  drawMarks();
  rescaleAxes();
  if (m_lastKey > 0) xAxis->setRange(0, m_lastKey);
  yAxis->scaleRange(1.1);
  yAxis->setRange(std::max(0.0, yAxis->range().lower), std::min(100.0, yAxis->range().upper));
  if (m_lines.empty()) yAxis->setRange(0, 100);
  if (xAxis->scaleType() == QCPAxis::stLogarithmic) showKeys();
  replot(QCustomPlot::rpQueuedReplot);
}

/// A logarithmic axis is labelled where something was measured: 1, 5, 20, 100 samples.
void ArmPlot::showKeys() {
  auto marks = QSharedPointer<QCPAxisTickerText>::create();
  double least = m_lines.empty() ? 1 : std::numeric_limits<double>::max();
  double most = m_lines.empty() ? 100 : 0;
  for (const Line& line : m_lines)
    for (const double key : line.keys) {
      marks->addTick(key, QString::number(key));
      least = std::min(least, key);
      most = std::max(most, key);
    }
  if (m_lines.empty())
    for (const int key : {1, 10, 100}) marks->addTick(key, QString::number(key));
  xAxis->setTicker(marks);
  xAxis->setRange(least / 1.3, most * 1.3);
}

void ArmPlot::changeEvent(QEvent* event) {
  QCustomPlot::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) draw();
}

}  // namespace pellucid::ui
