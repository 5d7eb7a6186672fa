// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/activation.h"

#include "engine/base/check.h"
#include "engine/base/pack.h"

namespace pellucid::engine {
namespace {

/// max(z, 0) and min(z, 0). Where the first operand is NaN, so is the result, as with std::max.
Pack positive(const Pack& z) {
  return z.max(Scalar(0));
}
Pack negative(const Pack& z) {
  return z.min(Scalar(0));
}

/// e^z - 1 for z ≤ 0, without the cancellation near 0: 2 t / (1 - t) with t = tanh(z/2). Eigen's expm1 takes
/// four times as long.
Pack expMinusOne(const Pack& z) {
  const Pack t = (Scalar(0.5) * z).tanh();
  return 2 * t / (1 - t);
}

/// σ(z) = 1 / (1 + e^-z). As fast as Eigen's, and exact to the last digits even far below 0.
Pack sigmoid(const Pack& z) {
  return (1 + (-z).exp()).inverse();
}

/// φ(z) = e^(-z²/2) / sqrt(2π)
Pack normalDensity(const Pack& z) {
  return (Scalar(-0.5) * z.square()).exp() * Scalar(0.3989422804014327);
}

/// Φ(z), the share of a normal distribution below z.
Pack normalShare(const Pack& z) {
#ifdef PELLUCID_DOUBLE
  return z.unaryExpr([](Scalar x) { return std::erfc(-x * std::sqrt(0.5)) / 2; });
#else
  // Q(|z|) = 1 - Φ(|z|) = e^(-z²/2) t p(t) with t = 1 / (1 + |z|/4), relative error below 4e-8. The
  // coefficients of p interpolate at Chebyshev nodes in 0 ≤ t ≤ 1.
  constexpr std::array<float, 10> kP = {9.97355610e-02F,  9.97373968e-02F, 9.34395147e-02F,  8.18896318e-02F,
                                        5.74462582e-02F,  6.82739959e-02F, -3.97468636e-02F, 1.03798858e-01F,
                                        -8.53892301e-02F, 2.08148884e-02F};
  const Pack t = (1 + Scalar(0.25) * z.abs()).inverse();
  Pack p = Pack::Constant(kP.back());
  for (std::size_t i = kP.size() - 1; i-- > 0;) p = p * t + kP[i];
  const Pack q = p * t * (Scalar(-0.5) * z.square()).exp();
  // Φ = 1 - Q where z > 0, Q elsewhere
  const Pack isPositive = step(z);
  return isPositive + (1 - 2 * isPositive) * q;
#endif
}

// Each function is directly above its derivative, which may use z or a = f(z), whichever is cheaper.

struct Linear {
  static Pack value(const Pack& z) { return z; }
  static Pack slope(const Pack&, const Pack&) { return Pack::Ones(); }
};

struct Exponential {
  // a = e^z  =>  da/dz = a
  static Pack value(const Pack& z) { return z.exp(); }
  static Pack slope(const Pack&, const Pack& a) { return a; }
};

struct Sigmoid {
  // a = 1 / (1 + e^-z)  =>  da/dz = a (1 - a)
  static Pack value(const Pack& z) { return sigmoid(z); }
  static Pack slope(const Pack&, const Pack& a) { return a * (1 - a); }
};

struct BipolarSigmoid {
  // a = tanh(z / 2)  =>  da/dz = (1 - a²) / 2
  static Pack value(const Pack& z) { return (Scalar(0.5) * z).tanh(); }
  static Pack slope(const Pack&, const Pack& a) { return Scalar(0.5) * (1 - a.square()); }
};

struct Tanh {
  // a = tanh z  =>  da/dz = 1 - a²
  static Pack value(const Pack& z) { return z.tanh(); }
  static Pack slope(const Pack&, const Pack& a) { return 1 - a.square(); }
};

struct Relu {
  // a = max(z, 0)  =>  da/dz = 1[z > 0]
  static Pack value(const Pack& z) { return positive(z); }
  static Pack slope(const Pack& z, const Pack&) { return step(z); }
};

struct LeakyRelu {
  static constexpr Scalar kLeak = Scalar(0.01);
  // a = max(z, 0) + 0.01 min(z, 0)  =>  da/dz = 1 where z > 0, 0.01 elsewhere
  static Pack value(const Pack& z) { return positive(z) + kLeak * negative(z); }
  static Pack slope(const Pack& z, const Pack&) { return step(z).max(kLeak); }
};

struct Elu {
  // a = max(z, 0) + e^min(z, 0) - 1  =>  da/dz = e^min(z, 0)
  static Pack value(const Pack& z) { return positive(z) + expMinusOne(negative(z)); }
  static Pack slope(const Pack& z, const Pack&) { return negative(z).exp(); }
};

struct Selu {
  static constexpr Scalar kLambda = Scalar(1.0507009873554804934193349852946);
  static constexpr Scalar kLambdaAlpha = kLambda * Scalar(1.6732632423543772848170429916717);
  // a = λ max(z, 0) + λ α (e^min(z, 0) - 1)  =>  da/dz = λ where z > 0, λ α e^z elsewhere
  static Pack value(const Pack& z) { return kLambda * positive(z) + kLambdaAlpha * expMinusOne(negative(z)); }
  static Pack slope(const Pack& z, const Pack&) {
    const Pack isPositive = step(z);
    return kLambda * isPositive + kLambdaAlpha * (1 - isPositive) * negative(z).exp();
  }
};

struct Gelu {
  // a = z Φ(z)  =>  da/dz = Φ(z) + z φ(z)
  static Pack value(const Pack& z) { return z * normalShare(z); }
  static Pack slope(const Pack& z, const Pack&) { return normalShare(z) + z * normalDensity(z); }
};

struct GeluTanh {
  static constexpr Scalar kRoot = Scalar(1.5957691216057307117597842397375);  // 2 sqrt(2/π)
  static constexpr Scalar kCube = Scalar(0.044715);
  static Pack gate(const Pack& z) { return sigmoid(kRoot * z * (1 + kCube * z.square())); }
  // a = z s, s = 1/2 (1 + tanh(u/2)) = σ(u), u = 2 sqrt(2/π) (z + 0.044715 z³)
  // =>  da/dz = s + z s (1 - s) u',  u' = 2 sqrt(2/π) (1 + 3 · 0.044715 z²)
  static Pack value(const Pack& z) { return z * gate(z); }
  static Pack slope(const Pack& z, const Pack&) {
    const Pack s = gate(z);
    return s + z * s * (1 - s) * (kRoot * (1 + 3 * kCube * z.square()));
  }
};

struct Silu {
  // a = z s, s = σ(z)  =>  da/dz = s + z s (1 - s)
  static Pack value(const Pack& z) { return z * sigmoid(z); }
  static Pack slope(const Pack& z, const Pack&) {
    const Pack s = sigmoid(z);
    return s * (1 + z * (1 - s));
  }
};

struct Softplus {
  // a = log(1 + e^z) = max(z, 0) + log(1 + e^-|z|)  =>  da/dz = σ(z)
  static Pack value(const Pack& z) { return positive(z) + (-z.abs()).exp().log1p(); }
  static Pack slope(const Pack& z, const Pack&) { return sigmoid(z); }
};

struct Softsign {
  // a = z / (1 + |z|)  =>  da/dz = 1 / (1 + |z|)²
  static Pack value(const Pack& z) { return z / (1 + z.abs()); }
  static Pack slope(const Pack& z, const Pack&) { return (1 + z.abs()).square().inverse(); }
};

struct HardSigmoid {
  static constexpr Scalar kSlope = Scalar(1) / 6;
  // a = z/6 + 1/2 limited to 0 … 1  =>  da/dz = 1/6 where |z| < 3, 0 elsewhere
  static Pack value(const Pack& z) { return positive(kSlope * z + Scalar(0.5)).min(Scalar(1)); }
  static Pack slope(const Pack& z, const Pack&) { return kSlope * step(3 - z.abs()); }
};

/// Calls `use` with the elementwise function that `f` names.
template <class Use>
void withFunction(Activation f, const Use& use) {
  switch (f) {
    case Activation::Linear:
      return use(Linear());
    case Activation::Exponential:
      return use(Exponential());
    case Activation::Sigmoid:
      return use(Sigmoid());
    case Activation::BipolarSigmoid:
      return use(BipolarSigmoid());
    case Activation::Tanh:
      return use(Tanh());
    case Activation::Relu:
      return use(Relu());
    case Activation::LeakyRelu:
      return use(LeakyRelu());
    case Activation::Elu:
      return use(Elu());
    case Activation::Selu:
      return use(Selu());
    case Activation::Gelu:
      return use(Gelu());
    case Activation::GeluTanh:
      return use(GeluTanh());
    case Activation::Silu:
      return use(Silu());
    case Activation::Softplus:
      return use(Softplus());
    case Activation::Softsign:
      return use(Softsign());
    case Activation::HardSigmoid:
      return use(HardSigmoid());
    case Activation::Softmax:
      return failCheck("softmax is not a function of one element");
  }
}

// a_i = e^(z_i - m) / Σ_j e^(z_j - m) with m = max z, for each column of `rows` values
void softmax(const Scalar* z, Index rows, Index size, Scalar* a) {
  for (Index begin = 0; begin < size; begin += rows) {
    const Scalar m = maximum(z + begin, rows);
    for (Index i = begin; i < begin + rows; ++i) a[i] = z[i] - m;
  }
  mapPacks([](const Pack& shifted) -> Pack { return shifted.exp(); }, size, a, a);
  for (Index begin = 0; begin < size; begin += rows) {
    const Scalar scale = 1 / sum(a + begin, rows);
    for (Index i = begin; i < begin + rows; ++i) a[i] *= scale;
  }
}

/// For columns of `rows` values, stored one after another, `size` values in all.
void activateColumns(Activation f, const Scalar* z, Index rows, Index size, Scalar* a) {
  if (f == Activation::Softmax) return softmax(z, rows, size, a);
  withFunction(
      f, [&](auto function) { mapPacks([&](const Pack& zs) { return function.value(zs); }, size, a, z); });
}

// da_i/dz_j = a_i (1[i=j] - a_j)  =>  delta = a ∘ (da - a·da)
void softmaxBackward(const Matrix& a, const Matrix& da, Matrix& delta) {
  for (Index n = 0; n < a.cols(); ++n) {
    const Scalar mean = a.col(n).dot(da.col(n));
    delta.col(n) = a.col(n).array() * (da.col(n).array() - mean);
  }
}

}  // namespace

void activate(Activation f, const Matrix& z, Matrix& a) {
  a.resize(z.rows(), z.cols());
  activateColumns(f, z.data(), z.rows(), z.size(), a.data());
}

void activate(Activation f, const Scalar* z, Index rows, Scalar* a) {
  activateColumns(f, z, rows, rows, a);
}

void activateBackward(Activation f, const Matrix& z, const Matrix& a, const Matrix& da, Matrix& delta) {
  delta.resize(z.rows(), z.cols());
  if (f == Activation::Softmax) return softmaxBackward(a, da, delta);
  withFunction(f, [&](auto function) {
    const auto chain = [&](const Pack& zs, const Pack& as, const Pack& das) -> Pack {
      return das * function.slope(zs, as);
    };
    mapPacks(chain, z.size(), delta.data(), z.data(), a.data(), da.data());
  });
}

}  // namespace pellucid::engine
