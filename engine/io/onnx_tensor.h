// SPDX-License-Identifier: GPL-3.0-or-later
// A constant of an ONNX graph as a value: its dimensions and its values, independent of the file's type.
// Internal to io/; pure, any thread.
#pragma once

#include <onnx.pb.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/numeric.h"
#include "engine/base/result.h"
#include "engine/data/gzip.h"

namespace pellucid::engine {

/// Copies are cheap: they share the values.
struct OnnxTensor {
  std::string name = {};
  std::vector<Index> dims = {};  ///< row-major; empty for a scalar
  /// One of the three, with as many entries as the dimensions imply.
  std::shared_ptr<const std::vector<float>> floats = {};           ///< for every type with fractions
  std::shared_ptr<const std::vector<std::int64_t>> integers = {};  ///< for whole numbers, true and false
  std::shared_ptr<const std::vector<std::string>> texts = {};      ///< names of classes

  Index count() const;
  bool isFloat() const { return floats != nullptr; }
  bool isInteger() const { return integers != nullptr; }
};

/// Moves the data out of `tensor`, so that no second copy remains. `files` contains the bytes of the files
/// beside the model. Refuses data that are split, of an unknown type, or inconsistent with the dimensions.
Result<OnnxTensor> takeOnnxTensor(onnx::TensorProto& tensor, const std::map<std::string, Bytes>& files);

/// The file beside the model that contains the tensor; empty if the tensor is in the model. Refuses
/// everything except the plain name of a file in the same folder.
Result<std::string> onnxDataFile(const onnx::TensorProto& tensor);

OnnxTensor onnxFloats(std::vector<Index> dims, std::vector<float> values);
OnnxTensor onnxIntegers(std::vector<Index> dims, std::vector<std::int64_t> values);

/// "[64, 784]"
std::string shapeText(const OnnxTensor& tensor);

/// Two 16-bit types as floats: half precision, and bfloat16, the upper half of a float.
float floatOfHalf(std::uint16_t bits);
float floatOfBrain(std::uint16_t bits);

}  // namespace pellucid::engine
