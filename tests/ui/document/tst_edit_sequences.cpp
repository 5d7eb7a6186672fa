// SPDX-License-Identifier: GPL-3.0-or-later
// Random sequences of everything that can be done to layers: after each edit either nothing has changed, or
// the network has the shapes of a plain reckoning and can be trained.
#include <QtTest>

#include "engine/base/random.h"
#include "engine/train/trainer.h"
#include "tests/support/moments.h"
#include "tests/support/window_test.h"
#include "ui/document/layer_edits.h"
#include "ui/document/layer_gestures.h"
#include "ui/document/stack_edits.h"

using namespace pellucid;
using namespace pellucid::ui;
using engine::Index;
using engine::LayerKind;

namespace {

/// Channels, height, width, counted as a textbook reader would; none if a window does not fit.
struct Counted {
  Index channels = 1;
  Index height = 1;
  Index width = 1;
};

/// How many windows of `kernel` pixels fit on `pixels` with zeros around: tried one by one.
Index windowsOn(Index pixels, const engine::LayerSpec& layer) {
  if (layer.padding.isSame) return (pixels + layer.stride - 1) / layer.stride;
  Index count = 0;
  for (Index at = -layer.padding.pixels; at + layer.kernel <= pixels + layer.padding.pixels;
       at += layer.stride)
    ++count;
  return count;
}

Counted after(const Counted& in, const engine::LayerSpec& layer) {
  switch (layer.kind) {
    case LayerKind::Dense:
      return {.channels = layer.units};
    case LayerKind::Flatten:
      return {.channels = in.channels * in.height * in.width};
    case LayerKind::Conv2d:
    case LayerKind::MaxPool:
    case LayerKind::AveragePool:
      return {.channels = layer.kind == LayerKind::Conv2d ? layer.units : in.channels,
              .height = windowsOn(in.height, layer),
              .width = windowsOn(in.width, layer)};
    case LayerKind::Dropout:
    case LayerKind::BatchNorm:
      return in;
  }
  return in;
}

class Editor {
 public:
  Editor(Document& document, std::uint64_t seed) : m_document(document), m_random(seed, "edits") {}

  /// One thing that a user may do, sensible or not; returns its name.
  QString editOnce() {
    const std::size_t layer = anyLayer();
    switch (below(12)) {
      case 0:
      case 1: {
        const auto kind = engine::kEnumNames<LayerKind>[below(engine::kEnumNames<LayerKind>.size())].value;
        (void)edit::insertLayer(m_document, layer, kind);
        return QStringLiteral("insert %1 before %2").arg(static_cast<int>(kind)).arg(layer);
      }
      case 2:
        (void)edit::removeLayers(m_document, {.first = layer, .last = layer});
        return QStringLiteral("remove %1").arg(layer);
      case 3: {
        const std::size_t to = anyLayer();
        (void)edit::moveLayer(m_document, layer, to);
        return QStringLiteral("move %1 to %2").arg(layer).arg(to);
      }
      case 4: {
        const Index units = 1 + number(9);
        (void)edit::setUnits(m_document, layer, units);
        return QStringLiteral("%1 units of %2").arg(units).arg(layer);
      }
      case 5:
        (void)edit::setKernel(m_document, layer, number(9));
        return QStringLiteral("kernel of %1").arg(layer);
      case 6:
        (void)edit::setStride(m_document, layer, number(4));
        return QStringLiteral("stride of %1").arg(layer);
      case 7:
        (void)edit::setPadding(m_document, layer, {.isSame = below(2) == 0, .pixels = number(3)});
        return QStringLiteral("padding of %1").arg(layer);
      case 8: {
        const auto f =
            engine::kEnumNames<engine::Activation>[below(engine::kEnumNames<engine::Activation>.size())];
        (void)edit::setActivation(m_document, layer, f.value);
        return QStringLiteral("activation %1 of %2").arg(static_cast<int>(f.value)).arg(layer);
      }
      case 9:
        (void)edit::setDropRate(m_document, layer, 0.25 * static_cast<double>(number(4)));
        return QStringLiteral("rate of %1").arg(layer);
      case 10: {
        const std::size_t last = std::max(layer, anyLayer());
        Selection selection;
        selection.setLayer(layer);
        selection.extendTo(last);
        if (edit::hiddenOf(m_document, selection.layers()) &&
            m_document.experiment().network.layers.size() < 12)
          (void)gesture::duplicateLayers(m_document, selection);
        return QStringLiteral("duplicate %1 to %2").arg(layer).arg(last);
      }
      default:
        if (below(3) > 0) {
          m_document.undoStack().undo();
          return QStringLiteral("undo");
        }
        (void)edit::keepLower(m_document, layer);
        return QStringLiteral("keep up to %1").arg(layer);
    }
  }

