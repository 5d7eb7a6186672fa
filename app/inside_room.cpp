// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/inside_room.h"

#include "app/workspaces.h"
#include "ui/maps/maps_panel.h"

namespace pellucid::app {

InsideRoom::InsideRoom(ui::SampleNavigator& navigator, ui::Selection& selection, const ui::StepPlayer& player)
    : m_navigator(navigator), m_selection(selection), m_player(player) {
  connect(&m_maps, &ui::MapLooks::sampleWanted, this, &InsideRoom::show);
}

std::vector<ui::Panel> InsideRoom::makePanels() {
  m_mapsPanel = new ui::MapsPanel(m_maps, m_selection);
  return {
      {.id = panel_id::kMaps,
       .title = tr("Maps"),
       .toolTip = tr("What each layer makes of the samples, and how well it separates them"),
       .widget = m_mapsPanel,
       .show = [this](const ui::MomentPtr& moment) { m_maps.showMoment(moment); }},
  };
}

QWidget& InsideRoom::stage() {
  return *m_mapsPanel;
}

void InsideRoom::show(ui::SampleSource source, engine::Index sample) {
  if (m_player.isActive()) {
    emit noted(tr("Slow motion shows the samples of the batch. Turn it off (M) to choose another sample."));
    return;
  }
  source == ui::SampleSource::Test ? m_navigator.show(sample) : m_navigator.showTraining(sample);
}

}  // namespace pellucid::app
