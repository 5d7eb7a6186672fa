// SPDX-License-Identifier: GPL-3.0-or-later
// The design: the experiment, the data that it is for, and the undo stack. The one door for everything that
// the user does to it: what does not fit the data is refused before anything changes, and what is taken can
// be undone. Training is no part of it; the RunController follows each change. Lives on the window's thread.
#pragma once

#include <QObject>
#include <QUndoStack>
#include <cstdint>
#include <memory>

#include "engine/train/experiment.h"

namespace pellucid::ui {

struct Design {
  engine::Experiment experiment;
  /// Null before the first data have been read. Without samples where a project's data could not be found:
  /// then it holds what the project says of them.
  engine::DatasetPtr dataset;
  std::uint64_t id = 0;  ///< undoing and redoing come back to the same one
  /// Which training it belongs to: what only acts from the next step on does not begin another.
  std::uint64_t run = 0;
  /// The weights that its run begins with and Reset returns to, laid out by Network::tensors(). Null where
  /// they are drawn from the seed.
  std::shared_ptr<const engine::Vector> initial = nullptr;
};

/// A weight or bias, as the user set it by hand: its place in the flat vector, and its values.
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

  /// Or why nothing can be changed now.
  engine::Result<void> mayChange() const;
  /// Another experiment altogether, as after opening a file: the undo history ends.
  void open(const engine::Experiment& experiment, const engine::DatasetPtr& dataset,
            std::shared_ptr<const engine::Vector> initial = nullptr);

  /// For edit:: functions: makes `experiment` the current one through an undoable command called `text`, or
  /// says why it can't be: then nothing has changed. Commands of the same `gesture`, when that is not 0,
  /// merge into one, so that one undo takes back a whole drag. Without a change nothing happens. Initial
  /// weights that were given stay those of the same network and seed.
  engine::Result<void> commit(const QString& text, const engine::Experiment& experiment, int gesture = 0);
  /// The same, for other data. Samples of the user's own that are like those before go on with the run.
  engine::Result<void> commit(const QString& text, const engine::Experiment& experiment,
                              const engine::DatasetPtr& dataset, int gesture = 0);
  /// From here to the end all that is committed with no gesture of its own is of one, such as what a field
  /// goes through while its arrow is held.
  void beginGesture();
  void endGesture() { m_isGestureOpen = false; }
  /// The same design from its initial weights. Undo brings the run back.
  engine::Result<void> restart(const QString& text);
  /// The same design from these weights, as many as its network has; null means those of the seed.
  engine::Result<void> restart(const QString& text, std::shared_ptr<const engine::Vector> initial);
  /// The same for another experiment on the same data.
  engine::Result<void> begin(const QString& text, const engine::Experiment& experiment,
                             std::shared_ptr<const engine::Vector> initial);
  /// A design of before, with the number that its run was left with: that run goes on.
  engine::Result<void> show(const QString& text, Design design);
  /// A design of before, as another one, whose run begins with its initial weights.
  engine::Result<void> beginAgain(const QString& text, Design design);
  /// A design from elsewhere with numbers of this document, so that it can be shown.
  Design adopted(Design design);
  /// The settings that were in force at another moment of the same run, which is shown now, and the samples
  /// that it was trained on. That is no edit.
  void follow(const engine::Experiment& experiment, const engine::DatasetPtr& dataset);
  /// A weight by hand, while training rests. Undo sets the value that it had before now, even if that was no
  /// number: steps that were trained since stay.
  engine::Result<void> setParameter(const ParameterEdit& edit, int gesture = 0);

 signals:
  /// For the run. With the same experiment and data, training starts over; `isOpened` when nothing of before
  /// goes on.
  void designChanged(const pellucid::ui::Design& before, const pellucid::ui::Design& after, bool isOpened);
  /// For views, of which the training settings are told also when they follow a moment.
  void experimentChanged(const engine::Experiment& before, const engine::Experiment& after);
  void parameterChanged(engine::Index index, double value);
  /// Other data, or other samples of the user's own, by an edit or because another moment is shown. Before
  /// designChanged().
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
      -1;  ///< counts down, so that it is none of those that callers count up; -1 is Qt's for none
  QUndoStack m_undoStack;
};

}  // namespace pellucid::ui
