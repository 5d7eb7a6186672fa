// SPDX-License-Identifier: GPL-3.0-or-later
// Painted points and drawn signs become the data set that plain loops over them make, and each keeps its
// part.
#include "engine/data/own_samples.h"

#include <QtTest>

#include "tests/support/own_points.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

std::string problemOf(const OwnSamples& own) {
  const auto valid = validate(own);
  return valid ? std::string() : valid.error().text();
}

// The parts of the samples 0, 1, …: training (n), validation (v) or testing (t). Recorded once, because
// samples of saved projects must keep their parts.
constexpr std::string_view kPartsOf200 =
    "nnnnvnvnnttnnnnvvnvttnttnvntnvtnnnntvtttttvvttnntttnttnttvtttnnntnnnnntnnnnntnnnttnnntnvtnvvtnntntvn"
    "tnvttnntnnnnnntnntnntntnttnnntnnntttntvnnvtttnnnvnvnntvnntnnvnnnntnnntnntntvnnnntntnttnntttvtnttttn"
    "v";  // test=0.3,validation=0.2,seed=5
constexpr std::string_view kHalves =
    "nnntttnnnnntntttttttnntttntntnnttnttttttnnnnntntnttnttttnttn";           // test=0.5
constexpr std::string_view kPartsOfSigns = "nnntntnnnnnnnnttttttnntttntnnn";  // test=0.4

}  // namespace

class TestOwnSamples : public QObject {
  Q_OBJECT

 private slots:
  void pointsBecomeAPlane() {
    const auto own = shared(paintedPoints(200));
    const auto data = ownDataset({.name = "painted,test=0.3,validation=0.2,seed=5", .own = own});
    QCOMPARE(data->inputs(), 2);
    QVERIFY((data->classNames == std::vector<std::string>{"A", "B"}));
    std::array<Index, 3> seen = {};
    const std::array<const Split*, 3> splits = {&data->train, &data->validation, &data->test};
    for (const PaintedPoint& point : own->points) {
      const std::size_t part = std::string_view("nvt").find(kPartsOf200[point.number]);
      const Index i = seen[part]++;
      QVERIFY(i < splits[part]->size());
      QCOMPARE(splits[part]->numbers(0, i), static_cast<Scalar>(point.x) / 1000);
      QCOMPARE(splits[part]->numbers(1, i), static_cast<Scalar>(point.y) / 1000);
      QCOMPARE(splits[part]->labels[static_cast<std::size_t>(i)], point.label);
    }
    for (std::size_t part = 0; part < seen.size(); ++part) QCOMPARE(splits[part]->size(), seen[part]);
    // About as many as requested: 60 for testing, a fifth of the other 140 for validation.
    QVERIFY(std::abs(data->test.size() - 60) < 20);
    QVERIFY(std::abs(data->validation.size() - 28) < 15);
    const std::string counts = std::to_string(data->train.size()) + " are for training, " +
                               std::to_string(data->validation.size()) + " for validation and " +
                               std::to_string(data->test.size()) + " for testing";
    QVERIFY(data->reading.text().find(counts) != std::string::npos);
  }

  void eachKeepsItsPart() {
    OwnSamples more = paintedPoints(60);
    more.points.erase(more.points.begin() + 5, more.points.begin() + 20);
    const auto data = ownDataset({.name = "painted,test=0.5", .own = shared(more)});
    Index tested = 0;
    for (const PaintedPoint& point : more.points) {
      if (kHalves[point.number] != 't') continue;
      QCOMPARE(data->test.numbers(0, tested), static_cast<Scalar>(point.x) / 1000);
      ++tested;
    }
    QCOMPARE(data->test.size(), tested);
  }

