// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/metrics_file.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "engine/io/atomic_write.h"
#include "engine/io/history_csv.h"

namespace pellucid::app {
namespace {

constexpr std::chrono::seconds kFlushInterval(1);

/// Empty for a step without its own row.
std::string metricsRow(const engine::HistoryPoint& train, const engine::Metrics* test,
                       std::int64_t stepsPerEpoch, MetricsEvery every) {
  const bool isEndOfEpoch = train.step % stepsPerEpoch == 0;
  if (every == MetricsEvery::Epoch && !isEndOfEpoch) return {};
  // Without the seconds, so that the same seed writes the same file.
  engine::HistoryPoint batch = train;
  batch.seconds = engine::kUnmeasured;
  if (test == nullptr || !isEndOfEpoch) return engine::historyCsvRow(&batch, nullptr, stepsPerEpoch);
  const engine::HistoryPoint tested{.step = train.step, .metrics = *test};
  return engine::historyCsvRow(&batch, &tested, stepsPerEpoch);
}

std::string metricsSoFar(const engine::History& history, std::int64_t stepsPerEpoch, MetricsEvery every) {
  std::string csv = engine::historyCsvHeader();
  auto test = history.test.begin();
  for (const engine::HistoryPoint& point : history.train) {
    while (test != history.test.end() && test->step < point.step) ++test;
    const bool isTested = test != history.test.end() && test->step == point.step;
    csv += metricsRow(point, isTested ? &test->metrics : nullptr, stepsPerEpoch, every);
  }
  return csv;
}

}  // namespace

engine::Result<MetricsFile> MetricsFile::begin(const std::filesystem::path& path,
                                               const engine::History& history, std::int64_t stepsPerEpoch,
                                               MetricsEvery every) {
  if (auto begun = engine::atomicWrite(path, std::string_view(metricsSoFar(history, stepsPerEpoch, every)));
      !begun)
    return begun.error();
  MetricsFile file;
  file.m_path = path;
  file.m_file.reset(std::fopen(path.c_str(), "ae"));
  if (!file.m_file)
    return engine::Error{
        engine::message("Cannot write {}: {}. Choose another file.", path.string(), std::strerror(errno))};
  file.m_stepsPerEpoch = stepsPerEpoch;
  file.m_every = every;
  return file;
}

void MetricsFile::add(const engine::HistoryPoint& train, const engine::Metrics* test) {
  if (m_problem != 0) return;
  const std::string row = metricsRow(train, test, m_stepsPerEpoch, m_every);
  if (row.empty()) return;
  bool isWritten = std::fwrite(row.data(), 1, row.size(), m_file.get()) == row.size();
  if (const auto now = Clock::now(); isWritten && now - m_flushed >= kFlushInterval) {
    isWritten = std::fflush(m_file.get()) == 0;
    m_flushed = now;
  }
  if (isWritten) return;
  m_problem = errno;
  m_lostStep = train.step;
}

engine::Result<void> MetricsFile::end() {
  const bool isComplete = std::fflush(m_file.get()) == 0 && fsync(fileno(m_file.get())) == 0;
  if (m_problem == 0 && !isComplete) m_problem = errno;
  const bool isClosed = std::fclose(m_file.release()) == 0;
  if (m_problem == 0 && !isClosed) m_problem = errno;
  if (m_problem == 0) return {};
  return engine::Error{engine::message(
      "Cannot write all of {}: {}.{} Make room, or choose another place.", m_path.string(),
      std::strerror(m_problem),
      m_lostStep > 0 ? fmt::format(" Its rows end about step {}.", m_lostStep) : std::string())};
}

}  // namespace pellucid::app
