// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/onnx_proof.h"

#include <QtTest>

#include "io_test_data.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestOnnxProof : public QObject {
  Q_OBJECT

 private slots:
  void aFileThatIsRightDiffersByNothing() {
    const auto proof = proveOnnx(writeOnnx(m_model), m_model, m_data->test);
    QVERIFY(proof);
    QCOMPARE(proof->samples, Index{10});
    QCOMPARE(proof->largestDifference, 0.0);
    QVERIFY(says(describe(*proof).text(), {"10 test samples", "difference is 0."}));
  }

  /// The difference equals that of two plain passes.
  void aFileThatIsWrongShows() {
    TrainedModel other = m_model;
    other.weights[0] += 1;
    const auto proof = proveOnnx(writeOnnx(other), m_model, m_data->test);
    QVERIFY(proof && proof->largestDifference > 0);
    Matrix x(6, 10);
    for (Index n = 0; n < 10; ++n) x.col(n) = sample(m_data->test, 6, n);
    const auto expected =
        static_cast<double>((answersOf(other, x) - answersOf(m_model, x)).cwiseAbs().maxCoeff());
    QVERIFY(std::abs(proof->largestDifference - expected) < 1e-6);
  }

  void scaledModelsAreAskedInTheUnitsOfTheData() {
    TrainedModel model = m_model;
    model.scaling.inputs = {.mean = Vector::Constant(1, Scalar(0.1307)),
                            .deviation = Vector::Constant(1, Scalar(0.3081))};
    const auto proof = proveOnnx(writeOnnx(model), model, m_data->test);
    QVERIFY(proof && proof->largestDifference < 1e-5);
  }

  void whatCannotBeReadIsTold() {
    QVERIFY(!proveOnnx(bytesOf("nonsense"), m_model, m_data->test));
    QVERIFY(says(describe({}).text(), {"no test samples"}));
  }

 private:
  DatasetPtr m_data = noiseDataset();
  TrainedModel m_model =
      randomModel(m_data->shape, {dense(4, Activation::Tanh), dense(3, Activation::Softmax)});
};

PELLUCID_TEST(tst_onnx_proof, TestOnnxProof)
#include "tst_onnx_proof.moc"
