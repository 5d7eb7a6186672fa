// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a written ONNX file says what its model says: it is read again and asked. Pure, any thread.
#pragma once

#include "engine/io/onnx.h"

namespace pellucid::engine {

struct OnnxProof {
  Index samples = 0;             ///< that both were asked, the first of the test samples
  double largestDifference = 0;  ///< between two answers, in the units of the data
};

/// Reads `bytes`, which writeOnnx() made of `model`, and compares the answers to at most 100 samples of
/// `test`, which are scaled as the model wants them. The file is given them in the units of the data. The
/// error is that of the reader.
Result<OnnxProof> proveOnnx(std::span<const std::uint8_t> bytes, const TrainedModel& model,
                            const Split& test);

/// "Read again, the file answered 100 test samples; the largest difference is 0."
Message describe(const OnnxProof& proof);

}  // namespace pellucid::engine
