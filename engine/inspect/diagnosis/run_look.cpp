// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspect/diagnosis/run_look.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

#include "engine/base/floating_point.h"
#include "engine/inspect/diagnosis/twin_units.h"
#include "engine/train/batch_input.h"
#include "engine/train/targets.h"

namespace pellucid::engine {
namespace {

constexpr Index kBackSamples = 32;
constexpr Index kBlock = 96;  // size of the further blocks: the usual samples are covered by two blocks
constexpr Index kUsualSamples = 128;

/// The order in which samples are used: spread evenly over the training samples, as is any beginning of it,
/// since data may be sorted by class.
class LookOrder {
 public:
  explicit LookOrder(Index all)
      : m_all(all),
        m_count(std::min(all, kLookSamples)),
        m_stride(std::max<Index>(1, static_cast<Index>(0.618 * static_cast<double>(m_count)))) {
    while (std::gcd(m_stride, m_count) != 1) ++m_stride;
  }
  std::size_t size() const { return static_cast<std::size_t>(m_count); }
  std::uint32_t operator[](std::size_t i) const {
    return static_cast<std::uint32_t>(static_cast<Index>(i) * m_stride % m_count * m_all / m_count);
  }

 private:
  Index m_all;
  Index m_count;
  Index m_stride;
};

/// The values of one layer so far.
class LayerWatch {
 public:
  explicit LayerWatch(const Layer& layer)
      : m_pixels(layer.outputShape().pixels()),
        m_units(layer.outputs() / m_pixels),
        m_isRelu(layer.hasActivation() && layer.activation() == Activation::Relu),
        m_end(layer.hasActivation() ? endOf(layer.activation()) : std::nullopt) {
    if (m_isRelu) m_isAlive.assign(static_cast<std::size_t>(m_units), 0);
    if (m_end) m_ends.assign(static_cast<std::size_t>(m_units), kNowhere);
  }

  void see(const LayerTrace& trace) {
    if (!m_isRelu && !m_end) return;
    const Matrix& z = trace.z;
    m_values += z.size();
    for (Index n = 0; n < z.cols(); ++n)
      for (Index unit = 0; unit < m_units; ++unit) seeUnit(unit, z.data() + n * z.rows() + unit * m_pixels);
  }

  Index units() const { return m_units; }
  bool mayHaveDead() const { return m_isRelu && areManyDead(std::ssize(dead()), m_units); }
  std::vector<Index> dead() const {
    return where(m_isAlive, [](std::uint8_t isAlive) { return isAlive == 0; });
  }
  std::vector<Index> stuck() const {
    return where(m_ends, [](End end) { return end == kLow || end == kHigh; });
  }
  double atEnds() const {
    return m_values == 0 ? 0 : static_cast<double>(m_atEnds) / static_cast<double>(m_values);
  }

 private:
  enum End : std::uint8_t { kNowhere, kLow, kHigh, kMoves };

  void seeUnit(Index unit, const Scalar* z) {
    const auto u = static_cast<std::size_t>(unit);
    if (m_isRelu) {
      for (Index i = 0; i < m_pixels && m_isAlive[u] == 0; ++i) m_isAlive[u] = z[i] > 0 ? 1 : 0;
      return;
    }
    const auto end = static_cast<Scalar>(*m_end);
    for (Index i = 0; i < m_pixels; ++i) {
      const End at = z[i] >= end ? kHigh : z[i] <= -end ? kLow : kMoves;
      m_atEnds += at == kMoves ? 0 : 1;
      if (m_ends[u] == kNowhere)
        m_ends[u] = at;
      else if (m_ends[u] != at)
        m_ends[u] = kMoves;
    }
  }

  template <class T, class Wanted>
  static std::vector<Index> where(const std::vector<T>& units, const Wanted& wanted) {
    std::vector<Index> found;
    for (std::size_t i = 0; i < units.size(); ++i)
      if (wanted(units[i])) found.push_back(static_cast<Index>(i));
    return found;
  }

