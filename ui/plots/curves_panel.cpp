// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/curves_panel.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/plots/curve_legend.h"
#include "ui/plots/curve_plot.h"
#include "ui/plots/legend_area.h"
#include "ui/plots/overlay_legend.h"
#include "ui/theme/icons.h"

namespace pellucid::ui {
namespace {

/// Fewer points than of the run itself, so that many runs are drawn quickly.
constexpr std::size_t kMostOtherPoints = 500;

/// Loss and accuracy over the same x.
struct CurvePair {
  PlottedCurve loss;
  PlottedCurve accuracy;
  void add(double x, double lossValue, double accuracyShare) {
    loss.x << x;
    loss.values << lossValue;
    accuracy.x << x;
    accuracy.values << 100 * accuracyShare;
  }
  void add(double x, const engine::Metrics& metrics) { add(x, metrics.loss, metrics.accuracy); }
};

/// The point nearest to `step`, or the newest without one; none of no points. `stepOf` is a point's.
template <class Points, class StepOf>
auto pointAt(const Points& points, std::optional<double> step, const StepOf& stepOf) -> const
    typename Points::value_type* {
  if (points.empty()) return nullptr;
  if (!step) return &points.back();
  return &*std::ranges::min_element(
      points, {}, [&](const auto& point) { return std::abs(static_cast<double>(stepOf(point)) - *step); });
}

}  // namespace

CurvesPanel::CurvesPanel(QWidget* parent)
    : QWidget(parent),
      m_loss(new CurvePlot({})),
      m_accuracy(new CurvePlot({.minimum = 0, .maximum = 100})),
      m_legend(new CurveLegend),
      m_otherLegend(new OverlayLegend) {
  m_loss->setAccessibleName(tr("Loss over the steps"));
  m_loss->setValueName(tr("loss (nats)"));
  m_loss->setLesson(tr(
      "Loss says how far the answers are from what is wanted: training makes it small. With cross-entropy, "
      "guessing among n classes costs ln n: 2.3 nats for ten of them.\nEach training value is the loss of "
      "one small batch, so the curve is noisy. The test curve is measured on samples kept for testing: "
      "when it rises while the training curve still falls, the network is learning its samples by heart "
      "(overfitting)."));
  m_accuracy->setAccessibleName(tr("Accuracy over the steps"));
  m_accuracy->setValueName(tr("accuracy (%)"));
  m_accuracy->setLesson(tr(
      "Accuracy is the share of right answers. Guessing among n classes gives 1/n: 10 % for ten of them.\n"
      "The test accuracy is what counts: it tells how well the network does on samples kept for testing. It "
      "is usually a little lower than the training accuracy, and the gap grows with overfitting."));
  for (CurvePlot* plot : {m_loss, m_accuracy})
    plot->setAccessibleDescription(
        tr("Drag to move, turn the wheel to zoom. Keys: plus and minus zoom, left and right move, Home shows "
           "all."));

  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(8, 6, 8, 6);
  layout->setSpacing(8);
  layout->addWidget(m_loss, 1);
  layout->addWidget(m_accuracy, 1);
  layout->addWidget(makeControls());

  // Both plots show the same steps. One that is hidden follows and never leads: it has nothing to show.
  const auto link = [this](CurvePlot* from, CurvePlot* to) {
    connect(from->xAxis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), to,
            [from, to](const QCPRange& range) {
              if (from->isHidden()) return;
              to->xAxis->setRange(range);
              to->replot(QCustomPlot::rpQueuedReplot);
            });
    connect(from, &CurvePlot::held, to, &CurvePlot::hold);
    connect(from, &CurvePlot::pointed, this, [this](std::optional<double> step) {
      m_pointed = step;
      showValues();
    });
    connect(from, &CurvePlot::fitted, to, [from, to] {
      if (!from->isHidden() && !to->isFollowing()) to->fit();
    });
  };
  link(m_loss, m_accuracy);
  link(m_accuracy, m_loss);
  setIcons();
}

