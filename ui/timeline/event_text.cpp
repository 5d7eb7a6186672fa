// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/event_text.h"

#include <QCoreApplication>

#include "ui/document/difference_text.h"
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
  return EventText::tr("a weight set by hand");
}

QString laneText(const engine::TimelineMap& timeline, std::size_t lane) {
  const engine::LaneMap& shown = timeline.lanes[lane];
  if (!shown.parent || shown.events.empty()) return EventText::tr("as it began");
  return EventText::tr("%1 at %2").arg(eventText(shown.events.front()), countText(shown.begin));
}

}  // namespace pellucid::ui
