// SPDX-License-Identifier: GPL-3.0-or-later
// A user's description of the inputs that another program's model expects, as a text. Pure, any thread.
#pragma once

#include <string_view>

#include "engine/io/onnx.h"

namespace pellucid::engine {

/// One or several of these, separated by commas: `0-1` for pixels as in Pellucid, `0-255` for pixels that are
/// 0 to 1 in Pellucid, `mean=M` and `deviation=D` for inputs from which M is subtracted before they are
/// divided by D, `mnist` for mean=0.1307,deviation=0.3081, `channels-first` and `channels-last`. The error
/// names the part that is none of them.
Result<OnnxOptions> parseOnnxInput(std::string_view text);

}  // namespace pellucid::engine
