// SPDX-License-Identifier: GPL-3.0-or-later
// Every moment of a run: a tree of lanes, where a lane is one course that training took. Training is a
// function of state and events, so a lane consists of the point where it left its parent, its events
// (settings changed during the run, parameters set by hand) and some whole states; any other step is trained
// again from the preceding state, bit for bit. The cursor is the trainer's position. Going somewhere forgets
// nothing: training from the past follows the lane, and a change there opens another one. Has no thread of
// its own; the session's worker uses it.
#pragma once

#include <functional>

#include "engine/train/timeline_record.h"
#include "engine/train/trainer.h"

namespace pellucid::engine {

/// Number of steps of such a run that take 300 times as long as copying a state of it, estimated from the
/// amount of work; for Timeline::keepApart() before steps have been measured.
std::int64_t stepsPerCopy(const Trainer& trainer);

class Timeline {
 public:
  static constexpr std::size_t kDefaultMemory = std::size_t{256} << 20;

  /// Memory for kept states, in bytes; the first state is kept, however large it is.
  explicit Timeline(std::size_t memory = kDefaultMemory) : m_memory(memory) {}

  /// Makes the trainer's present position the beginning of everything.
  void begin(const Trainer& trainer);
  /// Restores the record, whose cursor is at the trainer's position. Settings that do not take effect at
  /// once, such as the place of the data, are copied from the trainer into the record's experiments.
  void resume(const TimelineRecord& record, const Trainer& trainer);
  /// The present timeline, for a file or another session. Without histories.
  const TimelineRecord& record() const { return m_now; }
  /// A record with fewer states, limited by number and total bytes (bytesOf of RunState): events are kept
  /// while they take at most half of the limit, and the beginning always. Recomputed states are dropped
  /// first.
  static TimelineRecord thinned(const TimelineRecord& record, std::size_t bytes, std::size_t states);
  /// To be called after each step. Where the step had been done before, the changes made at this step are
  /// made again. Returns whether it is a step that had not been done before.
  bool stepped(Trainer& trainer);
  /// To be called after the trainer adopted other settings, or a parameter was set by hand. In the past this
  /// opens a lane; a lane without steps disappears when its settings are back to its parent's. Before the
  /// first step nothing counts as changed: the run begins with the settings of that time. Names and colours
  /// of the user's own classes do not affect training: they hold for every moment.
  void settingChanged(const Trainer& trainer);
  void parameterChanged(const Trainer& trainer, Index index);
  /// To be called after the test split was measured, and after a failed attempt at a step.
  void tested(double loss);
  void diverged(const Diverged& how);
  /// Ignores lanes that do not exist.
  void edit(const TimelineEdit& edit);
  /// Where to go when the cursor's lane has been removed: to where it left the others.
  struct Place {
    std::size_t lane = 0;
    std::int64_t step = 0;
  };
  std::optional<Place> refuge() const;
  /// Whether the lane, or one that it comes from, was removed.
  bool isGone(std::size_t lane) const;
  /// Takes the trainer to a step of a lane, or to the nearest step that the lane has. It must be the trainer
  /// that was reported, at the position where it was left. `isInterrupted` is checked before each step: if
  /// true, the cursor stays at the point reached. Returns why training again did not get there, which happens
  /// only where the steps were first done with another arithmetic, or other data.
  std::optional<Diverged> goTo(Trainer& trainer, std::size_t lane, std::int64_t step,
                               const std::function<bool()>& isInterrupted = {});

  /// States are kept at least this many steps apart (rounded down to a power of two), so that keeping them
  /// costs little where steps are quick. Never decreases.
  void keepApart(std::int64_t steps);

  std::size_t lane() const { return m_now.lane; }
  std::int64_t step() const { return m_now.step; }
  std::size_t laneCount() const { return m_now.lanes.size(); }
  std::optional<std::size_t> parent(std::size_t lane) const { return m_now.lanes[lane].parent; }
  std::int64_t fork(std::size_t lane) const { return m_now.lanes[lane].begin; }
  std::int64_t end() const { return m_now.lanes[m_now.lane].end; }
  std::int64_t earliest() const { return m_now.lanes.front().begin; }
  std::size_t keptStates() const;
  std::size_t bytes() const { return m_bytes; }
  /// Takes effect from now on.
  void setMemory(std::size_t memory);
  TimelineMap map() const;

 private:
  using Way = std::vector<std::size_t>;  ///< see wayTo()

  /// The events of the lane that a change at the cursor belongs to: a new lane in the past.
  std::vector<TimelineEvent>& eventsHere();
  /// Whether no step has been done or attempted, so that no setting was changed during the run.
  bool hasNotBegun() const;
  /// Replaces every experiment of the record by `made` of it; shared ones stay shared.
  void remakeSettings(const std::function<Experiment(const Experiment&)>& made);
  /// Inserts after the events of the same step.
  static void insert(std::vector<TimelineEvent>& events, TimelineEvent event);
  void obey(const SetBookmark& edit);
  void obey(const NameLane& edit);
  void obey(const RemoveLane& edit);
  /// Ends a lane that does not differ from its parent.
  void dropEmptyLane();
  void keep(const RunState& state, bool isEvent);
  /// Forgets the states of removed lanes, and thins until the states fit into the memory.
  void fit();
  /// Drops states that are not at a multiple of the spacing.
  void thin();
  /// The beginning is always kept, and so are events while they take at most half of the memory.
  bool isSpared(std::size_t lane, const KeptState& kept) const;
  bool hasDroppable() const;
  /// Adds its bytes to the sums, or subtracts them.
  void count(const KeptState& kept, int sign);
  /// Repeats the events at this step, of the lanes of the way from `from` on.
  void redo(Trainer& trainer, const Way& way, std::size_t from, std::int64_t step) const;
  /// To be called after a step that had been done before.
  void redone(Trainer& trainer, const Way& way);
  /// Sets the trainer to that state of lane way[place], and the cursor to its step.
  void take(Trainer& trainer, const Way& way, std::size_t place, const KeptState& kept);
  /// The state kept from the first time at this step of the lane that contains it; null for none.
  const KeptState* exactAt(std::size_t lane, std::int64_t step) const;

  std::size_t m_memory;
  std::size_t m_bytes = 0;       ///< of all kept states
  std::size_t m_eventBytes = 0;  ///< of those at events
  std::int64_t m_spacing = 1;    ///< a power of two: states are kept at multiples of it
  bool m_isThinned = false;
  TimelineRecord m_now;
};

}  // namespace pellucid::engine
