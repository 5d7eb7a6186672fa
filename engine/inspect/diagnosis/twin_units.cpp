// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/diagnosis/twin_units.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace pellucid::engine {
namespace {

/// Rows (incoming weights, bias) and the columns of the layer above that they feed, `width` per unit.
class UnitWeights {
 public:
  UnitWeights(ConstMatrixMap in, ConstVectorMap bias, ConstMatrixMap out)
      : m_in(in), m_bias(bias), m_out(out), m_width(out.cols() / std::max<Index>(1, in.rows())) {
    m_sums = Vector::Zero(in.rows());
    m_largest = Vector::Zero(in.rows());
    if (bias.size() > 0) {
      m_sums = bias;
      m_largest = bias.cwiseAbs();
    }
    // With factors from 0.5 to 1.5 that never repeat, so that the same weights in another order differ.
    Scalar factor = 0;
    for (Index j = 0; j < in.cols(); ++j) {
      factor = std::fmod(factor + Scalar(0.618034), Scalar(1));
      m_sums += (Scalar(0.5) + factor) * in.col(j);
      m_largest = m_largest.cwiseMax(in.col(j).cwiseAbs());
    }
    m_sums = m_sums.array().isFinite().select(m_sums, Scalar(0));  // so that all can be sorted
  }

  std::vector<Index> bySums() const {
    std::vector<Index> order(static_cast<std::size_t>(m_in.rows()));
    std::iota(order.begin(), order.end(), Index{0});
    std::ranges::sort(order, {}, [this](Index unit) { return m_sums[unit]; });
    return order;
  }
  /// Whether their sums are near enough for them to be twins.
  bool areNear(Index a, Index b) const {
    constexpr Scalar kLargestFactor = Scalar(1.5);
    const auto terms = static_cast<Scalar>(m_in.cols() + 1);
    return std::abs(m_sums[a] - m_sums[b]) <= 2 * kLargestFactor * terms * toleranceOf(a, b);
  }
  bool areTwins(Index a, Index b) const {
    const Scalar tolerance = toleranceOf(a, b);
    const auto isSame = [](Scalar x, Scalar y, Scalar within) { return std::abs(x - y) <= within; };
    if (m_bias.size() > 0 && !isSame(m_bias[a], m_bias[b], tolerance)) return false;
    for (Index j = 0; j < m_in.cols(); ++j)
      if (!isSame(m_in(a, j), m_in(b, j), tolerance)) return false;
    const auto outOf = [this](Index unit) { return m_out.middleCols(unit * m_width, m_width); };
    const Scalar largest = std::max(outOf(a).cwiseAbs().maxCoeff(), outOf(b).cwiseAbs().maxCoeff());
    return (outOf(a) - outOf(b)).cwiseAbs().maxCoeff() <= kTwinTolerance * largest;
  }

 private:
  Scalar toleranceOf(Index a, Index b) const { return kTwinTolerance * std::max(m_largest[a], m_largest[b]); }

  ConstMatrixMap m_in;
  ConstVectorMap m_bias;
  ConstMatrixMap m_out;
  Index m_width;
  Vector m_sums;
  Vector m_largest;  ///< absolute, of the incoming side
};

}  // namespace

std::vector<Index> twinUnits(const Network& network, const Vector& weights, std::size_t layer) {
  std::size_t above = layer + 1;
  while (above < network.layerCount() && !drawsWeights(network.layer(above).kind())) ++above;
  if (!drawsWeights(network.layer(layer).kind()) || above == network.layerCount()) return {};
  const UnitWeights units(network.weight(weights, layer), network.bias(weights, layer),
                          network.weight(weights, above));
  const std::vector<Index> order = units.bySums();
  std::vector<Index> found;
  for (std::size_t i = 0; i < order.size(); ++i)
    for (std::size_t j = i + 1; j < order.size() && units.areNear(order[i], order[j]); ++j)
      if (units.areTwins(order[i], order[j])) {
        found.insert(found.end(), {order[i], order[j]});
        break;  // the one after that will be found from there
      }
  std::ranges::sort(found);
  found.erase(std::ranges::unique(found).begin(), found.end());
  return found;
}

}  // namespace pellucid::engine
