// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/curves_panel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/plots/curve_legend.h"
#include "ui/plots/curve_plot.h"
#include "ui/plots/legend_area.h"
#include "ui/plots/overlay_legend.h"
#include "ui/plots/smoothing.h"

namespace pellucid::ui {
namespace {

/// Fewer points than for the run itself, so that many runs are drawn quickly.
constexpr std::size_t kMostOtherPoints = 500;

constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();

/// Leaves out points without a position, such as one without a time on the axis of seconds.
void add(PlottedCurve& curve, double x, double value) {
  if (!std::isfinite(x)) return;
  curve.x << x;
  curve.values << value;
}

void addBatch(std::array<CurveData, kCurveQuantities.size()>& curves, const engine::HistoryPoint& batch) {
  for (std::size_t i = 0; i < curves.size(); ++i)
    // A batch is measured before its step changes the weights: it describes the weights of the previous step.
    if (const double value = valueOf(kCurveQuantities[i], batch); !std::isnan(value))
      curves[i].append(
          {.step = static_cast<double>(batch.step - 1), .seconds = batch.seconds, .value = value});
}

const CurveData& curveOf(const std::array<CurveData, kCurveQuantities.size()>& curves,
                         CurveQuantity quantity) {
  return curves[static_cast<std::size_t>(quantity)];
}

PlottedCurve plotted(const std::vector<CurveData::Point>& points, const AxisScale& scale, double factor) {
  PlottedCurve curve;
  for (const CurveData::Point& point : points)
    add(curve, scale.at(point.step, point.seconds), factor * point.value);
  return curve;
}

PlottedCurve plotted(const std::vector<engine::HistoryPoint>& tests, const AxisScale& scale,
                     CurveQuantity quantity) {
  PlottedCurve curve;
  for (const engine::HistoryPoint& test : tests)
    if (const double value = valueOf(quantity, test); !std::isnan(value))
      add(curve, scale.at(static_cast<double>(test.step), test.seconds), plotFactor(quantity) * value);
  return curve;
}

/// The point nearest to x, or the newest without one; null where there are no points.
template <class Points>
auto pointAt(const Points& points, const AxisScale& scale, std::optional<double> x) ->
    typename Points::const_pointer {
  if (points.empty()) return nullptr;
  if (!x) return &points.back();
  return &*std::ranges::min_element(points, {}, [&](const auto& point) {
    const double distance = std::abs(scale.at(static_cast<double>(point.step), point.seconds) - *x);
    return std::isnan(distance) ? std::numeric_limits<double>::max() : distance;
  });
}

double valueAt(const std::vector<CurveData::Point>& points, const AxisScale& scale, std::optional<double> x) {
  const CurveData::Point* point = pointAt(points, scale, x);
  return point == nullptr ? kNoValue : point->value;
}

}  // namespace

CurvesPanel::CurvesPanel(QWidget* parent)
    : QWidget(parent),
      m_loss(new CurvePlot),
      m_beside(new CurvePlot),
      m_legend(new CurveLegend),
      m_otherLegend(new OverlayLegend),
      m_controls(new CurveControls) {
  m_loss->setAccessibleName(tr("Loss"));
  m_loss->setValueName(tr("loss (nats)"));
  m_loss->setLesson(quantityLesson(CurveQuantity::Loss));
  for (CurvePlot* plot : {m_loss, m_beside})
    plot->setAccessibleDescription(
        tr("Drag to move, turn the wheel to zoom. Keys: plus and minus zoom, left and right move, Home shows "
           "all."));

  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(8, 6, 8, 6);
  layout->setSpacing(8);
  layout->addWidget(m_loss, 1);
  layout->addWidget(m_beside, 1);
  layout->addWidget(makeStrip());
  link(m_loss, m_beside);
  link(m_beside, m_loss);
  connect(m_controls, &CurveControls::chosen, this, &CurvesPanel::choose);
  connect(m_controls, &CurveControls::fitRequested, this, &CurvesPanel::fit);
  connect(m_controls, &CurveControls::exportRequested, this, &CurvesPanel::exportRequested);
  connect(m_controls, &CurveControls::copyRequested, this, &CurvesPanel::copyPicture);
  choose();
}

void CurvesPanel::link(CurvePlot* from, CurvePlot* to) {
  // Both plots show the same steps. A hidden one follows and never leads: it has nothing to show.
  connect(from->xAxis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), to,
          [from, to](const QCPRange& range) {
            if (from->isHidden()) return;
            to->xAxis->setRange(range);
            to->replot(QCustomPlot::rpQueuedReplot);
          });
  connect(from, &CurvePlot::held, to, &CurvePlot::hold);
  connect(from, &CurvePlot::pointed, this, [this](std::optional<double> x) {
    m_pointed = x;
    showValues();
  });
  connect(from, &CurvePlot::fitted, to, [from, to] {
    if (!from->isHidden() && !to->isFollowing()) to->fit();
  });
}

