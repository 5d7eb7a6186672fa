// SPDX-License-Identifier: GPL-3.0-or-later
// A run that begins with the weights of a saved project or an exported network: the same numbers, one step of
// undo, and refusals that change nothing.
#include "app/weight_import.h"

#include <QTemporaryDir>
#include <QtTest>

#include "tests/support/idx_files.h"
#include "tests/support/saving.h"
#include "tests/support/window_test.h"
#include "tests/support/workbench.h"
#include "ui/document/stack_edits.h"

namespace {

using namespace pellucid;
using engine::Vector;
using tests::Workbench;

class WeightImportTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase();
  void beginsWithTheWeightsOfAProjectAndOfOnnx();
  void aScalingComesAlong();
  void layersThatDoNotFitKeepTheirOwn();
  void whatCannotBeTakenChangesNothing();

 private:
  QString path(const QString& name) const { return m_folder.filePath(name); }
  /// Returns its message; the trained network is in it.
  QString take(Workbench& bench, const QString& file);

  QTemporaryDir m_folder;
  QString m_data;
  Vector m_trained;
};

Vector weightsOf(const Workbench& bench) {
  return bench.run.moment()->weights();
}

void WeightImportTest::initTestCase() {
  m_data = path("data");
  tests::writeIdxFiles(*tests::syntheticDataset(), m_data.toStdString());
  Workbench bench(m_data);
  QTRY_COMPARE(bench.step(), std::int64_t{0});
  bench.run.trainEpoch();
  QTRY_VERIFY(bench.step() > 0 && bench.run.isResting());
  m_trained = weightsOf(bench);
  QCOMPARE(tests::saveProblem(bench.files, path("model.pellucid")), QString());
  QCOMPARE(tests::exportProblem(bench.files, path("model.onnx")), QString());
}

QString WeightImportTest::take(Workbench& bench, const QString& file) {
  app::WeightImport import(bench.document, bench.run);
  QString said;
  connect(&import, &app::WeightImport::taken, this, [&](const QString& message) { said = message; });
  connect(&import, &app::WeightImport::failed, this, [&](const QString& message) { said = "! " + message; });
  import.takeFrom(path(file));
  if (!QTest::qWaitFor([&] { return !said.isEmpty(); }, tests::kPatienceMs)) return "It takes too long.";
  bench.run.catchUp();
  return said;
}

void WeightImportTest::beginsWithTheWeightsOfAProjectAndOfOnnx() {
  for (const char* file : {"model.pellucid", "model.onnx"}) {
    Workbench bench(m_data);
    QTRY_COMPARE(bench.step(), std::int64_t{0});
    bench.run.stepOnce();
    QTRY_VERIFY(bench.step() == 1 && bench.run.isResting());
    const Vector before = weightsOf(bench);
    const Vector initial = bench.run.moment()->network().initialParameters(1);
    QCOMPARE(take(bench, file),
             QString("The run begins with the weights of %1. Undo brings back the one before.").arg(file));
    QTRY_VERIFY(bench.step() == 0 && bench.run.isResting());
    QCOMPARE(weightsOf(bench), m_trained);
    QVERIFY(bench.files.isModified());
    QCOMPARE(bench.document.undoStack().undoText(), QString("weights of %1").arg(file));

    bench.document.undoStack().undo();
    QTRY_VERIFY(bench.step() == 1 && bench.run.isResting());
    QCOMPARE(weightsOf(bench), before);
    bench.document.undoStack().redo();
    QTRY_VERIFY(bench.step() == 0 && bench.run.isResting());
    QCOMPARE(weightsOf(bench), m_trained);
    bench.run.stepOnce();  // it trains
    QTRY_VERIFY(bench.step() == 1 && bench.run.isResting());
    QVERIFY(weightsOf(bench) != m_trained);
    // Reset returns to these weights; those of the seed have to be requested.
    bench.run.reset();
    QTRY_VERIFY(bench.run.isResting() && weightsOf(bench) == m_trained);
    QVERIFY(bench.document.restart("drawn", nullptr));
    QTRY_VERIFY(bench.run.isResting() && weightsOf(bench) == initial);
  }
}

