// SPDX-License-Identifier: GPL-3.0-or-later
// Where findings of the diagnosis began, on the time bar. Pure except for painting.
#pragma once

#include <QPainter>
#include <optional>
#include <vector>

#include "ui/timeline/lane_layout.h"
#include "ui/widgets/severity_sign.h"

namespace pellucid::ui {

/// On the path to the cursor.
struct TimeSign {
  std::int64_t step = 0;
  SignKind kind = SignKind::Note;
  QString text;  ///< the finding, in a sentence
  friend bool operator==(const TimeSign&, const TimeSign&) = default;
};

/// In the order of their steps. Of several at one place the first counts, and is painted last.
class TimeSigns {
 public:
  void set(std::vector<TimeSign> signs) { m_signs = std::move(signs); }
  const std::vector<TimeSign>& all() const { return m_signs; }

  void paint(QPainter& painter, const Theme& theme, const engine::TimelineMap& timeline,
             const LaneLayout& layout) const;
  /// The index of the sign under the pointer.
  std::optional<std::size_t> at(const QPointF& point, const engine::TimelineMap& timeline,
                                const LaneLayout& layout) const;
  /// The index of the first one at this step.
  std::optional<std::size_t> atStep(std::int64_t step) const;
  /// The nearest sign's step before or after `step`, where it is nearer than `other`; otherwise `other`.
  std::int64_t before(std::int64_t step, std::int64_t other) const;
  std::int64_t after(std::int64_t step, std::int64_t other) const;

 private:
  QRectF placeOf(const TimeSign& sign, const engine::TimelineMap& timeline, const LaneLayout& layout) const;

  std::vector<TimeSign> m_signs;
};

}  // namespace pellucid::ui
