// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/curve_plot.h"

#include <QToolTip>

#include "ui/theme/plot_style.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

constexpr double kFewestSteps =
    10;                        // shown at first, so that ten steps do not fill the plot one after the other
constexpr int kMostDots = 40;  // a test curve with more points is a line alone
constexpr double kLinearTicksUpTo = 20;  // a logarithmic range below this ratio has too few powers of ten
constexpr double kZoomFactor = 0.8;

/// "epoch 3" at whole epochs; of many at round numbers, as few as have room side by side.
class EpochTicker : public QCPAxisTickerFixed {
 public:
  EpochTicker() {
    setTickStep(1);
    setScaleStrategy(ssMultiples);
    setTickCount(4);
  }

 protected:
  double getTickStep(const QCPRange& range) override {
    constexpr double kMostTicks = 4;
    double step = QCPAxisTickerFixed::getTickStep(range);
    while (range.size() / step > kMostTicks) step *= 2;
    return step;
  }
  int getSubTickCount(double) override { return 0; }
  QString getTickLabel(double tick, const QLocale&, QChar, int) override {
    return tick < 0.5 ? QString() : CurvePlot::tr("epoch %1").arg(shortCountText(tick));
  }
};

/// Whole steps only.
class StepTicker : public QCPAxisTicker {
 protected:
  double getTickStep(const QCPRange& range) override { return std::ceil(QCPAxisTicker::getTickStep(range)); }
  int getSubTickCount(double) override { return 0; }
  QString getTickLabel(double tick, const QLocale&, QChar, int) override { return shortCountText(tick); }
};

