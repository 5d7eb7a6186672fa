// SPDX-License-Identifier: GPL-3.0-or-later
// A transfer experiment in a project: its figures come back bit for bit, running it again from the file gives
// the same figures, and files that lie are refused.
#include "engine/io/transfer_record_file.h"

#include <QtTest>
#include <functional>

#include "engine/io/safetensors.h"
#include "io_test_data.h"
#include "tests/support/datasets.h"
#include "tests/support/test_program.h"
#include "tests/support/transfers.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

using Entries = std::vector<ZipEntry>;

Bytes archiveOf(const TransferRecord& record) {
  std::vector<ZipPart> parts;
  writeTransferRecord(&record, parts);
  return *buildZip(parts, kMaxZipBytes);
}

SweepSpec sweepOf(const TransferRecord& record) {
  SweepSpec spec{.arms = record.arms, .samplesPerClass = record.design.samples, .seeds = record.design.seeds};
  spec.steps = record.design.steps;
  spec.every = 10;
  return spec;
}

TransferRecord measured() {
  const TransferTask task = smallTask();
  TransferRecord record{.design = {.source = "synthetic",
                                   .model = std::make_shared<const TrainedModel>(task.source),
                                   .modelData = task.sourceData,
                                   .data = "mnist",
                                   .arms = "scratch,half",
                                   .samples = {2, 5},
                                   .seeds = 2,
                                   .steps = 30},
                        .arms = armsOf(task, "scratch,half"),
                        .fits = task.fits,
                        .hasNewHead = task.hasNewHead};
  record.curves = runSweep(task, sweepOf(record), 2).value();
  return record;
}

void compare(const std::vector<ArmCurve>& a, const std::vector<ArmCurve>& b) {
  QCOMPARE(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    QCOMPARE(a[i].arm, b[i].arm);
    QCOMPARE(a[i].samplesPerClass, b[i].samplesPerClass);
    QCOMPARE(a[i].seed, b[i].seed);
    QVERIFY(a[i].points == b[i].points);
    QCOMPARE(a[i].trainableParameters, b[i].trainableParameters);
    QCOMPARE(a[i].isComplete, b[i].isComplete);
    QCOMPARE(a[i].place, b[i].place);
  }
}

}  // namespace

class TestTransferRecordFile : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() { m_record = measured(); }

  void aProjectKeepsIt() {
    Project project = smallProject();
    project.transfer = std::make_shared<const TransferRecord>(m_record);
    const Bytes bytes = *writeProject(project);
    const auto back = readProject(bytes, "p.pellucid");
    QVERIFY2(back.has_value(), back ? "" : back.error().text().c_str());
    compare(back->transfer->curves, m_record.curves);
    QCOMPARE(back->transfer->curves[1].millisecondsPerStep, m_record.curves[1].millisecondsPerStep);
    QVERIFY(isSameBits(back->transfer->design.model->weights, m_record.design.model->weights));
    QVERIFY(*writeProject(*back) == bytes);
  }

  void aProjectWithoutItOpens() {
    const auto back = readProject(*writeProject(smallProject()), "p.pellucid");
    QVERIFY(back && back->transfer == nullptr);
  }

  void runsAgainToTheSameFigures() {
    const Bytes archive = archiveOf(m_record);
    const auto back = readTransferRecord(*ZipReader::open(archive));
    QVERIFY(back);
    TransferTask task = smallTask();
    task.source = *(*back)->design.model;
    compare(runSweep(task, sweepOf(**back), 1).value(), (*back)->curves);
  }

  void refuses_data() {
    using Change = std::function<void(Entries&)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<QByteArray>("part");
    const auto number = [](const char* tensor, std::size_t place, auto value) -> Change {
      return [=](Entries& entries) {
        auto tensors = *readSafetensors(entries[1].bytes);
        for (SafeTensor& each : tensors)
          if (each.name == tensor)
            std::memcpy(each.values.data() + place * sizeof value, &value, sizeof value);
        entries[1].bytes = writeSafetensors(tensors);
      };
    };
    const auto add = [](const char* name, const Change& change, const char* part) {
      QTest::newRow(name) << change << QByteArray(part);
    };
    const double nan = std::numeric_limits<double>::quiet_NaN();
    add(
        "no figures", [](Entries& e) { e.erase(e.begin() + 1); }, "transfer.safetensors is missing");
    add(
        "no source", [](Entries& e) { e.pop_back(); }, "transfer_source.safetensors is missing");
    add(
        "cut off", [](Entries& e) { e[1].bytes.resize(e[1].bytes.size() / 2); }, "transfer.safetensors");
    add(
        "source cut off", [](Entries& e) { e[2].bytes.resize(100); }, "transfer_source.safetensors");
    add(
        "no JSON", [](Entries& e) { e[0].bytes = bytesOf("{"); }, "transfer.json: line 1");
    add("other arm", number("curves", 0, std::int64_t{2}), "no run can have");
    add("negative arm", number("curves", 0, std::int64_t{-1}), "no run can have");
    add("samples", number("curves", 1, std::int64_t{0}), "no run can have");
    add("more points", number("curves", 6, std::int64_t{1} << 62), "more points");
    add("fewer points", number("curves", 6, std::int64_t{0}), "the curves have");
    add("place", number("curves", 7, std::int64_t{99}), "after place 99");
    add("time", number("times", 0, nan), "no run can have");
    add("step", number("points", 0, 0.5), "which does not follow");
    add("no step", number("points", 0, nan), "which does not follow");
    add("accuracy", number("points", 1, 1.5), "from 0 to 1");
    add("no accuracy", number("points", 1, nan), "from 0 to 1");
    add("source accuracy", number("points", 2, -0.5), "from 0 to 1");
    add("drift", number("points", 3, -1.0), "not negative");
    add(
        "another tensor",
        [](Entries& e) {
          auto tensors = *readSafetensors(e[1].bytes);
          tensors.push_back({.name = "more", .shape = {0}, .values = {}});
          e[1].bytes = writeSafetensors(tensors);
        },
        "tensors");
  }
  void refuses() {
    QFETCH(std::function<void(Entries&)>, change);
    QFETCH(QByteArray, part);
    Entries entries = *readZip(archiveOf(m_record));
    change(entries);
    const Bytes archive = *writeZip(entries);
    const auto back = readTransferRecord(*ZipReader::open(archive));
    QVERIFY(!back);
    QVERIFY2(says(back.error().text(), {part.toStdString()}), back.error().text().c_str());
  }

 private:
  TransferRecord m_record;
};

PELLUCID_TEST(tst_transfer_record_file, TestTransferRecordFile)
#include "tst_transfer_record_file.moc"
