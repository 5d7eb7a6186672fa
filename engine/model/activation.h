// SPDX-License-Identifier: GPL-3.0-or-later
// Activation functions a = f(z) and how a gradient passes back through them. Pure functions, any thread.
#pragma once

#include <array>

#include "engine/base/enum_names.h"
#include "engine/base/numeric.h"

namespace pellucid::engine {

enum class Activation { Linear, Relu, Sigmoid, Tanh, Softmax };

template <>
inline constexpr std::array kEnumNames<Activation> = {
    EnumName<Activation>{Activation::Linear, "linear"},   EnumName<Activation>{Activation::Relu, "relu"},
    EnumName<Activation>{Activation::Sigmoid, "sigmoid"}, EnumName<Activation>{Activation::Tanh, "tanh"},
    EnumName<Activation>{Activation::Softmax, "softmax"},
};

/// a = f(z), both O×N. Softmax works on columns and subtracts the column's maximum, so it stays finite.
void activate(Activation f, const Matrix& z, Matrix& a);

/// delta = dL/dz from da = dL/da, all O×N. `z` and `a` are those of the forward pass; `delta` may be `da`
/// itself.
void activateBackward(Activation f, const Matrix& z, const Matrix& a, const Matrix& da, Matrix& delta);

}  // namespace pellucid::engine
