// SPDX-License-Identifier: GPL-3.0-or-later
// Computes the trace of the step after a moment: at once for a small network, otherwise off the window's
// thread. Only the newest moment counts. GUI thread.
#pragma once

#include <QObject>
#include <memory>
#include <optional>

#include "engine/inspect/step_trace.h"
#include "ui/run/moment.h"
#include "ui/widgets/background_job.h"

namespace pellucid::ui {

class StepTracer : public QObject {
  Q_OBJECT

 public:
  using Traced = std::shared_ptr<const engine::Result<engine::StepTrace>>;

  /// traced() is emitted for the newest requested moment. Requesting the step that is already being computed
  /// changes nothing.
  void request(const MomentPtr& moment);
  /// Drops any pending request.
  void forget();
  /// Whether traced() is still to come.
  bool isBusy() const { return m_wanted != nullptr; }

  /// Small enough to be computed before the next frame: less than 2 ms, as measured.
  static bool isSmall(const engine::Network& network, engine::Index batchSize);

 signals:
  void traced(const pellucid::ui::MomentPtr& moment, const pellucid::ui::StepTracer::Traced& trace);

 private:
  MomentPtr m_wanted;
  BackgroundJob<Traced> m_traces;
};

}  // namespace pellucid::ui
