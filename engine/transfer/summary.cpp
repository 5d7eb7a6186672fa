// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/transfer/summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "engine/base/median.h"

namespace pellucid::engine {
namespace {

using Key = std::pair<Index, std::uint64_t>;  // samples per class, seed

/// The best accuracy reached by any arm, at any step.
std::map<Key, double> bestAccuracies(std::span<const ArmCurve> curves) {
  std::map<Key, double> best;
  for (const ArmCurve& curve : curves)
    for (const ArmPoint& point : curve.points) {
      double& bestSoFar = best[{curve.samplesPerClass, curve.seed}];
      bestSoFar = std::max(bestSoFar, point.targetAccuracy);
    }
  return best;
}

/// The median over curves of an optional value; nothing unless all have it.
template <class Number>
std::optional<double> medianOf(const std::vector<const ArmCurve*>& curves, Number number) {
  std::vector<double> values;
  for (const ArmCurve* curve : curves) {
    const std::optional<double> value = number(*curve);
    if (!value) return std::nullopt;
    values.push_back(*value);
  }
  return median(values);
}

SweepCell summariseCell(const std::vector<const ArmCurve*>& curves, const std::map<Key, double>& best) {
  const ArmCurve& first = *curves.front();
  SweepCell cell{.arm = first.arm, .samplesPerClass = first.samplesPerClass};
  for (const ArmCurve* curve : curves) {
    cell.seeds.push_back(curve->seed);
    cell.accuracies.push_back(curve->points.back().targetAccuracy);
  }
  cell.median = median(cell.accuracies);
  const auto [least, most] = std::ranges::minmax(cell.accuracies);
  cell.least = least;
  cell.most = most;
  cell.sourceAccuracy =
      medianOf(curves, [](const ArmCurve& curve) { return curve.points.back().sourceAccuracy; });
  for (std::size_t i = 0; i < first.points.back().drift.size(); ++i)
    cell.drift.push_back(
        medianOf(curves, [i](const ArmCurve& curve) { return curve.points.back().drift[i]; }));
  cell.trainableParameters = first.trainableParameters;
  cell.millisecondsPerStep =
      *medianOf(curves, [](const ArmCurve& curve) { return std::optional(curve.millisecondsPerStep); });
  const auto goalOf = [&best](const ArmCurve& curve) {
    return 0.8 * best.at({curve.samplesPerClass, curve.seed});
  };
  const auto stepsToGoal = [&](const ArmCurve& curve) -> std::optional<double> {
    const auto reached = std::ranges::find_if(
        curve.points, [goal = goalOf(curve)](const ArmPoint& point) { return point.targetAccuracy >= goal; });
    if (reached == curve.points.end()) return std::nullopt;
    return static_cast<double>(reached->step);
  };
  cell.goal80 = *medianOf(curves, [&](const ArmCurve& curve) { return std::optional(goalOf(curve)); });
  cell.stepsTo80 = medianOf(curves, stepsToGoal);
  cell.seedsTo80 = static_cast<std::size_t>(
      std::ranges::count_if(curves, [&](const ArmCurve* curve) { return stepsToGoal(*curve).has_value(); }));
  return cell;
}

/// How far arm a is ahead of arm b, seed by seed, in percentage points.
struct Lead {
  double mean = 0;
  double least = 0;
  double spread = 0;  ///< half the range
  /// With every seed, and by more than random variation.
  bool isClear() const { return least > 0 && mean > spread; }
};

Lead leadOf(const SweepCell& a, const SweepCell& b) {
  std::vector<double> leads;
  for (std::size_t i = 0; i < a.accuracies.size(); ++i)
    leads.push_back(100 * (a.accuracies[i] - b.accuracies[i]));
  const auto [least, most] = std::ranges::minmax(leads);
  return {.mean = std::accumulate(leads.begin(), leads.end(), 0.0) / static_cast<double>(leads.size()),
          .least = least,
          .spread = (most - least) / 2};
}

std::string points(const Lead& lead, std::size_t seeds) {
  if (seeds == 1) return fmt::format("{:.1f}", lead.mean);
  return fmt::format("{:.1f} ± {:.1f}", lead.mean, lead.spread);
}

/// All arms with one number of samples, the best median first.
using Ranking = std::vector<const SweepCell*>;

std::vector<Ranking> rankings(std::span<const SweepCell> cells) {
  std::map<Index, Ranking> bySamples;
  for (const SweepCell& cell : cells) bySamples[cell.samplesPerClass].push_back(&cell);
  std::vector<Ranking> all;
  for (auto& [samples, ranking] : bySamples) {
    // Arms that were stopped at different seeds cannot be compared seed by seed.
    const auto& seeds = ranking.front()->seeds;
    if (!std::ranges::all_of(ranking, [&](const SweepCell* cell) { return cell->seeds == seeds; })) continue;
    std::ranges::stable_sort(ranking, std::greater(), &SweepCell::median);
    all.push_back(std::move(ranking));
  }
  return all;
}

/// The best arm, and those over which it has no clear lead.
std::vector<std::string> leaders(const Ranking& ranking) {
  std::vector<std::string> names{ranking.front()->arm};
  for (std::size_t i = 1; i < ranking.size(); ++i)
    if (!leadOf(*ranking.front(), *ranking[i]).isClear()) names.push_back(ranking[i]->arm);
  return names;
}

/// "frozen, half and finetune"
Message together(const std::vector<Message>& names) {
  if (names.size() == 1) return names.front();
  return message("{} and {}", listed({names.begin(), names.end() - 1}), names.back());
}

/// The best arm's lead over the next one: "by 14.0 ± 3.0 points over scratch".
Message leadText(const Ranking& ranking) {
  const std::size_t seeds = ranking.front()->seeds.size();
  return message("by {} points over {}", points(leadOf(*ranking[0], *ranking[1]), seeds), ranking[1]->arm);
}

/// What several rankings have in common: the same arm leads, and the same arms are close to it.
struct Verdict {
  std::vector<std::string> leaders;
  std::vector<Ranking> rankings;
};

std::vector<Verdict> verdicts(const std::vector<Ranking>& all) {
  std::vector<Verdict> found;
  for (const Ranking& ranking : all) {
    if (ranking.size() < 2) continue;
    std::vector<std::string> names = leaders(ranking);
    std::sort(names.begin() + 1, names.end());
    if (found.empty() || found.back().leaders != names)
      found.push_back({.leaders = std::move(names), .rankings = {}});
    found.back().rankings.push_back(ranking);
  }
  return found;
}

Message textOf(const Verdict& verdict) {
  std::vector<Message> numbers;
  std::vector<Message> leads;
  for (const Ranking& ranking : verdict.rankings) {
    numbers.push_back(Message::number(ranking.front()->samplesPerClass));
    leads.push_back(leadText(ranking));
  }
  const Message samples = together(numbers);
  // Of several numbers, the last one directly precedes the noun.
  const Index last = verdict.rankings.back().front()->samplesPerClass;
  const std::string& leader = verdict.leaders.front();
  if (verdict.leaders.size() > 1) {
    std::vector<Message> others;
    for (const std::string& name : std::span(verdict.leaders).subspan(1))
      others.push_back(Message::untranslated(name));
    return counted(last, "With {} sample per class, {} leads, but not clearly over {}.",
                   "With {} samples per class, {} leads, but not clearly over {}.", samples, leader,
                   together(others));
  }
  if (verdict.rankings.front().front()->seeds.size() == 1)
    return counted(last, "With {} sample per class, {} leads {}.", "With {} samples per class, {} leads {}.",
                   samples, leader, together(leads));
  return counted(last, "With {} sample per class, {} wins {}.", "With {} samples per class, {} wins {}.",
                 samples, leader, together(leads));
}

/// Where the source does harm: arms clearly worse than scratch.
Message harm(const std::vector<Ranking>& all) {
  std::map<std::string, std::vector<Message>> places;  // by arm
  for (const Ranking& ranking : all) {
    const auto scratch =
        std::ranges::find_if(ranking, [](const SweepCell* cell) { return cell->arm == "scratch"; });
    if (scratch == ranking.end()) continue;
    for (const SweepCell* cell : ranking)
      if (const Lead lead = leadOf(**scratch, *cell); cell != *scratch && lead.isClear())
        places[cell->arm].push_back(
            message("{} points with {}", points(lead, cell->seeds.size()), cell->samplesPerClass));
  }
  std::vector<Message> arms;
  for (const auto& [arm, leads] : places) arms.push_back(message("{} (by {})", arm, together(leads)));
  return arms.empty() ? Message() : message("Worse than from scratch: {}.", together(arms));
}

}  // namespace

std::vector<StepSpread> overSteps(std::span<const ArmCurve> curves, std::string_view arm,
                                  Index samplesPerClass) {
  std::map<std::int64_t, std::vector<double>> accuracies;
  for (const ArmCurve& curve : curves)
    if (curve.arm == arm && curve.samplesPerClass == samplesPerClass)
      for (const ArmPoint& point : curve.points) accuracies[point.step].push_back(point.targetAccuracy);
  std::vector<StepSpread> spreads;
  for (const auto& [step, values] : accuracies) {
    const auto [least, most] = std::ranges::minmax(values);
    spreads.push_back({.step = step, .median = median(values), .least = least, .most = most});
  }
  return spreads;
}

std::vector<SweepCell> summarise(std::span<const ArmCurve> curves) {
  const auto best = bestAccuracies(curves);
  std::vector<std::vector<const ArmCurve*>> groups;
  for (const ArmCurve& curve : curves) {
    if (!curve.isComplete) continue;
    const auto group = std::ranges::find_if(groups, [&](const auto& of) {
      return of.front()->arm == curve.arm && of.front()->samplesPerClass == curve.samplesPerClass;
    });
    if (group == groups.end())
      groups.push_back({&curve});
    else
      group->push_back(&curve);
  }
  std::vector<SweepCell> cells;
  for (const auto& group : groups) cells.push_back(summariseCell(group, best));
  return cells;
}

Message conclusion(std::span<const SweepCell> cells) {
  const std::vector<Ranking> all = rankings(cells);
  Message text;
  for (const Verdict& verdict : verdicts(all)) text = followed(text, textOf(verdict));
  if (text.empty()) return text;
  text = followed(text, harm(all));
  if (all.front().front()->seeds.size() > 1) return text;
  return followed(text, message("One seed only: chance may have decided."));
}

}  // namespace pellucid::engine
