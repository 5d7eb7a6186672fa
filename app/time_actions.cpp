// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/time_actions.h"

#include <QInputDialog>
#include <QUndoCommand>
#include <algorithm>

#include "ui/timeline/event_text.h"
#include "ui/widgets/numbers.h"

namespace pellucid::app {
namespace {

class TimelineCommand final : public QUndoCommand {
 public:
  TimelineCommand(const QString& text, ui::RunController& run, engine::TimelineEdit edit,
                  engine::TimelineEdit back, std::optional<engine::GoTo> place)
      : QUndoCommand(text), m_run(run), m_edit(std::move(edit)), m_back(std::move(back)), m_place(place) {}

  void redo() override { m_run.editTimeline(m_edit); }
  void undo() override {
    m_run.editTimeline(m_back);
    if (m_place) m_run.goTo(m_place->lane, m_place->step);
  }

 private:
  ui::RunController& m_run;
  engine::TimelineEdit m_edit;
  engine::TimelineEdit m_back;
  std::optional<engine::GoTo> m_place;  ///< shown before
};

}  // namespace

TimeActions::TimeActions(ui::Document& document, ui::RunController& run, ui::Actions& actions,
                         ui::TimePanel& panel)
    : m_document(document), m_run(run), m_panel(panel) {
  connect(&panel.bar(), &ui::TimeBar::bookmarkWanted, this, &TimeActions::bookmark);
  connect(&panel.bar(), &ui::TimeBar::bookmarkRemoved, this, &TimeActions::removeBookmark);
  connect(&panel.bar(), &ui::TimeBar::laneNameWanted, this, &TimeActions::askForName);
  connect(&panel.bar(), &ui::TimeBar::laneRemoved, this, &TimeActions::removeLane);
  connect(&actions[ui::ActionId::AddBookmark], &QAction::triggered, this, [this] {
    const engine::TimelineMap now = timeline();
    if (now.lanes.empty()) return emit noted(tr("There is no step to bookmark yet: training has not begun."));
    bookmark(now.lane, now.step);
  });
}

engine::TimelineMap TimeActions::timeline() const {
  m_run.catchUp();  // including what was just requested
  return m_run.hasSpoken() ? m_run.newest()->timeline : engine::TimelineMap();
}

void TimeActions::push(const QString& text, const engine::TimelineEdit& edit,
                       const engine::TimelineEdit& back, std::optional<engine::GoTo> place) {
  m_document.undoStack().push(new TimelineCommand(text, m_run, edit, back, place));
}

std::optional<QString> TimeActions::ask(const QString& title, const QString& label, const QString& now) {
  bool isGiven = false;
  const QString text = QInputDialog::getText(&m_panel, title, label, QLineEdit::Normal, now, &isGiven);
  return isGiven ? std::optional(text.trimmed()) : std::nullopt;
}

void TimeActions::bookmark(std::size_t lane, std::int64_t step) {
  const engine::TimelineMap now = timeline();
  if (lane >= now.lanes.size()) return;
  const engine::Bookmark* there = ui::bookmarkAt(now, lane, step);
  if (there == nullptr)
    return push(tr("bookmark step %1").arg(ui::countText(step)),
                engine::SetBookmark{.lane = lane, .step = step, .note = std::string()},
                engine::SetBookmark{.lane = lane, .step = step, .note = std::nullopt});
  if (const auto note = ask(tr("Note"), tr("What is worth remembering of step %1:").arg(ui::countText(step)),
                            QString::fromStdString(there->note)))
    setNote(lane, step, *note);
}

void TimeActions::setNote(std::size_t lane, std::int64_t step, const QString& note) {
  const engine::TimelineMap now = timeline();
  if (lane >= now.lanes.size()) return;
  const engine::Bookmark* there = ui::bookmarkAt(now, lane, step);
  const std::string text = note.toStdString();
  if (there != nullptr && there->note == text) return;
  push(tr("note at step %1").arg(ui::countText(step)),
       engine::SetBookmark{.lane = lane, .step = step, .note = text},
       engine::SetBookmark{
           .lane = lane, .step = step, .note = there == nullptr ? std::nullopt : std::optional(there->note)});
}

void TimeActions::removeBookmark(std::size_t lane, std::int64_t step) {
  const engine::TimelineMap now = timeline();
  if (lane >= now.lanes.size()) return;
  if (const engine::Bookmark* there = ui::bookmarkAt(now, lane, step))
    push(tr("remove the bookmark at step %1").arg(ui::countText(step)),
         engine::SetBookmark{.lane = lane, .step = step, .note = std::nullopt},
         engine::SetBookmark{.lane = lane, .step = step, .note = there->note});
}

void TimeActions::askForName(std::size_t lane) {
  const engine::TimelineMap now = timeline();
  if (lane >= now.lanes.size()) return;
  if (const auto name =
          ask(tr("Name of the lane"), tr("How it is called on the bar of time:"), ui::laneText(now, lane)))
    if (*name != ui::laneText(now, lane)) nameLane(lane, *name);
}

void TimeActions::nameLane(std::size_t lane, const QString& name) {
  const engine::TimelineMap now = timeline();
  if (lane >= now.lanes.size()) return;
  push(tr("name a lane"), engine::NameLane{.lane = lane, .name = name.toStdString()},
       engine::NameLane{.lane = lane, .name = now.lanes[lane].name});
}

void TimeActions::removeLane(std::size_t lane) {
  const engine::TimelineMap now = timeline();
  if (lane >= now.lanes.size() || now.lanes[lane].isRemoved) return;
  if (!now.lanes[lane].parent)
    return emit noted(
        tr("This is the lane that the run began on, and the others hang on it: it stays. Reset "
           "begins a new run."));
  const auto comesFrom = [&](std::size_t other) {
    const auto way = engine::wayTo(now.lanes, other);
    return std::ranges::find(way, lane) != way.end();
  };
  int children = 0;
  for (std::size_t i = 0; i < now.lanes.size(); ++i)
    if (i != lane && !now.lanes[i].isRemoved && comesFrom(i)) ++children;
  const QString name = ui::laneText(now, lane);
  // If the lane is shown, the window goes to the parent lane where they parted; undo returns.
  const bool isShown = comesFrom(now.lane);
  push(tr("delete the lane \"%1\"").arg(name), engine::RemoveLane{.lane = lane, .isRemoved = true},
       engine::RemoveLane{.lane = lane, .isRemoved = false},
       isShown ? std::optional(engine::GoTo{.lane = now.lane, .step = now.step}) : std::nullopt);
  emit noted(children == 0 ? tr("Deleted the lane \"%1\". Undo brings it back.").arg(name)
                           : tr("Deleted the lane \"%1\" with %Ln lane(s) that began on it. Undo brings them "
                                "back.",
                                nullptr, children)
                                 .arg(name));
}

}  // namespace pellucid::app
