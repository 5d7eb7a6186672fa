// SPDX-License-Identifier: GPL-3.0-or-later
// A folder of examples: those shipped with the program, or the user's own. Reads and writes files, so call it
// on a worker thread.
#pragma once

#include <filesystem>
#include <vector>

#include "engine/io/example.h"

namespace pellucid::engine {

struct StoredExample {
  std::filesystem::path file;
  Example example;
  friend bool operator==(const StoredExample&, const StoredExample&) = default;
};

struct ExampleFolder {
  std::vector<StoredExample> examples;  ///< ordered by family, then by file name
  std::vector<Message> problems;        ///< files that could not be read
};

/// The largest size of an example file.
inline constexpr std::size_t kMaxExampleBytes = std::size_t{1024} * 1024;

/// All files in it with the ending kExampleEnding; none where the folder does not exist.
ExampleFolder readExamples(const std::filesystem::path& folder);

/// Writes a new file named after the title; creates the folder if necessary. Returns the file.
Result<std::filesystem::path> storeExample(const Example& example, const std::filesystem::path& folder);

/// The error gives the system's reason.
Result<void> removeExample(const std::filesystem::path& file);

}  // namespace pellucid::engine
