// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/run_edits.h"

#include <QUndoCommand>

namespace pellucid::ui::edit {
namespace {

class DeletionCommand final : public QUndoCommand {
 public:
  DeletionCommand(RunBook& book, std::uint64_t run)
      : QUndoCommand(RunBook::tr("delete run %1").arg(book.find(run)->title())), m_book(book), m_run(run) {}
  void undo() override { m_book.setDeleted(m_run, false); }
  void redo() override { m_book.setDeleted(m_run, true); }

 private:
  RunBook& m_book;
  std::uint64_t m_run;
};

class RenamingCommand final : public QUndoCommand {
 public:
  RenamingCommand(RunBook& book, std::uint64_t run, const QString& name)
      : QUndoCommand(RunBook::tr("rename run %1").arg(book.find(run)->title())),
        m_book(book),
        m_run(run),
        m_before(book.find(run)->name),
        m_after(name) {}
  void undo() override { m_book.rename(m_run, m_before); }
  void redo() override { m_book.rename(m_run, m_after); }

 private:
  RunBook& m_book;
  std::uint64_t m_run;
  QString m_before;
  QString m_after;
};

}  // namespace

void deleteRun(Document& document, RunBook& book, std::uint64_t run) {
  const Run* old = book.find(run);
  if (old == nullptr || old->isShown() || old->isDeleted) return;
  document.undoStack().push(new DeletionCommand(book, run));
}

void renameRun(Document& document, RunBook& book, std::uint64_t run, const QString& name) {
  const Run* old = book.find(run);
  if (old == nullptr || old->name == name) return;
  document.undoStack().push(new RenamingCommand(book, run, name));
}

}  // namespace pellucid::ui::edit
