// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pictures/picture_sheet.h"

#include <QLineF>
#include <QPainter>
#include <QPolygonF>
#include <QTransform>
#include <algorithm>
#include <cmath>

#include "app/pictures/picture_ground.h"
#include "app/pictures/picture_plane.h"

namespace pellucid::app {
namespace {

using Eigen::Index;

constexpr int kLookedAt = 160;         // the longer side of the examined picture
constexpr float kLeastEdge = 6;        // difference in grey values between pixels two apart
constexpr double kLeastSheet = 0.125;  // share of the picture
constexpr double kRectangular = 0.86;  // share of the smallest rectangle around it; an ellipse covers 0.785
constexpr double kLeastBlank = 0.4;    // share of it that is not drawn on
constexpr double kOutline = 0.9;       // share of its outline that is visible; the drawing may reach it
constexpr double kLongest = 2.5;       // longer blank rectangles are strokes
constexpr Index kEdge = 3;             // the greatest width of an edge after smoothing

/// Places where brightness changes little.
Mask flatPlaces(const Plane& plane) {
  Plane change = Plane::Zero(plane.rows(), plane.cols());
  const Index rows = plane.rows(), columns = plane.cols();
  change.middleRows(1, rows - 2) = (plane.bottomRows(rows - 2) - plane.topRows(rows - 2)).abs();
  change.middleCols(1, columns - 2) =
      change.middleCols(1, columns - 2)
          .max((plane.rightCols(columns - 2) - plane.leftCols(columns - 2)).abs());
  return change < std::max(kLeastEdge, 6 * quantile(change, 0.5));
}

double area(const QPolygonF& polygon) {
  double twice = 0;
  for (qsizetype i = 0; i < polygon.size(); ++i) {
    const QPointF a = polygon[i], b = polygon[(i + 1) % polygon.size()];
    twice += a.x() * b.y() - b.x() * a.y();
  }
  return std::abs(twice) / 2;
}

/// The hull around the centres of the places, by Andrew's chain; they come column by column.
QPolygonF hullOf(Part part, Index rows) {
  std::ranges::sort(part);
  QPolygonF hull;
  const auto addChain = [&](const auto& begin, const auto& end) {
    const qsizetype first = hull.size();
    for (auto place = begin; place != end; ++place) {
      const QPointF point(static_cast<double>(*place / rows), static_cast<double>(*place % rows));
      while (hull.size() >= first + 2) {
        const QPointF a = hull[hull.size() - 2], b = hull.back();
        if ((b.x() - a.x()) * (point.y() - a.y()) - (b.y() - a.y()) * (point.x() - a.x()) > 0) break;
        hull.removeLast();
      }
      hull.append(point);
    }
    hull.removeLast();
  };
  addChain(part.begin(), part.end());
  addChain(part.rbegin(), part.rend());
  return hull;
}

/// The smallest rectangle around the polygon, at any angle.
QSizeF smallestAround(const QPolygonF& polygon) {
  QSizeF smallest;
  for (int degrees = 0; degrees < 90; ++degrees) {
    const QSizeF size = QTransform().rotate(degrees).map(polygon).boundingRect().size();
    if (degrees == 0 || size.width() * size.height() < smallest.width() * smallest.height()) smallest = size;
  }
  return smallest;
}

/// The sides of the picture that the part runs along.
int sidesTouched(const Part& part, Index rows, Index columns) {
  Index left = 0, right = 0, top = 0, bottom = 0;
  for (const Index place : part) {
    const Index x = place / rows, y = place % rows;
    left += x == 0;
    right += x + 1 == columns;
    top += y == 0;
    bottom += y + 1 == rows;
  }
  return (20 * left > rows) + (20 * right > rows) + (20 * top > columns) + (20 * bottom > columns);
}

/// The share of the polygon's outline that the part runs along.
double outlineShare(const QPolygonF& hull, const Part& part, Index rows, Index columns) {
  Plane places = Plane::Zero(rows, columns);
  for (const Index place : part) places.data()[place] = 1;
  places = greatest(places, kEdge / 2);
  double along = 0, all = 0;
  for (qsizetype i = 0; i < hull.size(); ++i) {
    const QLineF side(hull[i], hull[(i + 1) % hull.size()]);
    const int steps = std::max(1, static_cast<int>(side.length()));
    for (int step = 0; step < steps; ++step) {
      const QPointF point = side.pointAt((step + 0.5) / steps);
      along += side.length() / steps *
               places(static_cast<Index>(std::lround(point.y())), static_cast<Index>(std::lround(point.x())));
    }
    all += side.length();
  }
  return along / all;
}

bool isSheet(const Part& part, const QPolygonF& hull, Index rows, Index columns) {
  if (sidesTouched(part, rows, columns) > 1) return false;
  const QSizeF around = smallestAround(hull);
  const double hullArea = area(hull);
  const auto size = static_cast<double>(part.size());
  if (hullArea < kRectangular * around.width() * around.height() || size < kLeastBlank * hullArea)
    return false;
  if (outlineShare(hull, part, rows, columns) < kOutline) return false;
  const bool isLong =
      std::max(around.width(), around.height()) > kLongest * std::min(around.width(), around.height());
  return !isLong || size < 0.99 * hullArea;
}

/// The inside of the polygon, without its edge.
Mask inner(const QPolygonF& hull, Index rows, Index columns) {
  QImage image(static_cast<int>(columns), static_cast<int>(rows), QImage::Format_Grayscale8);
  image.fill(255);
  QPainter painter(&image);
  painter.setPen(Qt::NoPen);
  painter.setBrush(Qt::black);
  painter.drawPolygon(hull.translated(0.5, 0.5));
  painter.end();
  return greatest(planeOf(image), 1) == 0;
}

}  // namespace

std::optional<QImage> sheetIn(const QImage& grey) {
  const QImage small = within(grey, kLookedAt);
  if (std::min(small.width(), small.height()) < 8 * kEdge) return std::nullopt;
  const Plane plane = smoothed(planeOf(small));
  const Index rows = plane.rows(), columns = plane.cols();
  std::vector<Part> parts = partsOf(flatPlaces(plane));
  std::ranges::sort(parts, std::greater(), &Part::size);
  for (const Part& part : parts) {
    if (part.size() < kLeastSheet * static_cast<double>(plane.size())) break;
    const QPolygonF hull = hullOf(part, rows);
    if (!isSheet(part, hull, rows, columns)) continue;
    const Mask sheet = inner(hull, rows, columns);
    const Surface light = groundOf(planeOf(small), sheet).surface;
    const QRect bounds = boundsOf(sheet);
    const double scale = static_cast<double>(grey.width()) / small.width();
    QImage cut = grey.copy(QRect(QPoint(static_cast<int>(std::ceil(bounds.left() * scale)),
                                        static_cast<int>(std::ceil(bounds.top() * scale))),
                                 QPoint(static_cast<int>((bounds.right() + 1) * scale) - 1,
                                        static_cast<int>((bounds.bottom() + 1) * scale) - 1)));
    for (int y = 0; y < cut.height(); ++y)
      for (int x = 0; x < cut.width(); ++x) {
        const auto smallX = static_cast<Index>((x + 0.5) / scale + bounds.left());
        const auto smallY = static_cast<Index>((y + 0.5) / scale + bounds.top());
        if (smallX < columns && smallY < rows && sheet(smallY, smallX)) continue;
        cut.scanLine(y)[x] =
            static_cast<uchar>(std::clamp(brightness(light, smallX, smallY, plane), 0.0, 255.0));
      }
    return cut;
  }
  return std::nullopt;
}

}  // namespace pellucid::app
