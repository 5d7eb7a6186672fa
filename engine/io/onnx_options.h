// SPDX-License-Identifier: GPL-3.0-or-later
// What people say of the inputs that a model of another program wants, as a text. Pure, any thread.
#pragma once

#include <string_view>

#include "engine/io/onnx.h"

namespace pellucid::engine {

/// One or several of these, with commas between them: `0-1` for pixels as Pellucid has them, `0-255` for
/// pixels that Pellucid has from 0 to 1, `mean=M` and `deviation=D` for inputs from which M is taken away
/// before they are divided by D, `mnist` for mean=0.1307,deviation=0.3081, `channels-first` and
/// `channels-last`. The error names the part that is none.
Result<OnnxOptions> parseOnnxInput(std::string_view text);

}  // namespace pellucid::engine
