// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/maps/scatter_painter.h"

#include <QtTest>

#include "tests/support/run_of_moments.h"
#include "tests/support/window_test.h"
#include "ui/theme/class_colours.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

MapLookPtr lookAt(tests::RunOfMoments& run) {
  const MomentPtr moment = run.next(5);
  return takeMapLook({.snapshot = moment->snapshot, .dataset = moment->dataset}, nullptr, {});
}

QImage painted(const std::function<void(QPainter&)>& paint) {
  QImage image(200, 200, QImage::Format_RGB32);
  image.fill(lightTheme().field);
  QPainter painter(&image);
  painter.setRenderHint(QPainter::Antialiasing);
  paint(painter);
  return image;
}

bool isLike(const QColor& a, const QColor& b) {
  return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue()) < 90;
}

}  // namespace

class TestScatterPainter : public QObject {
  Q_OBJECT

 private slots:
  void pointsHaveTheColoursOfTheirClasses() {
    tests::RunOfMoments run;
    const MapLookPtr look = lookAt(run);
    const auto colours = sampleColours(*look, lightTheme());
    for (std::size_t i = 0; i < look->samples.size(); ++i)
      QCOMPARE(colours[i], classColour(lightTheme(), look->split().labels[look->samples[i]], 3));
    // All but two are far outside.
    std::vector<QPointF> places(look->samples.size(), QPointF(-500, 40));
    places[0] = {50, 60};
    places[3] = {150, 90};
    const QImage image = painted([&](QPainter& painter) {
      ScatterPainter(*look, lightTheme()).paint(painter, {0, 0, 200, 200}, places, 4);
    });
    QVERIFY(isLike(image.pixelColor(50, 60), colours[0]));
    QVERIFY(isLike(image.pixelColor(150, 90), colours[3]));
    QCOMPARE(image.pixelColor(100, 100), lightTheme().field);
  }

  void wrongAnswersAreRingedWhereTheyAreFew() {
    tests::RunOfMoments run;
    MapLook look = *lookAt(run);
    std::vector<QPointF> places(look.samples.size(), QPointF(-500, 40));
    places[0] = {50, 60};
    for (auto& said : look.said) said.isWrong = false;
    const auto image = [&] {
      return painted([&](QPainter& painter) {
        ScatterPainter(look, lightTheme()).paint(painter, {0, 0, 200, 200}, places, 4);
      });
    };
    look.wrong = 0;
    const QImage right = image();
    look.said[0].isWrong = true;
    look.wrong = 1;
    const QImage wrong = image();
    QVERIFY(isLike(wrong.pixelColor(55, 60), lightTheme().text));
    QVERIFY(!isLike(right.pixelColor(55, 60), lightTheme().text));
    look.wrong = static_cast<engine::Index>(look.samples.size());
    QCOMPARE(image(), right);
  }

  void thumbnailsDoNotCoverEachOther() {
    tests::RunOfMoments run;
    const MapLookPtr look = lookAt(run);
    const auto thumbnails = [&](const std::vector<QPointF>& places) {
      int count = 0;
      painted([&](QPainter& painter) {
        count = ScatterPainter(*look, lightTheme()).paintThumbnails(painter, {0, 0, 200, 200}, places);
      });
      return count;
    };
    std::vector<QPointF> places(look->samples.size(), QPointF(100, 100));
    QCOMPARE(thumbnails(places), 1);
    places[1] = {160, 40};
    places[2] = {195, 100};  // it would extend beyond the edge
    QCOMPARE(thumbnails(places), 2);
    const QImage thumbnail = sampleThumbnail(*look, 1);
    QCOMPARE(thumbnail.size(), QSize(4, 4));
    const engine::Vector values = engine::sample(look->split(), 16, look->samples[1]);
    for (int i = 0; i < 16; ++i)
      QCOMPARE(qGray(thumbnail.pixel(i % 4, i / 4)), qRound(255 * static_cast<double>(values[i])));
  }

  void numbersAreColouredByHowLargeTheyAre() {
    tests::RunOfMoments run = tests::numbersRun();
    const MapLookPtr look = lookAt(run);
    const auto colours = sampleColours(*look, lightTheme());
    const auto& targets = look->split().targets;
    for (std::size_t i = 0; i < colours.size(); ++i) {
      const double away =
          static_cast<double>(targets(0, look->samples[i])) - static_cast<double>(targets.row(0).mean());
      if (std::abs(away) < 0.3) continue;
      QVERIFY(away > 0 ? colours[i].red() > colours[i].blue() : colours[i].blue() > colours[i].red());
    }
  }

  void moreRoomMeansLargerPoints() {
    QVERIFY(scatterRadius({300, 300}, 2000, 1) < scatterRadius({900, 500}, 2000, 1));
    QVERIFY(scatterRadius({300, 300}, 2000, 1) < scatterRadius({300, 300}, 2000, 4));
    QVERIFY(scatterRadius({300, 300}, 0, 1) > 0);
  }
};

PELLUCID_WINDOW_TEST(tst_scatter_painter, TestScatterPainter)
#include "tst_scatter_painter.moc"
