// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/npz.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "engine/base/numbers.h"
#include "engine/data/binary_numbers.h"
#include "engine/data/zip_reader.h"

namespace pellucid::engine {
namespace {

constexpr std::string_view kMagic = "\x93NUMPY";

/// The text after 'key': in the header, which is a dictionary as written by Python.
std::string_view valueOf(std::string_view header, std::string_view key) {
  const std::size_t at = header.find(fmt::format("'{}':", key));
  if (at == std::string_view::npos) return {};
  std::string_view value = header.substr(at + key.size() + 3);
  value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
  return value;
}

/// '<f4', '|u1' and the like.
std::optional<NumberType> typeOf(std::string_view descr) {
  if (descr.size() < 4) return std::nullopt;
  NumberType type{.kind = NumberType::Kind::Unsigned,
                  .size = static_cast<std::size_t>(descr[2] - '0'),
                  .isHighByteFirst = descr[0] == '>'};
  if (descr[3] != '\'') return std::nullopt;
  const bool isFloat = descr[1] == 'f';
  if (isFloat) type.kind = NumberType::Kind::Float;
  if (descr[1] == 'i') type.kind = NumberType::Kind::Signed;
  const bool isKnown = isFloat ? type.size == 4 || type.size == 8
                               : type.size == 1 || type.size == 2 || type.size == 4 || type.size == 8;
  if (!isKnown || std::string_view("<>|=").find(descr[0]) == std::string_view::npos) return std::nullopt;
  if (std::string_view("uif").find(descr[1]) == std::string_view::npos) return std::nullopt;
  return type;
}

/// (60000, 28, 28) and (60000,).
std::optional<std::vector<std::size_t>> sizesOf(std::string_view text) {
  const std::size_t end = text.find(')');
  if (!text.starts_with('(') || end == std::string_view::npos) return std::nullopt;
  text = text.substr(1, end - 1);
  std::vector<std::size_t> sizes;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    std::string_view number = text.substr(0, comma);
    number.remove_prefix(std::min(number.find_first_not_of(' '), number.size()));
    if (!number.empty()) {
      const auto size = parseNumber<std::uint32_t>(number);
      if (!size) return std::nullopt;
      sizes.push_back(*size);
    }
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return sizes;
}

Result<FileArray> arrayOf(const ZipReader& archive, const std::vector<std::string>& names,
                          const std::string& file) {
  for (const std::string& name : names)
    if (archive.has(name + ".npy")) {
      auto bytes = archive.read(name + ".npy", kMaxDataBytes);
      if (!bytes) return Error{message("{}: {}.", file, bytes.error().message)};
      return parseNpy(*std::move(bytes), fmt::format("{}, {}", file, name));
    }
  return Error{
      message("{} has no array {}; it has {}. Write it with np.savez({}, x_train=…, y_train=…, x_test=…, "
              "y_test=…).",
              file, fmt::join(names, ", "), fmt::join(archive.names(), ", "), "\"images.npz\"")};
}

Result<ImagePart> partOf(const ZipReader& archive, const std::string& file,
                         const std::vector<std::string>& images, const std::vector<std::string>& labels) {
  auto pixels = arrayOf(archive, images, file);
  if (!pixels) return pixels.error();
  auto answers = arrayOf(archive, labels, file);
  if (!answers) return answers.error();
  if (pixels->sizes.size() == 4 && pixels->sizes[3] == 1) pixels->sizes.pop_back();
  return imagePart(*std::move(pixels), fmt::format("{}, {}", file, images[0]), *std::move(answers),
                   fmt::format("{}, {}", file, labels[0]));
}

}  // namespace

Result<FileArray> parseNpy(Bytes bytes, const std::string& file) {
  const std::string_view text = asText(bytes);
  constexpr std::size_t kShortHeader = 10;
  if (!text.starts_with(kMagic) || bytes.size() < kShortHeader + 2)
    return Error{message("{} is not a NumPy array.", file)};
  const std::size_t width = bytes[6] == 1 ? 2 : 4;  // of the header's length, low byte first
  std::size_t length = 0;
  for (std::size_t i = width; i-- > 0;) length = length << 8 | bytes[8 + i];
  const std::size_t begin = 8 + width + length;
  if (begin > bytes.size()) return Error{message("{}: truncated in its header.", file)};
  const std::string_view header = text.substr(8 + width, length);
  std::string_view descr = valueOf(header, "descr");
  if (descr.starts_with('\'')) descr.remove_prefix(1);
  const auto type = typeOf(descr);
  if (!type)
    return Error{message("{}: values of type {} cannot be read; whole numbers and floats can.", file,
                         descr.substr(0, descr.find_first_of("',}")))};
  if (!valueOf(header, "fortran_order").starts_with("False"))
    return Error{message("{}: its values are in Fortran order. Save np.ascontiguousarray(…) of it.", file)};
  auto sizes = sizesOf(valueOf(header, "shape"));
  if (!sizes) return Error{message("{}: its header has no shape.", file)};
  const std::size_t payload = bytes.size() - begin;
  const auto needed = bytesNeeded(*sizes, type->size);
  if (!needed) return Error{message("{}: the product of its dimensions is too large for any file.", file)};
  if (payload != *needed)
    return Error{message("{}: its dimensions {} need {} bytes, but {} follow the header.", file,
                         fmt::join(*sizes, "×"), *needed, payload)};
  FileArray array{.sizes = *std::move(sizes), .values = {}, .numbers = {}};
  if (*type == NumberType{.kind = NumberType::Kind::Unsigned, .size = 1, .isHighByteFirst = false}) {
    bytes.erase(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(begin));
    array.values = std::move(bytes);
  } else {
    array.numbers = decoded(std::span(bytes).subspan(begin), *type);
  }
  return array;
}

Result<Dataset> datasetFromNpz(std::span<const std::uint8_t> bytes, const std::string& file, int rules,
                               const Progress& progress) {
  const auto archive = ZipReader::open(bytes, progress, ZipFolders::PassedOver);
  if (!archive) return Error{message("{}: {}.", file, archive.error().message)};
  auto train = partOf(*archive, file, {"x_train", "train_images"}, {"y_train", "train_labels"});
  if (!train) return train.error();
  auto test = partOf(*archive, file, {"x_test", "test_images"}, {"y_test", "test_labels"});
  if (!test) return test.error();
  return datasetOfParts(*std::move(train), *std::move(test), {}, rules, file);
}

}  // namespace pellucid::engine
