// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/event_text.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>

#include "engine/train/training_fields.h"
#include "ui/document/training_names.h"
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

QString numberText(double value) {
  return shortValueText(value);
}
QString numberText(std::int64_t value) {
  return countText(value);
}

/// The numbers of a part that differ, of those in one of its tables.
template <class Fields, class Part>
void addChanges(const Fields& fields, const Part& before, const Part& after, QStringList& parts) {
  for (const auto& field : fields)
    if (before.*field.member != after.*field.member)
      parts << EventText::tr("%1 %2").arg(numberName(field.member), numberText(after.*field.member));
}

void addLayers(const engine::NetworkSpec& before, const engine::NetworkSpec& after, QStringList& parts) {
  for (std::size_t i = 0; i < after.layers.size(); ++i) {
    const engine::LayerSpec& now = after.layers[i];
    const QString name = messageText(engine::layerName(after, i));
    if (now.frozen != before.layers[i].frozen)
      parts << (now.frozen ? EventText::tr("%1 frozen") : EventText::tr("%1 thawed")).arg(name);
    if (now.rateFactor != before.layers[i].rateFactor)
      parts << EventText::tr("%1's rate × %2").arg(name, shortValueText(now.rateFactor));
  }
}

QString settingText(const Experiment& before, const Experiment& after) {
  QStringList parts;
  const engine::TrainingSpec& old = before.training;
  const engine::TrainingSpec& now = after.training;
  if (old.learningRate != now.learningRate) parts << rateText(old.learningRate, now.learningRate);
  addLayers(before.network, after.network, parts);
  if (old.schedule.kind != now.schedule.kind) parts << EventText::tr("another schedule");
  addChanges(engine::kNumberFields<engine::OptimizerSettings>, old.settings, now.settings, parts);
  addChanges(engine::kNumberFields<engine::Clipping>, old.clipping, now.clipping, parts);
  if (old.schedule.kind == now.schedule.kind) {
    addChanges(engine::kNumberFields<engine::Schedule>, old.schedule, now.schedule, parts);
    addChanges(engine::kCountFields<engine::Schedule>, old.schedule, now.schedule, parts);
  }
  addChanges(engine::kNumberFields<engine::Stopping>, old.stopping, now.stopping, parts);
  addChanges(engine::kCountFields<engine::Stopping>, old.stopping, now.stopping, parts);
  if (parts.isEmpty()) return EventText::tr("other settings");
  if (parts.size() == 1) return parts.front();
  return EventText::tr("%1 and %Ln more", nullptr, static_cast<int>(parts.size()) - 1).arg(parts.front());
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
  return EventText::tr("%1 at %2").arg(eventText(*change), countText(shown.begin));
}

}  // namespace pellucid::ui
