// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/activation.h"

namespace pellucid::engine {

void activate(Activation f, const Matrix& z, Matrix& a) {
  a.resize(z.rows(), z.cols());
  switch (f) {
    case Activation::Linear:
      a = z;
      return;
    case Activation::Relu:
      // a = max(z, 0), written so that NaN stays NaN and a divergence is seen
      a = (z.array() < Scalar(0)).select(Scalar(0), z);
      return;
    case Activation::Sigmoid:
      // a = 1 / (1 + e^-z)
      a = z.array().logistic();
      return;
    case Activation::Tanh:
      a = z.array().tanh();
      return;
    case Activation::Softmax:
      // a_i = e^(z_i - m) / sum_j e^(z_j - m) with m = max z
      for (Index n = 0; n < z.cols(); ++n) {
        a.col(n) = (z.col(n).array() - z.col(n).maxCoeff()).exp();
        a.col(n) /= a.col(n).sum();
      }
      return;
  }
}

void activateBackward(Activation f, const Matrix& z, const Matrix& a, const Matrix& da, Matrix& delta) {
  delta.resize(z.rows(), z.cols());
  switch (f) {
    case Activation::Linear:
      delta = da;
      return;
    case Activation::Relu:
      // a = max(z, 0)  =>  da/dz = 1 where z > 0; 0 is taken at the kink
      delta = (z.array() > Scalar(0)).select(da, Scalar(0));
      return;
    case Activation::Sigmoid:
      // a = 1 / (1 + e^-z)  =>  da/dz = a (1 - a)
      delta = da.array() * a.array() * (Scalar(1) - a.array());
      return;
    case Activation::Tanh:
      // a = tanh z  =>  da/dz = 1 - a²
      delta = da.array() * (Scalar(1) - a.array().square());
      return;
    case Activation::Softmax:
      // da_i/dz_j = a_i (1[i=j] - a_j)  =>  delta = a ∘ (da - a·da)
      for (Index n = 0; n < z.cols(); ++n) {
        const Scalar mean = a.col(n).dot(da.col(n));
        delta.col(n) = a.col(n).array() * (da.col(n).array() - mean);
      }
      return;
  }
}

}  // namespace pellucid::engine