QWidget* CurvesPanel::makeControls() {
  auto* logLoss = new QCheckBox(tr("L&og loss"));
  logLoss->setToolTip(
      tr("A logarithmic axis for the loss: halving it is always the same distance, so you see progress even "
         "when the loss is already small."));
  auto* logSteps = new QCheckBox(tr("Lo&g steps"));
  logSteps->setToolTip(
      tr("A logarithmic axis for the steps: the fast beginning gets as much space as the slow remainder."));
  m_fit = new QToolButton;
  m_fit->setText(tr("F&it"));
  m_fit->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  m_fit->setFocusPolicy(Qt::StrongFocus);
  m_fit->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  m_fit->setToolTip(
      tr("Shows the complete curves and follows the latest step. Double-clicking a plot or pressing Home "
         "does the same.\nDrag a plot to move it, turn the wheel over it to zoom; over an axis, only that "
         "axis changes."));
  connect(logLoss, &QCheckBox::toggled, m_loss, &CurvePlot::setLogarithmicValues);
  connect(logSteps, &QCheckBox::toggled, this, [this](bool isLogarithmic) {
    m_loss->setLogarithmicSteps(isLogarithmic);
    m_accuracy->setLogarithmicSteps(isLogarithmic);
  });
  connect(m_fit, &QToolButton::clicked, this, &CurvesPanel::fit);

  // Many runs have more rows than there is room for.
  auto* rows = new QWidget;
  auto* column = new QVBoxLayout(rows);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(1);
  column->addWidget(m_legend);
  column->addWidget(m_otherLegend);
  column->addStretch();
  m_legends = new LegendArea(rows);

  auto* controls = new QWidget;
  auto* layout = new QVBoxLayout(controls);
  layout->setContentsMargins(0, 4, 0, 4);
  layout->setSpacing(6);
  layout->addWidget(m_legends);
  layout->addSpacing(2);
  auto* axes = new QHBoxLayout;
  axes->setSpacing(8);
  axes->addWidget(logLoss);
  axes->addWidget(logSteps);
  axes->addStretch();
  layout->addLayout(axes);
  layout->addWidget(m_fit);
  layout->addStretch();
  return controls;
}

void CurvesPanel::append(const engine::History& history) {
  if (history.train.empty() && history.test.empty()) return;
  for (const engine::HistoryPoint& batch : history.train) m_train.append(batch);
  engine::append(m_test, history.test, CurveData::kMaxPoints);
  refresh();
}

void CurvesPanel::clear() {
  m_train.clear();
  m_test.clear();
  refresh();
}

void CurvesPanel::setLossName(const QString& axisLabel) {
  m_loss->setValueName(axisLabel);
}

void CurvesPanel::setAccuracyShown(bool isShown) {
  if (isShown == !m_accuracy->isHidden()) return;
  m_accuracy->setVisible(isShown);
  m_legend->setAccuracyShown(isShown);
  m_otherLegend->setAccuracyShown(isShown);
  m_accuracy->xAxis->setRange(m_loss->xAxis->range());
  refresh();
}

void CurvesPanel::setRun(std::int64_t stepsPerEpoch) {
  m_loss->setStepsPerEpoch(stepsPerEpoch);
  m_accuracy->setStepsPerEpoch(stepsPerEpoch);
}

void CurvesPanel::setCursor(const engine::Snapshot& shown) {
  const engine::TimelineMap& timeline = shown.timeline;
  const auto step =
      engine::isPast(timeline) ? std::optional(static_cast<double>(timeline.step)) : std::nullopt;
  if (step == m_cursor) return;
  m_cursor = step;
  for (CurvePlot* plot : {m_loss, m_accuracy}) plot->setCursor(step);
}

void CurvesPanel::fit() {
  m_loss->fit();
  m_accuracy->fit();
}

void CurvesPanel::setOverlays(std::vector<CurveOverlay> overlays) {
  m_others.clear();
  std::vector<OverlayLegend::Run> runs;
  for (CurveOverlay& overlay : overlays) {
    Other& other =
        m_others.emplace_back(Other{.overlay = std::move(overlay), .train = CurveData(kMostOtherPoints)});
    for (const engine::HistoryPoint& batch : other.overlay.history.train) other.train.append(batch);
    other.overlay.history.train = {};  // which are kept as means
    engine::append(other.overlay.history.test, {}, kMostOtherPoints);
    runs.push_back({.name = other.overlay.name,
                    .colour = other.overlay.colour,
                    .isSpread = !other.overlay.bands.empty()});
  }
  m_otherLegend->setRuns(runs);
  m_legends->setScrolls(!runs.empty());
  refreshOverlays();
  showValues();
}

