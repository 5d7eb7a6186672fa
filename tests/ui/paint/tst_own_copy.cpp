// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/own_copy.h"

#include <QtTest>
#include <algorithm>

#include "tests/support/datasets.h"
#include "tests/support/own_points.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestOwnCopy : public QObject {
  Q_OBJECT

 private slots:
  void pointsAreCopied() {
    for (const char* name : {"spiral,samples=60", "pinwheel,samples=60", "bumps,samples=60"}) {
      const auto data = engine::loadDataset(std::string(name), {}).value();
      QVERIFY(canBeCopied(*data));
      const auto copy = ownCopyOf(*data);
      QVERIFY(copy.has_value());
      QVERIFY(engine::validate(*copy).has_value());
      QCOMPARE(copy->points.size(), 60U);
      QVERIFY(copy->classes == data->classNames);
      for (engine::Index i = 0; i < data->train.size(); ++i) {
        const engine::PaintedPoint& point = copy->points[static_cast<std::size_t>(i)];
        QVERIFY(std::abs(point.x / 1000.0 - double(data->train.numbers(0, i))) <= 0.00051);
        QVERIFY(std::abs(point.y / 1000.0 - double(data->train.numbers(1, i))) <= 0.00051);
        if (data->hasClasses()) QCOMPARE(point.label, data->train.labels[static_cast<std::size_t>(i)]);
        if (!data->hasClasses())
          QVERIFY(std::abs(point.height / 1000.0 - double(data->train.targets(0, i))) <= 0.00051);
      }
    }
    // A truth table tests on its training samples.
    QCOMPARE(ownCopyOf(*engine::loadDataset(std::string("xor-gate"), {}).value())->points.size(), 4U);
  }

  /// A table's names may be longer than those of painted classes.
  void longNamesAreCut() {
    engine::Dataset data = *engine::loadDataset(std::string("circle,samples=20"), {}).value();
    const std::string wide = "ä";
    std::string longName;
    for (int i = 0; i < 40; ++i) longName += wide;
    data.classNames = {longName + "one", longName + "two"};
    const auto copy = ownCopyOf(data);
    QVERIFY(copy.has_value());
    const auto valid = engine::validate(*copy);
    QVERIFY2(valid.has_value(), valid ? "" : valid.error().text().c_str());
    QVERIFY(copy->classes[0].starts_with(longName.substr(0, 40)));
    QVERIFY(copy->classes[0] != copy->classes[1]);
    data.classNames = {"inside", copy->classes[0]};  // what fits stays
    QVERIFY(ownCopyOf(data)->classes == data.classNames);
  }

  void othersAreNot() {
    for (const char* name : {"prices,samples=20", "curve,samples=20", "circle+x2,samples=20",
                             "circle+standardise,samples=20", "plane,samples=60", "circle,samples=3000"})
      QVERIFY2(!canBeCopied(*engine::loadDataset(std::string(name), {}).value()), name);
    QVERIFY(
        !canBeCopied(*tests::ownDataset({.name = "painted", .own = tests::shared(tests::paintedPoints(9))})));
    QVERIFY(!ownCopyOf(*tests::syntheticDataset()));
  }
};

PELLUCID_WINDOW_TEST(tst_own_copy, TestOwnCopy)
#include "tst_own_copy.moc"
