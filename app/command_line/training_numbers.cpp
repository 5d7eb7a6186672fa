// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/training_numbers.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "app/command_line/option_values.h"
#include "engine/base/typed_word.h"
#include "engine/train/schedule_text.h"

namespace pellucid::app {
namespace {

using engine::kNumberFields;

std::string optionName(const std::string& prefix, std::string field) {
  std::ranges::replace(field, '_', '-');
  return prefix + field;
}

/// The default of every optimizer, if all share it.
std::string usualSetting(double engine::OptimizerSettings::*member) {
  const double usual = engine::defaultSettings(engine::kEnumNames<engine::Optimizer>[0].value).*member;
  for (const auto& optimizer : engine::kEnumNames<engine::Optimizer>)
    if (engine::defaultSettings(optimizer.value).*member != usual) return {};
  return fmt::format("{}", usual);
}

template <class Part>
engine::Range rangeOf(double Part::*member) {
  for (const auto& field : kNumberFields<Part>)
    if (field.member == member) return field.range;
  return {};
}

void addSchedule(CLI::App& command, std::optional<engine::Schedule>& target) {
  const auto store = [&target](const std::string& text) {
    const auto schedule = engine::parseSchedule(engine::plainWord(engine::trimmedParts(text)));
    if (!schedule) throw CLI::ValidationError("--schedule: " + schedule.error().text());
    target = *schedule;
  };
  command
      .add_option_function<std::string>(
          "--schedule", store,
          "How the learning rate changes: " + engine::allNames<engine::ScheduleKind>() +
              "; with numbers as in step,every=5,factor=0.5 (epochs), exponential,factor=0.95, "
              "cosine,epochs=10,floor=0.0001, plateau,patience=10,factor=0.1,floor=0, "
              "one-cycle,epochs=10,rise=0.3,factor=0.04,floor=0 (up to the learning rate and down again, by "
              "steps); warmup=100 (steps) works with each")
      ->type_name("SCHEDULE")
      ->default_str(engine::formatSchedule(engine::Schedule()));
}

}  // namespace

void addTrainingNumbers(CLI::App& command, TrainingNumbers& numbers) {
  const auto& settings = kNumberFields<engine::OptimizerSettings>;
  for (std::size_t i = 0; i < settings.size(); ++i)
    addNumber(command, optionName("--", settings[i].name), numbers.settings[i], settings[i].range,
              settings[i].what)
        ->default_str(usualSetting(settings[i].member));
  const auto& clipping = kNumberFields<engine::Clipping>;
  for (std::size_t i = 0; i < clipping.size(); ++i)
    addNumber(command, optionName("--clip-", clipping[i].name), numbers.clipping[i], clipping[i].range,
              clipping[i].what)
        ->default_str(fmt::format("{}", engine::Clipping().*clipping[i].member));
  const auto& augmentation = kNumberFields<engine::Augmentation>;
  for (std::size_t i = 0; i < augmentation.size(); ++i)
    addNumber(command, optionName("--augment-", augmentation[i].name), numbers.augmentation[i],
              augmentation[i].range, augmentation[i].what)
        ->default_str(fmt::format("{}", engine::Augmentation().*augmentation[i].member));
  addSchedule(command, numbers.schedule);
  addNumber(command, "--label-smoothing", numbers.labelSmoothing, engine::kShareBelowOne,
            "share of each target that is spread over all classes (cross-entropies)")
      ->default_str(fmt::format("{}", engine::TrainingSpec().labelSmoothing));
  addNumber(
      command, "--target-accuracy", numbers.targetAccuracy, rangeOf(&engine::Stopping::targetAccuracy),
      "stops once the accuracy of the validation samples, or without them of the test samples, is at least "
      "this; 0 is off")
      ->default_str(fmt::format("{}", engine::Stopping().targetAccuracy));
  addNumber(
      command, "--patience", numbers.patience, 0, engine::kMaxEpochs,
      "Stops after N epochs without a lower loss of the validation samples, or without them of the test "
      "samples, and restores the best weights; 0 turns this off")
      ->default_str(fmt::format("{}", engine::Stopping().patience));
}

engine::Result<void> checkNumbers(const TrainingNumbers& numbers, engine::Optimizer optimizer) {
  const auto& settings = kNumberFields<engine::OptimizerSettings>;
  for (std::size_t i = 0; i < settings.size(); ++i) {
    if (!numbers.settings[i] || uses(optimizer, settings[i].member)) continue;
    std::vector<std::string_view> others;
    for (const auto& other : engine::kEnumNames<engine::Optimizer>)
      if (uses(other.value, settings[i].member)) others.push_back(other.name);
    const std::string option = optionName("--", settings[i].name);
    return engine::Error{engine::message(
        "{} is {}, but the optimizer {} has no such setting. Leave {} out, or choose --optimizer {}.", option,
        *numbers.settings[i], nameOf(optimizer), option, fmt::join(others, " or "))};
  }
  return {};
}

void applyNumbers(const TrainingNumbers& numbers, engine::TrainingSpec& training) {
  const auto& settings = kNumberFields<engine::OptimizerSettings>;
  for (std::size_t i = 0; i < settings.size(); ++i)
    if (numbers.settings[i]) training.settings.*settings[i].member = *numbers.settings[i];
  const auto& clipping = kNumberFields<engine::Clipping>;
  for (std::size_t i = 0; i < clipping.size(); ++i)
    if (numbers.clipping[i]) training.clipping.*clipping[i].member = *numbers.clipping[i];
  const auto& augmentation = kNumberFields<engine::Augmentation>;
  for (std::size_t i = 0; i < augmentation.size(); ++i)
    if (numbers.augmentation[i]) training.augmentation.*augmentation[i].member = *numbers.augmentation[i];
  training.schedule = numbers.schedule.value_or(training.schedule);
  training.labelSmoothing = numbers.labelSmoothing.value_or(training.labelSmoothing);
  training.stopping.targetAccuracy = numbers.targetAccuracy.value_or(training.stopping.targetAccuracy);
  training.stopping.patience = numbers.patience.value_or(training.stopping.patience);
}

}  // namespace pellucid::app
