// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/transfer/race_player.h"

#include <algorithm>
#include <chrono>

#include "engine/base/background_thread.h"
#include "engine/base/mailbox.h"
#include "engine/transfer/few_samples.h"

namespace pellucid::engine {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::int64_t kEvery = 5;  // number of steps between two points of a curve

struct Turn {
  std::size_t arm = 0;
  std::size_t layer = 0;
  bool isFrozen = false;
};

/// The data shared by the owner and the thread of a race.
struct RaceOrders {
  // Set by the owner.
  std::vector<Turn> turns = {};
  bool isPlaying = true;
  int singleSteps = 0;
  double speed = 0;
  bool isWanted = true;  ///< whether a picture is wanted
  bool isOver = false;   ///< whether the run is no longer wanted
  // Set by the thread.
  std::shared_ptr<const RacePicture> picture = {};
  bool isResting = false;
};

/// The thread's work until its run is over.
class RaceLoop {
 public:
  RaceLoop(ArmRace& race, std::int64_t steps, Mailbox<RaceOrders>& box)
      : m_race(race), m_steps(steps), m_box(box) {}

  void run() {
    for (;;) {
      if (isKeepingPace()) continue;
      const Round round = next();
      if (round.isOver) return;
      for (const Turn& turn : round.turns) m_race.setFrozen(turn.arm, turn.layer, turn.isFrozen);
      if (round.isStep) step(round.speed);
      m_isNew = m_isNew || round.isStep || !round.turns.empty();
      if (m_isNew && round.isWanted) show();
    }
  }

 private:
  /// What to do next.
  struct Round {
    std::vector<Turn> turns;
    bool isStep = false;
    double speed = 0;
    bool isWanted = false;
    bool isOver = false;
  };

  bool hasSteps(const RaceOrders& orders) const {
    return m_race.steps() < m_steps && (orders.isPlaying || orders.singleSteps > 0);
  }
  bool isEarly(const RaceOrders& orders) const {
    return orders.singleSteps == 0 && orders.speed > 0 && Clock::now() < m_due;
  }
  /// Whether there is anything to do besides steps.
  bool isAsked(const RaceOrders& orders) const {
    return orders.isOver || !orders.turns.empty() || (m_isNew && orders.isWanted);
  }

  /// Waits if the next step is not due yet and nothing else is to be done. True if it has waited, so that the
  /// orders may have changed.
  bool isKeepingPace() {
    const auto speed = m_box.open([&](const RaceOrders& orders) {
      const bool isTimeLeft = hasSteps(orders) && isEarly(orders) && !isAsked(orders);
      return isTimeLeft ? std::optional(orders.speed) : std::nullopt;
    });
    if (!speed) return false;
    const bool isPaceNew = m_box.waitUntil(
        m_due,
        [&](const RaceOrders& orders) {
          return isAsked(orders) || orders.singleSteps > 0 || !orders.isPlaying || orders.speed != *speed;
        },
        [&](const RaceOrders& orders) { return orders.speed != *speed; });
    if (isPaceNew) m_due = Clock::now();
    return true;
  }

  Round next() {
    return m_box.wait(
        [&](RaceOrders& orders) {
          orders.isResting = orders.turns.empty() && !hasSteps(orders) && !m_isNew;
          return isAsked(orders) || hasSteps(orders);
        },
        [&](RaceOrders& orders) {
          Round round{.turns = std::exchange(orders.turns, {}),
                      .isStep = hasSteps(orders) && !isEarly(orders),
                      .speed = orders.speed,
                      .isWanted = orders.isWanted,
                      .isOver = orders.isOver};
          if (round.isStep && orders.singleSteps > 0) --orders.singleSteps;
          return round;
        });
  }

  void step(double speed) {
    if (speed > 0)
      m_due = Clock::now() +
              std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(1 / speed));
    m_race.step();
  }

  void show() {
    auto picture = pictureOf(m_race, m_source, m_steps);
    m_box.open([&](RaceOrders& orders) {
      orders.picture = std::move(picture);
      orders.isWanted = false;
    });
    m_isNew = false;
  }

  ArmRace& m_race;
  std::int64_t m_steps;
  Mailbox<RaceOrders>& m_box;
  std::shared_ptr<const Network> m_source =
      Network::create(m_race.task()->source.network, m_race.task()->source.shape).value();
  Clock::time_point m_due = Clock::now();  ///< for the next step while playing
  bool m_isNew = true;                     ///< something is not shown in any picture yet
};

}  // namespace

struct RacePlayer::Shared {
  Mailbox<RaceOrders> box;
};

void RacePlayer::end() {
  if (m_shared == nullptr) return;
  m_job.forget();
  m_shared->box.open([](RaceOrders& orders) { orders.isOver = true; });
  m_shared = nullptr;
}

void RacePlayer::begin(TaskSource source, TransferDesign design, Index samplesPerClass, double stepsPerSecond,
                       bool isPlaying) {
  end();
  m_shared = std::make_shared<Shared>();
  m_shared->box.open([&](RaceOrders& orders) {
    orders.speed = stepsPerSecond;
    orders.isPlaying = isPlaying;
  });
  m_job.request([source = std::move(source), design = std::move(design), samplesPerClass,
                 shared = m_shared](const Progress& progress) {
    return work(source, design, samplesPerClass, progress, *shared);
  });
}

template <class Change>
void RacePlayer::order(const Change& change) {
  if (m_shared == nullptr) return;
  m_shared->box.open([&](RaceOrders& orders) {
    change(orders);
    orders.isResting = false;
  });
}

void RacePlayer::setPlaying(bool isPlaying) {
  order([&](RaceOrders& orders) { orders.isPlaying = isPlaying; });
}

void RacePlayer::step() {
  order([](RaceOrders& orders) {
    orders.isPlaying = false;
    ++orders.singleSteps;
  });
}

void RacePlayer::setSpeed(double stepsPerSecond) {
  order([&](RaceOrders& orders) { orders.speed = stepsPerSecond; });
}

void RacePlayer::setFrozen(std::size_t arm, std::size_t layer, bool isFrozen) {
  order([&](RaceOrders& orders) {
    orders.turns.push_back({.arm = arm, .layer = layer, .isFrozen = isFrozen});
  });
}

RacePlayer::News RacePlayer::poll() {
  if (m_shared == nullptr) return {.picture = nullptr, .error = std::nullopt, .isResting = true};
  News news = m_shared->box.open([](RaceOrders& orders) {
    orders.isWanted = true;
    return News{.picture = std::exchange(orders.picture, nullptr),
                .error = std::nullopt,
                .isResting = orders.isResting};
  });
  if (const auto done = m_job.take(); done && !*done) {
    news.error = done->error();
    end();
  }
  return news;
}

Result<void> RacePlayer::work(const TaskSource& source, const TransferDesign& design, Index samplesPerClass,
                              const Progress& progress, Shared& shared) {
  lowerThreadPriority();
  auto made = source(progress, [](SourceProgress) {});
  if (progress.isCancelled()) return Progress::cancelled();
  if (!made) return made.error();
  made->testSamples = std::min(made->testSamples, kTestSamples);
  made->sourceTest = someOf(made->sourceTest, kTestSamples);
  const auto task = std::make_shared<const TransferTask>(*std::move(made));
  const auto arms = parseArms(design.arms, armContext(*task, design.fineTuneFactor, design.steps));
  if (!arms) return arms.error();
  auto race = ArmRace::create(task, *arms, samplesPerClass, kSeed, kEvery);
  if (!race) return race.error();
  RaceLoop(*race, design.steps, shared.box).run();
  return {};
}

}  // namespace pellucid::engine
