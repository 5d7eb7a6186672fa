// SPDX-License-Identifier: GPL-3.0-or-later
// Something of the user's own is changed as the samples of the data are.
#include "engine/data/changed_sample.h"

#include <QtTest>

#include "tests/support/test_program.h"

using namespace pellucid::engine;

namespace {

/// Two pictures of 2 channels, 3 rows and 4 columns, with these changes.
Dataset changedPictures(const std::string& changes) {
  Dataset pictures;
  pictures.shape = {.channels = 2, .height = 3, .width = 4};
  pictures.classNames = {"a", "b"};
  pictures.train.numbers = Matrix(24, 2);
  for (Index i = 0; i < 48; ++i) pictures.train.numbers.data()[i] = static_cast<Scalar>(i) / 64;
  pictures.train.labels = {0, 1};
  pictures.test = pictures.train;
  Dataset data = changed(pictures, *parseDataChanges(changes)).value();
  data.name = "pictures" + changes;
  return data;
}

Vector firstPicture() {
  return Vector::LinSpaced(24, 0, Scalar(23) / 64);
}

}  // namespace

class TestChangedSample : public QObject {
  Q_OBJECT

 private slots:
  /// The first sample of the data in its form before the changes becomes what it is in the data.
  void asTheDataAre_data() {
    QTest::addColumn<QString>("changes");
    for (const char* changes :
         {"", "+parity", "+invert", "+rotate90", "+transpose", "+permute", "+noise0.3", "+parity+permute",
          "+rotate90+invert+transpose+rotate90", "+noise0.1+permute+noise0.2", "+shuffle-labels+permute"})
      QTest::newRow(changes) << changes;
  }

  void asTheDataAre() {
    QFETCH(QString, changes);
    const Dataset data = changedPictures(changes.toStdString());
    QCOMPARE(shapeBeforeChanges(data), (Shape{.channels = 2, .height = 3, .width = 4}));
    const Result<Vector> mine = changedAs(data, firstPicture());
    QVERIFY(mine.has_value());
    QCOMPARE(*mine, Vector(data.train.numbers.col(0)));
  }

  /// To the left: the last column has become the first row.
  void aQuarterTurnOfWhatIsNotSquare() {
    const Dataset data = changedPictures("+rotate90");
    QCOMPARE(data.shape, (Shape{.channels = 2, .height = 4, .width = 3}));
    const Vector before = firstPicture();
    const Vector after = changedAs(data, before).value();
    for (Index c = 0; c < 2; ++c)
      for (Index y = 0; y < 4; ++y)
        for (Index x = 0; x < 3; ++x) QCOMPARE(after[(c * 4 + y) * 3 + x], before[(c * 3 + x) * 4 + 3 - y]);
  }

  void tellsOnlyWhatChangesPixels() {
    const auto steps = pixelChanges(changedPictures("+parity+invert+shuffle-labels+noise0.3"));
    QCOMPARE(steps.size(), std::size_t{2});
    QVERIFY(steps[0].change == DataChange::Invert);
    QVERIFY(steps[1].change == DataChange::Noise && steps[1].amount == 0.3);
    QVERIFY(pixelChanges(changedPictures("+parity")).empty());
  }
};

PELLUCID_TEST(tst_changed_sample, TestChangedSample)
#include "tst_changed_sample.moc"
