// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/onnx_graph.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engine/io/onnx_nodes.h"

namespace pellucid::engine {
namespace {

/// A layer takes a few nodes, and the longest chain of shapes a few dozen. Later passes spend some time on
/// each node.
constexpr std::size_t kMostNodes = 2000;

/// Nodes that convert probabilities to what a program wants to print.
bool isTelling(const std::string& op) {
  return op == "ArgMax" || op == "TopK" || op == "ZipMap" || op == "ArrayFeatureExtractor" ||
         op == "LabelEncoder";
}

/// Reads the parts of a graph, each of which refuses what is inconsistent with the previous ones.
class GraphReader {
 public:
  GraphReader(OnnxModel& model, const std::map<std::string, Bytes>& files)
      : m_proto(*model.proto().mutable_graph()), m_files(files) {
    m_graph.opset = model.opset();
  }

  Result<OnnxGraph> read() {
    for (const auto step : {&GraphReader::readTensors, &GraphReader::readNames, &GraphReader::readOutputs,
                            &GraphReader::sort, &GraphReader::readInput})
      if (auto done = (this->*step)(); !done) return done.error();
    return std::move(m_graph);
  }

 private:
  Result<void> readTensors() {
    for (auto& tensor : *m_proto.mutable_initializer()) {
      if (m_graph.isConstant(tensor.name()))
        return Error{message("two tensors have the name {}", shownName(tensor.name()))};
      auto taken = takeOnnxTensor(tensor, m_files);
      if (!taken) return taken.error();
      m_graph.constants.emplace(tensor.name(), *std::move(taken));
    }
    for (auto& node : *m_proto.mutable_node())
      if (node.op_type() == "Constant")
        if (auto read = readConstant(node); !read) return read;
    return {};
  }

  /// A Constant with a tensor; those with plain numbers are folded later.
  Result<void> readConstant(onnx::NodeProto& node) {
    if (node.output_size() != 1) return {};
    for (auto& attribute : *node.mutable_attribute()) {
      if (!attribute.has_t() || attribute.name() != "value" || node.attribute_size() != 1) continue;
      auto taken = takeOnnxTensor(*attribute.mutable_t(), m_files);
      if (!taken) return taken.error();
      taken->name = node.output(0);
      if (!m_graph.constants.emplace(node.output(0), *std::move(taken)).second)
        return Error{message("two values have the name {}", shownName(node.output(0)))};
      m_isRead.insert(&node);
    }
    return {};
  }

  Result<void> readNames() {
    for (const auto& node : m_proto.node()) {
      if (m_isRead.contains(&node)) continue;
      for (const std::string& output : node.output()) {
        if (output.empty()) continue;
        if (!m_makers.emplace(output, &node).second || m_graph.isConstant(output))
          return Error{message("two values have the name {}", shownName(output))};
      }
    }
    for (const auto& input : m_proto.input()) {
      if (m_makers.contains(input.name()))
        return Error{message("two values have the name {}", shownName(input.name()))};
      m_inputs.insert(input.name());
    }
    return {};
  }

  /// The requested values: the graph's outputs, or those from which a node at the end makes its answer.
  Result<void> readOutputs() {
    const auto want = [this](const std::string& name) {
      if (!m_graph.isConstant(name) && m_wanted.insert(name).second) m_graph.outputs.push_back(name);
    };
    for (const auto& output : m_proto.output()) {
      std::string name = output.name();
      // From an answer back to the underlying probabilities, past nodes that only express it differently.
      const auto* telling = tellerOf(name);
      if (telling == nullptr) {
        if (!m_makers.contains(name) && !isInput(name))
          return Error{message("its output {} is not made by any node of the chain", shownName(name))};
        want(name);
        continue;
      }
      while (telling != nullptr) {
        readClassNames(*telling);
        std::string next;
        for (const std::string& input : telling->input())
          if (!input.empty() && !m_graph.isConstant(input)) next = input;
        if (next.empty() || !m_isTold.insert(telling).second) break;
        name = next;
        telling = tellerOf(name);
      }
      want(name);
    }
    if (m_graph.outputs.empty()) return Error{message("it has no output")};
    return {};
  }

  /// The node that expresses the answer under this name: found from the end, optionally followed by a Cast or
  /// Reshape.
  const onnx::NodeProto* tellerOf(const std::string& output) const {
    std::string name = output;
    const onnx::NodeProto* first = nullptr;
    for (int step = 0; step < 8; ++step) {
      const auto maker = m_makers.find(name);
      if (maker == m_makers.end()) return nullptr;
      const auto& node = *maker->second;
      if (first == nullptr) first = &node;
      if (isTelling(node.op_type()) || isPair(node)) return first;
      const std::string& op = node.op_type();
      const bool onlyWrites =
          op == "Cast" || op == "Reshape" || op == "Identity" || op == "Squeeze" || op == "Unsqueeze";
      if (!onlyWrites || node.input_size() == 0) return nullptr;
      name = node.input(0);
    }
    return nullptr;
  }

