// SPDX-License-Identifier: GPL-3.0-or-later
// Activation functions a = f(z) and how a gradient passes back through them. Pure functions, any thread. An
// element's result does not depend on its position in the matrix, so that one sample and a batch agree. All
// stay finite for |z| ≤ 1000, except e^z; NaN stays NaN, so that divergence shows.
#pragma once

#include <array>

#include "engine/base/enum_names.h"
#include "engine/base/numeric.h"

namespace pellucid::engine {

enum class Activation {
  Linear,          ///< z
  Exponential,     ///< e^z
  Sigmoid,         ///< σ(z) = 1 / (1 + e^-z)
  BipolarSigmoid,  ///< (1 - e^-z) / (1 + e^-z) = tanh(z / 2)
  Tanh,            ///< tanh z
  Relu,            ///< max(z, 0); its derivative at 0 is taken as 0
  LeakyRelu,       ///< z, or 0.01 z where z ≤ 0
  Elu,             ///< z, or e^z - 1 where z ≤ 0                         (Clevert et al. 2016)
  Selu,            ///< λ z, or λ α (e^z - 1) where z ≤ 0                 (Klambauer et al. 2017)
  Gelu,            ///< z Φ(z), Φ the normal distribution                 (Hendrycks and Gimpel 2016)
  GeluTanh,        ///< z/2 (1 + tanh(sqrt(2/π) (z + 0.044715 z³))), their approximation
  Silu,            ///< z σ(z)
  Softplus,        ///< log(1 + e^z)
  Softsign,        ///< z / (1 + |z|)
  HardSigmoid,     ///< z/6 + 1/2, limited to 0 … 1
  Softmax,         ///< e^z_i / Σ_j e^z_j over the column
};

template <>
inline constexpr std::array kEnumNames<Activation> = {
    EnumName<Activation>{Activation::Linear, "linear"},
    EnumName<Activation>{Activation::Exponential, "exponential"},
    EnumName<Activation>{Activation::Sigmoid, "sigmoid"},
    EnumName<Activation>{Activation::BipolarSigmoid, "bipolar-sigmoid"},
    EnumName<Activation>{Activation::Tanh, "tanh"},
    EnumName<Activation>{Activation::Relu, "relu"},
    EnumName<Activation>{Activation::LeakyRelu, "leaky-relu"},
    EnumName<Activation>{Activation::Elu, "elu"},
    EnumName<Activation>{Activation::Selu, "selu"},
    EnumName<Activation>{Activation::Gelu, "gelu"},
    EnumName<Activation>{Activation::GeluTanh, "gelu-tanh"},
    EnumName<Activation>{Activation::Silu, "silu"},
    EnumName<Activation>{Activation::Softplus, "softplus"},
    EnumName<Activation>{Activation::Softsign, "softsign"},
    EnumName<Activation>{Activation::HardSigmoid, "hard-sigmoid"},
    EnumName<Activation>{Activation::Softmax, "softmax"},
};

/// a = f(z), both O×N; `a` may be `z` itself. Softmax works on whole columns and subtracts each column's
/// maximum.
void activate(Activation f, const Matrix& z, Matrix& a);

/// The same for one sample, while its z (`rows` values) is still in the cache.
void activate(Activation f, const Scalar* z, Index rows, Scalar* a);

/// delta = dL/dz from da = dL/da, all O×N. `z` and `a` are those of the forward pass; `delta` may be `da`
/// itself.
void activateBackward(Activation f, const Matrix& z, const Matrix& a, const Matrix& da, Matrix& delta);

}  // namespace pellucid::engine
