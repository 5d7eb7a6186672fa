// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/sample_grid.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QtTest>

#include "tests/support/moments.h"
#include "tests/support/window_test.h"
#include "ui/dataset/sample_image.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

std::vector<SampleRef> allOf(const engine::Dataset& data) {
  return chosenSamples(data, {}, nullptr);
}

}  // namespace

class TestSampleGrid : public QObject {
  Q_OBJECT

 private slots:
  void paintsTheSamplesOfTheirPlaces() {
    const auto data = tests::squareImages(4, 3, 60);
    SampleGrid grid;
    grid.resize(400, 300);
    grid.setSamples(data, allOf(*data), nullptr);
    grid.show();
    QVERIFY(QTest::qWaitForWindowExposed(&grid));
    const QImage seen = grid.viewport()->grab().toImage();
    for (const std::size_t number : {std::size_t{0}, std::size_t{9}}) {
      const QRect place = grid.placeOf(number);
      const QImage sample = sampleImage(*data, allOf(*data)[number]);
      const int side = place.width() - 6;
      for (const QPoint pixel : {QPoint(1, 1), QPoint(2, 3)}) {
        const QPoint at =
            place.topLeft() + QPoint((2 * pixel.x() + 1) * side / 8, (2 * pixel.y() + 1) * side / 8);
        QVERIFY(std::abs(qGray(seen.pixel(at)) - qGray(sample.pixel(pixel))) <= 2);
      }
    }
  }

  void keysGoThroughThem() {
    const auto data = tests::squareImages(4, 3, 60);
    SampleGrid grid;
    grid.resize(400, 300);
    grid.setSamples(data, allOf(*data), nullptr);
    grid.show();
    const QSignalSpy chosen(&grid, &SampleGrid::chosen);
    const QSignalSpy activated(&grid, &SampleGrid::activated);
    QTest::keyClick(&grid, Qt::Key_Right);
    QCOMPARE(grid.current(), std::optional(allOf(*data)[1]));
    QTest::keyClick(&grid, Qt::Key_Down);
    QCOMPARE(grid.current(), std::optional(allOf(*data)[1 + static_cast<std::size_t>(grid.columns())]));
    QTest::keyClick(&grid, Qt::Key_End);
    QCOMPARE(grid.current(), std::optional(allOf(*data).back()));
    QVERIFY(grid.viewport()->rect().contains(grid.placeOf(grid.count() - 1)));
    QTest::keyClick(&grid, Qt::Key_Home);
    QCOMPARE(grid.verticalScrollBar()->value(), 0);
    QCOMPARE(chosen.size(), 4);
    QTest::keyClick(&grid, Qt::Key_Return);
    QCOMPARE(activated.size(), 1);
    QVERIFY(grid.accessibleDescription().contains("Training sample #0"));
  }

  void theMouseChooses() {
    const auto data = tests::squareImages(4, 3, 60);
    SampleGrid grid;
    grid.resize(400, 300);
    grid.setSamples(data, allOf(*data), nullptr);
    grid.show();
    QTest::mouseClick(grid.viewport(), Qt::LeftButton, {}, grid.placeOf(5).center());
    QCOMPARE(grid.current(), std::optional(allOf(*data)[5]));
    const QSignalSpy activated(&grid, &SampleGrid::activated);
    QTest::mouseDClick(grid.viewport(), Qt::LeftButton, {}, grid.placeOf(5).center());
    QCOMPARE(activated.size(), 1);
  }

  void staysAtTheSampleWhereItCan() {
    const auto data = tests::squareImages(4, 3, 60);
    SampleGrid grid;
    grid.setSamples(data, allOf(*data), nullptr);
    const SampleRef test{.part = SamplePart::Test, .index = 3};
    grid.choose(test);
    grid.setSamples(data, chosenSamples(*data, {.part = SamplePart::Test}, nullptr), nullptr);
    QCOMPARE(grid.current(), std::optional(test));
    grid.setSamples(data, chosenSamples(*data, {.part = SamplePart::Train}, nullptr), nullptr);
    QCOMPARE(grid.current(), std::optional(SampleRef{}));
    grid.setSamples(data, {}, nullptr);
    QCOMPARE(grid.current(), std::nullopt);
    QTest::keyClick(&grid, Qt::Key_Right);  // nothing there
    QCOMPARE(grid.current(), std::nullopt);
  }

  void tellsWhatTheNetworkSays() {
    const auto data = tests::squareImages(4, 3, 60);
    auto answers = std::make_shared<AllAnswers>();
    answers->data = data;
    for (auto& part : answers->parts)
      part.each.assign(60, {.truth = 0, .answered = 2, .certainty = 0, .ofTruth = 0, .margin = 0, .loss = 0});
    SampleGrid grid;
    grid.setSamples(data, allOf(*data), answers);
    QVERIFY(grid.textOf(0).contains("The network says " + QString::fromStdString(data->classNames[2]) + "."));
  }

  /// What is not visible is not painted, however many there are.
  void manyTakeNoLonger() {
    auto many = std::make_shared<engine::Dataset>(*tests::squareImages(4, 3, 60));
    many->train.pixels.resize(16 * 100'000, 90);
    many->train.labels.resize(100'000, 1);
    SampleGrid grid;
    grid.resize(400, 300);
    grid.setSamples(many, allOf(*many), nullptr);
    grid.show();
    QVERIFY(grid.verticalScrollBar()->maximum() > 100'000);
    grid.verticalScrollBar()->setValue(grid.verticalScrollBar()->maximum());
    const auto last = grid.count() - 1;
    QVERIFY(grid.viewport()->rect().intersects(grid.placeOf(last)));
    const QImage seen = grid.viewport()->grab().toImage();
    QVERIFY(!seen.isNull());
  }

  void rowsHaveTheNumbersOfTheTable() {
    auto table = std::make_shared<engine::Dataset>();
    table->shape = engine::flatShape(2);
    table->inputNames = {"x", "y"};
    table->targetNames = {"z"};
    table->train.numbers = engine::Matrix{{1, 2, 3}, {4, 5, 6}};
    table->train.targets = engine::Matrix{{7, 8, 9}};
    SampleGrid grid;
    grid.resize(500, 200);
    grid.setSamples(table, allOf(*table), nullptr);
    grid.show();
    QCOMPARE(grid.columns(), 1);
    QVERIFY(grid.placeOf(0).top() > 0);  // below the column names
    QTest::mouseClick(grid.viewport(), Qt::LeftButton, {}, grid.placeOf(2).center());
    QCOMPARE(grid.current(), std::optional(SampleRef{.part = SamplePart::Train, .index = 2}));
    QCOMPARE(grid.textOf(2), QString("Training sample #2: z = 9."));
  }
};

PELLUCID_WINDOW_TEST(tst_sample_grid, TestSampleGrid)
#include "tst_sample_grid.moc"
