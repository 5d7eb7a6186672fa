// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/onnx_file.h"

namespace pellucid::engine {

Result<TrainedModel> readOnnxFile(std::span<const std::uint8_t> bytes, const std::filesystem::path& path,
                                  OnnxOptions options) {
  const auto names = onnxDataFiles(bytes, path.string());
  if (!names) return names.error();
  std::size_t left = kMaxFileBytes;
  for (const std::string& name : *names) {
    const std::filesystem::path beside = path.parent_path() / name;
    std::error_code error;
    // A missing file is reported by the reader, with the tensor that needs it.
    const auto status = std::filesystem::symlink_status(beside, error);
    if (status.type() == std::filesystem::file_type::not_found) continue;
    if (status.type() != std::filesystem::file_type::regular)
      return Error{
          message("{}: its weights lie in {}, which is a link or no plain file and is not opened. Put the "
                  "file itself beside the model.",
                  path.string(), beside.string())};
    auto data = readFile(beside, left);
    if (!data) return data.error();
    left -= data->size();
    options.files[name] = *std::move(data);
  }
  return readOnnx(bytes, path.string(), options);
}

}  // namespace pellucid::engine
