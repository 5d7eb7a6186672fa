// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/trust_panel.h"

#include <qcustomplot.h>

#include <QLabel>
#include <QSlider>
#include <QtTest>

#include "tests/support/window_test.h"
#include "tests/ui/results/looked_at.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/segmented_control.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestTrustPanel : public QObject {
  Q_OBJECT

 private slots:
  void theCurveIsThatOfPlainLoops() {
    tests::LookedAt seen;
    tests::RunOfMoments run;
    TrustPanel panel(seen.results);
    panel.show();
    QVERIFY(seen.at(run.next(12)));
    const QCPGraph* curve = panel.reliabilityPlot().graph(1);
    int point = 0;
    for (int bin = 0; bin < 10; ++bin) {
      double sure = 0, right = 0, count = 0;
      for (const engine::SampleAnswer& answer : seen.look().answers.each) {
        const auto certainty = static_cast<double>(answer.certainty);
        if (std::min(static_cast<int>(certainty * 10), 9) != bin) continue;
        ++count;
        sure += certainty;
        right += answer.truth == answer.answered ? 1 : 0;
      }
      if (count == 0) continue;
      QVERIFY(qFuzzyCompare(curve->dataMainKey(point), 100 * sure / count));
      QVERIFY(qFuzzyCompare(1 + curve->dataMainValue(point), 1 + 100 * right / count));
      ++point;
    }
    QCOMPARE(curve->dataCount(), point);
  }

  void theSentenceSaysWhatAThresholdLeaves() {
    tests::LookedAt seen;
    tests::RunOfMoments run;
    TrustPanel panel(seen.results);
    panel.show();
    panel.findChild<SegmentedControl*>()->setCurrentIndex(1);
    QVERIFY(seen.at(run.next(12)));
    auto* slider = panel.findChild<QSlider*>();
    for (const int percent : {0, 40, 55, 100}) {
      slider->setValue(percent);
      int answered = 0, right = 0;
      for (const engine::SampleAnswer& answer : seen.look().answers.each) {
        if (static_cast<double>(answer.certainty) < percent / 100.0) continue;
        ++answered;
        right += answer.truth == answer.answered ? 1 : 0;
      }
      const QString expected =
          answered == 0
              ? QString("answers none of the 50 test images")
              : QString("answers %1 of the 50 test images of synthetic (%2 of them), %3 of those rightly")
                    .arg(QString::number(answered), percentText(answered / 50.0),
                         percentText(static_cast<double>(right) / answered, 2));
      QVERIFY2(std::ranges::any_of(panel.findChildren<QLabel*>(),
                                   [&](const QLabel* label) { return label->text().contains(expected); }),
               qPrintable(expected));
      QCOMPARE(panel.coveragePlot().graph(1)->dataCount(), answered == 0 ? 0 : 1);
    }
    QCOMPARE(panel.coveragePlot().graph(0)->dataMainKey(panel.coveragePlot().graph(0)->dataCount() - 1),
             100.0);
  }

  void numbersHaveNoCertainty() {
    tests::LookedAt seen;
    auto run = tests::numbersRun();
    TrustPanel panel(seen.results);
    panel.show();
    QVERIFY(seen.at(run.next(3)));
    QVERIFY(!panel.reliabilityPlot().isVisible() && !panel.coveragePlot().isVisible());
    QVERIFY(panel.findChild<SegmentedControl*>()->isHidden());
  }
};

PELLUCID_WINDOW_TEST(tst_trust_panel, TestTrustPanel)
#include "tst_trust_panel.moc"
