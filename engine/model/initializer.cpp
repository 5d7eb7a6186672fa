// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/initializer.h"

#include <Eigen/QR>
#include <cmath>

namespace pellucid::engine {
namespace {

template <class Draw>
void fill(Eigen::Ref<Matrix> weights, const Draw& draw) {
  for (Index i = 0; i < weights.cols(); ++i)
    for (Index o = 0; o < weights.rows(); ++o) weights(o, i) = static_cast<Scalar>(draw());
}

void fillUniform(Random& random, double bound, Eigen::Ref<Matrix> weights) {
  fill(weights, [&] { return (2 * random.uniform() - 1) * bound; });
}

void fillNormal(Random& random, double deviation, Eigen::Ref<Matrix> weights) {
  fill(weights, [&] { return random.normal() * deviation; });
}

void fillOrthogonal(Random& random, Eigen::Ref<Matrix> weights) {
  // G = Q R of a tall matrix G of normally distributed values. With the signs of R's diagonal, Q is uniformly
  // distributed over all orthogonal matrices (Mezzadri 2007); without them it would depend on how Q is
  // computed.
  const bool isWide = weights.cols() > weights.rows();
  Eigen::MatrixXd gaussian(isWide ? weights.cols() : weights.rows(),
                           isWide ? weights.rows() : weights.cols());
  for (double& value : gaussian.reshaped()) value = random.normal();
  const Eigen::HouseholderQR<Eigen::MatrixXd> qr(gaussian);
  Eigen::MatrixXd q = qr.householderQ() * Eigen::MatrixXd::Identity(gaussian.rows(), gaussian.cols());
  for (Index i = 0; i < q.cols(); ++i)
    if (qr.matrixQR()(i, i) < 0) q.col(i) = -q.col(i);
  if (isWide)
    weights = q.transpose().cast<Scalar>();
  else
    weights = q.cast<Scalar>();
}

}  // namespace

void initialize(Initializer initializer, Random& random, double fanIn, double fanOut,
                Eigen::Ref<Matrix> weights) {
  switch (initializer) {
    case Initializer::Zeros:
      weights.setZero();
      return;
    case Initializer::Constant:
      weights.setConstant(Scalar(0.1));
      return;
    case Initializer::Uniform:
      return fillUniform(random, 0.05, weights);
    case Initializer::Normal:
      return fillNormal(random, 0.05, weights);
    case Initializer::Glorot:
      // ±sqrt(6 / (fan_in + fan_out)); a uniform distribution in ±b has the variance b²/3
      return fillUniform(random, std::sqrt(6 / (fanIn + fanOut)), weights);
    case Initializer::GlorotNormal:
      return fillNormal(random, std::sqrt(2 / (fanIn + fanOut)), weights);
    case Initializer::He:
      return fillNormal(random, std::sqrt(2 / fanIn), weights);
    case Initializer::HeUniform:
      return fillUniform(random, std::sqrt(6 / fanIn), weights);
    case Initializer::LeCun:
      return fillNormal(random, std::sqrt(1 / fanIn), weights);
    case Initializer::LeCunUniform:
      return fillUniform(random, std::sqrt(3 / fanIn), weights);
    case Initializer::Orthogonal:
      return fillOrthogonal(random, weights);
  }
}

}  // namespace pellucid::engine
