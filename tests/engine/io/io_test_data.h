// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of files share: small projects and models, damage of every kind, and other people's readers.
#pragma once

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>
#include <cstring>
#include <functional>
#include <initializer_list>
#include <limits>
#include <string>
#include <string_view>

#include "engine/base/random.h"
#include "engine/data/gzip.h"
#include "engine/io/atomic_write.h"
#include "engine/io/onnx.h"
#include "engine/io/project.h"
#include "engine/model/network.h"
#include "engine/train/trainer.h"

namespace pellucid::tests {

inline engine::Bytes bytesOf(std::string_view text) {
  return {text.begin(), text.end()};
}

/// Messages are for people, so tests only check that they name the important things.
inline bool says(const std::string& message, std::initializer_list<std::string_view> parts) {
  for (const std::string_view part : parts)
    if (message.find(part) == std::string::npos) return false;
  return true;
}

/// Equal to the last bit, including NaN and -0.
inline bool isSameBits(const engine::Vector& a, const engine::Vector& b) {
  if (a.size() == 0 || a.size() != b.size()) return a.size() == b.size();
  return std::memcmp(a.data(), b.data(), static_cast<std::size_t>(a.size()) * sizeof(engine::Scalar)) == 0;
}

/// 50 training and 10 test samples of noise, 2×3 pixels, 3 classes.
inline engine::DatasetPtr noiseDataset() {
  auto dataset = std::make_shared<engine::Dataset>();
  engine::Random random(5, "noise");
  const auto fill = [&](engine::Split& split, int samples) {
    for (int i = 0; i < samples * 6; ++i)
      split.pixels.push_back(static_cast<std::uint8_t>(random.below(256)));
    for (int i = 0; i < samples; ++i) split.labels.push_back(static_cast<std::uint8_t>(random.below(3)));
  };
  dataset->name = "noise";
  dataset->shape = {.channels = 1, .height = 2, .width = 3};
  dataset->classNames = {"zero", "quote \" and ü", "two"};
  fill(dataset->train, 50);
  fill(dataset->test, 10);
  dataset->checksum = engine::checksum(dataset->train, dataset->test);
  return dataset;
}

/// 6–5 tanh–4 relu (locked)–3 softmax, batches of 8: the last batch of an epoch is smaller.
inline engine::Experiment noiseExperiment(engine::Optimizer optimizer) {
  engine::Experiment experiment;
  experiment.data.name = "noise";
  experiment.network.layers = {{.units = 5, .activation = engine::Activation::Tanh, .frozen = false},
                               {.units = 4, .activation = engine::Activation::Relu, .frozen = true},
                               {.units = 3, .activation = engine::Activation::Softmax, .frozen = false}};
  experiment.training.optimizer = optimizer;
  experiment.training.learningRate = 0.01;
  experiment.training.batchSize = 8;
  experiment.seed = 0xfedcba9876543210;
  return experiment;
}

/// Trains this many steps and appends to the history.
inline void train(engine::Trainer& trainer, int steps, engine::History& history) {
  for (int i = 0; i < steps; ++i) {
    const auto metrics = trainer.step();
    QVERIFY(std::holds_alternative<engine::Metrics>(metrics));
    const std::int64_t step = trainer.state().step;
    history.train.push_back({.step = step, .metrics = std::get<engine::Metrics>(metrics)});
    if (step % 3 == 0) history.test.push_back({.step = step, .metrics = trainer.evaluateTest()});
  }
}

inline engine::Project projectOf(const engine::Trainer& trainer, const engine::History& history) {
  engine::Project project;
  project.experiment = trainer.experiment();
  project.state = trainer.state();
  project.history = history;
  project.stepsPerEpoch = trainer.stepsPerEpoch();
  project.shape = trainer.dataset().shape;
  project.classNames = trainer.dataset().classNames;
  project.datasetChecksum = trainer.dataset().checksum;
  return project;
}

/// A project after nine steps with Adam.
inline engine::Project smallProject() {
  auto trainer = engine::Trainer::create(noiseExperiment(engine::Optimizer::Adam), noiseDataset());
  engine::History history;
  train(*trainer, 9, history);
  return projectOf(*trainer, history);
}

/// Initial weights and random biases, some of them -0 and denormal.
inline engine::TrainedModel randomModel(engine::Shape shape, std::vector<engine::LayerSpec> layers) {
  engine::TrainedModel model;
  model.network.layers = std::move(layers);
  model.shape = shape;
  const auto network = *engine::Network::create(model.network, shape);
  model.weights = network->initialParameters(11);
  engine::Random random(11, "biases");
  for (const engine::Tensor& tensor : network->tensors())
    if (tensor.name == "bias")
      for (engine::Scalar& b : model.weights.segment(tensor.offset, tensor.size()))
        b = static_cast<engine::Scalar>(0.3 * random.normal());
  model.weights.head<1>().setConstant(engine::Scalar(-0.0));
  model.weights.tail<1>().setConstant(engine::Scalar(-0.0));
  model.weights.segment<1>(1).setConstant(std::numeric_limits<engine::Scalar>::denorm_min());
  return model;
}

/// The file is refused, with its name and this part in the message.
inline void expectOnnxRefused(const engine::Bytes& bytes, const QByteArray& part) {
  const auto read = engine::readOnnx(bytes, "some/model.onnx");
  QVERIFY(!read);
  QVERIFY2(says(read.error().text(), {"some/model.onnx: ", part.toStdString()}), read.error().text().c_str());
}

/// Reading a project of these entries is refused with a message naming the file and each part.
inline void verifyProjectRefused(const std::vector<engine::ZipEntry>& entries,
                                 std::initializer_list<std::string_view> parts) {
  const auto project = engine::readProject(*engine::writeZip(entries), "some/file.pellucid");
  QVERIFY(!project);
  QVERIFY2(says(project.error().text(), {"some/file.pellucid: "}) && says(project.error().text(), parts),
           project.error().text().c_str());
}

/// Passes every `stride`-th proper prefix of the bytes to `read`.
inline void forEachTruncation(const engine::Bytes& bytes, std::size_t stride,
                              const std::function<void(const engine::Bytes&)>& read) {
  for (std::size_t size = 0; size < bytes.size(); size += stride) {
    // A copy of exactly this size, so that the address sanitizer sees a read past its end.
    const engine::Bytes prefix(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
    read(prefix);
  }
}

/// Passes the bytes on with one byte changed at a time: one bit flipped, all bits flipped, and zero.
inline void forEachFlip(engine::Bytes bytes, std::size_t stride,
                        const std::function<void(const engine::Bytes&)>& read) {
  for (std::size_t i = 0; i < bytes.size(); i += stride) {
    const std::uint8_t byte = bytes[i];
    for (const int changed : {byte ^ (1 << (i % 8)), byte ^ 0xff, 0}) {
      if (changed == byte) continue;
      bytes[i] = static_cast<std::uint8_t>(changed);
      read(bytes);
    }
    bytes[i] = byte;
  }
}

/// The command's standard output; fails the test if its exit code is not 0.
inline QByteArray outputOf(const QString& program, const QStringList& arguments) {
  QProcess process;
  process.start(program, arguments);
  constexpr int kMilliseconds = 120'000;
  const bool ended = process.waitForFinished(kMilliseconds);
  const bool isWell = ended && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
  if (!isWell) qWarning().noquote() << program << arguments << process.readAllStandardError();
  [&] { QVERIFY(isWell); }();
  return process.readAllStandardOutput();
}

inline QString python() {
  return QStandardPaths::findExecutable("python3");
}

/// The path of a script or document beside these tests.
inline QString beside(const char* file) {
  return QString(PELLUCID_SOURCE_DIR "/tests/engine/io/") + file;
}

/// A model's answers to samples in the units of its data (F×N).
inline engine::Matrix answersOf(const engine::TrainedModel& model, engine::Matrix x) {
  scale(model.scaling.inputs, x);
  engine::Trace trace;
  trace.input = std::move(x);
  (*engine::Network::create(model.network, model.shape))->forward(model.weights, trace);
  engine::Matrix answers = trace.output();
  unscale(model.scaling.targets, answers);
  return answers;
}

}  // namespace pellucid::tests
