// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/onnx_activations.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "engine/io/onnx_nodes.h"

namespace pellucid::engine {
namespace {

using Numbers = std::span<const double>;

/// An operator on one number x, whose attributes have these defaults.
struct Unary {
  const char* name;
  const char* first;  ///< attribute a; null if there is none
  float a;
  const char* second;  ///< attribute b
  float b;
  double (*value)(double x, double a, double b);
};

double sigmoidOf(double x) {
  return 1 / (1 + std::exp(-x));
}
double softplusOf(double x) {
  return std::log1p(std::exp(-std::abs(x))) + std::max(x, 0.0);
}

constexpr std::array kUnary = {
    Unary{"Abs", nullptr, 0, nullptr, 0, [](double x, double, double) { return std::abs(x); }},
    Unary{"Celu", "alpha", 1, nullptr, 0,
          [](double x, double a, double) { return std::max(x, 0.0) + a * std::expm1(std::min(x, 0.0) / a); }},
    Unary{"Elu", "alpha", 1, nullptr, 0,
          [](double x, double a, double) { return x > 0 ? x : a * std::expm1(x); }},
    Unary{"Erf", nullptr, 0, nullptr, 0, [](double x, double, double) { return std::erf(x); }},
    Unary{"Exp", nullptr, 0, nullptr, 0, [](double x, double, double) { return std::exp(x); }},
    Unary{"HardSigmoid", "alpha", 0.2F, "beta", 0.5F,
          [](double x, double a, double b) { return std::clamp(a * x + b, 0.0, 1.0); }},
    Unary{"HardSwish", nullptr, 0, nullptr, 0,
          [](double x, double, double) { return x * std::clamp(x / 6 + 0.5, 0.0, 1.0); }},
    Unary{"LeakyRelu", "alpha", 0.01F, nullptr, 0,
          [](double x, double a, double) { return x > 0 ? x : a * x; }},
    Unary{"Log", nullptr, 0, nullptr, 0, [](double x, double, double) { return std::log(x); }},
    Unary{"Mish", nullptr, 0, nullptr, 0,
          [](double x, double, double) { return x * std::tanh(softplusOf(x)); }},
    Unary{"Neg", nullptr, 0, nullptr, 0, [](double x, double, double) { return -x; }},
    Unary{"Reciprocal", nullptr, 0, nullptr, 0, [](double x, double, double) { return 1 / x; }},
    Unary{"Relu", nullptr, 0, nullptr, 0, [](double x, double, double) { return std::max(x, 0.0); }},
    Unary{"Selu", "alpha", 1.67326319217681884765625F, "gamma", 1.05070102214813232421875F,
          [](double x, double a, double b) { return b * (x > 0 ? x : a * std::expm1(x)); }},
    Unary{"Sigmoid", nullptr, 0, nullptr, 0, [](double x, double, double) { return sigmoidOf(x); }},
    Unary{"Softplus", nullptr, 0, nullptr, 0, [](double x, double, double) { return softplusOf(x); }},
    Unary{"Softsign", nullptr, 0, nullptr, 0, [](double x, double, double) { return x / (1 + std::abs(x)); }},
    Unary{"Sqrt", nullptr, 0, nullptr, 0, [](double x, double, double) { return std::sqrt(x); }},
    Unary{"Swish", "alpha", 1, nullptr, 0, [](double x, double a, double) { return x * sigmoidOf(a * x); }},
    Unary{"Tanh", nullptr, 0, nullptr, 0, [](double x, double, double) { return std::tanh(x); }},
    Unary{"ThresholdedRelu", "alpha", 1, nullptr, 0,
          [](double x, double a, double) { return x > a ? x : 0.0; }},
};

constexpr std::array kBinary = {"Add", "Div", "Max", "Min", "Mul", "PRelu", "Pow", "Sub"};

const Unary* unaryOf(const std::string& op) {
  const auto found = std::ranges::find_if(kUnary, [&op](const Unary& unary) { return op == unary.name; });
  return found == kUnary.end() ? nullptr : &*found;
}

double geluOf(const onnx::NodeProto& node, double x) {
  if (textAttribute(node, "approximate", "none") == "tanh")
    return x / 2 * (1 + std::tanh(std::sqrt(2 / std::acos(-1.0)) * (x + 0.044715 * x * x * x)));
  return x / 2 * std::erfc(-x / std::sqrt(2.0));
}

/// Limited to the values of two attributes, or of two further inputs.
double clipped(const onnx::NodeProto& node, Numbers in) {
  constexpr float kMost = std::numeric_limits<float>::max();
  const double least = in.size() > 1 && !std::isnan(in[1]) ? in[1] : floatAttribute(node, "min", -kMost);
  const double most = in.size() > 2 && !std::isnan(in[2]) ? in[2] : floatAttribute(node, "max", kMost);
  return std::min(std::max(in[0], least), most);
}

double paired(const std::string& op, double x, double y) {
  if (op == "Add") return x + y;
  if (op == "Sub") return x - y;
  if (op == "Mul") return x * y;
  if (op == "Div") return x / y;
  if (op == "Max") return std::max(x, y);
  if (op == "Min") return std::min(x, y);
  if (op == "PRelu") return x > 0 ? x : y * x;
  return std::pow(x, y);
}

/// The points at which activations are compared: dense around 0, and as far out as they may differ.
const std::vector<double>& probes() {
  static const std::vector<double> kProbes = [] {
    std::vector<double> values;
    for (int i = -48; i <= 48; ++i) values.push_back(i / 8.0 + 1.0 / 64);
    for (const double far : {-40.0, -20.0, -12.0, 12.0, 20.0, 40.0}) values.push_back(far);
    return values;
  }();
  return kProbes;
}

/// The values of the engine's activations at the probes.
const std::map<Activation, std::vector<double>>& knownValues() {
  static const std::map<Activation, std::vector<double>> kKnown = [] {
    Matrix z(static_cast<Index>(probes().size()), 1);
    for (Index i = 0; i < z.size(); ++i) z(i, 0) = static_cast<Scalar>(probes()[static_cast<std::size_t>(i)]);
    std::map<Activation, std::vector<double>> known;
    for (const auto& [value, name] : kEnumNames<Activation>) {
      if (value == Activation::Softmax || value == Activation::Linear) continue;
      Matrix a;
      activate(value, z, a);
      for (const Scalar number : a.reshaped()) known[value].push_back(static_cast<double>(number));
    }
    return known;
  }();
  return kKnown;
}

/// Finds the groups of nodes in a graph that are activations.
class Recogniser {
 public:
  explicit Recogniser(OnnxGraph& graph) : m_graph(graph) {
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
      m_makers[graph.nodes[i].output] = i;
      for (const std::string& input : graph.nodes[i].inputs) m_takers[input].insert(i);
    }
    for (const std::string& output : graph.outputs) m_takers[output].insert(graph.nodes.size());
  }

