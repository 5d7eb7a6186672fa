// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/update_ratio_plot.h"

#include <QToolTip>
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/theme/plot_style.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/wrapped_tool_tips.h"

namespace pellucid::ui {
namespace {

constexpr std::array kRulers = {1e-3, 1e-2};

/// Neighbouring lines have different colours.
QColor lineColour(const Theme& theme, std::size_t line) {
  const std::array colours = {theme.negative, theme.positive, theme.right,
                              theme.gradient, theme.frozen,   theme.mutedText};
  return colours[line % colours.size()];
}

}  // namespace

UpdateRatioPlot::UpdateRatioPlot(QWidget* parent) : QCustomPlot(parent) {
  setLocale(QLocale(QLocale::English));
  setAccessibleName(tr("Update divided by weight, over the steps"));
  xAxis->setLabel(tr("step"));
  yAxis->setLabel(tr("‖Δw‖ ÷ ‖w‖"));
  yAxis->setScaleType(QCPAxis::stLogarithmic);
  // With our own labels: the plot's would be 1E-03.
  auto powers = QSharedPointer<QCPAxisTickerText>::create();
  for (int power = -9; power <= 1; ++power)
    powers->addTick(std::pow(10, power), valueText(std::pow(10, power)));
  yAxis->setTicker(powers);
  axisRect()->setMinimumMargins({0, 4, 30, 0});  // for half of the last step's label
  colour();
}

void UpdateRatioPlot::show(const std::vector<LayerLooks::Point>& history, const QStringList& names) {
  clearGraphs();
  m_names.clear();
  m_newest.clear();
  double least = 3e-4, most = 3e-2;
  constexpr double kFewestSteps = 10;
  const double first = 0;
  const double last = std::max(history.empty() ? 0 : static_cast<double>(history.back().step), kFewestSteps);
  for (const double ruler : kRulers) addGraph()->setData({first, last}, {ruler, ruler});
  const std::size_t layers = history.empty() ? 0 : history.back().layers.size();
  for (std::size_t layer = 0; layer < layers; ++layer) {
    QVector<double> steps, ratios;
    for (const LayerLooks::Point& point : history) {
      const double ratio = point.layers[layer].updateRatio;
      if (!(ratio > 0)) continue;  // frozen, or without weights: not shown on a logarithmic axis
      steps << static_cast<double>(point.step);
      ratios << ratio;
      least = std::min(least, ratio / 2);
      most = std::max(most, ratio * 2);
    }
    if (steps.isEmpty()) continue;
    QCPGraph* graph = addGraph();
    graph->setData(steps, ratios);
    if (steps.size() == 1) graph->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, 5));
    m_names << names.value(static_cast<int>(layer));
    m_newest.push_back(ratios.back());
  }
  xAxis->setRange(first, last);
  // Two labels always have room.
  auto ends = QSharedPointer<QCPAxisTickerText>::create();
  for (const double end : {first, last}) ends->addTick(end, shortCountText(end));
  xAxis->setTicker(ends);
  yAxis->setRange(least, most);
  colour();
}

void UpdateRatioPlot::colour() {
  const Theme& theme = themeOf(*this);
  applyTheme(*this, theme);
  for (int i = 0; i < graphCount(); ++i) {
    const bool isRuler = i < static_cast<int>(kRulers.size());
    const QColor line =
        isRuler ? theme.mutedText : lineColour(theme, static_cast<std::size_t>(i) - kRulers.size());
    graph(i)->setPen(QPen(line, isRuler ? 1 : 1.5, isRuler ? Qt::DashLine : Qt::SolidLine));
    if (!graph(i)->scatterStyle().isNone())
      graph(i)->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, line, 5));
  }
  replot(rpQueuedReplot);
}

void UpdateRatioPlot::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) colour();
  QCustomPlot::changeEvent(event);
}

bool UpdateRatioPlot::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    QStringList lines = {tr(
        "How far a step moves the weights of a layer, divided by how large they are. About a thousandth is "
        "usual: far less learns slowly, far more is rough.")};
    for (int i = 0; i < m_names.size(); ++i)
      lines << tr("%1: %2 now").arg(m_names[i], shortValueText(m_newest[static_cast<std::size_t>(i)]));
    QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(),
                       wrappedText(lines.join(QLatin1Char('\n'))), this);
    return true;
  }
  return QCustomPlot::event(event);
}

}  // namespace pellucid::ui
