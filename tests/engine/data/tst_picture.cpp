// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/picture.h"

#include <QtTest>

#include <cmath>

#include "tests/support/picture_folder.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using pellucid::tests::greyPicture;

namespace {

Picture randomPicture(Index height, Index width) {
  Picture picture{.height = height, .width = width, .rgba = {}};
  for (Index i = 0; i < height * width; ++i) {
    for (Index c = 0; c < 3; ++c)
      picture.rgba.push_back(static_cast<std::uint8_t>((i * 37 + c * 91 + i * i * 11) % 256));
    picture.rgba.push_back(255);
  }
  return picture;
}

std::vector<int> fitted(const Picture& picture, const PictureForm& form) {
  std::vector<std::uint8_t> sample(static_cast<std::size_t>(form.shape.size()));
  fitPicture(picture, form, sample);
  return {sample.begin(), sample.end()};
}

/// The same by brute force: each pixel of the picture is cut into equal pieces, so many that each is within
/// one pixel of the sample.
std::vector<int> stretchedByPieces(const Picture& picture, const Shape& shape) {
  std::vector<double> sums(static_cast<std::size_t>(shape.size()));
  for (Index y = 0; y < picture.height * shape.height; ++y)
    for (Index x = 0; x < picture.width * shape.width; ++x)
      for (Index c = 0; c < shape.channels; ++c) {
        const Index from = 4 * (y / shape.height * picture.width + x / shape.width);
        const Index to = c * shape.pixels() + y / picture.height * shape.width + x / picture.width;
        sums[static_cast<std::size_t>(to)] += picture.rgba[static_cast<std::size_t>(from + c)];
      }
  std::vector<int> means;
  for (const double sum : sums)
    means.push_back(static_cast<int>(std::lround(sum / static_cast<double>(picture.height * picture.width))));
  return means;
}

}  // namespace

class TestPicture : public QObject {
  Q_OBJECT

 private slots:
  void keepsWhatFits() {
    const Picture picture = greyPicture(2, 3, {0, 10, 20, 200, 254, 255});
    const Shape shape{.channels = 1, .height = 2, .width = 3};
    QCOMPARE(fitted(picture, {.shape = shape}), (std::vector<int>{0, 10, 20, 200, 254, 255}));
  }

  void takesMeansOfAreas_data() {
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("width");
    QTest::newRow("smaller") << 9 << 12;
    QTest::newRow("not by a whole number") << 7 << 5;
    QTest::newRow("larger") << 2 << 3;
    QTest::newRow("one pixel") << 1 << 1;
  }
  void takesMeansOfAreas() {
    QFETCH(int, height);
    QFETCH(int, width);
    const Shape shape{.channels = 3, .height = 3, .width = 4};
    const Picture picture = randomPicture(height, width);
    const auto sample = fitted(picture, {.shape = shape, .fit = PictureFit::Stretch});
    const auto expected = stretchedByPieces(picture, shape);
    for (std::size_t i = 0; i < expected.size(); ++i)
      QVERIFY2(std::abs(sample[i] - expected[i]) <= 1, qPrintable(QString::number(i)));
  }

  void weighsColours() {
    Picture picture = greyPicture(1, 3, {0, 0, 0});
    for (const std::size_t i : {0U, 5U, 10U}) picture.rgba[i] = 255;  // red, green, blue
    const Shape shape{.channels = 1, .height = 1, .width = 3};
    QCOMPARE(fitted(picture, {.shape = shape}), (std::vector<int>{76, 150, 29}));
    QVERIFY(!isGrey(picture));
    QVERIFY(isGrey(greyPicture(1, 2, {5, 250})));
  }

  void hasChannelsOneAfterTheOther() {
    Picture picture = greyPicture(1, 2, {0, 0});
    picture.rgba = {1, 2, 3, 255, 4, 5, 6, 255};
    QCOMPARE(fitted(picture, {.shape = {.channels = 3, .height = 1, .width = 2}}),
             (std::vector<int>{1, 4, 2, 5, 3, 6}));
  }

  void fitsOtherShapes() {
    const Shape shape{.channels = 1, .height = 4, .width = 4};
    const Picture wide = greyPicture(2, 4, {10, 20, 30, 40, 50, 60, 70, 80});
    QCOMPARE(fitted(wide, {.shape = shape}),
             (std::vector<int>{0, 0, 0, 0, 10, 20, 30, 40, 50, 60, 70, 80, 0, 0, 0, 0}));
    QCOMPARE(fitted(wide, {.shape = shape, .fit = PictureFit::Crop}),
             (std::vector<int>{20, 20, 30, 30, 20, 20, 30, 30, 60, 60, 70, 70, 60, 60, 70, 70}));
    QCOMPARE(fitted(wide, {.shape = shape, .fit = PictureFit::Stretch}),
             (std::vector<int>{10, 20, 30, 40, 10, 20, 30, 40, 50, 60, 70, 80, 50, 60, 70, 80}));
  }

  void turnsInkBright() {
    const Shape shape{.channels = 1, .height = 3, .width = 3};
    const Picture onPaper = greyPicture(3, 3, {250, 250, 250, 250, 5, 250, 250, 250, 250});
    const std::vector<int> bright = {5, 5, 5, 5, 250, 5, 5, 5, 5};
    QCOMPARE(fitted(onPaper, {.shape = shape, .ink = PictureInk::Bright}), bright);
    const Picture onBlack = greyPicture(3, 3, {5, 5, 5, 5, 250, 5, 5, 5, 5});
    QCOMPARE(fitted(onBlack, {.shape = shape, .ink = PictureInk::Bright}), bright);
    QCOMPARE(fitted(onBlack, {.shape = shape, .ink = PictureInk::Dark}), fitted(onPaper, {.shape = shape}));
    std::vector<std::uint8_t> sample(9);
    QVERIFY(fitPicture(onPaper, {.shape = shape, .ink = PictureInk::Bright}, sample));
    QVERIFY(!fitPicture(onBlack, {.shape = shape, .ink = PictureInk::Bright}, sample));
  }

  void padsInTheColourOfTheGround() {
    const Shape shape{.channels = 1, .height = 1, .width = 3};
    QCOMPARE(fitted(greyPicture(1, 1, {200}), {.shape = shape, .ink = PictureInk::Dark}),
             (std::vector<int>{255, 200, 255}));
    QCOMPARE(fitted(greyPicture(1, 1, {200}), {.shape = shape, .ink = PictureInk::Bright}),
             (std::vector<int>{0, 55, 0}));
  }

  void hasGroundBehindWhatIsTransparent() {
    const Shape shape{.channels = 1, .height = 1, .width = 3};
    Picture dark = greyPicture(1, 3, {90, 0, 90});
    dark.rgba[3] = dark.rgba[11] = 0;
    QCOMPARE(fitted(dark, {.shape = shape}), (std::vector<int>{255, 0, 255}));
    Picture bright = greyPicture(1, 3, {90, 250, 90});
    bright.rgba[3] = 0;
    bright.rgba[11] = 51;  // a fifth
    bright.rgba[8] = bright.rgba[9] = bright.rgba[10] = 250;
    QCOMPARE(fitted(bright, {.shape = shape}), (std::vector<int>{0, 250, 50}));
  }
};

PELLUCID_TEST(tst_picture, TestPicture)
#include "tst_picture.moc"