/// A network trained on standardised data gives the same answers on data that are not.
void WeightImportTest::aScalingComesAlong() {
  Workbench scaled(m_data + "+standardise");
  QTRY_COMPARE(scaled.step(), std::int64_t{0});
  scaled.run.trainEpoch();
  QTRY_VERIFY(scaled.step() > 0 && scaled.run.isResting());
  QCOMPARE(tests::exportProblem(scaled.files, path("scaled.onnx")), QString());
  Workbench bench(m_data);
  QTRY_COMPARE(bench.step(), std::int64_t{0});
  const engine::NetworkSpec network = bench.document.experiment().network;
  QVERIFY(take(bench, "scaled.onnx").contains("a frozen layer that scales the inputs"));
  QTRY_VERIFY(bench.run.isResting() && bench.run.moment()->experiment().network != network);
  const auto answers = [](const Workbench& of) {
    return engine::Matrix(of.run.moment()->probe.trace.output());
  };
  QVERIFY((answers(bench) - answers(scaled)).cwiseAbs().maxCoeff() < engine::Scalar(1e-5));
  // Once more: there is one such layer, not a second one.
  const std::size_t layers = bench.document.experiment().network.layers.size();
  QVERIFY(take(bench, "scaled.onnx").startsWith("The run begins with the weights of"));
  QCOMPARE(bench.document.experiment().network.layers.size(), layers);
  bench.document.undoStack().undo();
  bench.document.undoStack().undo();
  QVERIFY(bench.document.experiment().network == network);
  // If no weights fit, a scaling layer alone is not taken.
  QVERIFY(ui::edit::setUnits(bench.document, 0, 9));
  bench.run.catchUp();
  QTRY_VERIFY(bench.run.isResting());
  QVERIFY(take(bench, "scaled.onnx").startsWith("! scaled.onnx has no layer"));
  // Nor if there is no room for it.
  engine::Experiment full = bench.document.experiment();
  while (full.network.layers.size() < engine::kMaxLayers)
    full.network.layers.insert(full.network.layers.begin(), engine::dropout(0.5));
  QVERIFY(bench.document.commit("full", full));
  QTRY_VERIFY(bench.run.isResting());
  QVERIFY(take(bench, "scaled.onnx").startsWith("! "));
  QVERIFY(bench.document.experiment() == full);
}

void WeightImportTest::layersThatDoNotFitKeepTheirOwn() {
  Workbench bench(m_data);
  QTRY_COMPARE(bench.step(), std::int64_t{0});
  QVERIFY(ui::edit::insertLayer(bench.document, 1,
                                engine::LayerKind::Dense));  // between the model's two
  bench.run.catchUp();
  QTRY_VERIFY(bench.run.isResting());
  const engine::Network& network = bench.run.moment()->network();
  const Vector initial = network.initialParameters(1);
  QCOMPARE(take(bench, "model.pellucid"),
           "Of 3 layers with weights, 1 begin with those of model.pellucid; the others differ in kind or "
           "shape, and "
           "begin with those of the seed. Undo brings back the run before.");
  QTRY_VERIFY(bench.run.isResting());
  const engine::Index first = bench.run.moment()->network().layer(0).parameterCount();
  const Vector now = weightsOf(bench);
  QCOMPARE(now.head(first).eval(), m_trained.head(first).eval());
  QCOMPARE(now.tail(now.size() - first).eval(), initial.tail(now.size() - first).eval());
}

void WeightImportTest::whatCannotBeTakenChangesNothing() {
  Workbench bench(m_data);
  QTRY_COMPARE(bench.step(), std::int64_t{0});
  QVERIFY(ui::edit::setUnits(bench.document, 0, 9));
  bench.run.catchUp();
  QTRY_VERIFY(bench.run.isResting());
  const Vector before = weightsOf(bench);
  const int steps = bench.document.undoStack().count();
  QVERIFY(take(bench, "model.onnx").startsWith("! model.onnx has no layer"));
  QVERIFY(take(bench, "nothing.onnx").contains("nothing.onnx"));
  QFile broken(path("broken.onnx"));
  QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write("broken") > 0);
  broken.close();
  QVERIFY(take(bench, "broken.onnx").startsWith("! "));
  QCOMPARE(bench.document.undoStack().count(), steps);
  QCOMPARE(weightsOf(bench), before);
  Workbench empty;
  QVERIFY(take(empty, "model.onnx").contains("no network yet"));
}

}  // namespace

PELLUCID_WINDOW_TEST(tst_weight_import, WeightImportTest)
#include "tst_weight_import.moc"
