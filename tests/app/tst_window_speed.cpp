// SPDX-License-Identifier: GPL-3.0-or-later
// That the window's benchmark counts what it says; how fast that is, no test judges.
#include "app/window_speed.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include "tests/support/window_test.h"

using namespace pellucid;

class TestWindowSpeed : public QObject {
  Q_OBJECT

 private slots:
  void itTrainsPaintsAndRests() {
    app::Composition program({.mnist = PELLUCID_SOURCE_DIR "/resources/datasets/mnist", .fashionMnist = {}});
    program.start({});
    int looks = 0;
    std::int64_t painted = 0;
    const app::WindowSpeed speed = app::measureWindow(program, 0.3, [&] {
      if (looks++ == 0) painted = program.canvas().paintedMoments();
    });
    QVERIFY(looks > 0);
    QVERIFY(speed.frames > 0);
    // Every moment counts that was painted before the last look; the first look may have come after one.
    QVERIFY(speed.frames <= program.canvas().paintedMoments() - painted + 1);
    QVERIFY(speed.p50 > 0);
    QVERIFY(speed.p95 >= speed.p50);
    QVERIFY(speed.headless > 0);
    QVERIFY(speed.samplesPerSecond > 0);
    QVERIFY(program.run().isResting());
    QVERIFY(program.run().moment()->snapshot->state.step > 0);
  }

  void theLineHasTheFieldsThatScriptsRead() {
    const app::WindowSpeed speed{
        .frames = 300, .p50 = 15.04, .p95 = 16.16, .samplesPerSecond = 400'000, .headless = 437'500.4};
    const QJsonObject read = QJsonDocument::fromJson(QByteArray::fromStdString(app::asJson(speed))).object();
    QCOMPARE(read.keys(), (QStringList{"frame_ms_p50", "frame_ms_p95", "frames", "samples_per_second",
                                       "samples_per_second_headless"}));
    QCOMPARE(read["frames"].toInt(), 300);
    QCOMPARE(read["frame_ms_p50"].toDouble(), 15.0);
    QCOMPARE(read["frame_ms_p95"].toDouble(), 16.2);
    QCOMPARE(read["samples_per_second_headless"].toDouble(), 437'500.0);
    QVERIFY(QString::fromStdString(app::asText(speed)).contains("91 %"));
  }
};

PELLUCID_WINDOW_TEST(tst_window_speed, TestWindowSpeed)
#include "tst_window_speed.moc"
