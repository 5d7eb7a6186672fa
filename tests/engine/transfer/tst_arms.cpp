// SPDX-License-Identifier: GPL-3.0-or-later
// What each arm copies, freezes and is re-initialised, written out by hand.
#include "engine/transfer/arms.h"

#include <QtTest>

#include "tests/support/messages.h"
#include "tests/support/test_program.h"
#include "tests/support/transfers.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

/// conv, pool, conv, flatten, dense, dense: four layers with weights.
ArmContext convolutional(bool hasNewHead) {
  ArmContext context{
      .network = {.layers = {conv2d(2, 3, Activation::Relu), maxPool(2), conv2d(3, 3, Activation::Relu),
                             flatten(), dense(8, Activation::Relu), dense(3, Activation::Softmax)}},
      .fits = {},
      .hasNewHead = hasNewHead,
      .fineTuneFactor = 0.25};
  context.fits.resize(6, {.name = {}, .source = {}, .target = {}, .fits = true});
  return context;
}

constexpr LayerPlan C = LayerPlan::Copy;
constexpr LayerPlan F = LayerPlan::Freeze;
constexpr LayerPlan N = LayerPlan::New;

}  // namespace

class TestArms : public QObject {
  Q_OBJECT

 private slots:
  void plansOfAllArms() {
    const auto arms = parseArms("scratch,frozen,half,finetune,lock:3+5", convolutional(true)).value();
    QCOMPARE(arms.size(), 5U);
    QCOMPARE(arms[0].plan, (TransferPlan{N, N, N, N, N, N}));
    QCOMPARE(arms[1].plan, (TransferPlan{F, C, F, C, F, N}));
    QCOMPARE(arms[2].plan, (TransferPlan{F, C, F, C, C, N}));
    QCOMPARE(arms[3].plan, (TransferPlan{C, C, C, C, C, N}));
    QCOMPARE(arms[4].plan, (TransferPlan{C, C, F, C, F, N}));
    QCOMPARE(arms[3].rateFactor, 0.25);
    QCOMPARE(arms[1].rateFactor, 1.0);
    QCOMPARE(arms[4].name, std::string("lock:3+5"));
  }

  /// Three frozen layers open at a sixth, two sixths and three sixths of the run; each learns 2.6 times as
  /// slowly as the one above it.
  void thawBeginsFrozenAndOpensInTheFirstHalf() {
    ArmContext context = convolutional(true);
    context.steps = 120;
    const Arm arm = parseArms("thaw", context)->front();
    QCOMPARE(arm.plan, (TransferPlan{F, C, F, C, F, N}));
    QCOMPARE(arm.thawEvery, 20);
    QCOMPARE(rateFactors(arm), (std::vector<double>{1 / 2.6 / 2.6 / 2.6, 1, 1 / 2.6 / 2.6, 1, 1 / 2.6, 1}));
    context.steps = 1;  // too short to open any in time
    QCOMPARE(parseArms("thaw", context)->front().thawEvery, 1);
    for (LayerFit& fit : context.fits) fit.fits = false;
    QCOMPARE(parseArms("thaw", context)->front().thawEvery, 0);  // nothing is copied
    const auto others = parseArms("scratch,frozen,half,finetune,lock:3", convolutional(true));
    QVERIFY(others);
    for (const Arm& other : *others) {
      QCOMPARE(other.thawEvery, 0);
      QCOMPARE(rateFactors(other), std::vector<double>(6, 1));
    }
  }

  void aHeadOfTheSameClassesIsCopiedAndLearns() {
    QCOMPARE(parseArms("frozen", convolutional(false)).value()[0].plan, (TransferPlan{F, C, F, C, F, C}));
  }

  void whatDoesNotFitBeginsAnewAndLearns() {
    ArmContext context = convolutional(true);
    context.fits[4].fits = false;
    QCOMPARE(parseArms("frozen", context).value()[0].plan, (TransferPlan{F, C, F, C, N, N}));
    const auto refused = parseArms("lock:5", context);
    QVERIFY(!refused);
    QVERIFY2(mentions(refused.error().text(), {"lock:5", "cannot be copied"}),
             refused.error().text().c_str());
  }

  void refusesUnknownArms_data() {
    QTest::addColumn<QString>("names");
    QTest::addColumn<QString>("part");
    QTest::newRow("unknown") << "scratch,warm"
                             << "warm";
    QTest::newRow("lists") << "warm"
                           << "scratch, frozen, half, finetune, thaw, and lock:LAYERS";
    QTest::newRow("empty") << ""
                           << "scratch";
    QTest::newRow("twice") << "half,half"
                           << "twice";
    QTest::newRow("no such layer") << "lock:7"
                                   << "1 to 6";
    QTest::newRow("no number") << "lock:x"
                               << "1 to 6";
    QTest::newRow("no weights") << "lock:2"
                                << "no weights";
  }

  void refusesUnknownArms() {
    QFETCH(QString, names);
    QFETCH(QString, part);
    const auto refused = parseArms(names.toStdString(), convolutional(true));
    QVERIFY(!refused);
    QVERIFY2(mentions(refused.error().text(), {part.toStdString()}), refused.error().text().c_str());
  }
};

PELLUCID_TEST(tst_arms, TestArms)
#include "tst_arms.moc"
