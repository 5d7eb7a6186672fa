// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/finished_text.h"

#include <QCoreApplication>

#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

struct FinishedText {
  Q_DECLARE_TR_FUNCTIONS(FinishedText)
};

QString reasonText(engine::StopReason reason, const engine::Snapshot& now) {
  const engine::Stopping& stopping = now.experiment.training.stopping;
  switch (reason) {
    case engine::StopReason::Epochs:
      return FinishedText::tr("Training has stopped after %Ln epoch(s), as Stop when says.", nullptr,
                              static_cast<int>(stopping.epochs));
    case engine::StopReason::Steps:
      return FinishedText::tr("Training has stopped after %Ln step(s), as Stop when says.", nullptr,
                              static_cast<int>(stopping.steps));
    case engine::StopReason::TargetAccuracy:
      return FinishedText::tr("Training has stopped in step %1: the accuracy has reached %2.")
          .arg(countText(now.state.step), percentText(stopping.targetAccuracy));
    case engine::StopReason::NoImprovement:
      return FinishedText::tr(
                 "Training has stopped in step %1: the loss has had no new low for %Ln epoch(s).", nullptr,
                 static_cast<int>(stopping.patience))
          .arg(countText(now.state.step));
  }
  return {};
}

}  // namespace

QString finishedText(engine::StopReason reason, const engine::Snapshot& now) {
  const engine::StoppingState& best = now.state.stopping;
  QStringList sentences{reasonText(reason, now)};
  if (best.bestWeights.size() > 0 && best.bestStep != now.state.step)
    sentences << FinishedText::tr("The weights are those of the lowest loss, after step %1.")
                     .arg(countText(best.bestStep));
  sentences << FinishedText::tr("Train goes on all the same.");
  return sentences.join(QLatin1Char(' '));
}

}  // namespace pellucid::ui
