// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/stale.h"

#include <QLabel>
#include <QtTest>

#include "tests/support/window_test.h"

using namespace pellucid::ui;

class TestStale : public QObject {
  Q_OBJECT

 private slots:
  void whatIsStaleIsPaler() {
    QWidget panel;
    panel.resize(60, 40);
    panel.setStyleSheet("background: white");
    auto* label = new QLabel(&panel);
    label->setGeometry(0, 0, 60, 40);
    label->setStyleSheet("background: black");
    panel.show();
    const auto lightness = [&] { return panel.grab().toImage().pixelColor(30, 20).lightness(); };
    QCOMPARE(lightness(), 0);
    setStale(*label, true);
    QVERIFY(isStale(*label));
    QVERIFY(lightness() > 100);
    setStale(*label, true);
    setStale(*label, false);
    QVERIFY(!isStale(*label));
    QCOMPARE(lightness(), 0);
  }
};

PELLUCID_WINDOW_TEST(tst_stale, TestStale)
#include "tst_stale.moc"
