// SPDX-License-Identifier: GPL-3.0-or-later
// What lies in a folder of pictures: one subfolder for each class, perhaps below the folders train and test
// (and validation). In the order of the names' bytes, so that every file system gives the same.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/progress.h"
#include "engine/base/result.h"

namespace pellucid::engine {

enum class PicturePart { Train, Validation, Test };

struct PictureFile {
  std::filesystem::path path;
  std::size_t label = 0;  ///< of PictureFiles::classNames
  PicturePart part = PicturePart::Train;
};

struct PictureFiles {
  std::vector<PictureFile> files;       ///< not empty; by part, by class, and by name
  std::vector<std::string> classNames;  ///< the names of the subfolders of all parts
  /// The folder of each part, as "train"; of parts that have none, "".
  std::string trainFolder, validationFolder, testFolder;
  // What was left out, by its name in the folder.
  std::vector<std::string> hidden;  ///< folders whose names begin with a dot, and those of archive programs
  std::vector<std::string> empty;   ///< subfolders without pictures
  std::vector<std::string> others;  ///< files that are not called like pictures, or lie in no class
};

/// The error says how a folder of pictures is made.
Result<PictureFiles> findPictures(const std::filesystem::path& folder, const Progress& progress = {});

/// The most bytes that a picture's file may have.
inline constexpr std::size_t kMostPictureBytes = 128 * std::size_t{1024} * 1024;

/// How the names of pictures end, in small letters: ".png", …
std::span<const std::string_view> pictureEndings();
/// By the ending of its name.
bool isPictureName(const std::filesystem::path& path);

/// A picture in the folder or below it, if there is one among the first entries; else an empty path.
std::filesystem::path firstPicture(const std::filesystem::path& folder);

}  // namespace pellucid::engine
