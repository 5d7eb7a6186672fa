// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/sample_choice.h"

#include <QtTest>

#include "tests/support/datasets.h"
#include "tests/support/test_program.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

engine::Dataset threeParts() {
  engine::Dataset data;
  data.shape = {.channels = 1, .height = 1, .width = 2};
  data.classNames = {"a", "b"};
  data.train = {.pixels = std::vector<std::uint8_t>(6), .labels = {0, 1, 0}};
  data.validation = {.pixels = std::vector<std::uint8_t>(2), .labels = {1}};
  data.test = {.pixels = std::vector<std::uint8_t>(4), .labels = {1, 0}};
  return data;
}

/// "train 0, test 1": the chosen samples, in their order.
std::string inWords(const std::vector<SampleRef>& samples) {
  std::string words;
  for (const SampleRef& sample : samples)
    words += std::string(sample.part == SamplePart::Train        ? "r"
                         : sample.part == SamplePart::Validation ? "v"
                                                                 : "t") +
             std::to_string(sample.index) + " ";
  return words;
}

AllAnswers answers() {
  AllAnswers all;
  const auto add = [&](SamplePart part, std::uint8_t truth, std::uint8_t answered, float loss) {
    all.parts[static_cast<std::size_t>(part)].each.push_back(
        {.truth = truth, .answered = answered, .loss = loss});
  };
  add(SamplePart::Train, 0, 0, 0.1F);
  add(SamplePart::Train, 1, 0, 2.0F);
  add(SamplePart::Train, 0, 0, 0.3F);
  add(SamplePart::Validation, 1, 1, 0.3F);
  add(SamplePart::Test, 1, 0, 5.0F);
  add(SamplePart::Test, 0, 0, 0.2F);
  return all;
}

}  // namespace

class TestSampleChoice : public QObject {
  Q_OBJECT

 private slots:
  void choosesByPartAndClass() {
    const engine::Dataset data = threeParts();
    QCOMPARE(inWords(chosenSamples(data, {}, nullptr)), std::string("r0 r1 r2 v0 t0 t1 "));
    QCOMPARE(inWords(chosenSamples(data, {.part = SamplePart::Test}, nullptr)), std::string("t0 t1 "));
    QCOMPARE(inWords(chosenSamples(data, {.label = 1}, nullptr)), std::string("r1 v0 t0 "));
    QCOMPARE(inWords(chosenSamples(data, {.order = SampleOrder::ByClass}, nullptr)),
             std::string("r0 r2 t1 r1 v0 t0 "));
  }

  /// With all parts, a sample used for both appears once.
  void samplesOfBothPartsAreThereOnce() {
    engine::Dataset data = threeParts();
    data.test = data.train;
    QCOMPARE(inWords(chosenSamples(data, {}, nullptr)), std::string("r0 r1 r2 v0 "));
    QCOMPARE(inWords(chosenSamples(data, {.part = SamplePart::Test}, nullptr)), std::string("t0 t1 t2 "));
  }

  void choosesByWhatTheNetworkSays() {
    const engine::Dataset data = threeParts();
    const AllAnswers all = answers();
    QCOMPARE(inWords(chosenSamples(data, {.verdict = SampleVerdict::Wrong}, &all)), std::string("r1 t0 "));
    QCOMPARE(inWords(chosenSamples(data, {.verdict = SampleVerdict::Right}, &all)),
             std::string("r0 r2 v0 t1 "));
    QCOMPARE(inWords(chosenSamples(data, {.order = SampleOrder::WorstFirst}, &all)),
             std::string("t0 r1 r2 v0 t1 r0 "));
    QVERIFY(chosenSamples(data, {.verdict = SampleVerdict::Wrong}, nullptr).empty());
  }
};

PELLUCID_TEST(tst_sample_choice, TestSampleChoice)
#include "tst_sample_choice.moc"
