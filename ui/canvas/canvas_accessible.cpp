// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/canvas_accessible.h"

#include <QHash>

#include "ui/canvas/canvas_text.h"
#include "ui/canvas/network_canvas.h"
#include "ui/run/place_names.h"

namespace pellucid::ui {
namespace {

/// Child `index` of the canvas: units layer by layer, then the inputs that can be set.
std::optional<UnitPlace> placeOf(const CanvasLayout& layout, int index) {
  Index unit = index;
  for (std::size_t layer = 0; layer < layout.layers.size(); ++layer) {
    if (unit < layout.layers[layer].units) return UnitPlace{.layer = layer, .unit = unit};
    unit -= layout.layers[layer].units;
  }
  return std::nullopt;
}

int indexOf(const CanvasLayout& layout, const UnitPlace& place) {
  Index index = place.unit;
  for (std::size_t layer = 0; layer < place.layer; ++layer) index += layout.layers[layer].units;
  return static_cast<int>(index);
}

int unitCount(const CanvasLayout& layout) {
  Index units = 0;
  for (const ColumnLayout& column : layout.layers) units += column.units;
  return static_cast<int>(units);
}

std::optional<Index> inputOf(const NetworkCanvas& canvas, int index) {
  const Index input = index - unitCount(canvas.canvasLayout());
  const bool isOne = canvas.hasNumbersIn() && input >= 0 && input < canvas.canvasLayout().input.units;
  return isOne ? std::optional(input) : std::nullopt;
}

/// Two digits, as one would say them.
QString spoken(engine::Scalar value) {
  return QString::number(static_cast<double>(value), 'g', 2).replace(QLatin1Char('-'), QChar(0x2212));
}

class UnitAccessible : public QAccessibleInterface {
 public:
  UnitAccessible(NetworkCanvas& canvas, int index) : m_canvas(canvas), m_index(index) {}

  bool isValid() const override {
    return placeOf(m_canvas.canvasLayout(), m_index) || inputOf(m_canvas, m_index);
  }
  QObject* object() const override { return nullptr; }
  QAccessibleInterface* parent() const override { return QAccessible::queryAccessibleInterface(&m_canvas); }
  QAccessibleInterface* child(int) const override { return nullptr; }
  QAccessibleInterface* childAt(int, int) const override { return nullptr; }
  int childCount() const override { return 0; }
  int indexOfChild(const QAccessibleInterface*) const override { return -1; }
  QAccessible::Role role() const override { return QAccessible::ListItem; }
  void setText(QAccessible::Text, const QString&) override {}

  QString text(QAccessible::Text kind) const override {
    const auto place = placeOf(m_canvas.canvasLayout(), m_index);
    if (kind != QAccessible::Name || m_canvas.moment() == nullptr) return {};
    if (const auto input = inputOf(m_canvas, m_index)) return spokenInput(*m_canvas.moment(), *input);
    if (!place) return {};
    const QString unit = spokenUnit(*m_canvas.moment(), place->layer, place->unit);
    const bool isMap = m_canvas.canvasLayout().layers[place->layer].maps.isImage();
    const QString word = isMap ? QString() : m_canvas.signs().wordOf(place->layer, place->unit);
    return word.isEmpty() ? unit : CanvasText::tr("%1, %2").arg(unit, word);
  }
  QRect rect() const override {
    const auto place = placeOf(m_canvas.canvasLayout(), m_index);
    const auto input = inputOf(m_canvas, m_index);
    if (!place && !input) return {};
    const CanvasLayout& layout = m_canvas.canvasLayout();
    const ColumnLayout& column = place ? layout.layers[place->layer] : layout.input;
    const QPointF center = column.center(place ? place->unit : *input);
    const QPointF corner(column.pitch / 2, column.pitch / 2);
    const QRectF cell(center - corner, center + corner);
    return cell.toAlignedRect().translated(m_canvas.mapToGlobal(QPoint(0, 0)));
  }
  QAccessible::State state() const override {
    QAccessible::State state;
    state.focusable = true;
    state.selectable = true;
    const auto unit = m_canvas.selectedUnit();
    const auto input = inputOf(m_canvas, m_index);
    state.selected =
        input ? input == m_canvas.keyInput() : unit && unit == placeOf(m_canvas.canvasLayout(), m_index);
    state.focused = state.selected && m_canvas.hasFocus();
    return state;
  }

