// SPDX-License-Identifier: GPL-3.0-or-later
// Files of every format there has been, as the programs of their time wrote them, are read to the same bits.
#include <QCryptographicHash>
#include <QtTest>

#include "engine/io/json.h"
#include "io_test_data.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

QByteArray hashOf(const Vector& values) {
  return QCryptographicHash::hash(QByteArrayView(reinterpret_cast<const char*>(values.data()),
                                                 values.size() * static_cast<Index>(sizeof(Scalar))),
                                  QCryptographicHash::Sha256)
      .toHex()
      .first(16);
}

Bytes caseBytes(const char* file) {
  return *readFile(std::string(PELLUCID_SOURCE_DIR "/tests/cases/") + file);
}

}  // namespace

class TestProjectFormats : public QObject {
  Q_OBJECT

 private slots:
  void areRead_data() {
    QTest::addColumn<int>("format");
    QTest::addColumn<QByteArray>("weights");
    QTest::addColumn<int>("step");
    QTest::addColumn<int>("lanes");
    QTest::newRow("first") << 1 << QByteArray("7fac3e412eb88e65") << 5 << 0;
    QTest::newRow("second") << 2 << QByteArray("ef3d98d056e32c3f") << 12 << 0;
    QTest::newRow("third") << 3 << QByteArray("d1bee8a10d7c5a05") << 25 << 2;
  }
  void areRead() {
    QFETCH(int, format);
    QFETCH(QByteArray, weights);
    QFETCH(int, step);
    QFETCH(int, lanes);
    const std::string file = std::string(QTest::currentDataTag()) + "-format.pellucid";
    const auto project = readProject(caseBytes(file.c_str()), file);
    QVERIFY2(project.has_value(), project ? "" : project.error().text().c_str());
    QCOMPARE(project->format, format);
    QCOMPARE(project->isOfFirstFormat, format == 1);
    QCOMPARE(hashOf(project->state.weights), weights);
    QCOMPARE(project->state.step, step);
    QCOMPARE(project->timeline ? static_cast<int>(project->timeline->lanes.size()) : 0, lanes);
    QVERIFY(!isOfNewerFormat(*project));
    // Written again, it has today's format, with all its contents.
    const auto again = readProject(*writeProject(*project), file);
    QVERIFY2(again.has_value(), again ? "" : again.error().text().c_str());
    QCOMPARE(again->format, 3);
    QVERIFY(again->state == project->state);
    QVERIFY(again->history == project->history);
  }

  void theThirdHasItsMoments() {
    const auto project = readProject(caseBytes("third-format.pellucid"), "third");
    QVERIFY2(project.has_value(), project ? "" : project.error().text().c_str());
    const TimelineRecord& timeline = *project->timeline;
    QCOMPARE(timeline.lane, 1U);
    QCOMPARE(timeline.lanes[1].begin, 12);
    QCOMPARE(timeline.lanes[1].end, 32);
    QCOMPARE(timeline.lanes[1].events.size(), 2U);
    QCOMPARE(settingAt(timeline, 1, 32)->training.learningRate, 0.1);
    QCOMPARE(hashOf(timeline.lanes[0].kept.back().state->weights), QByteArray("0057018419bbf123"));
  }
};

PELLUCID_TEST(tst_project_formats, TestProjectFormats)
#include "tst_project_formats.moc"
