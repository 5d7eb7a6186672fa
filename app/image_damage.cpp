// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/image_damage.h"

#include <algorithm>
#include <string_view>

namespace pellucid::app {
namespace {

bool beginsWith(std::span<const std::uint8_t> bytes, std::string_view signature) {
  return bytes.size() >= signature.size() &&
         std::equal(signature.begin(), signature.end(), bytes.begin(),
                    [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
}

/// Least significant byte first.
std::size_t number(std::span<const std::uint8_t> bytes, std::size_t at, int count) {
  std::size_t value = 0;
  for (int i = count - 1; i >= 0; --i) value = 256 * value + bytes[at + static_cast<std::size_t>(i)];
  return value;
}

/// Goes from marker to marker, because a preview within the file has its own end.
bool isJpegCutOff(std::span<const std::uint8_t> bytes) {
  constexpr std::uint8_t kMark = 0xFF, kEnd = 0xD9, kRestart0 = 0xD0, kRestart7 = 0xD7;
  for (std::size_t i = 2; i + 1 < bytes.size();) {
    const std::uint8_t kind = bytes[i + 1];
    const bool isData = bytes[i] != kMark || kind == 0 || kind == kMark;
    if (isData || (kind >= kRestart0 && kind <= kRestart7)) {
      ++i;
      continue;
    }
    if (kind == kEnd) return false;
    if (i + 3 >= bytes.size()) break;
    i += 2 + std::size_t{256} * bytes[i + 2] + bytes[i + 3];
  }
  return true;
}

/// Goes from block to block until the first picture ends.
bool isGifCutOff(std::span<const std::uint8_t> bytes) {
  constexpr std::uint8_t kExtension = 0x21, kPicture = 0x2C;
  const auto tableSize = [&](std::size_t flagsAt) {
    const std::uint8_t flags = flagsAt < bytes.size() ? bytes[flagsAt] : 0;
    return (flags & 0x80) == 0 ? std::size_t{0} : std::size_t{3} << ((flags & 7) + 1);
  };
  std::size_t i = 13 + tableSize(10);
  while (i < bytes.size()) {
    const std::uint8_t kind = bytes[i];
    if (kind != kExtension && kind != kPicture) return false;  // the end, or something unknown
    i += kind == kExtension ? 2 : 11 + tableSize(i + 9);
    while (i < bytes.size() && bytes[i] != 0) i += 1 + std::size_t{bytes[i]};
    if (kind == kPicture) break;
    ++i;
  }
  return i >= bytes.size();
}

bool isBmpCutOff(std::span<const std::uint8_t> bytes) {
  return bytes.size() < 6 || number(bytes, 2, 4) > bytes.size();
}

}  // namespace

bool isCutOff(std::span<const std::uint8_t> bytes) {
  if (beginsWith(bytes, "\xFF\xD8")) return isJpegCutOff(bytes);
  if (beginsWith(bytes, "GIF8")) return isGifCutOff(bytes);
  if (beginsWith(bytes, "BM")) return isBmpCutOff(bytes);
  return false;
}

}  // namespace pellucid::app
