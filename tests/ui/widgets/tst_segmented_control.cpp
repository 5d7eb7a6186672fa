// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QSignalSpy>
#include <QTest>

#include "tests/support/window_test.h"
#include "ui/theme/theme.h"
#include "ui/widgets/segmented_control.h"

using namespace pellucid::ui;

class TestSegmentedControl : public QObject {
  Q_OBJECT

 private slots:
  void theChosenSegmentIsFilled() {
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
      qApp->setPalette(paletteOf(*theme));
      SegmentedControl control;
      control.addTab("One");
      control.addTab("Two");
      control.resize(200, control.sizeHint().height());
      control.setCurrentIndex(1);
      const QImage image = control.grab().toImage();
      const int x = control.tabRect(1).left() + 6;
      QCOMPARE(image.pixelColor(x, 4), theme->accent);
      QCOMPARE(image.pixelColor(control.tabRect(0).left() + 6, 4), theme->field);
    }
  }

  void keysAndClicksChoose() {
    SegmentedControl control;
    control.addTab("One");
    control.addTab("Two");
    control.resize(200, control.sizeHint().height());
    control.show();
    QVERIFY(QTest::qWaitForWindowExposed(&control));
    QSignalSpy chosen(&control, &QTabBar::currentChanged);
    QTest::keyClick(&control, Qt::Key_Right);
    QCOMPARE(control.currentIndex(), 1);
    QTest::mouseClick(&control, Qt::LeftButton, {}, control.tabRect(0).center());
    QCOMPARE(control.currentIndex(), 0);
    QCOMPARE(chosen.size(), 2);
  }

  void textFits() {
    SegmentedControl control;
    control.addTab("Activations");
    QVERIFY(control.sizeHint().width() > control.fontMetrics().horizontalAdvance("Activations"));
  }
};

PELLUCID_WINDOW_TEST(tst_segmented_control, TestSegmentedControl)
#include "tst_segmented_control.moc"
