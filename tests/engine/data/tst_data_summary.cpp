// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/data_summary.h"

#include <QtTest>

#include <cmath>
#include <set>

#include "engine/data/table.h"
#include "tests/support/datasets.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using pellucid::tests::syntheticDataset;

namespace {

Dataset tableRead(const std::string& text, const DataOptions& options = {.test = 0.2, .targets = {}}) {
  auto read = datasetFromTable(Bytes(text.begin(), text.end()), "t.csv", options);
  if (!read) qFatal("%s", read.error().text().c_str());
  return *std::move(read);
}

/// x rises, y is a word, z is empty in places, w a number to predict.
std::string mixedTable(int rows) {
  std::string text = "x,y,z,yes,w\n";
  for (int i = 0; i < rows; ++i)
    text += std::to_string(i) + (i % 3 == 0 ? ",Rome," : ",Oslo,") +
            (i % 10 == 9 ? "" : std::to_string(i * 2)) + (i % 2 == 0 ? ",true," : ",false,") +
            std::to_string(i * 0.5) + "\n";
  return text;
}

bool isNear(double a, double b) {
  return std::abs(a - b) <= 1e-4 * std::max(1.0, std::abs(b));
}

}  // namespace

class TestDataSummary : public QObject {
  Q_OBJECT

 private slots:
  void countsClasses() {
    const auto data = syntheticDataset(60, 6, 3);
    const auto summary = summarise(*data);
    QVERIFY(summary);
    QCOMPARE(summary->classes.size(), std::size_t{3});
    for (std::size_t c = 0; c < 3; ++c) {
      QCOMPARE(summary->classes[c].train, std::ranges::count(data->train.labels, c));
      QCOMPARE(summary->classes[c].test, std::ranges::count(data->test.labels, c));
      QCOMPARE(summary->classes[c].validation, Index{0});
    }
    Dataset few = *data;
    few.validation = few.test;
    std::replace(few.train.labels.begin(), few.train.labels.end(), std::uint8_t{1}, std::uint8_t{2});
    const auto other = summarise(few);
    QVERIFY(other);
    QCOMPARE(other->smallest, std::optional<std::size_t>(1));
    QCOMPARE(other->classes[1].train, Index{0});
    QCOMPARE(other->classes[0].validation, other->classes[0].test);
  }

  void findsWhatIsInBoth() {
    Dataset data = *syntheticDataset(40, 10, 2);
    QVERIFY(summarise(data)->same.empty());
    const auto features = static_cast<std::size_t>(data.inputs());
    const auto copy = [&](std::size_t train, std::size_t test) {
      std::copy_n(data.train.pixels.begin() + static_cast<std::ptrdiff_t>(train * features), features,
                  data.test.pixels.begin() + static_cast<std::ptrdiff_t>(test * features));
      data.test.labels[test] = data.train.labels[train];
    };
    copy(7, 2);
    copy(31, 8);
    data.test.labels[8] = data.test.labels[8] == 0 ? 1 : 0;
    const auto summary = summarise(data);
    QCOMPARE(summary->same, (std::vector<SameSample>{{.test = 2, .train = 7}, {.test = 8, .train = 31}}));
    QCOMPARE(summary->otherAnswers, Index{1});
  }

  void meansAreThoseOfPlainLoops() {
    const auto data = syntheticDataset(2500, 3, 3);
    for (const std::optional<std::size_t> label :
         {std::optional<std::size_t>(), std::optional<std::size_t>(1)}) {
      const auto found = meanAndSpread(*data, label);
      QVERIFY(found);
      const Index features = data->inputs();
      QCOMPARE(found->mean.size(), features);
      Index count = 0;
      for (const std::uint8_t each : data->train.labels) count += !label || each == *label ? 1 : 0;
      QCOMPARE(found->samples, count);
      for (Index f = 0; f < features; ++f) {
        double sum = 0;
        double squares = 0;
        for (Index i = 0; i < data->train.size(); ++i) {
          if (label && data->train.labels[static_cast<std::size_t>(i)] != *label) continue;
          const double x = data->train.pixels[static_cast<std::size_t>(i * features + f)] / 255.0;
          sum += x;
          squares += x * x;
        }
        const double mean = sum / static_cast<double>(count);
        QVERIFY(isNear(static_cast<double>(found->mean(f)), mean));
        QVERIFY(isNear(static_cast<double>(found->deviation(f)),
                       std::sqrt(std::max(0.0, squares / static_cast<double>(count) - mean * mean))));
      }
    }
    const auto none = meanAndSpread(*syntheticDataset(4, 2, 2), 77);
    QVERIFY(none);
    QCOMPARE(none->samples, Index{0});
    QCOMPARE(none->mean.size(), Index{0});
  }

