// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/lens_panel.h"

#include <QLabel>
#include <QStyle>
#include <QVBoxLayout>

#include "engine/train/phase.h"
#include "ui/lens/lens_plot.h"
#include "ui/lens/lens_text.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/segmented_control.h"

namespace pellucid::ui {
namespace {

enum Ways { kOwnWay, kGradientWay, kBothWays };
constexpr int kSentenceLines = 3;  // at the width available on a laptop, so that nothing jumps

}  // namespace

LensPanel::LensPanel(LensLooks& looks, QWidget* parent)
    : QWidget(parent),
      m_looks(looks),
      m_verdict(new QLabel),
      m_watch(new LinkButton(tr("Watch this step"))),
      m_sentence(mutedLabel()),
      m_ways(new SegmentedControl),
      m_plot(new LensPlot),
      m_readout(new ElidedLabel) {
  auto* heading = new QLabel(tr("Where does the next step lead?"));
  heading->setProperty("heading", true);
  // Not on the plot, where it would cover what is being read off.
  heading->setToolTip(
      tr("What the loss would be after the next step if it were taken with another learning rate, "
         "divided by what it is now: below 1 the step helps. Left and Right read off one rate after the "
         "other."));
  m_ways->setAccessibleName(tr("Along which way"));
  m_ways->addTab(tr("optimizer"));
  m_ways->setTabToolTip(kOwnWay, tr("Along the step that the optimizer would take, longer or shorter"));
  m_ways->addTab(tr("gradient"));
  m_ways->setTabToolTip(kGradientWay, tr("Straight against the gradient of the batch, as plain SGD goes"));
  m_ways->addTab(tr("both"));
  m_ways->setTabToolTip(kBothWays,
                        tr("The optimizer's step with solid lines, the gradient's with dashed ones"));
  m_sentence->setMinimumHeight(kSentenceLines * m_sentence->fontMetrics().lineSpacing());
  m_sentence->setAlignment(Qt::AlignTop);
  QFont bold = m_verdict->font();
  bold.setBold(true);
  m_verdict->setFont(bold);
  auto* top = new QHBoxLayout;
  top->addWidget(heading);
  top->addStretch();
  top->addWidget(m_ways);
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(10, 6, 10, 8);
  rows->setSpacing(4);
  rows->addLayout(top);
  auto* verdict = new QHBoxLayout;
  verdict->addWidget(m_verdict, 1);
  verdict->addWidget(m_watch);
  rows->addLayout(verdict);
  rows->addWidget(m_sentence);
  rows->addWidget(m_plot, 1);
  rows->addWidget(m_readout);
  looks.watch(*this);
  connect(&looks, &LensLooks::lookChanged, this, &LensPanel::refresh);
  connect(m_watch, &QAbstractButton::clicked, this, &LensPanel::stepWanted);
  connect(m_ways, &QTabBar::currentChanged, this, [this] {
    m_plot->setWays(hasOwn(), hasGradient());
    showReadout();
  });
  connect(m_plot, &LensPlot::readChanged, this, &LensPanel::showReadout);
  refresh();
}

bool LensPanel::hasOwn() const {
  return m_ways->currentIndex() != kGradientWay;
}

bool LensPanel::hasGradient() const {
  return m_ways->currentIndex() != kOwnWay;
}

QString LensPanel::emptyText() const {
  const MomentPtr& moment = m_looks.moment();
  if (moment == nullptr) return tr("Here you will see where the next step leads.");
  if (moment->dataset->train.size() == 0) return tr("The training samples of these data are not here.");
  return m_looks.look() ? tr("The next step can't be done: its numbers are out of range.")
                        : tr("Looking along the next step…");
}

void LensPanel::showVerdict() {
  const LensLookPtr& look = m_looks.look();
  const bool hasLens = look && look->lens;
  m_verdict->setText(hasLens
                         ? tr("%1, for the batch of step %2", "a verdict, and of which step")
                               .arg(verdictName(engine::verdictOf(*look->lens)), countText(look->step + 1))
                         : QString());
  m_sentence->setText(hasLens ? verdictSentence(*look->lens) : emptyText());
  const bool isRight = hasLens && engine::verdictOf(*look->lens) == engine::RateVerdict::Right;
  m_verdict->setProperty("verdict", isRight ? "right" : "wrong");
  m_verdict->style()->polish(m_verdict);  // makes the style sheet apply to it
}

void LensPanel::showMoment(const MomentPtr& moment) {
  m_looks.showMoment(moment);
  showWatch();
}

void LensPanel::showWatch() {
  const MomentPtr& moment = m_looks.moment();
  const bool isNext = m_looks.isUpToDate() && !engine::isRunning(moment->snapshot->phase);
  m_watch->setVisible(m_looks.look() && m_looks.look()->lens);
  if (m_watch->isEnabled() == isNext && !m_watch->toolTip().isEmpty()) return;
  m_watch->setEnabled(isNext);
  m_watch->setToolTip(
      isNext ? tr("Show the step slowly on the canvas: forward layer by layer, the loss, backward, and "
                  "how the weights change")
             : tr("The run has gone on from this step. Pause it to watch the one that comes next."));
}

void LensPanel::refresh() {
  const LensLookPtr& look = m_looks.look();
  showVerdict();
  showWatch();
  m_plot->setLens(look ? look->lens : std::nullopt);
  showReadout();
}

void LensPanel::showReadout() {
  const LensLookPtr& look = m_looks.look();
  if (!look || !look->lens) return m_readout->setText({});
  if (m_plot->read())
    return m_readout->setText(lensReadout(*look->lens, *m_plot->read(), hasOwn(), hasGradient()));
  m_readout->setText(
      look->lens->testSize > 0
          ? tr("Grey: the batch of %1. Blue: %2 test samples. Violet: rate in force. Green: lowest.")
                .arg(countText(look->lens->batchSize), countText(look->lens->testSize))
          : tr("Grey: the batch of %1. Violet: rate in force. Green: lowest.")
                .arg(countText(look->lens->batchSize)));
}

}  // namespace pellucid::ui
