// SPDX-License-Identifier: GPL-3.0-or-later
// Tasks made of other data sets, against pixels and labels written by hand and moments of noise.
#include "engine/data/data_changes.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

#include "engine/data/catalogue.h"
#include "tests/support/datasets.h"
#include "tests/support/messages.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

using Labels = std::vector<std::uint8_t>;
using Names = std::vector<std::string>;

/// Four training images of 2×3 pixels and two test images, of the classes 0 … 3.
Dataset pictures() {
  Dataset data;
  data.name = "pictures";
  data.shape = {.channels = 1, .height = 2, .width = 3};
  data.classNames = {"zero", "one", "two", "three"};
  data.train.labels = {0, 1, 2, 3};
  data.test.labels = {3, 1};
  for (std::uint8_t i = 0; i < 24; ++i) data.train.pixels.push_back(i);
  for (std::uint8_t i = 100; i < 112; ++i) data.test.pixels.push_back(i);
  data.checksum = checksum(data.train, data.test);
  return data;
}

Dataset after(const char* text, Dataset data = pictures()) {
  return changed(std::move(data), parseDataChanges(text).value()).value();
}

std::string refusal(const char* text, Dataset data = pictures()) {
  const auto changes = parseDataChanges(text);
  if (!changes) return changes.error().text();
  return changed(std::move(data), *changes).error().text();
}

}  // namespace

class TestDataChanges : public QObject {
  Q_OBJECT

 private slots:
  void readsTheGrammar() {
    QVERIFY(parseDataChanges("")->isEmpty());
    QCOMPARE(parseDataChanges(":0-2,5")->classes, (std::vector<Index>{0, 1, 2, 5}));
    const auto changes = parseDataChanges(":4,0+invert+noise0.3").value();
    QCOMPARE(changes.classes, (std::vector<Index>{4, 0}));
    QCOMPARE(changes.steps, (std::vector<DataChanges::Step>{{.change = DataChange::Invert},
                                                            {.change = DataChange::Noise, .amount = 0.3}}));
  }

  void writesWhatItReads() {
    for (const char* text : {"", ":0-4", ":0,2,4", ":4,0", ":7,0-2,5,6", ":0,1", "+invert+noise0.3",
                             ":1,3-5+rotate90+transpose+permute+shuffle-labels+parity+noise1e-05"})
      QCOMPARE(formatDataChanges(parseDataChanges(text).value()), text);
    QCOMPARE(formatDataChanges(parseDataChanges(":0,1,2,5-6+noise0.30").value()), ":0-2,5,6+noise0.3");
  }

  void renumbersClassesWhichKeepTheirNames() {
    const Dataset chosen = after(":3,1");
    QCOMPARE(chosen.classNames, (Names{"three", "one"}));
    QCOMPARE(chosen.train.labels, (Labels{1, 0}));
    QCOMPARE(chosen.train.pixels, (Labels{6, 7, 8, 9, 10, 11, 18, 19, 20, 21, 22, 23}));
    QCOMPARE(chosen.test.labels, (Labels{0, 1}));
    QCOMPARE(chosen.test.pixels, pictures().test.pixels);
    QVERIFY(chosen.checksum != pictures().checksum);
    QCOMPARE(chosen.checksum, checksum(chosen.train, chosen.test));
  }

  void parityKnowsTheNumberThatAClassHadInTheWhole() {
    QCOMPARE(after("+parity").train.labels, (Labels{0, 1, 0, 1}));
    const Dataset odd = after(":1-3+parity");
    QCOMPARE(odd.classNames, (Names{"even", "odd"}));
    QCOMPARE(odd.train.labels, (Labels{1, 0, 1}));
    QCOMPARE(odd.test.labels, (Labels{1, 1}));
  }

  void invertsAndRotates() {
    QCOMPARE(after("+invert").test.pixels.front(), std::uint8_t{155});
    QCOMPARE(after("+invert+invert").train.pixels, pictures().train.pixels);
    const Dataset turned = after("+rotate90");
    QCOMPARE(turned.shape, (Shape{.channels = 1, .height = 3, .width = 2}));
    // 0 1 2      2 5
    // 3 4 5  →   1 4
    //            0 3
    QCOMPARE(Labels(turned.train.pixels.begin(), turned.train.pixels.begin() + 6),
             (Labels{2, 5, 1, 4, 0, 3}));
    QCOMPARE(after("+rotate90+rotate90+rotate90+rotate90").test.pixels, pictures().test.pixels);
  }

