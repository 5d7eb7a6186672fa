// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include <algorithm>

#include "engine/data/stratified_split.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;

namespace {

Index countOf(const std::vector<Index>& samples, const std::vector<std::uint8_t>& labels,
              std::uint8_t label) {
  return std::ranges::count_if(samples,
                               [&](Index i) { return labels[static_cast<std::size_t>(i)] == label; });
}

}  // namespace

class TestStratifiedSplit : public QObject {
  Q_OBJECT

 private slots:
  void everyClassKeepsItsShare() {
    std::vector<std::uint8_t> labels(1000);
    for (std::size_t i = 0; i < labels.size(); ++i)
      labels[i] = static_cast<std::uint8_t>(i < 700 ? 0 : i < 990 ? 1 : i < 999 ? 2 : 3);
    const SplitOrder order = stratifiedOrder(labels, 0.2, 1);
    QCOMPARE(countOf(order.test, labels, 0), Index{140});
    QCOMPARE(countOf(order.test, labels, 1), Index{58});
    QCOMPARE(countOf(order.test, labels, 2), Index{2});
    QCOMPARE(countOf(order.test, labels, 3), Index{0});  // its only sample is for training
    std::vector<Index> all = order.train;
    all.insert(all.end(), order.test.begin(), order.test.end());
    std::ranges::sort(all);
    for (std::size_t i = 0; i < all.size(); ++i) QCOMPARE(all[i], static_cast<Index>(i));
    QCOMPARE(all.size(), labels.size());
  }

  void followsFromTheSeed() {
    const std::vector<std::uint8_t> labels = {0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1};
    QCOMPARE(stratifiedOrder(labels, 0.5, 1).test, stratifiedOrder(labels, 0.5, 1).test);
    QVERIFY(stratifiedOrder(labels, 0.5, 1).test != stratifiedOrder(labels, 0.5, 2).test);
  }

  void neverEmpty() {
    const SplitOrder two = stratifiedOrder(std::vector<std::uint8_t>{0, 1}, 0.2, 1);
    QCOMPARE(two.test.size() + two.train.size(), std::size_t{2});
    QCOMPARE(two.test.size(), std::size_t{1});
    const SplitOrder most = stratifiedOrder(std::vector<std::uint8_t>{0, 0, 1, 1}, 0.99, 1);
    QCOMPARE(most.train.size(), std::size_t{2});
  }
};

PELLUCID_TEST(tst_stratified_split, TestStratifiedSplit)
#include "tst_stratified_split.moc"
