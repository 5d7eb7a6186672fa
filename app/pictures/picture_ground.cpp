// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pictures/picture_ground.h"

#include <Eigen/Dense>
#include <algorithm>
#include <vector>

namespace pellucid::app {
namespace {

using Eigen::Index;

Surface termsAt(Index x, Index y, const Plane& plane) {
  const double u = 2.0 * static_cast<double>(x) / static_cast<double>(plane.cols()) - 1;
  const double v = 2.0 * static_cast<double>(y) / static_cast<double>(plane.rows()) - 1;
  return {1, u, v, u * u, u * v, v * v};
}

double middle(std::vector<double> values) {
  const auto at = values.begin() + std::ssize(values) / 2;
  std::ranges::nth_element(values, at);
  return *at;
}

/// Without slow changes: subtracts the middle value of every second row and column of a quarter of the plane.
Eigen::ArrayXXd withoutSlow(const Eigen::ArrayXXd& plane) {
  const Index radius = std::max<Index>(2, std::max(plane.rows(), plane.cols()) / 4);
  Eigen::ArrayXXd result(plane.rows(), plane.cols());
  std::vector<double> around;
  for (Index x = 0; x < plane.cols(); ++x)
    for (Index y = 0; y < plane.rows(); ++y) {
      around.clear();
      for (Index i = std::max<Index>(0, x - radius); i <= std::min(plane.cols() - 1, x + radius); i += 2)
        for (Index j = std::max<Index>(0, y - radius); j <= std::min(plane.rows() - 1, y + radius); j += 2)
          around.push_back(plane(j, i));
      result(y, x) = plane(y, x) - middle(around);
    }
  return result;
}

}  // namespace

// Fitted repeatedly with weights that fall with the distance from it (Cauchy's). The border, which strokes
// seldom reach, counts more, and the fit begins level at its middle value: a fit to everything would begin
// between ink and ground.
Ground groundOf(const Plane& plane, const std::optional<Mask>& where) {
  constexpr double kFar = 16;  // grey values: above noise, below ink
  constexpr double kNear = 2;
  const Index count = plane.size();
  Eigen::MatrixXd terms(count, 6);
  Eigen::VectorXd importance(count);
  std::vector<double> border;
  for (Index x = 0, i = 0; x < plane.cols(); ++x)
    for (Index y = 0; y < plane.rows(); ++y, ++i) {
      terms.row(i) = termsAt(x, y, plane);
      const bool isBorder = x == 0 || y == 0 || x + 1 == plane.cols() || y + 1 == plane.rows();
      importance[i] = isBorder ? 8 : 1;
      if (where) importance[i] = (*where)(y, x) ? 1 : 0;
      if (where ? (*where)(y, x) : isBorder) border.push_back(plane(y, x));
    }
  const Eigen::VectorXd values = Eigen::Map<const Eigen::VectorXf>(plane.data(), count).cast<double>();
  Ground ground;
  Eigen::VectorXd rest = values.array() - middle(border);
  for (int round = 0; round < 20; ++round) {
    const Eigen::VectorXd weights = importance.array() / (1 + (rest.array() / kFar).square());
    Eigen::Matrix<double, 6, 6> normal = terms.transpose() * weights.asDiagonal() * terms;
    normal.diagonal().array() += 1e-3;  // few pixels leave some terms undetermined
    ground.surface = normal.ldlt().solve(terms.transpose() * (weights.asDiagonal() * values));
    rest = values - terms * ground.surface;
  }
  if (where) return ground;
  const Eigen::ArrayXXd sharp =
      withoutSlow(Eigen::Map<Eigen::ArrayXXd>(rest.data(), plane.rows(), plane.cols()));
  const Eigen::ArrayXXd far = sharp.abs();
  // Faint ink is visible on even ground.
  const double noise = 1.4826 * middle({far.data(), far.data() + far.size()});
  const double least = std::clamp(4 * noise, kNear, kFar);
  ground.hasInk = (far > least).any();
  ground.isInkDark = (far > least).select(sharp, 0).sum() < 0;
  return ground;
}

double brightness(const Surface& surface, Index x, Index y, const Plane& plane) {
  return termsAt(x, y, plane).dot(surface);
}

Plane levelled(const Plane& plane, const Surface& surface) {
  Plane light(plane.rows(), plane.cols());
  for (Index x = 0; x < plane.cols(); ++x)
    for (Index y = 0; y < plane.rows(); ++y)
      light(y, x) = static_cast<float>(brightness(surface, x, y, plane));
  const float most = std::max(light.maxCoeff(), 1.0F);
  return plane * (most / light.max(most / 8));
}

}  // namespace pellucid::app
