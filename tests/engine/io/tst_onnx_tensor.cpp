// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/onnx_tensor.h"

#include <QtTest>
#include <cmath>

#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

template <class Stored>
onnx::TensorProto rawTensor(int type, const std::vector<Stored>& values) {
  onnx::TensorProto tensor;
  tensor.set_name("t");
  tensor.set_data_type(type);
  tensor.add_dims(std::ssize(values));
  tensor.set_raw_data(values.data(), values.size() * sizeof(Stored));
  return tensor;
}

}  // namespace

class TestOnnxTensor : public QObject {
  Q_OBJECT

 private slots:
  /// The examples of IEEE 754: 1, −2, the largest half, the smallest normal one, the smallest above 0.
  void halvesAreExact() {
    QCOMPARE(floatOfHalf(0x3c00), 1.0F);
    QCOMPARE(floatOfHalf(0xc000), -2.0F);
    QCOMPARE(floatOfHalf(0x7bff), 65504.0F);
    QCOMPARE(floatOfHalf(0x0400), std::ldexp(1.0F, -14));
    QCOMPARE(floatOfHalf(0x0001), std::ldexp(1.0F, -24));
    QVERIFY(std::signbit(floatOfHalf(0x8000)) && floatOfHalf(0x8000) == 0);
    QVERIFY(std::isinf(floatOfHalf(0x7c00)) && std::isnan(floatOfHalf(0x7e00)));
    QCOMPARE(floatOfBrain(0x3f80), 1.0F);
    QCOMPARE(floatOfBrain(0xc049), -3.140625F);
  }

  void everyTypeOfNumbersIsRead() {
    using Proto = onnx::TensorProto;
    const std::vector<float> expected = {1, -2, 0.5F};
    for (Proto tensor :
         {rawTensor<float>(Proto::FLOAT, {1, -2, 0.5F}), rawTensor<double>(Proto::DOUBLE, {1, -2, 0.5}),
          rawTensor<std::uint16_t>(Proto::FLOAT16, {0x3c00, 0xc000, 0x3800}),
          rawTensor<std::uint16_t>(Proto::BFLOAT16, {0x3f80, 0xc000, 0x3f00})}) {
      const auto taken = takeOnnxTensor(tensor, {});
      QVERIFY2(taken.has_value(), taken ? "" : taken.error().text().c_str());
      QCOMPARE(*taken->floats, expected);
      QVERIFY(tensor.raw_data().empty());
    }
    for (Proto tensor :
         {rawTensor<std::int64_t>(Proto::INT64, {1, -2}), rawTensor<std::int32_t>(Proto::INT32, {1, -2}),
          rawTensor<std::int16_t>(Proto::INT16, {1, -2}), rawTensor<std::int8_t>(Proto::INT8, {1, -2})}) {
      const auto taken = takeOnnxTensor(tensor, {});
      QVERIFY(taken);
      QCOMPARE(*taken->integers, (std::vector<std::int64_t>{1, -2}));
    }
    Proto bytes = rawTensor<std::uint8_t>(Proto::UINT8, {200, 1});
    QCOMPARE((*takeOnnxTensor(bytes, {})->integers)[0], 200);
    Proto listed;
    listed.set_data_type(Proto::FLOAT16);
    listed.add_dims(1);
    listed.add_int32_data(0x3800);
    QCOMPARE((*takeOnnxTensor(listed, {})->floats)[0], 0.5F);
  }

  /// With an offset and a length, as PyTorch writes them.
  void numbersLieInAFileBesideTheModel() {
    const std::vector<float> numbers = {7, 8, 9};
    Bytes file(sizeof(float) * numbers.size());
    std::memcpy(file.data(), numbers.data(), file.size());
    const auto tensorAt = [](const char* offset, const char* length) {
      onnx::TensorProto tensor;
      tensor.set_data_type(onnx::TensorProto::FLOAT);
      tensor.add_dims(2);
      tensor.set_data_location(onnx::TensorProto::EXTERNAL);
      for (const auto& [key, value] :
           {std::pair("location", "w.data"), {"offset", offset}, {"length", length}}) {
        auto* entry = tensor.add_external_data();
        entry->set_key(key);
        entry->set_value(value);
      }
      return tensor;
    };
    auto right = tensorAt("4", "8");
    QCOMPARE(*onnxDataFile(right), std::string("w.data"));
    QCOMPARE(*takeOnnxTensor(right, {{"w.data", file}})->floats, (std::vector<float>{8, 9}));
    for (const auto& [offset, length] : {std::pair("8", "8"),
                                         {"4", "4"},
                                         {"-4", "8"},
                                         {"18446744073709551615", "8"},
                                         {"4", "18446744073709551615"},
                                         {"x", "8"}}) {
      auto wrong = tensorAt(offset, length);
      QVERIFY2(!takeOnnxTensor(wrong, {{"w.data", file}}), offset);
    }
  }
};

PELLUCID_TEST(tst_onnx_tensor, TestOnnxTensor)
#include "tst_onnx_tensor.moc"
