// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/loss.h"

#include <cmath>

#include "engine/base/check.h"
#include "engine/base/pack.h"

namespace pellucid::engine {
namespace {

bool reachesBothSigns(Activation output) {
  switch (output) {
    case Activation::Linear:
    case Activation::BipolarSigmoid:
    case Activation::Tanh:
    case Activation::LeakyRelu:
    case Activation::Elu:
    case Activation::Selu:
    case Activation::Softsign:
      return true;
    default:
      return false;
  }
}

/// Σ term(x, y) over all elements. Short sections are summed in the engine's precision, then in double.
template <class Term>
double sumTerms(const Matrix& x, const Matrix& y, const Term& term) {
  constexpr Index kStretch = 16 * kPackSize;
  double total = 0;
  for (Index begin = 0; begin < x.size(); begin += kStretch) {
    const Index end = std::min(begin + kStretch, x.size());
    Pack packs = Pack::Zero();
    Index i = begin;
    for (; i + kPackSize <= end; i += kPackSize) packs += term(load(x.data() + i), load(y.data() + i));
    if (i < end) {
      const Index rest = end - i;
      const Pack last = term(loadPart(x.data() + i, rest), loadPart(y.data() + i, rest));
      packs += loadPart(last.data(), rest);
    }
    total += static_cast<double>(packs.sum());
  }
  return total;
}

/// Σ -y log a from the logits.
double crossEntropySum(const LayerTrace& output, const Matrix& y) {
  const Index rows = y.rows();
  double total = 0;
  for (Index begin = 0; begin < y.size(); begin += rows) {
    const Scalar* z = output.z.data() + begin;
    // -Σ y_i log a_i = -log a_max + Σ y_i (z_max - z_i), because Σ y_i = 1 and the largest logit has the
    // largest a; that one is between 1/O and 1, so that its logarithm is always finite and exact
    const Scalar largest = maximum(z, rows);
    Scalar behind = 0;
    for (Index i = 0; i < rows; ++i) behind += y.data()[begin + i] * (largest - z[i]);
    total +=
        static_cast<double>(behind) - std::log(static_cast<double>(maximum(output.a.data() + begin, rows)));
  }
  return total;
}

/// delta = function(x, y), element by element.
template <class Function>
void fillDelta(const Matrix& x, const Matrix& y, Matrix& delta, const Function& function) {
  delta.resize(x.rows(), x.cols());
  mapPacks(function, x.size(), delta.data(), x.data(), y.data());
}

}  // namespace

Result<void> validate(Loss loss, Activation output, Index outputs) {
  if (output == Activation::Softmax && outputs < 2)
    return Error{
        message("The output layer is softmax with a single unit, which is always 1, whatever the weights "
                "are. Make it sigmoid, or give it one unit per class.")};
  if (loss == Loss::CrossEntropy && output != Activation::Softmax)
    return Error{message(
        "Cross-entropy needs probabilities, but the output layer is {}. Make it softmax, or choose {}.",
        nameOf(output),
        output == Activation::Sigmoid ? message("binary-cross-entropy or mse") : message("mse"))};
  if (loss == Loss::BinaryCrossEntropy && output != Activation::Sigmoid)
    return Error{
        message("Binary cross-entropy needs a probability in each output, but the output layer is {}. "
                "Make it sigmoid, or "
                "choose {}.",
                nameOf(output), output == Activation::Softmax ? "cross-entropy" : "mse")};
  if (loss == Loss::Hinge && !reachesBothSigns(output))
    return Error{
        message("Hinge needs outputs that reach -1 and +1, but the output layer is {}. Make it linear or "
                "tanh, or choose "
                "mse.",
                nameOf(output))};
  return {};
}

Loss usualLoss(Activation output) {
  if (output == Activation::Softmax) return Loss::CrossEntropy;
  return output == Activation::Sigmoid ? Loss::BinaryCrossEntropy : Loss::MeanSquaredError;
}

double lossSum(Loss loss, const LayerTrace& output, const Matrix& y) {
  check(y.rows() == output.z.rows() && y.cols() == output.z.cols(), "loss: the targets have another shape");
  const auto outputs = static_cast<double>(y.rows());
  switch (loss) {
    case Loss::CrossEntropy:
      return crossEntropySum(output, y);
    case Loss::BinaryCrossEntropy:
      // -y log σ(z) - (1 - y) log(1 - σ(z)) = max(z, 0) - y z + log(1 + e^-|z|)
      return sumTerms(output.z, y,
                      [](const Pack& z, const Pack& t) -> Pack {
                        return z.max(Scalar(0)) - t * z + (-z.abs()).exp().log1p();
                      }) /
             outputs;
    case Loss::MeanSquaredError:
      return sumTerms(output.a, y, [](const Pack& a, const Pack& t) -> Pack { return (a - t).square(); }) / 2;
    case Loss::MeanSquares:
      return sumTerms(output.a, y, [](const Pack& a, const Pack& t) -> Pack { return (a - t).square(); }) /
             outputs;
    case Loss::MeanAbsoluteError:
      return sumTerms(output.a, y, [](const Pack& a, const Pack& t) -> Pack { return (a - t).abs(); }) /
             outputs;
    case Loss::Huber:
      // with c = e limited to ±1: c (e - c/2) is e²/2 inside and |e| - 1/2 outside
      return sumTerms(output.a, y,
                      [](const Pack& a, const Pack& t) -> Pack {
                        const Pack e = a - t;
                        const Pack c = clamp(e, Scalar(1));
                        return c * (e - Scalar(0.5) * c);
                      }) /
             outputs;
    case Loss::Hinge:
      return sumTerms(output.a, y,
                      [](const Pack& a, const Pack& t) -> Pack { return (1 - t * a).max(Scalar(0)); }) /
             outputs;
  }
  failCheck("lossSum: unknown loss");
}

void lossGradient(Loss loss, Activation activation, const Matrix& y, LayerTrace& output) {
  check(y.rows() == output.z.rows() && y.cols() == output.z.cols(), "loss: the targets have another shape");
  const Scalar perSample = Scalar(1) / static_cast<Scalar>(y.cols());
  const Scalar perOutput = Scalar(1) / static_cast<Scalar>(y.size());
  const Matrix& a = output.a;
  Matrix& delta = output.delta;
  // dL/dz for the two losses of logits
  switch (loss) {
    case Loss::CrossEntropy:
      return fillDelta(a, y, delta,
                       [&](const Pack& x, const Pack& t) -> Pack { return (x - t) * perSample; });
    case Loss::BinaryCrossEntropy:
      return fillDelta(a, y, delta,
                       [&](const Pack& x, const Pack& t) -> Pack { return (x - t) * perOutput; });
    // dL/da for the others
    case Loss::MeanSquaredError:
      fillDelta(a, y, delta, [&](const Pack& x, const Pack& t) -> Pack { return (x - t) * perSample; });
      break;
    case Loss::MeanSquares:
      fillDelta(a, y, delta, [&](const Pack& x, const Pack& t) -> Pack { return (x - t) * (2 * perOutput); });
      break;
    case Loss::MeanAbsoluteError:
      fillDelta(a, y, delta,
                [&](const Pack& x, const Pack& t) -> Pack { return signOf(Pack(x - t)) * perOutput; });
      break;
    case Loss::Huber:
      fillDelta(a, y, delta, [&](const Pack& x, const Pack& t) -> Pack {
        return clamp(Pack(x - t), Scalar(1)) * perOutput;
      });
      break;
    case Loss::Hinge:
      fillDelta(a, y, delta,
                [&](const Pack& x, const Pack& t) -> Pack { return -t * step(Pack(1 - t * x)) * perOutput; });
      break;
  }
  // dL/dz = dL/da · f'(z)
  activateBackward(activation, output.z, output.a, output.delta, output.delta);
}

}  // namespace pellucid::engine
