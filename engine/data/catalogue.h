// SPDX-License-Identifier: GPL-3.0-or-later
// Finds, makes and loads data sets by their names: "mnist" (ships with the program), "fashion-mnist"
// (Debian's package), points in a plane as in "spiral,noise=0.1", truth tables, a table FILE.csv, or a folder
// with four IDX files or with pictures. The name can be followed by :CLASSES, +CHANGES and then options, as
// in "mnist:5-9+invert". Takes about a third of a second for MNIST, so call it on a worker thread.
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

/// Locations of the named data sets on this machine.
struct DataLocations {
  std::filesystem::path mnist;
  std::filesystem::path fashionMnist;
  DecodePicture decode = {};  ///< for folders of pictures, which are refused without it
};

/// The kind of data, which determines the options.
enum class DataKind {
  Points,
  Lesson,    ///< truth tables and the example to be done by hand: fixed
  Images,    ///< in a few files
  Pictures,  ///< in a folder, one file each
  Table,
  Arrays,  ///< of NumPy
  Own,     ///< painted or drawn, stored in the project
};
/// Looks at the first files of a folder, so not for the window's thread; Images where there is nothing.
DataKind dataKind(const std::string& name);

/// All names that are neither a folder nor a file nor the user's own samples; those of images first.
std::vector<std::string> datasetNames();

/// Whether the name is one of these (with any options), or of an existing folder or file, and its classes and
/// changes are understood.
bool isDatasetKnown(const std::string& name);

/// A name in its three parts: "spiral", ":0,1+noise0.1" and ",samples=200".
struct DataNameParts {
  std::string base;
  std::string changes;  ///< as for parseDataChanges()
  std::string options;
};
DataNameParts dataNameParts(const std::string& name);

/// Facts about data that are known before they are read.
struct KnownData {
  std::vector<std::string> classNames;  ///< empty where the targets are numbers
  bool isImages = false;
};
/// `base` is one of datasetNames(); nothing for a folder or a file.
std::optional<KnownData> knownData(const std::string& base);

/// The folder or file in the name, empty where there is none.
std::filesystem::path placeOf(const std::string& name);

/// The other tables named in the options of a table's name: those with its test and its validation samples.
std::vector<std::filesystem::path> placesBeside(const std::string& name);

/// Makes a folder or file in the name an absolute path, so that a project finds it from anywhere.
std::string absoluteName(const std::string& name);

/// The present name for a name in a project of the first version: tables and folders are read by that
/// version's rules.
std::string nameByFirstRules(const std::string& name);

/// Where the folder or file in the name does not exist: the name of the one with the same file name in
/// `folder`, if there is one; otherwise the name unchanged.
std::string nameBeside(const std::string& name, const std::filesystem::path& folder);

/// The name of the same data at another place, with its classes, changes and options. Where `place` is one of
/// a folder's IDX files, the folder is meant.
std::string nameAt(const std::string& name, const std::filesystem::path& place);

/// The name of the same data with +standardise.
std::string standardisedName(const std::string& name);

/// The options of such a name, of which each kind of data has its own; none for an unknown name. Looks at a
/// folder or file to determine its kind.
Result<DataOptions> dataOptionsOf(const DataNameParts& parts);

/// A folder holds IDX files (idx_folder.h) or pictures (image_folder.h). The options of points, tables and
/// pictures are those of DataOptions, after commas; for images, `samples` is the number of training samples
/// to use, chosen by `seed` as evenly from all classes as possible. Classes and changes are those of
/// data_changes.h; of the remaining training samples, the share `validation` is set aside, with every class
/// in it. The error names the file, the rule it breaks and the numbers.
Result<DatasetPtr> loadDataset(const std::string& name, const DataLocations& locations,
                               Streams streams = Streams::Refused, const Progress& progress = {},
                               const TableWishes& wishes = {});
/// The same, with the samples that kPainted and kDrawn refer to; without these such names are refused. Reads
/// no file for them.
Result<DatasetPtr> loadDataset(const DataSpec& data, const DataLocations& locations,
                               Streams streams = Streams::Refused, const Progress& progress = {},
                               const TableWishes& wishes = {});

}  // namespace pellucid::engine
