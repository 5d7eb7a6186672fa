// SPDX-License-Identifier: GPL-3.0-or-later
// What the examples of the gallery say, in the language of the window. Their texts stand in files; the list
// in the .cpp repeats them for translators. Pure functions.
#pragma once

#include <QString>

#include "engine/io/example.h"

namespace pellucid::ui {

/// Translated where it is a text of an example that comes with the program, else as it is.
QString exampleText(const std::string& text);

/// "First steps"
QString familyText(engine::ExampleFamily family);

}  // namespace pellucid::ui