QSharedPointer<QCPAxisTicker> stepTicker(bool isLogarithmic) {
  QSharedPointer<QCPAxisTicker> ticker;
  if (isLogarithmic)
    ticker = QSharedPointer<QCPAxisTickerLog>::create();
  else
    ticker = QSharedPointer<StepTicker>::create();
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

CurvePlot::CurvePlot(Scale scale, QWidget* parent)
    : QCustomPlot(parent),
      m_scale(std::move(scale)),
      m_train(addGraph()),
      m_test(addGraph()),
      m_hint(new QCPItemText(this)),
      m_valueText(new QCPItemText(this)),
      m_valueLine(new QCPItemStraightLine(this)) {
  setLocale(QLocale(QLocale::English));
  setFocusPolicy(Qt::StrongFocus);
  setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
  setMouseTracking(true);
  plotLayout()->setRowSpacing(0);
  axisRect()->setMinimumMargins(QMargins(48, 18, 10, 32));  // so that longer labels do not move the plot
  xAxis->setLabel(tr("step"));
  xAxis->setNumberFormat("f");
  xAxis->setNumberPrecision(0);
  yAxis->setNumberFormat("g");
  yAxis->setNumberPrecision(4);
  xAxis->setTicker(stepTicker(false));
  yAxis->setTicker(valueTicker(false));
  for (QCPAxis* axis : {xAxis, yAxis}) {
    axis->setTickLength(0, 3);
    axis->setSubTickLength(0, 2);
    axis->setLabelPadding(1);
    axis->setTickLabelPadding(4);
  }
  yAxis->setLabelPadding(4);
  xAxis2->setTicker(QSharedPointer<EpochTicker>::create());
  xAxis2->setTickLength(0, 3);
  xAxis2->setTickLabelPadding(2);

  m_train->setAntialiased(false);  // dense and noisy: smooth edges would only cost time
  m_train->setName(tr("training"));
  m_test->setName(tr("test"));
  legend->setVisible(true);
  legend->setIconSize(14, 8);
  legend->setRowSpacing(0);
  legend->setMargins(QMargins(4, 2, 4, 2));

  m_hint->setText(tr("Press Train (Space) to draw curves"));
  m_hint->position->setType(QCPItemPosition::ptAxisRectRatio);
  m_hint->position->setCoords(0.5, 0.5);
  m_hint->setPadding(QMargins(6, 2, 6, 2));
  m_valueLine->setLayer("overlay");  // has a buffer of its own, so the curves are not drawn again
  m_valueText->setLayer("overlay");
  m_valueText->position->setTypeX(QCPItemPosition::ptAbsolute);
  m_valueText->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
  m_valueText->setTextAlignment(Qt::AlignLeft);
  m_valueText->setPadding(QMargins(5, 3, 5, 3));
  m_valueLine->setVisible(false);
  m_valueText->setVisible(false);

  connect(xAxis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this, &CurvePlot::showEpochs);
  connect(yAxis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this, &CurvePlot::chooseValueTicks);
  connect(this, &QCustomPlot::mouseDoubleClick, this, &CurvePlot::fit);
  color();
  showEpochs();
  follow();
}

void CurvePlot::setCurves(const Curve& train, const Curve& test) {
  m_train->setData(train.steps, train.values, true);
  m_test->setData(test.steps, test.values, true);
  m_test->setScatterStyle(test.steps.size() <= kMostDots ? QCPScatterStyle(QCPScatterStyle::ssDisc, 5)
                                                         : QCPScatterStyle(QCPScatterStyle::ssNone));
  m_hint->setVisible(!hasData());
  if (!hasData()) m_isFollowing = true;
  if (m_isFollowing) follow();
  showValues();
  replot(rpQueuedReplot);
}

void CurvePlot::setTrainName(const QString& name) {
  if (m_train->name() == name) return;
  m_train->setName(name);
  replot(rpQueuedReplot);
}

void CurvePlot::setValueName(const QString& name) {
  yAxis->setLabel(name);
  replot(rpQueuedReplot);
}

void CurvePlot::setStepsPerEpoch(std::int64_t steps) {
  if (m_stepsPerEpoch == steps) return;
  m_stepsPerEpoch = steps;
  showEpochs();
  replot(rpQueuedReplot);
}

void CurvePlot::setLogarithmicValues(bool isLogarithmic) {
  yAxis->setScaleType(isLogarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
  yAxis->setTicker(valueTicker(isLogarithmic));
  fit();
}

void CurvePlot::setLogarithmicSteps(bool isLogarithmic) {
  xAxis->setScaleType(isLogarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
  xAxis->setTicker(stepTicker(isLogarithmic));
  showEpochs();
  fit();
}

void CurvePlot::setLegendCorner(Qt::Alignment corner) {
  axisRect()->insetLayout()->setInsetAlignment(0, corner);
}

void CurvePlot::fit() {
  m_isFollowing = true;
  follow();
  replot(rpQueuedReplot);
  emit fitted();
}

void CurvePlot::follow() {
  const bool hasLogarithmicSteps = xAxis->scaleType() == QCPAxis::stLogarithmic;
  const bool hasLogarithmicValues = yAxis->scaleType() == QCPAxis::stLogarithmic;
  QCPRange steps(hasLogarithmicSteps ? 1 : 0, kFewestSteps);
  QCPRange values;
  bool hasValues = false;
  for (const QCPGraph* graph : {m_train, m_test}) {
    bool found = false;
    const QCPRange keys = graph->getKeyRange(found);
    if (found) steps.upper = std::max(steps.upper, keys.upper);
    const QCPRange range = graph->getValueRange(found, hasLogarithmicValues ? QCP::sdPositive : QCP::sdBoth);
    if (!found) continue;
    if (hasValues)
      values.expand(range);
    else
      values = range;
    hasValues = true;
  }
  steps.upper *= hasLogarithmicSteps ? 1.15 : 1.02;  // the newest point is whole
  xAxis->setRange(steps);
  if (hasLogarithmicValues) {
    if (!hasValues) values = {0.1, 1};
    yAxis->setRange(values.lower * 0.8, values.upper * 1.25);
    return;
  }
  const double upper = m_scale.maximum > 0             ? m_scale.maximum
                       : hasValues && values.upper > 0 ? values.upper
                                                       : 1;
  yAxis->setRange(m_scale.minimum, upper + 0.04 * (upper - m_scale.minimum));
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
  const bool hasEpochs = m_stepsPerEpoch > 0 && xAxis->scaleType() == QCPAxis::stLinear;
  xAxis2->setVisible(true);
  xAxis2->setTicks(hasEpochs);
  xAxis2->setTickLabels(hasEpochs);
  if (!hasEpochs) return;
  const auto perEpoch = static_cast<double>(m_stepsPerEpoch);
  xAxis2->setRange(xAxis->range().lower / perEpoch, xAxis->range().upper / perEpoch);
}

QString CurvePlot::textAt(double step) const {
  const auto valueText = [this](double value) {
    return QString::number(value, 'f', m_scale.decimals) + m_scale.unit;
  };
  const auto stepText = [](double at) { return QLocale(QLocale::English).toString(qRound64(at)); };
  QStringList lines;
  if (!m_train->data()->isEmpty()) {
    const QCPGraphData point = nearest(*m_train, step);
    lines << tr("step %1").arg(stepText(point.key)) << tr("training %1").arg(valueText(point.value));
  }
  if (!m_test->data()->isEmpty()) {
    const QCPGraphData point = nearest(*m_test, step);
    lines << tr("test %1 at step %2").arg(valueText(point.value), stepText(point.key));
  }
  return lines.join('\n');
}

void CurvePlot::showValues() {
  const bool isShown = m_pointer && hasData() && axisRect()->rect().contains(m_pointer->toPoint());
  m_valueLine->setVisible(isShown);
  m_valueText->setVisible(isShown);
  if (!isShown) return;
  const double pointed = xAxis->pixelToCoord(m_pointer->x());
  const double step = nearest(m_train->data()->isEmpty() ? *m_test : *m_train, pointed).key;
  m_valueLine->point1->setCoords(step, yAxis->range().lower);
  m_valueLine->point2->setCoords(step, yAxis->range().upper);
  const bool isRight = m_pointer->x() > axisRect()->rect().center().x();
  m_valueText->setPositionAlignment((isRight ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignTop);
  m_valueText->position->setCoords(xAxis->coordToPixel(step) + (isRight ? -6 : 6), 0.04);
  m_valueText->setText(textAt(pointed));
}

void CurvePlot::setPointer(std::optional<QPointF> position) {
  m_pointer = position;
  const bool wasShown = m_valueText->visible();
  showValues();
  if (wasShown || m_valueText->visible()) layer("overlay")->replot();
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
  const bool isOverCurves =
      axisRect()->rect().contains(help->pos()) && !legend->outerRect().contains(help->pos());
  QToolTip::showText(help->globalPos(), isOverCurves && hasData() ? QString() : m_lesson, this);
  return true;
}

void CurvePlot::changeEvent(QEvent* event) {
  QCustomPlot::changeEvent(event);
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
    color();
    replot(rpQueuedReplot);
  }
}

void CurvePlot::color() {
  const Theme& theme = themeOf(*this);
  applyTheme(*this, theme);
  m_train->setPen(QPen(theme.train, 1));
  m_test->setPen(QPen(theme.test, 2));
  m_hint->setColor(theme.mutedText);
  m_hint->setFont(font());
  m_hint->setBrush(theme.field);
  m_valueLine->setPen(QPen(theme.mutedText, 1, Qt::DashLine));
  m_valueText->setColor(theme.text);
  m_valueText->setFont(legend->font());
  m_valueText->setBrush(theme.panel);
  m_valueText->setPen(QPen(theme.border));
}

}  // namespace pellucid::ui
