// SPDX-License-Identifier: GPL-3.0-or-later
// Finds, makes and loads data sets by their names: "mnist" (ships with the program), "fashion-mnist"
// (Debian's package), points of a plane as in "spiral,noise=0.1", truth tables, a table FILE.csv, or a folder
// with four IDX files or with pictures. Behind the name may stand :CLASSES, +CHANGES and then options, as in
// "mnist:5-9+invert". Takes about a third of a second for MNIST, so call it on a worker thread.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/data/data_name.h"
#include "engine/data/data_spec.h"
#include "engine/data/dataset.h"
#include "engine/data/gzip.h"
#include "engine/data/picture.h"

namespace pellucid::engine {

/// Where the named data sets lie on this machine.
struct DataLocations {
  std::filesystem::path mnist;
  std::filesystem::path fashionMnist;
  DecodePicture decode = {};  ///< for folders of pictures; without it they are refused
};

/// What data are, which says what options they take.
enum class DataKind {
  Points,
  Lesson,    ///< truth tables and the example to be done by hand: they are as they are
  Images,    ///< in a few files
  Pictures,  ///< in a folder, a file each
  Table,
  Arrays,  ///< of NumPy
  Own,     ///< painted or drawn, in the project
};
/// By the first files of a folder, so not for the window's thread; Images where there is nothing.
DataKind dataKind(const std::string& name);

/// All that are neither a folder nor a file nor the user's own samples, those of images first.
std::vector<std::string> datasetNames();

/// Whether the name is one of these (with whatever options), or of a folder or a file that is there, and its
/// classes and changes are understood.
bool isDatasetKnown(const std::string& name);

/// A name in its three parts: "spiral", ":0,1+noise0.1" and ",samples=200".
struct DataNameParts {
  std::string base;
  std::string changes;  ///< as parseDataChanges() takes them
  std::string options;
};
DataNameParts dataNameParts(const std::string& name);

/// What is known of data before they are read.
struct KnownData {
  std::vector<std::string> classNames;  ///< empty where the answers are numbers
  bool isImages = false;
};
/// `base` is one of datasetNames(); nothing for a folder or a file.
std::optional<KnownData> knownData(const std::string& base);

/// The folder or file in the name, empty where there is none.
std::filesystem::path placeOf(const std::string& name);

/// The other tables that the options of a table's name name: those with its test samples and those for
/// validation.
std::vector<std::filesystem::path> placesBeside(const std::string& name);

/// A folder or file in the name becomes an absolute path, so that a project finds it from anywhere.
std::string absoluteName(const std::string& name);

/// What a project of the first version means by this name: its tables and folders are read by the rules of
/// then.
std::string nameByFirstRules(const std::string& name);

/// Where the folder or file in the name is not there: the name of the one that lies in `folder` and is called
/// the same, if there is one, else the name as it is.
std::string nameBeside(const std::string& name, const std::filesystem::path& folder);

/// The name of the same data at another place: with its classes, changes and options. Where `place` is one of
/// a folder's IDX files, the folder is meant.
std::string nameAt(const std::string& name, const std::filesystem::path& place);

/// The name of the same data with +standardise.
std::string standardisedName(const std::string& name);

/// The options of such a name, of which each kind of data takes its own; of a name that is nothing known,
/// none. A folder or file is looked at, to tell its kind.
Result<DataOptions> dataOptionsOf(const DataNameParts& parts);

/// A folder holds IDX files (idx_folder.h) or pictures (image_folder.h). The options of points, tables and
/// pictures are those of DataOptions, after commas; of images, `samples` takes so many of the training
/// samples, by their `seed`, as evenly of all classes as they allow. Classes and changes are those of
/// data_changes.h; of what they leave for training, the share `validation` is set aside, with every class in
/// it. The error names the file, the rule that it broke and the numbers.
Result<DatasetPtr> loadDataset(const std::string& name, const DataLocations& locations,
                               Streams streams = Streams::Refused, const Progress& progress = {},
                               const TableWishes& wishes = {});
/// The same, with the samples that kPainted and kDrawn stand for; without them such names are refused. Reads
/// no file for those.
Result<DatasetPtr> loadDataset(const DataSpec& data, const DataLocations& locations,
                               Streams streams = Streams::Refused, const Progress& progress = {},
                               const TableWishes& wishes = {});

}  // namespace pellucid::engine