  /// A network cannot know a class that it has never seen, so one drawing of each leaves none for testing.
  void theFirstOfEachClassIsForTraining() {
    OwnSamples own = drawnSigns(0);
    while (own.classes.size() < 10) appendClass(own, std::to_string(own.classes.size()));
    const auto add = [&own](std::uint8_t label) {
      auto ink = std::make_shared<Ink>();
      ink->fill(static_cast<std::uint8_t>(own.next + 1));
      own.drawings.push_back({.number = own.next++, .label = label, .ink = std::move(ink)});
    };
    for (std::uint8_t label = 0; label < 10; ++label) add(label);
    const auto once = ownDataset({.name = "drawn,test=0.5", .own = shared(own)});
    QCOMPARE(once->train.labels.size(), std::size_t{10});
    QVERIFY(testsOnTraining(*once));
    for (int i = 0; i < 40; ++i) add(static_cast<std::uint8_t>(i % 10));
    const auto more = ownDataset({.name = "drawn,test=0.5", .own = shared(own)});
    std::vector<std::uint8_t> trained;
    for (const Drawing& drawing : own.drawings)
      if (drawing.number < 10 || kHalves[drawing.number] == 'n') trained.push_back(drawing.label);
    QVERIFY(more->train.labels == trained);
    QVERIFY(more->test.size() > 5);
    // If the first one is removed, the next becomes the first.
    own.drawings.erase(own.drawings.begin() + 3);
    const auto fewer = ownDataset({.name = "drawn,test=0.99", .own = shared(own)});
    for (std::uint8_t label = 0; label < 10; ++label)
      QVERIFY(std::ranges::find(fewer->train.labels, label) != fewer->train.labels.end());
    QVERIFY(fewer->test.size() > 30);
  }

  void heightsAreNumbers() {
    OwnSamples own{.kind = OwnKind::Heights};
    for (int i = 0; i < 30; ++i)
      own.points.push_back({.number = own.next++, .x = 100 * i, .y = -50 * i, .height = 30 * i});
    QCOMPARE(problemOf(own), std::string());
    const auto data = ownDataset({.name = "painted", .own = shared(own)});
    QVERIFY(!data->hasClasses());
    QVERIFY((data->targetNames == std::vector<std::string>{"height"}));
    QCOMPARE(data->train.size() + data->test.size(), 30);
    for (const Split* split : {&data->train, &data->test})
      for (Index i = 0; i < split->size(); ++i)
        QVERIFY(std::abs(split->targets(0, i) - Scalar(0.3) * split->numbers(0, i)) < Scalar(1e-6));
  }

  void signsAreImages() {
    const OwnSamples own = drawnSigns(30);
    const auto data = ownDataset({.name = "drawn,test=0.4", .own = shared(own)});
    QCOMPARE(data->shape, (Shape{.channels = 1, .height = 28, .width = 28}));
    std::vector<std::uint8_t> pixels;
    for (const Drawing& drawing : own.drawings)
      if (kPartsOfSigns[drawing.number] == 'n')
        pixels.insert(pixels.end(), drawing.ink->begin(), drawing.ink->end());
    QVERIFY(data->train.pixels == pixels);
    QVERIFY(data->test.size() > 3);
    QCOMPARE(data->test.size() + data->train.size(), 30);
  }

  void fewAreTestedOnThemselves() {
    const auto data = ownDataset({.name = "painted", .own = shared(paintedPoints(2))});
    QCOMPARE(data->train.size(), 2);
    QVERIFY(testsOnTraining(*data));
    QVERIFY(data->reading.text().find("None of them is for testing yet") != std::string::npos);
    OwnSamples empty = paintedPoints(0);
    const auto none = loadDataset(DataSpec{.name = "painted", .own = shared(empty)}, {});
    QVERIFY(!none);
    QVERIFY(none.error().text().find("for training") != std::string::npos);
  }

  void namesTakeOptionsAndChanges() {
    const auto own = shared(paintedPoints(40));
    const auto made = ownDataset({.name = "painted+x2,seed=3", .own = own});
    QCOMPARE(made->inputs(), 3);
    QVERIFY(made->own == own);
    for (Index i = 0; i < made->train.size(); ++i)
      QCOMPARE(made->train.numbers(2, i), made->train.numbers(0, i) * made->train.numbers(0, i));
    QCOMPARE(dataKind("painted+x2,seed=3"), DataKind::Own);
    QVERIFY(isDatasetKnown("drawn"));
    QVERIFY(placeOf("drawn").empty());
    const auto wrong = loadDataset(DataSpec{.name = "painted,noise=0.1", .own = own}, {});
    QVERIFY(!wrong);
    QVERIFY2(wrong.error().text().find("has no option \"noise=0.1\"") != std::string::npos,
             wrong.error().text().c_str());
    const auto missing = loadDataset(std::string("painted"), {});
    QVERIFY(!missing);
    QVERIFY(missing.error().text().find("lie in the project") != std::string::npos);
  }

