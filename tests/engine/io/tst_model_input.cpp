// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/model_input.h"

#include <QtTest>

#include "engine/model/network.h"
#include "io_test_data.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

const Shape kTinyImage{.channels = 2, .height = 4, .width = 3};

Matrix sampleWave() {
  Matrix x(kTinyImage.size(), 5);
  for (Index n = 0; n < x.cols(); ++n)
    for (Index j = 0; j < x.rows(); ++j) x(j, n) = static_cast<Scalar>((7 * n + 3 * j) % 11) / 10;
  return x;
}

}  // namespace

class TestModelInput : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    m_model =
        randomModel(kTinyImage, {conv2d(2, 2, Activation::Relu), flatten(), dense(3, Activation::Softmax)});
  }

  /// With a scaling the network answers to x as it did to (x − mean) / deviation without.
  void scalesItsInputs() {
    const Matrix x = sampleWave();
    for (const InputScaling scaling : {kMnistPixels, kBytePixels, InputScaling{.mean = -2, .deviation = 3}}) {
      const TrainedModel scaled = withInputScaling(m_model, scaling);
      QCOMPARE(scaled.network.layers.size(), m_model.network.layers.size() + 1);
      QVERIFY(scaled.network.layers.front().frozen);
      const Matrix byHand =
          ((x.array() - static_cast<Scalar>(scaling.mean)) / static_cast<Scalar>(scaling.deviation)).matrix();
      QVERIFY((answersOf(scaled, x) - answersOf(m_model, byHand)).cwiseAbs().maxCoeff() < Scalar(2e-5));
    }
  }

  /// It is read back as given, and replacing it leaves no trace.
  void isReadAndExchanged() {
    QVERIFY(inputScaling(m_model) == InputScaling{});
    TrainedModel model = m_model;
    for (const InputScaling scaling : {kMnistPixels, kBytePixels, InputScaling{.mean = 12.5, .deviation = 7},
                                       InputScaling{}, kMnistPixels}) {
      model = withInputScaling(model, scaling);
      QVERIFY(inputScaling(model) == scaling);
    }
    model = withInputScaling(model, {});
    QVERIFY(model.network == m_model.network && isSameBits(model.weights, m_model.weights));
  }

  /// A normalisation that learns, or has a value for each channel, belongs to the network.
  void otherNormalisationsAreNotTaken() {
    TrainedModel model = withInputScaling(m_model, kMnistPixels);
    model.network.layers.front().frozen = false;
    QVERIFY(inputScaling(model) == InputScaling{});
    QCOMPARE(withInputScaling(model, kBytePixels).network.layers.size(), model.network.layers.size() + 1);
    model.network.layers.front().frozen = true;
    model.weights[0] *= 2;
    QVERIFY(!inputScaling(model));
  }

  /// A network that separates bright samples from dark ones, of which half are right only if it gets the
  /// inputs it needs: class 1 where the first pixel is above 128 of 255.
  void tellsHowManySamplesAreRight() {
    Dataset data;
    data.shape = {.channels = 1, .height = 1, .width = 2};
    data.classNames = {"dark", "bright"};
    for (const int pixel : {10, 100, 120, 140, 200, 250}) {
      data.test.pixels.push_back(static_cast<std::uint8_t>(pixel));
      data.test.pixels.push_back(0);
      data.test.labels.push_back(pixel > 128 ? 1 : 0);
    }
    TrainedModel model;
    model.shape = data.shape;
    model.network.layers = {dense(2, Activation::Softmax)};
    model.weights = Vector::Zero(6);  // W column by column, then b: z1 − z0 = pixel − 128
    model.weights[1] = 1;
    model.weights[5] = -128;
    const InputTrial right = tryInput(model, kBytePixels, data, 200);
    QVERIFY(right.correct == 6 && right.samples == 6);
    const InputTrial wrong = tryInput(model, {}, data, 200);
    QVERIFY(wrong.correct == 3 && wrong.samples == 6);
    const InputTrial few = tryInput(model, {}, data, 4);
    QVERIFY(few.correct == 3 && few.samples == 4);
    // A network without room for another layer cannot be tried.
    while (model.network.layers.size() < kMaxLayers)
      model.network.layers.insert(model.network.layers.begin(), dropout(0.5));
    QCOMPARE(tryInput(model, {}, data, 200).samples, 6);
    QCOMPARE(tryInput(model, kBytePixels, data, 200).samples, 0);
  }

 private:
  TrainedModel m_model;
};

PELLUCID_TEST(tst_model_input, TestModelInput)
#include "tst_model_input.moc"
