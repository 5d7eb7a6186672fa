// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/inside_room.h"

#include "app/show_sample.h"
#include "app/workspaces.h"
#include "ui/lens/lens_panel.h"
#include "ui/lens/surface_panel.h"
#include "ui/maps/maps_panel.h"

namespace pellucid::app {

InsideRoom::InsideRoom(ui::SampleNavigator& navigator, ui::Selection& selection, ui::RunController& run,
                       const ui::StepPlayer& player, ui::Actions& actions)
    : m_navigator(navigator), m_selection(selection), m_run(run), m_player(player), m_actions(actions) {
  connect(&m_maps, &ui::MapLooks::sampleWanted, this, &InsideRoom::show);
  connect(&m_lens, &ui::LensLooks::wholeWanted, &run, &ui::RunController::wantWhole);
  connect(&m_surface, &ui::SurfaceLooks::captureWanted, this, [this] {
    m_run.capture(
        [this](const std::shared_ptr<const engine::Snapshot>& captured) { m_surface.take(captured); });
  });
}

std::vector<ui::Panel> InsideRoom::makePanels() {
  m_mapsPanel = new ui::MapsPanel(m_maps, m_selection);
  auto* landscape = new ui::SurfacePanel(m_surface);
  connect(landscape, &ui::SurfacePanel::stepWanted, this, &InsideRoom::goTo);
  auto* lens = new ui::LensPanel(m_lens);
  connect(lens, &ui::LensPanel::stepWanted, this, &InsideRoom::watchStep);
  return {
      {.id = panel_id::kMaps,
       .title = tr("Maps"),
       .toolTip = tr("What each layer makes of the samples, and how well it separates them"),
       .widget = m_mapsPanel,
       .show = [this](const ui::MomentPtr& moment) { m_maps.showMoment(moment); }},
      {.id = panel_id::kLens,
       .title = tr("Step lens"),
       .toolTip = tr("Where the next step leads, and whether the learning rate is too small or too large"),
       .widget = lens,
       .show = [lens](const ui::MomentPtr& moment) { lens->showMoment(moment); }},
      {.id = panel_id::kLandscape,
       .title = tr("Landscape"),
       .toolTip = tr("The loss as a landscape, and the way that training took through it"),
       .widget = landscape,
       .show = [this](const ui::MomentPtr& moment) { m_surface.showMoment(moment); }},
  };
}

QWidget& InsideRoom::stage() {
  return *m_mapsPanel;
}

void InsideRoom::show(ui::SampleSource source, engine::Index sample) {
  const QString why = showSample(m_navigator, m_player, source, sample);
  if (!why.isEmpty()) return emit noted(why);
  showCanvas();
}

void InsideRoom::showCanvas() {
  if (!m_actions[ui::ActionId::ShowInside].isChecked()) m_actions[ui::ActionId::ShowNetwork].setChecked(true);
}

void InsideRoom::watchStep() {
  showCanvas();
  m_actions[ui::ActionId::SlowMotion].setChecked(true);
  if (!m_player.isPlaying()) m_actions[ui::ActionId::Train].trigger();
}

void InsideRoom::goTo(std::int64_t step) {
  const auto& look = m_surface.look();
  const ui::Moment* moment = m_run.moment();
  if (!look || moment == nullptr) return;
  const auto& lanes = moment->snapshot->timeline.lanes;
  if (look->lane < lanes.size()) m_run.goTo(engine::ownerOf(lanes, look->lane, step), step);
}

}  // namespace pellucid::app
