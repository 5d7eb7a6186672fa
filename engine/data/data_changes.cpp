// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/data_changes.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <optional>

#include "engine/base/numbers.h"
#include "engine/base/random.h"
#include "engine/base/range.h"

namespace pellucid::engine {
namespace {

constexpr std::uint64_t kSeed = 1;
constexpr Range kNoise{.least = 0, .most = 10, .isLeastIn = false, .isMostIn = true};
constexpr Index kMostClasses = 256;

// Reading -----------------------------------------------------------------------------------------------

Error wrongClasses(std::string_view part) {
  return {message(
      "The classes \"{}\" are not valid. Give numbers from 0 and ranges of them, as in :0-4 or :0,2,4.",
      part)};
}

/// Appends the numbers of "3" or "0-4".
Result<void> addClasses(std::string_view part, std::vector<Index>& classes) {
  const std::size_t dash = std::min(part.find('-'), part.size());
  const auto first = parseNumber<Index>(part.substr(0, dash));
  const auto last = dash < part.size() ? parseNumber<Index>(part.substr(dash + 1)) : first;
  if (!first || !last || *first < 0 || *last < *first || *last >= kMostClasses) return wrongClasses(part);
  for (Index number = *first; number <= *last; ++number) {
    if (std::ranges::find(classes, number) != classes.end())
      return Error{message("The class {} is chosen twice.", number)};
    classes.push_back(number);
  }
  return {};
}

Result<std::vector<Index>> parseClasses(std::string_view text) {
  std::vector<Index> classes;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    if (const auto added = addClasses(text.substr(begin, end - begin), classes); !added) return added.error();
    begin = end + 1;
  }
  if (classes.size() < 2)
    return Error{message("Only the class {} is chosen; there must be two or more to tell apart.", text)};
  return classes;
}

Result<DataChanges::Step> parseStep(std::string_view text) {
  if (text == "standardize") return DataChanges::Step{.change = DataChange::Standardise};
  if (const auto change = fromName<DataChange>(text); change && *change != DataChange::Noise)
    return DataChanges::Step{.change = *change};
  constexpr std::string_view kPrefix = "noise";
  if (!text.starts_with(kPrefix))
    return Error{message("There is no change \"{}\". The changes are {}.", text, existingChanges())};
  const auto amount = parseNumber<double>(text.substr(kPrefix.size()));
  if (!amount || !kNoise.contains(*amount))
    return Error{message("The deviation of {} must be a number {}, as in noise0.3.", text, kNoise.words())};
  return DataChanges::Step{.change = DataChange::Noise, .amount = *amount};
}

/// "0-4", or "0" and "0,1" where a range would be no shorter.
std::string classRange(Index first, Index last) {
  if (last - first >= 2) return fmt::format("{}-{}", first, last);
  return first == last ? fmt::format("{}", first) : fmt::format("{},{}", first, last);
}

// Changing ----------------------------------------------------------------------------------------------

/// A data set, with the original class number of each of its classes.
struct Task {
  Dataset data;
  std::vector<Index> numbers;
};

template <class Change>
void eachSplit(Dataset& dataset, Change change) {
  change(dataset.train, std::uint64_t{0});
  change(dataset.test, std::uint64_t{1});
  if (dataset.validation.size() > 0) change(dataset.validation, std::uint64_t{2});
}

/// The random numbers for part `part` of a data set, as counted by eachSplit(), in the change at `position`.
Random randomFor(std::string_view stream, std::uint64_t position, std::uint64_t part) {
  if (part < 2) return {kSeed, stream, 2 * position + part};
  return {kSeed, fmt::format("{}-of-validation", stream), position};
}

using NewLabels = std::vector<std::optional<std::uint8_t>>;

/// The samples whose class has a new label, relabelled.
Split keep(const Split& all, const NewLabels& newLabels) {
  std::vector<Index> kept;
  for (std::size_t n = 0; n < all.labels.size(); ++n)
    if (newLabels[all.labels[n]]) kept.push_back(static_cast<Index>(n));
  Split part = select(all, kept);
  for (std::uint8_t& label : part.labels) label = *newLabels[label];
  return part;
}

Result<void> chooseClasses(const std::vector<Index>& classes, Task& task) {
  Dataset& data = task.data;
  if (!data.hasClasses())
    return Error{message("The answers of {} are numbers ({}): it has no classes to choose from.", data.name,
                         fmt::join(data.targetNames, ", "))};
  NewLabels newLabels(data.classNames.size());
  std::vector<std::string> names;
  for (const Index number : classes) {
    if (number >= data.classes()) {
      std::vector<std::string> existing;
      for (Index i = 0; i < data.classes(); ++i) {
        const std::string& name = data.classNames[static_cast<std::size_t>(i)];
        existing.push_back(name == fmt::format("{}", i) ? name : fmt::format("{} ({})", i, name));
      }
      return Error{
          message("{} has no class {}. Its classes are {}.", data.name, number, fmt::join(existing, ", "))};
    }
    newLabels[static_cast<std::size_t>(number)] = static_cast<std::uint8_t>(names.size());
    names.push_back(data.classNames[static_cast<std::size_t>(number)]);
  }
  eachSplit(data, [&](Split& split, std::uint64_t) { split = keep(split, newLabels); });
  if (data.train.size() == 0 || data.test.size() == 0)
    return Error{
        message("{} has no samples of the chosen classes in its training or its test part.", data.name)};
  data.classNames = std::move(names);
  task.numbers = classes;
  return {};
}

Result<void> toParity(Task& task) {
  if (!task.data.hasClasses())
    return Error{message("The answers of {} are numbers: there are no classes that could be even or odd.",
                         task.data.name)};
  eachSplit(task.data, [&](Split& split, std::uint64_t) {
    for (std::uint8_t& label : split.labels) label = static_cast<std::uint8_t>(task.numbers[label] % 2);
  });
  task.data.classNames = {"even", "odd"};
  task.numbers = {0, 1};
  return {};
}

void invert(Dataset& data) {
  eachSplit(data, [](Split& split, std::uint64_t) {
    for (std::uint8_t& pixel : split.pixels) pixel = static_cast<std::uint8_t>(255 - pixel);
    split.numbers = (1 - split.numbers.array()).matrix();
  });
}

/// Feature i of the new samples is feature order[i] of the old ones.
void reorder(Dataset& data, const std::vector<Index>& order) {
  const auto apply = [&order](auto* sample, auto& before) {
    std::copy_n(sample, order.size(), before.begin());
    for (std::size_t i = 0; i < order.size(); ++i) sample[i] = before[static_cast<std::size_t>(order[i])];
  };
  std::vector<std::uint8_t> bytes(order.size());
  std::vector<Scalar> numbers(order.size());
  eachSplit(data, [&](Split& split, std::uint64_t) {
    for (std::size_t at = 0; at < split.pixels.size(); at += order.size()) apply(&split.pixels[at], bytes);
    for (Index n = 0; n < split.numbers.cols(); ++n) apply(split.numbers.col(n).data(), numbers);
  });
}

void rotate(Dataset& data) {
  const Shape from = data.shape;
  const Shape to{.channels = from.channels, .height = from.width, .width = from.height};
  std::vector<Index> order;
  // To the left: the right column becomes the top row.
  for (Index c = 0; c < to.channels; ++c)
    for (Index y = 0; y < to.height; ++y)
      for (Index x = 0; x < to.width; ++x)
        order.push_back((c * from.height + x) * from.width + from.width - 1 - y);
  reorder(data, order);
  data.shape = to;
}

void transpose(Dataset& data) {
  const Shape from = data.shape;
  std::vector<Index> order;
  for (Index c = 0; c < from.channels; ++c)
    for (Index x = 0; x < from.width; ++x)
      for (Index y = 0; y < from.height; ++y) order.push_back((c * from.height + y) * from.width + x);
  reorder(data, order);
  data.shape = {.channels = from.channels, .height = from.width, .width = from.height};
}

void permute(Dataset& data, std::uint64_t position) {
  std::vector<Index> order(static_cast<std::size_t>(data.inputs()));
  std::iota(order.begin(), order.end(), Index(0));
  Random(kSeed, "permute", position).shuffle(std::span(order));
  reorder(data, order);
}

void addNoise(Dataset& data, double deviation, std::uint64_t position) {
  eachSplit(data, [&](Split& split, std::uint64_t part) {
    Random random = randomFor("noise", position, part);
    makeNumbers(split, data.inputs());
    for (Scalar& number : split.numbers.reshaped())
      number += static_cast<Scalar>(deviation * random.normal());
  });
}

/// For numbers the columns are shuffled, for classes the labels.
void shuffleLabels(Dataset& data, std::uint64_t position) {
  eachSplit(data, [&](Split& split, std::uint64_t part) {
    Random random = randomFor("shuffle-labels", position, part);
    if (data.hasClasses()) {
      random.shuffle(std::span(split.labels));
      return;
    }
    std::vector<Index> order(static_cast<std::size_t>(split.size()));
    std::iota(order.begin(), order.end(), Index(0));
    random.shuffle(std::span(order));
    split.targets = Matrix(split.targets(Eigen::all, order));
  });
}

Result<void> apply(const DataChanges::Step& step, std::uint64_t position, Task& task) {
  const bool needsImages = step.change == DataChange::Invert || step.change == DataChange::Rotate90 ||
                           step.change == DataChange::Transpose;
  const bool mixesInputs = step.change == DataChange::Noise || step.change == DataChange::Permute;
  if (mixesInputs && !task.data.made.empty())
    return Error{
        message("{} must come before the inputs that are made from others, because they would not be "
                "made from them any more.",
                nameOf(step.change))};
  if (const auto made = madeBy(step.change)) return addMadeInput(*made, task.data);
  if (needsImages && !task.data.shape.isImage())
    return Error{message("{} is for images, but a sample of {} has {} numbers.", nameOf(step.change),
                         task.data.name, task.data.inputs())};
  switch (step.change) {
    case DataChange::Parity:
      return toParity(task);
    case DataChange::Invert:
      invert(task.data);
      break;
    case DataChange::Rotate90:
      rotate(task.data);
      break;
    case DataChange::Transpose:
      transpose(task.data);
      break;
    case DataChange::Noise:
      addNoise(task.data, step.amount, position);
      break;
    case DataChange::Permute:
      permute(task.data, position);
      break;
    case DataChange::ShuffleLabels:
      shuffleLabels(task.data, position);
      break;
    case DataChange::Standardise:  // left to the caller
    case DataChange::SquareX:      // made above
    case DataChange::SquareY:
    case DataChange::Product:
    case DataChange::SineX:
    case DataChange::SineY:
      break;
  }
  return {};
}

}  // namespace

