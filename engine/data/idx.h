// SPDX-License-Identifier: GPL-3.0-or-later
// The IDX format of MNIST: 00 00 type rank, then `rank` sizes as big-endian u32, then exactly their product
// of bytes. Pellucid reads unsigned bytes (type 08): rank 1 is a list of labels, rank 3 a stack of grey
// images.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/data/gzip.h"

namespace pellucid::engine {

struct IdxArray {
  std::vector<std::size_t> sizes;  ///< one to four
  Bytes values;                    ///< as many as the product of the sizes
};

/// `file` is the name for messages. Gzipped bytes are unpacked first. Takes the bytes, to reuse their memory.
Result<IdxArray> parseIdx(Bytes bytes, const std::string& file, const Progress& progress = {});

}  // namespace pellucid::engine