  Index m_pixels;
  Index m_units;
  bool m_isRelu;
  std::optional<double> m_end;
  std::vector<std::uint8_t> m_isAlive;
  std::vector<End> m_ends;
  Index m_values = 0;
  Index m_atEnds = 0;
};

double rootMeanSquare(const Eigen::Ref<const Matrix>& values) {
  return std::sqrt(values.cast<double>().squaredNorm() / static_cast<double>(values.size()));
}

class Looker {
 public:
  Looker(const Experiment& experiment, const Network& network, const Dataset& dataset, const Vector& weights)
      : m_experiment(experiment),
        m_network(network),
        m_data(dataset),
        m_weights(weights),
        m_coding(targetCoding(experiment.training.loss, experiment.network.layers.back().activation,
                              network.outputs(), experiment.training.labelSmoothing)),
        // prefersSparse(), which training uses, looks at a thousand samples; either way gives correct
        // results.
        m_isSparse(network.takesSparseInput() && !dataset.train.pixels.empty()),
        m_samples(dataset.train.size()) {
    for (std::size_t i = 0; i < network.layerCount(); ++i) m_watches.emplace_back(network.layer(i));
    if (!dataset.hasClasses()) return;
    const auto classes = static_cast<std::size_t>(m_coding.classes());
    m_look.truths.assign(classes, 0);
    m_look.answers.assign(classes, 0);
    m_look.right.assign(classes, 0);
  }

  std::optional<RunLook> look(std::int64_t step, const Progress& progress) {
    const FlushDenormals guard;
    m_look.step = step;
    m_look.layers.resize(m_network.layerCount());
    answerZeros();
    while (m_seen < m_samples.size() && (m_seen < kUsualSamples || mustSeeMore())) {
      if (progress.isCancelled()) return std::nullopt;
      seeBlock(m_seen == 0 ? kBackSamples : kBlock);
      if (m_seen <= static_cast<std::size_t>(kBackSamples)) goBack();
    }
    finish();
    return std::move(m_look);
  }

 private:
  /// A black image is the same for all, so its output is computed once.
  void answerZeros() {
    Trace trace;
    trace.input = Matrix::Zero(m_network.inputs(), 1);
    m_network.forward(m_weights, trace);
    m_zeros = std::move(trace.layers.back());
  }

  bool mustSeeMore() const {
    if (m_look.step == 0) return false;  // a new network often gives one class, and cannot have lost units
    if (std::ranges::any_of(m_watches, &LayerWatch::mayHaveDead)) return true;
    for (std::size_t c = 0; c < m_look.truths.size(); ++c)
      if (m_look.truths[c] > 0 && m_look.answers[c] == 0) return true;
    return false;
  }

  void seeBlock(Index most) {
    m_block.clear();
    const std::size_t end = std::min(m_seen + static_cast<std::size_t>(most), m_samples.size());
    for (std::size_t i = m_seen; i < end; ++i) m_block.push_back(m_samples[i]);
    const std::span<const std::uint32_t> indices = m_block;
    gatherInput(m_data.train, indices, m_isSparse, m_network, m_trace);
    m_network.forward(m_weights, m_trace);
    gatherTargets(m_coding, m_data.train, indices, m_targets);
    const LayerTrace& output = m_trace.layers.back();
    m_loss += lossSum(m_experiment.training.loss, output, m_targets);
    LayerTrace zeros;
    zeros.z = m_zeros.z.replicate(1, m_targets.cols());
    zeros.a = m_zeros.a.replicate(1, m_targets.cols());
    m_lossOfZeros += lossSum(m_experiment.training.loss, zeros, m_targets);
    for (std::size_t i = 0; i < m_watches.size(); ++i) m_watches[i].see(m_trace.layers[i]);
    if (m_data.hasClasses())
      for (std::size_t n = 0; n < indices.size(); ++n) {
        const std::size_t truth = m_data.train.labels[indices[n]];
        const auto said =
            static_cast<std::size_t>(answer(output.a, static_cast<Index>(n), m_coding.middle()));
        ++m_look.truths[truth];
        ++m_look.answers[said];
        m_look.right[truth] += truth == said ? 1 : 0;
      }
    m_seen += indices.size();
  }

