// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/lens_plot.h"

#include <algorithm>
#include <cmath>

#include "ui/lens/lens_text.h"
#include "ui/theme/plot_style.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

constexpr double kRise = 1.2;  // how far above the present the plot reaches, in units of the possible gain
constexpr double kLeastRise = 0.1;  // of the present loss

}  // namespace

LensPlot::LensPlot(QWidget* parent) : QCustomPlot(parent) {
  setLocale(QLocale::c());
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setAccessibleName(tr("Loss over the learning rate of the next step"));
  xAxis->setLabel(tr("learning rate"));
  yAxis->setLabel(tr("loss ÷ loss now"));
  xAxis->setScaleType(QCPAxis::stLogarithmic);
  axisRect()->setMinimumMargins({0, 6, 14, 0});
  redraw();
}

void LensPlot::setLens(const std::optional<engine::StepLens>& lens) {
  m_lens = lens;
  if (m_read && (!lens || *m_read >= lens->rates.size())) m_read.reset();
  redraw();
}

void LensPlot::setWays(bool hasOwn, bool hasGradient) {
  m_hasOwn = hasOwn;
  m_hasGradient = hasGradient;
  redraw();
}

void LensPlot::addCurve(const std::vector<double>& losses, double now, const QColor& colour, bool isDashed) {
  if (losses.empty() || !(now > 0)) return;
  QVector<double> rates, ratios;
  const double beyond = 10 * yAxis->range().upper;  // an infinite loss leaves the plot at its top
  for (std::size_t i = 0; i < losses.size(); ++i) {
    rates << m_lens->rates[i];
    ratios << std::min(losses[i] / now, beyond);
  }
  QCPGraph* graph = addGraph();
  graph->setData(rates, ratios);
  graph->setPen(QPen(colour, 2, isDashed ? Qt::DashLine : Qt::SolidLine));
}

void LensPlot::addRange() {
  // From the lowest value drawn to a little above the present: how high the curves rise beyond says nothing.
  double least = 1;
  const auto look = [&](const std::vector<double>& losses, double now) {
    for (const double loss : losses)
      if (now > 0) least = std::min(least, loss / now);
  };
  for (const auto& [isSeen, curve] :
       {std::pair(m_hasOwn, &m_lens->own), std::pair(m_hasGradient, &m_lens->gradient)}) {
    if (!isSeen) continue;
    look(curve->batch, m_lens->batchNow);
    look({curve->least}, m_lens->batchNow);  // between the rates
    look(curve->test, m_lens->testNow);
  }
  const double most = 1 + std::max(kLeastRise, kRise * (1 - least));
  yAxis->setRange(least - 0.06 * (most - least), most);
  xAxis->setRange(m_lens->rates.front(), m_lens->rates.back());
  auto powers = QSharedPointer<QCPAxisTickerText>::create();
  const int first = static_cast<int>(std::ceil(std::log10(m_lens->rates.front())));
  const int last = static_cast<int>(std::floor(std::log10(m_lens->rates.back())));
  const int every = last - first > 4 && width() < 420 ? 2 : 1;
  for (int power = first; power <= last; power += every)
    powers->addTick(std::pow(10, power), valueText(std::pow(10, power)));
  xAxis->setTicker(powers);
}

void LensPlot::redraw() {
  const Theme& theme = themeOf(*this);
  applyTheme(*this, theme);
  clearGraphs();
  clearItems();
  xAxis->setVisible(m_lens.has_value());
  yAxis->setVisible(m_lens.has_value());
  if (!m_lens) return replot(rpQueuedReplot);
  addRange();
  // The present value, and the current rate.
  QCPGraph* now = addGraph();
  now->setData({m_lens->rates.front(), m_lens->rates.back()}, {1, 1});
  now->setPen(QPen(theme.mutedText, 1, Qt::DotLine));
  QCPGraph* rate = addGraph();
  rate->setData({m_lens->rate, m_lens->rate}, {yAxis->range().lower, yAxis->range().upper});
  rate->setPen(QPen(theme.forward, 2));
  if (m_hasGradient) {
    addCurve(m_lens->gradient.test, m_lens->testNow, theme.test, true);
    addCurve(m_lens->gradient.batch, m_lens->batchNow, theme.train, true);
  }
  if (m_hasOwn) {
    addCurve(m_lens->own.test, m_lens->testNow, theme.test, false);
    addCurve(m_lens->own.batch, m_lens->batchNow, theme.train, false);
  }
  if (m_lens->batchNow > 0) {
    const engine::LensCurve& curve = m_hasOwn ? m_lens->own : m_lens->gradient;
    QCPGraph* best = addGraph();
    best->setData({curve.best}, {curve.least / m_lens->batchNow});
    best->setLineStyle(QCPGraph::lsNone);
    best->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, theme.right, 9));
  }
  if (m_read) {
    QCPGraph* reading = addGraph();
    const double at = m_lens->rates[*m_read];
    reading->setData({at, at}, {yAxis->range().lower, yAxis->range().upper});
    reading->setPen(QPen(theme.accent, 1));
  }
  replot(rpQueuedReplot);
}

void LensPlot::setRead(std::optional<std::size_t> rate) {
  if (rate == m_read) return;
  m_read = rate;
  if (m_lens && rate) setAccessibleDescription(lensReadout(*m_lens, *rate, m_hasOwn, m_hasGradient));
  redraw();
  emit readChanged();
}

void LensPlot::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) redraw();
  QCustomPlot::changeEvent(event);
}

void LensPlot::mouseMoveEvent(QMouseEvent* event) {
  QCustomPlot::mouseMoveEvent(event);
  if (!m_lens || !axisRect()->rect().contains(event->position().toPoint())) return setRead(std::nullopt);
  const double rate = xAxis->pixelToCoord(event->position().x());
  std::size_t nearest = 0;
  for (std::size_t i = 0; i < m_lens->rates.size(); ++i)
    if (std::abs(std::log(m_lens->rates[i] / rate)) < std::abs(std::log(m_lens->rates[nearest] / rate)))
      nearest = i;
  setRead(nearest);
}

void LensPlot::leaveEvent(QEvent* event) {
  QCustomPlot::leaveEvent(event);
  setRead(std::nullopt);
}

void LensPlot::keyPressEvent(QKeyEvent* event) {
  const bool isLeft = event->key() == Qt::Key_Left;
  if (!m_lens || (!isLeft && event->key() != Qt::Key_Right)) return QCustomPlot::keyPressEvent(event);
  const std::size_t last = m_lens->rates.size() - 1;
  if (!m_read) {
    // Starting at the current rate.
    const auto above = std::ranges::upper_bound(m_lens->rates, m_lens->rate) - m_lens->rates.begin();
    return setRead(std::min(static_cast<std::size_t>(above), last));
  }
  setRead(isLeft ? (*m_read == 0 ? 0 : *m_read - 1) : std::min(*m_read + 1, last));
}

void LensPlot::focusInEvent(QFocusEvent* event) {
  QCustomPlot::focusInEvent(event);
  update();
}

void LensPlot::focusOutEvent(QFocusEvent* event) {
  QCustomPlot::focusOutEvent(event);
  setRead(std::nullopt);
}

}  // namespace pellucid::ui
