// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/canvas_layout.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace pellucid::ui {
namespace {

constexpr double kMargin = 14;
constexpr double kCardHeight = 62;
constexpr double kFooterHeight = 26;
constexpr double kMaxCardWidth = 148;
constexpr double kMinCardWidth = 46;
constexpr double kMinGap = 26;
constexpr double kAddButton = 20;
constexpr double kAddGap = kAddButton + 2;
constexpr double kHandleHeight = 14;
constexpr double kMaxPitch = 72;         // room for a small picture in each of a few units
constexpr double kMinOutputWidth = 124;  // a name and a number side by side
constexpr double kMaxCardPitch = 90;
constexpr double kMinCardPitch = 58;
constexpr double kCardAspect = 1.5;   // a unit's card, relative to the pitch
constexpr double kCardShare = 0.8;    // its height, relative to the pitch
constexpr double kMinCardGap = 64;    // for weights beside cards
constexpr double kMinCardBars = 104;  // beside the output's cards
constexpr double kMinBars = 72;       // for a number beside its other units
constexpr double kLeastOutput = 32;   // bars never make it smaller
constexpr double kBiasRow = 30;       // below the units
constexpr Index kFewOutputs = 4;
constexpr double kIcon = 18;
constexpr double kLeastColumn = 58;  // narrower ones cut the names of layers: the network scrolls instead
constexpr double kScrolledColumn = 112;
constexpr double kOverviewRoom = 30;
constexpr double kNarrowCard = 100;  // not enough for a name and a padlock side by side
constexpr double kMaxMapPitch = 8;

/// A length that grows with the available room: unchanged at 1366×768, half as much again at 1920×1080.
double grown(double length, const QRectF& area) {
  constexpr double kUsual = 350;  // pixels of height
  return length * std::clamp(area.height() / kUsual, 1.0, 2.0);
}

/// The largest distance between units at which a layer fits into its column.
void fitGrid(ColumnLayout& column, double height, double width) {
  const auto units = static_cast<double>(column.units);
  const double tooSmall = std::clamp(height / 25, 14.0, 28.0);
  for (double pitch = std::min(kMaxPitch, height); pitch >= 1; pitch -= 0.5) {
    const double rows = std::max(1.0, std::floor(height / pitch));
    const double columns = std::ceil(units / rows);
    column.pitch = pitch;
    column.gridColumns = static_cast<Index>(columns);
    // A single column is easiest to read; a grid is used only where units would become too small to point at.
    const double limit = pitch > tooSmall ? pitch : width;
    if (columns * pitch <= limit) return;
  }
}

/// As many maps side by side as makes their pixels largest.
void fitMaps(ColumnLayout& column, QSizeF area) {
  const engine::Shape& maps = column.maps;
  column.pitch = 0;
  for (Index across = 1; across <= maps.channels; ++across) {
    const auto columns = static_cast<double>(across);
    const double rows = std::ceil(static_cast<double>(maps.channels) / columns);
    const double pitch = std::min(
        {kMaxMapPitch,
         (area.width() - column.mapGap * (columns - 1)) / (columns * static_cast<double>(maps.width)),
         (area.height() - column.mapGap * (rows - 1)) / (rows * static_cast<double>(maps.height))});
    if (pitch <= column.pitch) continue;
    column.pitch = pitch;
    column.gridColumns = across;
  }
  column.pitch = std::max(column.pitch, 0.05);  // thousands of maps in a small window: a dot each
}

QSizeF mapsSize(const ColumnLayout& column) {
  const auto across = static_cast<double>(column.gridColumns);
  const double rows = std::ceil(static_cast<double>(column.maps.channels) / across);
  return {across * column.pitch * static_cast<double>(column.maps.width) + column.mapGap * (across - 1),
          rows * column.pitch * static_cast<double>(column.maps.height) + column.mapGap * (rows - 1)};
}

double gridRows(const ColumnLayout& column) {
  return std::ceil(static_cast<double>(column.units) / static_cast<double>(column.gridColumns));
}

double gridWidth(const ColumnLayout& column) {
  if (column.maps.isImage()) return mapsSize(column).width();
  return static_cast<double>(column.gridColumns) * column.pitch * (column.areCards ? kCardAspect : 1);
}

void placeGrid(ColumnLayout& column, double centerX, const QRectF& area) {
  if (column.maps.isImage()) {
    column.grid = QRectF({}, mapsSize(column));
    column.grid.moveCenter({centerX, area.center().y()});
    return;
  }
  const double width = gridWidth(column);
  const double height = gridRows(column) * column.pitch;
  column.grid = QRectF(centerX - width / 2, area.center().y() - height / 2, width, height);
}

/// The columns with their sizes before they are placed, and the width of each with its card.
struct Sizes {
  CanvasLayout layout;
  std::vector<double> widths;
  double total = 0;
};

/// Whether all units of a layer can be cards in a column of this height.
bool canBeCards(const ColumnContent& content, double height) {
  return !content.shape.isImage() && content.canResize && content.shape.size() <= kMostCards &&
         height / static_cast<double>(content.shape.size()) >= kMinCardPitch;
}

/// `share` of their usual widths is the limit for images, grids and bars; `withCards` draws few units as
/// cards.
Sizes measure(engine::Shape shape, const std::vector<ColumnContent>& contents, const QRectF& area,
              double cardWidth, double share, bool withCards) {
  const double maxGridWidth = grown(96, area) * share;
  Sizes sizes;
  ColumnLayout& input = sizes.layout.input;
  input.units = shape.size();
  if (shape.isImage()) {
    input.gridColumns = shape.width;
    const double most = std::min(grown(200, area), std::max(cardWidth, area.width() * 0.24)) * share;
    const double side = std::min(area.height(), most);
    input.pitch = side / static_cast<double>(std::max(shape.height * shape.channels, shape.width));
  } else {
    fitGrid(input, area.height(), maxGridWidth);
  }
  sizes.widths = {std::max(cardWidth, input.pitch * static_cast<double>(input.gridColumns))};
  sizes.layout.layers.resize(contents.size());
  for (std::size_t i = 0; i < contents.size(); ++i) {
    ColumnLayout& column = sizes.layout.layers[i];
    column.units = contents[i].shape.size();
    const bool isOutput = i + 1 == contents.size();
    if (contents[i].shape.isImage()) {
      column.maps = contents[i].shape;
      fitMaps(column, {std::max(cardWidth, maxGridWidth), area.height()});
    } else if (withCards && canBeCards(contents[i], area.height())) {
      column.areCards = true;
      column.pitch = std::min(kMaxCardPitch, area.height() / static_cast<double>(column.units));
    } else if (!isOutput) {
      fitGrid(column, area.height(), maxGridWidth);
    }
    double bars = std::min(grown(176, area), area.width() * 0.25) * share;
    if (column.areCards) {
      bars = std::max(bars, gridWidth(column) + kMinCardBars);
    } else if (isOutput && !column.maps.isImage()) {
      column.gridColumns = 1;
      const double room = std::max({cardWidth, kMinOutputWidth, bars}) - kMinBars;
      column.pitch =
          std::min({column.units <= kFewOutputs ? kMaxPitch : grown(32, area), std::max(room, kLeastOutput),
                    area.height() / static_cast<double>(std::max<Index>(1, column.units))});
    }
    sizes.widths.push_back(isOutput ? std::max({cardWidth, kMinOutputWidth, bars})
                                    : std::max(cardWidth, gridWidth(column)));
  }
  sizes.total = std::accumulate(sizes.widths.begin(), sizes.widths.end(), 0.0);
  return sizes;
}

/// As large as possible while leaving room between the columns.
Sizes fitting(engine::Shape shape, const std::vector<ColumnContent>& contents, const QRectF& area,
              double cardWidth) {
  const double cardGaps = kMinCardGap * static_cast<double>(contents.size());
  if (Sizes sizes = measure(shape, contents, area, cardWidth, 1, true);
      sizes.total + cardGaps <= area.width())
    return sizes;
  const double gaps = kAddGap * static_cast<double>(contents.size());
  for (const double share : {1.0, 0.8, 0.64, 0.5})
    if (Sizes sizes = measure(shape, contents, area, cardWidth, share, false);
        sizes.total + gaps <= area.width())
      return sizes;
  return measure(shape, contents, area, cardWidth, 0.4, false);
}

/// Below the previous column, beside its handle.
void placeBiases(CanvasLayout& layout, const std::vector<ColumnContent>& contents) {
  for (std::size_t i = 0; i < contents.size(); ++i) {
    const ColumnLayout& before = i == 0 ? layout.input : layout.layers[i - 1];
    if (!contents[i].showsBiases() || before.gridColumns > 1 || before.maps.isImage()) continue;
    const double x = before.grid.center().x() + (before.handle.isEmpty() ? 0 : 22 + kBiasRadius + 6);
    layout.layers[i].bias = QPointF(x, before.grid.bottom() + 6 + kBiasRadius);
  }
}

/// The width taken by this many columns and the output's bars.
double widthOf(double columns, double column) {
  return 2 * kMargin + columns * column + (columns - 1) * kMinGap + kMinOutputWidth - kLeastColumn;
}

CanvasLayout layOutWithin(engine::Shape shape, const std::vector<ColumnContent>& contents, QSizeF size) {
  const double bodyTop = kMargin + kCardHeight + 10;
  const double bodyBottom = size.height() - kFooterHeight - kHandleHeight - 12;
  const double biasRow = std::ranges::any_of(contents, &ColumnContent::showsBiases) ? kBiasRow : 0;
  const QRectF area(kMargin, bodyTop, size.width() - 2 * kMargin,
                    std::max(40.0, bodyBottom - biasRow - bodyTop));
  const auto columns = static_cast<double>(contents.size() + 1);
  const double cardWidth =
      std::clamp((area.width() - kMinGap * (columns - 1)) / columns, kMinCardWidth, kMaxCardWidth);
  Sizes sizes = fitting(shape, contents, area, cardWidth);
  CanvasLayout& layout = sizes.layout;
  ColumnLayout& input = layout.input;
  const std::vector<double>& widths = sizes.widths;
  const double total = sizes.total;

  const double gap = std::max(4.0, (area.width() - total) / (columns - 1));
  // Columns that do not fit move closer until the last one is visible, though cards then overlap.
  const double ends = (widths.front() + widths.back()) / 2;
  const double squeeze = std::min(1.0, (area.width() - ends) / (total + gap * (columns - 1) - ends));
  const double firstCenter = area.left() + widths.front() / 2;
  double left = area.left();
  for (std::size_t i = 0; i < widths.size(); ++i) {
    ColumnLayout& column = i == 0 ? input : layout.layers[i - 1];
    const bool isOutput = i == contents.size();
    const double center = firstCenter + (left + widths[i] / 2 - firstCenter) * squeeze;
    const double width = isOutput ? widths[i] : cardWidth;
    column.card = QRectF(center - width / 2, kMargin, width, kCardHeight);
    // The output's units are at the left of their column, to leave room for bars and names. Numeric inputs
    // are at the right of theirs, with their names beside them.
    const bool isNamed = i == 0 && !shape.isImage() && column.gridColumns == 1;
    const double half = column.areCards ? gridWidth(column) / 2 + 2 : std::max(14.0, column.pitch / 2 - 2);
    const double shift = isOutput ? half - width / 2 : (isNamed ? (width - column.pitch) / 2 : 0);
    placeGrid(column, center + shift, area);
    column.right = column.card.right();
    const bool isNarrow = width < kNarrowCard;
    const QRectF upper(column.card.right() - kIcon - 5, column.card.top() + 5, kIcon, kIcon);
    const QRectF lower = upper.translated(0, kCardHeight - kIcon - 10);
    if (i > 0 && contents[i - 1].canFreeze)
      column.padlock = isNarrow ? lower.translated(isOutput ? 0 : -kIcon, 0) : upper;
    if (i > 0 && !isOutput) {
      column.remove = lower;
      if (contents[i - 1].canResize)
        column.handle = QRectF(center - 22, column.grid.bottom() + 6, 44, kHandleHeight);
    }
    if (i > 0) {
      const double previousRight = (i == 1 ? input : layout.layers[i - 2]).card.right();
      const double middle = (previousRight + column.card.left()) / 2;
      layout.addButtons.push_back(
          QRectF(middle - kAddButton / 2, kMargin + (kCardHeight - kAddButton) / 2, kAddButton, kAddButton));
    }
    left += widths[i] + gap;
  }
  layout.footer = QRectF(kMargin, size.height() - kFooterHeight - 4, area.width(), kFooterHeight);
  placeBiases(layout, contents);
  const double cardsEnd = kMargin + kCardHeight + 4;
  layout.body = QRectF(0, cardsEnd, size.width(), std::max(40.0, layout.footer.top() - cardsEnd));
  layout.content = layout.body;
  return layout;
}

}  // namespace

