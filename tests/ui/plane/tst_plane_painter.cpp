// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of planes, curves and folds: the colours of their pixels and the places of their points, against
// probes of single inputs.
#include "ui/plane/plane_painter.h"

#include <QtTest>
#include <cmath>

#include "tests/support/test_program.h"
#include "tests/ui/plane/plane_questions.h"
#include "ui/plane/plane_field.h"
#include "ui/plane/plane_points.h"
#include "ui/theme/class_colours.h"

using namespace pellucid;
using namespace pellucid::ui;
using engine::Index;

namespace {

engine::Vector outputAt(const Moment& moment, const engine::Vector& input) {
  return engine::probe(moment.network(), moment.weights(), moment.experiment().training.loss, input,
                       std::optional<std::uint8_t>())
      .trace.output()
      .col(0);
}

int differenceOf(QColor a, QColor b) {
  return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue());
}

/// Whether any sample is near.
bool isNearPoint(const PlanePicture& picture, QPointF at, double pixels) {
  for (const auto* places : {&picture.train, &picture.test})
    for (const QPointF& place : *places)
      if (std::hypot(place.x() - at.x(), place.y() - at.y()) < pixels) return true;
  return false;
}

}  // namespace

class TestPlanePainter : public QObject {
  Q_OBJECT

 private slots:
  /// In a fine picture each pixel not covered by a point has the colour of the answer at its centre.
  void pixelsAreAnswers() {
    const MomentPtr moment = tests::planeMoment("pinwheel,samples=60", {6}, 150);
    PlaneQuestion question = tests::questionAbout(*moment);
    question.isFine = true;
    question.hasLines = false;
    const PlanePicture picture = paintPlane(question);
    QCOMPARE(picture.image.size(), QSize(120, 90));
    QVERIFY(picture.isFine);
    int compared = 0;
    for (int y = 2; y < 90; y += 4)
      for (int x = 2; x < 120; x += 4) {
        const QPointF middle(x + 0.5, y + 0.5);
        if (isNearPoint(picture, middle, 8)) continue;
        const QPointF value = picture.frame.valueAt(middle);
        engine::Vector input(2);
        input << static_cast<engine::Scalar>(value.x()), static_cast<engine::Scalar>(value.y());
        const engine::ClassAnswer answer = engine::classAnswer(outputAt(*moment, input), 0);
        const QColor expected = certaintyColour(lightTheme(), classColour(lightTheme(), answer.winner, 3),
                                                double(answer.certainty));
        QVERIFY2(differenceOf(picture.image.pixelColor(x, y), expected) <= 8,
                 qPrintable(QString("%1, %2").arg(x).arg(y)));
        ++compared;
      }
    QVERIFY(compared > 200);
  }

  /// While moving it is computed with fewer pixels, and otherwise looks the same.
  void aCoarsePictureHasTheSameSize() {
    const MomentPtr moment = tests::planeMoment("circle,samples=60");
    PlaneQuestion question = tests::questionAbout(*moment);
    question.size = QSize(300, 200);
    const PlanePicture coarse = paintPlane(question);
    QVERIFY(!coarse.isFine);
    QCOMPARE(coarse.image.size(), question.size);
    question.isFine = true;
    const PlanePicture fine = paintPlane(question);
    int far = 0;
    for (int y = 5; y < 200; y += 10)
      for (int x = 5; x < 300; x += 10)
        far += differenceOf(coarse.image.pixelColor(x, y), fine.image.pixelColor(x, y)) > 60;
    QVERIFY2(far < 12, qPrintable(QString::number(far)));  // of 600, at the edges of lines and rings
  }

  void pointsAreWhereTheirInputsAre() {
    const MomentPtr moment = tests::planeMoment("xor,samples=40");
    PlaneQuestion question = tests::questionAbout(*moment);
    const PlanePicture picture = paintPlane(question);
    const engine::Dataset& dataset = *moment->dataset;
    QCOMPARE(Index(picture.train.size()), dataset.train.size());
    QCOMPARE(Index(picture.test.size()), dataset.test.size());
    for (std::size_t i = 0; i < picture.test.size(); ++i) {
      const QPointF value = picture.frame.valueAt(picture.test[i]);
      const auto column = dataset.test.numbers.col(static_cast<Index>(i));
      QVERIFY(std::abs(value.x() - double(column[0])) < 1e-4);
      QVERIFY(std::abs(value.y() - double(column[1])) < 1e-4);
    }
    question.hasTest = false;
    QVERIFY(paintPlane(question).test.empty());
  }

