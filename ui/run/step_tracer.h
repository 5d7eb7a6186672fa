// SPDX-License-Identifier: GPL-3.0-or-later
// Computes the trace of the step that comes after a moment: a small network's at once, any other's beside the
// window's thread. Only the newest moment counts. GUI thread.
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

  /// traced() comes for the newest of the moments that were asked for. Asking for the step that is being
  /// computed again changes nothing.
  void request(const MomentPtr& moment);
  /// Drops whatever was requested.
  void forget();
  /// traced() is still to come.
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
