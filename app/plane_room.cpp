// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plane_room.h"

#include "app/workspaces.h"
#include "ui/plane/plane_view.h"

namespace pellucid::app {

PlaneRoom::PlaneRoom(ui::Selection& selection, ui::SampleNavigator& navigator, const ui::StepPlayer& player,
                     ui::Actions& actions)
    : m_navigator(navigator), m_player(player), m_panel(new ui::PlanePanel(selection)) {
  actions.addKeysTo(m_panel->view());
  connect(m_panel, &ui::PlanePanel::sampleChosen, this, [this](bool isTest, qint64 index) {
    if (!mayChoose()) return;
    isTest ? m_navigator.show(index) : m_navigator.showTraining(index);
  });
  connect(m_panel, &ui::PlanePanel::inputSet, this, [this](const engine::Vector& values) {
    if (mayChoose()) m_navigator.showOwn(values);
  });
  connect(m_panel, &ui::PlanePanel::sampleAgainRequested, this, [this] {
    if (mayChoose()) m_navigator.showSampleAgain();
  });
  QAction& reduced = actions[ui::ActionId::ReducedMotion];
  m_panel->setReducedMotion(reduced.isChecked());
  connect(&reduced, &QAction::toggled, m_panel, &ui::PlanePanel::setReducedMotion);
}

bool PlaneRoom::mayChoose() {
  const QString why = m_player.whyOnlyTheBatch();
  if (!why.isEmpty()) emit noted(why);
  return why.isEmpty();
}

ui::Panel PlaneRoom::makePanel() {
  return {.id = panel_id::kPlane,
          .title = tr("Plane"),
          .toolTip = tr("What the network answers to every input, with the samples"),
          .widget = m_panel,
          .show = [this](const ui::MomentPtr& moment) { m_panel->showMoment(moment); }};
}

}  // namespace pellucid::app
