// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/mean_pictures.h"

#include <QtTest>

#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestMeanPictures : public QObject {
  Q_OBJECT

 private slots:
  void showsBoth() {
    MeanPictures pictures;
    const engine::Shape shape{.channels = 1, .height = 1, .width = 2};
    pictures.show({.mean = engine::Vector{{0, 1}}, .deviation = engine::Vector{{0.1, 0.4}}, .samples = 3},
                  shape, {});
    QCOMPARE(qGray(pictures.mean().pixel(0, 0)), 0);
    QCOMPARE(qGray(pictures.mean().pixel(1, 0)), 255);
    QCOMPARE(qGray(pictures.spread().pixel(1, 0)), 255);  // the largest
    QVERIFY(std::abs(qGray(pictures.spread().pixel(0, 0)) - 64) <= 1);
    QVERIFY(!pictures.isHidden());
  }

  void undoesTheScaling() {
    MeanPictures pictures;
    const engine::Shape shape{.channels = 1, .height = 1, .width = 2};
    engine::Scaling scaling;
    scaling.inputs = {.mean = engine::Vector{{0.5}}, .deviation = engine::Vector{{0.5}}};
    pictures.show({.mean = engine::Vector{{-1, 1}}, .deviation = engine::Vector{{0, 0}}, .samples = 1}, shape,
                  scaling);
    QCOMPARE(qGray(pictures.mean().pixel(0, 0)), 0);
    QCOMPARE(qGray(pictures.mean().pixel(1, 0)), 255);
    QCOMPARE(qGray(pictures.spread().pixel(1, 0)), 0);
  }

  void hidesWhereThereIsNone() {
    MeanPictures pictures;
    pictures.show({.mean = engine::Vector{{1, 1}}, .deviation = engine::Vector{{1, 1}}, .samples = 1},
                  engine::flatShape(2), {});
    QVERIFY(pictures.isHidden());
  }
};

PELLUCID_WINDOW_TEST(tst_mean_pictures, TestMeanPictures)
#include "tst_mean_pictures.moc"
