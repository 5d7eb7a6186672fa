// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/moment_text.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

struct MomentText {
  Q_DECLARE_TR_FUNCTIONS(MomentText)
};

/// The nearest kept state before a lane's step, or at it, on the path to that step.
std::int64_t keptBefore(const engine::TimelineMap& timeline, std::size_t lane, std::int64_t step) {
  std::int64_t nearest = timeline.lanes.front().begin;
  const std::vector<std::size_t> way = wayTo(timeline.lanes, lane);
  for (std::size_t i = 0; i < way.size(); ++i) {
    const std::int64_t last = i + 1 < way.size() ? std::min(step, timeline.lanes[way[i + 1]].begin) : step;
    const std::vector<std::int64_t>& kept = timeline.lanes[way[i]].kept;
    const auto after = std::ranges::upper_bound(kept, last);
    if (after != kept.begin()) nearest = std::max(nearest, *std::prev(after));
  }
  return nearest;
}

QString durationText(double seconds) {
  // Compares rounded values, so that none reads "1000 ms" or "60 s".
  const auto milliseconds = std::lround(seconds * 1000);
  const auto tenths = std::lround(seconds * 10);
  const auto whole = std::lround(seconds);
  if (milliseconds < 1) return MomentText::tr("less than 1 ms");
  if (milliseconds < 1000) return MomentText::tr("about %1 ms").arg(milliseconds);
  if (tenths < 100) return MomentText::tr("about %1 s").arg(fixedText(seconds, 1));
  if (whole < 60) return MomentText::tr("about %1 s").arg(whole);
  return MomentText::tr("about %Ln minute(s)", nullptr, static_cast<int>(std::lround(seconds / 60)));
}

}  // namespace

QString momentText(const engine::TimelineMap& timeline, std::size_t lane, std::int64_t step,
                   std::optional<double> secondsPerStep) {
  const std::int64_t kept = keptBefore(timeline, lane, step);
  if (kept == step) return MomentText::tr("Its weights are kept.");
  const QString from = countText(kept);
  QString text;
  if (step <= timeline.lanes[ownerOf(timeline.lanes, lane, step)].elsewhere)
    text = MomentText::tr(
               "It was first trained on another computer, or with other data: here its weights are "
               "recomputed from those kept at step %1, and may differ in their last digits.")
               .arg(from);
  else if (secondsPerStep)
    text = MomentText::tr(
               "Its weights are trained again from those kept at step %1, which takes %2, and are "
               "the same to the last bit.")
               .arg(from, durationText(*secondsPerStep * static_cast<double>(step - kept)));
  else
    text = MomentText::tr(
               "Its weights are trained again from those kept at step %1, and are the same to the "
               "last bit.")
               .arg(from);
  if (!timeline.isThinned) return text;
  return MomentText::tr("%1 The memory for kept weights is full, so they stand further apart.").arg(text);
}

}  // namespace pellucid::ui
