// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/schedule_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "engine/base/numbers.h"
#include "engine/base/typed_word.h"
#include "engine/train/training_fields.h"

namespace pellucid::engine {
namespace {

/// The fields in the kind's formula, with the warm-up at the end.
std::vector<std::string_view> namesOf(ScheduleKind kind) {
  std::vector<std::string_view> names;
  for (const auto& field : kCountFields<Schedule>)
    if (field.member != &Schedule::warmupSteps && uses(kind, field.member)) names.push_back(field.name);
  for (const auto& field : kNumberFields<Schedule>)
    if (uses(kind, field.member)) names.push_back(field.name);
  names.push_back("warmup");
  return names;
}

Result<void> setNumber(std::string_view name, std::string_view text, Schedule& schedule) {
  for (const auto& field : kNumberFields<Schedule>) {
    if (name != field.name) continue;
    const auto value = parseNumber<double>(text);
    if (!value || !field.range.contains(*value))
      return Error{
          message("The schedule's {} is \"{}\"; it must be a number {}.", name, text, field.range.words())};
    schedule.*field.member = *value;
  }
  for (const auto& field : kCountFields<Schedule>) {
    if (name != field.name) continue;
    const auto value = parseNumber<std::int64_t>(text);
    if (!value || *value < field.least || *value > field.most)
      return Error{message("The schedule's {} is \"{}\"; it must be a whole number from {} to {}.", name,
                           text, field.least, field.most)};
    schedule.*field.member = *value;
  }
  return {};
}

std::string_view takePart(std::string_view& rest) {
  const std::size_t end = std::min(rest.find(','), rest.size());
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

}  // namespace

Result<Schedule> parseSchedule(std::string_view text) {
  Schedule schedule;
  std::string_view rest = text;
  const std::string_view first = rest.substr(0, std::min(rest.find(','), rest.size()));
  if (first.find('=') == std::string_view::npos) {
    const auto kind = fromName<ScheduleKind>(takePart(rest));
    if (!kind)
      return Error{followed(
          message("The schedule \"{}\" is unknown; it must be one of: {}.", first, allNames<ScheduleKind>()),
          didYouMean<ScheduleKind>(first))};
    schedule = defaultSchedule(*kind);
  }
  const std::vector<std::string_view> names = namesOf(schedule.kind);
  std::vector<std::string_view> seen;
  while (!rest.empty()) {
    const std::string_view part = takePart(rest);
    const std::size_t equals = std::min(part.find('='), part.size());
    const std::string_view name = part.substr(0, equals);
    if (equals == part.size() || std::ranges::find(names, name) == names.end())
      return Error{message("The schedule {} has no \"{}\"; it takes {}, as in {}={}.", nameOf(schedule.kind),
                           part, fmt::join(names, ", "), names.back(), 100)};
    if (std::ranges::find(seen, name) != seen.end())
      return Error{message("The schedule's {} is given twice.", name)};
    seen.push_back(name);
    if (auto set = setNumber(name, part.substr(equals + 1), schedule); !set) return set.error();
  }
  return schedule;
}

std::string formatSchedule(const Schedule& schedule) {
  const Schedule usual = defaultSchedule(schedule.kind);
  std::string text(nameOf(schedule.kind));
  for (const auto& field : kCountFields<Schedule>)
    if (schedule.*field.member != usual.*field.member)
      text += fmt::format(",{}={}", field.name, schedule.*field.member);
  for (const auto& field : kNumberFields<Schedule>)
    if (schedule.*field.member != usual.*field.member)
      text += fmt::format(",{}={}", field.name, schedule.*field.member);
  return text;
}

}  // namespace pellucid::engine
