// SPDX-License-Identifier: GPL-3.0-or-later
// The content of a folder of pictures: one subfolder per class, optionally below the folders train and test
// (and validation). In byte order of the names, so that every file system gives the same result.
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
  std::size_t label = 0;  ///< index into PictureFiles::classNames
  PicturePart part = PicturePart::Train;
};

struct PictureFiles {
  std::vector<PictureFile> files;       ///< not empty; ordered by part, class and name
  std::vector<std::string> classNames;  ///< the names of the subfolders of all parts
  /// The folder of each part, such as "train"; "" for parts without one.
  std::string trainFolder, validationFolder, testFolder;
  // What was left out, by name in the folder.
  std::vector<std::string> hidden;  ///< folders whose names begin with a dot, and those of archive programs
  std::vector<std::string> empty;   ///< subfolders without pictures
  std::vector<std::string> others;  ///< files that are not named like pictures, or are in no class
};

/// The error explains how to arrange a folder of pictures.
Result<PictureFiles> findPictures(const std::filesystem::path& folder, const Progress& progress = {});

/// The largest size of a picture's file, in bytes.
inline constexpr std::size_t kMostPictureBytes = 128 * std::size_t{1024} * 1024;

/// The extensions of pictures, in lower case: ".png", …
std::span<const std::string_view> pictureEndings();
/// Judged by the extension.
bool isPictureName(const std::filesystem::path& path);

/// A picture in the folder or below it, if there is one among the first entries; otherwise an empty path.
std::filesystem::path firstPicture(const std::filesystem::path& folder);

}  // namespace pellucid::engine