 private:
  NetworkCanvas& m_canvas;
  int m_index;
};

class CanvasAccessible : public QAccessibleWidget {
 public:
  explicit CanvasAccessible(NetworkCanvas& canvas)
      : QAccessibleWidget(&canvas, QAccessible::List), m_canvas(canvas) {}
  ~CanvasAccessible() override {
    for (const QAccessible::Id id : std::as_const(m_units)) QAccessible::deleteAccessibleInterface(id);
  }

  int childCount() const override {
    const Index inputs = m_canvas.hasNumbersIn() ? m_canvas.canvasLayout().input.units : 0;
    return unitCount(m_canvas.canvasLayout()) + static_cast<int>(inputs);
  }
  QAccessibleInterface* child(int index) const override {
    if (index < 0 || index >= childCount()) return nullptr;
    auto unit = m_units.constFind(index);
    // Created on demand: networks have thousands of units.
    if (unit == m_units.constEnd())
      unit = m_units.insert(index,
                            QAccessible::registerAccessibleInterface(new UnitAccessible(m_canvas, index)));
    return QAccessible::accessibleInterface(*unit);
  }
  int indexOfChild(const QAccessibleInterface* child) const override {
    for (auto unit = m_units.constBegin(); unit != m_units.constEnd(); ++unit)
      if (QAccessible::accessibleInterface(*unit) == child) return unit.key();
    return -1;
  }
  QAccessibleInterface* focusChild() const override {
    if (const auto input = m_canvas.keyInput())
      return child(unitCount(m_canvas.canvasLayout()) + static_cast<int>(*input));
    const auto unit = m_canvas.selectedUnit();
    return unit ? child(indexOf(m_canvas.canvasLayout(), *unit)) : nullptr;
  }
  QAccessibleInterface* childAt(int x, int y) const override {
    const QPointF point = m_canvas.mapFromGlobal(QPoint(x, y));
    const CanvasTarget target = targetAt(point, m_canvas.canvasLayout(), {});
    const auto* input = std::get_if<OnPixel>(&target);
    if (input != nullptr && m_canvas.hasNumbersIn())
      return child(unitCount(m_canvas.canvasLayout()) + static_cast<int>(input->pixel));
    const auto* unit = std::get_if<OnUnit>(&target);
    if (unit == nullptr) return nullptr;
    return child(indexOf(m_canvas.canvasLayout(), {.layer = unit->layer, .unit = unit->unit}));
  }

 private:
  NetworkCanvas& m_canvas;
  mutable QHash<int, QAccessible::Id> m_units;
};

QAccessibleInterface* makeInterface(const QString&, QObject* object) {
  auto* canvas = qobject_cast<NetworkCanvas*>(object);
  return canvas != nullptr ? new CanvasAccessible(*canvas) : nullptr;
}

}  // namespace

QString spokenUnit(const Moment& moment, std::size_t layer, Index unit) {
  const engine::LayerTrace& trace = moment.probe.trace.layers[layer];
  const QString name = PlaceNames(moment).unit(layer, unit);
  const QString a = spoken(trace.a(unit, 0));
  return moment.probe.hasGradient()
             ? CanvasText::tr("%1, activation %2, gradient %3").arg(name, a, spoken(trace.delta(unit, 0)))
             : CanvasText::tr("%1, activation %2").arg(name, a);
}

QString spokenInput(const Moment& moment, Index input) {
  return CanvasText::tr("Input %1, value %2")
      .arg(PlaceNames(moment).shortSource(0, input), spoken(moment.input.values[input]));
}

void installCanvasAccessibility() {
  QAccessible::installFactory(makeInterface);
}

void announceUnit(NetworkCanvas& canvas) {
  const auto unit = canvas.selectedUnit();
  const auto input = canvas.keyInput();
  if (!unit && !input) return;
  QAccessibleEvent event(&canvas, QAccessible::Focus);
  event.setChild(input ? unitCount(canvas.canvasLayout()) + static_cast<int>(*input)
                       : indexOf(canvas.canvasLayout(), *unit));
  QAccessible::updateAccessibility(&event);
}

}  // namespace pellucid::ui
