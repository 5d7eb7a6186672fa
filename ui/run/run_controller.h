// SPDX-License-Identifier: GPL-3.0-or-later
// Between the document and the engine's session. An edit becomes a command, Live or Rebuild; a frame timer
// polls the session and hands every view one Moment. The timer rests while nothing can change, so an idle
// window uses no processor time. Lives on the window's thread.
#pragma once

#include <QObject>
#include <QTimer>
#include <memory>
#include <optional>

#include "engine/train/session.h"
#include "ui/document/dataset_library.h"
#include "ui/document/document.h"
#include "ui/document/selection.h"
#include "ui/run/moment.h"

namespace pellucid::ui {

class RunController : public QObject {
  Q_OBJECT

 public:
  /// The references must outlive the controller. The run starts when the library has the document's data.
  RunController(Document& document, Selection& selection, DatasetLibrary& library);

  void train();
  void pause();
  void stepOnce();
  void trainEpoch();
  /// Goes back so many steps, bit for bit, as far as Snapshot::earliestStep, and pauses.
  void stepBack(std::int64_t steps);
  /// The same first weights of the same seed; curves begin anew.
  void reset();
  /// Batches a second; 0 means as fast as the machine can.
  void setSpeed(double stepsPerSecond);
  /// Sets a weight or bias by hand and pauses; `index` in the flat vector, `value` finite.
  void setParameter(engine::Index index, double value);
  /// From now on snapshots hold the history of this parameter, or of none. Asking again costs nothing.
  void watch(std::optional<engine::Index> parameter);
  /// Goes on from a saved state of the document's experiment. Call it right after Document::replace.
  void resume(engine::RunState state, engine::History history);

  /// Makes the run that was last given up (see runGivenUp) the current one again, as an undoable change of
  /// the design. Does nothing when there is none.
  void goBack();

  /// Null until the first snapshot has arrived.
  const Moment* moment() const { return m_moment ? &*m_moment : nullptr; }
  const engine::Phase& phase() const { return m_phase; }
  bool isTraining() const { return std::holds_alternative<engine::Running>(m_phase); }
  /// Nothing can change until the next command: the frame timer does not tick.
  bool isResting() const { return !m_timer.isActive(); }
  /// The newest moment belongs to a network or to weights that were changed since.
  bool isStale() const { return m_isStale; }
  /// All points of this run so far.
  const engine::History& history() const { return m_history; }

 signals:
  void momentChanged(const Moment& moment);
  /// The curves begin anew.
  void runReplaced();
  /// A run of at least one epoch was replaced by another; goBack() has it still.
  void runGivenUp(std::int64_t step);
  void historyAppended(const engine::History& points);
  /// The way back has cut off points: these are all that are left, and take the place of those shown.
  void historyReplaced(const engine::History& points);
  void phaseChanged(const engine::Phase& phase);
  void staleChanged(bool isStale);

 private:
  void onExperimentChanged(const engine::Experiment& before, const engine::Experiment& after);
  void onDatasetLoaded(const engine::DatasetPtr& dataset);
  struct Resume {
    engine::RunState state;
    engine::History history;
  };
  struct GivenUp {
    engine::Experiment experiment;
    Resume run;
  };
  void remember();
  /// Drops points of a way not taken, after the step of a run at rest.
  void forgetBeyond(std::int64_t step);
  void start(std::optional<Resume> resume);
  void post(engine::Command command);
  void tick();
  void setStale(bool isStale);
  void setPhase(const engine::Phase& phase);
  void showMoment(std::shared_ptr<const engine::Snapshot> snapshot);
  void probeAgain();

  Document& m_document;
  Selection& m_selection;
  DatasetLibrary& m_library;
  engine::DatasetPtr m_dataset;
  bool m_isRunDue = true;          ///< the run begins when its data are here
  std::optional<Resume> m_resume;  ///< and with this state
  std::optional<GivenUp> m_givenUp;
  std::uint64_t m_run = 0;
  std::optional<engine::Index> m_watched;
  std::uint64_t m_watchedIn = 0;  ///< the run that was told so
  std::uint64_t m_lastPosted = 0;
  bool m_isStale = false;
  std::uint64_t m_staleUntil = 0;  ///< this command has been obeyed
  engine::Phase m_phase;
  engine::History m_history;
  std::optional<Moment> m_moment;
  QTimer m_timer;
  engine::Session m_session;
};

}  // namespace pellucid::ui
