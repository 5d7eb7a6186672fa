// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/units/units_text.h"

#include "engine/inspect/answers.h"
#include "tests/support/window_test.h"
#include "tests/ui/units/units_fixture.h"
#include "ui/run/place_names.h"
#include "ui/widgets/weight_image.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestUnitsText : public QObject {
  Q_OBJECT

 private slots:
  void unitsAndMapsHaveTheirNames() {
    const MomentPtr moment = tests::mapMoments().next();
    QCOMPARE(channelName(*moment, 0, 2), "map 3");
    QCOMPARE(longChannelName(*moment, 0, 2), "Conv 1, map 3");
    QCOMPARE(channelName(*moment, 4, 0), "unit 1");
    QVERIFY(longChannelName(*moment, 4, 0).endsWith(", unit 1"));
    QVERIFY(channelName(*moment, 5, 1).contains(classText(*moment->dataset, 1)));
  }

  void anAnswerIsTheLargestOutput() {
    const MomentPtr moment = tests::imageMoments().next();
    engine::Matrix outputs(3, 2);
    outputs << 0.2F, 0.1F, 0.7F, 0.3F, 0.1F, 0.6F;
    QCOMPARE(engine::saidBy(moment->experiment(), outputs, 0).answer, engine::Index{1});
    QVERIFY(std::abs(engine::saidBy(moment->experiment(), outputs, 0).certainty - 0.7) < 1e-6);
    QCOMPARE(engine::saidBy(moment->experiment(), outputs, 1).answer, engine::Index{2});
  }

  void picturesHaveTheirPixels() {
    engine::Dataset dataset;
    dataset.shape = {.channels = 3, .height = 1, .width = 2};
    engine::Vector values(6);
    values << 1, 0, 0, 1, 0, 0.2F;
    const QImage colour = pictureOf(dataset, values);
    QCOMPARE(colour.size(), QSize(2, 1));
    QCOMPARE(colour.pixelColor(0, 0), QColor::fromRgb(255, 0, 0));
    QCOMPARE(colour.pixelColor(1, 0), QColor::fromRgb(0, 255, 51));
    // Two channels are below each other; scaled ones appear as they were.
    dataset.shape = {.channels = 2, .height = 1, .width = 1};
    dataset.scaling.inputs = {.mean = engine::Vector::Constant(2, 0.5F),
                              .deviation = engine::Vector::Constant(2, 0.25F)};
    engine::Vector scaled(2);
    scaled << 2, -2;
    const QImage grey = pictureOf(dataset, scaled);
    QCOMPARE(grey.size(), QSize(1, 2));
    QCOMPARE(grey.pixelColor(0, 0).red(), 255);
    QCOMPARE(grey.pixelColor(0, 1).red(), 0);
  }
};

PELLUCID_WINDOW_TEST(tst_units_text, TestUnitsText)
#include "tst_units_text.moc"