QWidget* CurvesPanel::makeStrip() {
  // Many runs can have more rows than there is room for.
  auto* rows = new QWidget;
  auto* column = new QVBoxLayout(rows);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(1);
  column->addWidget(m_legend);
  column->addWidget(m_otherLegend);
  column->addStretch();
  m_legends = new LegendArea(rows);

  auto* strip = new QWidget;
  auto* layout = new QVBoxLayout(strip);
  layout->setContentsMargins(0, 4, 0, 4);
  layout->setSpacing(6);
  layout->addWidget(m_legends);
  layout->addWidget(m_controls);
  layout->addStretch();
  return strip;
}

void CurvesPanel::append(const engine::History& history) {
  if (history.train.empty() && history.test.empty()) return;
  for (const engine::HistoryPoint& batch : history.train) addBatch(m_train, batch);
  engine::appendTests(m_test, history.test, CurveData::kMaxPoints);
  refresh();
}

void CurvesPanel::clear() {
  for (CurveData& curve : m_train) curve.clear();
  m_test.clear();
  refresh();
}

void CurvesPanel::setOverlays(std::vector<CurveOverlay> overlays) {
  m_others.clear();
  std::vector<OverlayLegend::Run> runs;
  for (CurveOverlay& overlay : overlays) {
    Other& other = m_others.emplace_back();
    other.overlay = std::move(overlay);
    other.train.fill(CurveData(kMostOtherPoints));
    for (const engine::HistoryPoint& batch : other.overlay.history.train) addBatch(other.train, batch);
    other.overlay.history.train = {};  // these are kept as means
    engine::appendTests(other.overlay.history.test, {}, kMostOtherPoints);
    runs.push_back({.name = other.overlay.name,
                    .colour = other.overlay.colour,
                    .isSpread = !other.overlay.bands.empty()});
  }
  m_otherLegend->setRuns(runs);
  m_legends->setScrolls(!runs.empty());
  refreshOverlays();
  showValues();
}

void CurvesPanel::setLossName(const QString& axisLabel) {
  m_loss->setValueName(axisLabel);
}

void CurvesPanel::setAccuracyShown(bool isShown) {
  if (isShown == m_hasAccuracy) return;
  m_hasAccuracy = isShown;
  choose();
}

void CurvesPanel::setRun(std::int64_t stepsPerEpoch, std::int64_t samplesPerStep) {
  if (stepsPerEpoch == m_scale.stepsPerEpoch && samplesPerStep == m_scale.samplesPerStep) return;
  m_scale.stepsPerEpoch = stepsPerEpoch;
  m_scale.samplesPerStep = samplesPerStep;
  choose();
}

void CurvesPanel::setCursor(const engine::Snapshot& shown) {
  const engine::TimelineMap& timeline = shown.timeline;
  const auto step = engine::isPast(timeline) ? std::optional(timeline.step) : std::nullopt;
  if (step == m_cursor) return;
  m_cursor = step;
  showCursor();
}

void CurvesPanel::showCursor() {
  std::optional<double> x;
  if (m_cursor) {
    const auto step = static_cast<double>(*m_cursor);
    // The seconds are those of the point nearest in steps.
    const auto* point = pointAt(curveOf(m_train, CurveQuantity::Loss).points(), AxisScale(), step);
    x = m_scale.at(step, point == nullptr ? kNoValue : point->seconds);
    if (std::isnan(*x)) x.reset();
  }
  for (CurvePlot* plot : {m_loss, m_beside}) plot->setCursor(x);
}

