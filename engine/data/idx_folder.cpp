// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/idx_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "engine/base/typed_word.h"
#include "engine/data/idx.h"
#include "engine/data/image_set.h"

namespace pellucid::engine {
namespace {

namespace fs = std::filesystem;

/// A part of a set's name as a prefix, as in emnist-letters-train-images, and a folder named like the file
/// are accepted, too.
class FileFinder {
 public:
  explicit FileFinder(const fs::path& folder) : m_folder(folder) {}

  Result<fs::path> find(const std::vector<std::string>& stems, const std::vector<std::string>& kinds) const {
    const std::vector<std::string> names = namesOf(stems, kinds);
    for (const std::string& name : names)
      for (const std::string& packed : {name + ".gz", name})
        if (const auto file = fileAt(m_folder / packed)) return *file;
    return findBehindPrefix(names);
  }

 private:
  /// The names of MNIST's own files, and the variants produced by some programs.
  static std::vector<std::string> namesOf(const std::vector<std::string>& stems,
                                          const std::vector<std::string>& kinds) {
    std::vector<std::string> names;
    for (const std::string& stem : stems)
      for (const std::string& kind : kinds)
        for (const char* separator : {"-", "."}) names.push_back(stem + separator + kind);
    return names;
  }

  /// The file, or one in a folder of the same name.
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

bool hasImages(const fs::path& place) {
  return FileFinder(place).find({"train-images"}, {"idx3-ubyte"}).has_value();
}

/// Where torchvision puts them: MNIST/raw below the given folder.
fs::path placeOfFiles(const fs::path& folder) {
  if (hasImages(folder)) return folder;
  std::error_code ignored;
  std::vector<fs::path> places = {folder / "raw"};
  for (const auto& entry : fs::directory_iterator(folder, ignored)) places.push_back(entry.path() / "raw");
  std::erase_if(
      places, [&](const fs::path& place) { return !fs::is_directory(place, ignored) || !hasImages(place); });
  return places.size() == 1 ? places[0] : folder;
}

// For each of these, reading the bytes takes about a tenth of the time.
constexpr double kBytesPart = 0.1;

Result<FileArray> readIdx(const fs::path& path, Streams streams, const Progress& progress) {
  auto bytes = readFile(path, kMaxDataBytes, streams, progress.part(0, kBytesPart));
  if (!bytes) return bytes.error();
  return parseIdx(std::move(*bytes), path.string(), progress.part(kBytesPart, 1));
}

/// QMNIST's labels are rows of eight numbers, the first of which is the class.
void keepFirstColumn(FileArray& rows) {
  if (rows.sizes.size() != 2 || rows.numbers.empty()) return;
  for (std::size_t i = 0; i < rows.sizes[0]; ++i) rows.numbers[i] = rows.numbers[i * rows.sizes[1]];
  rows.numbers.resize(rows.sizes[0]);
  rows.sizes.resize(1);
}

Result<ImagePart> loadSplit(const fs::path& folder, const std::vector<std::string>& prefixes, Streams streams,
                            const Progress& progress) {
  std::vector<std::string> imageStems;
  std::vector<std::string> labelStems;
  for (const std::string& prefix : prefixes) {
    imageStems.push_back(prefix + "-images");
    labelStems.push_back(prefix + "-labels");
  }
  const FileFinder files(folder);
  const auto imagesPath = files.find(imageStems, {"idx3-ubyte"});
  if (!imagesPath) return imagesPath.error();
  const auto labelsPath = files.find(labelStems, {"idx1-ubyte", "idx2-int"});
  if (!labelsPath) return labelsPath.error();
  auto images = readIdx(*imagesPath, streams, progress);
  if (!images) return images.error();
  auto labels = readIdx(*labelsPath, streams, progress.part(1, 1));
  if (!labels) return labels.error();

  if (labelsPath->filename().string().find("idx2-int") != std::string::npos) keepFirstColumn(*labels);
  if (images->sizes.size() == 1 && labels->sizes.size() == 3)
    return Error{
        message("{} holds labels and {} holds images: the two files are swapped. Exchange their names.",
                imagesPath->string(), labelsPath->string())};
  return imagePart(*std::move(images), imagesPath->string(), *std::move(labels), labelsPath->string());
}

}  // namespace

bool holdsIdxImages(const fs::path& folder) {
  return hasImages(placeOfFiles(folder));
}

Result<Dataset> loadIdxFolder(const fs::path& given, std::vector<std::string> classNames, int rules,
                              Streams streams, const Progress& progress) {
  const fs::path folder = placeOfFiles(given);
  constexpr double kTrainPart = 0.85;  // most sets have six times as many training samples
  auto train = loadSplit(folder, {"train"}, streams, progress.part(0, kTrainPart));
  if (!train) return train.error();
  auto test = loadSplit(folder, {"t10k", "test"}, streams, progress.part(kTrainPart, 1));
  if (!test) return test.error();
  return datasetOfParts(*std::move(train), *std::move(test), std::move(classNames), rules, folder.string());
}

}  // namespace pellucid::engine
