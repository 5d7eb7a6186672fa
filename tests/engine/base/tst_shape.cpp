// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/shape.h"

#include <QtTest>

#include "tests/support/test_program.h"

using namespace pellucid::engine;

class TestShape : public QObject {
  Q_OBJECT

 private slots:
  void countsAndNamesItself() {
    const Shape image{.channels = 3, .height = 28, .width = 20};
    QCOMPARE(image.size(), 1680);
    QCOMPARE(image.pixels(), 560);
    QVERIFY(image.isImage());
    QCOMPARE(shapeText(image), std::string("28×20×3"));
    QVERIFY(!flatShape(784).isImage());
    QCOMPARE(flatShape(784).size(), 784);
    QCOMPARE(shapeText(flatShape(784)), std::string("784"));
  }
};

PELLUCID_TEST(tst_shape, TestShape)
#include "tst_shape.moc"
