// SPDX-License-Identifier: GPL-3.0-or-later
// The value passed from node to node, in ONNX's and in the engine's layout. Keras stores images as height,
// width, channels, the engine as channels, height, width: a Transpose or Reshape moves no data here, it only
// changes which value of the engine corresponds to each of the file's; the next dense layer reorders its
// weights accordingly. Internal to io/; pure, any thread.
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
  /// With unknown sizes: any number of values in a row.
  OnnxTip() = default;
  /// A sample with these dimensions, the last being channels if `areChannelsLast`.
  OnnxTip(const std::vector<Index>& dims, bool areChannelsLast);

  bool isKnown() const { return m_isKnown; }
  const std::vector<Index>& dims() const { return m_dims; }  ///< as in the file, without the batch
  const Shape& shape() const { return m_shape; }             ///< as in the engine
  Index size() const { return m_shape.size(); }
  /// The file's value i is the engine's value order()[i]; empty for the identity.
  const std::vector<Index>& order() const { return m_order; }
  /// A single axis larger than 1, as needed by dense layers.
  bool isRow() const;
  /// Channels, height and width, all in order, as needed by convolutions.
  bool isImage() const;
  /// The axes of height and width among dims(); nothing where there are none.
  std::optional<std::pair<std::size_t, std::size_t>> imageAxes() const;

  /// Changes to the output of a dense layer, or of a convolution or pool.
  void become(const Shape& row);
  void becomeImage(const Shape& shape);
  /// The values are in a row in the engine, too.
  void becomeRow() { m_shape = flatShape(size()); }
  /// An image of one pixel per channel, without the axes of height and width unless `keepsAxes`.
  void becomePoints(bool keepsAxes);
  void flatten();
  /// The arguments are those of the nodes, with the batch as axis 0; false where they mix samples or do not
  /// fit.
  bool transpose(const std::vector<std::int64_t>& axes);
  bool reshape(std::vector<std::int64_t> target, bool zeroCopies, std::int64_t batch);
  bool squeeze(const std::vector<std::int64_t>& axes);
  bool unsqueeze(const std::vector<std::int64_t>& axes);

  /// A constant that a node adds or multiplies, broadcast as in ONNX, in the engine's order: one value, one
  /// per channel, or one per value. Nothing where it does not fit, or has more dimensions.
  std::optional<Vector> spread(const OnnxTensor& constant) const;

 private:
  void setOrder(std::vector<Index> order);

  bool m_isKnown = false;
  std::vector<Index> m_dims;
  std::vector<Index> m_order;
  Shape m_shape{.channels = 1, .height = 1, .width = 0};
};

}  // namespace pellucid::engine