 private:
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(m_random.below(count)); }
  /// 0 … most.
  Index number(Index most) { return static_cast<Index>(below(static_cast<std::size_t>(most) + 1)); }
  std::size_t anyLayer() { return below(m_document.experiment().network.layers.size()); }

  Document& m_document;
  engine::Random m_random;
};

}  // namespace

class TestEditSequences : public QObject {
  Q_OBJECT

  engine::DatasetPtr m_images;
  engine::DatasetPtr m_numbers;

  /// The shapes as counted here, then a trainer and one step.
  void checkTrains(const engine::Experiment& experiment, const engine::DatasetPtr& dataset) {
    auto trainer = engine::Trainer::create(experiment, dataset);
    QVERIFY2(trainer, trainer ? "" : trainer.error().text().c_str());
    Counted shape{
        .channels = dataset->shape.channels, .height = dataset->shape.height, .width = dataset->shape.width};
    const engine::Network& network = *trainer->network();
    for (std::size_t i = 0; i < network.layerCount(); ++i) {
      shape = after(shape, experiment.network.layers[i]);
      const engine::Shape& out = network.layer(i).outputShape();
      QCOMPARE(out.channels, shape.channels);
      QCOMPARE(out.height, shape.height);
      QCOMPARE(out.width, shape.width);
    }
    QCOMPARE(trainer->state().step, std::int64_t{0});
    const auto result = trainer->step();
    // An exponential may leave the number range at once, which is reported as well.
    QVERIFY(trainer->state().step == 1 || std::holds_alternative<engine::Diverged>(result));
  }

 private slots:
  void initTestCase() {
    m_images = tests::squareImages(12, 3, 12);
    m_numbers = tests::byHand();
  }

  void nothingOrANetworkThatTrains() {
    const int sequences = qEnvironmentVariableIsSet("PELLUCID_THOROUGH") ? 10'000 : 150;
    constexpr int kEdits = 12;
    int changes = 0;
    for (int sequence = 0; sequence < sequences; ++sequence) {
      const auto& dataset = sequence % 4 == 0 ? m_numbers : m_images;
      engine::Experiment experiment = tests::smallExperiment();
      experiment.network.layers.back().units = dataset->outputs();
      engine::fitTo(experiment, *dataset);
      experiment.training.batchSize = 4;
      Document document;
      document.open(experiment, dataset);
      Editor editor(document, static_cast<std::uint64_t>(sequence));
      QString story;
      for (int i = 0; i < kEdits; ++i) {
        const engine::Experiment before = document.experiment();
        const int steps = document.undoStack().index();
        story += editor.editOnce() + QStringLiteral("; ");
        if (document.experiment() == before) {
          QVERIFY2(document.undoStack().index() <= steps, qPrintable(story));
          continue;
        }
        ++changes;
        checkTrains(document.experiment(), dataset);
        if (QTest::currentTestFailed()) {
          qWarning("sequence %d: %s", sequence, qPrintable(story));
          return;
        }
      }
    }
    QVERIFY(changes > 3 * sequences);  // not all are refused
  }
};

PELLUCID_WINDOW_TEST(tst_edit_sequences, TestEditSequences)
#include "tst_edit_sequences.moc"