void CurvesPanel::fit() {
  m_loss->fit();
  m_beside->fit();
}

std::optional<CurveQuantity> CurvesPanel::beside() const {
  const CurveQuantity chosen = m_controls->choices().beside;
  return chosen == CurveQuantity::Accuracy && !m_hasAccuracy ? std::nullopt : std::optional(chosen);
}

AxisScale CurvesPanel::scaleOf(const Other& other) const {
  return {.axis = m_scale.axis,
          .stepsPerEpoch = other.overlay.stepsPerEpoch,
          .samplesPerStep = other.overlay.samplesPerStep};
}

void CurvesPanel::choose() {
  const CurveChoices& choices = m_controls->choices();
  m_scale.axis = choices.axis;
  m_pointed.reset();
  const auto shown = beside();
  m_beside->setVisible(shown.has_value());
  m_legend->setBeside(shown);
  m_otherLegend->setBeside(shown);
  for (CurvePlot* plot : {m_loss, m_beside}) {
    plot->setAxis(m_scale);
    if ((plot->xAxis->scaleType() == QCPAxis::stLogarithmic) != choices.isAxisLogarithmic)
      plot->setLogarithmicAxis(choices.isAxisLogarithmic);
  }
  refresh();
  refreshOverlays();
  const auto setLogarithmic = [&choices](CurvePlot& plot, CurveQuantity quantity) {
    const bool isLogarithmic = choices.logarithmic.contains(quantity);
    if ((plot.yAxis->scaleType() == QCPAxis::stLogarithmic) != isLogarithmic)
      plot.setLogarithmicValues(isLogarithmic);
  };
  setLogarithmic(*m_loss, CurveQuantity::Loss);
  if (!shown) return m_beside->xAxis->setRange(m_loss->xAxis->range());
  m_beside->setAccessibleName(quantityName(*shown));
  m_beside->setValueName(quantityAxisText(*shown));
  m_beside->setLesson(quantityLesson(*shown));
  m_beside->setScale({.minimum = 0, .maximum = *shown == CurveQuantity::Accuracy ? 100.0 : 0.0});
  setLogarithmic(*m_beside, *shown);
  m_beside->xAxis->setRange(m_loss->xAxis->range());
}

std::vector<CurveData::Point> CurvesPanel::trainPoints(CurveQuantity quantity) const {
  std::vector<CurveData::Point> points = curveOf(m_train, quantity).points();
  QVector<double> values;
  for (const CurveData::Point& point : points) values << point.value;
  values = smoothed(values, m_controls->choices().smoothing);
  for (std::size_t i = 0; i < points.size(); ++i) points[i].value = values[static_cast<qsizetype>(i)];
  return points;
}

void CurvesPanel::refresh() {
  m_isStale = !isVisible();
  if (!m_isStale) draw();
}

void CurvesPanel::draw() {
  const int smoothing = m_controls->choices().smoothing;
  const auto show = [&](CurvePlot& plot, CurveQuantity quantity) {
    const double factor = plotFactor(quantity);
    plot.setCurves(plotted(curveOf(m_train, quantity).points(), m_scale, factor),
                   plotted(m_test, m_scale, quantity),
                   smoothing > 1 ? plotted(trainPoints(quantity), m_scale, factor) : PlottedCurve());
  };
  show(*m_loss, CurveQuantity::Loss);
  if (const auto shown = beside()) show(*m_beside, *shown);
  m_legend->setMeans(curveOf(m_train, CurveQuantity::Loss).batchesPerPoint(), smoothing);
  showCursor();
  showValues();
}

