// SPDX-License-Identifier: GPL-3.0-or-later
// The value that goes from node to node, as ONNX has it and as the engine has it. Keras keeps images as
// height, width, channels, the engine as channels, height, width: a Transpose or Reshape moves no numbers
// here, it only changes which of the engine's numbers each of the file's is; the next dense layer sorts its
// weights by that. Internal to io/; pure, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "engine/base/shape.h"
#include "engine/io/onnx_tensor.h"

namespace pellucid::engine {

class OnnxTip {
 public:
  /// Of open sizes: numbers in a row, however many.
  OnnxTip() = default;
  /// A sample with these dimensions, the last of which are channels where `areChannelsLast`.
  OnnxTip(const std::vector<Index>& dims, bool areChannelsLast);

  bool isKnown() const { return m_isKnown; }
  const std::vector<Index>& dims() const { return m_dims; }  ///< as the file has them, without the batch
  const Shape& shape() const { return m_shape; }             ///< as the engine has them
  Index size() const { return m_shape.size(); }
  /// The file's number i is the engine's number order()[i]; empty where all are in their places.
  const std::vector<Index>& order() const { return m_order; }
  /// One axis that counts, as dense layers take it.
  bool isRow() const;
  /// Channels, height and width, all in their places, as convolutions take them.
  bool isImage() const;
  /// The axes of height and width among dims(); nothing where there are none.
  std::optional<std::pair<std::size_t, std::size_t>> imageAxes() const;

  /// What a dense layer makes of it, and what a convolution or pool does.
  void become(const Shape& row);
  void becomeImage(const Shape& shape);
  /// The engine has the numbers in a row, too.
  void becomeRow() { m_shape = flatShape(size()); }
  /// An image of one pixel a channel, whose axes of height and width are gone unless `keepsAxes`.
  void becomePoints(bool keepsAxes);
  void flatten();
  /// The arguments are those of the nodes, with the batch as axis 0; false where they mix samples or do not
  /// fit.
  bool transpose(const std::vector<std::int64_t>& axes);
  bool reshape(std::vector<std::int64_t> target, bool zeroCopies, std::int64_t batch);
  bool squeeze(const std::vector<std::int64_t>& axes);
  bool unsqueeze(const std::vector<std::int64_t>& axes);

  /// A constant that a node adds or multiplies, as ONNX spreads it, in the engine's order: one number, one
  /// for each channel, or one for each value. Nothing where it does not fit, or has more dimensions.
  std::optional<Vector> spread(const OnnxTensor& constant) const;

 private:
  void setOrder(std::vector<Index> order);

  bool m_isKnown = false;
  std::vector<Index> m_dims;
  std::vector<Index> m_order;
  Shape m_shape{.channels = 1, .height = 1, .width = 0};
};

}  // namespace pellucid::engine
