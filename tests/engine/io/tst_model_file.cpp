// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/model_file.h"

#include <QtTest>

#include "io_test_data.h"
#include "state_dict_builder.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestModelFile : public QObject {
  Q_OBJECT

 private slots:
  /// Whatever the file's name is.
  void formatsAreToldByTheirBytes() {
    StateDictBuilder state;
    state.addLayer("0", {3, 4});
    const auto tensors = readModelFile(state.bytes(), "some/model.bin");
    QVERIFY2(tensors, tensors ? "" : tensors.error().text().c_str());
    QCOMPARE(tensors->shape.size(), Index{4});
    const auto onnx =
        readModelFile(writeOnnx(randomModel(flatShape(5), {dense(2, Activation::Linear)})), "m.bin");
    QVERIFY2(onnx, onnx ? "" : onnx.error().text().c_str());
    QCOMPARE(onnx->shape.size(), Index{5});
  }

  /// A damaged file is described in the terms of the format it seems to have.
  void damageIsToldInTheWordsOfTheFormat() {
    StateDictBuilder state;
    state.addLayer("0", {3, 4});
    Bytes bytes = state.bytes();
    bytes.resize(20);
    const auto cut = readModelFile(bytes, "some/m.safetensors");
    QVERIFY(!cut && says(cut.error().text(), {"some/m.safetensors: the header claims", "truncated"}));
    const auto other = readModelFile(bytesOf("hello"), "some/m.onnx");
    QVERIFY(!other && says(other.error().text(), {"some/m.onnx: ", "ONNX"}));
  }
};

PELLUCID_TEST(tst_model_file, TestModelFile)
#include "tst_model_file.moc"
