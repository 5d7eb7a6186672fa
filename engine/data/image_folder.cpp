// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/image_folder.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <optional>
#include <utility>

#include "engine/base/mailbox.h"
#include "engine/base/side_by_side.h"
#include "engine/data/gzip.h"
#include "engine/data/picture_files.h"
#include "engine/data/stratified_split.h"
#include "engine/data/table_description.h"

namespace pellucid::engine {
namespace {

namespace fs = std::filesystem;

/// The limit for all samples together.
constexpr Index kMostSampleBytes = Index{1024} * 1024 * 1024;
constexpr std::size_t kMostPicturesNamed = 3;

struct Unread {
  std::string name;
  Message reason;
};

class FolderReader {
 public:
  FolderReader(const fs::path& folder, const DataOptions& options, const DecodePicture& decode,
               const Progress& progress)
      : m_folder(folder), m_options(options), m_decode(decode), m_progress(progress) {}

  Result<Dataset> read() {
    auto found = findPictures(m_folder, m_progress);
    if (!found) return found.error();
    m_found = *std::move(found);
    if (m_found.classNames.size() > kMaxClasses)
      return Error{message("{} has {} subfolders with pictures; at most {} classes are possible.",
                           m_folder.string(), m_found.classNames.size(), kMaxClasses)};
    if (auto done = chooseForm(); !done) return done.error();
    splitFiles();
    if (auto done = decodeAll(); !done) return done.error();
    return finish();
  }

 private:
  /// Indices of the pictures in sample order: for training, validation and testing.
  struct Part {
    std::vector<const PictureFile*> files;
    Split split;
  };

  Result<Picture> readPicture(const fs::path& path, Index side) const {
    const auto bytes = readFile(path, kMostPictureBytes);
    if (!bytes) return bytes.error();
    return m_decode(*bytes, side);
  }

  /// Unspecified options follow from the first readable picture of each class.
  Result<void> chooseForm() {
    const Shape& wished = m_options.wishes.shape;
    std::optional<PictureSize> size = m_options.picture.size;
    std::optional<PictureColour> colour = m_options.picture.colour;
    if (!size && wished.size() > 0) size = PictureSize{.height = wished.height, .width = wished.width};
    if (!colour && wished.size() > 0)
      colour = wished.channels == 3 ? PictureColour::Rgb : PictureColour::Grey;
    if (!size || !colour) guess(size, colour);
    m_form = {.shape = {.channels = *colour == PictureColour::Rgb ? 3 : 1,
                        .height = size->height,
                        .width = size->width},
              .fit = m_options.picture.fit,
              .ink = m_options.picture.ink};
    const Index all = m_form.shape.size() * std::ssize(m_found.files);
    if (all > kMostSampleBytes)
      return Error{
          message("{} pictures of {}×{} pixels take {} MiB; at most {} are possible. Choose a smaller "
                  "size, as in size=64x64.",
                  m_found.files.size(), size->height, size->width, all >> 20, kMostSampleBytes >> 20)};
    return {};
  }

  void guess(std::optional<PictureSize>& size, std::optional<PictureColour>& colour) const {
    constexpr Index kMostSide = 128;
    constexpr PictureSize kUsual{.height = 64, .width = 64};
    std::optional<PictureSize> common;
    bool areAlike = true;
    bool areGrey = true;
    std::vector<bool> isKnown(m_found.classNames.size());
    for (const PictureFile& file : m_found.files) {
      if (isKnown[file.label] || m_progress.isCancelled()) continue;
      const auto picture = readPicture(file.path, 4 * kMostSide);
      if (!picture) continue;
      isKnown[file.label] = true;
      const PictureSize own{.height = picture->height, .width = picture->width};
      areAlike = areAlike && common.value_or(own) == own;
      common = own;
      areGrey = areGrey && isGrey(*picture);
    }
    const bool isTaken = common && areAlike && common->height <= kMostSide && common->width <= kMostSide;
    if (!size) size = isTaken ? *common : kUsual;
    if (!colour) colour = areGrey ? PictureColour::Grey : PictureColour::Rgb;
  }

  Part& part(PicturePart which) { return m_parts[which]; }

  void splitFiles() {
    for (const PictureFile& file : m_found.files) part(file.part).files.push_back(&file);
    std::vector<const PictureFile*>& train = part(PicturePart::Train).files;
    if (!m_found.testFolder.empty() || train.size() < 2) return;
    std::vector<std::uint8_t> labels;
    for (const PictureFile* file : train) labels.push_back(static_cast<std::uint8_t>(file->label));
    const SplitOrder order = stratifiedOrder(labels, m_options.test, m_options.seed);
    const auto chosen = [&](const std::vector<Index>& numbers) {
      std::vector<const PictureFile*> files;
      for (const Index number : numbers) files.push_back(train[static_cast<std::size_t>(number)]);
      return files;
    };
    part(PicturePart::Test).files = chosen(order.test);
    train = chosen(order.train);
  }

