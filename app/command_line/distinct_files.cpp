// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/distinct_files.h"

#include "engine/data/catalogue.h"

namespace pellucid::app {
namespace {

namespace fs = std::filesystem;

bool isSame(const fs::path& a, const fs::path& b) {
  std::error_code ignored;
  if (fs::equivalent(a, b, ignored)) return true;  // including hard links
  return fs::weakly_canonical(fs::absolute(a, ignored), ignored) ==
         fs::weakly_canonical(fs::absolute(b, ignored), ignored);
}

}  // namespace

void add(std::vector<NamedFile>& files, const char* option, const std::optional<fs::path>& path) {
  if (path) files.push_back({.option = option, .path = *path});
}

void addData(std::vector<NamedFile>& files, const char* option, const std::optional<std::string>& name) {
  if (!name) return;
  const fs::path place = engine::placeOf(*name);
  if (!place.empty()) files.push_back({.option = option, .path = place});
  for (const fs::path& beside : engine::placesBeside(*name))
    files.push_back({.option = option, .path = beside});
}

engine::Result<void> checkDistinct(const std::vector<NamedFile>& inputs,
                                   const std::vector<NamedFile>& outputs) {
  for (auto output = outputs.begin(); output != outputs.end(); ++output) {
    for (auto other = outputs.begin(); other != output; ++other)
      if (isSame(output->path, other->path))
        return engine::Error{engine::message("{} and {} both name {}. Give each its own file.", other->option,
                                             output->option, other->path.string())};
    for (const NamedFile& input : inputs)
      if (isSame(output->path, input.path))
        return engine::Error{engine::message("{} would replace {}, which {} reads. Choose another name.",
                                             output->option, output->path.string(), input.option)};
  }
  return {};
}

}  // namespace pellucid::app
