// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/surface_panel.h"

#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include "engine/train/phase.h"
#include "ui/lens/lens_text.h"
#include "ui/lens/surface_painter.h"
#include "ui/lens/surface_view.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/segmented_control.h"

namespace pellucid::ui {
namespace {

constexpr int kCaptionLines = 3;  // at the width available on a laptop, so that nothing jumps
constexpr int kProgressMs = 100;

}  // namespace

SurfacePanel::SurfacePanel(SurfaceLooks& looks, QWidget* parent)
    : QWidget(parent),
      m_looks(looks),
      m_kind(new SegmentedControl),
      m_again(new QToolButton),
      m_caption(mutedLabel()),
      m_view(new SurfaceView),
      m_readout(new ElidedLabel) {
  auto* heading = new QLabel(tr("Which way did it come?"));
  heading->setProperty("heading", true);
  // Not on the map, where it would cover what is being read.
  heading->setToolTip(tr(
      "Each point is a network: its weights are those of two directions, and the colour says its loss, blue "
      "where it is low. Lines join networks of the same loss. The dots are states of this run; click one, "
      "or go to one with Left and Right and press Enter, to see the network as it was there."));
  m_kind->setAccessibleName(tr("Which two directions"));
  m_kind->addTab(tr("way"));
  m_kind->setTabToolTip(
      static_cast<int>(SurfaceKind::Way),
      tr("From the initial weights to the present ones, and across that where the run strayed "
         "most"));
  m_kind->addTab(tr("step"));
  m_kind->setTabToolTip(
      static_cast<int>(SurfaceKind::Step),
      tr("To the right against the gradient of the next step, and upwards what the optimizer "
         "adds to that, such as its momentum"));
  m_again->setText(tr("A&gain"));
  m_again->setFocusPolicy(Qt::StrongFocus);
  m_again->setToolTip(tr("Draw the map again, up to the step that is shown"));
  m_caption->setMinimumHeight(kCaptionLines * m_caption->fontMetrics().lineSpacing());
  m_caption->setAlignment(Qt::AlignTop);
  auto* top = new QHBoxLayout;
  top->addWidget(heading);
  top->addStretch();
  top->addWidget(m_kind);
  top->addWidget(m_again);
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(10, 6, 10, 8);
  rows->setSpacing(4);
  rows->addLayout(top);
  rows->addWidget(m_caption);
  rows->addWidget(m_view, 1);
  rows->addWidget(m_readout);
  m_progress.setInterval(kProgressMs);
  looks.watch(*this);
  connect(&looks, &SurfaceLooks::lookChanged, this, &SurfacePanel::refresh);
  connect(&looks, &SurfaceLooks::hereChanged, this, [this] {
    if (!isVisible()) return;  // computing the position takes a sum over all weights
    m_view->setHere(m_looks.here());
    if (!m_looks.look()) refresh();
    if (m_looks.isBusy()) m_progress.start();
  });
  connect(&m_progress, &QTimer::timeout, this, [this] {
    if (!m_looks.isBusy()) m_progress.stop();
    showReadout();
  });
  connect(m_kind, &QTabBar::currentChanged, this, [this](int kind) {
    m_looks.setKind(static_cast<SurfaceKind>(kind));
    m_progress.start();
  });
  connect(m_again, &QToolButton::clicked, this, [this] {
    m_looks.again();
    m_progress.start();
  });
  connect(m_view, &SurfaceView::pointedChanged, this, &SurfacePanel::showReadout);
  connect(m_view, &SurfaceView::stepChosen, this, &SurfacePanel::stepWanted);
  refresh();
}

QString SurfacePanel::emptyText() const {
  const MomentPtr& moment = m_looks.moment();
  if (moment == nullptr) return tr("Here you will see the loss as a landscape.");
  if (moment->dataset->train.size() == 0) return tr("The training samples of these data are not here.");
  if (m_looks.isImpossible())
    return m_looks.kind() == SurfaceKind::Way && moment->snapshot->state.step == 0
               ? tr("Train first: there is no way yet from the initial weights.")
               : tr("There is no map of this: the numbers are out of range, or nothing moves.");
  if (engine::isRunning(moment->snapshot->phase)) return tr("The map is drawn when training pauses.");
  return tr("Measuring the loss all around…");
}

void SurfacePanel::showCaption() {
  const SurfaceLookPtr& look = m_looks.look();
  if (!look) return m_caption->setText({});
  const HeightRange range = heightRange(look->surface);
  const QString losses = tr("Losses from %1 (blue) to %2 (orange) and above, on %Ln training sample(s).",
                            nullptr, static_cast<int>(look->samples))
                             .arg(heightText(range.low), heightText(range.high));
  if (look->kind == SurfaceKind::Step)
    return m_caption->setText(
        tr("Around step %1: to the right against the gradient, upwards what the optimizer adds. %2")
            .arg(countText(look->step), losses));
  m_caption->setText(
      tr("From the initial weights at the left to step %1, with %Ln kept state(s). The way runs up "
         "to %2 of its length off this plane. %3",
         nullptr, static_cast<int>(look->way.size()))
          .arg(countText(look->step), percentText(look->strayed, 0), losses));
}

void SurfacePanel::showReadout() {
  const SurfaceLookPtr& look = m_looks.look();
  if (look && m_view->marked())
    return m_readout->setText(
        tr("Step %1. Click or press Enter to go there.").arg(countText(look->way[*m_view->marked()].step)));
  if (look && m_view->pointedLoss())
    return m_readout->setText(
        tr("The loss of the network there: %1").arg(heightText(*m_view->pointedLoss())));
  if (m_looks.isBusy())
    return m_readout->setText(look ? tr("Measuring more finely: %1").arg(percentText(m_looks.share(), 0))
                                   : tr("Measuring: %1").arg(percentText(m_looks.share(), 0)));
  m_readout->setText(look ? tr("The violet point is the network that is shown.") : QString());
}

void SurfacePanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  refresh();
}

void SurfacePanel::refresh() {
  m_view->setEmptyText(emptyText());
  m_view->setLook(m_looks.look());
  m_view->setHere(m_looks.here());
  showCaption();
  showReadout();
  m_again->setEnabled(m_looks.look() != nullptr);
  if (m_looks.isBusy()) m_progress.start();
}

}  // namespace pellucid::ui
