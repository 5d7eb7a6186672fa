// SPDX-License-Identifier: GPL-3.0-or-later
// The window's background work, as its jobs do it: each function reads a snapshot that the session, the
// window and several jobs share, while the run goes on. Meant for the thread sanitizer; without it, all must
// agree to the bit.
#include <QtTest>
#include <functional>
#include <vector>

#include "engine/base/latest_job.h"
#include "engine/data/augment.h"
#include "engine/data/catalogue.h"
#include "engine/data/data_summary.h"
#include "engine/inspect/answers.h"
#include "engine/inspect/damage.h"
#include "engine/inspect/decision_field.h"
#include "engine/inspect/diagnosis/classic_tests.h"
#include "engine/inspect/diagnosis/run_look.h"
#include "engine/inspect/difference_quotient.h"
#include "engine/inspect/lens/loss_surface.h"
#include "engine/inspect/lens/step_lens.h"
#include "engine/inspect/maps/layer_samples.h"
#include "engine/inspect/maps/linear_probe.h"
#include "engine/inspect/maps/pca.h"
#include "engine/inspect/maps/tsne.h"
#include "engine/inspect/units/ascent.h"
#include "engine/inspect/units/attribution.h"
#include "engine/inspect/units/strongest.h"
#include "engine/train/preview.h"
#include "engine/train/rate_finder.h"
#include "tests/support/sessions.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

/// The job's result as numbers, so that two of them can be compared.
using Work = std::function<Vector(const Progress&)>;

/// What the window has when it hands out work: a snapshot at rest, and its data.
struct Seen {
  std::shared_ptr<const Snapshot> snapshot;
  DatasetPtr data = syntheticDataset();
  const Experiment& experiment() const { return snapshot->experiment; }
  const Network& network() const { return *snapshot->network; }
  const Vector& weights() const { return snapshot->state.weights; }
  StepTrace step() const { return traceStep(experiment(), data, snapshot->state).value(); }
  std::vector<Matrix> layers(const Progress& progress) const {
    const auto samples = chooseSamples(data->train.size(), 40, 1);
    return layersOf(network(), weights(), *data, data->train, samples, progress).value();
  }
};

Vector numbersOf(const std::vector<double>& values) {
  Vector numbers(static_cast<Index>(values.size()));
  for (std::size_t i = 0; i < values.size(); ++i)
    numbers[static_cast<Index>(i)] = static_cast<Scalar>(values[i]);
  return numbers;
}

Vector valuesOf(const Matrix& matrix) {
  return matrix.reshaped();
}

void addRow(const char* name, const Seen& seen,
            const std::function<Vector(const Seen&, const Progress&)>& work) {
  QTest::newRow(name) << Work([seen, work](const Progress& progress) { return work(seen, progress); });
}

}  // namespace

Q_DECLARE_METATYPE(Work)

class TestSharedSnapshot : public QObject {
  Q_OBJECT

  Session m_session;
  SessionWatcher m_watcher{m_session};

