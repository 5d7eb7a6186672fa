// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/onnx_activation_nodes.h"

#include <QtTest>
#include <cmath>
#include <map>

#include "engine/io/onnx_activations.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestOnnxActivationNodes : public QObject {
  Q_OBJECT

 private slots:
  /// The nodes, evaluated in sequence in double, equal the engine's activation.
  void nodesComputeTheActivation_data() {
    QTest::addColumn<Activation>("activation");
    for (const auto& [activation, name] : kEnumNames<Activation>)
      if (activation != Activation::Softmax) QTest::newRow(std::string(name).c_str()) << activation;
  }
  void nodesComputeTheActivation() {
    QFETCH(Activation, activation);
    onnx::GraphProto graph;
    const std::string last = addOnnxActivation(graph, activation, "fc1", "z", "a");
    for (const double z : {-3.0, -0.5, 0.0, 0.25, 4.0}) {
      std::map<std::string, double> values = {{"z", z}};
      for (const auto& tensor : graph.initializer()) {
        float number = 0;
        std::memcpy(&number, tensor.raw_data().data(), sizeof number);
        values[tensor.name()] = number;
      }
      for (const auto& node : graph.node()) {
        std::vector<double> inputs;
        for (const std::string& input : node.input()) inputs.push_back(values.at(input));
        values[node.output(0)] = elementwise(node, inputs).value();
      }
      const Matrix in = Matrix::Constant(1, 1, static_cast<Scalar>(z));
      Matrix out;
      activate(activation, in, out);
      const auto expected = static_cast<double>(out(0, 0));
      QVERIFY(std::abs(values.at(last) - expected) < 1e-6 * (1 + std::abs(expected)));
    }
  }
};

PELLUCID_TEST(tst_onnx_activation_nodes, TestOnnxActivationNodes)
#include "tst_onnx_activation_nodes.moc"
