// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/catalogue.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "engine/base/typed_word.h"
#include "engine/data/data_changes.h"
#include "engine/data/idx_folder.h"
#include "engine/data/image_folder.h"
#include "engine/data/npz.h"
#include "engine/data/old_table.h"
#include "engine/data/picture_files.h"
#include "engine/data/point_sets.h"
#include "engine/data/stratified_split.h"
#include "engine/data/table.h"
#include "engine/data/table_listing.h"

namespace pellucid::engine {
namespace {

namespace fs = std::filesystem;

const std::vector<std::string> kImages = {"mnist", "fashion-mnist"};
const std::vector<std::string> kDigits = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
const std::vector<std::string> kFashion = {"T-shirt", "Trouser", "Pullover", "Dress", "Coat",
                                           "Sandal",  "Shirt",   "Sneaker",  "Bag",   "Ankle boot"};

// For each of these, reading the bytes takes about a tenth of the time.
constexpr double kFirstPart = 0.1;

bool exists(const std::string& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

/// Where the parts after a name begin. A path can contain their marks itself: the longest one that exists
/// counts.
std::size_t endOfBase(const std::string& name) {
  constexpr const char* kMarks = ":+,";
  const std::size_t first = std::min(name.find_first_of(kMarks), name.size());
  if (isOwnName(std::string_view(name).substr(0, first))) return first;  // regardless of existing files
  if (exists(name)) return name.size();
  for (std::size_t at = name.find_last_of(kMarks); at != std::string::npos && at > 0;
       at = name.find_last_of(kMarks, at - 1))
    if (exists(name.substr(0, at))) return at;
  return first;
}

/// The options begin at the first comma followed by a part with =; there are commas between classes, too.
std::size_t endOfChanges(const std::string& rest) {
  for (std::size_t comma = rest.find(','); comma != std::string::npos; comma = rest.find(',', comma + 1)) {
    const std::string part = rest.substr(comma + 1, rest.find(',', comma + 1) - comma - 1);
    if (comma == 0 || part.find('=') != std::string::npos) return comma;
  }
  return rest.size();
}

bool isOneOf(const std::vector<std::string>& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

/// Whether the name is neither a file nor a folder.
bool isNamed(const std::string& base) {
  return isOwnName(base) || isOneOf(datasetNames(), base);
}

/// A pipe counts as one, too.
bool isFile(const std::string& name) {
  std::error_code ignored;
  return fs::exists(name, ignored) && !fs::is_directory(name, ignored);
}

bool isFolder(const std::string& name) {
  std::error_code ignored;
  return fs::is_directory(name, ignored);
}

/// Adds a sentence about how the data were read.
void addToReading(Dataset& dataset, const Message& sentence) {
  dataset.reading = followed(dataset.reading, sentence);
}

/// The path of a file named by an option.
std::string besidePath(const std::string& table, const std::string& file) {
  return (fs::path(table).parent_path() / file).string();
}

Result<Dataset> loadTable(const DataNameParts& parts, const DataOptions& options, Streams streams,
                          const Progress& progress) {
  auto bytes = readFile(parts.base, kMaxDataBytes, streams, progress.part(0, kFirstPart));
  if (!bytes) return bytes.error();
  if (options.rules == 1) {
    if (options.form != ToldForm() || !options.oneHot.empty() || !options.testFile.empty() ||
        !options.validationFile.empty())
      return Error{message(
          "{} is read by the rules of the first version, which find out how a table is written, and know no "
          "files beside it. Leave rules=1 out.",
          parts.base)};
    return datasetFromOldTable(*std::move(bytes), parts.base, options, progress.part(kFirstPart, 1));
  }
  TablesBeside beside;
  for (const auto& [file, table] :
       {std::pair(&options.testFile, &beside.test), std::pair(&options.validationFile, &beside.validation)}) {
    if (file->empty() || options.wishes.isForAnswers) continue;
    const std::string place = besidePath(parts.base, *file);
    auto other = readFile(place, kMaxDataBytes, Streams::Refused, progress.part(0, kFirstPart));
    if (!other) return other.error();
    *table = TableBeside{.file = place, .bytes = *std::move(other)};
  }
  return datasetFromTable(*std::move(bytes), parts.base, options, progress.part(kFirstPart, 1),
                          std::move(beside));
}

bool isNpz(const std::string& name) {
  return loweredText(name).ends_with(".npz");
}

Result<Dataset> loadNpz(const std::string& file, int rules, Streams streams, const Progress& progress) {
  const auto bytes = readFile(file, kMaxDataBytes, streams, progress.part(0, kFirstPart));
  if (!bytes) return bytes.error();
  return datasetFromNpz(*bytes, file, rules, progress.part(kFirstPart, 1));
}

bool isPictureFolder(const std::string& name) {
  return !isOneOf(kImages, name) && isFolder(name) && !holdsIdxImages(name) && !firstPicture(name).empty();
}

Result<Dataset> loadImages(const std::string& name, const DataOptions& options,
                           const DataLocations& locations, Streams streams, const Progress& progress) {
  const int rules = options.rules;
  if (isPictureFolder(name)) return loadImageFolder(name, options, locations.decode, progress);
  if (name == "mnist") return loadIdxFolder(locations.mnist, kDigits, rules, streams, progress);
  if (name != "fashion-mnist") return loadIdxFolder(name, {}, rules, streams, progress);
  if (!isFolder(locations.fashionMnist.string()))
    return Error{message("Fashion-MNIST is not in {}. Install Debian's package dataset-fashion-mnist.",
                         locations.fashionMnist.string())};
  return loadIdxFolder(locations.fashionMnist, kFashion, rules, streams, progress);
}

}  // namespace

Result<DataOptions> dataOptionsOf(const DataNameParts& parts) {
  if (isOneOf(pointSetNames(), parts.base)) {
    auto parsed = parsePointSet(parts.base + parts.options);
    if (!parsed) return parsed.error();
    return std::move(parsed->options);
  }
  if (isOwnName(parts.base)) {
    DataOptions usual;
    usual.samples = 0;
    usual.test = 0.2;
    auto parsed = parseDataOptions(parts.base, parts.options, {"test", "validation", "seed"}, usual);
    if (!parsed) return parsed.error();
    return std::move(parsed->options);
  }
  const bool isTable = isFile(parts.base) && !isNpz(parts.base);
  std::vector<std::string_view> known;
  if (isTable) known = tableOptions();
  const bool isImages = isOneOf(kImages, parts.base) || isFolder(parts.base);
  if (isImages) known = {"samples", "seed"};
  const bool isPictures = isPictureFolder(parts.base);
  if (isPictures) known.insert(known.begin(), {"size", "colour", "fit", "ink", "test"});
  const bool isArrays = isFile(parts.base) && !isTable;
  if (isImages || isArrays) known.emplace_back("validation");
  if (isArrays || isFolder(parts.base)) known.emplace_back("rules");
  DataOptions usual;
  if (isTable || isPictures) usual.test = 0.2;
  if (isImages) usual.samples = 0;
  auto parsed = parseDataOptions(parts.base, parts.options, known, usual);
  if (!parsed) return parsed.error();
  if (!isImages) parsed->options.samples = 0;  // tables and arrays are used completely
  return std::move(parsed->options);
}

namespace {

Result<Dataset> loadUnchanged(const DataSpec& data, const DataNameParts& parts, const DataOptions& options,
                              const DataLocations& locations, Streams streams, const Progress& progress) {
  const std::string& name = data.name;
  if (isOwnName(parts.base)) return makeOwnSet(data.own, options);
  if (isOneOf(pointSetNames(), parts.base)) return makePointSet(parts.base, options);
  if (isFile(parts.base) && isNpz(parts.base)) return loadNpz(parts.base, options.rules, streams, progress);
  if (isFile(parts.base)) return loadTable(parts, options, streams, progress);
  if (isOneOf(truthTableNames(), parts.base)) return makeTruthTable(parts.base);
  if (parts.base == kByHand) return makeByHand();
  if (isOneOf(kImages, parts.base) || isFolder(parts.base))
    return loadImages(parts.base, options, locations, streams, progress);
  if (parts.base.find('/') != std::string::npos)
    return Error{message("There is no file or folder {}: it may have been moved or renamed.", parts.base)};
  return Error{
      message("There is no data set \"{}\". Give {}, a table FILE.csv, NumPy arrays FILE.npz, or a folder "
              "with four IDX files or with pictures, one subfolder for each class.",
              name, fmt::join(datasetNames(), ", "))};
}

/// Keeps `samples` training samples, equally many of each class as far as available; the seed decides which,
/// and the order of the file is kept.
Result<void> keepSome(Dataset& dataset, Index samples, std::uint64_t seed) {
  const Index size = dataset.train.size();
  if (samples > size)
    return Error{message("{} has {} training samples, which is less than the option samples={} asks for.",
                         dataset.name, size, samples)};
  if (samples == size) return {};
  const Index classes = std::max<Index>(1, dataset.classes());
  std::vector<Index> left(static_cast<std::size_t>(classes), samples / classes);
  for (Index i = 0; i < samples % classes; ++i) ++left[static_cast<std::size_t>(i)];
  const SplitOrder order = splitOrder(size, 0.5, seed);
  std::vector<Index> mixed = order.test;
  mixed.insert(mixed.end(), order.train.begin(), order.train.end());
  std::vector<Index> kept;
  std::vector<Index> others;
  for (const Index sample : mixed) {
    const std::vector<std::uint8_t>& labels = dataset.train.labels;
    Index& wanted = left[labels.empty() ? 0 : labels[static_cast<std::size_t>(sample)]];
    (wanted > 0 ? kept : others).push_back(sample);
    wanted -= wanted > 0;
  }
  kept.insert(kept.end(), others.begin(), others.begin() + (samples - std::ssize(kept)));
  std::ranges::sort(kept);
  dataset.train = select(dataset.train, kept);
  dataset.checksum = checksum(dataset.train, dataset.test);
  addToReading(dataset, message("{} of the {} training samples are used.", samples, size));
  return {};
}

/// Sets aside a share of the training samples, of every class, for validation.
Result<void> setAside(Dataset& dataset, const DataOptions& options) {
  if (options.validation == 0 || dataset.train.size() == 0) return {};
  if (dataset.validation.size() > 0)
    return Error{message("{} has a folder of its own for validation. Leave the option validation={} out.",
                         dataset.name, options.validation)};
  if (dataset.train.size() < 2)
    return Error{message("{} has one training sample: none can be set aside with the option validation={}.",
                         dataset.name, options.validation)};
  const Split& train = dataset.train;
  const SplitOrder order = train.labels.empty()
                               ? splitOrder(train.size(), options.validation, options.seed)
                               : stratifiedOrder(train.labels, options.validation, options.seed);
  dataset.validation = select(train, order.test);
  dataset.train = select(train, order.train);
  dataset.checksum = checksum(dataset.train, dataset.test);
  addToReading(
      dataset,
      counted(dataset.validation.size(), "{} of the training samples is set aside for validation.",
              "{} of the training samples are set aside for validation.", dataset.validation.size()));
  return {};
}

Result<void> standardise(Dataset& dataset) {
  if (dataset.train.size() == 0)
    return Error{
        message("{} has no training samples whose mean and deviation +standardise could take. Leave it "
                "out: a model that learned from standardised data scales what it is asked itself.",
                dataset.name)};
  applyScaling(scalingOf(dataset), dataset);
  addToReading(dataset, describeScaling(dataset.scaling));
  return {};
}

}  // namespace

DataKind dataKind(const std::string& name) {
  const std::string base = dataNameParts(name).base;
  if (isOwnName(base)) return DataKind::Own;
  if (isOneOf(pointSetNames(), base)) return DataKind::Points;
  if (isOneOf(truthTableNames(), base) || base == kByHand) return DataKind::Lesson;
  if (isFile(base)) return isNpz(base) ? DataKind::Arrays : DataKind::Table;
  return isPictureFolder(base) ? DataKind::Pictures : DataKind::Images;
}

std::vector<std::string> datasetNames() {
  std::vector<std::string> names = kImages;
  for (const auto& more : {pointSetNames(), truthTableNames()})
    names.insert(names.end(), more.begin(), more.end());
  names.emplace_back(kByHand);
  return names;
}

DataNameParts dataNameParts(const std::string& name) {
  const std::size_t base = endOfBase(name);
  const std::string rest = name.substr(base);
  const std::size_t changes = endOfChanges(rest);
  DataNameParts parts{
      .base = name.substr(0, base), .changes = rest.substr(0, changes), .options = rest.substr(changes)};
  // Changes after the options are understood as well.
  const std::size_t plus = parts.options.find('+', parts.options.find_last_of(",="));
  if (!parts.options.empty() && plus != std::string::npos && parseDataChanges(parts.options.substr(plus))) {
    parts.changes += parts.options.substr(plus);
    parts.options.erase(plus);
  }
  return parts;
}

std::optional<KnownData> knownData(const std::string& base) {
  if (isOneOf(kImages, base))
    return KnownData{.classNames = base == kImages[0] ? kDigits : kFashion, .isImages = true};
  if (base == kByHand) return KnownData{};
  if (isOneOf(truthTableNames(), base)) return KnownData{.classNames = makeTruthTable(base).classNames};
  if (isOneOf(pointSetNames(), base))
    return KnownData{.classNames = makePointSet(base, {.samples = kMinPoints, .targets = {}}).classNames};
  return std::nullopt;
}

bool isDatasetKnown(const std::string& name) {
  const DataNameParts parts = dataNameParts(name);
  const bool isBaseKnown = isNamed(parts.base) || isFile(parts.base) || isFolder(parts.base);
  return isBaseKnown && parseDataChanges(parts.changes);
}

std::string nameAt(const std::string& name, const fs::path& place) {
  const DataNameParts parts = dataNameParts(name);
  const std::string file = place.filename().string();
  const bool isOfFolder =
      file.find("ubyte") != std::string::npos || file.find("idx2-int") != std::string::npos;
  return absoluteName((isOfFolder ? place.parent_path() : place).string() + parts.changes + parts.options);
}

std::string standardisedName(const std::string& name) {
  const auto [base, changes, options] = dataNameParts(name);
  return base + changes + "+standardise" + options;
}

std::string nameByFirstRules(const std::string& name) {
  const DataNameParts parts = dataNameParts(name);
  const bool isTold = parts.options.find(",rules=") != std::string::npos;
  return name.empty() || isTold || isNamed(parts.base) ? name : name + ",rules=1";
}

std::string nameBeside(const std::string& name, const fs::path& folder) {
  if (!placeOf(name).empty() || isNamed(dataNameParts(name).base)) return name;
  // The text after the name of a file can contain slashes, too, and names of folders can contain its marks.
  for (std::size_t slash = name.rfind('/'); slash != std::string::npos && slash > 0;
       slash = name.rfind('/', slash - 1)) {
    const std::string beside = folder.string() + name.substr(slash);
    if (placeOf(beside).string().size() > folder.string().size() + 1) return beside;
  }
  return name;
}

fs::path placeOf(const std::string& name) {
  const std::string base = dataNameParts(name).base;
  const bool isPlace = !isNamed(base) && (isFile(base) || isFolder(base));
  return isPlace ? fs::path(base) : fs::path();
}

std::vector<fs::path> placesBeside(const std::string& name) {
  const DataNameParts parts = dataNameParts(name);
  std::vector<fs::path> places;
  if (!isFile(parts.base) || isNpz(parts.base)) return places;
  const auto parsed = parseDataOptions(parts.base, parts.options, tableOptions());
  if (!parsed) return places;
  for (const std::string* file : {&parsed->options.testFile, &parsed->options.validationFile})
    if (!file->empty()) places.emplace_back(besidePath(parts.base, *file));
  return places;
}

std::string absoluteName(const std::string& name) {
  const auto [base, changes, options] = dataNameParts(name);
  if (placeOf(name).empty()) return name;
  return fs::absolute(base).lexically_normal().string() + changes + options;
}

Result<DatasetPtr> loadDataset(const std::string& name, const DataLocations& locations, Streams streams,
                               const Progress& progress, const TableWishes& wishes) {
  return loadDataset(DataSpec{.name = name}, locations, streams, progress, wishes);
}

Result<DatasetPtr> loadDataset(const DataSpec& data, const DataLocations& locations, Streams streams,
                               const Progress& progress, const TableWishes& wishes) {
  const std::string& name = data.name;
  const DataNameParts parts = dataNameParts(name);
  const auto changes = parseDataChanges(parts.changes);
  auto options = dataOptionsOf(parts);
  if (!options) return options.error();
  options->wishes = wishes;
  if (wishes.scalesItself || (changes && changes->isStandardised())) options->scale = 1;
  auto whole = loadUnchanged(data, parts, *options, locations, streams, progress);
  if (!whole) return whole.error();
  if (progress.isCancelled()) return Progress::cancelled();
  if (!changes) return changes.error();
  whole->name = parts.base;
  auto dataset = changed(*std::move(whole), *changes);
  if (!dataset) return dataset.error();
  if (options->samples > 0 && !isOneOf(pointSetNames(), parts.base))
    if (auto done = keepSome(*dataset, options->samples, options->seed); !done) return done.error();
  // Own samples are assigned to a part by their number.
  if (!isOwnName(parts.base))
    if (auto done = setAside(*dataset, *options); !done) return done.error();
  if (changes->isStandardised() && !wishes.scalesItself)
    if (auto done = standardise(*dataset); !done) return done.error();
  dataset->name = name;
  return std::make_shared<const Dataset>(*std::move(dataset));
}

}  // namespace pellucid::engine