  /// Filled and hollow, in their class's colour, and marked wrong if the network answers another.
  void pointsKnowWhatTheyAreAnswered() {
    const MomentPtr moment = tests::planeMoment("spiral,samples=80", {4}, 10);
    const PlaneQuestion question = tests::questionAbout(*moment);
    const PlaneMeaning meaning =
        meaningOf(moment->network(), moment->experiment().training.loss, *moment->dataset, question.subject);
    const std::vector<PlanePoint> points = planePoints(question, meaning);
    QCOMPARE(points.size(), std::size_t{80});
    int wrong = 0;
    for (std::size_t i = 0; i < 80; ++i) {
      const bool isTest = i >= 40;
      const engine::Split& split = isTest ? moment->dataset->test : moment->dataset->train;
      const auto at = static_cast<Index>(isTest ? i - 40 : i);
      Index winner = 0;
      outputAt(*moment, engine::sample(split, 2, at)).maxCoeff(&winner);
      const Index label = split.labels[static_cast<std::size_t>(at)];
      QCOMPARE(points[i].isTest, isTest);
      QCOMPARE(points[i].isWrong, winner != label);
      QCOMPARE(points[i].colour, classColour(lightTheme(), label, 2));
      wrong += points[i].isWrong;
    }
    QVERIFY(wrong > 5 && wrong < 75);
  }

  void numbersHaveResiduals() {
    const MomentPtr moment = tests::planeMoment("bumps,samples=60", {4}, 20);
    const PlaneQuestion question = tests::questionAbout(*moment);
    const PlanePicture picture = paintPlane(question);
    const std::vector<PlanePoint> points = planePoints(question, picture.meaning);
    double squares = 0;
    for (Index i = 0; i < moment->dataset->train.size(); ++i) {
      const auto target = static_cast<double>(moment->dataset->train.targets(0, i));
      const auto answer =
          static_cast<double>(outputAt(*moment, engine::sample(moment->dataset->train, 2, i))[0]);
      const PlanePoint& point = points[static_cast<std::size_t>(i)];
      QVERIFY(std::abs(point.target - target) < 1e-6);
      QVERIFY(std::abs(point.residual - (target - answer)) < 1e-4);
      squares += (target - answer) * (target - answer);
    }
    QVERIFY(std::abs(residualSize(points) - std::sqrt(squares / double(moment->dataset->train.size()))) <
            1e-4);
  }

  /// A unit's own output, on the scale of its largest value.
  void aUnitFillsThePlane() {
    const MomentPtr moment = tests::planeMoment("circle,samples=60", {3});
    PlaneQuestion question = tests::questionAbout(*moment);
    question.subject.unit = UnitPlace{.layer = 0, .unit = 2};
    question.hasLines = false;
    question.isFine = true;
    const PlanePicture picture = paintPlane(question);
    QVERIFY(picture.meaning.isUnit);
    const QPointF corner = picture.frame.valueAt({1.5, 1.5});
    engine::Vector input(2);
    input << static_cast<engine::Scalar>(corner.x()), static_cast<engine::Scalar>(corner.y());
    const auto trace = engine::probe(moment->network(), moment->weights(), moment->experiment().training.loss,
                                     input, std::optional<std::uint8_t>())
                           .trace;
    const QColor expected = lightTheme().diverging(double(trace.layers[0].a(2, 0)));
    QVERIFY(differenceOf(picture.image.pixelColor(1, 1), expected) <= 8);
  }

