// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/data_locations.h"

#include <cstdlib>

#include "app/picture_decoder.h"

namespace pellucid::app {
namespace {

namespace fs = std::filesystem;

fs::path fromEnvironment(const char* name, const fs::path& otherwise) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0' ? fs::path(value) : otherwise;
}

// Found from the running file, not from argv[0] or the current folder, so that a link in PATH works as well.
fs::path sharedFolder() {
  std::error_code problem;
  const fs::path executable = fs::read_symlink("/proc/self/exe", problem);
  return (executable.parent_path() / ".." / "share" / "pellucid").lexically_normal();
}

}  // namespace

engine::DataLocations dataLocations() {
  return {.mnist = fromEnvironment("PELLUCID_DATA", sharedFolder()) / "datasets" / "mnist",
          .fashionMnist = fromEnvironment("PELLUCID_FASHION_MNIST", "/usr/share/datasets/fashion-mnist"),
          .decode = decodePicture};
}

std::filesystem::path modelsFolder() {
  return fromEnvironment("PELLUCID_DATA", sharedFolder()) / "models";
}

std::filesystem::path examplesFolder() {
  return fromEnvironment("PELLUCID_DATA", sharedFolder()) / "examples";
}

}  // namespace pellucid::app