  void run() {
    std::vector<bool> isGone(m_graph.nodes.size(), false);
    for (std::size_t end = m_graph.nodes.size(); end-- > 0;) {
      if (isGone[end] || !isPart(end)) continue;
      const auto group = activationAt(end, isGone);
      if (!group) continue;
      OnnxNode& node = m_graph.nodes[end];
      node.activation = group->activation;
      node.inputs = {group->input};
      for (const std::size_t inside : group->nodes) isGone[inside] = inside != end;
    }
    std::size_t i = 0;
    std::erase_if(m_graph.nodes, [&](const OnnxNode&) { return isGone[i++]; });
  }

 private:
  struct Group {
    std::string input;
    std::set<std::size_t> nodes;
    Activation activation = Activation::Linear;
  };

  bool isPart(std::size_t index) const {
    const OnnxNode& node = m_graph.nodes[index];
    return isElementwise(node.proto->op_type()) && isStandard(*node.proto);
  }

  /// Grows the group from its last node backwards, as long as the nodes only compute with single values, and
  /// returns the largest group that is an activation.
  std::optional<Group> activationAt(std::size_t end, const std::vector<bool>& isGone) const {
    constexpr std::size_t kMostNodes = 12;
    std::optional<Group> best;
    std::set<std::size_t> inside = {end};
    std::set<std::string> open;  // values from outside the group
    if (!openInputs(end, open)) return std::nullopt;
    while (true) {
      if (open.size() == 1 && isClosed(inside, end))
        if (const auto activation = activationOf(*open.begin(), inside, end); activation)
          best = Group{*open.begin(), inside, *activation};
      // The last value to be computed can only be needed by nodes inside.
      std::optional<std::size_t> last;
      for (const std::string& value : open)
        if (const auto maker = m_makers.find(value); maker != m_makers.end())
          if (!last || maker->second > *last) last = maker->second;
      if (!last || !isPart(*last) || isGone[*last] || inside.size() == kMostNodes) return best;
      open.erase(m_graph.nodes[*last].output);
      inside.insert(*last);
      if (!openInputs(*last, open)) return best;
    }
  }

