// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/live_arms.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>

#include "engine/base/background_thread.h"
#include "engine/transfer/few_samples.h"
#include "ui/widgets/message_text.h"

namespace pellucid::ui {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kFrameMs = 16;
constexpr std::int64_t kEvery = 5;  // steps between two points of a curve

std::shared_ptr<const LivePicture> pictureOf(const engine::ArmRace& race,
                                             const std::shared_ptr<const engine::Network>& source,
                                             std::int64_t steps) {
  auto picture = std::make_shared<LivePicture>();
  // The race lives as long as the thread, and pictures longer: they keep what belongs to all of them.
  picture->task = race.task();
  picture->source = source;
  picture->step = race.steps();
  picture->steps = steps;
  for (const engine::ArmRace::Lane& lane : race.lanes()) {
    const engine::Trainer& trainer = lane.run.trainer();
    picture->network = trainer.network();
    LivePicture::Arm arm{.name = lane.name,
                         .weights = trainer.state().weights,
                         .frozen = {},
                         .points = lane.points,
                         .turns = lane.turns,
                         .trainableParameters = lane.run.trainableParameters(),
                         .millisecondsPerStep = lane.run.millisecondsPerStep(),
                         .hasDiverged = lane.diverged.has_value()};
    for (const engine::LayerSpec& layer : trainer.experiment().network.layers)
      arm.frozen.push_back(layer.frozen);
    picture->arms.push_back(std::move(arm));
  }
  return picture;
}

}  // namespace

struct LiveArms::Desk {
  struct Turn {
    std::size_t arm = 0;
    std::size_t layer = 0;
    bool isFrozen = false;
  };
  std::mutex mutex;
  std::condition_variable_any wake;
  // Orders of the window.
  std::vector<Turn> turns;
  bool isPlaying = true;
  int singleSteps = 0;
  double speed = 0;
  bool isWanted = true;  ///< a picture
  // Answers of the thread.
  std::shared_ptr<const LivePicture> picture;
  bool isResting = false;  ///< nothing is left to do, and the picture is of the last step
  bool isOver = false;     ///< the thread has done its work
  std::optional<engine::Message> error;
};

LiveArms::LiveArms(TaskMaker maker) : m_maker(std::move(maker)) {
  m_timer.setInterval(kFrameMs);
  m_timer.setTimerType(Qt::PreciseTimer);
  connect(&m_timer, &QTimer::timeout, this, &LiveArms::look);
}

LiveArms::~LiveArms() = default;  // a jthread stops and joins by itself

void LiveArms::end() {
  m_timer.stop();
  m_thread.request_stop();
  if (m_desk != nullptr) m_ended.push_back({.desk = std::move(m_desk), .thread = std::move(m_thread)});
  m_desk = nullptr;
  m_picture = nullptr;
  m_isPlaying = false;
  std::erase_if(m_ended, [](const Ended& each) {
    const std::lock_guard lock(each.desk->mutex);
    return each.desk->isOver;
  });
}

void LiveArms::begin(const TransferChoice& choice, engine::Index samplesPerClass) {
  end();
  m_desk = std::make_shared<Desk>();
  m_desk->speed = m_speed;
  m_isPlaying = true;
  m_timer.start();
  m_thread =
      std::jthread([maker = m_maker, choice, samplesPerClass, desk = m_desk](const std::stop_token& stop) {
        work(stop, maker, choice, samplesPerClass, *desk);
        const std::lock_guard lock(desk->mutex);
        desk->isOver = true;
      });
  emit changed();
}

void LiveArms::clear() {
  if (m_desk == nullptr) return;
  end();
  emit changed();
}

template <class Change>
void LiveArms::order(const Change& change) {
  if (m_desk == nullptr) return;
  {
    const std::lock_guard lock(m_desk->mutex);
    change(*m_desk);
    m_desk->isResting = false;
  }
  m_desk->wake.notify_one();
  m_timer.start();
}

void LiveArms::setPlaying(bool isPlaying) {
  if (m_desk == nullptr || m_isPlaying == isPlaying || (isPlaying && isFinished())) return;
  m_isPlaying = isPlaying;
  order([&](Desk& desk) { desk.isPlaying = isPlaying; });
  emit changed();
}

void LiveArms::step() {
  if (m_desk == nullptr || isFinished()) return;
  m_isPlaying = false;
  order([](Desk& desk) {
    desk.isPlaying = false;
    ++desk.singleSteps;
  });
  emit changed();
}

