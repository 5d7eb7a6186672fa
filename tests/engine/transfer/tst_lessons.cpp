// SPDX-License-Identifier: GPL-3.0-or-later
// What the presets are said to teach: the table in README.md is measured again, and the lesson of each preset
// has to follow from its figures. Takes too long for a build that is not optimised.
#include <QtTest>

#include "engine/base/side_by_side.h"
#include "engine/transfer/summary.h"
#include "engine/transfer/sweep.h"
#include "tests/engine/transfer/preset_task.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

/// Per cent by arm, for this many samples per class.
using Figures = std::map<Index, std::map<std::string, double>>;

/// With `samples` per class, `better` is ahead of `worse` by `least` to `most` points.
struct Claim {
  Index samples;
  const char* better;
  const char* worse;
  double least;
  double most = 100;
};

/// The lessons' claims in numbers.
const std::map<std::string, std::vector<Claim>>& claims() {
  static const std::map<std::string, std::vector<Claim>> kClaims = {
      // Freeze when data are scarce; with more data, let more layers learn.
      {"digits-to-parity",
       {{5, "frozen", "scratch", 2},
        {5, "frozen", "finetune", 1},
        {20, "frozen", "scratch", 4},
        {100, "half", "frozen", 2},
        {100, "finetune", "frozen", 1}}},
      // General layers transfer, specialised ones do not.
      {"low-to-high-digits-cnn",
       {{5, "half", "scratch", 3}, {5, "half", "frozen", 6}, {100, "half", "frozen", 6}}},
      // A frozen narrow network discards what the new task needs.
      {"low-to-high-digits-mlp", {{50, "scratch", "frozen", 10}, {50, "finetune", "frozen", 10}}},
      // The first layer is wrong for the new input; a padlock on the layer above does less harm.
      {"digits-to-inverted",
       {{20, "scratch", "frozen", 20}, {20, "lock:2", "frozen", 20}, {20, "scratch", "lock:2", 1}}},
      // Freezing harms.
      {"fashion-to-digits", {{20, "scratch", "frozen", 20}, {20, "scratch", "half", 5}}},
      // Everything can be kept, and with more data letting it learn helps a little.
      {"digits-to-noisy",
       {{5, "frozen", "scratch", 20}, {5, "frozen", "finetune", -2, 2}, {100, "finetune", "frozen", 0.2, 3}}},
  };
  return kClaims;
}

/// A preset's rows in the table of README.md; "(`lock:2`) gives 74.2" in the last column counts, too.
Figures figuresOfReadme(const QString& preset) {
  QFile readme(PELLUCID_SOURCE_DIR "/README.md");
  if (!readme.open(QIODevice::ReadOnly)) return {};
  static const QRegularExpression more(R"(\(`(lock:[\d+]+)`\) gives ([\d.]+))");
  Figures figures;
  QString current;
  for (const QString& line : QString::fromUtf8(readme.readAll()).split('\n')) {
    const QStringList cells = line.split('|');
    if (cells.size() != 9) continue;
    if (!cells[1].trimmed().isEmpty()) current = cells[1].trimmed();
    if (current != preset) continue;
    auto& row = figures[cells[2].trimmed().toLongLong()];
    int column = 3;
    for (const char* arm : {"scratch", "frozen", "half", "finetune"})
      row[arm] = cells[column++].trimmed().remove('*').toDouble();
    if (const auto match = more.match(cells[7]); match.hasMatch())
      row[match.captured(1).toStdString()] = match.captured(2).toDouble();
  }
  return figures;
}

/// As measured by `pellucid transfer --preset NAME --seeds 5 --test-samples 10000`.
Figures measuredFigures(const TransferPreset& preset, const std::vector<Index>& samples) {
  const TransferTask task = taskOf(preset, 10'000);
  SweepSpec spec;
  spec.arms = parseArms(preset.arms, armContext(task, 1, SweepSpec().steps)).value();
  spec.samplesPerClass = samples;
  spec.seeds = 5;
  spec.every = spec.steps;
  Figures figures;
  for (const SweepCell& cell : summarise(runSweep(task, spec, allCores()).value()))
    figures[cell.samplesPerClass][cell.arm] = 100 * cell.median;
  return figures;
}

}  // namespace

class TestLessons : public QObject {
  Q_OBJECT

 private slots:
  void theFiguresAreThoseOfTheReadme_data() { addPresetRows(); }

  void theFiguresAreThoseOfTheReadme() {
    QFETCH(QString, name);
    const TransferPreset preset = findPreset(name.toStdString()).value();
    if (!isInstalled(preset)) QSKIP("Fashion-MNIST is not installed");
    const Figures printed = figuresOfReadme(name);
    QVERIFY(!printed.empty());
    std::vector<Index> samples;
    for (const auto& [count, row] : printed) samples.push_back(count);
    const Figures measured = measuredFigures(preset, samples);

    // The same to the last digit on the same kind of processor; others round differently, and a run deviates.
    constexpr double kPoints = 1;
    for (const auto& [count, row] : printed)
      for (const auto& [arm, percent] : row) {
        const double found = measured.at(count).at(arm);
        QVERIFY2(std::abs(found - percent) < kPoints,
                 qPrintable(QString("%1 with %2 samples: %3, README says %4")
                                .arg(arm.c_str())
                                .arg(count)
                                .arg(found)
                                .arg(percent)));
      }
    for (const Claim& claim : claims().at(preset.name)) {
      const auto& row = measured.at(claim.samples);
      const double lead = row.at(claim.better) - row.at(claim.worse);
      QVERIFY2(lead >= claim.least && lead <= claim.most,
               qPrintable(QString("with %1 samples %2 leads %3 by %4")
                              .arg(claim.samples)
                              .arg(claim.better, claim.worse)
                              .arg(lead)));
    }
  }
};

PELLUCID_TEST(tst_lessons, TestLessons)
#include "tst_lessons.moc"
