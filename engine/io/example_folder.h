// SPDX-License-Identifier: GPL-3.0-or-later
// A folder of examples: those that come with the program, or the user's own. Reads and writes files, so call
// it on a worker thread.
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
  std::vector<StoredExample> examples;  ///< by their families, then by the names of their files
  std::vector<Message> problems;        ///< of files that could not be read
};

/// What a text file of an example may have.
inline constexpr std::size_t kMaxExampleBytes = std::size_t{1024} * 1024;

/// All files with the ending kExampleEnding in it; none where there is no such folder.
ExampleFolder readExamples(const std::filesystem::path& folder);

/// Writes a file of its own, which is named after the title; creates the folder. Returns the file.
Result<std::filesystem::path> storeExample(const Example& example, const std::filesystem::path& folder);

/// The error tells the system's reason.
Result<void> removeExample(const std::filesystem::path& file);

}  // namespace pellucid::engine
