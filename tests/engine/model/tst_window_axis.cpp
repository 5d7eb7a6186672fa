// SPDX-License-Identifier: GPL-3.0-or-later
// Windows are laid over rows of pixels one by one, with zeros painted around them.
#include "engine/model/window_axis.h"

#include <QtTest>

#include "tests/support/test_program.h"

using namespace pellucid::engine;

namespace {

LayerSpec layerOf(Index kernel, Index stride, const Padding& padding) {
  LayerSpec layer = conv2d(1, kernel, Activation::Relu);
  layer.stride = stride;
  layer.padding = padding;
  return layer;
}

/// For each useful kernel, stride, padding and number of pixels: f(axis, padding).
template <class F>
void forEachAxis(const F& f) {
  for (const Index pixels : {1, 2, 5, 8, 13})
    for (const Index kernel : {1, 2, 3, 5})
      for (const Index stride : {1, 2, 3, 7}) {
        const Padding same{.isSame = true};
        f(windowAxis(layerOf(kernel, stride, same), pixels), same);
        for (Index zeros = 0; zeros < kernel; ++zeros) {
          const Padding some{.isSame = false, .pixels = zeros};
          f(windowAxis(layerOf(kernel, stride, some), pixels), some);
        }
      }
}

}  // namespace

class TestWindowAxis : public QObject {
  Q_OBJECT

 private slots:
  /// The numbers of the pixels with zeros around them, over which a window moves as long as it fits.
  void windowsLieWhereTheyFit() {
    forEachAxis([](const WindowAxis& axis, const Padding&) {
      std::vector<Index> line(static_cast<std::size_t>(axis.before), -1);
      for (Index pixel = 0; pixel < axis.pixels; ++pixel) line.push_back(pixel);
      line.insert(line.end(), static_cast<std::size_t>(axis.after), -1);
      Index window = 0;
      for (std::size_t first = 0; first + static_cast<std::size_t>(axis.kernel) <= line.size();
           first += static_cast<std::size_t>(axis.stride), ++window)
        for (Index place = 0; place < axis.kernel; ++place) {
          const Index pixel = line[first + static_cast<std::size_t>(place)];
          const auto expected = pixel < 0 ? std::nullopt : std::optional(pixel);
          QCOMPARE(axis.pixel(window, place), expected);
          if (expected) QCOMPARE(axis.place(window, pixel), std::optional(place));
        }
      QCOMPARE(axis.windows, window);
    });
  }

  /// The definition of "same" in ONNX (SAME_UPPER) and TensorFlow.
  void paddingIsAsItWasAskedFor() {
    forEachAxis([](const WindowAxis& axis, const Padding& padding) {
      if (!padding.isSame) {
        QCOMPARE(axis.before, padding.pixels);
        QCOMPARE(axis.after, padding.pixels);
        return;
      }
      QCOMPARE(axis.windows, (axis.pixels + axis.stride - 1) / axis.stride);
      QVERIFY(axis.after == axis.before || axis.after == axis.before + 1);
      const Index needed = (axis.windows - 1) * axis.stride + axis.kernel;
      QCOMPARE(axis.before + axis.after, std::max<Index>(needed - axis.pixels, 0));
    });
  }

  void overAPixelAreThoseThatReachIt() {
    forEachAxis([](const WindowAxis& axis, const Padding&) {
      for (Index pixel = 0; pixel < axis.pixels; ++pixel) {
        std::vector<Index> expected;
        for (Index window = 0; window < axis.windows; ++window)
          for (Index place = 0; place < axis.kernel; ++place)
            if (window * axis.stride + place == pixel + axis.before) expected.push_back(window);
        QCOMPARE(axis.over(pixel), expected);
      }
    });
  }

  void beyondItsReachAWindowHasNoPlace() {
    const WindowAxis axis = windowAxis(layerOf(3, 2, {}), 9);
    QCOMPARE(axis.windows, 4);
    QCOMPARE(axis.place(1, 1), std::optional<Index>());
    QCOMPARE(axis.place(1, 2), std::optional<Index>(0));
    QCOMPARE(axis.place(1, 4), std::optional<Index>(2));
    QCOMPARE(axis.place(1, 5), std::optional<Index>());
  }

  void aKernelThatIsTooLargeHasNoWindow() {
    QCOMPARE(windowAxis(layerOf(5, 1, {}), 4).windows, 0);
    QCOMPARE(windowAxis(layerOf(5, 1, {.isSame = false, .pixels = 1}), 4).windows, 2);
  }
};

PELLUCID_TEST(tst_window_axis, TestWindowAxis)
#include "tst_window_axis.moc"
