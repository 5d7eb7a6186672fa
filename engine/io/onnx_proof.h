// SPDX-License-Identifier: GPL-3.0-or-later
// Checks a written ONNX file against its model: it is read again, and the answers are compared. Pure, any
// thread.
#pragma once

#include "engine/io/onnx.h"

namespace pellucid::engine {

struct OnnxProof {
  Index samples = 0;             ///< number compared, the first of the test samples
  double largestDifference = 0;  ///< between two outputs, in the units of the data
};

/// Reads `bytes`, written by writeOnnx() for `model`, and compares the answers to at most 100 samples of
/// `test`, which are scaled as required by the model. The file receives them in the units of the data. The
/// error is that of the reader.
Result<OnnxProof> proveOnnx(std::span<const std::uint8_t> bytes, const TrainedModel& model,
                            const Split& test);

/// "Read again, the file answered 100 test samples; the largest difference is 0."
Message describe(const OnnxProof& proof);

}  // namespace pellucid::engine
