// SPDX-License-Identifier: GPL-3.0-or-later
// The maps of all layers side by side, painted as one: the sample under the pointer in one is marked in all.
// The wheel zooms, a drag moves, a click or Enter chooses a sample, arrow keys move to the nearest one. Knows
// no run. GUI thread.
#pragma once

#include <QPixmap>
#include <QWidget>
#include <optional>

#include "ui/maps/map_layout.h"
#include "ui/maps/map_look.h"

namespace pellucid::ui {

class MapsView : public QWidget {
  Q_OBJECT

 public:
  explicit MapsView(QWidget* parent = nullptr);

  /// For maps other than by PCA: the points of each map of the look, 2×N, and its loss.
  struct OtherPoints {
    std::vector<engine::Matrix> points;
    std::vector<double> losses;
  };
  /// Draws these points, or those by PCA where there are none.
  void setLook(const MapLookPtr& look, OtherPoints other = {});
  /// Shown where there is no look.
  void setEmptyText(const QString& text);
  /// An index into the split; ringed in all maps.
  void setShown(std::optional<engine::Index> sample);
  /// Where the shown input is in each map by PCA, even where it is not a sample of the look; empty for
  /// nowhere.
  void setShownPlaces(std::vector<std::optional<Eigen::Vector2d>> places);
  /// Frames the map of the selected layer.
  void setLayer(std::optional<std::size_t> layer);
  /// One map alone, or all.
  void setOnly(std::optional<std::size_t> map);
  std::optional<std::size_t> only() const { return m_only; }

  /// The index and place of each visible map.
  struct Seen {
    std::size_t map = 0;
    MapPlace place;
  };
  std::vector<Seen> seen() const;
  /// Where the sample at this position of the look is in a visible map.
  QPointF placeOf(std::size_t map, std::size_t sample) const;
  const MapZoom& zoom(std::size_t map) const { return m_zooms[map]; }
  /// The sample that is pointed at or was reached with the keys, by its position in the look.
  std::optional<std::size_t> marked() const {
    return m_hover ? m_hover : hasFocus() ? m_cursor : std::nullopt;
  }
  int paintedThumbnails() const { return m_paintedThumbnails; }

  QSize sizeHint() const override { return {700, 420}; }
  QSize minimumSizeHint() const override { return {240, 110}; }

 signals:
  void sampleChosen(engine::Index sample);
  /// Its title was clicked; none for the inputs.
  void layerChosen(std::optional<std::size_t> layer);
  void onlyChosen(std::optional<std::size_t> map);

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  /// What the user can do here.
  static QString lesson();
  const engine::Matrix& pointsOf(std::size_t map) const;
  MapProjection projection(const Seen& seen) const;
  /// Recomputes all places, and the picture below the marks.
  void refresh();
  void paintGround();
  void paintWords(QPainter& painter, const Seen& seen) const;
  void paintProbe(QPainter& painter, const Seen& seen) const;
  void paintMark(QPainter& painter, const Seen& seen, QPointF at, const QColor& colour) const;
  void paintShown(QPainter& painter) const;
  std::optional<Seen> mapAt(QPointF at, bool isInTitle) const;
  std::optional<std::size_t> sampleAt(const Seen& seen, QPointF at) const;
  void setHover(std::optional<std::size_t> sample, QPointF at);
  void walk(QPointF direction);
  void zoomMap(const Seen& seen, QPointF at, double times);
  /// The map with the keyboard focus.
  std::optional<Seen> current() const;
  void tellCursor();

  MapLookPtr m_look;
  OtherPoints m_other;
  QString m_emptyText;
  std::optional<engine::Index> m_shown;
  std::vector<std::optional<Eigen::Vector2d>> m_shownPlaces;
  std::optional<std::size_t> m_layer;
  std::optional<std::size_t> m_only;
  std::vector<MapZoom> m_zooms;                ///< by map
  std::vector<std::vector<QPointF>> m_places;  ///< by map and sample; empty for maps that are not visible
  QPixmap m_ground;
  int m_paintedThumbnails = 0;
  std::optional<std::size_t> m_hover;
  std::optional<std::size_t> m_cursor;
  std::size_t m_current = 0;  ///< the map with the keyboard focus
  QPointF m_hoverAt;
  std::optional<QPointF> m_pressed;
  QPointF m_dragged;
  bool m_isDragging = false;
};

}  // namespace pellucid::ui
