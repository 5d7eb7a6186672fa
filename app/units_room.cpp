// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/units_room.h"

#include "app/show_sample.h"
#include "app/workspaces.h"
#include "ui/units/units_panel.h"

namespace pellucid::app {

UnitsRoom::UnitsRoom(ui::SampleNavigator& navigator, ui::Selection& selection, const ui::StepPlayer& player)
    : m_units(selection) {
  // The canvas is beside the panel, so no other workspace is needed.
  connect(&m_units, &ui::Units::sampleWanted, this,
          [this, &navigator, &player](ui::SampleSource source, engine::Index sample) {
            const QString why = showSample(navigator, player, source, sample);
            if (!why.isEmpty()) emit noted(why);
          });
}

ui::Panel UnitsRoom::makePanel() {
  m_panel = new ui::UnitsPanel(m_units);
  return {.id = panel_id::kUnits,
          .title = tr("Units"),
          .toolTip = tr(
              "What units and maps have learned: what excites them, which inputs mattered, what they want, "
              "and what is lost without them"),
          .widget = m_panel,
          .show = [this](const ui::MomentPtr& moment) { m_units.showMoment(moment); }};
}

}  // namespace pellucid::app
