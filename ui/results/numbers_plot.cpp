// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/numbers_plot.h"

#include <qcustomplot.h>

#include <QComboBox>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/run/place_names.h"
#include "ui/theme/plot_style.h"
#include "ui/widgets/described.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {

NumbersPlot::NumbersPlot(Results& results, QWidget* parent)
    : QWidget(parent),
      m_results(results),
      m_output(
          described(new QComboBox, tr("Which number"), tr("Which of the numbers that the network answers"))),
      m_figures(mutedLabel()),
      m_predictions(makePlot(tr("predicted"), tr("Predicted over true"))),
      m_errors(makePlot(tr("predicted − true"), tr("What is left: predicted less true, over true"))) {
  m_predictions->setToolTip(
      tr("Each point is a sample: at the right what is true, upwards what the network says. On the line both "
         "are equal. Click a point to put its sample on the canvas."));
  m_errors->setToolTip(
      tr("The same points, with what the network says less what is true. Where they bend or widen, there is "
         "something that it has not learned. Click a point to put its sample on the canvas."));
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(4);
  rows->addWidget(m_output, 0, Qt::AlignLeft);
  rows->addWidget(m_figures);
  rows->addWidget(m_predictions, 3);
  rows->addWidget(m_errors, 2);
  m_output->hide();
  connect(m_output, &QComboBox::currentIndexChanged, this, &NumbersPlot::refresh);
  connect(m_predictions, &QCustomPlot::mousePress, this,
          [this](QMouseEvent* event) { choose(*m_predictions, event->position(), false); });
  connect(m_errors, &QCustomPlot::mousePress, this,
          [this](QMouseEvent* event) { choose(*m_errors, event->position(), true); });
  connect(&results, &Results::shownChanged, this, &NumbersPlot::refresh);
  colour();
}

QCustomPlot* NumbersPlot::makePlot(const QString& yName, const QString& name) {
  auto* plot = new QCustomPlot;
  plot->setLocale(QLocale(QLocale::English));
  plot->setMinimumSize(160, 90);
  plot->setAccessibleName(name);
  plot->xAxis->setLabel(tr("true"));
  plot->yAxis->setLabel(yName);
  plot->addGraph();  // the line of no error
  QCPGraph* points = plot->addGraph();
  points->setLineStyle(QCPGraph::lsNone);
  QCPGraph* shown = plot->addGraph();
  shown->setLineStyle(QCPGraph::lsNone);
  for (QCPAxis* axis : {plot->xAxis, plot->yAxis}) axis->ticker()->setTickCount(5);
  return plot;
}

void NumbersPlot::refresh() {
  const Look* look = m_results.look().get();
  if (look == nullptr || look->confusion || look->answers.numbers.rows() == 0) return;
  const engine::Index outputs = look->answers.numbers.rows();
  if (m_output->count() != outputs || m_named != look->dataset) {
    m_named = look->dataset;
    const QSignalBlocker blocker(m_output);
    m_output->clear();
    for (engine::Index i = 0; i < outputs; ++i) m_output->addItem(outputName(*look->dataset, outputs, i));
    m_output->setVisible(outputs > 1);
  }
  if (!isVisible()) return;
  m_residuals = engine::residualsOf(look->answers, look->split(), look->dataset->scaling,
                                    std::max(m_output->currentIndex(), 0));
  m_figures->setText(
      tr("Mean distance %1, root of the mean square %2, R² %3")
          .arg(valueText(m_residuals.meanAbsoluteError()), valueText(m_residuals.rootMeanSquare()),
               std::isfinite(m_residuals.determination()) ? fixedText(m_residuals.determination(), 3)
                                                          : QStringLiteral("–")));
  m_figures->setToolTip(
      tr("R² is the share of the variation that the network explains: 1 is perfect, 0 is no better than "
         "always answering the mean."));
  const engine::Index count = m_residuals.wanted.size();
  QVector<double> wanted(count), predicted(count), errors(count);
  const engine::Vector differences = m_residuals.errors();
  for (engine::Index i = 0; i < count; ++i) {
    wanted[i] = static_cast<double>(m_residuals.wanted[i]);
    predicted[i] = static_cast<double>(m_residuals.predicted[i]);
    errors[i] = static_cast<double>(differences[i]);
  }
  const auto [least, most] = std::ranges::minmax(wanted);
  m_predictions->graph(0)->setData({least, most}, {least, most});
  m_errors->graph(0)->setData({least, most}, {0, 0});
  m_predictions->graph(1)->setData(wanted, predicted);
  m_errors->graph(1)->setData(wanted, errors);
  const auto shown = m_results.shown();
  const bool isShown = shown && *shown < count;
  const auto at = [&](const QVector<double>& values) {
    return isShown ? QVector<double>{values[*shown]} : QVector<double>{};
  };
  m_predictions->graph(2)->setData(at(wanted), at(predicted));
  m_errors->graph(2)->setData(at(wanted), at(errors));
  for (QCustomPlot* plot : {m_predictions, m_errors}) {
    plot->rescaleAxes();
    plot->xAxis->scaleRange(1.06);
    plot->yAxis->scaleRange(1.12);
    plot->replot(QCustomPlot::rpQueuedReplot);
  }
}

void NumbersPlot::choose(const QCustomPlot& plot, QPointF place, bool areResiduals) {
  constexpr double kNear = 8;  // pixels
  std::optional<engine::Index> nearest;
  double least = kNear;
  const engine::Vector values = areResiduals ? m_residuals.errors() : m_residuals.predicted;
  for (engine::Index i = 0; i < values.size(); ++i) {
    const double x = plot.xAxis->coordToPixel(static_cast<double>(m_residuals.wanted[i]));
    const double y = plot.yAxis->coordToPixel(static_cast<double>(values[i]));
    const double distance = std::hypot(x - place.x(), y - place.y());
    if (distance <= least) {
      least = distance;
      nearest = i;
    }
  }
  if (nearest) m_results.want(*nearest);
}

void NumbersPlot::colour() {
  const Theme& theme = themeOf(*this);
  for (QCustomPlot* plot : {m_predictions, m_errors}) {
    applyTheme(*plot, theme);
    plot->graph(0)->setPen(QPen(theme.mutedText, 1, Qt::DashLine));
    plot->graph(1)->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, theme.test, 4));
    plot->graph(2)->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, theme.forward, 9));
    plot->replot(QCustomPlot::rpQueuedReplot);
  }
}

void NumbersPlot::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) colour();
  QWidget::changeEvent(event);
}

void NumbersPlot::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  refresh();
}

}  // namespace pellucid::ui
