// SPDX-License-Identifier: GPL-3.0-or-later
// The bar of all moments of a run: drag its cursor and the window shows the network as it was at that step.
// It draws the lanes of the timeline, the changes and notes on them and where states are kept, and emits
// where the user wants to go and what to note. Lives on the window's thread.
#pragma once

#include <QWidget>
#include <optional>

#include "ui/run/moment.h"
#include "ui/timeline/time_signs.h"

namespace pellucid::ui {

class TimeBar : public QWidget {
  Q_OBJECT

 public:
  explicit TimeBar(QWidget* parent = nullptr);

  void showMoment(const Moment& moment);
  /// The findings of the diagnosis on the path to the cursor, in the order of the steps.
  void setSigns(std::vector<TimeSign> signs);

  QSize sizeHint() const override;
  /// In a low window only the lanes remain, without text.
  QSize minimumSizeHint() const override;

 signals:
  /// Towards this step of that lane.
  void wanted(std::size_t lane, std::int64_t step);
  /// A new bookmark there, or a new note for an existing one.
  void bookmarkWanted(std::size_t lane, std::int64_t step);
  void bookmarkRemoved(std::size_t lane, std::int64_t step);
  void laneNameWanted(std::size_t lane);
  void laneRemoved(std::size_t lane);
  /// A sign was pressed, or Return while the cursor is on it; `sign` is its index.
  void signPressed(std::size_t sign);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  bool event(QEvent* event) override;

 private:
  /// There are none before the first network.
  bool hasLanes() const { return !m_timeline.lanes.empty(); }
  bool hasRoomForWords() const;
  QRectF lanesArea() const;
  LaneLayout lanes() const;
  void want(std::size_t lane, std::int64_t step);
  /// The step of a bookmark of the lane near the pointer.
  std::optional<std::int64_t> bookmarkNear(const LaneLayout& layout, std::size_t lane, double x) const;
  /// Removes the bookmark at the cursor, or else the lane.
  void removeHere();
  /// A sentence about what is under the pointer.
  QString tipAt(const QPointF& point) const;
  void paintLane(QPainter& painter, const LaneLayout& layout, std::size_t row) const;
  void paintEvents(QPainter& painter, const LaneLayout& layout, std::size_t row) const;
  void paintCursor(QPainter& painter, const LaneLayout& layout) const;
  void paintWords(QPainter& painter) const;

  engine::TimelineMap m_timeline;
  std::int64_t m_stepsPerEpoch = 1;
  std::uint64_t m_run = 0;
  std::optional<double> m_secondsPerStep;  ///< of the run, where measured
  TimeSigns m_signs;
  std::optional<QPointF> m_pointer;
};

}  // namespace pellucid::ui
