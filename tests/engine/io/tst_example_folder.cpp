// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/example_folder.h"

#include <QTemporaryDir>
#include <QtTest>

#include <filesystem>

#include "io_test_data.h"
#include "tests/support/datasets.h"
#include "tests/support/messages.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestExampleFolder : public QObject {
  Q_OBJECT

 private slots:
  void storedReadAndRemoved() {
    const QTemporaryDir place;
    const auto folder = std::filesystem::path(place.path().toStdString()) / "a" / "b";
    QVERIFY(readExamples(folder).examples.empty());
    Example example{.title = "Ünits: 3 × 4!",
                    .sentence = "Mine.",
                    .tryThis = {},
                    .lookAt = {},
                    .experiment = smallExperiment()};
    const auto first = storeExample(example, folder).value();
    const auto second = storeExample(example, folder).value();
    example.title = "…";
    const auto third = storeExample(example, folder).value();
    QCOMPARE(first.filename().string(), "nits-3-4.json");
    QCOMPARE(second.filename().string(), "nits-3-4-2.json");
    QCOMPARE(third.filename().string(), "example.json");
    QVERIFY(removeExample(first));
    const ExampleFolder found = readExamples(folder);
    QVERIFY(found.problems.empty());
    QCOMPARE(found.examples.size(), std::size_t{2});
    QCOMPARE(found.examples[0].file, third);
    QCOMPARE(found.examples[0].example, example);
    QCOMPARE(found.examples[1].file, second);
  }

  /// A broken file hides no other, and is reported.
  void aBrokenFileIsToldOf() {
    const QTemporaryDir place;
    const std::filesystem::path folder = place.path().toStdString();
    Example example{
        .title = "Mine", .sentence = "Mine.", .tryThis = {}, .lookAt = {}, .experiment = smallExperiment()};
    QVERIFY(storeExample(example, folder));
    for (const char* name : {"broken.json", "notes.txt"}) {
      QFile file(place.filePath(name));
      QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{") == 1);
    }
    const ExampleFolder found = readExamples(folder);
    QCOMPARE(found.examples.size(), std::size_t{1});
    QCOMPARE(found.problems.size(), std::size_t{1});
    QVERIFY(mentions(found.problems[0].text(), {"broken.json", "line 1"}));
  }

  void familiesComeInTheirOrder() {
    const auto found = readExamples(std::filesystem::path(PELLUCID_SOURCE_DIR) / "resources/examples");
    QVERIFY(found.problems.empty());
    QVERIFY(std::ranges::is_sorted(found.examples, {},
                                   [](const StoredExample& each) { return each.example.family; }));
    QCOMPARE(found.examples.front().file.filename().string(), "first-steps-1-by-hand.json");
  }

  void saysWhyItCannotWrite() {
    const QTemporaryDir place;
    QFile file(place.filePath("file"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    Example example{
        .title = "Mine", .sentence = {}, .tryThis = {}, .lookAt = {}, .experiment = smallExperiment()};
    const auto refused =
        storeExample(example, std::filesystem::path(place.path().toStdString()) / "file" / "examples");
    QVERIFY(!refused && mentions(refused.error().text(), {"file/examples", "folder"}));
  }
};

PELLUCID_TEST(tst_example_folder, TestExampleFolder)
#include "tst_example_folder.moc"
