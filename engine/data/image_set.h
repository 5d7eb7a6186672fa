// SPDX-License-Identifier: GPL-3.0-or-later
// Two stacks of images with their labels, from whatever file they came, become a data set.
#pragma once

#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/data/dataset.h"
#include "engine/data/gzip.h"

namespace pellucid::engine {

/// An array as a file holds it: bytes, or numbers where the file has another type.
struct FileArray {
  std::vector<std::size_t> sizes;
  Bytes values;                ///< as many as the product of the sizes, or none
  std::vector<float> numbers;  ///< likewise; one of the two is empty

  std::size_t count() const { return values.size() + numbers.size(); }
};

/// The samples to train on, or those to test.
struct ImagePart {
  Split split;                 ///< without pixels where there are numbers
  std::vector<float> numbers;  ///< image by image, where the file has no bytes
  Shape shape;
  std::string labelsFile;  ///< for messages
};

/// Images are a stack of (count, height, width), and labels one for each. The names are for messages.
Result<ImagePart> imagePart(FileArray images, const std::string& imagesFile, FileArray labels,
                            const std::string& labelsFile);

/// Labels count from 0, or from 1 where none is 0; `classNames` are then found, as letters where there are 26
/// or 62 of them, or are those given. By `rules` 1, labels count from 0 alone. `place` is the name for
/// messages.
Result<Dataset> datasetOfParts(ImagePart train, ImagePart test, std::vector<std::string> classNames,
                               int rules, const std::string& place);

}  // namespace pellucid::engine
