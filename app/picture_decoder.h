// SPDX-License-Identifier: GPL-3.0-or-later
// Decodes the pictures of files for the engine, which has no decoder: PNG, JPEG, WebP, BMP, GIF (the first
// picture) and TIFF, turned as the camera says. Any thread.
#pragma once

#include "engine/data/picture.h"

namespace pellucid::app {

/// An engine::DecodePicture. Large JPEGs are decoded at a half, a quarter or an eighth of their size. Refuses
/// pictures that would take more than 64 MiB, and files that end before their picture does.
engine::Result<engine::Picture> decodePicture(std::span<const std::uint8_t> file, engine::Index side);

}  // namespace pellucid::app
