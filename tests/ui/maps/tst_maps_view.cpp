// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/maps/maps_view.h"

#include <QSignalSpy>
#include <QtTest>
#include <cmath>

#include "tests/support/colours.h"
#include "tests/support/pointer.h"
#include "tests/support/run_of_moments.h"
#include "tests/support/text_recorder.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

MapLookPtr lookAfter(tests::RunOfMoments& run, int steps) {
  const MomentPtr moment = run.next(steps);
  return takeMapLook({.snapshot = moment->snapshot, .dataset = moment->dataset}, nullptr, {});
}

/// A view of the run's maps, 900×420.
struct Shown {
  tests::RunOfMoments run;
  MapLookPtr look = lookAfter(run, 30);
  MapsView view;
  std::vector<engine::Index> chosen;
  std::vector<std::optional<std::size_t>> layers, only;

  Shown() {
    view.resize(900, 420);
    view.setLook(look);
    view.show();
    QObject::connect(&view, &MapsView::sampleChosen, &view, [this](engine::Index i) { chosen.push_back(i); });
    QObject::connect(&view, &MapsView::layerChosen, &view, [this](auto layer) { layers.push_back(layer); });
    QObject::connect(&view, &MapsView::onlyChosen, &view, [this](auto map) {
      only.push_back(map);
      view.setOnly(map);
    });
  }
  /// The sample of a map that is farthest to the right, where nothing covers it.
  std::size_t rightmost(std::size_t map) const {
    std::size_t best = 0;
    for (std::size_t i = 0; i < look->samples.size(); ++i)
      if (view.placeOf(map, i).x() > view.placeOf(map, best).x()) best = i;
    return best;
  }
};

}  // namespace

class TestMapsView : public QObject {
  Q_OBJECT

 private slots:
  void everyLayerHasItsMapAndItsNumber() {
    Shown shown;
    QCOMPARE(shown.view.seen().size(), std::size_t{3});
    tests::TextRecorder recorder(shown.view.size());
    shown.view.render(&recorder);
    for (const char* title : {"Pixels", "Hidden 1", "Output"}) QVERIFY(recorder.texts().contains(title));
    for (const LayerMap& map : shown.look->maps)
      QVERIFY(recorder.texts().contains(QString("%1\u202f%").arg(100 * map.probe->score, 0, 'f', 1)));
    for (const auto& seen : shown.view.seen())
      for (std::size_t i = 0; i < shown.look->samples.size(); ++i)
        QVERIFY(seen.place.plot.contains(shown.view.placeOf(seen.map, i)));
  }

  void aClickChoosesTheSampleUnderIt() {
    Shown shown;
    const std::size_t sample = shown.rightmost(1);
    const QPointF at = shown.view.placeOf(1, sample);
    tests::movePointer(shown.view, at);
    QCOMPARE(shown.view.marked(), std::optional(sample));
    // The card says which sample it is.
    tests::TextRecorder recorder(shown.view.size());
    shown.view.render(&recorder);
    QVERIFY(recorder.texts().join('\n').contains(QString("Test image #%1").arg(shown.look->samples[sample])));
    QTest::mouseClick(&shown.view, Qt::LeftButton, {}, at.toPoint());
    QCOMPARE(shown.chosen, (std::vector{static_cast<engine::Index>(shown.look->samples[sample])}));
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(&shown.view, &leave);
    shown.view.clearFocus();
    QVERIFY(!shown.view.marked());
  }

