// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/data_name.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/numbers.h"
#include "engine/base/range.h"
#include "engine/base/split_text.h"

namespace pellucid::engine {
namespace {

constexpr Range kValidationShare{.least = 0, .most = 1, .isLeastIn = true, .isMostIn = false};
constexpr Range kTestShare{.least = 0, .most = 1, .isLeastIn = false, .isMostIn = false};

Error wrong(const std::string& base, std::string_view option, std::string_view value, const Message& rule) {
  return {message("The option {} of {} is \"{}\"; it must be {}.", option, base, value, rule)};
}

constexpr Range kScale{.least = 0, .most = 1e9, .isLeastIn = false};

template <class T>
using Choices = std::vector<std::pair<std::string_view, std::type_identity_t<T>>>;

const Choices<std::optional<char>> kSeparatorWords = {
    {"comma", ','}, {"semicolon", ';'}, {"tab", '\t'}, {"bar", '|'}, {"blank", ' '}};

/// "28x28" or "3x32x32".
std::optional<Shape> parseShape(std::string_view text) {
  constexpr Index kMostSide = 1 << 20;
  std::vector<Index> sizes;
  for (const std::string& part : splitText(text, 'x')) {
    const auto size = parseNumber<Index>(part);
    if (!size || *size < 1 || *size > kMostSide) return std::nullopt;
    sizes.push_back(*size);
  }
  if (sizes.size() == 2) sizes.insert(sizes.begin(), 1);
  if (sizes.size() != 3) return std::nullopt;
  return Shape{.channels = sizes[0], .height = sizes[1], .width = sizes[2]};
}

/// "64x48", height before width.
std::optional<PictureSize> parseSize(std::string_view text) {
  const auto shape = parseShape(text);
  if (!shape || splitText(text, 'x').size() != 2 || shape->height > kMaxPictureSide ||
      shape->width > kMaxPictureSide)
    return std::nullopt;
  return PictureSize{.height = shape->height, .width = shape->width};
}

Result<void> set(DataName& name, std::string_view option, std::string_view value) {
  DataOptions& options = name.options;
  const auto share = [&](double& target, const Range& range) -> Result<void> {
    const auto number = parseNumber<double>(value);
    if (!number || !range.contains(*number))
      return wrong(name.base, option, value, message("a number {}", range.words()));
    target = *number;
    return {};
  };
  const auto columns = [&](std::vector<std::string>& target) -> Result<void> {
    target = splitText(value, '|');
    if (std::ranges::find(target, "") != target.end())
      return wrong(name.base, option, value, message("names of columns separated by |"));
    return {};
  };
  const auto choice = [&]<class T>(T& target, const Choices<T>& choices) -> Result<void> {
    std::vector<std::string_view> words;
    for (const auto& [word, meaning] : choices) {
      if (word == value) {
        target = meaning;
        return {};
      }
      words.push_back(word);
    }
    return wrong(name.base, option, value, message("one of: {}", fmt::join(words, ", ")));
  };
  if (option == "noise") return share(options.noise, kShare);
  if (option == "test") return share(options.test, kTestShare);
  if (option == "validation") return share(options.validation, kValidationShare);
  if (option == "samples") {
    const auto number = parseNumber<Index>(value);
    if (!number || *number < kMinPoints || *number > kMaxPoints)
      return wrong(name.base, option, value, message("a whole number from {} to {}", kMinPoints, kMaxPoints));
    options.samples = *number;
  } else if (option == "seed") {
    const auto number = parseNumber<std::uint64_t>(value);
    if (!number) return wrong(name.base, option, value, message("a whole number from 0"));
    options.seed = *number;
  } else if (option == "targets") {
    return columns(options.targets);
  } else if (option == "inputs") {
    return columns(options.inputs);
  } else if (option == "ignore") {
    return columns(options.ignored);
  } else if (option == "target") {
    return choice(options.target, {{"classes", TargetKind::Classes}, {"numbers", TargetKind::Numbers}});
  } else if (option == "missing") {
    return choice(options.missing, {{"drop", MissingCells::Dropped}, {"mean", MissingCells::Mean}});
  } else if (option == "text") {
    return choice(options.text, {{"refuse", TextColumns::Refused}, {"onehot", TextColumns::OneHot}});
  } else if (option == "onehot") {
    return columns(options.oneHot);
  } else if (option == "separator") {
    return choice(options.form.separator, kSeparatorWords);
  } else if (option == "decimal") {
    return choice(options.form.decimal, {{"point", '.'}, {"comma", ','}});
  } else if (option == "encoding") {
    return choice(options.form.encoding, {{"utf-8", TextEncoding::Utf8},
                                          {"utf-16", TextEncoding::Utf16},
                                          {"windows-1252", TextEncoding::Windows1252}});
  } else if (option == "header") {
    return choice(options.form.hasHeader, {{"yes", true}, {"no", false}});
  } else if (option == "gaps") {
    options.form.gaps = splitText(value, '|');
    if (std::ranges::find(options.form.gaps, "") != options.form.gaps.end())
      return wrong(name.base, option, value, message("texts of cells separated by |"));
  } else if (option == "test-file" || option == "validation-file") {
    if (value.empty()) return wrong(name.base, option, value, message("the name of a table"));
    (option == "test-file" ? options.testFile : options.validationFile) = value;
  } else if (option == "rules") {
    return choice(options.rules, {{"1", 1}, {"2", kTableRules}});
  } else if (option == "size") {
    options.picture.size = parseSize(value);
    if (!options.picture.size)
      return wrong(name.base, option, value,
                   message("height and width in pixels as in 64x64, each from 1 to {}", kMaxPictureSide));
  } else if (option == "colour") {
    PictureColour colour = PictureColour::Grey;
    if (auto done = choice(colour, {{"grey", PictureColour::Grey}, {"rgb", PictureColour::Rgb}}); !done)
      return done.error();
    options.picture.colour = colour;
  } else if (option == "fit") {
    return choice(options.picture.fit,
                  {{"pad", PictureFit::Pad}, {"crop", PictureFit::Crop}, {"stretch", PictureFit::Stretch}});
  } else if (option == "ink") {
    return choice(
        options.picture.ink,
        {{"as-is", PictureInk::AsItIs}, {"bright", PictureInk::Bright}, {"dark", PictureInk::Dark}});
  } else if (option == "scale") {
    return share(options.scale, kScale);
  } else if (option == "shape") {
    options.shape = parseShape(value);
    if (!options.shape)
      return wrong(name.base, option, value,
                   message("height and width as in 28x28, or channels before them"));
  }
  return {};
}

}  // namespace

Result<DataName> parseDataOptions(std::string base, std::string_view options,
                                  const std::vector<std::string_view>& known, DataOptions usual) {
  DataName name{.base = std::move(base), .options = std::move(usual)};
  if (options.empty()) return name;
  std::vector<std::string> seen;
  for (const std::string& part : splitText(options.substr(1), ',')) {
    const std::size_t equals = std::min(part.find('='), part.size());
    const std::string option = part.substr(0, equals);
    if (equals == part.size() || std::ranges::find(known, option) == known.end())
      return Error{known.empty() ? message("{} takes no options, but has \"{}\".", name.base, part)
                                 : message("{} has no option \"{}\"; it takes {}, as in {},{}=….", name.base,
                                           part, fmt::join(known, ", "), name.base, known[0])};
    if (std::ranges::find(seen, option) != seen.end())
      return Error{message("The option {} of {} is given twice.", option, name.base)};
    seen.push_back(option);
    if (auto done = set(name, option, std::string_view(part).substr(equals + 1)); !done) return done.error();
  }
  for (const std::string share : {"test", "validation"})
    if (std::ranges::find(seen, share) != seen.end() &&
        std::ranges::find(seen, share + "-file") != seen.end())
      return Error{
          message("The options {0} and {0}-file of {1} exclude each other: its samples are either a "
                  "share of the table or those of a file.",
                  share, name.base)};
  return name;
}

std::string formatDataName(const DataName& name) {
  const DataOptions usual;
  const DataOptions& options = name.options;
  std::string text = name.base;
  if (options.noise != usual.noise) text += fmt::format(",noise={}", options.noise);
  if (options.samples != usual.samples) text += fmt::format(",samples={}", options.samples);
  if (options.test != usual.test) text += fmt::format(",test={}", options.test);
  if (options.validation != usual.validation) text += fmt::format(",validation={}", options.validation);
  if (options.seed != usual.seed) text += fmt::format(",seed={}", options.seed);
  return text;
}

}  // namespace pellucid::engine