  /// Backward pass of the newest block, whose outputs this needs.
  void goBack() {
    const auto last = m_network.layerCount() - 1;
    lossGradient(m_experiment.training.loss, m_network.layer(last).activation(), m_targets,
                 m_trace.layers.back());
    m_network.backward(m_weights, m_trace, m_gradient);
    const auto samples = static_cast<double>(m_targets.cols());
    for (std::size_t i = 0; i <= last; ++i) {
      LayerStatistics& of = m_look.layers[i];
      const Layer& layer = m_network.layer(i);
      if (!drawsWeights(layer.kind())) continue;
      of.weightSize = rootMeanSquare(m_network.weight(m_weights, i));
      of.gradientSize = rootMeanSquare(m_network.weight(m_gradient, i));
      of.deltaSize = samples * rootMeanSquare(m_trace.layers[i].delta);
    }
  }

  void finish() {
    const auto seen = static_cast<double>(m_seen);
    m_look.samples = static_cast<Index>(m_seen);
    m_look.loss = m_loss / seen;
    m_look.lossOfZeros = m_lossOfZeros / seen;
    const std::vector<LayerSpec>& specs = m_experiment.network.layers;
    const bool hasFrozen = std::ranges::any_of(
        specs, [](const LayerSpec& layer) { return layer.frozen && drawsWeights(layer.kind); });
    const Vector drawn = hasFrozen ? m_network.initialParameters(m_experiment.seed) : Vector();
    for (std::size_t i = 0; i < m_watches.size(); ++i) {
      LayerStatistics& of = m_look.layers[i];
      of.units = m_watches[i].units();
      if (m_seen == m_samples.size()) of.dead = m_watches[i].dead();
      of.stuck = m_watches[i].stuck();
      of.atEnds = m_watches[i].atEnds();
      of.equal = twinUnits(m_network, m_weights, i);
      if (hasFrozen && specs[i].frozen && drawsWeights(specs[i].kind))
        of.isAsDrawn = m_network.weight(m_weights, i) == m_network.weight(drawn, i);
    }
  }

  const Experiment& m_experiment;
  const Network& m_network;
  const Dataset& m_data;
  const Vector& m_weights;
  TargetCoding m_coding;
  bool m_isSparse;
  LookOrder m_samples;
  std::vector<std::uint32_t> m_block;  ///< samples processed at once
  std::vector<LayerWatch> m_watches;
  LayerTrace m_zeros;
  Trace m_trace;
  Matrix m_targets;
  Vector m_gradient;
  std::size_t m_seen = 0;
  double m_loss = 0;
  double m_lossOfZeros = 0;
  RunLook m_look;
};

}  // namespace

bool areManyDead(Index dead, Index units) {
  constexpr double kOfMany = 0.1;
  constexpr double kOfFew = 0.4;
  const double share = static_cast<double>(dead) / static_cast<double>(units);
  return share >= kOfFew || (dead > 1 && share >= kOfMany);
}

std::optional<double> endOf(Activation activation) {
  switch (activation) {
    case Activation::Tanh:  // |a| > 0.97
      return 2.0923;
    case Activation::Sigmoid:  // outside of 0.015 … 0.985
    case Activation::BipolarSigmoid:
      return 4.1846;
    case Activation::Softsign:  // |a| > 0.97
      return 32.33;
    case Activation::HardSigmoid:
      return 3.0;
    default:
      return std::nullopt;
  }
}

std::optional<RunLook> lookAt(const Experiment& experiment, const Network& network, const Dataset& dataset,
                              const Vector& weights, std::int64_t step, const Progress& progress) {
  return Looker(experiment, network, dataset, weights).look(step, progress);
}

}  // namespace pellucid::engine
