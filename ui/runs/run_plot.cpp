// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/run_plot.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/theme/plot_style.h"

namespace pellucid::ui {
namespace {

constexpr float kRunBandAlpha = 0.18F;
constexpr double kRoomForDots = 1.1;

QColor lineColour(const Theme& theme, int colour) {
  if (colour == RunPlot::kShown) return theme.test;
  return colour < 0 ? theme.mutedText : theme.run(colour);
}

}  // namespace

RunPlot::RunPlot(const QString& keyName, const QString& valueName, QWidget* parent)
    : QCustomPlot(parent),
      m_least(-std::numeric_limits<double>::infinity()),
      m_most(std::numeric_limits<double>::infinity()) {
  setLocale(QLocale(QLocale::English));
  setFocusPolicy(Qt::StrongFocus);
  setMinimumSize(220, 130);
  setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
  setAccessibleDescription(
      tr("Drag to move, turn the wheel to zoom. Keys: plus and minus zoom, Home shows all."));
  setNames(keyName, valueName);
}

void RunPlot::setNames(const QString& keyName, const QString& valueName) {
  xAxis->setLabel(keyName);
  yAxis->setLabel(valueName);
  redraw();
}

void RunPlot::setLogarithmicKeys(bool isLogarithmic) {
  xAxis->setScaleType(isLogarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
  if (isLogarithmic)
    xAxis->setTicker(QSharedPointer<QCPAxisTickerLog>::create());
  else
    xAxis->setTicker(QSharedPointer<QCPAxisTicker>::create());
  // With the English locale, powers of ten are not shown as such.
  setLocale(isLogarithmic ? QLocale::c() : QLocale(QLocale::English));
  xAxis->setNumberFormat("gbd");
  redraw();
}

void RunPlot::setValueLimits(double least, double most) {
  m_least = least;
  m_most = most;
  redraw();
}

void RunPlot::setUndecided(double share) {
  m_undecided = share;
}

void RunPlot::setLines(std::vector<Line> lines, std::vector<Mark> marks) {
  m_lines = std::move(lines);
  m_marks = std::move(marks);
  redraw();
}

void RunPlot::redraw() {
  const Theme& theme = themeOf(*this);
  applyTheme(*this, theme);
  clearGraphs();
  clearItems();
  // Accuracy curves end at the top.
  axisRect()->insetLayout()->setInsetAlignment(
      0, (std::isfinite(m_most) ? Qt::AlignBottom : Qt::AlignTop) | Qt::AlignRight);
  legend->setVisible(std::ranges::any_of(
      m_lines, [](const Line& line) { return !line.name.isEmpty() && !line.keys.isEmpty(); }));
  for (const Line& line : m_lines) {
    const QColor colour = lineColour(theme, line.colour);
    if (!line.least.isEmpty()) {
      QCPGraph* least = addGraph();
      QCPGraph* most = addGraph();
      for (QCPGraph* edge : {least, most}) {
        edge->setPen(Qt::NoPen);
        edge->removeFromLegend();
      }
      QColor band = colour;
      band.setAlphaF(kRunBandAlpha);
      least->setData(line.keys, line.least, true);
      most->setData(line.keys, line.most, true);
      most->setBrush(band);
      most->setChannelFillGraph(least);
    }
    QCPGraph* middle = addGraph();
    middle->setName(line.name);
    if (line.name.isEmpty()) middle->removeFromLegend();
    middle->setPen(QPen(colour, line.colour == kMuted ? 1.0 : 1.8));
    if (line.hasDots) middle->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, colour, colour, 6));
    middle->setData(line.keys, line.values, true);
  }
  rescaleAxes(true);
  // Keeps dots inside.
  if (std::ranges::any_of(m_lines, &Line::hasDots)) xAxis->scaleRange(kRoomForDots);
  fitValues();
  drawMarks();
  replot(QCustomPlot::rpQueuedReplot);
}

void RunPlot::fitValues() {
  const double first = xAxis->range().lower + m_undecided * xAxis->range().size();
  double least = std::numeric_limits<double>::infinity();
  double most = -least;
  for (const Line& line : m_lines)
    for (qsizetype i = 0; i < line.keys.size(); ++i) {
      if (line.keys[i] < first) continue;
      least = std::min({least, line.values[i], line.least.isEmpty() ? line.values[i] : line.least[i]});
      most = std::max({most, line.values[i], line.most.isEmpty() ? line.values[i] : line.most[i]});
    }
  const bool isEmpty = !(least <= most);
  for (QCPAxis* axis : {xAxis, yAxis}) axis->setTickLabels(!isEmpty);
  if (isEmpty) return;
  const double room = most > least ? (most - least) * 0.1 : std::max(std::abs(most) * 0.1, 1e-3);
  yAxis->setRange(std::max(m_least, least - room), std::min(m_most, most + room));
}

void RunPlot::drawMarks() {
  const Theme& theme = themeOf(*this);
  for (const Mark& mark : m_marks) {
    auto* line = new QCPItemStraightLine(this);
    line->point1->setCoords(mark.key, 0);
    line->point2->setCoords(mark.key, 1);
    line->setPen(QPen(theme.accent, 1, Qt::DashLine));
    auto* words = new QCPItemText(this);
    words->position->setTypeX(QCPItemPosition::ptPlotCoords);
    words->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
    words->position->setCoords(mark.key, 0.03);
    words->setPositionAlignment((mark.isRight ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignTop);
    words->setPadding({4, 0, 4, 0});
    words->setText(mark.text);
    words->setColor(theme.text);
    words->setFont(font());
  }
}

void RunPlot::keyPressEvent(QKeyEvent* event) {
  constexpr double kZoom = 0.8;
  if (event->key() == Qt::Key_Home) return redraw();
  const bool isIn = event->key() == Qt::Key_Plus || event->key() == Qt::Key_Equal;
  if (!isIn && event->key() != Qt::Key_Minus) return QCustomPlot::keyPressEvent(event);
  for (QCPAxis* axis : {xAxis, yAxis}) axis->scaleRange(isIn ? kZoom : 1 / kZoom);
  replot(QCustomPlot::rpQueuedReplot);
}

void RunPlot::changeEvent(QEvent* event) {
  QCustomPlot::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) redraw();
}

}  // namespace pellucid::ui
