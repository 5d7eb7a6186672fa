// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/model_project.h"

#include <QtTest>

#include "engine/model/network.h"
#include "io_test_data.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

Standard standardOf(Index count) {
  Standard standard{.mean = Vector(count), .deviation = Vector(count)};
  for (Index i = 0; i < count; ++i) {
    standard.mean[i] = static_cast<Scalar>(i) - Scalar(0.5);
    standard.deviation[i] = Scalar(0.3) + static_cast<Scalar>(i);
  }
  return standard;
}

}  // namespace

class TestModelProject : public QObject {
  Q_OBJECT

 private slots:
  /// One number for all, one per channel, one per value; outputs with and without a bias.
  void layersScaleAsTheModelDid() {
    const Shape image{.channels = 2, .height = 4, .width = 3};
    LayerSpec bare = dense(2, Activation::Linear);
    bare.bias = false;
    for (const Index count : {1, 2, 24})
      for (const auto& layers :
           {std::vector{dense(3, Activation::Tanh), bare},
            std::vector{flatten(), dense(2, Activation::Linear)},
            std::vector{conv2d(2, 2, Activation::Relu), flatten(), dense(2, Activation::Linear)}}) {
        if (count == 24 && layers.front().kind == LayerKind::Conv2d) continue;  // no scaling of single pixels
        TrainedModel model = randomModel(image, layers);
        model.scaling = {.inputs = standardOf(count), .targets = standardOf(2)};
        const Matrix x = Matrix::Random(image.size(), 5);
        const auto plain = withScalingInLayers(model);
        QVERIFY2(plain.has_value(), plain ? "" : plain.error().text().c_str());
        QVERIFY(plain->scaling.isEmpty());
        const double difference =
            static_cast<double>((answersOf(*plain, x) - answersOf(model, x)).cwiseAbs().maxCoeff());
        QVERIFY2(difference < 1e-4, qPrintable(QString::number(difference)));
      }
  }

  void answersBehindAnActivationAreNotScaled() {
    TrainedModel model = randomModel(flatShape(3), {dense(2, Activation::Tanh)});
    model.scaling.targets = standardOf(2);
    const auto plain = withScalingInLayers(model);
    QVERIFY(!plain && says(plain.error().text(), {"tanh"}));
  }

  void aProjectCanBeWrittenAndReadAgain() {
    TrainedModel model = randomModel({.channels = 1, .height = 28, .width = 28},
                                     {dense(4, Activation::Relu), dense(10, Activation::Softmax)});
    const Project project = projectOf(model);
    QCOMPARE(project.experiment.data.name, std::string("mnist"));
    QVERIFY(project.experiment.training.loss == Loss::CrossEntropy);
    QCOMPARE(project.classNames.size(), std::size_t{10});
    const auto bytes = writeProject(project);
    QVERIFY(bytes);
    const auto again = readProject(*bytes, "p");
    QVERIFY2(again.has_value(), again ? "" : again.error().text().c_str());
    QVERIFY(isSameBits(again->state.weights, model.weights));
  }

  /// Not every list is an image of one row.
  void listsAreColumnsOrSquareImages() {
    const auto shape = [](Index values, const std::vector<LayerSpec>& layers) {
      return projectOf(randomModel({.channels = 1, .height = 1, .width = values}, layers)).shape;
    };
    const LayerSpec last = dense(3, Activation::Softmax);
    QVERIFY(shape(4, {last}) == flatShape(4));
    QVERIFY(shape(784, {last}) == (Shape{.channels = 1, .height = 28, .width = 28}));
    QVERIFY(shape(100, {flatten(), batchNorm(Activation::Relu), last}) ==
            (Shape{.channels = 1, .height = 10, .width = 10}));
    // One mean for all 4: columns would have four.
    QVERIFY(shape(4, {batchNorm(Activation::Relu), last}) == (Shape{.channels = 1, .height = 1, .width = 4}));
  }

  void dataAreThoseThatTheModelTells() {
    TrainedModel model = randomModel(flatShape(2), {dense(3, Activation::Softmax)});
    QVERIFY(projectOf(model).experiment.data.name.empty());
    model.facts["data"] = "spiral,noise=0.1";
    QCOMPARE(projectOf(model).experiment.data.name, std::string("spiral,noise=0.1"));
  }
};

PELLUCID_TEST(tst_model_project, TestModelProject)
#include "tst_model_project.moc"