std::optional<MadeInput> madeBy(DataChange change) {
  switch (change) {
    case DataChange::SquareX:
      return MadeInput::SquareX;
    case DataChange::SquareY:
      return MadeInput::SquareY;
    case DataChange::Product:
      return MadeInput::Product;
    case DataChange::SineX:
      return MadeInput::SineX;
    case DataChange::SineY:
      return MadeInput::SineY;
    default:
      return std::nullopt;
  }
}

Message existingChanges() {
  std::vector<Message> changes;
  for (const auto& [change, name] : kEnumNames<DataChange>)
    changes.push_back(change == DataChange::Noise ? message("noise0.3 (or another deviation)")
                                                  : Message::untranslated(std::string(name)));
  return listed(changes);
}

Result<DataChanges> parseDataChanges(std::string_view text) {
  DataChanges changes;
  if (text.starts_with(':')) {
    const std::size_t end = std::min(text.find('+'), text.size());
    auto classes = parseClasses(text.substr(1, end - 1));
    if (!classes) return classes.error();
    changes.classes = *std::move(classes);
    text.remove_prefix(end);
  }
  while (!text.empty()) {
    if (text.front() != '+')
      return Error{
          message("\"{}\" is not valid after the name of a data set. Give :CLASSES, +CHANGE or both, as in "
                  "mnist:0-4+invert.",
                  text)};
    const std::size_t end = std::min(text.find('+', 1), text.size());
    const auto step = parseStep(text.substr(1, end - 1));
    if (!step) return step.error();
    if (changes.isStandardised())
      return Error{message(
          "standardise must be the last change, because it goes by what the others make of the data.")};
    changes.steps.push_back(*step);
    text.remove_prefix(end);
  }
  return changes;
}

