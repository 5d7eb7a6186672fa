// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/onnx_proof.h"

#include <algorithm>
#include <numeric>

#include "engine/data/batches.h"
#include "engine/model/network.h"

namespace pellucid::engine {
namespace {

/// The network's outputs, in the units of the data.
Matrix answersOfModel(const TrainedModel& model, const Matrix& scaled) {
  Trace trace;
  trace.input = scaled;
  (*Network::create(model.network, model.shape))->forward(model.weights, trace);
  Matrix answers = trace.output();
  unscale(model.scaling.targets, answers);
  return answers;
}

}  // namespace

Result<OnnxProof> proveOnnx(std::span<const std::uint8_t> bytes, const TrainedModel& model,
                            const Split& test) {
  constexpr Index kMostSamples = 100;
  auto again = readOnnx(bytes, "ONNX");
  if (!again) return again.error();
  OnnxProof proof{.samples = std::min(kMostSamples, test.size())};
  if (proof.samples == 0) return proof;
  std::vector<std::uint32_t> indices(static_cast<std::size_t>(proof.samples));
  std::iota(indices.begin(), indices.end(), 0U);
  Matrix samples;
  gather(test, model.shape.size(), indices, samples);
  const Matrix expected = answersOfModel(model, samples);
  unscale(model.scaling.inputs, samples);
  scale(again->scaling.inputs, samples);
  const Matrix found = answersOfModel(*again, samples);
  proof.largestDifference = static_cast<double>((found - expected).cwiseAbs().maxCoeff());
  return proof;
}

Message describe(const OnnxProof& proof) {
  if (proof.samples == 0) return message("The file was read again; there are no test samples to ask it.");
  return message("Read again, the file answered {} test samples; the largest difference is {:.2g}.",
                 proof.samples, proof.largestDifference);
}

}  // namespace pellucid::engine
