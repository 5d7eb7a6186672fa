// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/image_set.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/data/binary_numbers.h"

namespace pellucid::engine {
namespace {

std::optional<Error> findBadLabel(const ImagePart& part, std::size_t classes) {
  const auto& labels = part.split.labels;
  const auto bad =
      std::find_if(labels.begin(), labels.end(), [&](std::uint8_t label) { return label >= classes; });
  if (bad == labels.end()) return std::nullopt;
  return Error{message("{}: label {} of sample #{} is out of range; there are {} classes, numbered from 0.",
                       part.labelsFile, *bad, bad - labels.begin(), classes)};
}

std::uint8_t leastLabel(const ImagePart& part) {
  return *std::ranges::min_element(part.split.labels);
}
std::size_t mostLabel(const ImagePart& part) {
  return *std::ranges::max_element(part.split.labels);
}

/// EMNIST's letters, and its digits with upper and lower case letters, have well-known names.
std::vector<std::string> idxClassNames(std::size_t classes, std::size_t first, bool areLettersKnown) {
  constexpr std::size_t kLetters = 26;
  constexpr std::size_t kDigitsAndLetters = 62;
  std::vector<std::string> names;
  const auto add = [&names](char from, int count) {
    for (int i = 0; i < count; ++i) names.emplace_back(1, static_cast<char>(from + i));
  };
  if (areLettersKnown && classes == kDigitsAndLetters) add('0', 10);
  if (areLettersKnown && (classes == kLetters || classes == kDigitsAndLetters)) add('A', kLetters);
  if (areLettersKnown && classes == kDigitsAndLetters) add('a', kLetters);
  for (std::size_t i = names.size(); i < classes; ++i) names.push_back(fmt::format("{}", first + i));
  return names;
}

/// Names for the classes of the training samples. Labels that count from 1 are shifted to count from 0.
Result<std::vector<std::string>> findClasses(ImagePart& train, ImagePart& test, int rules) {
  const bool isFromOne = rules != 1 && leastLabel(train) == 1 && leastLabel(test) >= 1;
  if (isFromOne)
    for (ImagePart* part : {&train, &test})
      for (std::uint8_t& label : part->split.labels) --label;
  const std::size_t classes = std::min<std::size_t>(mostLabel(train) + 1, kMaxClasses);
  if (classes < 2)
    return Error{message("{}: all samples have the label {}; there is nothing to learn.", train.labelsFile,
                         isFromOne ? 1 : 0)};
  if (mostLabel(test) >= classes)
    return Error{
        message("{} has the label {}, which no training sample has: training labels go up to {}. A class "
                "that is not trained cannot be tested; add training samples of it, or leave it out.",
                test.labelsFile, mostLabel(test) + (isFromOne ? 1 : 0), classes - (isFromOne ? 0 : 1))};
  return idxClassNames(classes, isFromOne ? 1 : 0, rules != 1);
}

Result<Bytes> labelsOf(FileArray labels, const std::string& file) {
  if (labels.numbers.empty()) return std::move(labels.values);
  auto whole = wholeBytes(labels.numbers);
  if (!whole)
    return Error{message(
        "{}: labels are whole numbers from 0 to 255, but not all of these are. Number the classes from 0.",
        file)};
  return *std::move(whole);
}

/// Treats both parts alike, so that a number means the same in both.
Result<void> settlePixels(ImagePart& train, ImagePart& test, const std::string& place) {
  if (train.numbers.empty() && test.numbers.empty()) return {};
  const auto toBytes = areShares(train.numbers) && areShares(test.numbers) ? shareBytes : wholeBytes;
  const auto bytesOf = [&toBytes](const ImagePart& part) -> std::optional<Bytes> {
    return part.numbers.empty() ? part.split.pixels : toBytes(part.numbers);
  };
  auto trainBytes = bytesOf(train);
  auto testBytes = bytesOf(test);
  if (trainBytes && testBytes) {
    train.split.pixels = *std::move(trainBytes);
    test.split.pixels = *std::move(testBytes);
    return {};
  }
  if (train.numbers.empty() || test.numbers.empty())
    return Error{
        message("{}: its training and test images are of different types. "
                "Write both as bytes, or both as other numbers.",
                place)};
  for (ImagePart* part : {&train, &test}) {
    const Index features = part->shape.size();
    part->split.numbers = Eigen::Map<const Eigen::MatrixXf>(part->numbers.data(), features,
                                                            std::ssize(part->numbers) / features)
                              .cast<Scalar>();
    part->numbers = {};
  }
  return {};
}

}  // namespace

Result<ImagePart> imagePart(FileArray images, const std::string& imagesFile, FileArray labels,
                            const std::string& labelsFile) {
  if (images.sizes.size() != 3)
    return Error{message("{}: images have 3 dimensions (count, height, width), but this file has {}.",
                         imagesFile, images.sizes.size())};
  if (labels.sizes.size() != 1 && !(labels.sizes.size() == 2 && labels.sizes[1] == 1))
    return Error{
        message("{}: labels have 1 dimension, but this file has {}.", labelsFile, labels.sizes.size())};
  if (images.sizes[0] != labels.sizes[0])
    return Error{message("{} has {} images, but {} has {} labels; there must be one per image.", imagesFile,
                         images.sizes[0], labelsFile, labels.sizes[0])};
  if (labels.count() == 0) return Error{message("{} has no samples.", imagesFile)};
  if (images.count() == 0)
    return Error{message("{}: its images have {}×{} pixels.", imagesFile, images.sizes[1], images.sizes[2])};
  if (images.sizes[1] * images.sizes[2] > static_cast<std::size_t>(1 << 20))
    return Error{message("{}: its images have {}×{} pixels; at most 1,048,576 pixels are possible.",
                         imagesFile, images.sizes[1], images.sizes[2])};
  ImagePart part{.split = {},
                 .numbers = {},
                 .shape = {.channels = 1,
                           .height = static_cast<Index>(images.sizes[1]),
                           .width = static_cast<Index>(images.sizes[2])},
                 .labelsFile = labelsFile};
  auto numbered = labelsOf(std::move(labels), labelsFile);
  if (!numbered) return numbered.error();
  part.split.labels = *std::move(numbered);
  if (!std::ranges::all_of(images.numbers, [](float number) { return std::isfinite(number); }))
    return Error{message("{}: some of its values are infinite or not numbers.", imagesFile)};
  part.split.pixels = std::move(images.values);
  part.numbers = std::move(images.numbers);
  return part;
}

Result<Dataset> datasetOfParts(ImagePart train, ImagePart test, std::vector<std::string> classNames,
                               int rules, const std::string& place) {
  if (train.shape != test.shape)
    return Error{message("{}: training images have {}×{} pixels, but test images {}×{}.", place,
                         train.shape.height, train.shape.width, test.shape.height, test.shape.width)};
  if (const auto settled = settlePixels(train, test, place); !settled) return settled.error();
  if (classNames.empty()) {
    auto found = findClasses(train, test, rules);
    if (!found) return found.error();
    classNames = *std::move(found);
  }
  for (const auto* part : {&train, &test})
    if (auto error = findBadLabel(*part, classNames.size())) return *error;

  Dataset dataset;
  dataset.shape = train.shape;
  dataset.classNames = std::move(classNames);
  dataset.train = std::move(train.split);
  dataset.test = std::move(test.split);
  dataset.checksum = checksum(dataset.train, dataset.test);
  return dataset;
}

}  // namespace pellucid::engine
