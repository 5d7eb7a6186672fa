// SPDX-License-Identifier: GPL-3.0-or-later
// That the window's benchmark counts what it says; how fast that is, no test judges.
#include "app/window_speed.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

#include "tests/support/datasets.h"
#include "tests/support/idx_files.h"
#include "tests/support/window_test.h"

using namespace pellucid;

class TestWindowSpeed : public QObject {
  Q_OBJECT

 private slots:
  void itTrainsPaintsAndRests() {
    const QTemporaryDir folder;
    tests::writeIdxFiles(*tests::firstDigits(600, 100), folder.path().toStdString());
    app::Composition program({.mnist = folder.path().toStdString(), .fashionMnist = {}});
    program.start({});
    std::optional<std::int64_t> painted;
    std::int64_t frames = 0;
    const app::WindowSpeed speed = app::measureWindow(program, 0.3, [&] {
      const std::int64_t now = program.canvas().paintedMoments();
      if (painted && now > *painted) ++frames;
      painted = now;
    });
    // Every new picture counts once; one may have come before the first look.
    QVERIFY2(speed.frames == frames || speed.frames == frames + 1, qPrintable(QString::number(speed.frames)));
    QVERIFY(speed.frames > 0);
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
