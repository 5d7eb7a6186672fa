// SPDX-License-Identifier: GPL-3.0-or-later
// What a program that was killed has left is found at the next start, and opened as it was.
#include "app/recovery.h"

#include <QDir>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTimer>
#include <QtTest>

#include "tests/support/idx_files.h"
#include "tests/support/window_test.h"
#include "tests/support/workbench.h"
#include "ui/document/edits.h"

namespace {

using namespace pellucid;
using app::Recoverable;
namespace fs = std::filesystem;

class RecoveryTest : public QObject {
  Q_OBJECT

 private slots:
  /// A program trains, keeps its work and is killed: it leaves its folder with the lock of a dead process.
  void initTestCase() {
    m_data = m_folder.filePath("data");
    tests::writeIdxFiles(*tests::syntheticDataset(), m_data.toStdString());
    tests::Workbench bench(m_data);
    app::Autosave autosave(bench.document, bench.run, bench.files, where("alive"),
                           [] { return QImage(64, 48, QImage::Format_RGB32); });
    QTRY_COMPARE(bench.step(), std::int64_t{0});
    bench.run.trainEpoch();
    QTRY_VERIFY(bench.step() == 8 && bench.run.isResting());
    autosave.writeNow();
    bench.run.stepOnce();
    QTRY_VERIFY(bench.step() == 9 && bench.run.isResting());
    autosave.writeNow();
    m_state = bench.run.newest()->state;
    QVERIFY(app::findRecoverable(where("alive")).empty());  // it is still running
    fs::copy(where("alive"), where("dead"), fs::copy_options::recursive);
    for (const auto& entry : fs::recursive_directory_iterator(where("dead")))
      if (entry.path().filename() == app::autosave_file::kLock) fs::remove(entry.path());
  }

  void isFoundWithItsFacts() {
    const std::vector<Recoverable> found = app::findRecoverable(where("dead"));
    QCOMPARE(found.size(), 1U);
    QCOMPARE(found[0].copies.size(), 2U);
    QCOMPARE(found[0].step, 9);
    QCOMPARE(found[0].data, m_data);
    QVERIFY(found[0].accuracy.has_value());
    QVERIFY(found[0].saved.isValid());
  }

  void isOpenedAsItWasAndIsStillUnsaved() {
    fs::copy(where("dead"), where("again"), fs::copy_options::recursive);
    {
      tests::Workbench bench;
      app::Autosave autosave(bench.document, bench.run, bench.files, where("again"), [] { return QImage(); });
      app::restore(bench.files, autosave, app::findRecoverable(where("again")).at(0));
      QTRY_COMPARE(bench.step(), std::int64_t{9});
      QVERIFY(bench.run.newest()->state == m_state);
      QVERIFY(bench.files.isModified());
      QVERIFY(bench.files.path().isEmpty());
      QVERIFY(app::findRecoverable(where("again")).empty());  // it belongs to this program now
      QVERIFY(!fs::is_empty(where("again")));
    }
    QVERIFY(fs::is_empty(where("again")));
  }

  void aTornCopyGivesWayToTheOtherOne() {
    fs::copy(where("dead"), where("torn"), fs::copy_options::recursive);
    const Recoverable work = app::findRecoverable(where("torn")).at(0);
    fs::resize_file(work.copies[0], fs::file_size(work.copies[0]) / 2);
    tests::Workbench bench;
    app::Autosave autosave(bench.document, bench.run, bench.files, where("torn"), [] { return QImage(); });
    app::restore(bench.files, autosave, work);
    QTRY_COMPARE(bench.step(), std::int64_t{8});
  }

  /// After a cancellation, later failures do not matter.
  void aCancelledRestoringRestoresNothing() {
    fs::copy(where("dead"), where("cancelled"), fs::copy_options::recursive);
    tests::Workbench bench(m_data);
    QTRY_COMPARE(bench.step(), std::int64_t{0});
    app::Autosave autosave(bench.document, bench.run, bench.files, where("own"), [] { return QImage(); });
    app::restore(bench.files, autosave, app::findRecoverable(where("cancelled")).at(0));
    bench.files.cancelReading();
    QSignalSpy failed(&bench.files, &app::ProjectFiles::failed);
    bench.files.openFrom(m_folder.filePath("no such file.pellucid"));
    QTRY_COMPARE(failed.count(), 1);
    QTRY_VERIFY(bench.files.reading().isEmpty() && bench.run.isResting());
    QCOMPARE(bench.step(), std::int64_t{0});
    QCOMPARE(app::findRecoverable(where("cancelled")).size(), 1U);
  }

