// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/network_spec.h"

#include <QtTest>

#include <limits>

#include "tests/support/messages.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

NetworkSpec withUnits(std::initializer_list<Index> units) {
  NetworkSpec spec;
  for (const Index count : units)
    spec.layers.push_back({.units = count, .activation = Activation::Relu, .frozen = false});
  return spec;
}

}  // namespace

class TestNetworkSpec : public QObject {
  Q_OBJECT

 private slots:
  void countsParameters() {
    QCOMPARE(parameterCount(withUnits({64, 10}), flatShape(784)), 50'890);
    QCOMPARE(parameterCount(withUnits({1}), flatShape(1)), 2);
  }

  void acceptsTheLimits() {
    QVERIFY(validate(withUnits({1}), flatShape(1)));
    QVERIFY(validate(withUnits({kMaxUnits, 1}), flatShape(397)));
    NetworkSpec deep;
    deep.layers.resize(kMaxLayers);
    QVERIFY(validate(deep, flatShape(1)));
    QVERIFY(validate(withUnits({1}), flatShape(kMaxInputs)));
  }

  void refusesWhatIsBeyondThem_data() {
    QTest::addColumn<QList<qint64>>("units");
    QTest::addColumn<qint64>("inputs");
    QTest::addColumn<QStringList>("parts");
    using Units = QList<qint64>;
    QTest::newRow("no layers") << Units{} << qint64{3} << QStringList{"no layers"};
    QTest::newRow("65 layers") << Units(65, 1) << qint64{3} << QStringList{"65 layers", "64"};
    QTest::newRow("no inputs") << Units{2} << qint64{0} << QStringList{"0 inputs"};
    QTest::newRow("no units") << Units{2, 0, 2} << qint64{3} << QStringList{"Hidden 2", "0 units"};
    QTest::newRow("negative units") << Units{2, -4} << qint64{3} << QStringList{"Output", "-4 units"};
    QTest::newRow("many units") << Units{100'001, 2} << qint64{3}
                                << QStringList{"Hidden 1", "100001 units", "100000"};
    QTest::newRow("many parameters") << Units{20'000, 20'000} << qint64{3}
                                     << QStringList{"400100000", "GB", "fewer units"};
    // 100,000 units of 2^62 inputs would wrap round to a count that looks small.
    QTest::newRow("overflow") << Units{100'000} << (qint64{1} << 62)
                              << QStringList{"4611686018427387904 inputs"};
    QTest::newRow("largest") << Units{1} << std::numeric_limits<qint64>::max() << QStringList{"inputs"};
  }

  void refusesWhatIsBeyondThem() {
    QFETCH(QList<qint64>, units);
    QFETCH(qint64, inputs);
    QFETCH(QStringList, parts);
    NetworkSpec spec;
    for (const qint64 count : units)
      spec.layers.push_back({.units = count, .activation = Activation::Relu, .frozen = false});
    const auto refused = validate(spec, flatShape(inputs));
    QVERIFY(!refused);
    for (const QString& part : parts)
      QVERIFY2(mentions(refused.error().text(), {part.toStdString()}), refused.error().text().c_str());
  }

  void namesLayersAsTheWindowDoes() {
    const NetworkSpec spec = withUnits({3, 3, 3});
    QCOMPARE(layerName(spec, 0).text(), std::string("Hidden 1"));
    QCOMPARE(layerName(spec, 1).text(), std::string("Hidden 2"));
    QCOMPARE(layerName(spec, 2).text(), std::string("Output"));
  }
};

PELLUCID_TEST(tst_network_spec, TestNetworkSpec)
#include "tst_network_spec.moc"
