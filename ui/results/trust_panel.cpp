// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/trust_panel.h"

#include <qcustomplot.h>

#include <QLabel>
#include <QSlider>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/results/results_text.h"
#include "ui/theme/plot_style.h"
#include "ui/widgets/described.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/segmented_control.h"

namespace pellucid::ui {
namespace {

enum TrustPage { kReliabilityPage, kCoveragePage, kEmptyTrustPage };

QCustomPlot* sharePlot(const QString& name, const QString& x, const QString& y) {
  auto* plot = new QCustomPlot;
  plot->setLocale(QLocale(QLocale::English));
  plot->setMinimumSize(160, 100);
  plot->setAccessibleName(name);
  plot->xAxis->setLabel(x);
  plot->yAxis->setLabel(y);
  for (QCPAxis* axis : {plot->xAxis, plot->yAxis}) {
    axis->setRange(0, 100);
    axis->ticker()->setTickCount(4);
  }
  return plot;
}

}  // namespace

TrustPanel::TrustPanel(Results& results, QWidget* parent)
    : QWidget(parent),
      m_results(results),
      m_tabs(new SegmentedControl),
      m_pages(new QStackedWidget),
      m_reliability(sharePlot(tr("Share of right answers over certainty"), tr("sure (%)"), tr("right (%)"))),
      m_coverage(sharePlot(tr("Share of right answers over share of answered samples"), tr("answered (%)"),
                           tr("right (%)"))),
      m_calibration(mutedLabel()),
      m_answered(new QLabel),
      m_threshold(new QSlider(Qt::Horizontal)),
      m_empty(mutedLabel()) {
  auto* title = new QLabel(tr("How far can its certainty be trusted?"));
  title->setProperty("heading", true);
  title->setWordWrap(true);
  m_tabs->setAccessibleName(tr("What to see of its certainty"));
  m_tabs->setTabToolTip(m_tabs->addTab(tr("As sure as right?")),
                        tr("Of the answers that it is 90 % sure of, nine in ten should be right"));
  m_tabs->setTabToolTip(
      m_tabs->addTab(tr("“I don't know”")),
      tr("How many samples it still answers, and how many of those rightly, when it need not "
         "answer what it is not sure of"));
  m_empty->setAlignment(Qt::AlignCenter);
  m_pages->addWidget(makeReliability());
  m_pages->addWidget(makeCoverage());
  m_pages->addWidget(m_empty);
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(10, 8, 10, 8);
  rows->setSpacing(4);
  rows->addWidget(title);
  rows->addWidget(m_tabs, 0, Qt::AlignLeft);
  rows->addWidget(m_pages, 1);
  results.watch(*this);
  connect(&results, &Results::lookChanged, this, &TrustPanel::refresh);
  connect(m_tabs, &QTabBar::currentChanged, this, &TrustPanel::refresh);
  connect(m_threshold, &QSlider::valueChanged, this, &TrustPanel::showThreshold);
  colour();
  refresh();
}

QWidget* TrustPanel::makeReliability() {
  m_reliability->addGraph();  // the diagonal: accuracy = certainty
  m_many = new QCPBars(m_reliability->xAxis, m_reliability->yAxis);
  m_many->setWidth(100.0 / kBins * 0.9);
  m_reliability->addGraph();
  m_reliability->setToolTip(tr(
      "The answers in ten groups by how sure the network is of them: at the right how sure it is on the "
      "average, upwards how many are right. On the dashed line both are equal; below it the network is surer "
      "than it should be. The bars tell how many answers there are in a group."));
  auto* page = new QWidget;
  auto* rows = new QVBoxLayout(page);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(2);
  rows->addWidget(m_reliability, 1);
  rows->addWidget(m_calibration);
  m_calibration->setMinimumHeight(2 * m_calibration->fontMetrics().lineSpacing());
  return page;
}

QWidget* TrustPanel::makeCoverage() {
  m_coverage->addGraph();
  m_coverage->addGraph();  // the chosen threshold
  m_coverage->setToolTip(
      tr("Each point is a threshold: at the right how many samples are answered with it, upwards how many of "
         "those rightly. The less a network answers, the more of it should be right."));
  described(m_threshold, tr("Least certainty"),
            tr("Below this certainty the network says “I don't know” instead of an answer"));
  m_threshold->setRange(0, static_cast<int>(kThresholds) - 1);
  m_threshold->setPageStep(5);
  m_threshold->setValue(90);
  m_answered->setWordWrap(true);
  m_answered->setMinimumHeight(3 * m_answered->fontMetrics().lineSpacing());
  m_answered->setAlignment(Qt::AlignTop);
  auto* page = new QWidget;
  auto* rows = new QVBoxLayout(page);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(2);
  rows->addWidget(m_coverage, 1);
  rows->addWidget(m_threshold);
  rows->addWidget(m_answered);
  return page;
}

void TrustPanel::refresh() {
  const Look* look = m_results.look().get();
  const bool hasClasses = look != nullptr && look->confusion;
  m_tabs->setVisible(look == nullptr || hasClasses);
  m_pages->setCurrentIndex(hasClasses ? m_tabs->currentIndex() : static_cast<int>(kEmptyTrustPage));
  if (look == nullptr)
    m_empty->setText(tr("Whether the network is right when it is sure will be here."));
  else if (!hasClasses)
    m_empty->setText(tr("A network that answers numbers does not say how sure it is."));
  if (!hasClasses || !isVisible()) return;
  m_tabs->currentIndex() == kReliabilityPage ? showReliability(*look) : showCoverage(*look);
}

void TrustPanel::showReliability(const Look& look) {
  const std::vector<engine::ReliabilityBin> bins = engine::reliability(look.answers, kBins);
  QVector<double> sure, right, middles, shares;
  for (const engine::ReliabilityBin& bin : bins) {
    middles << 50 * (bin.from + bin.to);
    shares << 100 * static_cast<double>(bin.answers) / static_cast<double>(look.answers.samples());
    if (bin.answers == 0) continue;
    sure << 100 * bin.certainty();
    right << 100 * bin.accuracy();
  }
  m_reliability->graph(0)->setData({0, 100}, {0, 100});
  m_many->setData(middles, shares);
  m_reliability->graph(1)->setData(sure, right);
  m_reliability->replot(QCustomPlot::rpQueuedReplot);
  const engine::Calibration calibration = engine::calibrationOf(bins);
  const QString error = percentText(calibration.error);
  const QString gap = percentText(std::abs(calibration.tooSure));
  m_calibration->setText(
      calibration.tooSure > 0
          ? tr("On the average %1 surer than it should be; certainty and truth are %2 apart.").arg(gap, error)
          : tr("On the average %1 less sure than it might be; certainty and truth are %2 apart.")
                .arg(gap, error));
  m_calibration->setToolTip(certaintyLesson(look));
}

void TrustPanel::showCoverage(const Look& look) {
  QVector<double> answered, right;
  // In ascending order of coverage.
  std::vector<engine::Coverage> curve = engine::coverageCurve(look.answers, kThresholds);
  double least = 100;
  for (auto point = curve.rbegin(); point != curve.rend(); ++point) {
    if (point->answered == 0) continue;
    answered << 100 * point->share();
    right << 100 * point->accuracy();
    least = std::min(least, right.back());
  }
  m_coverage->graph(0)->setData(answered, right);
  // The curve is near 100 %, and so are its differences.
  m_coverage->yAxis->setRange(std::max(0.0, least - 0.1 * (100 - least) - 0.1),
                              100 + 0.05 * (100 - least) + 0.1);
  showThreshold();
}

void TrustPanel::showThreshold() {
  const Look* look = m_results.look().get();
  if (look == nullptr || !look->confusion) return;
  const double threshold = m_threshold->value() / static_cast<double>(kThresholds - 1);
  const engine::Coverage coverage = engine::coverageAt(look->answers, threshold);
  const QString all = samplesText(*look->dataset, look->source);
  const QString bound = percentText(threshold, 0);
  m_answered->setText(
      coverage.answered == 0
          ? tr("“I don't know” below %1: it answers none of the %2.").arg(bound, all)
          : tr("“I don't know” below %1: it answers %2 of the %3 (%4 of them), %5 of those rightly.")
                .arg(bound, countText(coverage.answered), all, percentText(coverage.share()),
                     percentText(coverage.accuracy(), 2)));
  const bool hasPoint = coverage.answered > 0;
  m_coverage->graph(1)->setData(hasPoint ? QVector<double>{100 * coverage.share()} : QVector<double>{},
                                hasPoint ? QVector<double>{100 * coverage.accuracy()} : QVector<double>{});
  m_coverage->replot(QCustomPlot::rpQueuedReplot);
}

void TrustPanel::colour() {
  const Theme& theme = themeOf(*this);
  for (QCustomPlot* plot : {m_reliability, m_coverage}) applyTheme(*plot, theme);
  const QPen line(theme.test, 2);
  m_reliability->graph(0)->setPen(QPen(theme.mutedText, 1, Qt::DashLine));
  m_reliability->graph(1)->setPen(line);
  m_reliability->graph(1)->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, theme.test, 5));
  QColor faint = theme.mutedText;
  faint.setAlphaF(0.25F);
  m_many->setPen(Qt::NoPen);
  m_many->setBrush(faint);
  m_coverage->graph(0)->setPen(line);
  m_coverage->graph(1)->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, theme.forward, 9));
  for (QCustomPlot* plot : {m_reliability, m_coverage}) plot->replot(QCustomPlot::rpQueuedReplot);
}

void TrustPanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) colour();
  QWidget::changeEvent(event);
}

void TrustPanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  refresh();
}

}  // namespace pellucid::ui
