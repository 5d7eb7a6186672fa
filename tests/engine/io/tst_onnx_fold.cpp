// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/io/onnx_fold.h"

#include <QtTest>

#include "onnx_builder.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

/// The result of a builder's last node for these inputs.
std::optional<OnnxTensor> folded(OnnxBuilder& model, const std::vector<const OnnxTensor*>& inputs) {
  OnnxFolder folder(1000);
  return folder.fold({.proto = &model.lastNode()}, inputs);
}

OnnxTensor counted(std::vector<Index> dims) {
  std::vector<float> values;
  for (Index i = 0; i < OnnxTensor{.dims = dims}.count(); ++i) values.push_back(static_cast<float>(i));
  return onnxFloats(std::move(dims), std::move(values));
}

}  // namespace

class TestOnnxFold : public QObject {
  Q_OBJECT

 private slots:
  /// As in numpy's transpose of arange(6).reshape(2, 3) and (1, 2, 3).
  void weightsAreTurned() {
    OnnxBuilder model;
    model.node("Transpose", {"a"}, "y");
    const OnnxTensor a = counted({2, 3});
    const auto turned = folded(model, {&a});
    QVERIFY(turned);
    QCOMPARE(turned->dims, (std::vector<Index>{3, 2}));
    QCOMPARE(*turned->floats, (std::vector<float>{0, 3, 1, 4, 2, 5}));
    QCOMPARE(permutation({1, 2, 3}, {2, 0, 1}), (std::vector<Index>{0, 3, 1, 4, 2, 5}));
  }

  void shapesArePutTogether() {
    OnnxBuilder model;
    const OnnxTensor shape = onnxIntegers({4}, {kOpenBatch, 3, 6, 6});
    const OnnxTensor zero = onnxIntegers({1}, {0});
    model.node("Gather", {"s", "i"}, "b");
    const auto batch = folded(model, {&shape, &zero});
    QVERIFY(batch && *batch->integers == std::vector<std::int64_t>{kOpenBatch});
    const OnnxTensor rest = onnxIntegers({1}, {-1});
    model.node("Concat", {"b", "r"}, "c").with("axis", 0);
    const auto both = folded(model, {&*batch, &rest});
    QVERIFY(both && *both->integers == (std::vector<std::int64_t>{kOpenBatch, -1}));
    const OnnxTensor far = onnxIntegers({1}, {4});
    model.node("Gather", {"s", "i"}, "b");
    QVERIFY(!folded(model, {&shape, &far}));
    // The batch size is open: nothing can be computed from it.
    model.node("Mul", {"b", "r"}, "m");
    QVERIFY(!folded(model, {&*batch, &rest}));
  }

  /// As PyTorch computes the pads of a ZeroPad2d: rows in reverse order, followed by zeros.
  void rowsAreReversed() {
    OnnxBuilder model;
    model.node("Slice", {"a", "b", "e", "x", "s"}, "y");
    const OnnxTensor a = counted({3, 2});
    const OnnxTensor last = onnxIntegers({1}, {-1});
    const OnnxTensor before = onnxIntegers({1}, {-std::numeric_limits<std::int64_t>::max()});
    const OnnxTensor rows = onnxIntegers({1}, {0});
    const auto reversed = folded(model, {&a, &last, &before, &rows, &last});
    QVERIFY(reversed);
    QCOMPARE(*reversed->floats, (std::vector<float>{4, 5, 2, 3, 0, 1}));
    const OnnxTensor one = onnxIntegers({1}, {1});
    const auto column = folded(model, {&a, &one, &last, &rows, &one});
    QCOMPARE(*column->floats, (std::vector<float>{2, 3}));
    QCOMPARE(column->dims, (std::vector<Index>{1, 2}));
    const OnnxTensor four = onnxIntegers({1}, {4});
    model.node("ConstantOfShape", {"n"}, "z");
    QCOMPARE(*folded(model, {&four})->floats, (std::vector<float>(4, 0)));
    QVERIFY(!folded(model, {&before}));
  }

  void reshapesNeedTheSameCount() {
    OnnxBuilder model;
    model.node("Reshape", {"a", "s"}, "y");
    const OnnxTensor a = counted({2, 2, 3});
    const OnnxTensor right = onnxIntegers({2}, {-1, 6});
    const OnnxTensor copies = onnxIntegers({2}, {0, -1});
    QCOMPARE(folded(model, {&a, &right})->dims, (std::vector<Index>{2, 6}));
    QCOMPARE(folded(model, {&a, &copies})->dims, (std::vector<Index>{2, 6}));
    for (const std::vector<std::int64_t>& wrong :
         {std::vector<std::int64_t>{5, -1}, {13}, {-1, -1}, {std::int64_t{1} << 62, 4}, {-2, 6}}) {
      const OnnxTensor shape = onnxIntegers({std::ssize(wrong)}, wrong);
      QVERIFY(!folded(model, {&a, &shape}));
    }
  }

  /// (q − zero) · scale, by hand.
  void quantisedWeightsAreUnpacked() {
    OnnxBuilder model;
    model.node("DequantizeLinear", {"q", "s", "z"}, "y").with("axis", 0);
    const OnnxTensor q = onnxIntegers({2, 2}, {1, 2, 3, 4});
    const OnnxTensor scale = onnxFloats({2}, {0.5F, 2});
    const OnnxTensor zero = onnxIntegers({2}, {1, -1});
    QCOMPARE(*folded(model, {&q, &scale, &zero})->floats, (std::vector<float>{0, 0.5F, 8, 10}));
  }

  void constantsAreSpread() {
    OnnxBuilder model;
    model.node("Mul", {"a", "b"}, "y");
    const OnnxTensor a = counted({2, 3});
    const OnnxTensor rows = onnxFloats({2, 1}, {10, 100});
    const OnnxTensor wide = onnxFloats({1, 1, 3}, {1, 2, 3});
    const OnnxTensor unfit = onnxFloats({2}, {1, 2});
    QCOMPARE(*folded(model, {&a, &rows})->floats, (std::vector<float>{0, 10, 20, 300, 400, 500}));
    QCOMPARE(folded(model, {&wide, &wide})->dims, (std::vector<Index>{1, 1, 3}));
    QVERIFY(!folded(model, {&a, &unfit}));
  }

  void nothingGrowsBeyondTheBudget() {
    OnnxBuilder model;
    model.node("Concat", {"a", "a"}, "y").with("axis", 0);
    OnnxTensor a = onnxIntegers({2}, {1, 2});
    OnnxFolder folder(100);
    int doubled = 0;
    while (const auto twice = folder.fold({.proto = &model.lastNode()}, {&a, &a})) {
      a = *twice;
      ++doubled;
    }
    QVERIFY(a.count() <= 200 && doubled > 3);
  }
};

PELLUCID_TEST(tst_onnx_fold, TestOnnxFold)
#include "tst_onnx_fold.moc"
