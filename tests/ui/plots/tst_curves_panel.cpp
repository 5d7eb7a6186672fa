// SPDX-License-Identifier: GPL-3.0-or-later
// The panel with its plots.
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include "tests/support/colours.h"
#include "tests/support/window_test.h"
#include "ui/plots/curve_legend.h"
#include "ui/plots/curve_plot.h"
#include "ui/plots/curves_panel.h"
#include "ui/plots/overlay_legend.h"
#include "ui/theme/theme.h"
#include "ui/widgets/numbers.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

/// Batches from step `first` to `last`, with loss 100 / step; a test at each of `tests`.
engine::History history(std::int64_t first, std::int64_t last, const std::vector<std::int64_t>& tests = {}) {
  engine::History history;
  for (std::int64_t step = first; step <= last; ++step)
    history.train.push_back({step, {100.0 / static_cast<double>(step), 0.5}});
  for (std::int64_t step : tests) history.test.push_back({step, {0.25, 0.975}});
  return history;
}

}  // namespace

class TestCurvesPanel : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    qApp->setPalette(paletteOf(lightTheme()));
    m_panel = std::make_unique<CurvesPanel>();
    m_panel->resize(800, 190);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    const auto plots = m_panel->findChildren<CurvePlot*>();
    QCOMPARE(plots.size(), 2);
    m_loss = plots[plots[0]->yAxis->label().startsWith("loss") ? 0 : 1];
    m_accuracy = plots[m_loss == plots[0] ? 1 : 0];
    m_panel->setRun(100, 32);
    settle();
  }

  void lossAndAccuracyAreDrawn() {
    m_panel->append(history(1, 50, {50}));
    QCOMPARE(m_loss->graph(0)->dataCount(), 50);
    QCOMPARE(m_loss->graph(0)->data()->at(9)->key, 9.0);  // for the weights before the tenth step
    QCOMPARE(m_loss->graph(1)->data()->at(0)->key, 50.0);
    QCOMPARE(m_loss->graph(0)->data()->at(9)->value, 10.0);
    QCOMPARE(m_loss->graph(1)->data()->at(0)->value, 0.25);
    QCOMPARE(m_accuracy->graph(0)->data()->at(9)->value, 50.0);  // in per cent
    QCOMPARE(m_accuracy->graph(1)->data()->at(0)->value, 97.5);
    QCOMPARE(m_accuracy->yAxis->label(), "accuracy (%)");
    m_panel->setLossName("loss");
    QCOMPARE(m_loss->yAxis->label(), "loss");
  }

  void theLegendSaysWhatAPointIs() {
    m_panel->append(history(1, 2000));
    QVERIFY(legend().contains("of each batch"));
    m_panel->append(history(2001, 4100));
    QVERIFY(legend().contains("mean of 4 batches"));
    QCOMPARE(m_loss->graph(0)->dataCount(), 1025);
    m_panel->clear();
    QVERIFY(legend().contains("of each batch"));
    QCOMPARE(m_loss->graph(0)->dataCount(), 0);
    m_panel->setTested(10000, false);
    QVERIFY(legend().contains("of 10,000 other samples"));
    m_panel->setTested(4, true);
    QVERIFY(legend().contains("of the same 4 samples"));
  }

  void withoutAccuracyTheLossAloneSetsTheSteps() {
    m_panel->setAccuracyShown(false);
    engine::History numbers = history(1, 500, {250, 500});
    for (auto* points : {&numbers.train, &numbers.test})
      for (engine::HistoryPoint& point : *points)
        point.metrics.accuracy = std::numeric_limits<double>::quiet_NaN();
    m_panel->append(numbers);
    QVERIFY(m_accuracy->isHidden());
    QVERIFY(m_loss->xAxis->range().upper >= 500);
    m_panel->fit();
    QVERIFY(m_loss->xAxis->range().upper >= 500);
    m_panel->setAccuracyShown(true);
    QCOMPARE(m_accuracy->xAxis->range().upper, m_loss->xAxis->range().upper);
  }

  void nothingNewIsNotDrawn() {
    m_panel->append(history(1, 50));
    settle();
    QSignalSpy replots(m_loss, &QCustomPlot::afterReplot);
    m_panel->append({});
    settle();
    QCOMPARE(replots.size(), 0);
    m_panel->append(history(51, 52));
    m_panel->append(history(53, 54));
    settle();
    QCOMPARE(replots.size(), 1);
  }

  void whatComesWhileHiddenIsShownLater() {
    m_panel->append(history(1, 10));
    m_panel->hide();
    settle();
    QSignalSpy replots(m_loss, &QCustomPlot::afterReplot);
    m_panel->append(history(11, 60, {60}));
    settle();
    QCOMPARE(replots.size(), 0);
    m_panel->show();
    QCOMPARE(m_loss->graph(0)->dataCount(), 60);
    QCOMPARE(m_loss->graph(1)->dataCount(), 1);
  }

  void plotsFollowUntilTheUserLooksElsewhere() {
    m_panel->append(history(1, 100));
    QVERIFY(m_loss->xAxis->range().upper >= 100 && m_loss->xAxis->range().upper < 110);
    QVERIFY(m_loss->yAxis->range().upper >= 100);
    QTest::keyClick(m_accuracy, Qt::Key_Plus);
    QVERIFY(!m_loss->isFollowing() && !m_accuracy->isFollowing());
    const QCPRange held = m_accuracy->xAxis->range();
    QCOMPARE(m_loss->xAxis->range(), held);  // the same steps in both
    m_panel->append(history(101, 200));
    QCOMPARE(m_accuracy->xAxis->range(), held);
    QTest::mouseClick(m_panel->controls().findChild<QToolButton*>(), Qt::LeftButton);
    QVERIFY(m_loss->isFollowing() && m_accuracy->isFollowing());
    QVERIFY(m_loss->xAxis->range().upper >= 200);
  }

  void draggingHoldsAndADoubleClickFits() {
    m_panel->append(history(1, 100));
    settle();
    const QCPRange whole = m_loss->xAxis->range();
    const QPoint middle = m_loss->axisRect()->rect().center();
    QTest::mousePress(m_loss, Qt::LeftButton, {}, middle);
    QTest::mouseMove(m_loss, middle + QPoint(40, 0));
    QTest::mouseRelease(m_loss, Qt::LeftButton, {}, middle + QPoint(40, 0));
    QVERIFY(!m_loss->isFollowing() && !m_accuracy->isFollowing());
    QVERIFY(m_loss->xAxis->range().lower < whole.lower);
    QTest::mouseDClick(m_loss, Qt::LeftButton, {}, middle);
    QTest::mouseRelease(m_loss, Qt::LeftButton, {}, middle);
    QCOMPARE(m_loss->xAxis->range(), whole);
    QVERIFY(m_loss->isFollowing() && m_accuracy->isFollowing());
  }

  void aNewRunIsFollowed() {
    m_panel->append(history(1, 100));
    QTest::keyClick(m_loss, Qt::Key_Right);
    QVERIFY(!m_loss->isFollowing());
    m_panel->clear();
    m_panel->append(history(1, 20));
    QVERIFY(m_loss->isFollowing());
    QVERIFY(m_loss->xAxis->range().contains(19) && !m_loss->xAxis->range().contains(40));
  }

  void axesCanBeLogarithmic() {
    m_panel->append(history(1, 1000));
    choose([](CurveChoices& c) { c.logarithmic = {CurveQuantity::Loss}; });
    QCOMPARE(m_loss->yAxis->scaleType(), QCPAxis::stLogarithmic);
    QCOMPARE(m_accuracy->yAxis->scaleType(), QCPAxis::stLinear);
    QVERIFY(m_loss->yAxis->range().lower > 0.05 && m_loss->yAxis->range().lower < 0.1);
    choose([](CurveChoices& c) { c.isAxisLogarithmic = true; });
    QCOMPARE(m_loss->xAxis->scaleType(), QCPAxis::stLogarithmic);
    QCOMPARE(m_accuracy->xAxis->scaleType(), QCPAxis::stLogarithmic);
    QCOMPARE(m_accuracy->xAxis->range().lower, 1.0);
    choose([](CurveChoices& c) { c.isAxisLogarithmic = false; });
    QCOMPARE(m_accuracy->xAxis->scaleType(), QCPAxis::stLinear);
    QCOMPARE(m_accuracy->xAxis->range().lower, 0.0);
  }

  void aLossOfZeroDoesNotSpoilTheLogarithmicAxis() {
    engine::History both = history(1, 10);
    both.train.push_back({11, {0, 1}});
    choose([](CurveChoices& c) { c.logarithmic = {CurveQuantity::Loss}; });
    m_panel->append(both);
    QVERIFY(m_loss->yAxis->range().lower > 0);
    settle();
  }

  void epochsAreMarkedAbove() {
    m_panel->setRun(2, 32);
    QVERIFY(!m_loss->xAxis2->tickLabels());  // a run that has not begun has none
    m_panel->append(history(1, 0, {0}));
    QVERIFY(!m_loss->xAxis2->tickLabels());  // though it has been tested
    m_panel->append(history(1, 3));
    QVERIFY(m_loss->xAxis2->tickLabels());
    m_panel->clear();
    QVERIFY(!m_loss->xAxis2->tickLabels());
    m_panel->setRun(50, 32);
    m_panel->append(history(1, 200));
    for (const CurvePlot* plot : {m_loss, m_accuracy}) {
      QVERIFY(plot->xAxis2->tickLabels());
      QVERIFY(qAbs(plot->xAxis2->range().upper * 50 - plot->xAxis->range().upper) < 1e-9);
    }
    settle();
    QVERIFY(m_loss->xAxis2->ticker().get() != m_accuracy->xAxis2->ticker().get());
    choose([](CurveChoices& c) { c.isAxisLogarithmic = true; });
    QVERIFY(!m_loss->xAxis2->tickLabels() && !m_accuracy->xAxis2->tickLabels());
  }

  void stepsThatHaveNoRoomSideBySideAreNotNamed() {
    m_panel->append(history(1, 1875));
    m_panel->resize(500, 190);
    settle();
    m_loss->replot();
    const QFontMetrics metrics(m_loss->xAxis->tickLabelFont());
    const QVector<double> at = m_loss->xAxis->tickVector();
    const QVector<QString> names = m_loss->xAxis->tickVectorLabels();
    const double left = m_loss->xAxis->range().lower;
    double end = -100;
    for (int i = 0; i < at.size(); ++i) {
      if (at[i] < left || at[i] > m_loss->xAxis->range().upper) continue;
      const double half = metrics.horizontalAdvance(names[i]) / 2.0;
      QVERIFY2(m_loss->xAxis->coordToPixel(at[i]) - half > end + 4, qPrintable(names.toList().join(' ')));
      end = m_loss->xAxis->coordToPixel(at[i]) + half;
    }
  }

  void bothCurvesStandWhereTheirWeightsDo() {
    // The weights of step 3, measured on a batch by the fourth step and on the same samples as a test.
    engine::History both;
    both.train.push_back({4, {0.75, 0.5}});
    both.test.push_back({3, {0.75, 0.5}});
    m_panel->append(both);
    QCOMPARE(m_loss->graph(0)->data()->at(0)->key, m_loss->graph(1)->data()->at(0)->key);
    QCOMPARE(m_loss->graph(0)->data()->at(0)->value, m_loss->graph(1)->data()->at(0)->value);
  }

  void aSpikeDoesNotFlattenTheRest() {
    engine::History points;
    for (std::int64_t step = 1; step <= 100; ++step) points.train.push_back({step, {2.0, 0.5}});
    points.train[41].metrics.loss = 5000;
    m_panel->append(points);
    QVERIFY(m_loss->yAxis->range().upper < 10);
    QVERIFY(m_loss->peak());
    QCOMPARE(m_loss->peak()->x, 41.0);
    QCOMPARE(m_loss->peak()->value, 5000.0);
    // A steady rise is not a spike, nor is the beginning of the curve.
    m_panel->clear();
    m_panel->append(history(1, 50));
    QVERIFY(m_loss->yAxis->range().upper >= 100);
    QVERIFY(!m_loss->peak());
  }

  void thePointerFindsTheNearestStep() {
    QVERIFY(!m_loss->pointNear(10));
    m_panel->append(history(1, 51, {20, 40}));
    QCOMPARE(m_loss->pointNear(10.4), 10.0);
    QCOMPARE(m_loss->pointNear(1e9), 50.0);
    QCOMPARE(m_accuracy->pointNear(-5), 0.0);
  }

  void thePointedValuesStandBesideThePlots() {
    m_panel->append(history(1, 51, {20, 40}));
    settle();
    QCOMPARE(legend().first(), "latest");
    QVERIFY(legend().contains(QString::number(100.0 / 51, 'f', 4)));
    const QImage before = m_accuracy->grab().toImage();
    const double x = m_loss->xAxis->coordToPixel(31);
    QTest::mouseMove(m_loss, QPoint(qRound(x), m_loss->axisRect()->rect().center().y()));
    settle();
    QCOMPARE(legend().first(), "at step 31");
    QVERIFY(legend().contains("3.1250"));  // 100 / 32: measured by the step after it
    QVERIFY(legend().contains("0.2500"));
    QVERIFY2(legend().contains("tested at step 40"), qPrintable(legend().join(" | ")));
    QVERIFY(m_accuracy->grab().toImage() != before);  // the step is marked in both
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(m_loss, &leave);
    settle();
    QCOMPARE(legend().first(), "latest");
    QVERIFY(!legend().join(' ').contains("tested at"));
    QCOMPARE(m_accuracy->grab().toImage(), before);
  }

  void theHintGoesWhenThereIsACurve() {
    const auto hint = [&] {
      for (int i = 0; i < m_loss->itemCount(); ++i)
        if (auto* text = qobject_cast<QCPItemText*>(m_loss->item(i));
            text && text->text().startsWith("Press"))
          return text->visible();
      return false;
    };
    QVERIFY(hint());
    m_panel->append(history(1, 1));
    QVERIFY(!hint());
    m_panel->clear();
    QVERIFY(hint());
  }

  void curvesRunOverStepsEpochsSamplesOrSeconds() {
    engine::History timed = history(1, 200, {200});
    for (engine::HistoryPoint& point : timed.train) point.seconds = 0.5 * static_cast<double>(point.step);
    timed.test[0].seconds = 100;
    timed.train[9].seconds = engine::kUnmeasured;
    m_panel->append(timed);
    const auto last = [this] { return (m_loss->graph(1)->data()->constEnd() - 1)->key; };
    QCOMPARE(last(), 200.0);
    choose([](CurveChoices& c) { c.axis = CurveAxis::Epochs; });
    QCOMPARE(last(), 2.0);
    QCOMPARE(m_loss->xAxis->label(), "epoch");
    QVERIFY(!m_loss->xAxis2->tickLabels());
    QVERIFY(m_accuracy->xAxis->range().upper > 2 && m_accuracy->xAxis->range().upper < 2.5);
    choose([](CurveChoices& c) { c.axis = CurveAxis::Samples; });
    QCOMPARE(last(), 6400.0);
    choose([](CurveChoices& c) { c.axis = CurveAxis::Seconds; });
    QCOMPARE(last(), 100.0);
    QCOMPARE(m_loss->graph(0)->dataCount(), 199);  // one has no time
    QCOMPARE(m_loss->graph(0)->data()->at(99)->key, 50.5);
    // The pointer finds the point, and the strip shows its step.
    const double x = m_loss->xAxis->coordToPixel(50.5);
    QTest::mouseMove(m_loss, QPoint(qRound(x), m_loss->axisRect()->rect().center().y()));
    QVERIFY2(legend().first().startsWith("at step 10"), qPrintable(legend().first()));
    // Another run, on its own epochs.
    CurveOverlay other{.id = 1, .name = "other", .history = history(1, 400, {400}), .stepsPerEpoch = 400};
    choose([](CurveChoices& c) { c.axis = CurveAxis::Epochs; });
    m_panel->setOverlays({other});
    QCOMPARE((m_loss->graph(4)->data()->constEnd() - 1)->key, 1.0);
  }

  void besideTheLossStandsWhatIsChosen() {
    engine::History sized = history(1, 100, {100});
    for (engine::HistoryPoint& point : sized.train) {
      point.sizes.learningRate = 0.001;
      if (point.step % 16 == 0) point.sizes.gradientNorm = 1.0 / static_cast<double>(point.step);
    }
    m_panel->append(sized);
    choose([](CurveChoices& c) { c.beside = CurveQuantity::GradientNorm; });
    QCOMPARE(m_accuracy->yAxis->label(), "gradient |dL/dw|");
    QCOMPARE(m_accuracy->yAxis->scaleType(), QCPAxis::stLogarithmic);
    QCOMPARE(m_accuracy->graph(0)->dataCount(), 6);
    QCOMPARE(m_accuracy->graph(1)->dataCount(), 0);
    QCOMPARE(m_accuracy->graph(0)->data()->at(1)->key, 31.0);
    QVERIFY(legend().contains("gradient"));
    QVERIFY2(legend().contains(shortValueText(1.0 / 96)), qPrintable(legend().join('|')));
    choose([](CurveChoices& c) { c.beside = CurveQuantity::LearningRate; });
    QCOMPARE(m_accuracy->yAxis->scaleType(), QCPAxis::stLinear);
    QCOMPARE(m_accuracy->graph(0)->dataCount(), 100);
    // Without accuracy the second plot is hidden, unless it shows something else.
    m_panel->setAccuracyShown(false);
    QVERIFY(!m_accuracy->isHidden());
    choose([](CurveChoices& c) { c.beside = CurveQuantity::Accuracy; });
    QVERIFY(m_accuracy->isHidden());
    m_panel->setAccuracyShown(true);
    QCOMPARE(m_accuracy->yAxis->range().upper, 104.0);
  }

  void smoothingIsToldAndTheCurveStaysVisible() {
    engine::History noisy;
    for (std::int64_t step = 1; step <= 100; ++step)
      noisy.train.push_back({step, {step % 2 == 0 ? 3.0 : 1.0, 0.5}});
    m_panel->append(noisy);
    QCOMPARE(m_loss->graph(2)->dataCount(), 0);
    QCOMPARE(m_loss->graph(0)->pen().color().alpha(), 255);
    choose([](CurveChoices& c) { c.smoothing = 20; });
    QVERIFY(legend().contains("smoothed over about 20 batches"));
    QCOMPARE(m_loss->graph(0)->dataCount(), 100);
    QCOMPARE(m_loss->graph(0)->data()->at(99)->value, 3.0);
    QVERIFY(m_loss->graph(0)->pen().color().alpha() < 128);
    QVERIFY(std::abs(m_loss->graph(2)->data()->at(99)->value - 2) < 0.1);
    QVERIFY2(legend().contains(lossText(m_loss->graph(2)->data()->at(99)->value)),
             qPrintable(legend().join('|')));
    choose([](CurveChoices& c) { c.smoothing = 1; });
    QCOMPARE(m_loss->graph(2)->dataCount(), 0);
    QVERIFY(legend().contains("of each batch"));
  }

  void thePictureIsOfWhatIsDrawn() {
    m_panel->append(history(1, 50, {50}));
    CurveOverlay other{.id = 1, .name = "rate × 10", .colour = 3, .history = history(1, 60, {60})};
    m_panel->setOverlays({other});
    settle();
    const CurveFigures figures = m_panel->figures();
    QCOMPARE(figures.plots.size(), std::size_t{2});
    QCOMPARE(figures.plots[0].y.label, m_loss->yAxis->label());
    QCOMPARE(figures.plots[0].lines.size(), std::size_t{4});
    QCOMPARE(figures.names.back().text, "rate × 10");
    QCOMPARE(figures.names[0].text, "training, of each batch");
    choose([](CurveChoices& c) { c.smoothing = 20; });
    QCOMPARE(m_panel->figures().names[0].text, "training, smoothed over about 20 batches");
    choose([](CurveChoices& c) { c.smoothing = 1; });
    m_panel->copyPicture();
    const QImage image = QGuiApplication::clipboard()->image();
    QVERIFY(image.width() >= 1000 && image.height() >= 400);
    QVERIFY(tests::countColour(image, lightTheme().run(3)) > 50);
    // While hidden it draws only for the picture.
    m_panel->hide();
    m_panel->append(history(51, 90));
    QCOMPARE(m_panel->figures().plots[0].lines.back().x.size(), qsizetype{1});
    QCOMPARE(m_panel->figures().plots[0].lines[2].x.size(), qsizetype{90});
  }

  void otherRunsAreDrawnAndTold() {
    m_panel->append(history(1, 50, {50}));
    CurveOverlay run{.id = 7, .name = "rate × 10", .colour = 3};
    run.history = history(1, 4000, {1000, 4000});
    run.history.test[0].metrics = {3.5, 0.5};
    const CurveBand::Spread loss{.lower = 1, .median = 2, .upper = 300};
    CurveOverlay seeds{.id = 8, .name = "five seeds", .colour = 4};
    seeds.bands = {{.step = 0, .loss = loss, .accuracy = {.lower = 0.1, .median = 0.2, .upper = 0.3}},
                   {.step = 6000, .loss = loss, .accuracy = {.lower = 0.5, .median = 0.6, .upper = 0.7}}};
    const int before = m_loss->graphCount();
    m_panel->setOverlays({run, seeds});
    QVERIFY(m_loss->graphCount() > before);
    QVERIFY(m_loss->graph(before)->dataCount() <= 500);  // means of the 4,000 batches
    QCOMPARE(m_loss->graph(before + 1)->dataCount(), 2);
    QVERIFY(m_loss->xAxis->range().upper >= 6000);
    QVERIFY(m_loss->yAxis->range().upper >= 300);
    const auto values = [this] {
      QStringList texts;
      for (const QLabel* label : m_panel->findChild<OverlayLegend*>()->findChildren<QLabel*>())
        texts << label->text();
      return texts;
    };
    QCOMPARE(values(), (QStringList{"rate × 10", "0.2500", percentText(0.975), "five seeds", "2.0000",
                                    percentText(0.6)}));
    settle();
    const double x = m_loss->xAxis->coordToPixel(49);
    QTest::mouseMove(m_loss, QPoint(qRound(x), m_loss->axisRect()->rect().center().y()));
    QCOMPARE(values(), (QStringList{"rate × 10", "3.5000", percentText(0.5), "five seeds", "2.0000",
                                    percentText(0.2)}));
    m_panel->clear();  // the window's run; the others stay, and can be pointed at
    QCOMPARE(m_loss->pointNear(3990).has_value(), true);
    m_panel->setOverlays({});
    QCOMPARE(m_loss->graphCount(), before);
    QVERIFY(!m_loss->pointNear(3990));
  }

  void ofManyRunsTheLegendScrolls() {
    const int width = m_loss->width();
    std::vector<CurveOverlay> many(12);
    for (std::size_t i = 0; i < many.size(); ++i)
      many[i] = {
          .id = i, .name = QString::number(i), .colour = static_cast<int>(i), .history = history(1, 9)};
    m_panel->setOverlays(many);
    settle();
    QCOMPARE(m_panel->height(), 190);
    QVERIFY(m_loss->width() > width / 2);
    const auto* legend = m_panel->findChild<OverlayLegend*>();
    QVERIFY(legend->height() >= legend->sizeHint().height());  // nothing is squeezed
  }

  void coloursFollowTheTheme() {
    m_panel->append(history(1, 50));
    for (const Theme* theme : {&darkTheme(), &lightTheme()}) {
      qApp->setPalette(paletteOf(*theme));
      settle();
      QCOMPARE(m_loss->graph(0)->pen().color(), theme->train);
      QCOMPARE(m_loss->graph(1)->pen().color(), theme->test);
      const QPoint corner = m_loss->axisRect()->rect().bottomRight() - QPoint(2, 4);
      QCOMPARE(m_loss->grab().toImage().pixelColor(corner), theme->field);
      QCOMPARE(m_loss->grab().toImage().pixelColor(1, 1), theme->panel);
    }
  }

 private:
  /// The texts beside the plots.
  QStringList legend() const {
    QStringList texts;
    for (const QLabel* label :
         m_panel->findChild<CurveLegend*>()->findChildren<QLabel*>(QString(), Qt::FindDirectChildrenOnly))
      texts << label->text();
    return texts;
  }

  template <class Change>
  void choose(Change change) {
    CurveChoices choices = m_panel->controls().choices();
    change(choices);
    m_panel->controls().choose(choices);
  }

  static void settle() {
    for (int i = 0; i < 3; ++i) QCoreApplication::processEvents();
  }

  std::unique_ptr<CurvesPanel> m_panel;
  CurvePlot* m_loss = nullptr;
  CurvePlot* m_accuracy = nullptr;
};

PELLUCID_WINDOW_TEST(tst_curves_panel, TestCurvesPanel)
#include "tst_curves_panel.moc"
