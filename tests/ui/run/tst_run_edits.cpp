// SPDX-License-Identifier: GPL-3.0-or-later
// Runs are deleted and renamed as steps of undo.
#include "ui/run/run_edits.h"

#include <QtTest>

#include "tests/support/run_fixture.h"
#include "tests/support/window_test.h"
#include "ui/document/edits.h"

using namespace pellucid;
using namespace pellucid::ui;
using tests::RunFixture;

class TestRunEdits : public QObject {
  Q_OBJECT

 private slots:
  void deletionAndNamesAreUndone() {
    tests::DataFolders folders;
    RunFixture f(tests::experimentOn(*folders.load(folders.a())));
    QVERIFY(f.load());
    f.run.stepOnce();
    QVERIFY(f.rests());
    const std::uint64_t first = f.run.run();
    QVERIFY(edit::setSeed(f.document, 5));
    QVERIFY(f.rests());
    RunBook& book = f.run.book();
    QUndoStack& stack = f.document.undoStack();
    edit::renameRun(f.document, book, first, "mine");
    QCOMPARE(book.find(first)->title(), "mine");
    QCOMPARE(stack.undoText(), "rename run first run");
    edit::renameRun(f.document, book, first, "mine");
    edit::deleteRun(f.document, book, f.run.run());  // it is shown
    edit::deleteRun(f.document, book, 99);
    QCOMPARE(stack.count(), 2);
    edit::deleteRun(f.document, book, first);
    QCOMPARE(stack.undoText(), "delete run mine");
    QCOMPARE(book.listed().size(), 1U);
    stack.undo();
    QCOMPARE(book.listed().size(), 2U);
    stack.undo();
    QCOMPARE(book.find(first)->title(), "first run");
    stack.undo();  // and the run that was left is shown
    QVERIFY(f.rests());
    QCOMPARE(f.run.run(), first);
    QCOMPARE(f.state().step, 1);
  }
};

PELLUCID_WINDOW_TEST(tst_run_edits, TestRunEdits)
#include "tst_run_edits.moc"
