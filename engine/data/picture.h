// SPDX-License-Identifier: GPL-3.0-or-later
// A decoded picture, and its conversion to a sample: to one size, grey or in colour, with its ink bright or
// dark. Each pixel of the sample is the mean of the area of the picture that it covers. Pure.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "engine/base/result.h"
#include "engine/base/shape.h"

namespace pellucid::engine {

/// As displayed: rotated as specified by the camera.
struct Picture {
  Index height = 0;
  Index width = 0;
  /// Row by row, four bytes per pixel: red, green, blue and opacity; colours are not premultiplied.
  std::vector<std::uint8_t> rgba;
};

/// A decoder provided to the engine, which has none: returns the picture in the bytes of a file. A picture
/// much larger than `side` pixels can be returned smaller, but no smaller than that. Called on several
/// threads at once. The error says why, without the file's name.
using DecodePicture = std::function<Result<Picture>(std::span<const std::uint8_t> file, Index side)>;

enum class PictureColour { Grey, Rgb };
/// How a picture is fitted to a sample of another shape.
enum class PictureFit {
  Pad,      ///< all of it is visible, with a border at the sides or above and below
  Crop,     ///< its middle is visible
  Stretch,  ///< all of it is visible, distorted
};
/// What is bright in a sample.
enum class PictureInk {
  AsItIs,
  Bright,  ///< a picture whose border is bright is inverted: MNIST's digits are bright on dark
  Dark,    ///< a picture whose border is dark is inverted
};

struct PictureForm {
  Shape shape;  ///< of a sample: 1 channel of grey, or 3 of red, green and blue
  PictureFit fit = PictureFit::Pad;
  PictureInk ink = PictureInk::AsItIs;
};

/// Whether no visible pixel has a colour.
bool isGrey(const Picture& picture);

/// Writes shape.size() bytes, channel by channel. The border of Pad is dark, or bright where ink is to be
/// dark. The ground behind transparent pixels is white, or black where the visible part is bright. Returns
/// whether the picture was inverted. The picture has at least one pixel.
bool fitPicture(const Picture& picture, const PictureForm& form, std::span<std::uint8_t> sample);

}  // namespace pellucid::engine