std::string formatDataChanges(const DataChanges& changes) {
  std::string text;
  for (std::size_t begin = 0; begin < changes.classes.size();) {
    std::size_t end = begin + 1;
    while (end < changes.classes.size() && changes.classes[end] == changes.classes[end - 1] + 1) ++end;
    text += (begin == 0 ? ':' : ',') + classRange(changes.classes[begin], changes.classes[end - 1]);
    begin = end;
  }
  for (const DataChanges::Step& step : changes.steps) {
    text += fmt::format("+{}", nameOf(step.change));
    if (step.change == DataChange::Noise) text += fmt::format("{}", step.amount);
  }
  return text;
}

Result<Dataset> changed(Dataset dataset, const DataChanges& changes) {
  if (changes.isEmpty()) return dataset;
  Task task{.data = std::move(dataset), .numbers = {}};
  task.numbers.resize(task.data.classNames.size());
  std::iota(task.numbers.begin(), task.numbers.end(), Index(0));
  if (!changes.classes.empty())
    if (const auto chosen = chooseClasses(changes.classes, task); !chosen) return chosen.error();
  for (std::size_t i = 0; i < changes.steps.size(); ++i)
    if (const auto done = apply(changes.steps[i], i, task); !done) return done.error();
  task.data.checksum = checksum(task.data.train, task.data.test);
  return std::move(task.data);
}

}  // namespace pellucid::engine
