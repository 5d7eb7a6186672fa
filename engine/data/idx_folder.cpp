// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/idx_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "engine/data/idx.h"

namespace pellucid::engine {
namespace {

namespace fs = std::filesystem;

/// A part of a set's name in front, as in emnist-letters-train-images, and the file's own folder count, too.
class FileFinder {
 public:
  explicit FileFinder(const fs::path& folder) : m_folder(folder) {}

  Result<fs::path> find(const std::vector<std::string>& stems, const std::string& rank) const {
    const std::vector<std::string> names = namesOf(stems, rank);
    for (const std::string& name : names)
      for (const std::string& packed : {name + ".gz", name})
        if (const auto file = fileAt(m_folder / packed)) return *file;
    return findBehindPrefix(names);
  }

 private:
  /// As MNIST's own files are called, and as they come out of some programs.
  static std::vector<std::string> namesOf(const std::vector<std::string>& stems, const std::string& rank) {
    std::vector<std::string> names;
    for (const std::string& stem : stems)
      for (const char* separator : {"-", "."})
        names.push_back(fmt::format("{}{}{}-ubyte", stem, separator, rank));
    return names;
  }

  /// The file, or one in a folder that has its name.
  static std::optional<fs::path> fileAt(const fs::path& path) {
    std::error_code ignored;
    if (!fs::exists(path, ignored)) return std::nullopt;
    if (!fs::is_directory(path, ignored)) return path;
    const fs::path inside = path / path.filename();
    return fs::exists(inside, ignored) ? inside : path;
  }

  Result<fs::path> findBehindPrefix(const std::vector<std::string>& names) const {
    std::vector<fs::path> found;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(m_folder, ignored)) {
      const std::string file = entry.path().filename().string();
      std::string_view there = file;
      if (there.ends_with(".gz")) there.remove_suffix(3);
      const bool isOne =
          std::ranges::any_of(names, [&](const std::string& name) { return there.ends_with("-" + name); });
      if (const auto place = isOne ? fileAt(entry.path()) : std::nullopt) found.push_back(*place);
    }
    if (found.size() == 1) return found[0];
    if (found.empty())
      return Error{message("{} has none of the files {} (gzipped or not).", m_folder.string(),
                           fmt::join(names, ", "))};
    std::vector<std::string> foundNames;
    for (const fs::path& file : found) foundNames.push_back(file.filename().string());
    std::ranges::sort(foundNames);
    return Error{message(
        "{} has the files of more than one set: {}. Put the four files of one set into their own folder.",
        m_folder.string(), fmt::join(foundNames, ", "))};
  }

