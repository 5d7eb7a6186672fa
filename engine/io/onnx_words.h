// SPDX-License-Identifier: GPL-3.0-or-later
// Words for the messages about refused models: the names of operators in PyTorch, Keras and scikit-learn, and
// how each of them writes a readable file. Internal to io/; pure, any thread.
#pragma once

#include <string>

#include "engine/base/message.h"

namespace pellucid::engine {

/// The operator's name in its original framework; empty where it is the same everywhere.
Message onnxMeaning(const std::string& op);

/// How to export instead, for the program that the file names as its writer.
Message onnxAdvice(const std::string& producer);

}  // namespace pellucid::engine
