// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/curve_plot.h"

#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/theme/plot_style.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/wrapped_tool_tips.h"

namespace pellucid::ui {
namespace {

constexpr double kFewestSteps = 10;      // shown at first, so that the first steps do not rescale the plot
constexpr int kMostDots = 40;            // a test curve with more points is only a line
constexpr double kLinearTicksUpTo = 20;  // a logarithmic range below this ratio has too few powers of ten
constexpr double kZoomFactor = 0.8;
constexpr double kUsualShare = 0.95;  // of the values; the rest may be spikes
constexpr double kSpike = 3;          // times the curves' start, and twice as far above the usual

/// How many labels of this width fit side by side on a horizontal axis, at least one.
int roomFor(const QString& widest, const QCPAxis& axis) {
  constexpr int kGap = 12;  // pixels
  // Ticks are chosen before the plot is laid out again, so based on its own width, less what is beside it.
  const QMargins beside = axis.axisRect()->minimumMargins();
  const int width = axis.parentPlot()->width() - beside.left() - beside.right();
  return std::max(1, width / (QFontMetrics(axis.tickLabelFont()).horizontalAdvance(widest) + kGap));
}

/// "epoch 3" at whole epochs; where there are many, at round numbers, as few as fit side by side on `axis`.
class EpochTicker : public QCPAxisTickerFixed {
 public:
  explicit EpochTicker(const QCPAxis& axis) : m_axis(axis) {
    setTickStep(1);
    setScaleStrategy(ssMultiples);
    setTickCount(4);
  }

 protected:
  double getTickStep(const QCPRange& range) override {
    constexpr int kMostTicks = 4;
    const int room = roomFor(getTickLabel(std::floor(range.upper), {}, {}, 0), m_axis);
    double step = QCPAxisTickerFixed::getTickStep(range);
    while (range.size() / step > std::min(room, kMostTicks)) step *= 2;
    return step;
  }
  int getSubTickCount(double) override { return 0; }
  QString getTickLabel(double tick, const QLocale&, QChar, int) override {
    return tick < 0.5 ? QString() : CurvePlot::tr("epoch %1").arg(shortCountText(tick));
  }

 private:
  const QCPAxis& m_axis;
};

/// As many as fit; for steps and samples only whole ones.
class StepTicker : public QCPAxisTicker {
 public:
  StepTicker(const QCPAxis& axis, bool isWhole) : m_axis(axis), m_isWhole(isWhole) {}

 protected:
  double getTickStep(const QCPRange& range) override {
    double step = QCPAxisTicker::getTickStep(range);
    if (m_isWhole) step = std::ceil(step);
    const int room = roomFor(text(step * std::floor(range.upper / step)), m_axis);
    while (std::floor(range.size() / step) > room) step *= 2;
    return step;
  }
  int getSubTickCount(double) override { return 0; }
  QString getTickLabel(double tick, const QLocale&, QChar, int) override { return text(tick); }

 private:
  QString text(double tick) const {
    const bool isWhole = m_isWhole || tick == std::round(tick);
    return isWhole ? shortCountText(tick) : valueText(tick);
  }

