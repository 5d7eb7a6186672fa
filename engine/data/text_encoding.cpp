// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/text_encoding.h"

#include <iconv.h>

#include <algorithm>
#include <cerrno>
#include <optional>

#include "engine/base/check.h"

namespace pellucid::engine {
namespace {

/// One conversion of libc, closed in any case.
class Conversion {
 public:
  explicit Conversion(const char* from) : m_handle(iconv_open("UTF-8", from)) {
    check(isOpen(), "toUtf8: this libc does not know a common encoding");
  }
  ~Conversion() {
    if (isOpen()) iconv_close(m_handle);
  }
  Conversion(const Conversion&) = delete;
  Conversion& operator=(const Conversion&) = delete;

  /// Nothing where the bytes are not complete characters. `most` limits the size of the result.
  std::optional<Bytes> convert(Bytes& bytes, std::size_t most) {
    constexpr std::size_t kPiece = std::size_t{64} * 1024;
    Bytes result;
    result.reserve(most);
    auto* from = reinterpret_cast<char*>(bytes.data());
    std::size_t left = bytes.size();
    while (left > 0) {
      char piece[kPiece];
      char* to = piece;
      std::size_t room = kPiece;
      const std::size_t done = iconv(m_handle, &from, &left, &to, &room);
      result.insert(result.end(), piece, to);
      if (done == static_cast<std::size_t>(-1) && errno != E2BIG) return std::nullopt;
    }
    return result;
  }

 private:
  bool isOpen() const { return m_handle != reinterpret_cast<iconv_t>(-1); }
  iconv_t m_handle;
};

/// The byte order of UTF-16, judged by its mark, or by the zeros next to Latin letters and digits.
const char* utf16Name(const Bytes& bytes) {
  if (bytes.size() < 2) return nullptr;
  if (bytes[0] == 0xFF && bytes[1] == 0xFE) return "UTF-16LE";
  if (bytes[0] == 0xFE && bytes[1] == 0xFF) return "UTF-16BE";
  constexpr std::size_t kLooksAt = 1000;
  std::size_t zeros[2] = {0, 0};
  const std::size_t count = std::min(bytes.size(), kLooksAt) / 2 * 2;
  for (std::size_t i = 0; i < count; ++i) zeros[i % 2] += bytes[i] == 0;
  const auto areMost = [&](std::size_t n) { return n * 2 > count * 3 / 4; };
  if (zeros[0] == 0 && areMost(zeros[1])) return "UTF-16LE";
  if (zeros[1] == 0 && areMost(zeros[0])) return "UTF-16BE";
  return nullptr;
}

/// Number of bytes at the beginning that are valid UTF-8; overlong and surrogate forms are not checked, since
/// no other encoding of the kinds above looks like them.
std::size_t utf8Bytes(const Bytes& bytes) {
  for (std::size_t i = 0; i < bytes.size();) {
    const std::size_t begin = i;
    const std::uint8_t lead = bytes[i++];
    if (lead < 0x80) continue;
    if (lead < 0xC2 || lead > 0xF4) return begin;
    for (int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1; more > 0; --more, ++i)
      if (i == bytes.size() || (bytes[i] & 0xC0U) != 0x80) return begin;
  }
  return bytes.size();
}

bool isUtf8(const Bytes& bytes) {
  return utf8Bytes(bytes) == bytes.size();
}

/// Windows-1252 as read by browsers: the five bytes without a character are control characters.
Bytes fromWindows1252(Bytes& bytes) {
  std::ranges::replace_if(
      bytes, [](std::uint8_t b) { return b == 0x81 || b == 0x8D || b == 0x8F || b == 0x90 || b == 0x9D; },
      '?');
  const auto high = std::ranges::count_if(bytes, [](std::uint8_t b) { return b >= 0x80; });
  auto text = Conversion("WINDOWS-1252").convert(bytes, bytes.size() + 2 * static_cast<std::size_t>(high));
  check(text.has_value(), "toUtf8: every byte is a character of Windows-1252");
  return *std::move(text);
}

}  // namespace

std::string toUtf8(std::string text) {
  Bytes bytes(text.begin(), text.end());
  if (isUtf8(bytes)) return text;
  bytes = fromWindows1252(bytes);
  return {bytes.begin(), bytes.end()};
}

Result<Utf8Text> toUtf8(Bytes bytes, const std::string& file, std::optional<TextEncoding> told) {
  Utf8Text text;
  const char* found = utf16Name(bytes);
  if (told == TextEncoding::Utf8 && !isUtf8(bytes))
    return Error{message(
        "{} is not UTF-8: line {} has bytes that no character is written with. Let the "
        "encoding be found, or choose another one.",
        file,
        1 + std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(utf8Bytes(bytes)), '\n'))};
  const bool isWindows1252 = told ? *told == TextEncoding::Windows1252 : found == nullptr && !isUtf8(bytes);
  if (isWindows1252) {
    text = {.bytes = fromWindows1252(bytes), .was = TextEncoding::Windows1252};
  } else if (told ? *told == TextEncoding::Utf16 : found != nullptr) {
    const char* name = found != nullptr ? found : "UTF-16LE";
    auto converted = Conversion(name).convert(bytes, bytes.size() / 2 * 3);
    if (!converted)
      return Error{
          found != nullptr
              ? message("{} begins as UTF-16, but not all of it is. Save it again, in UTF-8.", file)
              : message("{} is not UTF-16. Let the encoding be found, or choose another one.", file)};
    text = {.bytes = *std::move(converted), .was = TextEncoding::Utf16};
  } else {
    text.bytes = std::move(bytes);
  }
  // Otherwise a picture or an archive would be reported as a table with strange cells.
  if (const auto zero = std::ranges::find(text.bytes, 0); zero != text.bytes.end())
    return Error{message("{} is not a table of text: line {} has a byte 0. Give a CSV file.", file,
                         1 + std::count(text.bytes.begin(), zero, '\n'))};
  constexpr std::uint8_t kMark[] = {0xEF, 0xBB, 0xBF};
  if (std::equal(std::begin(kMark), std::end(kMark), text.bytes.begin(),
                 text.bytes.begin() + std::min<std::ptrdiff_t>(3, std::ssize(text.bytes))))
    text.bytes.erase(text.bytes.begin(), text.bytes.begin() + 3);
  return text;
}

}  // namespace pellucid::engine
