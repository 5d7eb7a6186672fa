// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/transfer/few_samples.h"

#include <QtTest>

#include <algorithm>
#include <set>

#include "tests/support/datasets.h"
#include "tests/support/messages.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

using Image = std::vector<std::uint8_t>;

/// Images, each followed by its label.
std::multiset<Image> imagesOf(const Split& split, Index features) {
  std::multiset<Image> images;
  for (Index n = 0; n < split.size(); ++n) {
    const auto begin = split.pixels.begin() + n * features;
    Image image(begin, begin + features);
    image.push_back(split.labels[static_cast<std::size_t>(n)]);
    images.insert(std::move(image));
  }
  return images;
}

bool isAmong(const std::multiset<Image>& few, const std::multiset<Image>& many) {
  return std::ranges::includes(many, few);
}

}  // namespace

class TestFewSamples : public QObject {
  Q_OBJECT

 private slots:
  void takesSoManyOfEachClass() {
    const auto whole = syntheticDataset(300, 6, 3);
    const auto few = fewSamples(*whole, 7, 1, 1000).value();
    QCOMPARE(few->train.size(), 21);
    for (std::uint8_t c = 0; c < 3; ++c) QCOMPARE(std::ranges::count(few->train.labels, c), 7);
    QVERIFY(isAmong(imagesOf(few->train, 6), imagesOf(whole->train, 6)));
    QVERIFY(few->test.pixels == whole->test.pixels);
    QCOMPARE(few->classNames, whole->classNames);
  }

  void fewerAreAmongMoreAndFollowFromTheSeed() {
    const auto whole = syntheticDataset(300, 6, 3);
    const auto five = fewSamples(*whole, 5, 2, 10).value();
    const auto twenty = fewSamples(*whole, 20, 2, 10).value();
    QVERIFY(isAmong(imagesOf(five->train, 6), imagesOf(twenty->train, 6)));
    QVERIFY(fewSamples(*whole, 5, 2, 10).value()->train.pixels == five->train.pixels);
    QVERIFY(fewSamples(*whole, 5, 3, 10).value()->train.pixels != five->train.pixels);
    QVERIFY(fewSamples(*whole, 5, 3, 10).value()->test.pixels == five->test.pixels);
    QCOMPARE(five->test.size(), 10);
    QVERIFY(isAmong(imagesOf(five->test, 6), imagesOf(whole->test, 6)));
  }

  void saysHowManyThereAre() {
    const auto refused = fewSamples(*syntheticDataset(30, 6, 3), 25, 1, 10);
    QVERIFY(!refused);
    QVERIFY2(mentions(refused.error().text(), {"25", "synthetic", "only"}), refused.error().text().c_str());
  }
};

PELLUCID_TEST(tst_few_samples, TestFewSamples)
#include "tst_few_samples.moc"