void CurvesPanel::refreshOverlays() {
  const auto show = [this](CurvePlot& plot, CurveQuantity quantity) {
    const double factor = plotFactor(quantity);
    std::vector<PlottedOverlay> overlays;
    for (const Other& other : m_others) {
      const AxisScale scale = scaleOf(other);
      PlottedOverlay& drawn = overlays.emplace_back(
          PlottedOverlay{.colour = other.overlay.colour,
                         .train = plotted(curveOf(other.train, quantity).points(), scale, factor),
                         .test = plotted(other.overlay.history.test, scale, quantity),
                         .lower = {},
                         .median = {},
                         .upper = {}});
      if (quantity != CurveQuantity::Loss && quantity != CurveQuantity::Accuracy) continue;
      for (const CurveBand& band : other.overlay.bands) {
        const double x = scale.at(static_cast<double>(band.step), band.seconds);
        const CurveBand::Spread& spread = quantity == CurveQuantity::Loss ? band.loss : band.accuracy;
        add(drawn.lower, x, factor * spread.lower);
        add(drawn.median, x, factor * spread.median);
        add(drawn.upper, x, factor * spread.upper);
      }
    }
    plot.setOverlays(overlays);
  };
  show(*m_loss, CurveQuantity::Loss);
  if (const auto shown = beside()) show(*m_beside, *shown);
}

void CurvesPanel::showValues() {
  const CurveQuantity other = beside().value_or(CurveQuantity::Accuracy);
  const std::vector<CurveData::Point> losses = trainPoints(CurveQuantity::Loss);
  if (losses.empty() && m_test.empty() && m_others.empty()) m_pointed.reset();
  // For each curve the point there, or the nearest; without a position the newest.
  std::optional<CurveLegend::Value> train, test;
  if (const auto* point = pointAt(losses, m_scale, m_pointed))
    train = {
        .step = point->step, .loss = point->value, .beside = valueAt(trainPoints(other), m_scale, m_pointed)};
  if (const auto* point = pointAt(m_test, m_scale, m_pointed))
    test = {.step = static_cast<double>(point->step),
            .loss = point->metrics.loss,
            .beside = valueOf(other, *point)};
  m_legend->showValues(train, test, m_pointed.has_value());
  std::vector<OverlayLegend::Value> others;
  for (const Other& run : m_others) {
    const AxisScale scale = scaleOf(run);
    // From a training curve where nothing was tested.
    OverlayLegend::Value value{
        .loss = valueAt(curveOf(run.train, CurveQuantity::Loss).points(), scale, m_pointed),
        .beside = valueAt(curveOf(run.train, other).points(), scale, m_pointed)};
    if (const auto* point = pointAt(run.overlay.history.test, scale, m_pointed)) {
      value.loss = point->metrics.loss;
      if (other == CurveQuantity::Accuracy) value.beside = point->metrics.accuracy;
    }
    if (const auto* band = pointAt(run.overlay.bands, scale, m_pointed)) {
      value.loss = band->loss.median;
      if (other == CurveQuantity::Accuracy) value.beside = band->accuracy.median;
    }
    others.push_back(value);
  }
  m_otherLegend->showValues(others);
  for (CurvePlot* plot : {m_loss, m_beside}) plot->mark(m_pointed);
}

void CurvesPanel::setTested(std::int64_t samples, bool areTrainingSamples) {
  m_legend->setTested(samples, areTrainingSamples);
}

CurveFigures CurvesPanel::figures() {
  if (m_isStale) draw();
  const Theme& theme = themeOf(*this);
  CurveFigures figures{.plots = {},
                       .names = {{.text = m_legend->trainText(), .colour = theme.train},
                                 {.text = m_legend->testText(), .colour = theme.test}},
                       .theme = theme};
  for (CurvePlot* plot : {m_loss, m_beside}) {
    if (plot->isHidden()) continue;
    plot->replot();  // its marks are still those of the last replot
    figures.plots.push_back(figureOf(*plot));
  }
  for (const Other& other : m_others)
    figures.names.push_back({.text = other.overlay.name, .colour = theme.run(other.overlay.colour)});
  return figures;
}

void CurvesPanel::copyPicture() {
  QGuiApplication::clipboard()->setImage(imageOf(figures()));
}

void CurvesPanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (m_isStale) refresh();
}

}  // namespace pellucid::ui
