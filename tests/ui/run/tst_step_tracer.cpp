// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/step_tracer.h"

#include <QSignalSpy>
#include <QtTest>

#include "tests/support/moments.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;
using namespace pellucid::tests;

namespace {

/// The steps of the traces that came, and the latest one.
struct Listener {
  explicit Listener(StepTracer& tracer) {
    QObject::connect(&tracer, &StepTracer::traced,
                     [this](const MomentPtr& moment, const StepTracer::Traced& trace) {
                       steps.push_back(trace->value().before.step);
                       isOfItsMoment = isOfItsMoment && trace->value().before == moment->snapshot->state;
                     });
  }
  std::vector<std::int64_t> steps;
  bool isOfItsMoment = true;
};

}  // namespace

class TestStepTracer : public QObject {
  Q_OBJECT

 private slots:
  void aSmallNetworkIsTracedAtOnce() {
    StepTracer tracer;
    Listener heard(tracer);
    const auto dataset = syntheticDataset();
    tracer.request(share(momentAfter(smallExperiment(), dataset, 3)));
    QVERIFY(!tracer.isBusy());
    QCOMPARE(heard.steps, (std::vector<std::int64_t>{3}));
    QVERIFY(heard.isOfItsMoment);
  }

  void ofALargeOneOnlyTheNewestMomentCounts() {
    StepTracer tracer;
    Listener heard(tracer);
    QVERIFY(!StepTracer::isSmall(large(0)->network(), 32));
    const MomentPtr last = large(4);
    for (int step = 0; step < 4; ++step) tracer.request(large(step));
    tracer.request(last);
    tracer.request(last);  // the same request again
    QVERIFY(tracer.isBusy());
    QVERIFY(heard.steps.empty());
    QTRY_COMPARE(heard.steps, (std::vector<std::int64_t>{4}));
    QVERIFY(heard.isOfItsMoment);
    QVERIFY(!tracer.isBusy());
  }

  void whatIsForgottenDoesNotCome() {
    StepTracer tracer;
    Listener heard(tracer);
    tracer.request(large(0));
    tracer.forget();
    QVERIFY(!tracer.isBusy());
    tracer.request(large(1));
    QTRY_COMPARE(heard.steps, (std::vector<std::int64_t>{1}));
  }

 private:
  MomentPtr large(int steps) {
    engine::Experiment experiment = experimentFor(*m_dataset, {700, 300});
    experiment.training.batchSize = 32;
    return share(momentAfter(experiment, m_dataset, steps));
  }
  engine::DatasetPtr m_dataset = syntheticDataset(60, 6, 3);
};

PELLUCID_WINDOW_TEST(tst_step_tracer, TestStepTracer)
#include "tst_step_tracer.moc"
