// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/canvas_scene.h"

#include <cmath>

namespace pellucid::ui {

void CanvasScene::layOut(QSize size) {
  whole = ui::layOut(moment->dataset->shape, contentsOf(moment->network()), size);
  moveCamera(moved(camera, {}, whole));
}

void CanvasScene::moveCamera(const Camera& to) {
  camera = to;
  layout = seenThrough(camera, whole);
}

void CanvasScene::forgetWhatIsGone() {
  if (isGone(pinned)) pinned.reset();
  if (isGone(alone)) alone.reset();
  keyInput.reset();
}

bool CanvasScene::hasNumbersIn() const {
  return moment && !moment->dataset->shape.isImage();
}

bool CanvasScene::isOutput(const UnitPlace& unit) const {
  return moment && unit.layer + 1 == moment->network().layerCount();
}

bool CanvasScene::isGone(const std::optional<UnitPlace>& place) const {
  return place && (place->layer >= moment->network().layerCount() ||
                   place->unit >= moment->network().layer(place->layer).outputs());
}

const StepView* CanvasScene::shownStep() const {
  const bool isThis = step && moment && moment->input.trainIndex == step->trainIndex() &&
                      moment->experiment().network == step->trace->experiment.network;
  return isThis ? &*step : nullptr;
}

bool CanvasScene::isUpdating(Quantity quantity) const {
  const StepView* shown = shownStep();
  return shown != nullptr && shown->beat.kind == Beat::Kind::Update && !shown->trace->diverged &&
         quantity == Quantity::Activations;
}

CanvasTarget CanvasScene::traced(const std::optional<UnitPlace>& selected) const {
  if (alone) return OnUnit{.layer = alone->layer, .unit = alone->unit};
  if (std::holds_alternative<OnUnit>(hovered) || std::holds_alternative<OnPixel>(hovered)) return hovered;
  if (keyInput) return OnPixel{*keyInput};
  if (selected) return OnUnit{.layer = selected->layer, .unit = selected->unit};
  return OnNothing{};
}

std::size_t CanvasScene::dropPosition(double x) const {
  const std::size_t hidden = layout.layers.size() - 1;
  std::size_t best = 0;
  for (std::size_t i = 1; i < hidden; ++i)
    if (std::abs(layout.layers[i].grid.center().x() - x) <
        std::abs(layout.layers[best].grid.center().x() - x))
      best = i;
  return best;
}

}  // namespace pellucid::ui
