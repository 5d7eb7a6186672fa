// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/event_text.h"

#include <QCoreApplication>
#include <algorithm>

#include "ui/document/difference_text.h"
#include "ui/widgets/message_text.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

using engine::Experiment;

struct EventText {
  Q_DECLARE_TR_FUNCTIONS(EventText)
};

QString rateText(double before, double after) {
  const double times = after / before;
  if (times >= 2) return EventText::tr("rate × %1").arg(shortValueText(times));
  if (times <= 0.5) return EventText::tr("rate ÷ %1").arg(shortValueText(before / after));
  return EventText::tr("rate %1").arg(shortValueText(after));
}

QString settingText(const Experiment& before, const Experiment& after) {
  QStringList parts;
  const double old = before.training.learningRate;
  if (const double now = after.training.learningRate; old != now) parts << rateText(old, now);
  parts << liveDifferences(before, after);
  return parts.isEmpty() ? EventText::tr("other settings") : firstOf(parts);
}

}  // namespace

QString eventText(const engine::TimelineEvent& event) {
  if (const auto* setting = std::get_if<engine::SettingChange>(&event.change))
    return settingText(*setting->before, *setting->experiment);
  if (const auto* diverged = std::get_if<engine::Diverged>(&event.change))
    return EventText::tr("the next step diverged. %1").arg(messageText(diverged->explanation));
  if (const auto* bookmark = std::get_if<engine::Bookmark>(&event.change))
    return bookmark->note.empty() ? EventText::tr("a bookmark") : QString::fromStdString(bookmark->note);
  return EventText::tr("a weight set by hand");
}

QString textOfChange(const engine::TimelineEvent& event, std::int64_t step) {
  return EventText::tr("%1 at %2").arg(eventText(event), countText(step));
}

const engine::Bookmark* bookmarkAt(const engine::TimelineMap& timeline, std::size_t lane, std::int64_t step) {
  for (const engine::TimelineEvent& event :
       timeline.lanes[engine::ownerOf(timeline.lanes, lane, step)].events)
    if (event.step == step)
      if (const auto* bookmark = std::get_if<engine::Bookmark>(&event.change)) return bookmark;
  return nullptr;
}

QString laneText(const engine::TimelineMap& timeline, std::size_t lane) {
  const engine::LaneMap& shown = timeline.lanes[lane];
  if (!shown.name.empty()) return QString::fromStdString(shown.name);
  const auto change = std::ranges::find_if(shown.events, engine::isChange);
  if (!shown.parent || change == shown.events.end()) return EventText::tr("as it began");
  return textOfChange(*change, shown.begin);
}

}  // namespace pellucid::ui