  void whatGoesOn() {
    const auto few = shared(paintedPoints(10));
    const auto many = shared(paintedPoints(20));
    QVERIFY(areAlike(few, many));
    QVERIFY(!areEqual(few, many));
    QVERIFY(areEqual(few, shared(paintedPoints(10))));
    QCOMPARE(compare(paintedExperiment(few), paintedExperiment(many)), Change::Live);
    OwnSamples third = paintedPoints(10);
    third.classes.emplace_back("C");
    QVERIFY(!areAlike(few, shared(third)));
    QCOMPARE(compare(paintedExperiment(few), paintedExperiment(shared(third))), Change::Rebuild);
    QVERIFY(!areAlike(few, shared(drawnSigns(3))));
    QVERIFY(!areAlike(few, nullptr));
  }

  /// The class that had a colour takes the free one, and the classes' default order is stored as no colours.
  void coloursOfClasses() {
    OwnSamples own = paintedPoints(4);
    QCOMPARE(colourOf(own.colours, 1), std::size_t{1});
    QCOMPARE(colourOf(own.colours, 12), std::size_t{2});
    setColour(own, 0, 1);
    QVERIFY((own.colours == std::vector<std::uint8_t>{1, 0}));
    QVERIFY(validate(own).has_value());
    appendClass(own, "third");
    QVERIFY((own.colours == std::vector<std::uint8_t>{1, 0, 2}));
    setColour(own, 2, 9);
    appendClass(own, "fourth");
    QVERIFY((own.colours == std::vector<std::uint8_t>{1, 0, 9, 2}));
    setColour(own, 3, 3);
    setColour(own, 2, 2);
    setColour(own, 1, 1);
    QVERIFY(own.colours.empty());
    const auto made = makeOwnSet(std::make_shared<const OwnSamples>(own), {});
    QVERIFY(made.has_value());
    QVERIFY(chosenColours(*made).empty());
    own.colours = {0};
    QVERIFY(!validate(own));
    own.colours = {0, 1, 2, 10};
    QVERIFY(!validate(own));
  }

  void refusals() {
    QCOMPARE(problemOf(paintedPoints(20)), std::string());
    QCOMPARE(problemOf(drawnSigns(20)), std::string());
    OwnSamples far = paintedPoints(3);
    far.points[1].x = kPaintedReach + 1;
    QVERIFY(problemOf(far).find("outside") != std::string::npos);
    OwnSamples twice = paintedPoints(3);
    twice.points[2].number = 1;
    QVERIFY(problemOf(twice).find("numbers rise") != std::string::npos);
    OwnSamples ninth = paintedPoints(3);
    ninth.classes = {"1", "2", "3", "4", "5", "6", "7", "8", "9"};
    QVERIFY(problemOf(ninth).find("from 2 to 8") != std::string::npos);
    OwnSamples same = paintedPoints(3);
    same.classes = {"A", "A"};
    QVERIFY(problemOf(same).find("two classes are called") != std::string::npos);
    OwnSamples label = drawnSigns(3);
    label.drawings[0].label = 3;
    QVERIFY(problemOf(label).find("there are 3 classes") != std::string::npos);
    OwnSamples bare = drawnSigns(3);
    bare.drawings[0].ink = nullptr;
    QVERIFY(!problemOf(bare).empty());
    OwnSamples mixed = drawnSigns(3);
    mixed.points.push_back({});
    QVERIFY(problemOf(mixed).find("only be one") != std::string::npos || !problemOf(mixed).empty());
  }
};

PELLUCID_TEST(tst_own_samples, TestOwnSamples)
#include "tst_own_samples.moc"
