// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/results_room.h"

#include "app/show_sample.h"
#include "app/workspaces.h"
#include "ui/results/cell_panel.h"
#include "ui/results/classes_panel.h"
#include "ui/results/damage_panel.h"
#include "ui/results/distributions_panel.h"
#include "ui/results/matrix_panel.h"
#include "ui/results/trust_panel.h"
#include "ui/results/worst_panel.h"

namespace pellucid::app {

ResultsRoom::ResultsRoom(const ui::Document& document, ui::SampleNavigator& navigator,
                         ui::Selection& selection, ui::RunController& run, const ui::StepPlayer& player,
                         ui::Actions& actions)
    : m_document(document),
      m_navigator(navigator),
      m_selection(selection),
      m_run(run),
      m_player(player),
      m_actions(actions) {
  connect(&m_layers, &ui::LayerLooks::wholeWanted, &run, &ui::RunController::wantWhole);
  connect(&m_results, &ui::Results::sampleWanted, this, &ResultsRoom::showOnCanvas);
}

std::vector<ui::Panel> ResultsRoom::makePanels() {
  m_matrix = new ui::MatrixPanel(m_results);
  m_cell = new ui::CellPanel(m_results);
  m_worst = new ui::WorstPanel(m_results);
  auto* damage = new ui::DamagePanel(m_results);
  connect(damage, &ui::DamagePanel::imageWanted, this, &ResultsRoom::showDamaged);
  m_matrix->setOtherRuns([this] { return otherRuns(); });
  connect(m_matrix, &ui::MatrixPanel::samplesWanted, m_cell, &ui::CellPanel::takeKeys);
  return {
      {.id = panel_id::kMatrix,
       .title = tr("Matrix"),
       .toolTip = tr("Which classes the network takes for which"),
       .widget = m_matrix,
       .show = [this](const ui::MomentPtr& moment) { m_results.showMoment(moment); }},
      {.id = panel_id::kCell,
       .title = tr("Samples"),
       .toolTip = tr("The samples of the cell that is chosen in the matrix"),
       .widget = m_cell},
      {.id = panel_id::kWorst,
       .title = tr("Worst"),
       .toolTip = tr("The samples that the network does worst"),
       .widget = m_worst},
      {.id = panel_id::kClasses,
       .title = tr("Classes"),
       .toolTip = tr("How well each class is known"),
       .widget = new ui::ClassesPanel(m_results)},
      {.id = panel_id::kTrust,
       .title = tr("Certainty"),
       .toolTip = tr("How far the network's certainty can be trusted"),
       .widget = new ui::TrustPanel(m_results)},
      {.id = panel_id::kDamage,
       .title = tr("Damage"),
       .toolTip = tr("How many damaged images the network still recognises"),
       .widget = damage},
      {.id = panel_id::kDistributions,
       .title = tr("Distributions"),
       .toolTip = tr("How the numbers of each layer are spread, now and over the steps"),
       .widget = new ui::DistributionsPanel(m_layers, m_selection),
       .show =
           [this](const ui::MomentPtr& moment) {
             m_layers.setInitial(m_document.design().initial);
             m_layers.showMoment(moment);
           }},
  };
}

std::vector<ui::OtherRun> ResultsRoom::otherRuns() const {
  std::vector<ui::OtherRun> others;
  for (const ui::Run* run : m_run.book().listed())
    if (!run->isShown() && run->snapshot && run->snapshot->network &&
        run->design.dataset == m_document.dataset())
      others.push_back({.title = run->title(), .snapshot = run->snapshot, .dataset = run->design.dataset});
  return others;
}

QWidget& ResultsRoom::stage() {
  return *m_worst;
}

void ResultsRoom::showOnCanvas(ui::SampleSource source, engine::Index sample) {
  const QString why = showSample(m_navigator, m_player, source, sample);
  if (!why.isEmpty()) return emit noted(why);
  m_actions[ui::ActionId::ShowNetwork].setChecked(true);
}

void ResultsRoom::showDamaged(const engine::Vector& values) {
  if (const QString why = m_player.whyOnlyTheBatch(); !why.isEmpty()) return emit noted(why);
  m_navigator.showImage(values);
  m_actions[ui::ActionId::ShowNetwork].setChecked(true);
}

}  // namespace pellucid::app
