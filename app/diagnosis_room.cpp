// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagnosis_room.h"

#include <algorithm>

#include "app/workspaces.h"
#include "engine/data/catalogue.h"
#include "ui/widgets/message_text.h"

namespace pellucid::app {
namespace {

/// Units and weights that can be lit up at once.
constexpr std::size_t kMostMarked = 300;

std::vector<const engine::Finding*> toldOf(const ui::Doctor& doctor,
                                           const std::vector<engine::Finding>& findings) {
  std::vector<const engine::Finding*> told;
  for (const engine::Finding& finding : findings)
    if (!doctor.isSilenced(finding.rule)) told.push_back(&finding);
  return told;
}

using CardPlace = std::optional<std::size_t>;  ///< a layer; none for the input

/// The cards that show a finding, with the units it concerns. Findings about the data appear on the input or,
/// where they concern the targets, on the output; those about the whole run on no card.
std::vector<std::pair<CardPlace, std::vector<engine::Index>>> cardsOf(const engine::Finding& finding,
                                                                      std::size_t layers) {
  switch (finding.rule) {
    case engine::DiagnosisRule::InputScale:
    case engine::DiagnosisRule::SameSamples:
      return {{std::nullopt, {}}};
    case engine::DiagnosisRule::TargetScale:
    case engine::DiagnosisRule::UnbalancedClasses:
    case engine::DiagnosisRule::ClassNeverPredicted:
      return {{layers - 1, {}}};
    default:
      break;
  }
  std::vector<std::pair<CardPlace, std::vector<engine::Index>>> cards;
  for (const engine::FindingPlace& place : finding.places) cards.emplace_back(place.layer, place.units);
  return cards;
}

/// One for each card that has findings; its severest finding comes first.
std::vector<ui::LayerSign> layerSigns(const std::vector<const engine::Finding*>& findings,
                                      std::size_t layers) {
  std::vector<ui::LayerSign> signs;
  for (const engine::Finding* finding : findings)
    for (const auto& [card, units] : cardsOf(*finding, layers)) {
      auto sign = std::ranges::find(signs, card, &ui::LayerSign::layer);
      const QString text = ui::messageText(finding->sentence);
      if (sign == signs.end())
        sign =
            signs.insert(signs.end(), {.layer = card, .kind = ui::signOf(finding->severity), .text = text});
      else if (!sign->text.contains(text))
        sign->text = QStringLiteral("%1 %2").arg(sign->text, text);
      if (finding->rule == engine::DiagnosisRule::DeadUnits) sign->dead = units;
      if (finding->rule == engine::DiagnosisRule::SaturatedUnits) sign->saturated = units;
    }
  return signs;
}

}  // namespace

QString DiagnosisRoom::tabTitle(std::size_t findings) {
  const QChar figureSpace(0x2007);
  QString count = findings == 0 ? QString(figureSpace) : QString::number(findings);
  if (count.size() < 2) count.append(figureSpace);
  return tr("Diagnosis %1").arg(count);
}

DiagnosisRoom::DiagnosisRoom(const engine::DataLocations& locations, ui::Document& document,
                             ui::Selection& selection, ui::RunController& run, ui::DatasetLibrary& library,
                             ui::Actions& actions)
    : m_document(document),
      m_selection(selection),
      m_run(run),
      m_library(library),
      m_actions(actions),
      m_doctor([&run]() -> const engine::History& { return run.history(); }),
      m_trials([locations](const engine::DataSpec& data, const engine::Progress& progress) {
        return engine::loadDataset(data, locations, engine::Streams::Refused, progress);
      }) {
  connect(&m_trials, &ui::RemedyTrials::wholeWanted, &run, &ui::RunController::wantWhole);
  connect(&run, &ui::RunController::momentChanged, this,
          [this](const ui::MomentPtr& moment) { commitAwaited(*moment->snapshot); });
  // A user who meanwhile changes something else, goes elsewhere or trains has changed their mind.
  connect(&document, &ui::Document::designChanged, this, [this] { m_awaited.reset(); });
  connect(&run, &ui::RunController::otherStepsWanted, this, [this] { m_awaited.reset(); });
  connect(&run, &ui::RunController::phaseChanged, this, [this](const engine::Phase& phase) {
    if (std::holds_alternative<engine::Running>(phase)) m_awaited.reset();
  });
}

ui::Panel DiagnosisRoom::makePanel() {
  m_panel = new ui::DiagnosisPanel(m_doctor, m_trials);
  connect(m_panel, &ui::DiagnosisPanel::stepWanted, this, [this](std::int64_t step) {
    if (const ui::Moment* moment = m_run.moment()) m_run.goTo(moment->snapshot->timeline.lane, step);
  });
  connect(m_panel, &ui::DiagnosisPanel::remedyWanted, this, &DiagnosisRoom::apply);
  return {.id = panel_id::kDiagnosis,
          .title = tabTitle(0),
          .toolTip = tr("What is the matter with the network or its training, and what can be done"),
          .widget = m_panel,
          .show =
              [this](const ui::MomentPtr& moment) {
                const auto& initial = m_document.design().initial;
                m_doctor.showMoment(moment, initial);
                m_trials.showMoment(moment, initial);
                m_panel->showMoment(moment);
              },
          .scrolls = true};
}

void DiagnosisRoom::connectTo(const Views& views) {
  connect(&m_doctor, &ui::Doctor::changed, this, [this, views] { showSigns(views); });
  connect(m_panel, &ui::DiagnosisPanel::placeWanted, this, [this, views](const engine::FindingPlace& place) {
    m_actions[ui::ActionId::ShowNetwork].setChecked(true);
    showOnCanvas(place);
    views.workspaces.reveal(panel_id::kDiagnosis);
  });
  connect(&views.canvas, &ui::NetworkCanvas::signPressed, this, [this, views](CardPlace card) {
    if (!m_doctor.diagnosed()) return;
    for (const engine::Finding* finding : toldOf(m_doctor, *m_doctor.findings()))
      for (const auto& [place, units] : cardsOf(*finding, m_doctor.diagnosed()->network().layerCount()))
        if (place == card) return reveal(views, finding->rule);
  });
  connect(&views.bar, &ui::TimeBar::signPressed, this, [this, views](std::size_t sign) {
    if (sign < m_onTheBar.size()) reveal(views, m_onTheBar[sign]);
  });
  connect(&m_actions[ui::ActionId::ShowDiagnosis], &QAction::triggered, this, [this, views] {
    const auto told = toldOf(m_doctor, *m_doctor.findings());
    reveal(views, told.empty() ? std::nullopt : std::optional(told.front()->rule));
  });
}

void DiagnosisRoom::reveal(const Views& views, std::optional<engine::DiagnosisRule> rule) {
  if (!views.workspaces.has(panel_id::kDiagnosis)) m_actions[ui::ActionId::ShowNetwork].setChecked(true);
  if (views.workspaces.workspace() == workspace_id::kNetwork)
    m_actions[ui::ActionId::RightColumn].setChecked(true);
  views.workspaces.reveal(panel_id::kDiagnosis);
  m_panel->choose(rule);
}

void DiagnosisRoom::showSigns(const Views& views) {
  const auto told = toldOf(m_doctor, *m_doctor.findings());
  views.workspaces.setTitle(panel_id::kDiagnosis, tabTitle(told.size()));
  const ui::MomentPtr& moment = m_doctor.diagnosed();
  views.canvas.setSigns(layerSigns(told, moment ? moment->network().layerCount() : 0));
  std::vector<ui::TimeSign> signs;
  m_onTheBar.clear();
  for (const engine::Finding* finding : toldOf(m_doctor, m_doctor.ahead())) {
    const QString text = ui::messageText(finding->sentence);
    if (!signs.empty() && signs.back().step == finding->since) {
      signs.back().text = QStringLiteral("%1 %2").arg(signs.back().text, text);
      continue;
    }
    signs.push_back({.step = finding->since, .kind = ui::signOf(finding->severity), .text = text});
    m_onTheBar.push_back(finding->rule);
  }
  views.bar.setSigns(std::move(signs));
}

void DiagnosisRoom::showOnCanvas(const engine::FindingPlace& place) {
  const ui::Moment* moment = m_run.moment();
  if (moment == nullptr || place.layer >= moment->network().layerCount()) return;
  m_selection.setLayer(place.layer);
  const bool isMaps = moment->network().layer(place.layer).outputShape().isImage();
  std::vector<ui::Place> marked;
  if (!isMaps)
    for (const engine::Index unit : place.units)
      if (marked.size() < kMostMarked)
        marked.push_back({.layer = place.layer, .unit = unit, .from = std::nullopt});
  m_selection.setMarked(std::move(marked));
}

QString DiagnosisRoom::changedText() {
  return tr("The experiment has changed since it was examined; this is about how it was.");
}

void DiagnosisRoom::told(const engine::Result<void>& result) {
  if (!result) emit refused(ui::messageText(result.error().message));
}

void DiagnosisRoom::apply(const engine::Remedy& remedy) {
  const ui::Moment* moment = m_run.moment();
  if (moment == nullptr) return;
  const ui::MomentPtr& diagnosed = m_doctor.diagnosed();
  if (!diagnosed || diagnosed->experiment() != m_document.experiment()) return emit refused(changedText());
  const std::size_t lane = moment->snapshot->timeline.lane;
  if (!remedy.experiment) return m_run.goTo(lane, *remedy.step);
  if (remedy.experiment->data != m_document.experiment().data) return useData(remedy);
  if (!remedy.step || *remedy.step == 0 || *remedy.step == moment->snapshot->state.step)
    return commit(remedy);
  m_run.goTo(lane, *remedy.step);
  m_awaited = Awaited{.remedy = remedy, .run = m_run.run(), .lane = lane};
}

void DiagnosisRoom::commitAwaited(const engine::Snapshot& snapshot) {
  if (!m_awaited || m_run.isGoing()) return;
  const Awaited awaited = *std::exchange(m_awaited, std::nullopt);
  // The move there may have been abandoned.
  const bool isThere = snapshot.run == awaited.run && snapshot.timeline.lane == awaited.lane &&
                       snapshot.state.step == *awaited.remedy.step;
  if (isThere) commit(awaited.remedy);
}

void DiagnosisRoom::commit(const engine::Remedy& remedy) {
  const QString text = ui::messageText(remedy.what);
  const engine::Experiment& experiment = *remedy.experiment;
  const bool isLive = engine::compare(m_document.experiment(), experiment) == engine::Change::Live;
  // A run that has diverged, or should begin again, takes the change from its initial weights on.
  const bool beginsAgain = remedy.step == 0 || (!remedy.step && !engine::canGoOn(m_run.phase()));
  told(isLive && beginsAgain ? m_document.begin(text, experiment, m_document.design().initial)
                             : m_document.commit(text, experiment));
}

void DiagnosisRoom::useData(const engine::Remedy& remedy) {
  m_library.load(remedy.experiment->data,
                 [this, remedy, before = m_document.experiment()](const ui::DatasetLibrary::Loaded& data) {
                   if (!data) return emit refused(ui::messageText(data.error().message));
                   if (m_document.experiment() != before) return emit refused(changedText());
                   told(m_document.commit(ui::messageText(remedy.what), *remedy.experiment, *data));
                 });
}

}  // namespace pellucid::app
