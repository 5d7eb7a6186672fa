// SPDX-License-Identifier: GPL-3.0-or-later
// A link is a button for the mouse and for the keys, in the colour of links.
#include "ui/widgets/link_button.h"

#include <QSignalSpy>
#include <QtTest>

#include "tests/support/colours.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestLinkButton : public QObject {
  Q_OBJECT

 private slots:
  void isPressedByMouseAndKeys() {
    LinkButton link("since step 20", "Go there.");
    link.resize(link.sizeHint());
    link.show();
    QSignalSpy clicked(&link, &QAbstractButton::clicked);
    QTest::mouseClick(&link, Qt::LeftButton);
    QTest::keyClick(&link, Qt::Key_Space);
    QCOMPARE(clicked.count(), 2);
    QCOMPARE(link.toolTip(), QString("Go there."));
    QCOMPARE(link.focusPolicy(), Qt::StrongFocus);
  }

  void looksLikeALinkInBothThemes() {
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
      tests::setTheme(*theme);
      LinkButton link("since step 20");
      link.resize(link.sizeHint());
      const QImage whole = link.grab().toImage();
      int blue = 0;  // thin strokes are blended with their ground
      for (int y = 0; y < whole.height(); ++y)
        for (int x = 0; x < whole.width(); ++x)
          blue += tests::isNear(whole.pixelColor(x, y), theme->accent, 60) ? 1 : 0;
      QVERIFY(blue > 10);
      // Narrower, it ends in dots rather than being cut off.
      LinkButton narrow("since step 20");
      narrow.resize(link.sizeHint().width() / 2, link.sizeHint().height());
      const QImage shortened = narrow.grab().toImage();
      QVERIFY(shortened != whole.copy(shortened.rect()));
    }
    tests::setTheme(lightTheme());
  }
};

PELLUCID_WINDOW_TEST(tst_link_button, TestLinkButton)
#include "tst_link_button.moc"