QRectF ColumnLayout::mapRect(Index map) const {
  const QSizeF size(static_cast<double>(maps.width) * pitch, static_cast<double>(maps.height) * pitch);
  const QPointF at(static_cast<double>(map % gridColumns) * (size.width() + mapGap),
                   static_cast<double>(map / gridColumns) * (size.height() + mapGap));
  return {grid.topLeft() + at, size};
}

QRectF ColumnLayout::unitRect(Index unit) const {
  QRectF rect(0, 0, 2 * radius(), 2 * radius());
  if (areCards) rect.setSize({grid.width(), pitch * kCardShare});
  rect.moveCenter(center(unit));
  return rect;
}

QPointF ColumnLayout::center(Index unit) const {
  if (areCards) return {grid.center().x(), grid.top() + (static_cast<double>(unit) + 0.5) * pitch};
  if (maps.isImage()) {
    const Index pixel = unit % maps.pixels();
    return mapRect(unit / maps.pixels()).topLeft() +
           QPointF((static_cast<double>(pixel % maps.width) + 0.5) * pitch,
                   (static_cast<double>(pixel / maps.width) + 0.5) * pitch);
  }
  return grid.topLeft() + QPointF((static_cast<double>(unit % gridColumns) + 0.5) * pitch,
                                  (static_cast<double>(unit / gridColumns) + 0.5) * pitch);
}

