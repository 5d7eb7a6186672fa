// SPDX-License-Identifier: GPL-3.0-or-later
// What a user can do to the list of runs, as undo steps of the document, which must not outlive the book.
#pragma once

#include "ui/document/document.h"
#include "ui/run/run_book.h"

namespace pellucid::ui::edit {

/// Removes a run that is not shown from the list.
void deleteRun(Document& document, RunBook& book, std::uint64_t run);
/// Gives it another name; empty means its difference.
void renameRun(Document& document, RunBook& book, std::uint64_t run, const QString& name);

}  // namespace pellucid::ui::edit
