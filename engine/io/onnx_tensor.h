// SPDX-License-Identifier: GPL-3.0-or-later
// A constant of an ONNX graph as a value: its dimensions and its numbers, whatever type the file keeps them
// in. Internal to io/; pure, any thread.
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

/// Copies are cheap: they share the numbers.
struct OnnxTensor {
  std::string name = {};
  std::vector<Index> dims = {};  ///< row-major; none of a single number
  /// One of the three, with as many entries as the dimensions say.
  std::shared_ptr<const std::vector<float>> floats = {};           ///< of every type with fractions
  std::shared_ptr<const std::vector<std::int64_t>> integers = {};  ///< of whole numbers, true and false
  std::shared_ptr<const std::vector<std::string>> texts = {};      ///< names of classes

  Index count() const;
  bool isFloat() const { return floats != nullptr; }
  bool isInteger() const { return integers != nullptr; }
};

/// Takes the data out of `tensor`, so that no second copy stays. `files` holds the bytes of the files that
/// lie beside the model. Refuses what is split, of an unknown type, or has other dimensions than data.
Result<OnnxTensor> takeOnnxTensor(onnx::TensorProto& tensor, const std::map<std::string, Bytes>& files);

/// The file beside the model that the tensor lies in; empty where it lies in the model. Refuses everything
/// but the plain name of a file in the same folder.
Result<std::string> onnxDataFile(const onnx::TensorProto& tensor);

OnnxTensor onnxFloats(std::vector<Index> dims, std::vector<float> values);
OnnxTensor onnxIntegers(std::vector<Index> dims, std::vector<std::int64_t> values);

/// "[64, 784]"
std::string shapeText(const OnnxTensor& tensor);

/// Twice as far as a half, and as many bits as its upper half: two types of 16 bits, as floats.
float floatOfHalf(std::uint16_t bits);
float floatOfBrain(std::uint16_t bits);

}  // namespace pellucid::engine
