// SPDX-License-Identifier: GPL-3.0-or-later
// The experiment being designed, and its undo stack. Everything that the user may want back goes through an
// edit:: function (edits.h); what training does to the weights is not part of it. Lives on the window's
// thread.
#pragma once

#include <QObject>
#include <QUndoStack>

#include "engine/train/experiment.h"

namespace pellucid::ui {

class Document : public QObject {
  Q_OBJECT

 public:
  explicit Document(engine::Experiment experiment = engine::seedExperiment());

  const engine::Experiment& experiment() const { return m_experiment; }
  QUndoStack& undoStack() { return m_undoStack; }

  /// Another experiment altogether, as after opening a file: the undo history ends.
  void replace(const engine::Experiment& experiment);

  /// For edit:: functions: makes `experiment` the current one through an undoable command called `text`.
  /// Commands of the same `gesture`, when that is not 0, merge into one, so that dragging is undone at once.
  /// Nothing happens without change.
  void push(const QString& text, const engine::Experiment& experiment, int gesture = 0);

 signals:
  void experimentChanged(const engine::Experiment& before, const engine::Experiment& after);

 private:
  friend class ExperimentCommand;
  void apply(const engine::Experiment& experiment);

  engine::Experiment m_experiment;
  QUndoStack m_undoStack;
};

}  // namespace pellucid::ui