  void whatIsNotWantedIsRemoved() {
    fs::copy(where("dead"), where("unwanted"), fs::copy_options::recursive);
    tests::Workbench bench;
    {
      app::Autosave autosave(bench.document, bench.run, bench.files, where("own"), [] { return QImage(); });
      const std::vector<Recoverable> found = app::findRecoverable(where("unwanted"));
      autosave.discard(found.at(0).folder);
      QTRY_VERIFY(fs::is_empty(where("unwanted")));
      fs::copy(where("dead"), where("unwanted again"), fs::copy_options::recursive);
      autosave.discard(app::findRecoverable(where("unwanted again")).at(0).folder);
    }
    QVERIFY(fs::is_empty(where("unwanted again")));  // even if the program ends at once
  }

  /// Both found it when they started.
  void onlyOneOfTwoWindowsHasIt() {
    fs::copy(where("dead"), where("shared"), fs::copy_options::recursive);
    const Recoverable work = app::findRecoverable(where("shared")).at(0);
    tests::Workbench second(m_data);
    QTRY_COMPARE(second.step(), std::int64_t{0});
    app::Autosave late(second.document, second.run, second.files, where("own"), [] { return QImage(); });
    QSignalSpy failed(&second.files, &app::ProjectFiles::failed);
    {
      tests::Workbench first;
      app::Autosave autosave(first.document, first.run, first.files, where("shared"),
                             [] { return QImage(); });
      app::restore(first.files, autosave, work);
      QTRY_COMPARE(first.step(), std::int64_t{9});
      app::restore(second.files, late, work);
      QTRY_COMPARE(failed.count(), 1);
      QVERIFY2(failed[0][0].toString().contains("has restored this work"),
               qPrintable(failed[0][0].toString()));
      QSignalSpy kept(&late, &app::Autosave::notDiscarded);
      late.discard(work.folder);
      QTRY_COMPARE(kept.count(), 1);
      QCOMPARE(second.step(), std::int64_t{0});
      for (const fs::path& copy : work.copies) QVERIFY(fs::exists(copy));
    }
    QVERIFY(!fs::exists(work.folder));  // a normal exit leaves nothing
    app::restore(second.files, late, work);
    QTRY_COMPARE(failed.count(), 2);
    QVERIFY2(failed[1][0].toString().contains("no longer there"), qPrintable(failed[1][0].toString()));
  }

  void aFolderWithoutWorkIsRemoved() {
    fs::create_directories(where("empty") / "20200101-000000000-1");
    QVERIFY(app::findRecoverable(where("empty")).empty());
    QVERIFY(fs::is_empty(where("empty")));
    QVERIFY(app::findRecoverable(where("nowhere")).empty());
  }

  /// Not before the user says so.
  void deletingIsAskedAbout() {
    app::RecoveryDialog dialog(app::findRecoverable(where("dead")));
    dialog.show();
    QSignalSpy deleted(&dialog, &app::RecoveryDialog::deleteRequested);
    const auto remove = [&dialog](const QString& answer) {
      QTimer::singleShot(0, &dialog, [&dialog, answer] {
        for (auto* button : dialog.findChild<QMessageBox*>()->findChildren<QPushButton*>())
          if (button->text().remove(QLatin1Char('&')) == answer) button->click();
      });
      for (QPushButton* button : dialog.findChildren<QPushButton*>())
        if (button->text() == "&Delete…") button->click();
    };
    remove("Cancel");
    QCOMPARE(deleted.count(), 0);
    QVERIFY(dialog.isVisible());
    remove("Delete");
    QCOMPARE(deleted.count(), 1);
    QVERIFY(!dialog.isVisible());  // there was nothing else
  }

  void theWindowOffersIt() {
    const std::vector<Recoverable> found = app::findRecoverable(where("dead"));
    app::RecoveryDialog dialog(found);
    dialog.show();
    QStringList words;
    for (const QLabel* label : dialog.findChildren<QLabel*>()) words << label->text();
    QVERIFY2(words.join('\n').contains("at step 9, test accuracy"), qPrintable(words.join('\n')));
    QSignalSpy restored(&dialog, &app::RecoveryDialog::restoreRequested);
    for (QPushButton* button : dialog.findChildren<QPushButton*>())
      if (button->text() == "&Restore") button->click();
    QCOMPARE(restored.count(), 1);
    QVERIFY(!dialog.isVisible());
    QCOMPARE(app::findRecoverable(where("dead")).size(), 1U);
  }

 private:
  fs::path where(const char* name) const { return m_folder.filePath(name).toStdString(); }

  QTemporaryDir m_folder;
  QString m_data;
  engine::RunState m_state;
};

}  // namespace

PELLUCID_WINDOW_TEST(tst_recovery, RecoveryTest)
#include "tst_recovery.moc"