  void transposes() {
    const Dataset turned = after("+transpose");
    QCOMPARE(turned.shape, (Shape{.channels = 1, .height = 3, .width = 2}));
    // 0 1 2      0 3
    // 3 4 5  →   1 4
    //            2 5
    QCOMPARE(Labels(turned.train.pixels.begin(), turned.train.pixels.begin() + 6),
             (Labels{0, 3, 1, 4, 2, 5}));
    QCOMPARE(after("+transpose+transpose").test.pixels, pictures().test.pixels);
  }

  void noiseIsGaussianAndNotClipped() {
    Dataset grey = pictures();
    grey.shape = {.channels = 1, .height = 100, .width = 100};
    grey.train.pixels.assign(4 * 10'000, 51);  // 51/255 = 0.2
    grey.test.pixels.assign(2 * 10'000, 51);
    const Dataset noisy = after("+noise0.5", grey);
    QVERIFY(noisy.train.pixels.empty());
    const auto noise = noisy.train.numbers.cast<double>().array() - 0.2;
    const auto count = static_cast<double>(noise.size());
    QVERIFY(std::abs(noise.mean()) < 4 * 0.5 / std::sqrt(count));
    QVERIFY(std::abs(std::sqrt(noise.square().mean()) - 0.5) < 0.01);
    // 68.27 % of a normal distribution are within one deviation.
    QVERIFY(std::abs((noise.abs() < 0.5).cast<double>().mean() - 0.6827) < 0.01);
    QVERIFY(noisy.train.numbers.minCoeff() < 0 && noisy.train.numbers.maxCoeff() > 1);
    QVERIFY(noisy.train.numbers(0, 0) != noisy.test.numbers(0, 0));
    QVERIFY(after("+noise0.5", grey).train.numbers == noisy.train.numbers);
  }

  void permutesAllSamplesAlike() {
    const Dataset permuted = after("+permute");
    const Labels first(permuted.train.pixels.begin(), permuted.train.pixels.begin() + 6);
    QVERIFY(first != (Labels{0, 1, 2, 3, 4, 5}));
    for (std::size_t i = 0; i < permuted.train.pixels.size(); ++i)
      QCOMPARE(permuted.train.pixels[i], static_cast<std::uint8_t>(first[i % 6] + i / 6 * 6));
    for (std::size_t i = 0; i < 6; ++i)
      QCOMPARE(permuted.test.pixels[i], static_cast<std::uint8_t>(first[i] + 100));
  }

  void shuffledLabelsAreTheSameOnes() {
    Dataset many = pictures();
    many.train.labels.clear();
    for (int i = 0; i < 1000; ++i) many.train.labels.push_back(static_cast<std::uint8_t>(i % 4));
    many.train.pixels.assign(6000, 0);
    Labels shuffled = after("+shuffle-labels", many).train.labels;
    const auto same = std::inner_product(shuffled.begin(), shuffled.end(), many.train.labels.begin(), 0,
                                         std::plus<>(), [](auto a, auto b) { return a == b ? 1 : 0; });
    QVERIFY2(std::abs(same - 250) < 60, QByteArray::number(same));
    std::ranges::sort(shuffled);
    std::ranges::sort(many.train.labels);
    QCOMPARE(shuffled, many.train.labels);
  }

  /// Own samples, folders of pictures and tables have validation samples before they are changed.
  void validationIsChangedAsTheOthers() {
    Dataset data = pictures();
    data.validation = data.train;
    for (const char* text : {":3,1", "+parity", "+invert", "+rotate90", "+transpose", "+permute"}) {
      const Dataset changed = after(text, data);
      QVERIFY2(changed.validation.labels == changed.train.labels, text);
      QVERIFY2(changed.validation.pixels == changed.train.pixels, text);
      QCOMPARE(changed.checksum, after(text).checksum);
    }
    const Dataset noisy = after("+noise0.3+noise0.3", data);
    QVERIFY(noisy.validation.pixels.empty());
    QCOMPARE(noisy.validation.numbers.cols(), Index{4});
    QVERIFY(noisy.validation.numbers != noisy.train.numbers);  // it has its own random numbers
    QVERIFY(noisy.train.numbers == after("+noise0.3+noise0.3").train.numbers);
    QVERIFY(noisy.test.numbers == after("+noise0.3+noise0.3").test.numbers);
    Labels shuffled = after("+shuffle-labels", data).validation.labels;
    std::ranges::sort(shuffled);
    QCOMPARE(shuffled, data.train.labels);
    // Validation has no samples of either class.
    data.validation = select(data.train, std::vector<Index>{0});
    const Dataset none = after(":3,1+invert", data);
    QCOMPARE(none.validation.size(), Index{0});
  }

  void changesNumbersToo() {
    const auto points = loadDataset("spiral:1,0+noise0.1,samples=100", {}).value();
    QCOMPARE(points->name, std::string("spiral:1,0+noise0.1,samples=100"));
    QCOMPARE(points->train.size() + points->test.size(), 100);
    QCOMPARE(points->train.numbers.cols(), points->train.size());
    const auto plain = loadDataset("spiral,samples=100", {}).value();
    QVERIFY(points->train.numbers != plain->train.numbers);
    QVERIFY(points->train.labels[0] != plain->train.labels[0]);
    const auto plane = loadDataset("plane+shuffle-labels,samples=100", {}).value();
    const auto ordered = loadDataset("plane,samples=100", {}).value();
    QVERIFY(plane->train.targets != ordered->train.targets);
    QVERIFY(std::abs(plane->train.targets.sum() - ordered->train.targets.sum()) < 1e-2);
  }

  void refusesWithTheListOfWhatExists_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("parts");
    const QStringList changes{"parity",   "invert",  "rotate90",      "transpose",
                              "noise0.3", "permute", "shuffle-labels"};
    QTest::newRow("change") << "+blur" << QStringList({"blur"}) + changes;
    QTest::newRow("empty change") << "+" << changes;
    QTest::newRow("class") << ":0,7" << QStringList{"pictures", "7", "0 (zero)", "3 (three)"};
    QTest::newRow("letters") << ":a-b" << QStringList{"a-b", "0-4"};
    QTest::newRow("backwards") << ":4-0" << QStringList{"4-0"};
    QTest::newRow("no class") << ":" << QStringList{"numbers from 0"};
    QTest::newRow("one class") << ":3" << QStringList{"class 3", "two"};
    QTest::newRow("twice") << ":0-2,1" << QStringList{"1", "twice"};
    QTest::newRow("noise without number") << "+noise" << QStringList{"noise", "0.3"};
    QTest::newRow("noise of nothing") << "+noise0" << QStringList{"noise0", "10"};
    QTest::newRow("invert with a number") << "+invert2" << QStringList({"invert2"}) + changes;
    QTest::newRow("no mark") << "x" << QStringList{"mnist:0-4"};
  }

  void refusesWithTheListOfWhatExists() {
    QFETCH(QString, text);
    QFETCH(QStringList, parts);
    const std::string message = refusal(qPrintable(text));
    for (const QString& part : parts) QVERIFY2(mentions(message, {part.toStdString()}), message.c_str());
  }

  void refusesWhatTheKindOfDataDoesNotAllow() {
    const auto spiral = loadDataset("spiral+invert", {});
    QVERIFY(!spiral);
    QVERIFY2(mentions(spiral.error().text(), {"invert", "images", "2 numbers"}),
             spiral.error().text().c_str());
    for (const char* name : {"plane:0-1", "plane+parity"}) {
      const auto plane = loadDataset(name, {});
      QVERIFY(!plane);
      QVERIFY2(mentions(plane.error().text(), {"plane", "numbers"}), plane.error().text().c_str());
    }
    Dataset none = pictures();
    none.test.labels = {3, 3};
    QVERIFY(mentions(refusal(":0-1", none), {"no samples"}));
  }

  void namesWithChangesAreKnown() {
    QVERIFY(isDatasetKnown("mnist:0-4+parity"));
    QVERIFY(!isDatasetKnown("mnist+blur"));
    QVERIFY(!isDatasetKnown("cifar+parity"));
    QCOMPARE(absoluteName("mnist:0-4+parity"), std::string("mnist:0-4+parity"));
    const QTemporaryDir folder;
    const std::string path = folder.path().toStdString() + "/a+b:c";
    QVERIFY(std::filesystem::create_directory(path));
    QVERIFY(isDatasetKnown(path + ":0-4+invert"));
    QCOMPARE(absoluteName(path + ":0-4+invert"), path + ":0-4+invert");
  }

  void digitsBecomeOtherTasks() {
    const DataLocations locations{.mnist = mnistFolder(), .fashionMnist = {}};
    const auto high = loadDataset("mnist:5-9", locations).value();
    QCOMPARE(high->classNames, (Names{"5", "6", "7", "8", "9"}));
    QCOMPARE(high->train.size(), 29'404);  // out of MNIST's 60,000
    QCOMPARE(high->test.size(), 4'861);
    const auto parity = loadDataset("mnist+parity", locations).value();
    QCOMPARE(parity->train.labels[0], std::uint8_t{1});  // MNIST begins with a 5
  }
};

PELLUCID_TEST(tst_data_changes, TestDataChanges)
#include "tst_data_changes.moc"
