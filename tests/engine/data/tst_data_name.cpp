// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "engine/data/data_name.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;

namespace {

const std::vector<std::string_view> kPointOptions = {"noise", "samples", "seed", "test"};

}  // namespace

class TestDataName : public QObject {
  Q_OBJECT

 private slots:
  void keepsWhatIsUsual() {
    const auto name = parseDataOptions("circle", "", kPointOptions);
    QVERIFY(name);
    QCOMPARE(name->base, std::string("circle"));
    QCOMPARE(name->options.samples, Index{500});
    QCOMPARE(name->options.noise, 0.0);
    QCOMPARE(name->options.test, 0.5);
    QCOMPARE(name->options.seed, std::uint64_t{1});
    QVERIFY(name->options.targets.empty());
    QCOMPARE(parseDataOptions("t.csv", "", {"test"}, {.test = 0.2, .targets = {}})->options.test, 0.2);
  }

  void takesEveryOption() {
    const auto name = parseDataOptions("spiral", ",noise=0.1,samples=300,seed=18446744073709551615,test=0.25",
                                       kPointOptions);
    QVERIFY(name);
    QCOMPARE(name->options.samples, Index{300});
    QCOMPARE(name->options.noise, 0.1);
    QCOMPARE(name->options.test, 0.25);
    QCOMPARE(name->options.seed, std::numeric_limits<std::uint64_t>::max());
    QCOMPARE(parseDataOptions("t.csv", ",targets=a|b c", {"targets"})->options.targets,
             (std::vector<std::string>{"a", "b c"}));
  }

  void formatsWhatItReads() {
    for (const std::string options : {"", ",noise=0.1", ",noise=0.25,samples=300,test=0.3,seed=7", ",seed=0"})
      QCOMPARE(formatDataName(*parseDataOptions("spiral", options, kPointOptions)), "spiral" + options);
  }

  void optionsOfTables() {
    const auto parsed = parseDataOptions(
        "t.csv", ",inputs=a|b,ignore=c,target=numbers,missing=mean,text=onehot,shape=3x4x5,scale=255,rules=1",
        {"inputs", "ignore", "target", "missing", "text", "shape", "scale", "rules"});
    QVERIFY2(parsed, parsed ? "" : parsed.error().text().c_str());
    const DataOptions& options = parsed->options;
    QCOMPARE(options.inputs, (std::vector<std::string>{"a", "b"}));
    QCOMPARE(options.ignored, (std::vector<std::string>{"c"}));
    QVERIFY(options.target == TargetKind::Numbers);
    QVERIFY(options.missing == MissingCells::Mean);
    QVERIFY(options.text == TextColumns::OneHot);
    QVERIFY((options.shape == Shape{.channels = 3, .height = 4, .width = 5}));
    QCOMPARE(options.scale, 255.0);
    QCOMPARE(options.rules, 1);
    QVERIFY((parseDataOptions("t.csv", ",shape=2x3", {"shape"})->options.shape ==
             Shape{.channels = 1, .height = 2, .width = 3}));
    for (const char* wrong : {",target=colours", ",missing=zero", ",text=none", ",shape=28", ",shape=0x3",
                              ",scale=0", ",rules=3", ",inputs=a||b"})
      QVERIFY2(!parseDataOptions("t.csv", wrong,
                                 {"inputs", "target", "missing", "text", "shape", "scale", "rules"}),
               wrong);
  }

  void refuses_data() {
    QTest::addColumn<std::string>("options");
    QTest::addColumn<QString>("what");
    QTest::newRow("unknown") << std::string(",nois=0.1") << "no option \"nois=0.1\"; it takes noise, samples";
    QTest::newRow("no value") << std::string(",noise") << "no option \"noise\"";
    QTest::newRow("nothing behind the comma") << std::string(",") << "no option \"\"";
    QTest::newRow("of another data set") << std::string(",targets=a") << "no option \"targets=a\"";
    QTest::newRow("twice") << std::string(",seed=1,seed=2") << "given twice";
    QTest::newRow("noise too large") << std::string(",noise=1.1")
                                     << "noise of spiral is \"1.1\"; it must be a number from 0 to 1";
    QTest::newRow("noise NaN") << std::string(",noise=nan") << "\"nan\"";
    QTest::newRow("noise no number") << std::string(",noise=0.1x") << "\"0.1x\"";
    QTest::newRow("few samples") << std::string(",samples=9") << "a whole number from 10 to 100000";
    QTest::newRow("many samples") << std::string(",samples=100001") << "\"100001\"";
    QTest::newRow("samples no whole number") << std::string(",samples=10.5") << "\"10.5\"";
    QTest::newRow("nothing to test") << std::string(",test=0") << "greater than 0 and less than 1";
    QTest::newRow("nothing to learn") << std::string(",test=1") << "greater than 0 and less than 1";
    QTest::newRow("negative seed") << std::string(",seed=-1") << "a whole number from 0";
  }

  void refuses() {
    QFETCH(std::string, options);
    QFETCH(QString, what);
    const auto refused = parseDataOptions("spiral", options, kPointOptions);
    QVERIFY(!refused);
    QVERIFY2(QString::fromStdString(refused.error().text()).contains(what), refused.error().text().c_str());
  }

  void refusesOptionsWhereThereAreNone() {
    QCOMPARE(parseDataOptions("mnist", ",noise=1", {}).error().text(),
             std::string("mnist takes no options, but has \"noise=1\"."));
    QVERIFY(!parseDataOptions("t.csv", ",targets=a||b", {"targets"}));
  }
};

PELLUCID_TEST(tst_data_name, TestDataName)
#include "tst_data_name.moc"