  /// Straight to their final places. Unreadable ones leave holes, which are closed afterwards.
  Result<void> decodeAll() {
    struct Place {
      const PictureFile* file;
      std::uint8_t* sample;
    };
    std::vector<Place> places;
    const Index bytes = m_form.shape.size();
    for (auto& [which, part] : m_parts) {
      part.split.pixels.resize(part.files.size() * static_cast<std::size_t>(bytes));
      for (std::size_t i = 0; i < part.files.size(); ++i)
        places.push_back(
            {.file = part.files[i], .sample = &part.split.pixels[i * static_cast<std::size_t>(bytes)]});
    }
    const Index side = std::max(m_form.shape.height, m_form.shape.width);
    std::atomic<std::size_t> next = 0;
    std::atomic<std::size_t> done = 0;
    std::atomic<Index> inverted = 0;
    std::atomic<Index> reshaped = 0;
    Mailbox<std::map<const PictureFile*, Message>> unread;
    sideBySide(allCores(), [&] {
      for (std::size_t i = next++; i < places.size() && !m_progress.isCancelled(); i = next++) {
        const auto picture = readPicture(places[i].file->path, 2 * side);
        if (picture) {
          inverted +=
              fitPicture(*picture, m_form, {places[i].sample, static_cast<std::size_t>(bytes)}) ? 1 : 0;
          reshaped += picture->height * m_form.shape.width != picture->width * m_form.shape.height ? 1 : 0;
        } else {
          unread.open([&](auto& reasons) { reasons[places[i].file] = picture.error().message; });
        }
        m_progress.tell(++done, places.size());
      }
    });
    if (m_progress.isCancelled()) return Progress::cancelled();
    m_inverted = inverted;
    m_reshaped = reshaped;
    closeHoles(unread.open([](auto& reasons) { return std::exchange(reasons, {}); }));
    return {};
  }

  void closeHoles(const std::map<const PictureFile*, Message>& unread) {
    for (const PictureFile& file : m_found.files)
      if (const auto reason = unread.find(&file); reason != unread.end())
        m_unread.push_back(
            {.name = file.path.lexically_relative(m_folder).string(), .reason = reason->second});
    if (unread.empty()) return;
    const auto bytes = m_form.shape.size();
    for (auto& [which, part] : m_parts) {
      Index kept = 0;
      for (Index i = 0; i < std::ssize(part.files); ++i) {
        const PictureFile* file = part.files[static_cast<std::size_t>(i)];
        if (unread.contains(file)) continue;
        std::copy_n(part.split.pixels.begin() + i * bytes, bytes, part.split.pixels.begin() + kept * bytes);
        part.files[static_cast<std::size_t>(kept++)] = file;
      }
      part.files.resize(static_cast<std::size_t>(kept));
      part.split.pixels.resize(static_cast<std::size_t>(kept * bytes));
    }
  }

  /// Classes without a readable picture are dropped.
  std::vector<std::size_t> numberClasses(std::vector<std::string>& names) {
    std::vector<bool> isThere(m_found.classNames.size());
    for (const auto& [which, part] : m_parts)
      for (const PictureFile* file : part.files) isThere[file->label] = true;
    std::vector<std::size_t> numbers(isThere.size());
    for (std::size_t i = 0; i < isThere.size(); ++i) {
      numbers[i] = names.size();
      if (isThere[i])
        names.push_back(m_found.classNames[i]);
      else
        m_found.empty.push_back(m_found.classNames[i]);
    }
    return numbers;
  }

  Result<Dataset> finish() {
    Dataset dataset;
    dataset.shape = m_form.shape;
    const std::vector<std::size_t> numbers = numberClasses(dataset.classNames);
    for (auto& [which, part] : m_parts)
      for (const PictureFile* file : part.files)
        part.split.labels.push_back(static_cast<std::uint8_t>(numbers[file->label]));
    dataset.train = std::move(part(PicturePart::Train).split);
    dataset.validation = std::move(part(PicturePart::Validation).split);
    dataset.test = std::move(part(PicturePart::Test).split);
    if (dataset.classes() < 2) return refuseOneClass(dataset);
    if (dataset.train.size() == 0 || dataset.test.size() == 0)
      return Error{
          message("{} has {} pictures that can be read for training and {} for testing; there must be "
                  "at least one of each.",
                  m_folder.string(), dataset.train.size(), dataset.test.size())};
    dataset.checksum = checksum(dataset.train, dataset.test);
    dataset.reading = describe(dataset);
    return dataset;
  }

