// SPDX-License-Identifier: GPL-3.0-or-later
// A decoded picture, and how it becomes a sample: of one size, grey or in colour, with its ink bright or
// dark. Each pixel of the sample is the mean of the area of the picture that it stands for. Pure.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "engine/base/result.h"
#include "engine/base/shape.h"

namespace pellucid::engine {

/// As it is to be looked at: turned as the camera says.
struct Picture {
  Index height = 0;
  Index width = 0;
  /// Row after row, four bytes a pixel: red, green, blue, and how opaque it is; the colours not multiplied
  /// by that.
  std::vector<std::uint8_t> rgba;
};

/// A decoder that is handed into the engine, which has none: the picture in the bytes of a file. Where the
/// picture is much larger than `side` pixels, it may come smaller, but no smaller than that. Called on
/// several threads at once. The error says why, without the file's name.
using DecodePicture = std::function<Result<Picture>(std::span<const std::uint8_t> file, Index side)>;

enum class PictureColour { Grey, Rgb };
/// What becomes of a picture of another shape than the sample's.
enum class PictureFit {
  Pad,      ///< all of it is seen, with a border beside it or above it
  Crop,     ///< its middle is seen
  Stretch,  ///< all of it is seen, out of proportion
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

/// What has no colour in any pixel that is seen.
bool isGrey(const Picture& picture);

/// Writes shape.size() bytes, channel by channel. The border of Pad is dark, or bright where ink is to be
/// dark. What lies behind transparent pixels is white, or black where what is seen is bright. Returns whether
/// the picture was inverted. The picture has at least one pixel.
bool fitPicture(const Picture& picture, const PictureForm& form, std::span<std::uint8_t> sample);

}  // namespace pellucid::engine
