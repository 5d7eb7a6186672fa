// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/message_list.h"

#include <QListWidget>
#include <QTest>

#include "tests/support/window_test.h"
#include "ui/widgets/notifier.h"

using namespace pellucid::ui;

namespace {

class MessageListTest : public QObject {
  Q_OBJECT

 private slots:
  void showsTheNewestFirst();
};

void MessageListTest::showsTheNewestFirst() {
  QWidget window;
  Notifier notifier(&window);
  MessageList list(notifier, &window);
  const auto* rows = list.findChild<QListWidget*>();
  QCOMPARE(rows->count(), 1);
  QVERIFY(rows->item(0)->text().contains("No messages"));
  notifier.tell(Notifier::Topic::File, "Saved a.");
  notifier.forget(Notifier::Topic::File);
  notifier.tell(Notifier::Topic::Run, "It diverged.", NotifierBar::Severity::Warning);
  QCOMPARE(rows->count(), 2);
  QVERIFY(rows->item(0)->text().endsWith("It diverged."));
  QVERIFY(rows->item(1)->text().endsWith("Saved a."));
}

}  // namespace

PELLUCID_WINDOW_TEST(tst_message_list, MessageListTest)
#include "tst_message_list.moc"
