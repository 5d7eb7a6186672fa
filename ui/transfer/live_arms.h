// SPDX-License-Identifier: GPL-3.0-or-later
// Trains all arms at once at a pace that can be watched. Lives on the window's thread; one thread of its own
// does the steps and puts pictures into a mailbox when the window has taken the last one. Paused, finished or
// cleared, neither the thread nor the timer runs.
#pragma once

#include <QObject>
#include <QTimer>
#include <memory>
#include <thread>
#include <vector>

#include "engine/transfer/arm_race.h"
#include "ui/transfer/transfer_worker.h"

namespace pellucid::ui {

/// All arms after one step. Immutable; crosses threads.
struct LivePicture {
  struct Arm {
    std::string name;
    engine::Vector weights;
    std::vector<bool> frozen;  ///< one for each layer
    std::vector<engine::ArmPoint> points;
    std::vector<engine::PadlockTurn> turns;
    engine::Index trainableParameters = 0;
    double millisecondsPerStep = 0;
    bool hasDiverged = false;
  };
  std::shared_ptr<const engine::TransferTask> task;
  std::shared_ptr<const engine::Network> source;
  std::shared_ptr<const engine::Network> network;  ///< of every arm
  std::vector<Arm> arms;
  std::int64_t step = 0;
  std::int64_t steps = 0;  ///< the run ends there
};

class LiveArms : public QObject {
  Q_OBJECT

 public:
  /// Accuracies while watching are those of so many test samples, so that measuring does not stop the
  /// picture.
  static constexpr engine::Index kTestSamples = 1000;

  /// Of samples, batches and new initial weights: the first of a sweep.
  static constexpr std::uint64_t kSeed = 1;

  explicit LiveArms(TaskMaker maker);
  ~LiveArms() override;

  /// Loads the choice and begins to play with so many samples per class (≥ 1). A run under way ends.
  void begin(const TransferChoice& choice, engine::Index samplesPerClass);
  /// Forgets the run.
  void clear();
  void setPlaying(bool isPlaying);
  /// One step, then pause.
  void step();
  /// Steps per second; 0 is as fast as it goes.
  void setSpeed(double stepsPerSecond);
  void setFrozen(std::size_t arm, std::size_t layer, bool isFrozen);

  bool isPlaying() const { return m_isPlaying; }
  bool isLoading() const { return m_desk != nullptr && m_picture == nullptr; }
  bool isFinished() const { return m_picture != nullptr && m_picture->step >= m_picture->steps; }
  /// The newest; null before the first and after clear().
  const std::shared_ptr<const LivePicture>& picture() const { return m_picture; }
  /// Whether timer and thread are idle.
  bool isResting() const { return !m_timer.isActive(); }

 signals:
  void changed();
  void failed(const QString& message);

 private:
  struct Desk;  // what thread and window share
  /// A thread that was asked to stop; it may be in a long step, for which the window does not wait.
  struct Ended {
    std::shared_ptr<Desk> desk;
    std::jthread thread;
  };
  static void work(const std::stop_token& stop, const TaskMaker& maker, const TransferChoice& choice,
                   engine::Index samplesPerClass, Desk& desk);
  static void play(const std::stop_token& stop, engine::ArmRace& race, std::int64_t steps, Desk& desk);
  /// Changes the desk, and looks at it until the thread rests again.
  template <class Change>
  void order(const Change& change);
  void end();
  void look();

  TaskMaker m_maker;
  QTimer m_timer;
  double m_speed = 5;
  bool m_isPlaying = false;
  std::shared_ptr<const LivePicture> m_picture;
  std::shared_ptr<Desk> m_desk;
  std::jthread m_thread;
  std::vector<Ended> m_ended;
};

}  // namespace pellucid::ui