  fs::path m_folder;
};

/// Where torchvision puts them: MNIST/raw below the folder that it is given.
fs::path placeOfFiles(const fs::path& folder) {
  const auto hasImages = [](const fs::path& place) {
    return FileFinder(place).find({"train-images"}, "idx3").has_value();
  };
  if (hasImages(folder)) return folder;
  std::error_code ignored;
  std::vector<fs::path> places = {folder / "raw"};
  for (const auto& entry : fs::directory_iterator(folder, ignored)) places.push_back(entry.path() / "raw");
  std::erase_if(
      places, [&](const fs::path& place) { return !fs::is_directory(place, ignored) || !hasImages(place); });
  return places.size() == 1 ? places[0] : folder;
}

// Of each of these, reading the bytes takes about a tenth of the time.
constexpr double kBytesPart = 0.1;

Result<IdxArray> readIdx(const fs::path& path, Streams streams, const Progress& progress) {
  auto bytes = readFile(path, kMaxDataBytes, streams, progress.part(0, kBytesPart));
  if (!bytes) return bytes.error();
  return parseIdx(std::move(*bytes), path.string(), progress.part(kBytesPart, 1));
}

struct LoadedSplit {
  Split split;
  Shape shape;
  std::string labelsFile;
};

Result<LoadedSplit> loadSplit(const fs::path& folder, const std::vector<std::string>& prefixes,
                              Streams streams, const Progress& progress) {
  std::vector<std::string> imageStems;
  std::vector<std::string> labelStems;
  for (const std::string& prefix : prefixes) {
    imageStems.push_back(prefix + "-images");
    labelStems.push_back(prefix + "-labels");
  }
  const FileFinder files(folder);
  const auto imagesPath = files.find(imageStems, "idx3");
  if (!imagesPath) return imagesPath.error();
  const auto labelsPath = files.find(labelStems, "idx1");
  if (!labelsPath) return labelsPath.error();
  auto images = readIdx(*imagesPath, streams, progress);
  if (!images) return images.error();
  auto labels = readIdx(*labelsPath, streams, progress.part(1, 1));
  if (!labels) return labels.error();

  if (images->sizes.size() == 1 && labels->sizes.size() == 3)
    return Error{
        message("{} holds labels and {} holds images: the two files are swapped. Exchange their names.",
                imagesPath->string(), labelsPath->string())};
  if (images->sizes.size() != 3)
    return Error{message("{}: images have 3 dimensions (count, height, width), but this file has {}.",
                         imagesPath->string(), images->sizes.size())};
  if (labels->sizes.size() != 1)
    return Error{message("{}: labels have 1 dimension, but this file has {}.", labelsPath->string(),
                         labels->sizes.size())};
  if (images->sizes[0] != labels->sizes[0])
    return Error{message("{} has {} images, but {} has {} labels; there must be one per image.",
                         imagesPath->string(), images->sizes[0], labelsPath->string(), labels->sizes[0])};
  if (labels->values.empty()) return Error{message("{} has no samples.", imagesPath->string())};
  if (images->values.empty())
    return Error{message("{}: its images have {}×{} pixels.", imagesPath->string(), images->sizes[1],
                         images->sizes[2])};
  if (images->sizes[1] * images->sizes[2] > static_cast<std::size_t>(1 << 20))
    return Error{message("{}: its images have {}×{} pixels; at most 1,048,576 pixels are possible.",
                         imagesPath->string(), images->sizes[1], images->sizes[2])};
  return LoadedSplit{.split = {.pixels = std::move(images->values), .labels = std::move(labels->values)},
                     .shape = {.channels = 1,
                               .height = static_cast<Index>(images->sizes[1]),
                               .width = static_cast<Index>(images->sizes[2])},
                     .labelsFile = labelsPath->string()};
}

std::optional<Error> findBadLabel(const LoadedSplit& part, std::size_t classes) {
  const auto& labels = part.split.labels;
  const auto bad =
      std::find_if(labels.begin(), labels.end(), [&](std::uint8_t label) { return label >= classes; });
  if (bad == labels.end()) return std::nullopt;
  return Error{message("{}: label {} of sample #{} is out of range; there are {} classes, numbered from 0.",
                       part.labelsFile, *bad, bad - labels.begin(), classes)};
}

std::uint8_t leastLabel(const LoadedSplit& part) {
  return *std::ranges::min_element(part.split.labels);
}
std::size_t mostLabel(const LoadedSplit& part) {
  return *std::ranges::max_element(part.split.labels);
}

/// EMNIST's letters, and its digits with capital and small ones, have names that everybody knows.
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

/// Names for the classes of the training samples. Labels that count from 1 are made to count from 0.
Result<std::vector<std::string>> findClasses(LoadedSplit& train, LoadedSplit& test, int rules) {
  const bool isFromOne = rules != 1 && leastLabel(train) == 1 && leastLabel(test) >= 1;
  if (isFromOne)
    for (LoadedSplit* part : {&train, &test})
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

}  // namespace

Result<Dataset> loadIdxFolder(const fs::path& given, std::vector<std::string> classNames, int rules,
                              Streams streams, const Progress& progress) {
  const fs::path folder = placeOfFiles(given);
  constexpr double kTrainPart = 0.85;  // most sets have six times as many samples to train on
  auto train = loadSplit(folder, {"train"}, streams, progress.part(0, kTrainPart));
  if (!train) return train.error();
  auto test = loadSplit(folder, {"t10k", "test"}, streams, progress.part(kTrainPart, 1));
  if (!test) return test.error();
  if (train->shape != test->shape)
    return Error{message("{}: training images have {}×{} pixels, but test images {}×{}.", folder.string(),
                         train->shape.height, train->shape.width, test->shape.height, test->shape.width)};
  if (classNames.empty()) {
    auto found = findClasses(*train, *test, rules);
    if (!found) return found.error();
    classNames = *std::move(found);
  }
  for (const auto* part : {&*train, &*test})
    if (auto error = findBadLabel(*part, classNames.size())) return *error;

  Dataset dataset;
  dataset.shape = train->shape;
  dataset.classNames = std::move(classNames);
  dataset.train = std::move(train->split);
  dataset.test = std::move(test->split);
  dataset.checksum = checksum(dataset.train, dataset.test);
  return dataset;
}

}  // namespace pellucid::engine
