// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "engine/data/match_names.h"
#include "tests/support/messages.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using pellucid::tests::mentions;

namespace {

/// Test samples of two inputs a and b: sample i has 10·i and 10·i + 1.
Dataset classData(std::vector<std::string> classes, std::vector<std::uint8_t> labels) {
  Dataset data;
  data.name = "t.csv";
  data.shape = flatShape(2);
  data.inputNames = {"a", "b"};
  data.classNames = std::move(classes);
  data.test.numbers.resize(2, std::ssize(labels));
  for (Index i = 0; i < std::ssize(labels); ++i)
    data.test.numbers.col(i) << Scalar(10 * i), Scalar(10 * i + 1);
  data.test.labels = std::move(labels);
  return data;
}

Dataset numberData(std::vector<std::string> targets) {
  Dataset data = classData({}, {});
  data.test.numbers = Matrix::Zero(2, 1);
  data.test.targets.resize(std::ssize(targets), 1);
  for (Index i = 0; i < std::ssize(targets); ++i) data.test.targets(i, 0) = Scalar(i + 1);
  data.targetNames = std::move(targets);
  return data;
}

}  // namespace

class TestMatchNames : public QObject {
  Q_OBJECT

 private slots:
  void textsThatTheModelHasNeverMetAreTold() {
    Dataset data = classData({"x", "y"}, {0, 1});
    data.inputNames = {"rooms", "town=Paris"};
    const auto matched =
        matchNames(data, {.inputs = {"rooms", "town=Bonn", "town=Ulm"}, .classes = {}, .targets = {}});
    QVERIFY2(matched.has_value(), matched ? "" : matched.error().text().c_str());
    QVERIFY2(mentions(matched->note.text(), {"never met town=Paris"}), matched->note.text().c_str());
    QCOMPARE(matched->data.test.numbers(1, 1), Scalar(0));
  }

  void classesInOtherCapitals() {
    const auto matched = matchNames(classData({"NO", "YES"}, {0, 1, 1}),
                                    {.inputs = {}, .classes = {"Yes", "No"}, .targets = {}});
    QVERIFY2(matched.has_value(), matched ? "" : matched.error().text().c_str());
    QCOMPARE(matched->data.test.labels, (std::vector<std::uint8_t>{1, 0, 0}));
  }

  void columnsInAnotherOrder() {
    const auto matched =
        matchNames(classData({"x", "y"}, {0, 1}), {.inputs = {"b", "a"}, .classes = {}, .targets = {}});
    QVERIFY(matched);
    QCOMPARE(matched->data.inputNames, (std::vector<std::string>{"b", "a"}));
    QCOMPARE(matched->data.test.numbers(0, 1), Scalar(11));
    QCOMPARE(matched->data.test.numbers(1, 1), Scalar(10));
    QVERIFY(matched->note.empty());
  }

  void moreColumnsThanNeeded() {
    const auto matched =
        matchNames(classData({"x", "y"}, {0, 1}), {.inputs = {"b"}, .classes = {}, .targets = {}});
    QVERIFY(matched);
    QCOMPARE(matched->data.inputs(), Index{1});
    QCOMPARE(matched->data.test.numbers(0, 0), Scalar(1));
  }

  void aTextThatDoesNotComeIsZero() {
    Dataset data = classData({"x", "y"}, {0, 1});
    data.inputNames = {"a", "sex=male"};
    const auto matched =
        matchNames(data, {.inputs = {"sex=female", "sex=male", "a"}, .classes = {}, .targets = {}});
    QVERIFY(matched);
    QCOMPARE(matched->data.test.numbers(0, 1), Scalar(0));
    QCOMPARE(matched->data.test.numbers(1, 1), Scalar(11));
    QCOMPARE(matched->data.test.numbers(2, 1), Scalar(10));
  }

  void missingColumnsAreNamed() {
    const auto refused =
        matchNames(classData({"x", "y"}, {0, 1}), {.inputs = {"a", "len"}, .classes = {}, .targets = {}});
    QVERIFY(!refused);
    QVERIFY2(mentions(refused.error().text(), {"the columns len,", "t.csv", "it has a, b", "--by-order"}),
             refused.error().text().c_str());
  }

  void someOfTheClasses() {
    const auto matched = matchNames(classData({"cat", "dog"}, {0, 1, 1}),
                                    {.inputs = {}, .classes = {"bird", "cat", "dog"}, .targets = {}});
    QVERIFY(matched);
    QCOMPARE(matched->data.classNames, (std::vector<std::string>{"bird", "cat", "dog"}));
    QCOMPARE(matched->data.test.labels, (std::vector<std::uint8_t>{1, 2, 2}));
  }

  void unknownClassesAreLeftOutAndNamed() {
    const auto matched = matchNames(classData({"cat", "dog", "fish"}, {0, 1, 2, 2}),
                                    {.inputs = {}, .classes = {"bird", "cat", "dog"}, .targets = {}});
    QVERIFY(matched);
    QCOMPARE(matched->data.test.labels, (std::vector<std::uint8_t>{1, 2}));
    QCOMPARE(matched->data.test.numbers.cols(), Index{2});
    QVERIFY2(mentions(matched->note.text(), {"2 test samples", "fish"}), matched->note.text().c_str());
  }

  void noClassInCommonIsRefused() {
    const auto refused =
        matchNames(classData({"5", "6"}, {0, 1}), {.inputs = {}, .classes = {"0", "1"}, .targets = {}});
    QVERIFY(!refused);
    QVERIFY2(mentions(refused.error().text(), {"0, 1", "5, 6", "none in common", "--by-order"}),
             refused.error().text().c_str());
    const auto untested =
        matchNames(classData({"0", "6"}, {1, 1}), {.inputs = {}, .classes = {"0", "1"}, .targets = {}});
    QVERIFY(!untested);
    QVERIFY(mentions(untested.error().text(), {"6"}));
  }

  void numbersMeetByTheNamesOfTheirColumns() {
    const auto matched =
        matchNames(numberData({"p", "q"}), {.inputs = {}, .classes = {}, .targets = {"q", "p"}});
    QVERIFY(matched);
    QCOMPARE(matched->data.test.targets(0, 0), Scalar(2));
    const auto refused = matchNames(numberData({"p"}), {.inputs = {}, .classes = {}, .targets = {"rent"}});
    QVERIFY(!refused);
    QVERIFY(mentions(refused.error().text(), {"predicts rent", "are p", "--targets"}));
  }

  void withoutNamesByOrder() {
    Dataset data = classData({"x", "y"}, {0, 1});
    const auto matched = matchNames(data, {});
    QVERIFY(matched);
    QCOMPARE(matched->data.test.labels, data.test.labels);
    data.inputNames = {};
    QVERIFY(matchNames(data, {.inputs = {"p", "q"}, .classes = {}, .targets = {}}));
  }
};

PELLUCID_TEST(tst_match_names, TestMatchNames)
#include "tst_match_names.moc"
