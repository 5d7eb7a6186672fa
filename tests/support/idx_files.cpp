// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/idx_files.h"

#include <cstdint>
#include <fstream>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <vector>

namespace pellucid::tests {

using namespace engine;

namespace {

/// 00 00 08 rank, the sizes as big-endian u32, the values.
void writeIdx(const std::filesystem::path& path, std::initializer_list<Index> sizes,
              const std::vector<std::uint8_t>& values) {
  std::string bytes = {'\0', '\0', '\x08', static_cast<char>(sizes.size())};
  for (const Index size : sizes)
    for (const int shift : {24, 16, 8, 0}) bytes += static_cast<char>(size >> shift & 0xFF);
  bytes.append(values.begin(), values.end());
  std::ofstream file(path, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size())).flush();
  if (!file) throw std::runtime_error("cannot write " + path.string());
}

}  // namespace

void writeIdxFiles(const Dataset& dataset, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  const auto write = [&](const Split& split, const std::string& prefix) {
    writeIdx(folder / (prefix + "-images-idx3-ubyte"),
             {split.size(), dataset.shape.height, dataset.shape.width}, split.pixels);
    writeIdx(folder / (prefix + "-labels-idx1-ubyte"), {split.size()}, split.labels);
  };
  write(dataset.train, "train");
  write(dataset.test, "t10k");
}

}  // namespace pellucid::tests
