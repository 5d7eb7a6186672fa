// SPDX-License-Identifier: GPL-3.0-or-later
// An example of the gallery: an experiment to begin with, and what there is to see in it. A small text file
// (JSON) that people can read and write: resources/examples/README.md describes its keys. Pure functions
// between bytes and values; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "engine/base/enum_names.h"
#include "engine/data/gzip.h"
#include "engine/train/experiment.h"
#include "engine/train/run_state.h"

namespace pellucid::engine {

/// The subject of an example, in the order of the gallery.
enum class ExampleFamily { FirstSteps, Plane, Numbers, Digits, GoingWrong, Transfer, Own };

template <>
inline constexpr std::array kEnumNames<ExampleFamily> = {
    EnumName<ExampleFamily>{ExampleFamily::FirstSteps, "first-steps"},
    EnumName<ExampleFamily>{ExampleFamily::Plane, "plane"},
    EnumName<ExampleFamily>{ExampleFamily::Numbers, "numbers"},
    EnumName<ExampleFamily>{ExampleFamily::Digits, "digits"},
    EnumName<ExampleFamily>{ExampleFamily::GoingWrong, "going-wrong"},
    EnumName<ExampleFamily>{ExampleFamily::Transfer, "transfer"},
    EnumName<ExampleFamily>{ExampleFamily::Own, "own"},
};

inline constexpr int kExampleFormat = 1;
inline constexpr const char* kExampleEnding = "json";

struct Example {
  std::string title;  ///< a few words
  ExampleFamily family = ExampleFamily::Own;
  std::string sentence;  ///< what it shows; whole sentences, like the next two
  std::string tryThis;   ///< what to do; may be empty
  std::string lookAt;    ///< where to look meanwhile; may be empty
  Experiment experiment;
  std::vector<double> weights = {};  ///< initial ones, laid out like RunState's; drawn from the seed if empty
  bool isStaged = false;             ///< opens in slow motion
  std::string preset = {};           ///< one of transferPresets(): opens the lab with it
  /// A JSON object: unknown keys, such as the claims checked by tests. Kept on writing.
  std::string others = "{}";
  friend bool operator==(const Example&, const Example&) = default;
};

/// Whether the bytes should be read as an example: JSON that says so.
bool isExample(std::span<const std::uint8_t> bytes);

/// `file` is the name for messages, which name the wrong key. The experiment is checked as far as possible
/// without its data.
Result<Example> readExample(std::span<const std::uint8_t> bytes, const std::string& file);

/// The inverse.
Bytes writeExample(const Example& example);

/// The state with the example's own initial weights; nothing where it has none. Refuses a number of weights
/// that does not fit the network on data of this shape.
Result<std::optional<RunState>> beginningOf(const Example& example, const Shape& input);

}  // namespace pellucid::engine
