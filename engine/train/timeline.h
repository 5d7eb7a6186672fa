// SPDX-License-Identifier: GPL-3.0-or-later
// Every moment of a run: a tree of lanes, where a lane is one way that training took. Training is a function
// of state and events, so a lane is where it left its parent, the events on it (settings that changed in
// mid-run, parameters set by hand) and some whole states; any other step is trained again from the state
// before it, bit for bit. There is a cursor, which is where the trainer stands. Going somewhere forgets
// nothing: training on from the past follows the lane, and a change there opens another one. Without a thread
// of its own; the session's worker uses it.
#pragma once

#include "engine/train/timeline_map.h"
#include "engine/train/trainer.h"

namespace pellucid::engine {

/// How many steps of such a run take 150 times as long as copying a state of it does, by what both compute;
/// for Timeline::keepApart() before steps have been measured.
std::int64_t stepsPerCopy(const Trainer& trainer);

class Timeline {
 public:
  static constexpr std::size_t kDefaultMemory = std::size_t{256} << 20;

  /// Of kept states, in bytes; the first state is kept, however large it is.
  explicit Timeline(std::size_t memory = kDefaultMemory) : m_memory(memory) {}

  /// Where the trainer is now becomes the beginning of everything.
  void begin(const Trainer& trainer);
  /// Call it after each step that was done. Where it was done before, what was changed at the step that has
  /// been reached is changed again. Says whether it is a step that had not been done yet.
  bool stepped(Trainer& trainer);
  /// Call it after the trainer took over other settings, or a parameter was set by hand. In the past that
  /// opens a lane; one that no step was done on goes again when its settings are back to its parent's.
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
  /// was told of, where it was left.
  void goTo(Trainer& trainer, std::size_t lane, std::int64_t step);

  /// States are kept at least so many steps apart (a power of two), so that keeping them costs little where
  /// steps are quick. Never less than before.
  void keepApart(std::int64_t steps);

  std::size_t lane() const { return m_lane; }
  std::int64_t step() const { return m_step; }
  std::size_t laneCount() const { return m_lanes.size(); }
  std::optional<std::size_t> parent(std::size_t lane) const { return m_lanes[lane].parent; }
  std::int64_t fork(std::size_t lane) const { return m_lanes[lane].begin; }
  std::int64_t end() const { return m_lanes[m_lane].end; }
  std::int64_t earliest() const { return m_lanes.front().begin; }
  std::size_t keptStates() const;
  std::size_t bytes() const { return m_bytes; }
  /// From now on.
  void setMemory(std::size_t memory);
  TimelineMap map() const;

 private:
  struct Kept {
    RunState state;
    bool isEvent = false;  ///< something was changed there
  };
  struct Lane {
    std::optional<std::size_t> parent;
    std::int64_t begin = 0;
    std::int64_t end = 0;
    std::vector<TimelineEvent> events;
    std::vector<Kept> kept;              ///< by step; with everything that was changed at their step
    std::vector<TestMark> records = {};  ///< tests of lower and lower losses, the lowest at the end
    std::string name = {};
    bool isRemoved = false;  ///< itself; see isGone()
  };
  using Way = std::vector<std::size_t>;  ///< as wayTo() has it

  /// Of the lane that a change at the cursor belongs to: a new one in the past.
  std::vector<TimelineEvent>& eventsHere();
  /// Behind those of its step.
  static void insert(std::vector<TimelineEvent>& events, TimelineEvent event);
  void obey(const SetBookmark& edit);
  void obey(const NameLane& edit);
  void obey(const RemoveLane& edit);
  /// Ends a lane that differs in nothing from its parent.
  void dropEmptyLane();
  const std::shared_ptr<const Experiment>& settingAt(std::size_t lane, std::int64_t step) const;
  void keep(const RunState& state, bool isEvent);
  /// Forgets the states of lanes that were taken away, and thins until the states fit into the memory.
  void fit();
  /// Drops what is not at a multiple of the spacing.
  void thin();
  /// The beginning is always kept, and so are events while they take at most half of the memory.
  bool isSpared(std::size_t lane, const Kept& kept) const;
  bool hasDroppable() const;
  /// Adds its bytes to the sums, or takes them away.
  void count(const Kept& kept, int sign);
  /// Events at this step, of the lanes of the way from `from` on.
  void redo(Trainer& trainer, const Way& way, std::size_t from, std::int64_t step) const;

  std::size_t m_memory;
  std::size_t m_bytes = 0;       ///< of all kept states
  std::size_t m_eventBytes = 0;  ///< of those at events
  std::int64_t m_spacing = 1;    ///< a power of two: states are kept at multiples of it
  bool m_isThinned = false;
  std::shared_ptr<const Experiment> m_first;  ///< the setting at the beginning
  std::vector<Lane> m_lanes;
  std::size_t m_lane = 0;
  std::int64_t m_step = 0;
};

}  // namespace pellucid::engine
