// SPDX-License-Identifier: GPL-3.0-or-later
// The IDX format of MNIST: 00 00 type rank, then `rank` sizes as big-endian u32, then exactly their product
// of values. Pellucid reads unsigned bytes (type 08), 32-bit integers (0C) and floats (0D, 0E): rank 1 is a
// list of labels, rank 3 a stack of grey images, and rank 2 QMNIST's labels.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/data/gzip.h"
#include "engine/data/image_set.h"

namespace pellucid::engine {

/// `file` is the name for messages. Gzipped bytes are unpacked first. Takes the bytes, to reuse their memory.
Result<FileArray> parseIdx(Bytes bytes, const std::string& file, const Progress& progress = {});

}  // namespace pellucid::engine
