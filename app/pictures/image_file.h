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
  bool isInverted = false;  ///< the file shows dark on bright
};

enum class Framing : std::uint8_t {
  None,   ///< scaled into the shape, keeping proportions, centred on black ground
  Digit,  ///< the ink alone, thin strokes thickened, as framed by ui::frameDigit(); what already looks so
          ///< keeps its bytes
};

/// The size of the images that the model takes. Other programs' files often give only a number of values; if
/// that is a square number, such as 784, a square image is assumed.
engine::Shape imageShape(const engine::TrainedModel& model);

/// Whether the model learned digits or letters as shown in MNIST: images of 28×28 grey pixels, classes named
/// by one letter or digit or not at all, and data not called "fashion…".
bool areDigits(const engine::Shape& shape, const std::vector<std::string>& classNames, std::string_view data);
bool learnedDigits(const engine::TrainedModel& model);

/// Reads the image as its EXIF orientation turns it, in grey values, transparent parts as their ground. The
/// result is bright on dark: inverted if its outermost pixels have a mean above one half or, for digits, if
/// its ink is dark. With Framing::None an image of exactly that size keeps its bytes. Errors: not readable as
/// an image, cut off, empty, more than one figure where one is framed, more than 4096×4096 pixels, more than
/// one channel.
engine::Result<ImageInput> readImage(const std::filesystem::path& path, const engine::Shape& shape,
                                     Framing framing = Framing::None,
                                     engine::Streams streams = engine::Streams::Refused,
                                     const engine::Progress& progress = {});

}  // namespace pellucid::app
