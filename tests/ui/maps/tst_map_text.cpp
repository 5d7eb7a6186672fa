// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/maps/map_text.h"

#include <QtTest>

#include "tests/support/run_of_moments.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

/// A look with known values for everything shown.
MapLook knownLook(const MomentPtr& moment) {
  MapLook look;
  look.of = {.snapshot = moment->snapshot, .dataset = moment->dataset};
  look.samples = {4, 2, 7, 1, 3};
  look.said.assign(5, {.answered = 0, .certainty = 0.5F, .isWrong = false});
  look.maps.resize(3);
  look.maps[1] = {.layer = 0,
                  .dimensions = 5,
                  .points = engine::Matrix::Zero(2, 5),
                  .shown = 0.414,
                  .probe = engine::LinearProbe{.score = 0.75, .fitted = 60, .right = 30, .asked = 40}};
  look.maps[2].layer = 1;
  return look;
}

}  // namespace

class TestMapText : public QObject {
  Q_OBJECT

 private slots:
  void mapsAreNamedAndNoted() {
    tests::RunOfMoments run;
    const MapLook look = knownLook(run.next(3));
    QCOMPARE(mapTitle(look, 0), QString("Pixels"));
    QCOMPARE(mapTitle(look, 1), QString("Hidden 1"));
    QCOMPARE(mapTitle(look, 2), QString("Output"));
    QCOMPARE(mapNote(look, 1), QString("5 numbers, 41\u202f% shown"));
    QCOMPARE(mapNote(look, 1, 1.234), QString("5 numbers, KL 1.23"));
    QCOMPARE(probeText(look, 1), QString("75.0\u202f%"));
    QVERIFY(probeText(look, 2).isEmpty());
    QVERIFY(probeLesson(look, 1).contains("5 numbers") &&
            probeLesson(look, 1).contains("30 of the other 40"));
    QVERIFY(!probeLesson(look, 2).isEmpty());
  }

  void theCaptionTellsHowManyAreWrong() {
    tests::RunOfMoments run;
    MapLook look = knownLook(run.next(3));
    look.of.most = 5;
    look.wrong = 1;
    QCOMPARE(mapsText(look), QString("5 of 50 test images of squares, step 3. 1 wrong one is ringed.")
                                 .replace("squares", QString::fromStdString(run.dataset()->name)));
    look.wrong = 4;
    QVERIFY(mapsText(look).endsWith("4 are wrong, too many to be ringed."));
  }

  void samplesAreNamedWithWhatTheNetworkSays() {
    tests::RunOfMoments run;
    MapLook look = knownLook(run.next());
    QCOMPARE(mapSampleName(look, 2), QString("Test image #7"));
    const auto truth = QString::fromStdString(run.dataset()->classNames[run.dataset()->test.labels[7]]);
    look.said[2] = {.answered = 1, .certainty = 0.873F, .isWrong = true};
    QCOMPARE(mapVerdict(look, 2), QString("is %1, the network says %2, 87.3\u202f% sure")
                                      .arg(truth, QString::fromStdString(run.dataset()->classNames[1])));
    tests::RunOfMoments numbers = tests::numbersRun();
    MapLook other = knownLook(numbers.next());
    other.numbers = engine::Matrix::Constant(1, 5, 2);
    QVERIFY(mapVerdict(other, 0).endsWith("the network says 2"));
    QCOMPARE(mapSampleName(other, 0), QString("Test sample #4"));
  }
};

PELLUCID_WINDOW_TEST(tst_map_text, TestMapText)
#include "tst_map_text.moc"
