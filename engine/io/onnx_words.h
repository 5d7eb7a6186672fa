// SPDX-License-Identifier: GPL-3.0-or-later
// What a refused model is told in: the names that PyTorch, Keras and scikit-learn have for an operator, and
// how each of them writes a file that can be read. Internal to io/; pure, any thread.
#pragma once

#include <string>

#include "engine/base/message.h"

namespace pellucid::engine {

/// What the operator is where it was made; empty for those that nobody calls otherwise.
Message onnxMeaning(const std::string& op);

/// How to export instead, from the program that a file says it was written by.
Message onnxAdvice(const std::string& producer);

}  // namespace pellucid::engine
