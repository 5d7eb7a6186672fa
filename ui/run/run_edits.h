// SPDX-License-Identifier: GPL-3.0-or-later
// What a user does to the list of runs, as steps of undo of the document, which must not outlive the book.
#pragma once

#include "ui/document/document.h"
#include "ui/run/run_book.h"

namespace pellucid::ui::edit {

/// Takes a run that is not shown out of the list.
void deleteRun(Document& document, RunBook& book, std::uint64_t run);
/// Another name for it; empty means what it differs by.
void renameRun(Document& document, RunBook& book, std::uint64_t run, const QString& name);

}  // namespace pellucid::ui::edit
