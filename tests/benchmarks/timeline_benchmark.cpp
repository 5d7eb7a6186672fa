// SPDX-License-Identifier: GPL-3.0-or-later
// How long it takes to go to any step of a long run, and what keeping its states costs: for each of the
// networks that speed is measured on, a run of some seconds and at least so many steps, then random jumps.
//   pellucid_timeline_benchmark [SECONDS [JUMPS [STEPS [NETWORK]]]]
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string_view>
#include <thread>

#include "engine/base/median.h"
#include "engine/base/random.h"
#include "engine/data/catalogue.h"
#include "engine/inspect/speed.h"
#include "engine/train/session.h"

using namespace pellucid::engine;
using Clock = std::chrono::steady_clock;

namespace {

double secondsSince(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

/// Steps per second of the trainer, alone or with the timeline that the session would keep; the same steps.
double speed(const Experiment& experiment, const DatasetPtr& dataset, double seconds, bool keepsTime) {
  Trainer trainer = Trainer::create(experiment, dataset).value();
  Timeline timeline;
  timeline.begin(trainer);
  timeline.keepApart(stepsPerCopy(trainer));
  const auto begin = Clock::now();
  for (std::int64_t round = 1; secondsSince(begin) < seconds; ++round) {
    for (int i = 0; i < 16; ++i) {
      (void)trainer.step();
      if (keepsTime) timeline.stepped(trainer);
    }
    constexpr double kReplaySeconds = 0.025;
    if (keepsTime && secondsSince(begin) > 0.25)
      timeline.keepApart(
          static_cast<std::int64_t>(kReplaySeconds * static_cast<double>(16 * round) / secondsSince(begin)));
  }
  return static_cast<double>(trainer.state().step) / secondsSince(begin);
}

/// The share of the speed that remains with a timeline: the median over pairs.
double shareLeft(const Experiment& experiment, const DatasetPtr& dataset, double seconds) {
  constexpr int kPairs = 7;
  std::vector<double> shares;
  for (int i = 0; i < kPairs; ++i) {
    const double alone = speed(experiment, dataset, seconds / kPairs, false);
    shares.push_back(speed(experiment, dataset, seconds / kPairs, true) / alone);
  }
  return median(shares);
}

/// The program's resident memory, in MB.
double residentMegabytes() {
  std::ifstream file("/proc/self/statm");
  double all = 0;
  double resident = 0;
  file >> all >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1 << 20);
}

struct Wanted {
  double seconds = 10;
  int jumps = 1000;
  std::int64_t steps = 0;
};

void measure(const SpeedCase& speedCase, const DatasetPtr& dataset, const Wanted& wanted) {
  const double memory = residentMegabytes();
  Session session;
  session.post(StartRun{.run = 1, .experiment = speedCase.experiment, .dataset = dataset, .state = {}});
  session.post(Train{});
  const auto begin = Clock::now();
  std::int64_t done = 0;
  while (secondsSince(begin) < wanted.seconds || done < wanted.steps) {
    std::this_thread::sleep_for(std::chrono::milliseconds(16));
    if (const auto& snapshot = session.poll().snapshot) done = snapshot->state.step;
  }
  const Update end = session.pollAfter(session.post(Pause{}));
  Random random(1, "jumps");
  std::vector<double> times;
  for (int i = 0; i < wanted.jumps; ++i) {
    const auto step =
        static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(end.snapshot->state.step)));
    const auto from = Clock::now();
    (void)session.pollAfter(session.post(GoTo{.lane = 0, .step = step}));
    times.push_back(1000 * secondsSince(from));
  }
  std::ranges::sort(times);
  const auto at = [&times](double share) {
    return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))];
  };
  fmt::print(
      "{:12} {:>9} steps, {:>4} states{}, {:.0f} MB: jump p50 {:.1f} ms, p99 {:.1f} ms, worst {:.1f} ms; "
      "{:.1f} % of the trainer's speed\n",
      speedCase.name, end.snapshot->state.step, end.snapshot->timeline.lanes[0].kept.size(),
      end.snapshot->timeline.isThinned ? " (thinned)" : "", residentMegabytes() - memory, at(0.5), at(0.99),
      times.back(), 100 * shareLeft(speedCase.experiment, dataset, wanted.seconds));
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  Wanted wanted;
  if (argc > 1) wanted.seconds = std::atof(argv[1]);
  if (argc > 2) wanted.jumps = std::atoi(argv[2]);
  if (argc > 3) wanted.steps = std::atoll(argv[3]);
  for (const SpeedCase& speedCase : speedCases()) {
    if (argc > 4 && speedCase.name != std::string_view(argv[4])) continue;
    const auto dataset =
        loadDataset(speedCase.experiment.data.name,
                    {.mnist = PELLUCID_SOURCE_DIR "/resources/datasets/mnist", .fashionMnist = {}});
    if (!dataset) {
      fmt::print(stderr, "{}\n", dataset.error().text());
      return 1;
    }
    measure(speedCase, *dataset, wanted);
  }
  return 0;
}
