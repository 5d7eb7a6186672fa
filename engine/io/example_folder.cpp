// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/example_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <tuple>

#include "engine/io/atomic_write.h"

namespace pellucid::engine {
namespace {

namespace fs = std::filesystem;

/// Letters and digits of the title, with - between its words; other characters could be a problem in file
/// names.
std::string fileNameOf(const std::string& title) {
  constexpr std::size_t kMost = 40;
  std::string name;
  for (const char letter : title) {
    const bool isUpper = letter >= 'A' && letter <= 'Z';
    const bool isPlain = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
    if (isUpper || isPlain)
      name += isUpper ? static_cast<char>(letter - 'A' + 'a') : letter;
    else if (!name.empty() && name.back() != '-')
      name += '-';
    if (name.size() == kMost) break;
  }
  while (!name.empty() && name.back() == '-') name.pop_back();
  return name.empty() ? "example" : name;
}

}  // namespace

ExampleFolder readExamples(const fs::path& folder) {
  ExampleFolder found;
  std::error_code problem;
  for (fs::directory_iterator entry(folder, problem), end; !problem && entry != end;
       entry.increment(problem)) {
    const fs::path& file = entry->path();
    if (file.extension() != std::string(".") + kExampleEnding) continue;
    const auto bytes = readFile(file, kMaxExampleBytes);
    auto example = bytes ? readExample(*bytes, file.string()) : Result<Example>(bytes.error());
    if (example)
      found.examples.push_back({.file = file, .example = *std::move(example)});
    else
      found.problems.push_back(example.error().message);
  }
  std::ranges::sort(found.examples, {}, [](const StoredExample& each) {
    return std::tuple(each.example.family, each.file.filename());
  });
  return found;
}

Result<fs::path> storeExample(const Example& example, const fs::path& folder) {
  std::error_code problem;
  fs::create_directories(folder, problem);
  if (problem) return Error{message("Cannot create the folder {}: {}.", folder.string(), problem.message())};
  const std::string name = fileNameOf(example.title);
  fs::path file = folder / fmt::format("{}.{}", name, kExampleEnding);
  for (int number = 2; fs::exists(file, problem); ++number)
    file = folder / fmt::format("{}-{}.{}", name, number, kExampleEnding);
  if (auto written = atomicWrite(file, writeExample(example)); !written) return written.error();
  return file;
}

Result<void> removeExample(const fs::path& file) {
  std::error_code problem;
  fs::remove(file, problem);
  if (problem) return Error{message("Cannot remove {}: {}.", file.string(), problem.message())};
  return {};
}

}  // namespace pellucid::engine
