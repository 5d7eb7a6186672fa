// SPDX-License-Identifier: GPL-3.0-or-later
// Keep what fits: after an edit the run begins with what was learned before it, Reset and files return to
// that, and undo brings back the run before.
#include "app/weight_keeping.h"

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

struct KeepingBench : Workbench {
  using Workbench::Workbench;
  ui::Actions actions;
  app::WeightKeeping keeping{document, run, actions};

  QAction& action() { return actions[ui::ActionId::KeepWeights]; }
  const Vector& weights() const { return run.moment()->weights(); }
  engine::Matrix answers() const {
    engine::Trace trace;
    const std::vector<std::uint32_t> some = {0, 1, 2, 3};
    engine::gather(document.dataset()->test, document.dataset()->inputs(), some, trace.input);
    run.moment()->network().forward(weights(), trace);
    return trace.output();
  }
  /// Returns its message.
  QString keep() {
    QString said;
    const auto hear = [&said](const QString& message) { said = message; };
    QObject context;
    QObject::connect(&keeping, &app::WeightKeeping::kept, &context, hear);
    QObject::connect(&keeping, &app::WeightKeeping::failed, &context, hear);
    action().trigger();
    if (!QTest::qWaitFor([&] { return !said.isEmpty(); }, tests::kPatienceMs)) return "It takes too long.";
    run.catchUp();
    return said;
  }
};

class WeightKeepingTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    m_data = m_folder.filePath("data");
    tests::writeIdxFiles(*tests::syntheticDataset(), m_data.toStdString());
  }

  void whatIsAddedChangesNoAnswer() {
    KeepingBench bench(m_data);
    QTRY_COMPARE(bench.step(), std::int64_t{0});
    QVERIFY(!bench.action().isEnabled());
    bench.run.trainEpoch();
    QTRY_VERIFY(bench.step() > 0 && bench.run.isResting());
    const engine::Matrix answers = bench.answers();
    const Vector trained = bench.weights();
    QVERIFY(ui::edit::setUnits(bench.document, 0, 9));
    QTRY_VERIFY(bench.step() == 0 && bench.run.isResting());
    QVERIFY((bench.answers() - answers).cwiseAbs().maxCoeff() > engine::Scalar(0.01));
    QVERIFY(bench.action().isEnabled());
    QCOMPARE(
        bench.keep(),
        "The run begins with what the one before had learned, and all answers are still the same: what is "
        "new does not change them yet.");
    QTRY_VERIFY(bench.step() == 0 && bench.run.isResting());
    QVERIFY((bench.answers() - answers).cwiseAbs().maxCoeff() < engine::Scalar(1e-5));
    const Vector kept = bench.weights();

    // A file keeps the weights to which Reset returns.
    bench.run.stepOnce();
    QTRY_VERIFY(bench.step() == 1 && bench.run.isResting());
    const QString file = m_folder.filePath("kept.pellucid");
    QCOMPARE(tests::saveProblem(bench.files, file), QString());
    Workbench reader;
    reader.files.openFrom(file);
    QTRY_COMPARE(reader.step(), std::int64_t{1});
    reader.run.reset();
    QTRY_VERIFY(reader.step() == 0 && reader.run.isResting());
    QVERIFY(reader.run.moment()->weights() == kept);

    for (int i = 0; i < 2; ++i) bench.document.undoStack().undo();
    QTRY_VERIFY(bench.step() > 1 && bench.run.isResting());
    QVERIFY(bench.weights() == trained);
  }

  void whatCannotBeKeptIsNamed() {
    KeepingBench bench(m_data);
    QTRY_COMPARE(bench.step(), std::int64_t{0});
    bench.run.stepOnce();
    QTRY_VERIFY(bench.step() == 1 && bench.run.isResting());
    // 6–5 tanh–3: another tanh in between distorts what passes, so the layers after it are drawn at random.
    ui::Document& document = bench.document;
    engine::Experiment deeper = document.experiment();
    deeper.network.layers.insert(deeper.network.layers.begin() + 1,
                                 engine::dense(5, engine::Activation::Tanh));
    QVERIFY(document.commit("deeper", deeper));
    QTRY_VERIFY(bench.step() == 0 && bench.run.isResting());
    QCOMPARE(bench.keep(),
             "Kept from the run before: Hidden 1. Drawn from the seed, because it is new or what reaches it "
             "is: Hidden 2, Output.");
    document.undoStack().undo();
    document.undoStack().undo();
    engine::Experiment other = document.experiment();
    other.network.layers[0].activation = engine::Activation::Relu;
    QVERIFY(document.commit("relu", other));
    QTRY_VERIFY(bench.step() == 0 && bench.run.isResting());
    QVERIFY(bench.keep().startsWith("Kept from the run before: Hidden 1, Output. The answers differ"));
  }

  void whereNothingFitsNothingChanges() {
    KeepingBench bench(m_data);
    QTRY_COMPARE(bench.step(), std::int64_t{0});
    bench.run.stepOnce();
    QTRY_VERIFY(bench.step() == 1 && bench.run.isResting());
    QVERIFY(ui::edit::removeLayers(bench.document, {0, 0}));
    QTRY_VERIFY(bench.step() == 0 && bench.run.isResting());
    const int steps = bench.document.undoStack().count();
    QVERIFY(bench.keep().startsWith("Nothing of the run before fits"));
    QCOMPARE(bench.document.undoStack().count(), steps);
  }

 private:
  QTemporaryDir m_folder;
  QString m_data;
};

}  // namespace

PELLUCID_WINDOW_TEST(tst_weight_keeping, WeightKeepingTest)
#include "tst_weight_keeping.moc"
