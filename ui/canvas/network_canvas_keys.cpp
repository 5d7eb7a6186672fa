// SPDX-License-Identifier: GPL-3.0-or-later
// Keys on the canvas.
#include <QKeyEvent>
#include <algorithm>

#include "ui/canvas/network_canvas.h"

namespace pellucid::ui {

void NetworkCanvas::keyPressEvent(QKeyEvent* event) {
  if (!m_scene.moment) return;
  if (event->modifiers() == (Qt::ShiftModifier | Qt::ControlModifier)) {
    if (event->key() == Qt::Key_Left) return extendSelection(-1);
    if (event->key() == Qt::Key_Right) return extendSelection(1);
  }
  if (event->modifiers().testFlag(Qt::ShiftModifier)) {
    constexpr double kPan = 60;
    const std::pair<int, QPointF> ways[] = {{Qt::Key_Left, {kPan, 0}},
                                            {Qt::Key_Right, {-kPan, 0}},
                                            {Qt::Key_Up, {0, kPan}},
                                            {Qt::Key_Down, {0, -kPan}}};
    for (const auto& [key, distance] : ways)
      if (event->key() == key) return moveCamera(moved(m_scene.camera, distance, m_scene.whole));
  }
  if (!moveByKey(event->key())) QWidget::keyPressEvent(event);
}

bool NetworkCanvas::moveByKey(int key) {
  if (m_inputs.moveByKey(key)) return true;
  const auto layer = m_selection.layer();
  const auto unit = m_selection.unit();
  switch (key) {
    case Qt::Key_Left:
      selectLayerBeside(-1);
      return true;
    case Qt::Key_Right:
      selectLayerBeside(1);
      return true;
    case Qt::Key_Up:
      selectUnitBeside(-1);
      return true;
    case Qt::Key_Down:
      selectUnitBeside(1);
      return true;
    case Qt::Key_Escape:
      return goBack();
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (unit)
        toggleFocus();
      else if (layer && m_scene.isCurrent())
        typeUnits(*layer);
      return true;
    case Qt::Key_B:
      if (!unit || !m_scene.isCurrent()) return false;
      if (const auto bias = parameterAt(OnBias{.layer = unit->layer, .unit = unit->unit}))
        openEditor(*bias, m_scene.layout.layers[unit->layer].center(unit->unit));
      return true;
    case Qt::Key_W:
      if (!unit || !m_scene.isCurrent()) return false;
      typeNextWeight(*unit);
      return true;
    case Qt::Key_T:
      if (!unit || !m_scene.isCurrent() || !m_scene.isOutput(*unit)) return false;
      m_inputs.chooseTarget(unit->unit);
      return true;
    default:
      return false;
  }
}

void NetworkCanvas::typeNextWeight(const UnitPlace& unit) {
  auto edges = edgesOfUnit(*m_scene.moment, Quantity::Activations, unit.layer, unit.unit);
  std::erase_if(edges, [&](const Edge& edge) { return edge.layer != unit.layer; });
  if (edges.empty()) return;
  std::stable_sort(edges.begin(), edges.end(),
                   [](const Edge& a, const Edge& b) { return a.strength > b.strength; });
  // Each press goes on to the unit's next strongest weight, and from the last back to the first.
  m_typedWeight = m_typedWeightOf == unit ? (m_typedWeight + 1) % edges.size() : 0;
  m_typedWeightOf = unit;
  const Edge& edge = edges[m_typedWeight];
  setHovered(OnEdge{.layer = edge.layer, .from = edge.from, .to = edge.to});
  openEditor(weightParameter(*m_scene.moment, edge.layer, edge.from, edge.to),
             edgeLine(m_scene.layout, edge.layer, edge.from, edge.to).center());
}

void NetworkCanvas::selectLayerBeside(int step) {
  const auto last = static_cast<int>(m_document.experiment().network.layers.size()) - 1;
  const auto layer = m_selection.layer();
  const int next = layer ? std::clamp(static_cast<int>(*layer) + step, 0, last) : (step < 0 ? last : 0);
  const auto unit = m_selection.unit();
  m_selection.setLayer(static_cast<std::size_t>(next));
  if (!unit || !m_scene.isCurrent()) return;
  // Along a row: the adjacent unit of the other layer.
  const ColumnLayout& from = m_scene.layout.layers[unit->layer];
  const ColumnLayout& to = m_scene.layout.layers[static_cast<std::size_t>(next)];
  const double height = (from.center(unit->unit).y() - from.grid.top()) / from.grid.height();
  const auto beside = static_cast<Index>(height * static_cast<double>(to.units));
  m_selection.setUnit(
      UnitPlace{.layer = static_cast<std::size_t>(next), .unit = std::clamp<Index>(beside, 0, to.units - 1)});
}

void NetworkCanvas::extendSelection(int step) {
  const auto layer = m_selection.layer();
  if (!layer) return selectLayerBeside(step);
  const auto last = static_cast<int>(m_document.experiment().network.layers.size()) - 1;
  m_selection.extendTo(static_cast<std::size_t>(std::clamp(static_cast<int>(*layer) + step, 0, last)));
}

void NetworkCanvas::selectUnitBeside(int step) {
  if (!m_scene.isCurrent()) return;
  const std::size_t layer = m_selection.layer().value_or(0);
  const auto unit = m_selection.unit();
  const Index last = m_scene.layout.layers[layer].units - 1;
  const Index next = unit ? std::clamp<Index>(unit->unit + step, 0, last) : (step < 0 ? last : 0);
  m_selection.setUnit(UnitPlace{.layer = layer, .unit = next});
  if (m_scene.alone) {
    m_scene.alone = m_selection.unit();
    moveCamera(onUnit(layer, next, m_scene.whole));
  }
}

bool NetworkCanvas::goBack() {
  if (m_scene.pinned) {
    closePinned();
  } else if (m_scene.moment->input.hasChosenTarget()) {
    emit targetChosen({});
  } else if (m_scene.moment->input.isOwn() && m_scene.hasNumbersIn()) {
    emit sampleAgainRequested();
  } else if (m_scene.keyInput) {
    m_inputs.setKeyInput(std::nullopt);
  } else if (m_scene.alone) {
    toggleFocus();
  } else if (!m_scene.camera.showsAll()) {
    showAll();
  } else if (m_selection.unit()) {
    m_selection.setUnit(std::nullopt);
  } else if (m_selection.layer()) {
    m_selection.setLayer(std::nullopt);
  } else {
    return false;
  }
  return true;
}

}  // namespace pellucid::ui
