// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/wide_lists.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QtTest>

#include "tests/support/window_test.h"

using namespace pellucid::ui;

class TestWideLists : public QObject {
  Q_OBJECT

 private slots:
  void aListIsAsWideAsItsLongestEntry() {
    WideLists lists;
    qApp->installEventFilter(&lists);
    for (const int count : {2, 40}) {  // a list of 40 scrolls
      QComboBox box;
      box.addItem("short");
      box.addItem("an entry that is much longer than its box is wide");
      while (box.count() < count) box.addItem(QString::number(box.count()));
      box.resize(60, 24);
      box.show();
      QVERIFY(QTest::qWaitForWindowExposed(&box));
      box.showPopup();
      const QAbstractItemView& view = *box.view();
      QTRY_VERIFY(view.viewport()->width() >= view.sizeHintForIndex(box.model()->index(1, 0)).width());
      QVERIFY(view.window()->screen()->availableGeometry().contains(view.window()->geometry()));
      box.hidePopup();
      QCOMPARE(box.width(), 60);
    }
  }
};

PELLUCID_WINDOW_TEST(tst_wide_lists, TestWideLists)
#include "tst_wide_lists.moc"
