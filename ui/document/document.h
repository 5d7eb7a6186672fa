// SPDX-License-Identifier: GPL-3.0-or-later
// The design: the experiment, its data, and the undo stack. Every change by the user goes through here: what
// does not fit the data is refused before anything changes, and what is accepted can be undone. Training is
// not part of it; the RunController follows each change. Lives on the window's thread.
#pragma once

#include <QObject>
#include <QUndoStack>
#include <cstdint>
#include <memory>

#include "engine/train/experiment.h"

namespace pellucid::ui {

struct Design {
  engine::Experiment experiment;
  /// Null before the first data have been read. Has no samples where a project's data could not be found:
  /// then it holds what the project says about them.
  engine::DatasetPtr dataset;
  std::uint64_t id = 0;  ///< undoing and redoing return to the same one
  /// The training it belongs to: a change that only acts from the next step on does not begin another.
  std::uint64_t run = 0;
  /// The weights that its run begins with and Reset returns to, laid out by Network::tensors(). Null where
  /// they are drawn from the seed.
  std::shared_ptr<const engine::Vector> initial = nullptr;
};

/// A weight or bias as the user set it by hand: its place in the flat vector, and its values.
struct ParameterEdit {
  QString name;
  engine::Index index = 0;
  double before = 0;
  double after = 0;
};

class Document : public QObject {
  Q_OBJECT

 public:
  explicit Document(engine::Experiment experiment = engine::seedExperiment());

  const Design& design() const { return m_design; }
  const engine::Experiment& experiment() const { return m_design.experiment; }
  const engine::DatasetPtr& dataset() const { return m_design.dataset; }
  /// Whether there are samples to train on.
  bool hasData() const { return m_design.dataset && m_design.dataset->train.size() > 0; }
  QUndoStack& undoStack() { return m_undoStack; }

  /// An error that says why nothing can be changed now, if so.
  engine::Result<void> mayChange() const;
  /// Replaces the experiment altogether, as after opening a file: the undo history ends.
  void open(const engine::Experiment& experiment, const engine::DatasetPtr& dataset,
            std::shared_ptr<const engine::Vector> initial = nullptr);

  /// For edit:: functions: makes `experiment` the current one through an undoable command called `text`, or
  /// returns why it can't be; then nothing has changed. Commands of the same non-zero `gesture` merge into
  /// one, so that one undo takes back a whole drag. Without a change nothing happens. Initial weights that
  /// were given remain those of the same network and seed.
  engine::Result<void> commit(const QString& text, const engine::Experiment& experiment, int gesture = 0);
  /// The same for other data. A run goes on when the user's own samples are like the previous ones.
  engine::Result<void> commit(const QString& text, const engine::Experiment& experiment,
                              const engine::DatasetPtr& dataset, int gesture = 0);
  /// Until the end, everything committed without a gesture of its own belongs to one gesture, such as the
  /// values a field passes through while its arrow is held.
  void beginGesture();
  void endGesture() { m_isGestureOpen = false; }
  /// Starts the same design from its initial weights. Undo brings the run back.
  engine::Result<void> restart(const QString& text);
  /// Starts the same design from these weights, as many as its network has; null means those of the seed.
  engine::Result<void> restart(const QString& text, std::shared_ptr<const engine::Vector> initial);
  /// The same for another experiment on the same data.
  engine::Result<void> begin(const QString& text, const engine::Experiment& experiment,
                             std::shared_ptr<const engine::Vector> initial);
  /// An earlier design, with the number that its run was left with: that run goes on.
  engine::Result<void> show(const QString& text, Design design);
  /// An earlier design as a new one, whose run begins with its initial weights.
  engine::Result<void> beginAgain(const QString& text, Design design);
  /// A design from elsewhere with ids of this document, so that it can be shown.
  Design adopted(Design design);
  /// The settings in force at another moment of the same run, which is now shown, and the samples that it was
  /// trained on. Not an edit.
  void follow(const engine::Experiment& experiment, const engine::DatasetPtr& dataset);
  /// Sets a weight by hand while training rests. Undo restores the value it had just before, even if that was
  /// not a number; steps trained since then stay.
  engine::Result<void> setParameter(const ParameterEdit& edit, int gesture = 0);

 signals:
  /// For the run. With the same experiment and data, training starts over; `isOpened` when nothing from
  /// before continues.
  void designChanged(const pellucid::ui::Design& before, const pellucid::ui::Design& after, bool isOpened);
  /// For views, which are also notified when the training settings follow a moment.
  void experimentChanged(const engine::Experiment& before, const engine::Experiment& after);
  void parameterChanged(engine::Index index, double value);
  /// Other data, or other samples of the user's own, through an edit or because another moment is shown.
  /// Emitted before designChanged().
  void datasetChanged(const engine::DatasetPtr& dataset);

 private:
  friend class DesignCommand;
  friend class ParameterCommand;
  engine::Result<void> push(const QString& text, Design after, int gesture);
  void apply(const Design& design, bool isOpened);

  Design m_design;
  std::uint64_t m_newestId = 0;
  std::uint64_t m_newestRun = 0;
  bool m_isGestureOpen = false;
  int m_openGesture =
      -1;  ///< counts down so as to differ from those that callers count up; -1 is Qt's for none
  QUndoStack m_undoStack;
};

}  // namespace pellucid::ui
