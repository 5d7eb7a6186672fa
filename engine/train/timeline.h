// SPDX-License-Identifier: GPL-3.0-or-later
// Every moment of a run: a tree of lanes, where a lane is one way that training took. Training is a function
// of state and events, so a lane is where it left its parent, the events on it (settings that changed in
// mid-run, parameters set by hand) and some whole states; any other step is trained again from the state
// before it, bit for bit. There is a cursor, which is where the trainer stands. Going somewhere forgets
// nothing: training on from the past follows the lane, and a change there opens another one. Without a thread
// of its own; the session's worker uses it.
#pragma once

#include <functional>

#include "engine/train/timeline_record.h"
#include "engine/train/trainer.h"

namespace pellucid::engine {

/// How many steps of such a run take 300 times as long as copying a state of it does, by what both compute;
/// for Timeline::keepApart() before steps have been measured.
std::int64_t stepsPerCopy(const Trainer& trainer);

class Timeline {
 public:
  static constexpr std::size_t kDefaultMemory = std::size_t{256} << 20;

  /// Of kept states, in bytes; the first state is kept, however large it is.
  explicit Timeline(std::size_t memory = kDefaultMemory) : m_memory(memory) {}

  /// Where the trainer is now becomes the beginning of everything.
  void begin(const Trainer& trainer);
  /// Everything is as in the record, whose cursor the trainer is at. Its experiments take over what does not
  /// act at once from the trainer's, such as the place of the data.
  void resume(const TimelineRecord& record, const Trainer& trainer);
  /// As it is now, for a file or another session. Without histories.
  const TimelineRecord& record() const { return m_now; }
  /// A record with fewer states, so that there are at most so many, of so many bytes (bytesOf of
  /// RunState): events are kept while they take at most half of it, and the beginning always. What was
  /// recomputed goes first.
  static TimelineRecord thinned(const TimelineRecord& record, std::size_t bytes, std::size_t states);
  /// Call it after each step that was done. Where it was done before, what was changed at the step that has
  /// been reached is changed again. Says whether it is a step that had not been done yet.
  bool stepped(Trainer& trainer);
  /// Call it after the trainer took over other settings, or a parameter was set by hand. In the past that
  /// opens a lane; one that no step was done on goes again when its settings are back to its parent's.
  /// Before the first step nothing was changed on the way: the run begins with what is set then.
  /// What the user's own classes are called, and their colours, train nothing: they hold for every moment.
  void settingChanged(const Trainer& trainer);
  void parameterChanged(const Trainer& trainer, Index index);
  /// Call it after the test split was measured, and after a step was tried in vain.
  void tested(double loss);
  void diverged(const Diverged& how);
  /// Of lanes that are not there, nothing.
  void edit(const TimelineEdit& edit);
  /// Where to go when the cursor's lane has been taken away: to where that left the others.
  struct Place {
    std::size_t lane = 0;
    std::int64_t step = 0;
  };
  std::optional<Place> refuge() const;
  /// Whether it, or one that it comes from, was taken away.
  bool isGone(std::size_t lane) const;
  /// Takes the trainer to a step of a lane, or to the nearest that the lane has. It must be the trainer that
  /// was told of, where it was left. `isInterrupted` is asked before each step: then the cursor stays where
  /// it has come to, on the way. Why training again did not come there is returned; it happens only where
  /// another arithmetic, or other data, did it the first time.
  std::optional<Diverged> goTo(Trainer& trainer, std::size_t lane, std::int64_t step,
                               const std::function<bool()>& isInterrupted = {});

  /// States are kept at least so many steps apart (a power of two), so that keeping them costs little where
  /// steps are quick. Never less than before.
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
  /// From now on.
  void setMemory(std::size_t memory);
  TimelineMap map() const;

 private:
  using Way = std::vector<std::size_t>;  ///< as wayTo() has it

  /// Of the lane that a change at the cursor belongs to: a new one in the past.
  std::vector<TimelineEvent>& eventsHere();
  /// No step has been done or tried, and so no setting was changed on the way.
  bool hasNotBegun() const;
  /// Every experiment of the record becomes what `made` makes of it; those that are shared stay so.
  void remakeSettings(const std::function<Experiment(const Experiment&)>& made);
  /// Behind those of its step.
  static void insert(std::vector<TimelineEvent>& events, TimelineEvent event);
  void obey(const SetBookmark& edit);
  void obey(const NameLane& edit);
  void obey(const RemoveLane& edit);
  /// Ends a lane that differs in nothing from its parent.
  void dropEmptyLane();
  void keep(const RunState& state, bool isEvent);
  /// Forgets the states of lanes that were taken away, and thins until the states fit into the memory.
  void fit();
  /// Drops what is not at a multiple of the spacing.
  void thin();
  /// The beginning is always kept, and so are events while they take at most half of the memory.
  bool isSpared(std::size_t lane, const KeptState& kept) const;
  bool hasDroppable() const;
  /// Adds its bytes to the sums, or takes them away.
  void count(const KeptState& kept, int sign);
  /// Events at this step, of the lanes of the way from `from` on.
  void redo(Trainer& trainer, const Way& way, std::size_t from, std::int64_t step) const;
  /// After a step that had been done before.
  void redone(Trainer& trainer, const Way& way);
  /// The trainer becomes that state of lane way[place], and the cursor's step is its.
  void take(Trainer& trainer, const Way& way, std::size_t place, const KeptState& kept);
  /// What is kept as it was the first time at this step of the lane that has it; null for nothing.
  const KeptState* exactAt(std::size_t lane, std::int64_t step) const;

  std::size_t m_memory;
  std::size_t m_bytes = 0;       ///< of all kept states
  std::size_t m_eventBytes = 0;  ///< of those at events
  std::int64_t m_spacing = 1;    ///< a power of two: states are kept at multiples of it
  bool m_isThinned = false;
  TimelineRecord m_now;
};

}  // namespace pellucid::engine
