// SPDX-License-Identifier: GPL-3.0-or-later
// Tables as people really have them, file by file: what each is read as, or why it is refused.
#include <QtTest>

#include <fstream>

#include "engine/data/table.h"
#include "tests/support/messages.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

using Texts = std::vector<std::string>;

/// What a file should be read as. `first` is its first row: the inputs (only the first ones of many), and
/// after them the answer.
struct Expected {
  Index rows = 0;
  Texts inputs;
  std::string target;
  Texts classes;
  std::vector<double> first;
  std::string answer;
  Texts told;  ///< parts of what is reported beside the numbers
};

struct Case {
  const char* file;
  const char* why;
  DataOptions options;
  Expected expected;
  Texts refusal;  ///< parts of it; empty if the file is read
};

Bytes caseBytes(const std::string& name) {
  std::ifstream file(std::string(PELLUCID_SOURCE_DIR) + "/tests/cases/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

DataOptions usualOptions() {
  return {.test = 0.2, .targets = {}};
}

template <class Change>
DataOptions with(Change change) {
  DataOptions options = usualOptions();
  change(options);
  return options;
}

const Texts kSizes = {"len", "wid", "plen", "pwid"};
const Texts kColumns = {"column 1", "column 2", "column 3", "column 4"};
const Texts kKinds = {"alba", "rubra", "viridis"};
const Texts kNumbers = {"0", "1", "2"};
const std::vector<double> kFirst = {6.9, 3.0, 6.0, 1.9};

Expected flowers(Texts inputs, std::string target, Texts told = {}) {
  return {60, std::move(inputs), std::move(target), kKinds, kFirst, "viridis", std::move(told)};
}

Expected numbered(Index rows, Texts told, Texts inputs = kSizes, std::string target = "kind") {
  return {rows, std::move(inputs), std::move(target), kNumbers, kFirst, "2", std::move(told)};
}

const Texts kHouse = {"LotArea", "Rooms", "YearBuilt", "GrLivArea"};

std::vector<Case> cases() {
  const DataOptions plain = usualOptions();
  const Expected none;
  return {
      {"csv-00-plain-for-comparison.csv",
       "plain",
       plain,
       flowers(kSizes, "kind",
               {"60 rows: inputs len, wid, plen, pwid; target kind with 3 classes alba, rubra, "
                "viridis; 12 for testing."}),
       {}},
      {"csv-01a-uci-no-header-text-class.csv",
       "the first line looks like a sample, so it is one",
       plain,
       flowers(kColumns, "column 5", {"The first line is a sample"}),
       {}},
      {"csv-01d-no-header-numbers-only.csv",
       "likewise",
       plain,
       numbered(60, {"The first line is a sample"}, kColumns, "column 5"),
       {}},
      {"csv-01e-two-line-header-units.csv",
       "units are neither names nor numbers",
       plain,
       flowers(kSizes, "kind", {"The line below the names"}),
       {}},
      {"csv-02a-german-excel-semicolon-decimal-comma-bom-crlf.csv",
       "commas are decimal marks between semicolons",
       plain,
       flowers({"Länge", "Breite", "Blattlänge", "Blattbreite"}, "Art",
               {"semicolons, and numbers have decimal commas"}),
       {}},
      {"csv-02b-german-excel-target-with-decimal-comma.csv",
       "in the target, too",
       plain,
       {30, {"m2", "zimmer"}, "miete", {}, {20, 1}, "300.5", {"decimal commas"}},
       {}},
      {"csv-02c-german-windows-1252.csv",
       "names keep their letters",
       plain,
       {60,
        {"Länge", "Breite", "Blattlänge", "Blattbreite"},
        "Größe",
        {"groß", "klein"},
        kFirst,
        "klein",
        {"Windows-1252"}},
       {}},
      {"csv-02c-german-windows-1252.csv",
       "and can be named",
       with([](auto& o) { o.targets = {"Größe"}; }),
       {60,
        {"Länge", "Breite", "Blattlänge", "Blattbreite"},
        "Größe",
        {"groß", "klein"},
        kFirst,
        "klein",
        {}},
       {}},
      {"csv-03-excel-sep-line.csv", "sep= is no name", plain, flowers(kSizes, "kind", {"semicolons"}), {}},
      {"csv-04a-us-thousands-quoted-target.csv",
       "\"180,500\" is 180500",
       plain,
       {40,
        {"area", "rooms"},
        "price",
        {},
        {60, 2},
        "180500",
        {"Thousands separators", "40 rows have 40 different"}},
       {}},
      {"csv-04c-currency-and-percent.csv",
       "$180500 is 180500, 1% is 1, and that is told",
       plain,
       {40, {"income", "rate"}, "bought", {"no", "yes"}, {180500, 0}, "no", {"percent signs were removed"}},
       {}},
      {"csv-05a-r-write.csv",
       "numbers of rows are no input",
       plain,
       flowers(kSizes, "kind", {"it was left out"}),
       {}},
      {"csv-05b-r-write-table-one-name-fewer.csv",
       "likewise, without a cell for their name",
       plain,
       flowers(kSizes, "kind", {"blanks", "it was left out"}),
       {}},
      {"csv-06a-pandas-index-column.csv",
       "from 0, as pandas writes them",
       plain,
       numbered(60, {"it was left out"}),
       {}},
      {"csv-06b-pandas-float-classes-0.0-1.0-2.0.csv",
       "2.0 is whole",
       plain,
       numbered(59, {"59 rows have only 3 different values; target=numbers"}),
       {}},
      {"csv-06b-pandas-float-classes-0.0-1.0-2.0.csv",
       "the user may know better",
       with([](auto& o) { o.target = TargetKind::Numbers; }),
       {59, kSizes, "kind", {}, kFirst, "2", {}},
       {}},
      {"csv-06c-pandas-empty-cells.csv",
       "rows with gaps are left out and counted",
       plain,
       numbered(58, {"2 rows with gaps were left out"}),
       {}},
      {"csv-06c-pandas-empty-cells.csv",
       "or filled",
       with([](auto& o) { o.missing = MissingCells::Mean; }),
       numbered(60, {"2 gaps were filled with the means"}),
       {}},
      {"csv-06d-target-NA-among-whole-numbers.csv",
       "NA is missing and no class",
       plain,
       numbered(58, {"2 rows with gaps were left out"}),
       {}},
      {"csv-06f-target-NaN-among-fractions.csv",
       "NaN is missing and no number",
       plain,
       {39, {"area"}, "price", {}, {60}, "150.5", {"1 row with gaps was left out"}},
       {}},
      {"csv-06g-pandas-bool-target.csv",
       "truths are classes",
       plain,
       {60, kSizes, "kind", {"False", "True"}, kFirst, "False", {}},
       {}},
      {"csv-06h-pandas-bool-input.csv",
       "and inputs of 0 and 1",
       plain,
       {60, {"len", "big"}, "kind", kNumbers, {6.9, 0}, "2", {}},
       {}},
      {"csv-07a-svm-labels-plus-minus-1.csv",
       "+1 is whole",
       plain,
       {80, {"x1", "x2"}, "y", {"-1", "1"}, {0.04, -0.23}, "-1", {}},
       {}},
      {"csv-07b-labels-1-and-minus-1.csv",
       "classes",
       plain,
       {80, {"x1", "x2"}, "y", {"-1", "1"}, {-0.9, -0.24}, "1", {}},
       {}},
      {"csv-07d-labels-differ-in-case-and-blanks.csv",
       "Yes and yes are one class, and that is told",
       plain,
       {80, {"x1", "x2"}, "y", {"Yes", "no"}, {-0.52, 0.42}, "no", {"\"yes\" is read as \"Yes\""}},
       {}},
      {"csv-08a-utf16-le-bom-powershell.csv", "UTF-16", plain, flowers(kSizes, "kind", {"UTF-16"}), {}},
      {"csv-08c-old-mac-cr-only.csv", "CR ends a line", plain, flowers(kSizes, "kind"), {}},
      {"csv-08d-gzipped.csv.gz", "gzip", plain, flowers(kSizes, "kind"), {}},
      {"csv-08g-zipped-kaggle-download.csv.zip", "zip with one table", plain, flowers(kSizes, "kind"), {}},
      {"csv-09a-numpy-savetxt-default.txt",
       "blanks, 2.000e+00 is whole, no names",
       plain,
       numbered(60, {"blanks", "The first line is a sample"}, kColumns, "column 5"),
       {}},
      {"csv-10a-excel-empty-columns-at-the-end.csv",
       "empty columns are none",
       plain,
       flowers(kSizes, "kind", {"2 empty columns were left out"}),
       {}},
      {"csv-10b-excel-empty-rows-at-the-end.csv", "nor are empty rows", plain, flowers(kSizes, "kind"), {}},
      {"csv-10d-title-line-above-the-header.csv",
       "a title is no name",
       plain,
       flowers(kSizes, "kind", {"2 lines of titles"}),
       {}},
      {"csv-11a-kaggle-digit-recognizer-train-22-rows.csv",
       "the label is first, and called so",
       with([](auto& o) {
         o.shape = Shape{.channels = 1, .height = 28, .width = 28};
         o.scale = 255;
       }),
       {22,
        {},
        "label",
        {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"},
        {0, 0},
        "5",
        {"chosen by its name"}},
       {}},
      {"csv-11b-kaggle-digit-recognizer-test-20-rows-no-label.csv",
       "there is no answer in it",
       plain,
       none,
       {"pixel783 has only \"0\""}},
      {"csv-12a-house-prices-whole-numbers-200-rows.csv",
       "prices are no classes",
       plain,
       {200,
        kHouse,
        "SalePrice",
        {},
        {9963, 3, 1992, 86},
        "176123",
        {"200 rows have 200 different values; target=classes"}},
       {}},
      {"csv-12b-house-prices-whole-numbers-400-rows.csv",
       "likewise",
       plain,
       {400, kHouse, "SalePrice", {}, {14297, 2, 1970, 188}, "277348", {"more than 256 different values"}},
       {}},
      {"csv-12b-house-prices-whole-numbers-400-rows.csv",
       "nor can they be",
       with([](auto& o) { o.target = TargetKind::Classes; }),
       none,
       {"SalePrice", "more than 256 different numbers", "target=numbers"}},
      {"csv-12c-house-prices-with-a-point-400-rows.csv",
       "numbers",
       plain,
       {400, kHouse, "SalePrice", {}, {14297, 2, 1970, 188}, "277348", {}},
       {}},
      {"csv-12d-house-prices-id-and-text-column.csv",
       "the column of texts is named, and what can be done",
       plain,
       none,
       {"MSZoning (\"RM\")", "--ignore MSZoning", "text=onehot"}},
      {"csv-12d-house-prices-id-and-text-column.csv",
       "columns can be left out",
       with([](auto& o) {
         o.ignored = {"MSZoning", "Id"};
       }),
       {400, kHouse, "SalePrice", {}, {14297, 2, 1970, 188}, "277348", {}},
       {}},
      {"csv-12d-house-prices-id-and-text-column.csv",
       "or texts become inputs",
       with([](auto& o) {
         o.ignored = {"Id"};
         o.text = TextColumns::OneHot;
       }),
       {400,
        {"MSZoning=FV", "MSZoning=RL", "MSZoning=RM", "LotArea", "Rooms", "YearBuilt", "GrLivArea"},
        "SalePrice",
        {},
        {0, 0, 1, 14297, 2, 1970, 188},
        "277348",
        {"values of MSZoning became inputs"}},
       {}},
      {"csv-13a-imbalanced-3-of-300.csv",
       "a rare class is tested, too",
       plain,
       {300, {"a", "b"}, "fraud", {"0", "1"}, {-0.064, -0.662}, "1", {}},
       {}},
      {"csv-13b-one-class-only.csv", "nothing to learn", plain, none, {"fraud has only \"0\""}},
      {"csv-13d-header-only-no-rows.csv", "no rows", plain, none, {"has 0 rows of numbers"}},
      {"csv-13f-one-row.csv", "one row", plain, none, {"has 1 rows of numbers"}},
      {"csv-13h-duplicate-column-names.csv",
       "the second x gets a name of its own",
       plain,
       {3, {"x", "x.1"}, "y", {"a", "b"}, {1, 2}, "a", {"Another column x is called x.1"}},
       {}},
      {"csv-14a-titanic-like-text-and-missing.csv",
       "texts are named",
       plain,
       none,
       {"Name (\"Doe, Mr. J. 1\")", "Sex (\"male\")", "--ignore Name,Sex"}},
      {"csv-14a-titanic-like-text-and-missing.csv",
       "so is the column with most gaps",
       with([](auto& o) {
         o.targets = {"Survived"};
         o.ignored = {"Name", "Sex"};
         o.text = TextColumns::OneHot;
       }),
       none,
       {"the column Cabin", "--ignore"}},
      {"csv-14b-quoted-newline-in-header-and-cell.csv",
       "quoted line ends belong to the cell, and are blanks in names",
       plain,
       {20, {"a", "b (in cm)"}, "label", {"no\nsure", "yes\nsure"}, {0, 0}, "no\nsure", {}},
       {}},
      {"csv-14c-dates.csv", "dates are no numbers", plain, none, {"date (\"2024-01-01\")", "--ignore date"}},
      {"csv-14e-inf-and-1e400.csv",
       "nothing can be computed with inf",
       plain,
       none,
       {"line 2, column b: \"inf\" is not a number within"}},
      {"csv-15-wide-2000-columns-6-rows.csv",
       "wide",
       plain,
       {6, {}, "y", {"a", "b"}, {}, "", {"and 1990 more"}},
       {}},
      {"csv-16a-cell-with-terminal-escape-codes.csv",
       "escape codes don't reach the terminal",
       plain,
       none,
       {"line 2, column b: \"?[31mred?[0m?\" is not a number"}},
      {"csv-17a-test-file-with-two-of-three-classes.csv",
       "a table like any other",
       plain,
       {12, kSizes, "kind", {"rubra", "viridis"}, kFirst, "viridis", {}},
       {}},
      {"csv-17b-same-table-columns-in-another-order.csv",
       "the order of the file",
       plain,
       {60, {"pwid", "plen", "wid", "len"}, "kind", kKinds, {1.9, 6, 3, 6.9}, "viridis", {}},
       {}},
      {"csv-18a-train-bird-cat-dog.csv",
       "plain",
       plain,
       {120, {"x", "y"}, "animal", {"bird", "cat", "dog"}, {-0.12, 3.72}, "dog", {}},
       {}},
      {"csv-18b-later-file-cat-dog-fish.csv",
       "plain",
       plain,
       {120, {"x", "y"}, "animal", {"cat", "dog", "fish"}, {3.7, 3.1}, "fish", {}},
       {}},
  };
}

std::string caseAnswer(const Dataset& dataset, const Split& split, Index i) {
  if (dataset.hasClasses()) return dataset.classNames[split.labels[static_cast<std::size_t>(i)]];
  return fmt::format("{:g}", split.targets(0, i)).substr(0, 12);
}

/// Whether one of the samples has these inputs and this answer.
bool hasSample(const Dataset& dataset, const std::vector<double>& inputs, const std::string& answer) {
  for (const Split* split : {&dataset.train, &dataset.test})
    for (Index i = 0; i < split->size(); ++i) {
      bool isSame = caseAnswer(dataset, *split, i) == answer;
      for (std::size_t k = 0; k < inputs.size(); ++k)
        isSame = isSame && split->numbers(static_cast<Index>(k), i) == static_cast<Scalar>(inputs[k]);
      if (isSame) return true;
    }
  return false;
}

}  // namespace

class TestTableCases : public QObject {
  Q_OBJECT

 private slots:
  void readsOrRefuses_data() {
    QTest::addColumn<int>("index");
    int index = 0;
    for (const Case& one : cases()) QTest::newRow(QByteArray(one.file) + ": " + one.why) << index++;
  }
  void readsOrRefuses() {
    QFETCH(int, index);
    const Case one = cases()[static_cast<std::size_t>(index)];
    const Bytes bytes = caseBytes(one.file);
    QVERIFY2(!bytes.empty(), "the case is missing");
    const auto dataset = datasetFromTable(bytes, one.file, one.options);
    if (!one.refusal.empty()) {
      QVERIFY(!dataset);
      for (const std::string& part : one.refusal)
        QVERIFY2(mentions(dataset.error().text(), {part}), dataset.error().text().c_str());
      return;
    }
    QVERIFY2(dataset, dataset ? "" : dataset.error().text().c_str());
    const Expected& expected = one.expected;
    QCOMPARE(dataset->train.size() + dataset->test.size(), expected.rows);
    if (!expected.inputs.empty()) QCOMPARE(dataset->inputNames, expected.inputs);
    QCOMPARE(dataset->classNames, expected.classes);
    if (expected.classes.empty()) QCOMPARE(dataset->targetNames, Texts{expected.target});
    const std::string said = dataset->reading.text();
    QVERIFY2(mentions(said, {"target " + expected.target}) || expected.target.find('\n') != std::string::npos,
             said.c_str());
    for (const std::string& part : expected.told) QVERIFY2(mentions(said, {part}), said.c_str());
    if (!expected.first.empty()) QVERIFY(hasSample(*dataset, expected.first, expected.answer));
  }

  /// Also of 3 among 300 rows a fifth is for testing.
  void everyClassIsTested() {
    const auto dataset =
        datasetFromTable(caseBytes("csv-13a-imbalanced-3-of-300.csv"), "t.csv", usualOptions());
    QVERIFY(dataset);
    QCOMPARE(std::ranges::count(dataset->test.labels, 1), std::ptrdiff_t{1});
    QCOMPARE(dataset->test.size(), Index{60});
  }

  void pixelsOfATable() {
    const auto dataset = datasetFromTable(caseBytes("csv-11a-kaggle-digit-recognizer-train-22-rows.csv"),
                                          "t.csv", with([](auto& o) {
                                            o.shape = Shape{.channels = 1, .height = 28, .width = 28};
                                            o.scale = 255;
                                          }));
    QVERIFY(dataset);
    QVERIFY((dataset->shape == Shape{.channels = 1, .height = 28, .width = 28}));
    QCOMPARE(dataset->train.numbers.maxCoeff(), Scalar(1));
  }
};

PELLUCID_TEST(tst_table_cases, TestTableCases)
#include "tst_table_cases.moc"
