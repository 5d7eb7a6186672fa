// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run_list.h"

#include <QTableView>

#include "ui/document/edits.h"
#include "ui/run/run_edits.h"
#include "ui/runs/compare_dialog.h"
#include "ui/runs/rate_dialog.h"
#include "ui/timeline/event_text.h"
#include "ui/widgets/numbers.h"

namespace pellucid::app {

using ui::ActionId;

namespace {

/// The changes made along a run, up to a step: "rate × 10 at 1,200".
QStringList textsOfChanges(const std::vector<engine::TimelineEvent>& changes, std::int64_t step) {
  QStringList lines;
  for (const engine::TimelineEvent& event : changes) {
    const auto* setting = std::get_if<engine::SettingChange>(&event.change);
    const bool isAsItBegan = setting != nullptr && setting->before == setting->experiment;
    if (event.step <= step && !isAsItBegan) lines << ui::textOfChange(event, event.step);
  }
  return lines;
}

/// The changes made along a run: nullopt if unknown, empty if there were none.
std::optional<std::vector<engine::TimelineEvent>> changesOf(const ui::Run& run,
                                                            const ui::RunController& shown) {
  if (run.isShown() && !shown.hasSpoken()) return std::nullopt;
  if (run.isShown()) return engine::changesOnWay(shown.newest()->timeline);
  if (run.snapshot) return engine::changesOnWay(run.snapshot->timeline);
  if (run.changes || run.isForgotten) return run.changes;
  return std::vector<engine::TimelineEvent>();
}

}  // namespace

RunList::RunList(ui::RunsPanel& panel, ui::CurvesPanel& curves, ui::Document& document,
                 ui::RunController& run, ui::DatasetLibrary& library, ui::Actions& actions,
                 Messages& messages)
    : m_panel(panel),
      m_curves(curves),
      m_document(document),
      m_run(run),
      m_library(library),
      m_actions(actions),
      m_messages(messages) {
  connectPanel();
}

void RunList::connectPanel() {
  using ui::RunsPanel;
  connect(&m_panel, &RunsPanel::showWanted, this, &RunList::show);
  connect(&m_panel, &RunsPanel::againWanted, this, &RunList::beginAgain);
  connect(&m_panel, &RunsPanel::deleteWanted, this,
          [this](std::uint64_t run) { ui::edit::deleteRun(m_document, m_run.book(), run); });
  connect(&m_panel, &RunsPanel::renameWanted, this, [this](std::uint64_t run, const QString& name) {
    ui::edit::renameRun(m_document, m_run.book(), run, name);
  });
  connect(&m_panel, &RunsPanel::starWanted, &m_run.book(), &ui::RunBook::setStarred);
  connect(&m_panel, &RunsPanel::overlaysChanged, this, &RunList::drawOverlays);
  connect(&m_panel, &RunsPanel::compareWanted, this, &RunList::compare);
  connect(&m_panel, &RunsPanel::noted, &m_messages, &Messages::note);
  connect(&m_actions[ActionId::ShowRuns], &QAction::triggered, this, [this] {
    emit revealed();
    m_panel.table().setFocus();
  });
  connect(&m_actions[ActionId::CompareRuns], &QAction::triggered, &m_panel, &RunsPanel::compare);
  connect(&m_actions[ActionId::RepeatRun], &QAction::triggered, &m_panel, &RunsPanel::repeat);
  connect(&m_actions[ActionId::VaryRun], &QAction::triggered, &m_panel, &RunsPanel::vary);
  connect(&m_actions[ActionId::FindRate], &QAction::triggered, this, &RunList::findRate);
  connect(&m_panel, &RunsPanel::repeatWanted, this, &RunList::repeat);
  connect(&m_panel, &RunsPanel::varyWanted, this, &RunList::vary);
  connect(&m_run.book(), &ui::RunBook::listChanged, this, &RunList::closeOrphans);
}

void RunList::show(std::uint64_t run) {
  withData(run, [this, run] { m_messages.noteRefusal(m_run.show(run)); });
}

void RunList::beginAgain(std::uint64_t run) {
  withData(run, [this, run] { m_messages.noteRefusal(m_run.beginAgain(run)); });
}

void RunList::withData(std::uint64_t number, std::function<void()> then) {
  const ui::Run* run = m_run.book().find(number);
  // A run that no longer exists is refused below.
  if (run == nullptr || run->isShown() || run->design.dataset->train.size() > 0) return then();
  m_library.load(run->design.experiment.data, [this, number, then = std::move(then)](
                                                  const ui::DatasetLibrary::Loaded& data) {
    if (!data) return m_messages.noteRefusal(data.error());
    const ui::Run* found = m_run.book().find(number);
    if (found == nullptr) return;
    if ((*data)->checksum != found->design.dataset->checksum)
      m_messages.note(
          tr("\"%1\" holds other samples now than those that this run was trained on. Its weights are "
             "as they were, but training it again will not give the same numbers.")
              .arg(QString::fromStdString((*data)->name)));
    m_run.book().giveData(number, *data);
    then();
  });
}

void RunList::drawOverlays() {
  std::vector<ui::CurveOverlay> overlays;
  const auto add = [&](const ui::Run& run, const QString& name, const engine::History& history) {
    overlays.push_back({.id = run.number,
                        .name = name,
                        .colour = run.colour,
                        .history = history,
                        .bands = bandsOf(run.number),
                        .stepsPerEpoch = run.stepsPerEpoch(),
                        .samplesPerStep = run.samplesPerStep()});
  };
  // The curves of the shown run are there already, but not the band of its seeds.
  if (const ui::Run* shown = m_run.book().shown(); shown != nullptr && !bandsOf(shown->number).empty())
    add(*shown, tr("other seeds"), {});
  for (const std::uint64_t number : m_panel.model().ticked()) {
    const ui::Run& run = *m_run.book().find(number);
    add(run, run.title(), *run.history);
  }
  m_curves.setOverlays(std::move(overlays));
}

std::vector<ui::CurveBand> RunList::bandsOf(std::uint64_t run) const {
  std::vector<ui::CurveBand> bands;
  const auto dialog = m_seeds.find(run);
  if (dialog == m_seeds.end()) return bands;
  const auto spread = [](const engine::TestBand::Spread& of) {
    return ui::CurveBand::Spread{.lower = of.least, .median = of.median, .upper = of.most};
  };
  // The seeds share the processor, so their times say little; the run itself was alone.
  const engine::History& own = *dialog->second->run().history;
  for (const engine::TestBand& band : dialog->second->bands())
    bands.push_back({.step = band.step,
                     .loss = spread(band.loss),
                     .accuracy = spread(band.accuracy),
                     .seconds = engine::secondsOf(own, band.step).value_or(band.seconds)});
  return bands;
}

std::optional<ui::RunToRepeat> RunList::toRepeat(std::uint64_t number) {
  m_run.catchUp();  // its changes are known once the run has reported
  const ui::Run* run = m_run.book().find(number);
  if (run == nullptr || run->design.dataset->train.size() == 0) return std::nullopt;
  ui::RunToRepeat repeated{
      .number = number,
      .title = run->title(),
      .colour = run->isShown() ? ui::RunPlot::kShown : run->colour,
      .design = run->isShown() ? m_document.design() : run->design,
      .steps = run->figures.steps,
      .history = run->isShown() ? std::make_shared<const engine::History>(m_run.history()) : run->history};
  repeated.changes = changesOf(*run, m_run);
  return repeated;
}

void RunList::repeat(std::uint64_t run) {
  withData(run, [this, run] { showSeeds(run); });
}

void RunList::vary(std::uint64_t run) {
  withData(run, [this, run] { showVaried(run); });
}

void RunList::showSeeds(std::uint64_t run) {
  ui::SeedsDialog*& dialog = m_seeds[run];
  if (dialog == nullptr) {
    auto repeated = toRepeat(run);
    if (!repeated) {
      m_seeds.erase(run);
      return m_messages.noteRefusal(m_document.mayChange());
    }
    dialog = new ui::SeedsDialog(*std::move(repeated), m_panel.window());
    connect(dialog, &ui::SeedsDialog::bandsChanged, this, &RunList::drawOverlays);
  } else if (auto repeated = toRepeat(run)) {
    dialog->setRun(*std::move(repeated));
  }
  dialog->show();
  dialog->activateWindow();
}

void RunList::showVaried(std::uint64_t run) {
  ui::VaryDialog*& dialog = m_varied[run];
  if (dialog == nullptr) {
    auto repeated = toRepeat(run);
    if (!repeated) {
      m_varied.erase(run);
      return m_messages.noteRefusal(m_document.mayChange());
    }
    dialog = new ui::VaryDialog(*std::move(repeated), m_panel.window());
    connect(dialog, &ui::VaryDialog::valueChosen, this, &RunList::useValue);
  } else if (auto repeated = toRepeat(run)) {
    dialog->setRun(*std::move(repeated));
  }
  dialog->show();
  dialog->activateWindow();
}

void RunList::useValue(const ui::VariedSetting& setting, double value) {
  const engine::Experiment& now = m_document.experiment();
  // The window may show another network by now.
  for (const ui::VariedSetting& known : ui::variedSettings(now))
    if (known.kind == setting.kind && known.layer == setting.layer)
      return m_messages.noteRefusal(m_document.commit(
          tr("%1 %2").arg(setting.name, QString::number(value, 'g', 6)), known.with(now, value)));
  m_messages.note(tr("The network of the window has no such setting: %1.").arg(setting.name));
}

void RunList::closeOrphans() {
  const auto close = [this](auto& dialogs) {
    std::erase_if(dialogs, [this](const auto& entry) {
      if (m_run.book().find(entry.first) != nullptr) return false;
      entry.second->deleteLater();
      return true;
    });
  };
  close(m_seeds);
  close(m_varied);
}

void RunList::findRate() {
  if (const auto may = m_document.mayChange(); !may) return m_messages.noteRefusal(may);
  if (!m_run.moment()) return;
  m_run.catchUp();
  if (!m_run.hasSpoken() || !engine::canGoOn(m_run.phase()))
    return m_messages.note(tr("This run can't be trained any further. Reset it, and look for a rate then."));
  auto* dialog = new ui::RateDialog(m_document.design(), m_run.newest()->state, m_panel.window());
  connect(dialog, &ui::RateDialog::rateChosen, this,
          [this](double rate) { m_messages.noteRefusal(ui::edit::setLearningRate(m_document, rate)); });
  dialog->show();
}

void RunList::compare(std::uint64_t first, std::uint64_t second) {
  const auto comparedRun = [this](std::uint64_t number) -> std::optional<ui::ComparedRun> {
    const ui::Run* run = m_run.book().find(number);
    if (run == nullptr) return std::nullopt;
    const bool isShown = run->isShown();
    if (isShown && (!m_run.hasSpoken() || !m_run.newest()->network)) return std::nullopt;
    const auto& snapshot = isShown ? m_run.newest() : run->snapshot;
    const std::int64_t step = snapshot ? snapshot->timeline.step : run->figures.steps;
    const auto changes = changesOf(*run, m_run);
    return ui::ComparedRun{
        .title = run->title(),
        .colour = isShown ? ui::RunPlot::kShown : run->colour,
        .design = isShown ? m_document.design() : run->design,
        .snapshot = snapshot,
        .history = isShown ? std::make_shared<const engine::History>(m_run.history()) : run->history,
        .changes = changes ? std::optional(textsOfChanges(*changes, step)) : std::nullopt};
  };
  auto one = comparedRun(first);
  auto other = comparedRun(second);
  if (!one || !other) return;
  auto* dialog = new ui::CompareDialog(*std::move(one), *std::move(other), m_panel.window());
  dialog->show();
}

}  // namespace pellucid::app
