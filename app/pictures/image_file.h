// SPDX-License-Identifier: GPL-3.0-or-later
// An image file as a network's input. Networks here know what MNIST shows: bright ink on dark ground, in grey
// values from 0 to 1.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/data/dataset.h"
#include "engine/data/gzip.h"
#include "engine/io/onnx.h"

namespace pellucid::app {

struct ImageInput {
  engine::Vector input;     ///< Shape::size() values in [0, 1], row after row
  bool isInverted = false;  ///< the file showed dark on bright
};

enum class Framing : std::uint8_t {
  None,   ///< scaled into the shape, keeping proportions, in the middle of black ground
  Digit,  ///< the ink alone, thin strokes thickened, as ui::frameDigit() frames it; what already looks so
          ///< keeps its bytes
};

/// The size of the images that the model takes. Files of other programs often tell only a number of values;
/// where that is a square number, as 784, a square image is meant.
engine::Shape imageShape(const engine::TrainedModel& model);

/// Did the model learn digits or letters as MNIST shows them? Images of 28×28 grey pixels, classes that are
/// called by one letter or digit, or by nothing, and data that are not called "fashion…".
bool areDigits(const engine::Shape& shape, const std::vector<std::string>& classNames, std::string_view data);
bool learnedDigits(const engine::TrainedModel& model);

/// Reads the image as its EXIF orientation turns it, in grey values, transparent parts as their ground.
/// Bright on dark: inverted when its outermost pixels have a mean above one half, or for digits, when its ink
/// is dark. With Framing::None an image of exactly that size keeps its bytes. Errors: not readable as an
/// image, cut off, empty, more than one figure where one is framed, more than 4096×4096 pixels, more than one
/// channel.
engine::Result<ImageInput> readImage(const std::filesystem::path& path, const engine::Shape& shape,
                                     Framing framing = Framing::None,
                                     engine::Streams streams = engine::Streams::Refused,
                                     const engine::Progress& progress = {});

}  // namespace pellucid::app
