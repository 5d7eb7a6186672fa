// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/sample_search.h"

#include <QtTest>

#include "tests/support/datasets.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestSampleSearch : public QObject {
  Q_OBJECT

  DatasetPtr m_dataset = syntheticDataset(700);
  std::shared_ptr<const Network> m_network = Network::create(smallExperiment().network, flatShape(6)).value();
  Vector m_weights = m_network->initialParameters(2);

  bool isRight(const Split& split, Index index) const {
    const Vector x = sample(split, 6, index);
    NaiveNetwork naive = naiveNetwork(smallExperiment().network, 6, m_weights);
    const std::size_t label = split.labels[static_cast<std::size_t>(index)];
    const std::vector<NaiveSample> batch = {{.x = {x.begin(), x.end()}, .label = label}};
    naive.forward(batch);
    return naive.accuracy(batch) == 1;
  }

  /// The definition: check one after another.
  std::optional<Index> searchOneByOne(const Split& split, Index from, int step, Answer answer) const {
    for (Index i = 1; i <= split.size(); ++i) {
      const Index at = ((from + step * i) % split.size() + split.size()) % split.size();
      if (answer == Answer::Any || isRight(split, at) == (answer == Answer::Right)) return at;
    }
    return std::nullopt;
  }

  static Split first(const Split& split, Index count) {
    return {.pixels = {split.pixels.begin(), split.pixels.begin() + count * 6},
            .labels = {split.labels.begin(), split.labels.begin() + count}};
  }

 private slots:
  void findsTheNextOfItsKind() {
    for (const Index from : {0, 1, 350, 698, 699})
      for (const int step : {1, -1})
        for (const Answer answer : {Answer::Any, Answer::Right, Answer::Wrong})
          QCOMPARE(
              findSample(*m_network, m_weights, Loss::CrossEntropy, m_dataset->train, from, step, answer),
              searchOneByOne(m_dataset->train, from, step, answer));
  }

  /// With labels that are all correct or all wrong except for one sample, the search goes far, around the
  /// end, and gives up.
  void findsTheOnlyOne() {
    Split split = m_dataset->train;
    for (Index i = 0; i < split.size(); ++i)
      while (!isRight(split, i)) {
        auto& label = split.labels[static_cast<std::size_t>(i)];
        label = static_cast<std::uint8_t>((label + 1) % 3);
      }
    const auto find = [&](Index from, int step, Answer answer) {
      return findSample(*m_network, m_weights, Loss::CrossEntropy, split, from, step, answer);
    };
    QCOMPARE(find(400, 1, Answer::Wrong), std::nullopt);
    split.labels[400] = static_cast<std::uint8_t>((split.labels[400] + 1) % 3);
    QCOMPARE(find(0, 1, Answer::Wrong), std::optional<Index>(400));
    QCOMPARE(find(401, 1, Answer::Wrong), std::optional<Index>(400));
    QCOMPARE(find(399, -1, Answer::Wrong), std::optional<Index>(400));
    QCOMPARE(find(400, 1, Answer::Wrong), std::optional<Index>(400));
    QCOMPARE(find(399, 1, Answer::Right), std::optional<Index>(401));
  }

  void anEmptySplitHasNothing() {
    for (const Answer answer : {Answer::Any, Answer::Right, Answer::Wrong})
      QCOMPARE(findSample(*m_network, m_weights, Loss::CrossEntropy, Split{}, 0, 1, answer), std::nullopt);
  }

  void aSingleSampleIsItsOwnNeighbour() {
    const Split one = first(m_dataset->train, 1);
    QCOMPARE(findSample(*m_network, m_weights, Loss::CrossEntropy, one, 0, 1, Answer::Any),
             std::optional<Index>(0));
    QCOMPARE(findSample(*m_network, m_weights, Loss::CrossEntropy, one, 0, -1, Answer::Any),
             std::optional<Index>(0));
  }
};

PELLUCID_TEST(tst_sample_search, TestSampleSearch)
#include "tst_sample_search.moc"
