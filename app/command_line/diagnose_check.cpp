// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/diagnose_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <bit>
#include <cmath>
#include <ctime>
#include <map>

#include "engine/base/side_by_side.h"
#include "engine/inspect/diagnosis/run_watch.h"

namespace pellucid::app {
namespace {

/// This thread's processor time: other busy threads do not count.
double threadSeconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

struct CheckData {
  engine::DatasetPtr dataset;
  engine::DataStatisticsPtr statistics;
};

struct CheckRun {
  double trained = 0;
  double watched = 0;
  bool isHealthy = false;
  bool isNamed = false;
  bool hasNotes = false;
  std::vector<std::string> alarms = {};
};

class Checker {
 public:
  Checker(const CheckCase& of, const CheckData& data, std::uint64_t seed)
      : m_of(of), m_data(data), m_watch(data.statistics) {
    engine::Experiment experiment = of.experiment;
    experiment.seed = seed;
    m_trainer.emplace(engine::Trainer::create(experiment, data.dataset).value());
  }

  CheckRun run(const engine::Progress& progress) {
    const std::int64_t epoch = m_trainer->stepsPerEpoch();
    // A fault has to be named within an epoch or 1,000 steps, whichever is longer.
    const std::int64_t steps = m_of.fault ? std::max(m_of.steps, epoch) : m_of.steps;
    constexpr std::int64_t kTestEvery = 50;
    const std::int64_t testEvery = std::max(kTestEvery, std::min<std::int64_t>(epoch, steps / 8));
    double begin = threadSeconds();
    const auto lap = [&](double& seconds) {
      const double now = threadSeconds();
      seconds += now - begin;
      begin = now;
    };
    diagnose();
    lap(m_result.watched);
    while (!m_diverged && m_trainer->state().step < steps && !progress.isCancelled()) {
      step();
      const std::int64_t at = m_trainer->state().step;
      if (at % testEvery == 0 && !m_diverged) {
        lap(m_result.trained);
        m_history.test.push_back({.step = at, .metrics = m_trainer->evaluateTest()});
        begin = threadSeconds();  // tests belong to the run, but their time is not counted
      }
      if (m_watch.isDue(at) || m_diverged || at == steps) {
        lap(m_result.trained);
        diagnose();
        lap(m_result.watched);
      } else if (isSeenAtRest(at)) {
        lap(m_result.trained);
        diagnose();
        begin = threadSeconds();  // a run in training does not pay for it
      }
    }
    m_result.isHealthy = !m_diverged && isReached();
    return m_result;
  }

 private:
  void step() {
    const auto result = m_trainer->step();
    if (const auto* diverged = std::get_if<engine::Diverged>(&result)) {
      m_diverged = *diverged;
      return;
    }
    m_history.train.push_back({.step = m_trainer->state().step,
                               .metrics = std::get<engine::Metrics>(result),
                               .sizes = m_trainer->sizes()});
  }

  /// A user who pauses a run, or steps through it, has it diagnosed there as well: at 100 steps, 200, 400,
  /// and so on.
  static bool isSeenAtRest(std::int64_t step) {
    constexpr std::int64_t kFirst = 100;
    return step % kFirst == 0 && std::has_single_bit(static_cast<std::uint64_t>(step / kFirst));
  }

  void diagnose() {
    for (const engine::Finding& finding : m_watch.diagnose(*m_trainer, m_history, m_diverged)) {
      m_result.isNamed = m_result.isNamed || finding.rule == m_of.fault;
      if (finding.severity == engine::Severity::Note) {
        m_result.hasNotes = true;
        continue;
      }
      const std::string told = fmt::format("{}: {}", nameOf(finding.rule), finding.sentence.text());
      const std::string rule(nameOf(finding.rule));
      const auto isSame = [&](const std::string& other) { return other.starts_with(rule + ":"); };
      if (std::ranges::none_of(m_result.alarms, isSame))
        m_result.alarms.push_back(fmt::format("{} (step {})", told, m_trainer->state().step));
    }
  }

  bool isReached() {
    return std::ranges::all_of(m_of.claims, [&](const CheckClaim& claim) {
      const engine::Metrics test = m_trainer->evaluateTest();
      if (claim.measure == "test_accuracy") return test.accuracy >= claim.atLeast;
      if (claim.measure == "explained_share") return test.r2 >= claim.atLeast;
      return true;
    });
  }

