// SPDX-License-Identifier: GPL-3.0-or-later
// The film asks for one place after the other, waits until each is shown, and pauses at the end.
#include "ui/timeline/film.h"

#include <QSignalSpy>
#include <QtTest>

#include "tests/support/test_program.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

engine::Snapshot shownAt(std::int64_t step, std::size_t lane = 0) {
  engine::Snapshot snapshot;
  snapshot.phase = engine::Paused{};
  snapshot.timeline.lanes = {{.parent = {}, .begin = 2, .end = 30, .events = {}, .kept = {}},
                             {.parent = 0, .begin = 10, .end = 40, .events = {}, .kept = {}}};
  snapshot.timeline.lane = lane;
  snapshot.timeline.step = step;
  return snapshot;
}

/// Advances frame by frame, and shows at once what the film requests.
std::vector<std::int64_t> play(Film& film, int frames, std::size_t lane = 0) {
  std::vector<std::int64_t> steps;
  const auto connection = QObject::connect(&film, &Film::wanted, &film,
                                           [&](std::size_t, std::int64_t step) { steps.push_back(step); });
  for (int i = 0; i < frames; ++i) {
    const std::size_t before = steps.size();
    film.advance();
    if (steps.size() > before) film.showMoment(shownAt(steps.back(), lane));
  }
  QObject::disconnect(connection);
  return steps;
}

}  // namespace

class TestFilm : public QObject {
  Q_OBJECT

 private slots:
  void goesForwardToTheEndOfItsLane() {
    Film film;
    film.showMoment(shownAt(26));
    film.play(Film::Direction::Forward);
    QVERIFY(film.playing() == Film::Direction::Forward);
    QCOMPARE(play(film, 9), (std::vector<std::int64_t>{27, 28, 29, 30}));
    QVERIFY(!film.playing());
    film.showMoment(shownAt(37, 1));
    film.play(Film::Direction::Forward);
    QCOMPARE(play(film, 9, 1), (std::vector<std::int64_t>{38, 39, 40}));
  }

  void goesBackToTheBeginning() {
    Film film;
    film.setStepsPerFrame(10);
    film.showMoment(shownAt(25));
    film.play(Film::Direction::Back);
    QCOMPARE(play(film, 9), (std::vector<std::int64_t>{15, 5, 2}));
    QVERIFY(!film.playing());
  }

  void slowFilmsStayAtAStepForSomeFrames() {
    Film film;
    film.setStepsPerFrame(0.25);
    film.showMoment(shownAt(5));
    film.play(Film::Direction::Forward);
    QCOMPARE(play(film, 3), std::vector<std::int64_t>());
    QCOMPARE(play(film, 5), (std::vector<std::int64_t>{6, 7}));
    film.play(Film::Direction::Back);
    QCOMPARE(play(film, 8), (std::vector<std::int64_t>{6, 5}));
    film.setStepsPerFrame(1e9);
    QCOMPARE(film.stepsPerFrame(), Film::kFastest);
    film.setStepsPerFrame(0);
    QCOMPARE(film.stepsPerFrame(), Film::kSlowest);
  }

  void isNoFasterThanItCanBeShown() {
    Film film;
    QSignalSpy wanted(&film, &Film::wanted);
    film.showMoment(shownAt(5));
    film.play(Film::Direction::Forward);
    for (int i = 0; i < 5; ++i) film.advance();
    QCOMPARE(wanted.size(), 1);
    film.showMoment(shownAt(5));  // still the previous moment
    film.advance();
    QCOMPARE(wanted.size(), 1);
    QVERIFY(film.playing().has_value());
    film.showMoment(shownAt(4));  // over a long distance
    film.advance();
    QCOMPARE(wanted.size(), 1);
    film.showMoment(shownAt(6));
    film.advance();
    QCOMPARE(wanted.size(), 2);
    QCOMPARE(wanted.back().at(1).toLongLong(), 7);
  }

  void whoGoesElsewhereOrTrainsHasTakenOver() {
    Film film;
    QSignalSpy changed(&film, &Film::playingChanged);
    film.play(Film::Direction::Forward);
    QCOMPARE(changed.size(), 0);  // there is nothing yet
    film.showMoment(shownAt(5));
    film.play(Film::Direction::Forward);
    film.showMoment(shownAt(20));
    QVERIFY(!film.playing());
    film.play(Film::Direction::Forward);
    film.showMoment(shownAt(20, 1));
    QVERIFY(!film.playing());
    film.play(Film::Direction::Back);
    engine::Snapshot running = shownAt(20, 1);
    running.phase = engine::Running{};
    film.showMoment(running);
    QVERIFY(!film.playing());
    film.play(Film::Direction::Back);
    film.play(Film::Direction::Back);  // the same command again
    QVERIFY(!film.playing());
    QCOMPARE(changed.size(), 8);
  }
};

PELLUCID_TEST(tst_film, TestFilm)
#include "tst_film.moc"
