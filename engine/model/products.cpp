// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/products.h"

#include <array>
#include <utility>

namespace pellucid::engine {
namespace {

constexpr Index kMostSmallUnits = 16;
/// Number of multiplications from which Eigen's product is faster (measured on AVX-512 with batches of 10).
constexpr Index kSmallWork = 4096;

bool isSmall(Index units, Index inputs, Index samples) {
  return units <= kMostSmallUnits && units * inputs * samples <= kSmallWork;
}

/// The products for O units, a number known to the compiler, so that a column stays in registers.
template <int O>
struct Small {
  using Column = Eigen::Array<Scalar, O, 1>;
  using ConstMap = Eigen::Map<const Column>;
  using Map = Eigen::Map<Column>;

  static void weightedSums(const Scalar* w, const Scalar* bias, const Scalar* x, Index inputs, Index samples,
                           Scalar* z) {
    const Column start = bias == nullptr ? Column(Column::Zero()) : Column(ConstMap(bias));
    for (Index n = 0; n < samples; ++n, x += inputs) {
      Column sum = start;
      for (Index i = 0; i < inputs; ++i) sum += ConstMap(w + i * O) * x[i];
      Map{z + n* O} = sum;
    }
  }

  static void weightGradient(const Scalar* delta, const Scalar* x, Index inputs, Index samples, Scalar* dw) {
    for (Index i = 0; i < inputs; ++i) {
      Column sum = Column::Zero();
      for (Index n = 0; n < samples; ++n) sum += ConstMap(delta + n * O) * x[n * inputs + i];
      Map{dw + i* O} = sum;
    }
  }

  static void inputGradient(const Scalar* w, const Scalar* delta, Index inputs, Index samples, Scalar* dx) {
    for (Index n = 0; n < samples; ++n) {
      const Column d = ConstMap(delta + n * O);
      for (Index i = 0; i < inputs; ++i) dx[n * inputs + i] = (ConstMap(w + i * O) * d).sum();
    }
  }
};

struct SmallProducts {
  decltype(&Small<1>::weightedSums) weightedSums;
  decltype(&Small<1>::weightGradient) weightGradient;
  decltype(&Small<1>::inputGradient) inputGradient;
};

template <int... O>
constexpr auto tableOf(std::integer_sequence<int, O...>) {
  return std::array{SmallProducts{&Small<O + 1>::weightedSums, &Small<O + 1>::weightGradient,
                                  &Small<O + 1>::inputGradient}...};
}

const SmallProducts& smallProducts(Index units) {
  static constexpr auto kTable = tableOf(std::make_integer_sequence<int, kMostSmallUnits>());
  return kTable[static_cast<std::size_t>(units - 1)];
}

}  // namespace

void weightedSums(const ConstMatrixMap& w, const Scalar* bias, const Matrix& x, Matrix& z) {
  if (isSmall(w.rows(), w.cols(), x.cols())) {
    smallProducts(w.rows()).weightedSums(w.data(), bias, x.data(), w.cols(), x.cols(), z.data());
    return;
  }
  z.noalias() = w * x;
  if (bias != nullptr) z.colwise() += ConstVectorMap(bias, w.rows());
}

void weightGradient(const Matrix& delta, const Matrix& x, MatrixMap dw) {
  if (isSmall(dw.rows(), dw.cols(), x.cols())) {
    smallProducts(dw.rows()).weightGradient(delta.data(), x.data(), x.rows(), x.cols(), dw.data());
    return;
  }
  dw.noalias() = delta * x.transpose();
}

void inputGradient(const ConstMatrixMap& w, const Matrix& delta, Matrix& dx) {
  if (isSmall(w.rows(), w.cols(), delta.cols())) {
    smallProducts(w.rows()).inputGradient(w.data(), delta.data(), w.cols(), delta.cols(), dx.data());
    return;
  }
  dx.noalias() = w.transpose() * delta;
}

void sumOverSamples(const Matrix& delta, Scalar* sums) {
  VectorMap sum(sums, delta.rows());
  sum = delta.col(0);
  for (Index n = 1; n < delta.cols(); ++n) sum += delta.col(n);
}

}  // namespace pellucid::engine