  const CheckCase& m_of;
  const CheckData& m_data;
  engine::RunWatch m_watch;
  std::optional<engine::Trainer> m_trainer;
  engine::History m_history;
  std::optional<engine::Diverged> m_diverged;
  CheckRun m_result;
};

engine::Result<CheckData> dataOf(const CheckCase& of, const engine::DataLocations& locations) {
  const auto loaded = engine::loadDataset(of.experiment.data.name, locations);
  if (!loaded) return loaded.error();
  engine::DatasetPtr dataset = *loaded;
  if (of.spoil) {
    auto spoiled = std::make_shared<engine::Dataset>(*dataset);
    of.spoil(*spoiled);
    spoiled->checksum = engine::checksum(spoiled->train, spoiled->test);
    dataset = std::move(spoiled);
  }
  return CheckData{.dataset = dataset, .statistics = engine::dataStatistics(*dataset)};
}

void add(CheckRow& row, const CheckRun& run, std::uint64_t seed) {
  ++row.runs;
  row.trained += run.trained;
  row.watched += run.watched;
  if (row.of.fault) {
    row.named += run.isNamed ? 1 : 0;
    if (!run.isNamed)
      row.told.push_back(fmt::format("seed {}: not named, but {}", seed,
                                     run.alarms.empty() ? "nothing was" : run.alarms.front()));
    return;
  }
  if (!run.isHealthy) return;
  ++row.healthy;
  if (run.alarms.empty() && run.hasNotes) ++row.notes;
  if (run.alarms.empty()) return;
  ++row.falseAlarms;
  for (const std::string& alarm : run.alarms) row.told.push_back(fmt::format("seed {}: {}", seed, alarm));
}

}  // namespace

engine::Result<std::vector<CheckRow>> checkDiagnosis(const CheckWishes& wishes,
                                                     const std::filesystem::path& gallery,
                                                     const engine::DataLocations& locations,
                                                     const engine::Progress& progress) {
  auto cases = healthyCases(gallery);
  if (!cases) return cases.error();
  auto faults = faultyCases(gallery);
  if (!faults) return faults.error();
  cases->insert(cases->end(), faults->begin(), faults->end());
  if (!wishes.only.empty())
    std::erase_if(*cases, [&](const CheckCase& one) {
      return std::ranges::none_of(
          wishes.only, [&](const std::string& part) { return one.name.find(part) != std::string::npos; });
    });
  if (cases->empty())
    return engine::Error{engine::message("No case of the check has a name that contains {}.",
                                         fmt::format("{}", fmt::join(wishes.only, " or ")))};
  std::vector<CheckRow> rows;
  std::map<std::string, CheckData> kept;  // the unchanged data
  for (const CheckCase& one : *cases) {
    const std::string name = one.experiment.data.name;
    CheckData data;
    if (const auto known = kept.find(name); known != kept.end() && !one.spoil) {
      data = known->second;
    } else {
      auto loaded = dataOf(one, locations);
      if (!loaded) return loaded.error();
      data = *loaded;
      if (!one.spoil) kept[name] = data;
    }
    std::vector<CheckRun> runs(static_cast<std::size_t>(wishes.seeds));
    std::atomic<std::size_t> next = 0;
    engine::sideBySide(engine::allCores(), [&] {
      for (std::size_t i = next++; i < runs.size() && !progress.isCancelled(); i = next++)
        runs[i] = Checker(one, data, i + 1).run(progress);
    });
    if (progress.isCancelled()) return engine::Progress::cancelled();
    rows.push_back({.of = one});
    for (std::size_t i = 0; i < runs.size(); ++i) add(rows.back(), runs[i], i + 1);
    progress.tell(rows.size(), cases->size());
  }
  return rows;
}

CheckTable checkTable(const std::vector<CheckRow>& rows) {
  CheckTable table;
  int healthy = 0;
  int falseAlarms = 0;
  double trained = 0;
  double watched = 0;
  bool areNamed = true;
  bool areAllHealthy = true;  // a row without a healthy run proves nothing
  table.text = fmt::format("{:<34} {:<9} {:>5} {:>8} {:>13} {:>6} {:>7} {:>8}\n", "healthy run", "optimizer",
                           "runs", "healthy", "false alarms", "notes", "silent", "time %");
  const auto timeShare = [](const CheckRow& row) {
    return row.trained > 0 ? 100 * row.watched / row.trained : 0;
  };
  for (const CheckRow& row : rows) {
    if (row.of.fault) continue;
    areAllHealthy = areAllHealthy && row.healthy > 0;
    healthy += row.healthy;
    falseAlarms += row.falseAlarms;
    trained += row.trained;
    watched += row.watched;
    table.text += fmt::format("{:<34} {:<9} {:>5} {:>8} {:>13} {:>6} {:>7} {:>8.2f}\n", row.of.name,
                              row.of.optimizer, row.runs, row.healthy, row.falseAlarms, row.notes,
                              row.healthy - row.falseAlarms - row.notes, timeShare(row));
    for (const std::string& line : row.told) table.text += "    " + line + '\n';
  }
  table.text +=
      fmt::format("\n{:<34} {:<22} {:>5} {:>6} {:>8}\n", "planted fault", "rule", "runs", "named", "time %");
  for (const CheckRow& row : rows) {
    if (!row.of.fault) continue;
    areNamed = areNamed && 20 * row.named >= 19 * row.runs;
    table.text += fmt::format("{:<34} {:<22} {:>5} {:>6} {:>8.2f}\n", row.of.name, nameOf(*row.of.fault),
                              row.runs, row.named, timeShare(row));
    for (const std::string& line : row.told) table.text += "    " + line + '\n';
  }
  const double share = trained > 0 ? watched / trained : 0;
  table.isHeld = 100 * falseAlarms <= healthy && areNamed && areAllHealthy && share <= 0.01;
  table.text += fmt::format(
      "\n{} of {} healthy runs with a false alarm ({:.2f} %). Looking took {:.2f} % of the time of their "
      "training.\n",
      falseAlarms, healthy, healthy > 0 ? 100.0 * falseAlarms / healthy : 0.0, 100 * share);
  if (!areAllHealthy) table.text += "A row has no healthy run, so nothing could be found wrong with it.\n";
  table.text += table.isHeld ? "All bounds are held.\n" : "A bound is not held.\n";
  return table;
}

}  // namespace pellucid::app