  /// Adds the node's non-constant inputs; false where a constant has several values.
  bool openInputs(std::size_t index, std::set<std::string>& open) const {
    for (const std::string& input : m_graph.nodes[index].inputs) {
      if (input.empty()) continue;
      const OnnxTensor* constant = m_graph.constant(input);
      if (constant == nullptr)
        open.insert(input);
      else if (constant->count() != 1 || !constant->isFloat())
        return false;
    }
    return true;
  }

  /// Whether no node outside uses a value from inside.
  bool isClosed(const std::set<std::size_t>& inside, std::size_t end) const {
    return std::ranges::all_of(inside, [&](std::size_t index) {
      if (index == end) return true;
      const auto takers = m_takers.find(m_graph.nodes[index].output);
      return std::ranges::all_of(takers->second, [&](std::size_t taker) { return inside.contains(taker); });
    });
  }

  std::optional<Activation> activationOf(const std::string& input, const std::set<std::size_t>& inside,
                                         std::size_t end) const {
    std::vector<Activation> left;
    for (const auto& [activation, values] : knownValues()) left.push_back(activation);
    for (std::size_t probe = 0; probe < probes().size() && !left.empty(); ++probe) {
      const auto value = valueAt(probes()[probe], input, inside, end);
      // Constants in files are floats, as are the engine's own.
      std::erase_if(left, [&](Activation activation) {
        const double known = knownValues().at(activation)[probe];
        return !value || !(std::abs(*value - known) <= 2e-6 * (1 + std::abs(known)));
      });
    }
    return left.empty() ? std::nullopt : std::optional(left[0]);
  }

  std::optional<double> valueAt(double x, const std::string& input, const std::set<std::size_t>& inside,
                                std::size_t end) const {
    std::map<std::string, double> known = {{input, x}};
    for (const std::size_t index : inside) {  // in the order of the graph
      const OnnxNode& node = m_graph.nodes[index];
      std::vector<double> in;
      for (const std::string& name : node.inputs) {
        if (const OnnxTensor* constant = m_graph.constant(name))
          in.push_back((*constant->floats)[0]);
        else
          in.push_back(name.empty() ? std::numeric_limits<double>::quiet_NaN() : known.at(name));
      }
      const auto value = elementwise(*node.proto, in);
      if (!value) return std::nullopt;
      known[node.output] = *value;
    }
    return known.at(m_graph.nodes[end].output);
  }

  OnnxGraph& m_graph;
  std::map<std::string, std::size_t> m_makers;
  std::map<std::string, std::set<std::size_t>> m_takers;
};

}  // namespace

bool isElementwise(const std::string& op) {
  return unaryOf(op) != nullptr || op == "Gelu" || op == "Clip" ||
         std::ranges::find(kBinary, op) != kBinary.end();
}

std::optional<double> elementwise(const onnx::NodeProto& node, std::span<const double> inputs) {
  const std::string& op = node.op_type();
  if (op == "Clip" && !inputs.empty() && inputs.size() <= 3) return clipped(node, inputs);
  if (op == "Gelu" && inputs.size() == 1) return geluOf(node, inputs[0]);
  if (const Unary* unary = unaryOf(op); unary != nullptr && inputs.size() == 1)
    return unary->value(inputs[0], unary->first == nullptr ? 0 : floatAttribute(node, unary->first, unary->a),
                        unary->second == nullptr ? 0 : floatAttribute(node, unary->second, unary->b));
  if (std::ranges::find(kBinary, op) != kBinary.end() && inputs.size() == 2)
    return paired(op, inputs[0], inputs[1]);
  return std::nullopt;
}

void recogniseActivations(OnnxGraph& graph) {
  Recogniser(graph).run();
}

}  // namespace pellucid::engine
