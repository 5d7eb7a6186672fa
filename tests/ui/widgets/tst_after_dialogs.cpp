// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/after_dialogs.h"

#include <QApplication>
#include <QDialog>
#include <QTest>

#include "tests/support/window_test.h"

using namespace pellucid::ui;

namespace {

class AfterDialogsTest : public QObject {
  Q_OBJECT

 private slots:
  void comesAtOnceWithoutADialog();
  void waitsForTheLastDialog();
  void neverComesWhenItsContextIsGone();
};

void AfterDialogsTest::comesAtOnceWithoutADialog() {
  bool isDone = false;
  afterDialogs(*this, [&] { isDone = true; });
  QVERIFY(isDone);
}

void AfterDialogsTest::waitsForTheLastDialog() {
  QDialog first;
  QDialog second(&first);
  for (QDialog* dialog : {&first, &second}) {
    dialog->setModal(true);
    dialog->show();
  }
  bool isDone = false;
  afterDialogs(*this, [&] { isDone = QApplication::activeModalWidget() == nullptr; });
  second.close();
  QVERIFY(!isDone);
  first.close();
  QTRY_VERIFY(isDone);
}

void AfterDialogsTest::neverComesWhenItsContextIsGone() {
  QDialog dialog;
  dialog.setModal(true);
  dialog.show();
  auto context = std::make_unique<QObject>();
  bool isDone = false;
  bool isOtherDone = false;
  afterDialogs(*context, [&] { isDone = true; });
  afterDialogs(*this, [&] { isOtherDone = true; });
  context.reset();
  dialog.close();
  QTRY_VERIFY(isOtherDone);
  QVERIFY(!isDone);
}

}  // namespace

PELLUCID_WINDOW_TEST(tst_after_dialogs, AfterDialogsTest)
#include "tst_after_dialogs.moc"