 private slots:
  void canBeReadByAll_data() {
    QTest::addColumn<Work>("work");
    m_session.post(start(1));
    const Snapshot& rest = m_watcher.waitForRest(m_session.post(TrainSteps{20}));
    QVERIFY(rest.isWhole);
    const Seen seen{.snapshot = std::make_shared<const Snapshot>(rest)};
    m_session.post(SetSpeed{500});  // so that the steps can be trained again below
    m_session.post(Train{});

    addRow("answers", seen, [](const Seen& s, const Progress& progress) {
      const auto answers =
          answersTo(s.network(), s.weights(), s.experiment().training, *s.data, s.data->test, progress);
      std::vector<double> losses;
      for (const SampleAnswer& answer : answers->each) losses.push_back(answer.loss);
      return numbersOf(losses);
    });
    addRow("step", seen, [](const Seen& s, const Progress&) { return s.step().gradient; });
    addRow("difference quotients", seen, [](const Seen& s, const Progress&) {
      std::vector<double> quotients;
      for (const DifferenceQuotient& of : errorCurve(s.step(), {.layer = 1, .unit = 2, .from = 3}))
        quotients.push_back(of.quotient);
      return numbersOf(quotients);
    });
    addRow("step lens", seen, [](const Seen& s, const Progress& progress) {
      const std::vector<std::uint32_t> samples = {0, 1, 2};
      return numbersOf(lensOf(s.step(), samples, {}, progress)->own.test);
    });
    addRow("loss surface", seen, [](const Seen& s, const Progress& progress) {
      const StepTrace step = s.step();
      FixedSamples samples(step);
      return numbersOf(lossSurface(*planeOfStep(step), {}, 5, 4, samples, progress)->losses);
    });
    addRow("principal components", seen, [](const Seen& s, const Progress& progress) {
      return valuesOf(pcaOf(s.layers(progress)[0], progress).axes);
    });
    addRow("t-SNE", seen, [](const Seen& s, const Progress& progress) {
      Tsne map(*neighbourShares(s.layers(progress)[0], 5, progress), {.perplexity = 5});
      for (int i = 0; i < 10; ++i) map.step();
      return valuesOf(map.places());
    });
    addRow("linear probe", seen, [](const Seen& s, const Progress& progress) {
      const std::vector<std::uint8_t> labels(s.data->train.labels.begin(), s.data->train.labels.begin() + 40);
      return numbersOf(std::vector{probeClasses(s.layers(progress)[0], labels, 3, progress)->score});
    });
    addRow("strongest samples", seen, [](const Seen& s, const Progress& progress) {
      return valuesOf(
          strongestSamples(s.network(), s.weights(), 0, *s.data, s.data->train, 3, progress)->outputs);
    });
    addRow("attribution", seen, [](const Seen& s, const Progress& progress) {
      const Vector input = sample(s.data->test, s.data->inputs(), 0);
      const Vector covered = *occlusion(s.network(), s.weights(), input, Vector::Zero(input.size()), 1,
                                        {.layer = 1, .unit = 1}, progress);
      return Vector(covered + gradientTimesInput(s.network(), s.weights(), input, {.layer = 1, .unit = 1}));
    });
    addRow("ascent", seen, [](const Seen& s, const Progress&) {
      const Index inputs = s.data->inputs();
      const AscentAim aim{.layer = 0, .first = 1, .low = Vector::Zero(inputs), .high = Vector::Ones(inputs)};
      Ascent ascent = beginAscent(s.network(), s.weights(), aim, {}, noiseBetween(aim.low, aim.high, 1));
      for (int i = 0; i < 10; ++i) climb(s.network(), s.weights(), aim, {}, ascent);
      return ascent.x;
    });
    addRow("damage", seen, [](const Seen& s, const Progress& progress) {
      const auto curve = damageCurve(s.network(), s.weights(), s.experiment().training, *s.data,
                                     Damage::Noise, s.data->test.size(), progress);
      return numbersOf(std::vector(curve->accuracies.begin(), curve->accuracies.end()));
    });
    addRow("diagnosis", seen, [](const Seen& s, const Progress& progress) {
      const auto look =
          lookAt(s.experiment(), s.network(), *s.data, s.weights(), s.snapshot->state.step, progress);
      return numbersOf(std::vector{look->loss, look->lossOfZeros, look->layers[0].deltaSize});
    });
    addRow("one batch", seen, [](const Seen& s, const Progress& progress) {
      return numbersOf(std::vector{(**testOneBatch(s.experiment(), *s.data, progress)).after});
    });
    addRow("inputs that matter", seen, [](const Seen& s, const Progress& progress) {
      return numbersOf(std::vector{(**testInputs(s.experiment(), *s.data, progress)).withInputs});
    });
    addRow("rate finder", seen, [](const Seen& s, const Progress& progress) {
      return numbersOf(findRate(s.experiment(), s.data, s.snapshot->state, {.steps = 40}, progress)->losses);
    });
    addRow("preview of a remedy", seen, [](const Seen& s, const Progress& progress) {
      PreviewQuestion question{.asItIs = s.experiment(),
                               .dataset = s.data,
                               .state = s.snapshot->state,
                               .changed = s.experiment(),
                               .changedDataset = s.data};
      question.changed.training.learningRate *= 3;
      const Preview both = preview(question, progress).value();
      return numbersOf(std::vector{both.asItIs.metrics.loss, both.changed.metrics.loss});
    });
    addRow("summary of the data", seen, [](const Seen& s, const Progress& progress) {
      const DataSummary summary = *summarise(*s.data, progress);
      return numbersOf(std::vector{summary.least, summary.most});
    });
    addRow("varied samples", seen, [](const Seen& s, const Progress&) {
      Split varied;
      const std::vector<std::uint32_t> samples = {3, 1, 4};
      augment({.shift = 0.2, .noise = 0.1}, 1, 2, s.data->train, s.data->shape, samples, varied);
      return sample(varied, s.data->inputs(), 1);
    });
    addRow("decision field of generated points", seen, [](const Seen&, const Progress&) {
      const DatasetPtr points = loadDataset("spiral,samples=60,seed=3", {}).value();
      const auto network =
          Network::create({.layers = {dense(5, Activation::Tanh), dense(2, Activation::Softmax)}},
                          points->shape)
              .value();
      return valuesOf(
          decisionField(*network, network->initialParameters(1), planeAround(*points, 8)).layers.back());
    });
  }

  void canBeReadByAll() {
    QFETCH(Work, work);
    LatestJob<Result<Vector>> one;
    LatestJob<Result<Vector>> other;
    one.request(work);
    other.request(work);
    const Vector mine = work(Progress());
    m_watcher.look();
    one.wait();
    other.wait();
    QVERIFY(mine.size() > 0);
    QCOMPARE(one.take()->value(), mine);
    QCOMPARE(other.take()->value(), mine);
  }

  void theRunWentOn() {
    m_watcher.waitFor([](const Snapshot& snapshot) { return snapshot.state.step > 20; });
    const Snapshot& rest = m_watcher.waitForRest(m_session.post(Pause{}));
    QVERIFY(rest.state == trained(smallExperiment(), rest.state.step));
  }
};

PELLUCID_TEST(tst_shared_snapshot, TestSharedSnapshot)
#include "tst_shared_snapshot.moc"