void CurvesPanel::refresh() {
  m_isStale = !isVisible();
  if (m_isStale) return;
  CurvePair train, test;
  for (const CurveData::Point& point : m_train.points()) train.add(point.step, point.mean);
  for (const engine::HistoryPoint& point : m_test) test.add(static_cast<double>(point.step), point.metrics);
  m_legend->setBatchesPerPoint(m_train.batchesPerPoint());
  m_loss->setCurves(train.loss, test.loss);
  m_accuracy->setCurves(train.accuracy, test.accuracy);
  showValues();
}

void CurvesPanel::refreshOverlays() {
  std::vector<PlottedOverlay> losses, accuracies;
  for (const Other& other : m_others) {
    CurvePair train, test, lower, median, upper;
    for (const CurveData::Point& point : other.train.points()) train.add(point.step, point.mean);
    for (const engine::HistoryPoint& point : other.overlay.history.test)
      test.add(static_cast<double>(point.step), point.metrics);
    for (const CurveBand& band : other.overlay.bands) {
      const auto step = static_cast<double>(band.step);
      lower.add(step, band.loss.lower, band.accuracy.lower);
      median.add(step, band.loss.median, band.accuracy.median);
      upper.add(step, band.loss.upper, band.accuracy.upper);
    }
    const auto plotted = [&](PlottedCurve CurvePair::*quantity) {
      return PlottedOverlay{.colour = other.overlay.colour,
                            .train = train.*quantity,
                            .test = test.*quantity,
                            .lower = lower.*quantity,
                            .median = median.*quantity,
                            .upper = upper.*quantity};
    };
    losses.push_back(plotted(&CurvePair::loss));
    accuracies.push_back(plotted(&CurvePair::accuracy));
  }
  m_loss->setOverlays(losses);
  m_accuracy->setOverlays(accuracies);
}

void CurvesPanel::showValues() {
  if (m_train.points().empty() && m_test.empty() && m_others.empty()) m_pointed.reset();
  // Of each curve the point at the step, or the nearest; without a step the newest.
  std::optional<CurveLegend::Value> train, test;
  if (const auto* point = pointAt(m_train.points(), m_pointed, [](const auto& p) { return p.step; }))
    train = {.step = point->step, .metrics = point->mean};
  if (const auto* point = pointAt(m_test, m_pointed, [](const auto& p) { return p.step; }))
    test = {.step = static_cast<double>(point->step), .metrics = point->metrics};
  m_legend->showValues(train, test, m_pointed.has_value());
  std::vector<std::optional<engine::Metrics>> others;
  for (const Other& other : m_others) others.push_back(valueOf(other));
  m_otherLegend->showValues(others);
  for (CurvePlot* plot : {m_loss, m_accuracy}) plot->mark(m_pointed);
}

std::optional<engine::Metrics> CurvesPanel::valueOf(const Other& other) const {
  const auto stepOf = [](const auto& point) { return point.step; };
  if (const auto* band = pointAt(other.overlay.bands, m_pointed, stepOf))
    return engine::Metrics{.loss = band->loss.median, .accuracy = band->accuracy.median};
  if (const auto* point = pointAt(other.overlay.history.test, m_pointed, stepOf)) return point->metrics;
  if (const auto* point = pointAt(other.train.points(), m_pointed, stepOf)) return point->mean;
  return std::nullopt;
}

void CurvesPanel::setTested(std::int64_t samples, bool areTrainingSamples) {
  m_legend->setTested(samples, areTrainingSamples);
}

void CurvesPanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (m_isStale) refresh();
}

void CurvesPanel::setIcons() {
  m_fit->setIcon(icon("zoom-fit", themeOf(*this)));
}

void CurvesPanel::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange && m_fit) setIcons();
}

}  // namespace pellucid::ui
