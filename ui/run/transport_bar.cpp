// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/transport_bar.h"

#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/run/step_caption.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

constexpr int kScrubberSteps = 1000;

/// Chooses the entry at this distance from the current one, within the list.
void choose(QComboBox& box, int distance) {
  box.setCurrentIndex(std::clamp(box.currentIndex() + distance, 0, box.count() - 1));
}

}  // namespace

TransportBar::TransportBar(StepPlayer& player, Selection& selection, Actions& actions)
    : m_player(player),
      m_selection(selection),
      m_actions(actions),
      m_granularity(new QComboBox),
      m_scrubber(new QSlider(Qt::Horizontal)),
      m_batch(new QLabel),
      m_caption(new QLabel) {
  setAccessibleName(tr("Slow motion"));
  // In the order of Granularity.
  for (const QString& text :
       {tr("by term"), tr("by layer"), tr("by phase"), tr("by sample"), tr("by batch"), tr("by epoch")})
    m_granularity->addItem(text);
  m_granularity->setToolTip(
      tr("How far Back and Forward move ([ finer, ] coarser). A sample is another one of this batch; a batch "
         "is one training step."));
  m_granularity->setAccessibleName(tr("Jump size"));
  m_scrubber->setRange(0, kScrubberSteps);
  m_scrubber->setToolTip(
      tr("The whole step from the sample to the update. Drag to any moment of it; the arrow keys work too."));
  m_scrubber->setAccessibleName(tr("Position in the step"));
  m_batch->setProperty("muted", true);
  m_caption->setWordWrap(true);
  m_caption->setAlignment(Qt::AlignLeft | Qt::AlignTop);
  m_caption->setMinimumHeight(m_caption->fontMetrics().lineSpacing() * 2 + 2);
  m_caption->setAccessibleName(tr("What happens now"));

  auto* row = new QHBoxLayout;
  row->setSpacing(6);
  for (const ActionId id : {ActionId::StepBackward, ActionId::StepForward}) {
    auto* button = new QToolButton;
    button->setDefaultAction(&actions[id]);
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setIconSize({18, 18});
    row->addWidget(button);
  }
  row->addWidget(m_granularity);
  row->addWidget(m_scrubber, 1);
  row->addWidget(m_batch);
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(10, 6, 10, 4);
  rows->setSpacing(4);
  rows->addLayout(row);
  rows->addWidget(m_caption);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);

  connect(m_granularity, &QComboBox::currentIndexChanged, this,
          [this](int index) { m_player.setGranularity(static_cast<Granularity>(index)); });
  connect(m_scrubber, &QSlider::valueChanged, this,
          [this](int value) { m_player.setPosition(static_cast<double>(value) / kScrubberSteps); });
  connect(&player, &StepPlayer::changed, this, &TransportBar::showPlayer);
  connect(&selection, &Selection::placeChanged, this, &TransportBar::showPlayer);
  connectActions(actions);
  showPlayer();
}

void TransportBar::connectActions(Actions& actions) {
  connect(&actions[ActionId::StepBackward], &QAction::triggered, &m_player, &StepPlayer::back);
  connect(&actions[ActionId::StepForward], &QAction::triggered, &m_player, &StepPlayer::forward);
  connect(&actions[ActionId::FinerSteps], &QAction::triggered, this, [this] { choose(*m_granularity, -1); });
  connect(&actions[ActionId::CoarserSteps], &QAction::triggered, this, [this] { choose(*m_granularity, 1); });
}

void TransportBar::showPlayer() {
  setVisible(m_player.isActive());
  for (const ActionId id :
       {ActionId::StepBackward, ActionId::StepForward, ActionId::FinerSteps, ActionId::CoarserSteps})
    m_actions[id].setEnabled(m_player.isActive());
  if (!m_player.isActive()) return;
  m_granularity->setCurrentIndex(static_cast<int>(m_player.granularity()));

  const auto view = m_player.view();
  m_scrubber->setEnabled(view.has_value());
  if (!view) {
    m_batch->clear();
    if (m_player.isTracing()) return m_caption->setText(tr("Computing the step…"));
    m_caption->setText(m_player.problem().isEmpty()
                           ? tr("Training is running. Pause it (Space) to look at its next step.")
                           : m_player.problem());
    return;
  }
  const QSignalBlocker blocker(m_scrubber);
  m_scrubber->setValue(static_cast<int>(std::lround(m_player.position() * kScrubberSteps)));
  m_batch->setText(tr("step %1   sample %2 of %3")
                       .arg(countText(view->trace->before.step + 1))
                       .arg(view->sample + 1)
                       .arg(view->trace->batchSize()));
  m_caption->setText(stepCaption(*view, m_selection.place()));
}

}  // namespace pellucid::ui
