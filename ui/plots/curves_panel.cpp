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
#include "ui/theme/icons.h"

namespace pellucid::ui {

CurvesPanel::CurvesPanel(QWidget* parent)
    : QWidget(parent),
      m_loss(new CurvePlot({})),
      m_accuracy(new CurvePlot({.minimum = 0, .maximum = 100})),
      m_legend(new CurveLegend) {
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

  auto* controls = new QWidget;
  auto* layout = new QVBoxLayout(controls);
  layout->setContentsMargins(0, 4, 0, 4);
  layout->setSpacing(6);
  layout->addWidget(m_legend);
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

void CurvesPanel::refresh() {
  m_isStale = !isVisible();
  if (m_isStale) return;
  CurvePlot::Curve trainLoss, trainAccuracy, testLoss, testAccuracy;
  const auto add = [](CurvePlot::Curve& loss, CurvePlot::Curve& accuracy, double step,
                      const engine::Metrics& metrics) {
    loss.steps << step;
    loss.values << metrics.loss;
    accuracy.steps << step;
    accuracy.values << 100 * metrics.accuracy;
  };
  for (const CurveData::Point& point : m_train.points())
    add(trainLoss, trainAccuracy, point.step, point.mean);
  for (const engine::HistoryPoint& point : m_test)
    add(testLoss, testAccuracy, static_cast<double>(point.step), point.metrics);

  m_legend->setBatchesPerPoint(m_train.batchesPerPoint());
  m_loss->setCurves(trainLoss, testLoss);
  m_accuracy->setCurves(trainAccuracy, testAccuracy);
  showValues();
}

void CurvesPanel::showValues() {
  if (m_train.points().empty() && m_test.empty()) m_pointed.reset();
  // Of each curve the point at the step, or the nearest; without a step the newest.
  const auto at = [this](const auto& points, const auto& valueOf) -> std::optional<CurveLegend::Value> {
    if (points.empty()) return std::nullopt;
    if (!m_pointed) return valueOf(points.back());
    return valueOf(*std::min_element(points.begin(), points.end(), [&](const auto& a, const auto& b) {
      return std::abs(valueOf(a).step - *m_pointed) < std::abs(valueOf(b).step - *m_pointed);
    }));
  };
  m_legend->showValues(at(m_train.points(),
                          [](const CurveData::Point& point) {
                            return CurveLegend::Value{.step = point.step, .metrics = point.mean};
                          }),
                       at(m_test,
                          [](const engine::HistoryPoint& point) {
                            return CurveLegend::Value{.step = static_cast<double>(point.step),
                                                      .metrics = point.metrics};
                          }),
                       m_pointed.has_value());
  for (CurvePlot* plot : {m_loss, m_accuracy}) plot->mark(m_pointed);
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