void LiveArms::setSpeed(double stepsPerSecond) {
  m_speed = stepsPerSecond;
  order([&](Desk& desk) { desk.speed = stepsPerSecond; });
}

void LiveArms::setFrozen(std::size_t arm, std::size_t layer, bool isFrozen) {
  order([&](Desk& desk) { desk.turns.push_back({.arm = arm, .layer = layer, .isFrozen = isFrozen}); });
}

void LiveArms::work(const std::stop_token& stop, const TaskMaker& maker, const TransferChoice& choice,
                    engine::Index samplesPerClass, Desk& desk) {
  const auto fail = [&desk](engine::Message message) {
    const std::lock_guard lock(desk.mutex);
    desk.error = std::move(message);
  };
  try {
    engine::giveWayToTheWindow();
    auto made = maker(choice, {.stop = stop, .progress = [](SourceProgress) {}});
    if (stop.stop_requested()) return;
    if (!made) return fail(made.error().message);
    made->testSamples = std::min(made->testSamples, kTestSamples);
    made->sourceTest = engine::someOf(made->sourceTest, kTestSamples);
    const auto task = std::make_shared<const engine::TransferTask>(*std::move(made));
    const auto arms =
        engine::parseArms(choice.design.arms, engine::armContext(*task, choice.design.fineTuneFactor));
    if (!arms) return fail(arms.error().message);
    auto race = engine::ArmRace::create(task, *arms, samplesPerClass, kSeed, kEvery);
    if (!race) return fail(race.error().message);
    play(stop, *race, choice.design.steps, desk);
  } catch (const std::exception& bug) {  // an exception may not leave its thread
    fail(engine::Message::untranslated(bug.what()));
  }
}

void LiveArms::play(const std::stop_token& stop, engine::ArmRace& race, std::int64_t steps, Desk& desk) {
  Clock::time_point due = Clock::now();  // of the next step while playing
  bool isNew = true;                     // there is something that no picture shows
  const engine::SourceModel& model = race.task()->source;
  const std::shared_ptr<const engine::Network> source =
      engine::Network::create(model.network, model.shape).value();
  std::unique_lock lock(desk.mutex);
  const auto hasSteps = [&] { return race.steps() < steps && (desk.isPlaying || desk.singleSteps > 0); };
  while (!stop.stop_requested()) {
    desk.isResting = desk.turns.empty() && !hasSteps() && !isNew;
    desk.wake.wait(lock, stop, [&] { return !desk.turns.empty() || hasSteps() || (isNew && desk.isWanted); });
    if (stop.stop_requested()) return;
    const double speed = desk.speed;
    const bool isEarly = desk.singleSteps == 0 && speed > 0 && Clock::now() < due;
    if (desk.turns.empty() && hasSteps() && isEarly && !(isNew && desk.isWanted)) {
      desk.wake.wait_until(lock, stop, due, [&] {
        return !desk.turns.empty() || desk.singleSteps > 0 || !desk.isPlaying || desk.speed != speed ||
               (isNew && desk.isWanted);
      });
      if (desk.speed != speed) due = Clock::now();
      continue;
    }
    const bool isStep = hasSteps() && !isEarly;
    if (isStep && desk.singleSteps > 0) --desk.singleSteps;
    const auto turns = std::exchange(desk.turns, {});
    const bool isWanted = desk.isWanted;
    lock.unlock();
    for (const Desk::Turn& turn : turns) race.setFrozen(turn.arm, turn.layer, turn.isFrozen);
    if (isStep) {
      if (speed > 0)
        due = Clock::now() +
              std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(1 / speed));
      race.step();
    }
    isNew = isNew || isStep || !turns.empty();
    const auto picture = isNew && isWanted ? pictureOf(race, source, steps) : nullptr;
    lock.lock();
    if (picture == nullptr) continue;
    desk.picture = picture;
    desk.isWanted = false;
    isNew = false;
  }
}

void LiveArms::look() {
  std::shared_ptr<const LivePicture> picture;
  std::optional<engine::Message> error;
  {
    const std::lock_guard lock(m_desk->mutex);
    picture = std::exchange(m_desk->picture, nullptr);
    error = m_desk->error;
    if (m_desk->isResting || error) m_timer.stop();
    m_desk->isWanted = true;
  }
  m_desk->wake.notify_one();
  if (error) {
    clear();
    emit failed(messageText(*error));
    return;
  }
  if (picture == nullptr) return;
  m_picture = std::move(picture);
  if (isFinished()) m_isPlaying = false;
  emit changed();
}

}  // namespace pellucid::ui