std::optional<Index> ColumnLayout::unitAt(QPointF point) const {
  if (!grid.contains(point)) return std::nullopt;
  if (maps.isImage()) {
    for (Index map = 0; map < maps.channels; ++map) {
      const QRectF rect = mapRect(map);
      if (!rect.contains(point)) continue;
      const auto x = std::min(static_cast<Index>((point.x() - rect.left()) / pitch), maps.width - 1);
      const auto y = std::min(static_cast<Index>((point.y() - rect.top()) / pitch), maps.height - 1);
      return map * maps.pixels() + y * maps.width + x;
    }
    return std::nullopt;
  }
  const auto column =
      areCards ? Index{0} : std::min(static_cast<Index>((point.x() - grid.left()) / pitch), gridColumns - 1);
  const Index unit = static_cast<Index>((point.y() - grid.top()) / pitch) * gridColumns + column;
  if (unit >= units) return std::nullopt;
  return unit;
}

std::pair<Index, Index> ColumnLayout::unitsIn(const QRectF& area) const {
  const double rows = std::ceil(static_cast<double>(units) / static_cast<double>(gridColumns));
  const double first = std::clamp(std::floor((area.top() - grid.top()) / pitch), 0.0, rows);
  const double last = std::clamp(std::ceil((area.bottom() - grid.top()) / pitch), first, rows);
  return {static_cast<Index>(first) * gridColumns, std::min(units, static_cast<Index>(last) * gridColumns)};
}

CanvasLayout layOut(engine::Shape shape, const std::vector<ColumnContent>& contents, QSizeF size) {
  const auto columns = static_cast<double>(contents.size() + 1);
  if (size.width() >= widthOf(columns, kLeastColumn)) return layOutWithin(shape, contents, size);
  // A scrolling canvas has an overview at its lower edge, below all units and their handles.
  CanvasLayout layout =
      layOutWithin(shape, contents, {widthOf(columns, kScrolledColumn), size.height() - kOverviewRoom});
  layout.body.setWidth(size.width());
  layout.body.setHeight(layout.body.height() + kOverviewRoom);
  layout.content.setHeight(layout.body.height());
  layout.footer.translate(0, kOverviewRoom);
  layout.footer.setWidth(size.width() - 2 * kMargin);
  return layout;
}

Index unitsAfterDrag(Index units, double distance) {
  const double grown = static_cast<double>(units) * std::exp2(distance / 90) + distance / 14;
  // Beyond 4096 units a drag is too coarse; more can be typed, and the first touch of the handle does not
  // remove those.
  return std::clamp<Index>(static_cast<Index>(std::lround(grown)), 1, std::max<Index>(4096, units));
}

}  // namespace pellucid::ui
