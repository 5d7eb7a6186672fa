// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/input_fits.h"

namespace pellucid::app {

bool isInput(const engine::Shape& given, const engine::Shape& shape) {
  const engine::Shape turned{.channels = given.height, .height = given.width, .width = given.channels};
  return given == shape || turned == shape || (!given.isImage() && given.size() == shape.size());
}

engine::Result<void> checkInput(const engine::LayersText& layers, const engine::Dataset& dataset) {
  if (isInput(layers.input, dataset.shape)) return {};
  return engine::Error{engine::message(
      "--layers begins with {} inputs, but a sample of {} has {} values ({}). Begin with {}.",
      shapeText(layers.input), dataset.name, dataset.inputs(), shapeText(dataset.shape), dataset.inputs())};
}

}  // namespace pellucid::app
