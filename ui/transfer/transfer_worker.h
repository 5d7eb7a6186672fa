// SPDX-License-Identifier: GPL-3.0-or-later
// Runs an experiment of transfer in the background and keeps what is known of it so far. Lives on the
// window's thread; the sweep's threads write into a mailbox that a timer looks into, and the timer rests when
// nothing runs.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "engine/transfer/record.h"

namespace pellucid::ui {

/// What the user asks for, with what is at hand already.
struct TransferChoice {
  engine::TransferDesign design;       ///< its source may be a file here
  bool isFile = false;                 ///< the source is one
  engine::DatasetPtr sourceData = {};  ///< of design.model, where it is loaded already
};

/// How far the training of a source is; `steps` is 0 where none is trained.
struct SourceProgress {
  std::int64_t done = 0;
  std::int64_t steps = 0;
};

/// What a maker of tasks looks up to, and tells.
struct TaskHooks {
  std::stop_token stop;
  std::function<void(SourceProgress)> progress;
};

/// Loads or trains what a choice names; called on the worker's thread. After a stop its answer is not used.
using TaskMaker =
    std::function<engine::Result<engine::TransferTask>(const TransferChoice&, const TaskHooks&)>;

class TransferWorker : public QObject {
  Q_OBJECT

 public:
  explicit TransferWorker(TaskMaker maker);
  /// Stops and waits for the threads, which look up after each step.
  ~TransferWorker() override;

  /// A run that is under way is stopped first.
  void start(const TransferChoice& choice);
  void cancel();

  /// Shows what a project kept, in place of what was measured; nothing for null. Stops a run.
  void restore(const engine::TransferRecord* record);

  bool isRunning() const { return m_isRunning; }
  /// By samples, seed and arm, whichever thread came first.
  const std::vector<engine::ArmCurve>& curves() const { return m_curves; }
  const std::vector<engine::Arm>& arms() const { return m_arms; }
  /// How each layer of the source meets the target's.
  const std::vector<engine::LayerFit>& fits() const { return m_fits; }
  /// The target's output layer is not the source's, even where it would fit.
  bool hasNewHead() const { return m_hasNewHead; }
  SourceProgress source() const { return m_source; }
  std::size_t runs() const { return m_runs; }
  std::size_t runsDone() const;
  /// Of time that remains; nothing before the first run is done.
  std::optional<double> secondsLeft() const;

 signals:
  /// There are more figures, or the run began or ended.
  void changed();
  /// A run came to its end or was stopped, and there are figures.
  void measured(std::shared_ptr<const engine::TransferRecord> record);
  void failed(const QString& message);

 private:
  /// What the threads and the window share.
  struct Mailbox {
    std::mutex mutex;
    std::vector<engine::ArmCurve> curves;
    std::vector<engine::Arm> arms;
    std::vector<engine::LayerFit> fits;
    bool hasNewHead = false;
    std::shared_ptr<const engine::SourceModel> model;  ///< only where no name makes it again
    std::string sourceData;
    SourceProgress source;
    std::optional<engine::Message> error;
    bool isNew = false;
    bool isDone = false;
  };
  static void work(const std::stop_token& stop, const TaskMaker& maker, const TransferChoice& choice,
                   Mailbox& mailbox);
  void look();
  std::shared_ptr<const engine::TransferRecord> record() const;

  TaskMaker m_maker;
  QTimer m_timer;
  QElapsedTimer m_clock;
  bool m_isRunning = false;
  std::size_t m_runs = 0;
  std::size_t m_runsPerArm = 0;
  std::vector<engine::ArmCurve> m_curves;
  std::vector<engine::Arm> m_arms;
  std::vector<engine::LayerFit> m_fits;
  bool m_hasNewHead = false;
  SourceProgress m_source;
  TransferChoice m_choice;
  std::shared_ptr<Mailbox> m_mailbox;
  std::jthread m_thread;
};

}  // namespace pellucid::ui