  void theShownSampleIsRingedInEveryMap() {
    Shown shown;
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
      tests::setTheme(*theme);
      shown.view.setShown(std::nullopt);
      const int before = tests::countColour(shown.view.grab().toImage(), theme->forward);
      shown.view.setShown(shown.look->samples[3]);
      QVERIFY(tests::countColour(shown.view.grab().toImage(), theme->forward) > before + 3 * 15);
    }
    tests::setTheme(lightTheme());
  }

  void whatIsNoSampleOfTheLookIsRinged() {
    Shown shown;
    const int before = tests::countColour(shown.view.grab().toImage(), lightTheme().forward);
    const engine::Matrix& points = shown.look->maps[1].points;
    shown.view.setShownPlaces({std::nullopt, Eigen::Vector2d(points.row(0).cast<double>().mean(),
                                                             points.row(1).cast<double>().mean())});
    QVERIFY(tests::countColour(shown.view.grab().toImage(), lightTheme().forward) > before + 15);
  }

  void aTitleSelectsItsLayer() {
    Shown shown;
    const auto seen = shown.view.seen();
    for (const std::size_t map : {std::size_t{1}, std::size_t{0}})
      QTest::mouseClick(&shown.view, Qt::LeftButton, {}, seen[map].place.title.center().toPoint());
    QVERIFY(shown.layers == (std::vector<std::optional<std::size_t>>{0, std::nullopt}));
    const int before = tests::countColour(shown.view.grab().toImage(), lightTheme().forward);
    shown.view.setLayer(0);
    QVERIFY(tests::countColour(shown.view.grab().toImage(), lightTheme().forward) > before + 200);
  }

  void theWheelZoomsUntilThereAreThumbnails() {
    Shown shown;
    const auto seen = shown.view.seen()[1];
    const std::size_t sample = shown.rightmost(1);
    const QPointF at = shown.view.placeOf(1, sample);
    shown.view.grab();
    QCOMPARE(shown.view.paintedThumbnails(), 0);
    for (int i = 0; i < 5; ++i) tests::turnWheel(shown.view, at, 120);
    QVERIFY(std::abs(shown.view.zoom(1).factor - std::pow(1.25, 5)) < 1e-9);
    QCOMPARE(shown.view.zoom(0).factor, 1.0);
    const QPointF now = shown.view.placeOf(1, sample);
    QVERIFY(std::hypot(now.x() - at.x(), now.y() - at.y()) < 0.5);
    // Samples in the middle have thumbnails.
    tests::drag(shown.view, at, seen.place.plot.center());
    QVERIFY(std::hypot(shown.view.placeOf(1, sample).x() - seen.place.plot.center().x(), 0) < 1);
    shown.view.grab();
    QVERIFY(shown.view.paintedThumbnails() > 0);
    QVERIFY(shown.chosen.empty());  // a drag is not a click
    for (int i = 0; i < 9; ++i) tests::turnWheel(shown.view, at, -120);
    QCOMPARE(shown.view.zoom(1), MapZoom{});
  }

  void keysWalkChooseZoomAndGoFromMapToMap() {
    Shown shown;
    shown.view.setShown(shown.look->samples[0]);
    shown.view.activateWindow();
    shown.view.setFocus();
    QTRY_VERIFY(shown.view.hasFocus());
    QCOMPARE(shown.view.marked(), std::optional<std::size_t>(0));
    QTest::keyClick(&shown.view, Qt::Key_Right, Qt::ShiftModifier);  // to Hidden 1
    const QPointF from = shown.view.placeOf(1, 0);
    QTest::keyClick(&shown.view, Qt::Key_Left);
    const std::size_t left = *shown.view.marked();
    if (left != 0) QVERIFY(shown.view.placeOf(1, left).x() < from.x());
    QTest::keyClick(&shown.view, Qt::Key_Right);
    QTest::keyClick(&shown.view, Qt::Key_Up);
    QTest::keyClick(&shown.view, Qt::Key_Down);
    const std::size_t there = *shown.view.marked();
    QTest::keyClick(&shown.view, Qt::Key_Return);
    QCOMPARE(shown.chosen, (std::vector{static_cast<engine::Index>(shown.look->samples[there])}));
    QVERIFY(shown.view.accessibleDescription().contains(
        QString("Test image #%1: is ").arg(shown.look->samples[there])));
    QTest::keyClick(&shown.view, Qt::Key_Plus);
    QCOMPARE(shown.view.zoom(1).factor, 1.25);
    QTest::keyClick(&shown.view, Qt::Key_0);
    QCOMPARE(shown.view.zoom(1), MapZoom{});
  }

  void oneMapCanHaveAllTheRoom() {
    Shown shown;
    const auto seen = shown.view.seen()[2];
    QTest::mouseDClick(&shown.view, Qt::LeftButton, {},
                       (seen.place.plot.topLeft() + QPointF(6, 6)).toPoint());
    QCOMPARE(shown.view.seen().size(), std::size_t{1});
    QCOMPARE(shown.view.seen()[0].map, std::size_t{2});
    QVERIFY(shown.view.seen()[0].place.plot.width() > 2.5 * seen.place.plot.width());
    QTest::keyClick(&shown.view, Qt::Key_Escape);
    QVERIFY(shown.only == (std::vector<std::optional<std::size_t>>{2, std::nullopt}));
    QCOMPARE(shown.view.seen().size(), std::size_t{3});
  }

  void otherPointsTakeThePlaceOfThose() {
    Shown shown;
    const QPointF before = shown.view.placeOf(1, 0);
    std::vector<engine::Matrix> points(
        3, engine::Matrix::Random(2, static_cast<engine::Index>(shown.look->samples.size())));
    points[1](0, 0) = 10;
    shown.view.setLook(shown.look, {.points = points, .losses = {1, 2, 3}});
    QVERIFY(shown.view.placeOf(1, 0) != before);
    QCOMPARE(shown.rightmost(1), std::size_t{0});
    tests::TextRecorder recorder(shown.view.size());
    shown.view.render(&recorder);
    QVERIFY(recorder.texts().contains("5 numbers, KL 2.00"));
  }

  void withoutALookThereAreWords() {
    MapsView view;
    view.resize(400, 200);
    view.setEmptyText("Nothing yet.");
    tests::TextRecorder recorder(view.size());
    view.render(&recorder);
    QCOMPARE(recorder.texts(), QStringList{"Nothing yet."});
    QTest::keyClick(&view, Qt::Key_Right);
    QTest::mouseClick(&view, Qt::LeftButton);
    QVERIFY(view.seen().empty());
  }
};

PELLUCID_WINDOW_TEST(tst_maps_view, TestMapsView)
#include "tst_maps_view.moc"
