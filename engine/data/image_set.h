// SPDX-License-Identifier: GPL-3.0-or-later
// Makes a data set from two stacks of images with their labels, regardless of the file format.
#pragma once

#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/data/dataset.h"
#include "engine/data/gzip.h"

namespace pellucid::engine {

/// An array as stored in a file: bytes, or numbers where the file has another type.
struct FileArray {
  std::vector<std::size_t> sizes;
  Bytes values;                ///< as many as the product of the sizes, or empty
  std::vector<float> numbers;  ///< likewise; one of the two is empty

  std::size_t count() const { return values.size() + numbers.size(); }
};

/// The training samples, or the test samples.
struct ImagePart {
  Split split;                 ///< without pixels where there are numbers
  std::vector<float> numbers;  ///< image by image, where the file has no bytes
  Shape shape;
  std::string labelsFile;  ///< for messages
};

/// Images are a stack of (count, height, width), with one label each. The names are for messages.
Result<ImagePart> imagePart(FileArray images, const std::string& imagesFile, FileArray labels,
                            const std::string& labelsFile);

/// Labels count from 0, or from 1 where none is 0; class names are then determined, as letters where there
/// are 26 or 62 classes, unless `classNames` are given. With `rules` 1, labels count from 0 only. `place` is
/// the name for messages.
Result<Dataset> datasetOfParts(ImagePart train, ImagePart test, std::vector<std::string> classNames,
                               int rules, const std::string& place);

}  // namespace pellucid::engine
