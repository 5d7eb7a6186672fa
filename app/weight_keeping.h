// SPDX-License-Identifier: GPL-3.0-or-later
// Keep what fits: begins a run with what a changed network can keep of the weights that were learned before
// the change. It computes off the window's thread; lives on it.
#pragma once

#include <QObject>

#include "engine/transfer/carry_over.h"
#include "ui/actions/actions.h"
#include "ui/run/run_controller.h"
#include "ui/widgets/background_job.h"

namespace pellucid::app {

class WeightKeeping : public QObject {
  Q_OBJECT

 public:
  /// The references must outlive it.
  WeightKeeping(ui::Document& document, ui::RunController& run, ui::Actions& actions);

  /// kept() or failed() follows, unless the design changes first.
  void keep();

 signals:
  /// The run has begun again, as an undo step; `message` says with what.
  void kept(const QString& message);
  /// Nothing has changed.
  void failed(const QString& message);

 private:
  struct Kept {
    engine::CarriedWeights carried;
    bool answersAlike = false;
  };
  static Kept compute(const ui::RunController::Former& former, const ui::Design& now);
  void begin(Kept kept);
  static QString text(const Kept& kept, const engine::NetworkSpec& network);

  ui::Document& m_document;
  ui::RunController& m_run;
  ui::BackgroundJob<Kept> m_job;
};

}  // namespace pellucid::app
