// SPDX-License-Identifier: GPL-3.0-or-later
// What is unsaved is kept on disk soon after each event, for its owner alone, and goes when it is saved.
#include "app/autosave.h"

#include <QDir>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include "engine/io/atomic_write.h"
#include "tests/support/idx_files.h"
#include "tests/support/saving.h"
#include "tests/support/window_test.h"
#include "tests/support/workbench.h"
#include "ui/document/edits.h"

namespace {

using namespace pellucid;
using app::Autosave;

constexpr app::AutosavePace kQuick{.afterEvent = std::chrono::milliseconds(1),
                                   .atMost = std::chrono::seconds(60)};

struct KeptBench : tests::Workbench {
  KeptBench(const QString& data, const QString& where, app::AutosavePace pace = kQuick)
      : Workbench(data),
        autosave(
            document, run, files, where.toStdString(), [] { return QImage(8, 8, QImage::Format_RGB32); },
            pace) {}
  Autosave autosave;
};

class AutosaveTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    m_data = m_folder.filePath("data");
    tests::writeIdxFiles(*tests::syntheticDataset(), m_data.toStdString());
  }

  void anEditIsKeptAndASaveForgetsIt() {
    const QString where = m_folder.filePath("kept");
    KeptBench bench(m_data, where);
    QTRY_COMPARE(bench.step(), std::int64_t{0});
    QVERIFY(!QDir(where).exists());  // nothing has been done yet
    QSignalSpy written(&bench.autosave, &Autosave::written);
    bench.run.trainEpoch();
    QTRY_VERIFY(bench.step() == 8 && bench.run.isResting());
    QTRY_VERIFY(!written.isEmpty() && readNewest(where).state.step == 8);
    const engine::Project kept = readNewest(where);
    QVERIFY(kept.state == bench.run.newest()->state);
    QVERIFY(kept.experiment == bench.document.experiment());
    QCOMPARE(kept.history.train.size(), 8U);
    for (const QFileInfo& file : filesIn(where))
      QVERIFY2(!(file.permissions() & (QFile::ReadGroup | QFile::ReadOther)), qPrintable(file.fileName()));

    QCOMPARE(tests::saveProblem(bench.files, m_folder.filePath("saved.pellucid")), QString());
    QTRY_VERIFY(QDir(where).isEmpty());
  }

  /// While one is written, the other is whole.
  void generationsAlternate() {
    const QString where = m_folder.filePath("generations");
    KeptBench bench(m_data, where);
    QTRY_COMPARE(bench.step(), std::int64_t{0});
    QSignalSpy written(&bench.autosave, &Autosave::written);
    for (const std::uint64_t seed : {5, 6, 7}) {
      const auto before = written.count();
      QVERIFY(ui::edit::setSeed(bench.document, seed));
      QTRY_VERIFY(written.count() > before && bench.run.isResting());
    }
    QTRY_COMPARE(filesIn(where, {"*.pellucid"}).size(), 2);
    QCOMPARE(readNewest(where).experiment.seed, 7U);
  }

  /// Moving in time is not a change of phase, and a measurement in the lab is not an edit.
  void anotherMomentAndAMeasurementAreKept() {
    const QString where = m_folder.filePath("moments");
    KeptBench bench(m_data, where);
    QTRY_COMPARE(bench.step(), std::int64_t{0});
    bench.run.trainEpoch();
    QTRY_VERIFY(bench.step() == 8 && bench.run.isResting());
    QCOMPARE(tests::saveProblem(bench.files, m_folder.filePath("moments.pellucid")), QString());
    QTRY_VERIFY(QDir(where).isEmpty());
    bench.run.goTo(0, 3);
    QTRY_COMPARE(readNewest(where).state.step, std::int64_t{3});
    QVERIFY(readNewest(where).timeline != nullptr);
    QCOMPARE(readNewest(where).timeline->lanes[0].end, std::int64_t{8});
    QVERIFY(!readNewest(where).transfer);
    engine::TransferRecord record{
        .design = {.source = "digits-mlp", .data = "mnist+parity", .arms = "scratch", .samples = {5}},
        .arms = {{.name = "scratch", .plan = {engine::LayerPlan::New}}},
        .curves = {{.arm = "scratch", .samplesPerClass = 5, .seed = 1}}};
    record.curves[0].points = {{.step = 0, .targetAccuracy = 0.5, .sourceAccuracy = {}, .drift = {1.25}}};
    bench.files.setTransfer(std::make_shared<const engine::TransferRecord>(record));
    QTRY_VERIFY(readNewest(where).transfer != nullptr);
  }

  void whatIsAboutToEndIsWrittenAtOnce() {
    const QString where = m_folder.filePath("now");
    KeptBench bench(m_data, where, {.afterEvent = std::chrono::hours(1), .atMost = std::chrono::hours(1)});
    QTRY_COMPARE(bench.step(), std::int64_t{0});
    QVERIFY(ui::edit::setSeed(bench.document, 9));
    bench.autosave.writeNow();
    QCOMPARE(readNewest(where).experiment.seed, 9U);
  }

  void aProgramThatEndsAsItShouldLeavesNothing() {
    const QString where = m_folder.filePath("ended");
    {
      KeptBench bench(m_data, where);
      QTRY_COMPARE(bench.step(), std::int64_t{0});
      QVERIFY(ui::edit::setSeed(bench.document, 9));
      bench.autosave.writeNow();
      QCOMPARE(filesIn(where, {"*.pellucid"}).size(), 1);
    }
    QVERIFY(QDir(where).isEmpty());
  }

  /// Even if something is still being written.
  void endsCleanlyInTheMidstOfWriting() {
    for (int i = 0; i < 20; ++i) {
      const QString where = m_folder.filePath(QStringLiteral("midst%1").arg(i));
      {
        KeptBench bench(m_data, where);
        QTRY_COMPARE(bench.step(), std::int64_t{0});
        QSignalSpy failed(&bench.autosave, &Autosave::failed);
        QVERIFY(ui::edit::setSeed(bench.document, 9));
        // The folder is made when writing begins.
        QTRY_VERIFY(QDir(where).exists());
        if (i % 2 == 0) {
          QCOMPARE(tests::saveProblem(bench.files, m_folder.filePath("midst.pellucid")), QString());
          QTRY_VERIFY(QDir(where).isEmpty());
        }
        QCOMPARE(failed.count(), 0);
      }
      QVERIFY(QDir(where).isEmpty());
    }
  }

  void whatCannotBeWrittenIsToldOnce() {
    const QString where = m_folder.filePath("a file");
    QFile file(where);
    QVERIFY(file.open(QIODevice::WriteOnly));
    KeptBench bench(m_data, where);
    QTRY_COMPARE(bench.step(), std::int64_t{0});
    QSignalSpy failed(&bench.autosave, &Autosave::failed);
    QVERIFY(ui::edit::setSeed(bench.document, 9));
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(failed[0][0].toString().contains("a file"));
    QVERIFY(failed[0][0].toString().startsWith("Unsaved work cannot be backed up"));
    QVERIFY(ui::edit::setSeed(bench.document, 10));
    QTRY_VERIFY(bench.run.isResting());
    QCOMPARE(failed.count(), 1);
  }

 private:
  static QFileInfoList filesIn(const QString& where, const QStringList& names = {}) {
    QFileInfoList all;
    for (const QFileInfo& folder : QDir(where).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot))
      for (const QFileInfo& file : QDir(folder.filePath()).entryInfoList(names, QDir::Files))
        if (file.fileName() != app::autosave_file::kLock) all << file;
    return all;
  }
  /// The newest of the copies in one program's folder.
  static engine::Project readNewest(const QString& where) {
    QFileInfo newest;
    for (const QFileInfo& file : filesIn(where, {"*.pellucid"}))
      if (!newest.exists() || file.lastModified() >= newest.lastModified()) newest = file;
    const auto bytes = engine::readFile(newest.filePath().toStdString(), engine::kMaxFileBytes);
    if (!bytes) return {};
    return engine::readProject(*bytes, "kept").value();
  }

  QTemporaryDir m_folder;
  QString m_data;
};

}  // namespace

PELLUCID_WINDOW_TEST(tst_autosave, AutosaveTest)
#include "tst_autosave.moc"
