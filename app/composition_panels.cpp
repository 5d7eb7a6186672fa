// SPDX-License-Identifier: GPL-3.0-or-later
// The panels of the window, by their names: what each is called, and what it does with a moment.
#include <QVBoxLayout>

#include "app/composition.h"
#include "app/workspaces.h"
#include "ui/workspace/workspace_view.h"

namespace pellucid::app {

using ui::ActionId;

std::vector<ui::Panel> Composition::makePanels() {
  auto* stage = new QWidget;
  auto* rows = new QVBoxLayout(stage);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(0);
  rows->addWidget(m_canvas, 1);
  rows->addWidget(m_transport);
  m_actions.addKeysTo(*stage);
  m_actions.addKeysTo(*m_arithmetic);
  std::vector<ui::Panel> panels = {
      {.id = panel_id::kSamples,
       .title = tr("Data"),
       .toolTip = tr("The data set, and the sample that flows through the network"),
       .widget = m_samples,
       .show = [this](const ui::MomentPtr& moment) { m_samples->show(*moment); },
       .scrolls = true},
      {.id = panel_id::kStage,
       .title = tr("Network"),
       .toolTip = tr("The network"),
       .widget = stage,
       .show = [this](const ui::MomentPtr& moment) { m_canvas->showMoment(moment); }},
      {.id = panel_id::kCurves,
       .title = tr("Curves"),
       .toolTip = tr("Loss and accuracy over the steps"),
       .widget = m_curves,
       .show =
           [this](const ui::MomentPtr& moment) {
             m_curves->setRun(moment->snapshot->stepsPerEpoch, moment->experiment().training.batchSize);
             m_curves->setAccuracyShown(moment->dataset->hasClasses());
             m_curves->setTested(moment->dataset->test.size(), engine::testsOnTraining(*moment->dataset));
             m_curves->setCursor(*moment->snapshot);
           }},
      m_paint.withTools(m_plane.makePanel()),
      m_units.makePanel(),
      {.id = panel_id::kRuns,
       .title = tr("Runs"),
       .toolTip = tr("Every run that was trained since something was opened: show, compare and repeat them"),
       .widget = m_runs},
      {.id = panel_id::kTime,
       .title = tr("Time"),
       .toolTip = tr("Every step of the run"),
       .widget = m_time,
       .show = [this](const ui::MomentPtr& moment) { m_time->showMoment(*moment); }},
      {.id = panel_id::kTraining,
       .title = tr("Training"),
       .toolTip = tr("How the network is trained"),
       .widget = m_training,
       .show = [this](const ui::MomentPtr& moment) { m_training->showMoment(*moment); },
       .scrolls = true},
      {.id = panel_id::kLayer,
       .title = tr("Layer"),
       .toolTip = tr("The selected layer: its size, activation, padlock and weights"),
       .widget = m_layer,
       .show = [this](const ui::MomentPtr& moment) { m_layer->showMoment(moment); },
       .scrolls = true},
      {.id = panel_id::kArithmetic,
       .title = tr("Arithmetic"),
       .toolTip = tr("How the numbers of the selected unit or weight are computed in this step"),
       .widget = m_arithmetic,
       .show = [this](const ui::MomentPtr& moment) { m_arithmetic->showMoment(moment); },
       .scrolls = true},
      {.id = panel_id::kTransfer,
       .title = tr("Transfer"),
       .toolTip = tr("A trained network taken to another task"),
       .widget = m_transfer},
  };
  panels.push_back(m_diagnosis.makePanel());
  for (ui::Panel& panel : m_results.makePanels()) panels.push_back(std::move(panel));
  for (ui::Panel& panel : m_inside.makePanels()) panels.push_back(std::move(panel));
  for (ui::Panel& panel : m_data.makePanels()) panels.push_back(std::move(panel));
  panels.push_back(m_paint.makeSigns());
  return panels;
}

void Composition::connectPaint() {
  connect(&m_data, &DataRoom::paintingWanted, &m_paint, &PaintRoom::beginPoints);
  connect(&m_data, &DataRoom::drawingWanted, &m_paint, &PaintRoom::beginSigns);
  connect(&m_document, &ui::Document::datasetChanged, this,
          [this](const engine::DatasetPtr& data) { m_transfer->setOwnSamples(data ? data->own : nullptr); });
  connect(&m_paint, &PaintRoom::noted, m_messages.get(), &Messages::note);
  connect(&m_paint, &PaintRoom::signsWanted, this,
          [this] { m_window->workspaces().reveal(panel_id::kSigns); });
}

void Composition::connectRuns() {
  connect(&m_inside, &InsideRoom::noted, m_messages.get(), &Messages::note);
  connect(&m_results, &ResultsRoom::noted, m_messages.get(), &Messages::note);
  connect(&m_units, &UnitsRoom::noted, m_messages.get(), &Messages::note);
  m_diagnosis.connectTo({.canvas = *m_canvas, .bar = m_time->bar(), .workspaces = m_window->workspaces()});
  connect(&m_diagnosis, &DiagnosisRoom::refused, m_messages.get(), &Messages::note);
  connect(m_runList.get(), &RunList::revealed, this, [this] {
    m_actions[ActionId::ShowNetwork].setChecked(true);
    m_window->workspaces().reveal(panel_id::kRuns);
  });
}

}  // namespace pellucid::app
