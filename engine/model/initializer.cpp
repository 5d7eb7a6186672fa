// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/initializer.h"

#include <cmath>

namespace pellucid::engine {

void initialize(Initializer initializer, Random& random, Eigen::Ref<Matrix> weights) {
  const double fanIn = static_cast<double>(weights.cols());
  const double fanOut = static_cast<double>(weights.rows());
  const auto draw = [&]() -> double {
    switch (initializer) {
      case Initializer::Glorot:
        // uniform in ±sqrt(6 / (fan_in + fan_out))
        return (2 * random.uniform() - 1) * std::sqrt(6 / (fanIn + fanOut));
      case Initializer::He:
        // normal with standard deviation sqrt(2 / fan_in)
        return random.normal() * std::sqrt(2 / fanIn);
    }
    return 0;
  };
  for (Index i = 0; i < weights.cols(); ++i)
    for (Index o = 0; o < weights.rows(); ++o) weights(o, i) = static_cast<Scalar>(draw());
}

}  // namespace pellucid::engine