  const QCPAxis& m_axis;
  bool m_isWhole;
};

/// Powers of ten; for seconds and epochs also those below one.
class PowerTicker : public QCPAxisTickerLog {
 protected:
  QString getTickLabel(double tick, const QLocale&, QChar, int) override {
    return tick < 1 ? valueText(tick) : shortCountText(tick);
  }
};

QSharedPointer<QCPAxisTicker> stepTicker(bool isLogarithmic, const QCPAxis& axis, bool isWhole) {
  QSharedPointer<QCPAxisTicker> ticker;
  if (isLogarithmic)
    ticker = QSharedPointer<PowerTicker>::create();
  else
    ticker = QSharedPointer<StepTicker>::create(axis, isWhole);
  ticker->setTickCount(4);
  return ticker;
}

QSharedPointer<QCPAxisTicker> valueTicker(bool isLogarithmic) {
  QSharedPointer<QCPAxisTicker> ticker;
  if (isLogarithmic)
    ticker = QSharedPointer<QCPAxisTickerLog>::create();
  else
    ticker = QSharedPointer<QCPAxisTicker>::create();
  ticker->setTickCount(4);
  return ticker;
}

/// The point nearest to `step`; the graph has data.
QCPGraphData nearest(const QCPGraph& graph, double step) {
  auto point = graph.data()->findBegin(step, true);
  const auto next = point + 1;
  if (next != graph.data()->constEnd() && std::abs(next->key - step) < std::abs(point->key - step))
    point = next;
  return *point;
}

}  // namespace

CurvePlot::CurvePlot(QWidget* parent)
    : QCustomPlot(parent),
      m_train(addGraph()),
      m_test(addGraph()),
      m_smoothed(addGraph()),
      m_overlays(*this),
      m_hint(new QCPItemText(this)),
      m_peakText(new QCPItemText(this)),
      m_mark(new QCPItemStraightLine(this)),
      m_cursor(new QCPItemStraightLine(this)) {
  setLocale(QLocale(QLocale::English));
  setFocusPolicy(Qt::StrongFocus);
  setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
  setMouseTracking(true);
  plotLayout()->setRowSpacing(0);
  axisRect()->setMinimumMargins(QMargins(48, 18, 10, 32));  // so that longer labels do not shift the plot
  xAxis->setLabel(axisText(CurveAxis::Steps));
  xAxis->setNumberFormat("f");
  xAxis->setNumberPrecision(0);
  yAxis->setNumberFormat("g");
  yAxis->setNumberPrecision(4);
  xAxis->setTicker(stepTicker(false, *xAxis, true));
  yAxis->setTicker(valueTicker(false));
  for (QCPAxis* axis : {xAxis, yAxis}) {
    axis->setTickLength(0, 3);
    axis->setSubTickLength(0, 2);
    axis->setLabelPadding(1);
    axis->setTickLabelPadding(4);
  }
  yAxis->setLabelPadding(4);
  xAxis2->setTicker(QSharedPointer<EpochTicker>::create(*xAxis2));
  xAxis2->setTickLength(0, 3);
  xAxis2->setTickLabelPadding(2);

  m_train->setAntialiased(false);  // dense and noisy: antialiasing would only cost time

  m_hint->setText(tr("Press Train (Space) to draw curves"));
  m_hint->position->setType(QCPItemPosition::ptAxisRectRatio);
  m_hint->position->setCoords(0.5, 0.5);
  m_hint->setPadding(QMargins(6, 2, 6, 2));
  m_peakText->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
  m_peakText->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
  m_peakText->setPadding(QMargins(3, 1, 3, 1));
  m_peakText->setVisible(false);
  for (QCPItemStraightLine* line : {m_mark, m_cursor}) {
    line->setLayer("overlay");  // it has its own buffer, so the curves are not redrawn
    line->setVisible(false);
  }

  connect(xAxis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this, &CurvePlot::showEpochs);
  connect(yAxis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this, &CurvePlot::chooseValueTicks);
  connect(this, &QCustomPlot::mouseDoubleClick, this, &CurvePlot::fit);
  colour();
  showEpochs();
  follow();
}

void CurvePlot::setCurves(const Curve& train, const Curve& test, const Curve& smoothed) {
  const bool isSmoothed = !smoothed.x.isEmpty();
  const bool wasSmoothed = !m_smoothed->data()->isEmpty();
  m_train->setData(train.x, train.values, true);
  m_smoothed->setData(smoothed.x, smoothed.values, true);
  if (isSmoothed != wasSmoothed) colour();
  m_test->setData(test.x, test.values, true);
  m_test->setScatterStyle(test.x.size() <= kMostDots ? QCPScatterStyle(QCPScatterStyle::ssDisc, 5)
                                                     : QCPScatterStyle(QCPScatterStyle::ssNone));
  showData();
}

void CurvePlot::setOverlays(const std::vector<PlottedOverlay>& overlays) {
  m_overlays.set(overlays);
  m_overlays.colour(themeOf(*this));
  showData();
}

void CurvePlot::showData() {
  m_hint->setVisible(!hasData());
  if (!hasData()) m_isFollowing = true;
  showEpochs();
  if (m_isFollowing) follow();
  point();
  replot(rpQueuedReplot);
}

void CurvePlot::setValueName(const QString& name) {
  yAxis->setLabel(name);
  replot(rpQueuedReplot);
}

void CurvePlot::setScale(Scale scale) {
  if (scale == m_scale) return;
  m_scale = scale;
  fit();
}

void CurvePlot::setAxis(const AxisScale& scale) {
  if (scale == m_axis) return;
  const bool isOther = scale.axis != m_axis.axis;
  m_axis = scale;
  if (isOther) {
    const bool isWhole = scale.axis == CurveAxis::Steps || scale.axis == CurveAxis::Samples;
    xAxis->setLabel(axisText(scale.axis));
    xAxis->setTicker(stepTicker(xAxis->scaleType() == QCPAxis::stLogarithmic, *xAxis, isWhole));
    fit();
  }
  showEpochs();
  replot(rpQueuedReplot);
}

void CurvePlot::setLogarithmicValues(bool isLogarithmic) {
  yAxis->setScaleType(isLogarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
  yAxis->setTicker(valueTicker(isLogarithmic));
  fit();
}

void CurvePlot::setLogarithmicAxis(bool isLogarithmic) {
  const bool isWhole = m_axis.axis == CurveAxis::Steps || m_axis.axis == CurveAxis::Samples;
  xAxis->setScaleType(isLogarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
  xAxis->setTicker(stepTicker(isLogarithmic, *xAxis, isWhole));
  showEpochs();
  fit();
}

void CurvePlot::fit() {
  m_isFollowing = true;
  follow();
  replot(rpQueuedReplot);
  emit fitted();
}

void CurvePlot::follow() {
  const bool hasLogarithmicAxis = xAxis->scaleType() == QCPAxis::stLogarithmic;
  const bool hasLogarithmicValues = yAxis->scaleType() == QCPAxis::stLogarithmic;
  const QCP::SignDomain keySigns = hasLogarithmicAxis ? QCP::sdPositive : QCP::sdBoth;
  // A run that has just begun fills part of the plot, and no less than one step is resolved.
  const bool isTimed = m_axis.axis == CurveAxis::Seconds;
  QCPRange steps(0, isTimed ? 0.001 : m_axis.at(kFewestSteps, 0));
  if (hasLogarithmicAxis) steps.lower = isTimed ? steps.upper : m_axis.at(1, 0);
  QCPRange values;
  bool hasValues = false;
  for (const QCPGraph* graph : graphs()) {
    bool found = false;
    const QCPRange keys = graph->getKeyRange(found, keySigns);
    if (found) steps.upper = std::max(steps.upper, keys.upper);
    if (found && hasLogarithmicAxis && isTimed) steps.lower = std::min(steps.lower, keys.lower);
    const QCPRange range = graph->getValueRange(found, hasLogarithmicValues ? QCP::sdPositive : QCP::sdBoth);
    if (!found) continue;
    if (hasValues)
      values.expand(range);
    else
      values = range;
    hasValues = true;
  }
  steps.upper *= hasLogarithmicAxis ? 1.15 : 1.02;  // leaves room for the whole newest point
  xAxis->setRange(steps);
  if (hasLogarithmicValues) {
    if (!hasValues) values = {0.1, 1};
    yAxis->setRange(values.lower * 0.8, values.upper * 1.25);
    return;
  }
  const double upper = m_scale.maximum > 0             ? m_scale.maximum
                       : hasValues && values.upper > 0 ? upperBound(values.upper)
                                                       : 1;
  yAxis->setRange(m_scale.minimum, upper + 0.04 * (upper - m_scale.minimum));
  showPeak(yAxis->range().upper);
}

std::vector<const QCPGraph*> CurvePlot::graphs() const {
  std::vector<const QCPGraph*> all;
  for (int i = 0; i < graphCount(); ++i) all.push_back(graph(i));
  return all;
}

double CurvePlot::upperBound(double highest) const {
  // A few values far above all others and above the start would flatten everything else.
  double first = 0;
  std::vector<double> all;
  for (const QCPGraph* graph : graphs()) {
    if (graph->data()->isEmpty()) continue;
    first = std::max(first, graph->data()->constBegin()->value);
    for (const QCPGraphData& point : *graph->data())
      if (std::isfinite(point.value)) all.push_back(point.value);
  }
  if (all.empty()) return highest;
  const auto usual = all.begin() + static_cast<std::ptrdiff_t>(kUsualShare * static_cast<double>(all.size()));
  std::nth_element(all.begin(), usual, all.end());
  return std::min(highest, std::max(kSpike * first, kSpike / 2 * *usual));
}

void CurvePlot::showPeak(double upper) {
  m_peak.reset();
  for (const QCPGraph* graph : graphs())
    for (const QCPGraphData& point : *graph->data())
      if (point.value > upper && (!m_peak || point.value > m_peak->value))
        m_peak = Peak{.x = point.key, .value = point.value};
  m_peakText->setVisible(m_peak.has_value());
  if (!m_peak) return;
  m_peakText->setText(tr("↑ up to %1").arg(valueText(m_peak->value)));
  const bool isRight = m_peak->x > xAxis->range().center();
  m_peakText->setPositionAlignment((isRight ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignTop);
  m_peakText->position->setCoords(m_peak->x, 0);
}

void CurvePlot::holdByUser() {
  hold();
  emit held();
}

void CurvePlot::chooseValueTicks() {
  if (yAxis->scaleType() != QCPAxis::stLogarithmic) return;
  const QCPRange range = yAxis->range();
  const bool needsPowers = range.upper > kLinearTicksUpTo * range.lower;
  const bool hasPowers = !yAxis->ticker().dynamicCast<QCPAxisTickerLog>().isNull();
  if (needsPowers != hasPowers) yAxis->setTicker(valueTicker(needsPowers));
}

void CurvePlot::showEpochs() {
  // Before the first step, where there is only a test, it is unknown how far the run will go.
  const bool hasBegun = !m_train->data()->isEmpty() ||
                        (!m_test->data()->isEmpty() && (m_test->data()->constEnd() - 1)->key > 0);
  const bool hasEpochs = hasBegun && m_axis.axis == CurveAxis::Steps && m_axis.stepsPerEpoch > 0 &&
                         xAxis->scaleType() == QCPAxis::stLinear;
  xAxis2->setVisible(true);
  xAxis2->setTicks(hasEpochs);
  xAxis2->setTickLabels(hasEpochs);
  if (!hasEpochs) return;
  const auto perEpoch = static_cast<double>(m_axis.stepsPerEpoch);
  xAxis2->setRange(xAxis->range().lower / perEpoch, xAxis->range().upper / perEpoch);
}

std::optional<double> CurvePlot::pointNear(double x) const {
  if (!hasOwnData()) {
    const QCPGraph* other = m_overlays.first();
    return other == nullptr ? std::nullopt : std::optional(nearest(*other, x).key);
  }
  return nearest(m_train->data()->isEmpty() ? *m_test : *m_train, x).key;
}

void CurvePlot::mark(std::optional<double> x) {
  place(*m_mark, x);
}

void CurvePlot::setCursor(std::optional<double> x) {
  place(*m_cursor, x);
}

void CurvePlot::place(QCPItemStraightLine& line, std::optional<double> x) {
  const bool wasShown = line.visible();
  line.setVisible(x.has_value());
  if (x) {
    line.point1->setCoords(*x, yAxis->range().lower);
    line.point2->setCoords(*x, yAxis->range().upper);
  }
  if (x || wasShown) layer("overlay")->replot();
}

void CurvePlot::point() {
  const bool isOver = m_pointer && axisRect()->rect().contains(m_pointer->toPoint());
  const auto x = isOver ? pointNear(xAxis->pixelToCoord(m_pointer->x())) : std::nullopt;
  if (x == m_pointed) return;
  m_pointed = x;
  emit pointed(x);
}

void CurvePlot::setPointer(std::optional<QPointF> position) {
  m_pointer = position;
  point();
}

void CurvePlot::mouseMoveEvent(QMouseEvent* event) {
  if (event->buttons() & Qt::LeftButton) holdByUser();
  QCustomPlot::mouseMoveEvent(event);
  setPointer(event->position());
}

void CurvePlot::wheelEvent(QWheelEvent* event) {
  holdByUser();
  QCustomPlot::wheelEvent(event);
  setPointer(event->position());
}

void CurvePlot::leaveEvent(QEvent* event) {
  setPointer({});
  QCustomPlot::leaveEvent(event);
}

void CurvePlot::keyPressEvent(QKeyEvent* event) {
  const auto zoom = [this](double factor) {
    holdByUser();
    xAxis->scaleRange(factor);
    yAxis->scaleRange(factor);
    replot(rpQueuedReplot);
  };
  const auto pan = [this](double share) {
    holdByUser();
    xAxis->moveRange(share * xAxis->range().size());
    replot(rpQueuedReplot);
  };
  switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
      return zoom(kZoomFactor);
    case Qt::Key_Minus:
      return zoom(1 / kZoomFactor);
    case Qt::Key_Left:
      return pan(-0.1);
    case Qt::Key_Right:
      return pan(0.1);
    case Qt::Key_Home:
      return fit();
    default:
      QCustomPlot::keyPressEvent(event);
  }
}

bool CurvePlot::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QCustomPlot::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const bool isOverCurves = axisRect()->rect().contains(help->pos());
  QToolTip::showText(help->globalPos(), isOverCurves && hasData() ? QString() : wrappedText(m_lesson), this);
  return true;
}

void CurvePlot::changeEvent(QEvent* event) {
  QCustomPlot::changeEvent(event);
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
    colour();
    replot(rpQueuedReplot);
  }
}

void CurvePlot::colour() {
  const Theme& theme = themeOf(*this);
  applyTheme(*this, theme);
  QColor measured = theme.train;
  if (!m_smoothed->data()->isEmpty()) measured.setAlphaF(0.35F);
  m_train->setPen(QPen(measured, 1));
  m_smoothed->setPen(QPen(theme.train, 2));
  m_test->setPen(QPen(theme.test, 2));
  m_overlays.colour(theme);
  m_hint->setColor(theme.mutedText);
  m_hint->setFont(font());
  m_hint->setBrush(theme.field);
  m_mark->setPen(QPen(theme.mutedText, 1, Qt::DashLine));
  m_cursor->setPen(QPen(theme.accent, 1.5));
  m_peakText->setColor(theme.mutedText);
  m_peakText->setFont(xAxis->tickLabelFont());
  m_peakText->setBrush(theme.field);
}

}  // namespace pellucid::ui