  void keepsSmallSpreadsOfLargeNumbers() {
    Dataset data;
    data.shape = flatShape(1);
    data.targetNames = {"t"};
    data.inputNames = {"x"};
    data.train.numbers = Matrix{{1'000'000, 1'000'001, 1'000'002}};
    data.train.targets = Matrix{{1, 2, 3}};
    const auto found = meanAndSpread(data, std::nullopt);
    QVERIFY(isNear(static_cast<double>(found->mean(0)), 1'000'001));
    QVERIFY(isNear(static_cast<double>(found->deviation(0)), std::sqrt(2.0 / 3)));
  }

  void describesColumns() {
    const Dataset data = tableRead(
        mixedTable(60), {.test = 0.2, .targets = {"w"}, .ignored = {"z"}, .text = TextColumns::OneHot});
    const auto summary = summarise(data);
    QVERIFY(summary);
    QCOMPARE(summary->columns.size(), std::size_t{5});
    using Role = DataColumn::Role;
    using Kind = DataColumn::Kind;
    const auto& [x, y, z, yes, w] = std::tie(summary->columns[0], summary->columns[1], summary->columns[2],
                                             summary->columns[3], summary->columns[4]);
    QCOMPARE(x.column, (DataColumn{.name = "x", .role = Role::Input, .kind = Kind::Numbers}));
    QCOMPARE(y.column, (DataColumn{.name = "y", .role = Role::Input, .kind = Kind::Words, .isOneHot = true}));
    QCOMPARE(z.column, (DataColumn{.name = "z", .role = Role::LeftOut, .kind = Kind::Numbers, .missing = 6}));
    QCOMPARE(yes.column, (DataColumn{.name = "yes", .role = Role::Input, .kind = Kind::Truths}));
    QCOMPARE(w.column, (DataColumn{.name = "w", .role = Role::Target, .kind = Kind::Numbers}));
    QVERIFY(z.bins.empty());
    const auto& row = data.train.numbers.row(0);
    double least = 1e9;
    double most = -1e9;
    double sum = 0;
    for (const Scalar value : row) {
      least = std::min(least, static_cast<double>(value));
      most = std::max(most, static_cast<double>(value));
      sum += static_cast<double>(value);
    }
    QCOMPARE(x.least, least);
    QCOMPARE(x.most, most);
    QVERIFY(isNear(x.mean, sum / static_cast<double>(row.size())));
    QCOMPARE(static_cast<Index>(x.bins.size()), kColumnBins);
    std::vector<Index> bins(static_cast<std::size_t>(kColumnBins));
    for (const Scalar value : row)
      for (Index bin = kColumnBins - 1; bin >= 0; --bin)
        if (static_cast<double>(value) >= least + (most - least) / kColumnBins * static_cast<double>(bin)) {
          ++bins[static_cast<std::size_t>(bin)];
          break;
        }
    QCOMPARE(x.bins, bins);
    QCOMPARE(y.words, (std::vector<std::string>{"Oslo", "Rome"}));
    QCOMPARE(y.bins[0] + y.bins[1], data.train.size());
    QVERIFY(y.bins[0] > y.bins[1]);
    QCOMPARE(w.bins.size(), std::size_t{20});
  }

  void tellsTheUnitsOfTheTable() {
    Dataset data = tableRead(
        mixedTable(60), {.test = 0.2, .targets = {"w"}, .ignored = {"y"}, .missing = MissingCells::Mean});
    const auto before = summarise(data);
    applyScaling(scalingOf(data), data);
    const auto after = summarise(data);
    QVERIFY(isNear(after->columns[0].most, before->columns[0].most));
    QVERIFY(isNear(after->columns[0].mean, before->columns[0].mean));
    QVERIFY(isNear(after->columns[4].least, before->columns[4].least));
    QVERIFY(after->most < before->most);  // as the network receives them
    QVERIFY(isNear(after->most, static_cast<double>(data.train.numbers.maxCoeff())));
  }

  void columnsOfClasses() {
    const Dataset data = tableRead("a,kind\n1,cat\n1,dog\n1,cat\n1,cat\n1,dog\n1,cat\n");
    const auto summary = summarise(data);
    QCOMPARE(summary->columns[0].bins, (std::vector<Index>{data.train.size()}));  // all are equal
    QCOMPARE(summary->columns[1].words, (std::vector<std::string>{"cat", "dog"}));
    QCOMPARE(summary->columns[1].bins[0], summary->classes[0].train);
    QCOMPARE(summary->columns[1].column.kind, DataColumn::Kind::Words);
  }

  void endsWhenItIsCancelled() {
    const Progress progress = Progress::watched();
    progress.cancel();
    QVERIFY(!summarise(*syntheticDataset(10, 4, 2), progress));
    QVERIFY(!meanAndSpread(*syntheticDataset(10, 4, 2), std::nullopt, progress));
  }
};

PELLUCID_TEST(tst_data_summary, TestDataSummary)
#include "tst_data_summary.moc"
