// SPDX-License-Identifier: GPL-3.0-or-later
// The engine's number types, and the notation that every other header follows:
//   columns are samples; N samples, I inputs, O outputs
//   X is I×N, W is O×I, b is O, z = W x + b, a = f(z), delta = dL/dz
//   losses are means over N; logarithms are natural
//   images are stored channel-major (C, H, W) in a column; matrices are column-major in memory
#pragma once

#include <Eigen/Core>

namespace pellucid::engine {

#ifdef PELLUCID_DOUBLE
using Scalar = double;  // only in tests that need the precision
#else
using Scalar = float;
#endif

using Index = Eigen::Index;
using Matrix = Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic>;
using Vector = Eigen::Matrix<Scalar, Eigen::Dynamic, 1>;

using MatrixMap = Eigen::Map<Matrix>;
using VectorMap = Eigen::Map<Vector>;
using ConstMatrixMap = Eigen::Map<const Matrix>;
using ConstVectorMap = Eigen::Map<const Vector>;

}  // namespace pellucid::engine
