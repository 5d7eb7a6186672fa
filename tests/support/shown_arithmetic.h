// SPDX-License-Identifier: GPL-3.0-or-later
// Which rows of the arithmetic panel, about a unit or weight of a layer of any kind, say something else than
// plain loops.
#pragma once

#include <QStringList>

#include "tests/support/plain_pass.h"
#include "ui/inspector/arithmetic_rows.h"

namespace pellucid::tests {

/// A sentence for each row that is wrong. Rows without a value that loops can compute, such as the lines of
/// an optimizer's formula, are skipped; `checked` counts the compared values.
QStringList wrongRows(const std::vector<ui::ArithmeticRow>& rows, const PlainPass& pass,
                      const ui::Place& place, int& checked);

}  // namespace pellucid::tests
