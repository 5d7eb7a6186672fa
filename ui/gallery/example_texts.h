// SPDX-License-Identifier: GPL-3.0-or-later
// The texts of the gallery's examples in the window's language. They are stored in files; the list in the
// .cpp repeats them for translators. Pure functions.
#pragma once

#include <QString>

#include "engine/io/example.h"

namespace pellucid::ui {

/// Translated where it is a text of a bundled example, otherwise as it is.
QString exampleText(const std::string& text);

/// "First steps"
QString familyText(engine::ExampleFamily family);

}  // namespace pellucid::ui
