// SPDX-License-Identifier: GPL-3.0-or-later
// Brings an engine::SweepJob into the event loop, and keeps what is known of the experiment so far. Lives on
// the window's thread; its timer rests when nothing runs.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <functional>
#include <memory>

#include "engine/transfer/sweep_job.h"

namespace pellucid::ui {

/// What the user asks for, with what is at hand already.
struct TransferChoice {
  engine::TransferDesign design;       ///< its source may be a file here
  bool isFile = false;                 ///< the source is one
  engine::DatasetPtr sourceData = {};  ///< of design.model, where it is loaded already
};

/// How the task of a choice is opened: files are read, or a source is trained, by what it returns.
using OpenTask = std::function<engine::TaskSource(const TransferChoice&)>;

class TransferWorker : public QObject {
  Q_OBJECT

 public:
  explicit TransferWorker(OpenTask open);

  /// Drops a run that is under way.
  void start(const TransferChoice& choice);
  void cancel();

  /// Shows the figures of a project instead of what was measured; nothing for null. Drops a run.
  void restore(const engine::TransferRecord* record);

  bool isRunning() const { return m_isRunning; }
  /// By samples, seed and arm, whichever thread came first.
  const std::vector<engine::ArmCurve>& curves() const { return m_shown.curves; }
  const std::vector<engine::Arm>& arms() const { return m_shown.arms; }
  /// How each layer of the source fits the target's.
  const std::vector<engine::LayerFit>& fits() const { return m_shown.fits; }
  /// The target's output layer is not the source's, even where it would fit.
  bool hasNewHead() const { return m_shown.hasNewHead; }
  engine::SourceProgress source() const { return m_source; }
  std::size_t runs() const;
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
  void poll();

  OpenTask m_open;
  QTimer m_timer;
  QElapsedTimer m_clock;
  bool m_isRunning = false;
  engine::TransferRecord m_shown;
  engine::SourceProgress m_source;
  engine::SweepJob m_job;
};

}  // namespace pellucid::ui
