// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/step_overlay.h"

#include <QtTest>

#include "tests/support/colours.h"
#include "tests/support/steps.h"
#include "tests/support/window_test.h"
#include "ui/canvas/canvas_target.h"
#include "ui/canvas/edge_picture.h"

using namespace pellucid;
using namespace pellucid::ui;
using namespace pellucid::tests;
using Kind = Beat::Kind;

namespace {

struct Stage {
  explicit Stage(const engine::Experiment& experiment = smallExperiment())
      : dataset(syntheticDataset()),
        trace(traceAfter(experiment, dataset, 2)),
        moment(momentAfter(experiment, dataset, 2)),
        layout(layOut(dataset->shape, contents(), QSizeF(700, 400))),
        edges(visibleEdges(moment, Quantity::Activations, 10'000)) {}

  std::vector<ColumnContent> contents() const {
    std::vector<ColumnContent> all;
    for (const auto& layer : trace->experiment.network.layers) all.emplace_back(layer.units);
    return all;
  }
  QImage picture(const StepView& view) const {
    QImage image(700, 400, QImage::Format_RGB32);
    image.fill(lightTheme().field);
    QPainter painter(&image);
    paintStep(painter, view, layout, edges, lightTheme());
    paintStepTags(painter, view, layout, edges, lightTheme());
    return image;
  }
  /// What is painted over the network, without the words.
  QImage signs(const StepView& view) const {
    QImage image(700, 400, QImage::Format_RGB32);
    image.fill(lightTheme().field);
    QPainter painter(&image);
    paintStep(painter, view, layout, edges, lightTheme());
    return image;
  }
  /// The area of the edges into a layer.
  QRectF between(std::size_t layer) const {
    const double left = layout.before(layer).grid.right();
    return {left, layout.body.top(), layout.layers[layer].grid.left() - left, layout.body.height()};
  }
  /// The mean distance from the left of pixels about as strong as the colour.
  double centre(const QImage& image, const QColor& colour) const {
    double sum = 0;
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
      for (int x = 0; x < image.width(); ++x)
        if (image.pixelColor(x, y) == colour) {
          sum += x;
          ++count;
        }
    return count > 0 ? sum / count : -1;
  }

  engine::DatasetPtr dataset;
  TracePtr trace;
  Moment moment;
  CanvasLayout layout;
  VisibleEdges edges;
};

}  // namespace

class TestStepOverlay : public QObject {
  Q_OBJECT

 private slots:
  void signalsRunForwardInTheirHue() {
    const Stage stage;
    const QColor hue = lightTheme().forward;
    const double early = stage.centre(stage.picture(viewOf(stage.trace, Kind::Terms, 0, 0.2)), hue);
    const double late = stage.centre(stage.picture(viewOf(stage.trace, Kind::Terms, 0, 0.8)), hue);
    QVERIFY2(early > 0 && late > early + 20, qPrintable(QString("%1 %2").arg(early).arg(late)));
  }

  void stillPicturesLightTheEdgesInstead() {
    const Stage stage;
    for (const Kind kind : {Kind::Terms, Kind::Delta}) {
      StepView view = viewOf(stage.trace, kind, 0, 0.2);
      const QImage moving = stage.picture(view);
      view.isStill = true;
      const QImage still = stage.picture(view);
      QVERIFY(still != moving);
      view.progress = 0.3;
      QCOMPARE(stage.picture(view), still);
    }
  }

  void anUpdateShowsWhichWayTheWeightsMove() {
    engine::Experiment experiment = smallExperiment();
    experiment.network.layers[0].frozen = true;
    const Stage stage(experiment);
    const auto marks = [&](double progress, std::size_t layer) {
      const QImage image = stage.picture(viewOf(stage.trace, Kind::Update, 0, progress));
      const auto left = static_cast<int>(stage.layout.before(layer).grid.right() + 10);
      const auto end = static_cast<int>(stage.layout.layers[layer].grid.left() - 10);
      const QRect between(left, static_cast<int>(stage.layout.body.top()) + 4, end - left,
                          static_cast<int>(stage.layout.body.height()) - 8);
      return between.width() * between.height() - countColour(image.copy(between), lightTheme().field);
    };
    QVERIFY(marks(0, 1) > 100);
    QCOMPARE(marks(1, 1), 0);
    QCOMPARE(marks(0, 0), 0);  // frozen
  }

  void gradientsRunBackInTheirs() {
    const Stage stage;
    const QColor hue = lightTheme().gradient;
    const auto right = [&](double progress) {
      const QImage image = stage.picture(viewOf(stage.trace, Kind::Delta, 0, progress));
      // Besides the output's rings, which stay, something approaches.
      const auto left = static_cast<int>(stage.layout.layers[0].grid.right() + 4);
      const auto end = static_cast<int>(stage.layout.layers[1].grid.left() - 4);
      return stage.centre(image.copy(left, 0, end - left, 400), hue);
    };
    QVERIFY2(right(0.25) > right(0.7) + 10, qPrintable(QString("%1 %2").arg(right(0.25)).arg(right(0.7))));
  }

