// SPDX-License-Identifier: GPL-3.0-or-later
// The one-line form of a network, as the command line takes it:
//   28x28x1,conv8x5:relu,maxpool2,conv16x5:relu,maxpool2,flatten,64:relu,dropout0.2,10:softmax
// The first part is the input, a count or HEIGHTxWIDTHxCHANNELS; then a layer each. layersGrammar() has the
// rest.
#pragma once

#include <string>
#include <string_view>

#include "engine/model/network_spec.h"

namespace pellucid::engine {

struct LayersText {
  Shape input;  ///< flat where it is given as a count
  std::vector<LayerSpec> layers;
  friend bool operator==(const LayersText&, const LayersText&) = default;
};

/// What each part may be, a line each, for help texts.
std::string layersGrammar();

/// Blanks around a part and capitals do not matter. The error names the part that was not understood and what
/// is allowed there. Whether the layers fit each
/// other is asked of layerShapes().
Result<LayersText> parseLayers(std::string_view text);

/// The inverse of parseLayers. Padlocks have no place in this form and are left out.
std::string formatLayers(const Shape& input, const std::vector<LayerSpec>& layers);

}  // namespace pellucid::engine
