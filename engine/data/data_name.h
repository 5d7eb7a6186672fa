// SPDX-License-Identifier: GPL-3.0-or-later
// A data set's name with its options, as one word: "spiral,noise=0.1,samples=500,seed=3" or
// "houses.csv,targets=price|rent,test=0.3". Used in files and on the command line.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/numeric.h"
#include "engine/base/result.h"
#include "engine/base/shape.h"
#include "engine/data/picture.h"
#include "engine/data/told_form.h"

namespace pellucid::engine {

inline constexpr Index kMinPoints = 10;
inline constexpr Index kMaxPoints = 100'000;

/// The meaning of a table's single target column.
enum class TargetKind { Guessed, Classes, Numbers };
/// What happens to rows with a missing number: they are left out, or the gap is filled with the column's
/// mean.
enum class MissingCells { Dropped, Mean };
/// What happens to columns of texts: they are refused, or each text becomes an input of 0 or 1.
enum class TextColumns { Refused, OneHot };

/// The version of the rules for reading tables; a project keeps the one it was made with.
inline constexpr int kTableRules = 2;

/// Preferences of the caller, such as a model to be applied to the table; they count where possible and where
/// the table's name does not say otherwise.
struct TableWishes {
  std::vector<std::string> inputs;
  std::vector<std::string> targets;
  TargetKind kind = TargetKind::Guessed;
  /// Every row is a test sample in the order of the file, and targets are not needed.
  bool isForAnswers = false;
  bool scalesItself = false;  ///< for a model with its own scaling: +standardise and scale are left to it
  Vector means = {};          ///< of the inputs, over the model's training samples; or empty
  Shape shape = {.channels = 0, .height = 0, .width = 0};  ///< of the model's images; otherwise size 0
};

/// Pixels, each from 1 to kMaxPictureSide.
struct PictureSize {
  Index height = 0;
  Index width = 0;
  friend bool operator==(const PictureSize&, const PictureSize&) = default;
};
inline constexpr Index kMaxPictureSide = 1024;

/// How pictures of a folder become samples; unspecified fields follow from the pictures.
struct PictureWishes {
  std::optional<PictureSize> size = {};
  std::optional<PictureColour> colour = {};
  PictureFit fit = PictureFit::Pad;
  PictureInk ink = PictureInk::AsItIs;
};

/// The options of a data set. Those that it does not use keep their defaults.
struct DataOptions {
  Index samples = 500;               ///< kMinPoints … kMaxPoints; 0 means all for images
  double noise = 0;                  ///< 0 … 1
  double test = 0.5;                 ///< share of the samples for testing, 0 < test < 1
  double validation = 0;             ///< share of the training samples for validation, 0 ≤ validation < 1
  std::uint64_t seed = 1;            ///< determines samples, noise and split
  std::vector<std::string> targets;  ///< columns of a table; if empty, its last one
  std::vector<std::string> inputs = {};   ///< columns of a table; if empty, all others
  std::vector<std::string> ignored = {};  ///< columns of a table that are neither
  TargetKind target = TargetKind::Guessed;
  MissingCells missing = MissingCells::Dropped;
  TextColumns text = TextColumns::Refused;
  std::vector<std::string> oneHot = {};  ///< columns of a table for which each value becomes an input
  ToldForm form = {};                    ///< how a table is written
  /// Tables whose rows are the test or the validation samples, instead of a share of the table's own;
  /// relative to the table unless the path is absolute. Empty for none.
  std::string testFile = {};
  std::string validationFile = {};
  std::optional<Shape> shape = {};  ///< of a sample in a table whose columns are pixels
  double scale = 1;                 ///< divisor for a table's inputs, > 0
  PictureWishes picture = {};
  TableWishes wishes = {};
  int rules = kTableRules;  ///< 1 or kTableRules
};

struct DataName {
  std::string base;  ///< "spiral"
  DataOptions options;
};

/// `base` is the part before `options`, which are as in ",noise=0.1,seed=3" or "". `known` are the options
/// that this data set uses, and `usual` their default values. The error names the part that was not
/// understood, or the option, its value and its range.
Result<DataName> parseDataOptions(std::string base, std::string_view options,
                                  const std::vector<std::string_view>& known, DataOptions usual = {});

/// The inverse for points: the shortest text that reads back as the same name, as in "spiral,noise=0.1".
std::string formatDataName(const DataName& name);

}  // namespace pellucid::engine