  void whatIsAheadIsFaded() {
    const Stage stage;
    const QPoint output = stage.layout.layers[1].grid.center().toPoint();
    QImage below(700, 400, QImage::Format_RGB32);
    below.fill(lightTheme().text);
    for (const auto& [kind, isFaded] : {std::pair{Kind::Terms, true}, std::pair{Kind::Update, false}}) {
      QImage image = below;
      QPainter painter(&image);
      paintStep(painter, viewOf(stage.trace, kind), stage.layout, stage.edges, lightTheme());
      painter.end();
      QCOMPARE(image.pixel(output) != below.pixel(output), isFaded);
    }
  }

  void aFrozenLayerIsNamed() {
    engine::Experiment experiment = smallExperiment();
    experiment.network.layers[1].frozen = true;
    const Stage frozen(experiment);
    const QColor hue = lightTheme().frozen;
    QVERIFY(countColour(frozen.picture(viewOf(frozen.trace, Kind::Update)), hue) > 10);
    QVERIFY(countColour(frozen.picture(viewOf(frozen.trace, Kind::Gradients, 1)), hue) > 10);
    const Stage free;
    QCOMPARE(countColour(free.picture(viewOf(free.trace, Kind::Update)), hue), 0);
  }

  /// A beat is drawn where it happens, forward and backward each in its own hue and never in the other's.
  void everyBeatMarksItsPlaceInItsHue() {
    const Stage stage;
    const StepTimeline timeline(*stage.trace);
    for (const Beat& beat : timeline.beats()) {
      if (beat.kind == Kind::Update) continue;  // anUpdateShowsWhichWayEachWeightMoves
      const bool isForward = beat.kind != Kind::Delta && beat.kind != Kind::Gradients;
      const bool isFlow = beat.kind == Kind::Terms;
      const QRectF units =
          beat.kind == Kind::Sample ? stage.layout.input.grid : stage.layout.layers[beat.layer].grid;
      const QRectF place = isFlow ? stage.between(beat.layer) : units.adjusted(-6, -6, 6, 6);
      const QImage image =
          stage.signs({.trace = stage.trace, .sample = 1, .beat = beat, .progress = isFlow ? 0.5 : 1});
      const QColor own = isForward ? lightTheme().forward : lightTheme().gradient;
      const QColor other = isForward ? lightTheme().gradient : lightTheme().forward;
      const QString name = QString("beat %1 of layer %2").arg(static_cast<int>(beat.kind)).arg(beat.layer);
      QVERIFY2(countColour(image.copy(place.toAlignedRect()), own) > 0, qPrintable(name));
      QVERIFY2(countColour(image, other) == 0, qPrintable(name));
    }
  }

  /// One input, three units: no edge crosses another. What the step does to each weight is known from
  /// training.
  void anUpdateShowsWhichWayEachWeightMoves() {
    engine::Experiment experiment = smallExperiment();
    experiment.network.layers[0].units = 1;
    const Stage stage(experiment);
    const engine::Vector before = stage.moment.weights();
    const engine::Vector after = momentAfter(experiment, stage.dataset, 3).weights();
    const QImage image = stage.signs(viewOf(stage.trace, Kind::Update));
    bool isUpSeen = false;
    bool isDownSeen = false;
    for (Index unit = 0; unit < 3; ++unit) {
      // Layer 0: six weights and a bias, then the three weights of layer 1.
      const bool isUp = after[7 + unit] > before[7 + unit];
      (isUp ? isUpSeen : isDownSeen) = true;
      const QColor seen = image.pixelColor(edgeLine(stage.layout, 1, 0, unit).pointAt(0.6).toPoint());
      // The light theme's positive is orange and its negative blue.
      QVERIFY2(isUp ? seen.red() > seen.blue() + 20 : seen.blue() > seen.red() + 20, qPrintable(seen.name()));
    }
    QVERIFY(isUpSeen && isDownSeen);
  }

  void aPlaceLightsUpWithBothEnds() {
    const Stage stage;
    QImage image(700, 400, QImage::Format_RGB32);
    image.fill(lightTheme().field);
    QPainter painter(&image);
    paintPlace(painter, {.layer = 1, .unit = 0, .from = 2}, stage.layout, lightTheme().accent);
    const QLineF line = edgeLine(stage.layout, 1, 2, 0);
    const QPoint middle = line.pointAt(0.5).toPoint();
    QVERIFY(countColour(image.copy(middle.x() - 3, middle.y() - 3, 7, 7), lightTheme().accent) > 0);
    const int before = countColour(image, lightTheme().accent);
    paintPlace(painter, {.layer = 5, .unit = 0, .from = 2}, stage.layout, lightTheme().accent);
    paintPlace(painter, {.layer = 1, .unit = 99, .from = 2}, stage.layout, lightTheme().accent);
    QCOMPARE(countColour(image, lightTheme().accent), before);
  }
};

PELLUCID_WINDOW_TEST(tst_step_overlay, TestStepOverlay)
#include "tst_step_overlay.moc"
