// SPDX-License-Identifier: GPL-3.0-or-later
// The curves as a table, a drawing and a picture in files, read by other readers.
#include "app/curve_export.h"

#include <QFileDialog>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTimer>
#include <QXmlStreamReader>
#include <QtTest>

#include "tests/support/idx_files.h"
#include "tests/support/patience.h"
#include "tests/support/saving.h"
#include "tests/support/window_test.h"
#include "tests/support/workbench.h"

namespace {

using namespace pellucid;

class CurveExportTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    m_data = m_folder.filePath("data");
    tests::writeIdxFiles(*tests::syntheticDataset(), m_data.toStdString());
  }

  void theEndingDecides() {
    tests::Workbench bench(m_data);
    ui::Actions actions;
    ui::CurvesPanel curves;
    app::CurveExport out(bench.files, curves, actions, curves);
    QSignalSpy done(&out, &app::CurveExport::done);
    QTRY_COMPARE_WITH_TIMEOUT(bench.step(), std::int64_t{0}, tests::kPatienceMs);
    bench.run.trainEpoch();
    QTRY_VERIFY_WITH_TIMEOUT(bench.step() > 0 && bench.run.isResting(), tests::kPatienceMs);
    curves.append(bench.run.history());
    for (const char* name : {"curves.csv", "curves.svg", "curves.PNG"}) {
      const QString path = m_folder.filePath(name);
      QCOMPARE(tests::problemOf(bench.files, [&] { out.exportTo(path); }), QString());
      QVERIFY(done.takeLast()[0].toString().contains(name));
    }
    QFile table(m_folder.filePath("curves.csv"));
    QVERIFY(table.open(QIODevice::ReadOnly));
    QCOMPARE(table.readAll().count('\n'), bench.run.history().train.size() + 2);
    QFile drawing(m_folder.filePath("curves.svg"));
    QVERIFY(drawing.open(QIODevice::ReadOnly));
    QXmlStreamReader reader(&drawing);
    int paths = 0;
    while (!reader.atEnd())
      if (reader.readNext() == QXmlStreamReader::StartElement && reader.name() == QLatin1String("path"))
        ++paths;
    QVERIFY(!reader.hasError());
    QCOMPARE(paths, 4);  // training and test, of loss and accuracy
    const QImage picture(m_folder.filePath("curves.PNG"));
    QVERIFY(picture.width() > 1000);
    QVERIFY(!tests::problemOf(bench.files, [&] { out.exportTo(m_folder.filePath("none/a.svg")); }).isEmpty());
  }

  void theNameFollowsTheChosenFormat() {
    tests::Workbench bench;
    ui::Actions actions;
    ui::CurvesPanel curves;
    app::CurveExport out(bench.files, curves, actions, curves);
    QString suffix;
    QTimer::singleShot(0, [&suffix] {
      auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
      QVERIFY(dialog != nullptr);
      dialog->selectNameFilter(dialog->nameFilters().at(1));
      emit dialog->filterSelected(dialog->nameFilters().at(1));
      suffix = dialog->defaultSuffix();
      dialog->reject();
    });
    emit curves.exportRequested();
    QCOMPARE(suffix, "svg");
  }

 private:
  QTemporaryDir m_folder;
  QString m_data;
};

}  // namespace

PELLUCID_WINDOW_TEST(tst_curve_export, CurveExportTest)
#include "tst_curve_export.moc"
