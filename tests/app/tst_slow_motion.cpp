// SPDX-License-Identifier: GPL-3.0-or-later
// The step that can be done by hand, told slowly in the real window, with keys alone.
#include <QtTest>

#include "app/composition.h"
#include "engine/train/worked_example.h"
#include "tests/support/patience.h"
#include "tests/support/window_test.h"

namespace {

using namespace pellucid;
using tests::kPatienceMs;
using ui::ActionId;

class SlowMotionTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    m_program.start({});
    QTRY_VERIFY_WITH_TIMEOUT(m_program.run().moment() != nullptr, kPatienceMs);
    m_program.actions()[ActionId::OpenExample].trigger();
    QTRY_VERIFY_WITH_TIMEOUT(isAt(0), kPatienceMs);
  }

  void everyNumberIsSaid() {
    m_program.actions()[ActionId::FinerSteps].trigger();  // by term
    const QStringList expected = {"enters the network", "3 · 2 = 6",   "z = 7",  "a = 7", "is 4;",
                                  "dL/dz = −4.",        "−4 · 2 = −8", "is 0.4."};
    for (const QString& words : expected) {
      QVERIFY2(caption().contains(words), qPrintable(words + " is not in: " + caption()));
      forward();
    }
  }

  void theNextStepHasTheNewWeights() {
    forward();
    QTRY_VERIFY_WITH_TIMEOUT(isAt(1), kPatienceMs);
    forward();
    QVERIFY2(caption().contains("3.4 · 2 = 6.8"), qPrintable(caption()));
    QVERIFY2(prediction() > 7.999 && prediction() < 8.001, qPrintable(caption()));
  }

  void backGoesToExactlyTheFirstWeights() {
    // To the beginning of this step, then one further.
    while (m_program.player().position() > 0) m_program.actions()[ActionId::StepBackward].trigger();
    QVERIFY(isAt(1));
    m_program.actions()[ActionId::StepBackward].trigger();
    QTRY_VERIFY_WITH_TIMEOUT(isAt(0), kPatienceMs);
    QCOMPARE(m_program.run().moment()->weights(), engine::workedExampleState().weights);
    QCOMPARE(m_program.player().position(), 1.0);
  }

  void theArithmeticPanelComesWithAPlace() {
    m_program.selection().setPlace(ui::Place{.layer = 0, .unit = 0, .from = 0});
    auto* panel = m_program.window().findChild<ui::ArithmeticPanel*>();
    QTRY_VERIFY(panel->isVisible());
    QVERIFY2(panel->checkText().contains("backpropagation says −8"), qPrintable(panel->checkText()));
  }

  void theWeightIsWatchedFromStepToStep() {
    auto* plot = m_program.window().findChild<ui::WeightPlot*>();
    const auto says = [plot](const char* words) {
      return plot->isVisible() && plot->text() == QString(words);
    };
    QTRY_VERIFY2(says("step 0: w 3, dL/dw –, Δw –"), qPrintable(plot->text()));
    forward();
    QTRY_VERIFY2(says("step 1: w 3.4, dL/dw −8, Δw 0.4"), qPrintable(plot->text()));
    QTRY_VERIFY_WITH_TIMEOUT(isAt(1), kPatienceMs);
    m_program.actions()[ActionId::StepBackward].trigger();
    QTRY_VERIFY2(says("step 0: w 3, dL/dw –, Δw –"), qPrintable(plot->text()));
    QTRY_VERIFY_WITH_TIMEOUT(isAt(0), kPatienceMs);
  }

  void switchedOffTheTestSamplesFlowAgain() {
    m_program.actions()[ActionId::SlowMotion].trigger();
    QTRY_VERIFY(m_program.selection().input().testIndex.has_value());
    QCOMPARE(m_program.selection().input().values.size(), engine::Index{1});
    QVERIFY(!m_program.player().view());
  }

  void everyViewShowsTheSampleThatIsChosen() {
    auto* samples = m_program.window().findChild<ui::SamplePanel*>();
    emit samples->datasetRequested("xor-gate");
    QTRY_VERIFY_WITH_TIMEOUT(m_program.document().experiment().data.name == "xor-gate", kPatienceMs);
    // While the network for these data is not here yet.
    m_program.actions()[ActionId::SlowMotion].trigger();
    const auto isStaged = [this] {
      const auto view = m_program.player().view();
      return view && view->trace->dataset->name == "xor-gate";
    };
    QTRY_VERIFY_WITH_TIMEOUT(isStaged(), kPatienceMs);
    auto* arrow = m_program.window().findChild<ui::TestImagePage*>()->findChildren<QToolButton*>()[1];
    for (int i = 0; i < 5; ++i) {
      arrow->click();
      const auto shown = m_program.player().view()->trainIndex();
      QTRY_VERIFY_WITH_TIMEOUT(m_program.run().moment()->input.trainIndex == shown, kPatienceMs);
      QVERIFY2(caption().contains(QStringLiteral("#%1,").arg(shown)), qPrintable(caption()));
      // The drawn network and the staged step in the arithmetic compute the same.
      const auto& drawn = m_program.run().moment()->probe.trace.layers[0].z;
      const auto& told = m_program.player().view()->trace->passes.layers[0].z;
      const engine::Vector difference = drawn.col(0) - told.col(m_program.player().sample());
      QVERIFY(difference.cwiseAbs().maxCoeff() < 1e-6F);
    }
  }

 private:
  bool isAt(std::int64_t step) {
    const auto view = m_program.player().view();
    return view && view->trace->network->parameterCount() == 2 && view->trace->before.step == step;
  }
  void forward() { m_program.actions()[ActionId::StepForward].trigger(); }
  QString caption() { return m_program.window().findChild<ui::TransportBar*>()->caption(); }
  double prediction() { return static_cast<double>(m_program.player().view()->trace->passes.output()(0, 0)); }

  app::Composition m_program{
      engine::DataLocations{.mnist = PELLUCID_SOURCE_DIR "/resources/datasets/mnist", .fashionMnist = {}}};
};

}  // namespace

PELLUCID_WINDOW_TEST(tst_slow_motion, SlowMotionTest)
#include "tst_slow_motion.moc"
