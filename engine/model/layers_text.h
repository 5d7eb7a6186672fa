// SPDX-License-Identifier: GPL-3.0-or-later
// The one-line form of a network, as accepted on the command line:
//   28x28x1,conv8x5:relu,maxpool2,conv16x5:relu,maxpool2,flatten,64:relu,dropout0.2,10:softmax
// The first part is the input, a count or HEIGHTxWIDTHxCHANNELS; then one layer per part. layersGrammar()
// describes the rest.
#pragma once

#include <string>
#include <string_view>

#include "engine/model/network_spec.h"

namespace pellucid::engine {

struct LayersText {
  Shape input;  ///< flat when given as a count
  std::vector<LayerSpec> layers;
  friend bool operator==(const LayersText&, const LayersText&) = default;
};

/// The allowed forms of each part, one per line, for help texts.
std::string layersGrammar();

/// Blanks around a part and case do not matter. The error names the part that was not understood and what is
/// allowed there. Whether the layers fit each other is checked by layerShapes().
Result<LayersText> parseLayers(std::string_view text);

/// The inverse of parseLayers. Padlocks cannot be expressed in this form and are left out.
std::string formatLayers(const Shape& input, const std::vector<LayerSpec>& layers);

}  // namespace pellucid::engine
