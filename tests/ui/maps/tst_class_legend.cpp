// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/maps/class_legend.h"

#include <QtTest>

#include "tests/support/colours.h"
#include "tests/support/moments.h"
#include "tests/support/text_recorder.h"
#include "tests/support/window_test.h"
#include "ui/theme/class_colours.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestClassLegend : public QObject {
  Q_OBJECT

 private slots:
  void everyClassHasItsColour() {
    ClassLegend legend;
    const engine::DatasetPtr dataset = tests::squareImages(4, 3);
    legend.setData(dataset);
    legend.resize(legend.sizeHint());
    QCOMPARE(legend.shownClasses(), 3);
    const QImage image = legend.grab().toImage();
    for (int c = 0; c < 3; ++c) QVERIFY(tests::countColour(image, classColour(themeOf(legend), c, 3)) > 10);
    tests::TextRecorder recorder(legend.size());
    legend.render(&recorder);
    QCOMPARE(recorder.texts().size(), 3);
  }

  void whereThereIsNoRoomDotsSaySo() {
    ClassLegend legend;
    legend.setData(tests::squareImages(4, 8));
    legend.resize(legend.sizeHint().width() / 2, legend.sizeHint().height());
    const int shown = legend.shownClasses();
    QVERIFY(shown > 1 && shown < 8);
    tests::TextRecorder recorder(legend.size());
    legend.render(&recorder);
    QCOMPARE(recorder.texts().size(), shown + 1);
    QCOMPARE(recorder.texts().back(), QString(QChar(0x2026)));
    legend.setData(nullptr);
    QCOMPARE(legend.shownClasses(), 0);
  }
};

PELLUCID_WINDOW_TEST(tst_class_legend, TestClassLegend)
#include "tst_class_legend.moc"