  /// [1 − p, p]: scikit-learn's probabilities of two classes.
  bool isPair(const onnx::NodeProto& node) const {
    if (node.op_type() != "Concat" || node.input_size() != 2) return false;
    const auto maker = m_makers.find(node.input(0));
    if (maker == m_makers.end()) return false;
    const auto& rest = *maker->second;
    if (rest.op_type() != "Sub" || rest.input_size() != 2 || rest.input(1) != node.input(1)) return false;
    const OnnxTensor* one = m_graph.constant(rest.input(0));
    return one != nullptr && one->isFloat() && one->count() == 1 && (*one->floats)[0] == 1;
  }

  void readClassNames(const onnx::NodeProto& node) {
    std::vector<std::string> names;
    for (const auto& attribute : node.attribute()) {
      if (attribute.name() == "classlabels_strings")
        names.assign(attribute.strings().begin(), attribute.strings().end());
      if (attribute.name() == "classlabels_int64s" || attribute.name() == "classlabels_ints")
        for (const std::int64_t label : attribute.ints()) names.push_back(std::to_string(label));
    }
    if (node.op_type() == "ArrayFeatureExtractor" && node.input_size() > 0)
      if (const OnnxTensor* classes = m_graph.constant(node.input(0))) {
        if (classes->texts) names = *classes->texts;
        if (classes->integers)
          for (const std::int64_t label : *classes->integers) names.push_back(std::to_string(label));
      }
    if (!names.empty()) m_graph.classNames = std::move(names);
  }

  bool isInput(const std::string& name) const { return m_inputs.contains(name); }

  /// The nodes that the outputs need, each after those that it needs itself.
  Result<void> sort() {
    enum class State { Waiting, Done };
    std::map<const onnx::NodeProto*, State> states;
    std::vector<const onnx::NodeProto*> path;  // an explicit stack: a chain can be long
    for (const std::string& output : m_graph.outputs)
      if (const auto maker = m_makers.find(output); maker != m_makers.end()) path.push_back(maker->second);
    std::ranges::reverse(path);
    while (!path.empty()) {
      const auto& node = *path.back();
      if (states.contains(&node) && states[&node] == State::Done) {
        path.pop_back();
        continue;
      }
      states[&node] = State::Waiting;
      const std::size_t depth = path.size();
      for (const std::string& input : node.input()) {
        if (input.empty() || m_graph.isConstant(input) || isInput(input)) continue;
        const auto maker = m_makers.find(input);
        if (maker == m_makers.end())
          return Error{message("{} takes {}, which does not exist", shownNode(node), shownName(input))};
        const auto state = states.find(maker->second);
        if (state == states.end())
          path.push_back(maker->second);
        else if (state->second == State::Waiting)
          return Error{message("{} takes {}, which is made from its own value: a cycle", shownNode(node),
                               shownName(input))};
      }
      if (path.size() > depth) continue;
      states[&node] = State::Done;
      if (m_graph.nodes.size() == kMostNodes)
        return Error{message("it has more than {} nodes; such a network has more layers than are supported",
                             kMostNodes)};
      m_graph.nodes.push_back({.proto = &node,
                               .inputs = {node.input().begin(), node.input().end()},
                               .output = node.output_size() > 0 ? node.output(0) : std::string()});
      path.pop_back();
    }
    return {};
  }

  Result<void> readInput() {
    std::set<std::string> used = m_wanted;
    for (const OnnxNode& node : m_graph.nodes) used.insert(node.inputs.begin(), node.inputs.end());
    const onnx::ValueInfoProto* input = nullptr;
    for (const auto& candidate : m_proto.input()) {
      const std::string& name = candidate.name();
      if (m_graph.isConstant(name)) continue;  // before IR version 4, weights were inputs too
      if (!used.contains(name)) continue;
      if (input != nullptr)
        return Error{message("it has several inputs, {} and {}; only one is supported",
                             shownName(input->name()), shownName(name))};
      input = &candidate;
    }
    if (input == nullptr) return Error{message("it has no input")};
    m_graph.input.name = input->name();
    if (!input->type().has_tensor_type()) return {};
    const auto& tensor = input->type().tensor_type();
    m_graph.input.type = tensor.elem_type();
    if (!tensor.has_shape()) return {};
    for (const auto& dim : tensor.shape().dim())
      m_graph.input.dims.push_back(dim.has_dim_value() ? std::optional<Index>(dim.dim_value())
                                                       : std::nullopt);
    return {};
  }

  onnx::GraphProto& m_proto;
  const std::map<std::string, Bytes>& m_files;
  std::set<const onnx::NodeProto*> m_isRead;  ///< Constants
  std::set<const onnx::NodeProto*> m_isTold;
  std::set<std::string> m_inputs;
  std::set<std::string> m_wanted;
  std::map<std::string, const onnx::NodeProto*> m_makers;
  OnnxGraph m_graph;
};

}  // namespace

const OnnxTensor* OnnxGraph::constant(const std::string& name) const {
  const auto found = constants.find(name);
  return found == constants.end() ? nullptr : &found->second;
}

Result<OnnxGraph> readOnnxGraph(OnnxModel& model, const std::map<std::string, Bytes>& files) {
  return GraphReader(model, files).read();
}

}  // namespace pellucid::engine