  /// The curve passes through the answers: its colour is there, with the ground above and below.
  void oneInputHasACurve() {
    const MomentPtr moment = tests::planeMoment("curve,samples=30", {8}, 200);
    PlaneQuestion question = tests::questionAbout(*moment);
    question.size = QSize(240, 160);
    const PlanePicture picture = paintPlane(question);
    int on = 0;
    int compared = 0;
    for (int x = 4; x < 240; x += 6) {
      const double value = picture.frame.valueAt({x + 0.5, 0}).x();
      const auto answer = static_cast<double>(
          outputAt(*moment, engine::Vector::Constant(1, static_cast<engine::Scalar>(value)))[0]);
      const QPointF at = picture.frame.at(value, answer);
      if (at.y() < 2 || at.y() > 157 || isNearPoint(picture, at, 8)) continue;
      on += differenceOf(picture.image.pixelColor(x, int(at.y())), lightTheme().accent) < 120;
      ++compared;
    }
    QVERIFY(compared > 10);
    QVERIFY2(on >= compared - 2, qPrintable(QString("%1 of %2").arg(on).arg(compared)));
    for (std::size_t i = 0; i < picture.train.size(); ++i) {
      const QPointF value = picture.frame.valueAt(picture.train[i]);
      QVERIFY(std::abs(value.x() - double(moment->dataset->train.numbers(0, Index(i)))) < 1e-4);
      QVERIFY(std::abs(value.y() - double(moment->dataset->train.targets(0, Index(i)))) < 1e-4);
    }
  }

  /// Fully folded, samples are where two units put them; halfway, between there and the plane.
  void aFoldMovesPointsToTheirActivations() {
    const MomentPtr moment = tests::planeMoment("circle,samples=40", {4, 3});
    PlaneQuestion question = tests::questionAbout(*moment);
    const PlanePicture flat = paintPlane(question);
    question.fold = FoldProgress{.axes = {.layer = 1, .across = 2, .up = 0}, .progress = 1};
    const PlanePicture folded = paintPlane(question);
    question.fold->progress = 0.25;
    const PlanePicture between = paintPlane(question);
    QVERIFY(!folded.image.isNull() && !between.image.isNull());
    QCOMPARE(folded.train.size(), flat.train.size());
    for (std::size_t i = 0; i < folded.train.size(); ++i) {
      const auto trace =
          engine::probe(moment->network(), moment->weights(), moment->experiment().training.loss,
                        engine::sample(moment->dataset->train, 2, Index(i)), std::optional<std::uint8_t>())
              .trace;
      const QPointF value = folded.frame.valueAt(folded.train[i]);
      QVERIFY(std::abs(value.x() - double(trace.layers[1].a(2, 0))) < 1e-4);
      QVERIFY(std::abs(value.y() - double(trace.layers[1].a(0, 0))) < 1e-4);
      const QPointF expected = flat.train[i] * 0.75 + folded.train[i] * 0.25;
      QVERIFY(std::hypot(between.train[i].x() - expected.x(), between.train[i].y() - expected.y()) < 1e-6);
    }
    question.fold->progress = 0;
    QCOMPARE(paintPlane(question).image, flat.image);
  }

  /// What a saturated unit still shows is small, and its axis has numbers that differ.
  void aSaturatedUnitIsNotBlownUp() {
    const MomentPtr moment = tests::planeMoment("circle,samples=40", {4, 3});
    PlaneQuestion question = tests::questionAbout(*moment);
    question.fold = FoldProgress{.axes = {.layer = 1, .across = 2, .up = 0}, .progress = 1};
    auto saturated = std::make_shared<engine::Snapshot>(*question.snapshot);
    engine::Vector& weights = saturated->state.weights;
    weights[saturated->network->layerOffset(1) + saturated->network->weight(weights, 1).size() + 2] = 7;
    question.snapshot = saturated;
    const PlaneFrame frame = paintPlane(question).frame;
    QVERIFY2(frame.right - frame.left >= 0.02, qPrintable(QString::number(frame.right - frame.left)));
    QVERIFY(frame.right - frame.left < 0.05);
    QVERIFY(frame.left < 0.999 && frame.right > 1);
  }

  void whatIsCancelledIsNoPicture() {
    const MomentPtr moment = tests::planeMoment("circle,samples=40");
    const auto progress = engine::Progress::watched();
    progress.cancel();
    QVERIFY(paintPlane(tests::questionAbout(*moment), progress).image.isNull());
  }
};

PELLUCID_TEST_IN(QGuiApplication, tst_plane_painter, TestPlanePainter)
#include "tst_plane_painter.moc"