  Error refuseOneClass(const Dataset& dataset) const {
    if (dataset.classes() == 0)
      return {message("None of the {} pictures in {} can be read. The first is {}: {}", m_unread.size(),
                      m_folder.string(), m_unread[0].name, m_unread[0].reason)};
    return {
        message("{} has pictures of one class, {}; there is nothing to tell apart. Make a subfolder for each "
                "class.",
                m_folder.string(), dataset.classNames[0])};
  }

  Message describe(const Dataset& dataset) const {
    const Index all = dataset.train.size() + dataset.validation.size() + dataset.test.size();
    const Shape& shape = dataset.shape;
    Message text =
        message("{} pictures of {} classes ({}), each as {}×{} pixels {}; {} for testing.", all,
                dataset.classes(), someNames(dataset.classNames), shape.height, shape.width,
                shape.channels == 1 ? message("in grey") : message("in colour"), dataset.test.size());
    const auto add = [&text](const Message& note) { text = followed(text, note); };
    if (!m_found.testFolder.empty())
      add(message("The pictures for testing are those of the folder {}.", m_found.testFolder));
    if (!m_found.validationFolder.empty())
      add(message("Those of the folder {} are for validation.", m_found.validationFolder));
    if (m_reshaped > 0) add(describeFit());
    if (m_inverted > 0)
      add(counted(m_inverted, "{} picture was inverted.", "{} pictures were inverted.", m_inverted));
    tellMissingClasses(dataset, add);
    if (!m_unread.empty()) {
      std::vector<Message> shown;
      for (std::size_t i = 0; i < std::min(m_unread.size(), kMostPicturesNamed); ++i)
        shown.push_back(message("{}: {}", m_unread[i].name, m_unread[i].reason));
      add(counted(std::ssize(m_unread), "{} picture cannot be read and was left out. {}",
                  "{} pictures cannot be read and were left out, such as {}", m_unread.size(),
                  listed(shown)));
    }
    if (!m_found.hidden.empty())
      add(message("Hidden folders were left out: {}.", someNames(m_found.hidden, kMostPicturesNamed)));
    if (!m_found.empty.empty())
      add(message("Folders without pictures were left out: {}.",
                  someNames(m_found.empty, kMostPicturesNamed)));
    if (!m_found.others.empty())
      add(message("What is no picture in a class was left out: {}.",
                  someNames(m_found.others, kMostPicturesNamed)));
    return text;
  }

  Message describeFit() const {
    switch (m_form.fit) {
      case PictureFit::Pad:
        return message("Pictures of another shape have borders beside them.");
      case PictureFit::Crop:
        return message("Of pictures of another shape, the middle is taken.");
      default:
        return message("Pictures of another shape are stretched.");
    }
  }

  template <class Add>
  static void tellMissingClasses(const Dataset& dataset, const Add& add) {
    const auto missingIn = [&](const Split& split) {
      std::vector<std::string> names;
      for (std::size_t i = 0; i < dataset.classNames.size(); ++i)
        if (std::ranges::find(split.labels, i) == split.labels.end()) names.push_back(dataset.classNames[i]);
      return names;
    };
    if (const auto names = missingIn(dataset.train); !names.empty())
      add(counted(std::ssize(names), "The class {} has no sample for training.",
                  "The classes {} have no samples for training.", someNames(names)));
    if (const auto names = missingIn(dataset.test); !names.empty())
      add(counted(std::ssize(names), "The class {} has no sample for testing.",
                  "The classes {} have no samples for testing.", someNames(names)));
  }

  const fs::path& m_folder;
  const DataOptions& m_options;
  const DecodePicture& m_decode;
  const Progress& m_progress;
  PictureFiles m_found;
  PictureForm m_form;
  std::map<PicturePart, Part> m_parts;
  std::vector<Unread> m_unread;
  Index m_inverted = 0;
  Index m_reshaped = 0;
};

}  // namespace

Result<Dataset> loadImageFolder(const fs::path& folder, const DataOptions& options,
                                const DecodePicture& decode, const Progress& progress) {
  if (!decode) return Error{message("{} holds pictures, which this program cannot read.", folder.string())};
  return FolderReader(folder, options, decode, progress).read();
}

}  // namespace pellucid::engine
