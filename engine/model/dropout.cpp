// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/dropout.h"

namespace pellucid::engine {

void Dropout::forward(const Scalar*, const Matrix& x, LayerTrace& trace, const Pass& pass) const {
  trace.isTraining = pass.isTraining && spec().rate > 0;
  if (!trace.isTraining) {
    trace.a = x;
    return;
  }
  // a = x ∘ factor, where factor is 0 with probability p and 1/(1 - p) otherwise
  const auto scale = static_cast<Scalar>(1 / (1 - spec().rate));
  const auto threshold = static_cast<std::uint64_t>(spec().rate * 0x1p32);
  Random random(pass.seed, "dropout", static_cast<std::uint64_t>(pass.step) * kMaxLayers + pass.layer);
  trace.kept.resize(x.rows(), x.cols());
  // Every 64 random bits decide for two inputs.
  std::uint64_t bits = 0;
  for (Index i = 0; i < trace.kept.size(); ++i) {
    bits = i % 2 == 0 ? random.next() : bits >> 32;
    trace.kept.data()[i] = (bits & 0xffff'ffffU) < threshold ? Scalar(0) : scale;
  }
  trace.a = x.cwiseProduct(trace.kept);
}

void Dropout::backward(const Scalar*, const Matrix&, LayerTrace& trace, Scalar*, Matrix* dx) const {
  // a = x ∘ factor  =>  dL/dx = dL/da ∘ factor
  if (dx == nullptr) return;
  if (trace.isTraining)
    *dx = trace.delta.cwiseProduct(trace.kept);
  else
    *dx = trace.delta;
}

}  // namespace pellucid::engine
