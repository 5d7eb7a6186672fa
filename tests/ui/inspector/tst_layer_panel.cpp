// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/layer_panel.h"

#include <QSignalSpy>
#include <QtTest>

#include "engine/inspect/arithmetic.h"
#include "engine/inspect/layer_values.h"
#include "tests/support/moments.h"
#include "tests/support/pointer.h"
#include "tests/support/window_test.h"
#include "ui/document/stack_edits.h"
#include "ui/widgets/numbers.h"

using namespace pellucid;
using namespace pellucid::ui;
using engine::Activation;

class TestLayerPanel : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    m_dataset = tests::squareImages();
    m_document = std::make_unique<Document>(tests::experimentFor(*m_dataset, {6, 5}));
    m_selection = std::make_unique<Selection>();
    m_panel = std::make_unique<LayerPanel>(*m_document, *m_selection);
    m_panel->resize(320, 700);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    m_units = m_panel->findChild<QSpinBox*>("Units");
    QVERIFY(m_units);
  }
  void cleanup() { m_panel.reset(); }

  void nothingSelectedSaysWhatToDo() {
    QVERIFY(!m_units->isVisible());
    QVERIFY(shows("Click a layer"));
    m_selection->setLayer(0);
    QVERIFY(m_units->isVisible());
    QVERIFY(!shows("Click a layer"));
    m_selection->setLayer(std::nullopt);
    QVERIFY(!m_units->isVisible());
  }

  void theSelectedLayerIsShownWithWhatItCosts() {
    m_document->open(m_document->experiment(), m_dataset);
    m_selection->setLayer(1);
    QVERIFY(shows("Hidden 2"));
    QCOMPARE(m_units->value(), 5);
    QVERIFY(shows("6 → 5: 35 parameters and 30 multiplications per sample"));
    m_selection->setLayer(2);
    QVERIFY(shows("Output"));
    QCOMPARE(m_units->value(), 3);
    QCOMPARE(m_document->undoStack().count(), 0);  // looking is not an edit
  }

  void batchNormShowsItsStatistics() {
    m_document->open(m_document->experiment(), m_dataset);
    QVERIFY(edit::insertLayer(*m_document, 1, engine::LayerKind::BatchNorm));
    m_selection->setLayer(1);
    m_panel->showMoment(share(momentAfter(0)));
    QVERIFY(shows("Scale w: 1 … 1\nShift b: 0 … 0\nRunning mean: 0 … 0\nRunning variance: 1 … 1"));
    const Moment later = momentAfter(20);
    m_panel->showMoment(share(later));
    const auto mean = later.weights().segment(later.network().layerOffset(1) + 12, 6);
    QVERIFY(shows(QStringLiteral("Running mean: %1 … %2")
                      .arg(valueText(static_cast<double>(mean.minCoeff())),
                           valueText(static_cast<double>(mean.maxCoeff())))));
    m_selection->setLayer(0);
    QVERIFY(!shows("Running mean"));
  }

  /// By hand: relu is flat wherever z is not positive.
  void saysHowMuchOfTheNextBatchLiesWhereItIsFlat() {
    QVERIFY(edit::setActivation(*m_document, 0, Activation::Relu));
    m_document->open(m_document->experiment(), m_dataset);
    m_selection->setLayer(0);
    const Moment moment = momentAfter(7);
    m_panel->showMoment(share(moment));
    engine::StepSamples samples;
    const engine::Matrix z =
        engine::batchPreactivations(moment.network(), moment.weights(), moment.experiment(), *m_dataset,
                                    samples.of(moment.experiment(), *m_dataset, 7), 7, 0);
    const double flat = static_cast<double>((z.array() <= 0).count()) / static_cast<double>(z.size());
    QTRY_VERIFY(shows(percentText(flat)));
    QVERIFY(shows("max(z, 0)"));
    m_selection->setLayer(2);  // softmax has no curve
    QVERIFY(!shows("slope"));
  }

  void theWeightsAreTheMoments() {
    m_selection->setLayer(1);
    m_panel->showMoment(share(momentWith(0.5)));
    QVERIFY(shows("W is 5×6, from −0.25 to 0.5"));
    m_selection->setLayer(0);
    QVERIFY(shows("W is 6×16, from −1 to 2"));
    m_panel->showMoment(share(momentWith(3)));
    QVERIFY(shows("W is 6×16, from −6 to 12"));
  }

  void whatIsUnderThePointerIsSaid() {
    m_selection->setLayer(1);
    m_panel->showMoment(share(momentAfter(20)));
    auto* map = m_panel->findChild<WeightMap*>();
    tests::movePointer(*map, {2, 2});
    QVERIFY(shows("unit 1 ← unit 1: w = "));
    QVERIFY(!m_panel->findChild<UnitPictures*>()->isVisible());  // 6 numbers in a row make no picture
    m_selection->setLayer(0);
    tests::movePointer(*m_panel->findChild<UnitPictures*>(), {2, 2});
    QVERIFY(shows("unit 1: a = "));
  }

  void hiddenItOnlyRemembers() {
    m_selection->setLayer(0);
    m_panel->showMoment(share(momentWith(0.5)));
    m_panel->hide();
    m_panel->showMoment(share(momentWith(3)));
    QVERIFY(!shows("from −6 to 12"));
    m_panel->show();
    QVERIFY(shows("from −6 to 12"));
  }

  void withoutALayerAMomentShowsNothing() {
    m_document->open(m_document->experiment(), m_dataset);
    m_panel->showMoment(share(momentAfter(3)));
    QVERIFY(shows("Click a layer"));
    QVERIFY(!m_panel->findChild<ActivationPlot*>()->isVisible());
  }

  void aLayerThatIsGoneIsNotShown() {
    m_selection->setLayer(2);
    m_panel->showMoment(share(momentAfter(20)));
    m_document->open(tests::experimentFor(*m_dataset, {}), nullptr);
    QVERIFY(!m_units->isVisible());
    m_selection->setLayer(0);
    QVERIFY(shows("Output"));
    // The moment may still belong to the previous network.
    m_document->open(tests::experimentFor(*m_dataset, {6, 5, 4, 3}), nullptr);
    m_selection->setLayer(4);
    QVERIFY(shows("Output"));
    QCOMPARE(m_document->undoStack().count(), 0);
  }

 private:
  Moment momentAfter(int steps) const {
    return tests::momentAfter(m_document->experiment(), m_dataset, steps);
  }
  bool shows(const QString& text) const {
    const auto labels = m_panel->findChildren<QLabel*>();
    return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) {
      return label->isVisibleTo(m_panel.get()) && label->text().contains(text);
    });
  }
  /// All weights are 0 except two in each of the first layers: -2 and 4 times `factor`, and -0.5 and 1 times
  /// it.
  Moment momentWith(double factor) const {
    engine::Trainer trainer = engine::Trainer::create(m_document->experiment(), m_dataset).value();
    const engine::Network& network = *trainer.network();
    engine::Vector weights = engine::Vector::Zero(network.parameterCount());
    const auto set = [&](std::size_t layer, Index unit, Index from, double value) {
      const Index index = engine::parameterIndex(network, {.layer = layer, .unit = unit, .from = from});
      weights[index] = static_cast<engine::Scalar>(value * factor);
    };
    set(0, 0, 0, -2);
    set(0, 5, 15, 4);
    set(1, 4, 0, -0.5);
    set(1, 0, 5, 1);
    [&] { QVERIFY(trainer.setWeights(weights).has_value()); }();
    return tests::momentOf(trainer, m_dataset, tests::testInput(*m_dataset, 0));
  }

  engine::DatasetPtr m_dataset;
  std::unique_ptr<Document> m_document;
  std::unique_ptr<Selection> m_selection;
  std::unique_ptr<LayerPanel> m_panel;
  QSpinBox* m_units = nullptr;
};

PELLUCID_WINDOW_TEST(tst_layer_panel, TestLayerPanel)
#include "tst_layer_panel.moc"
