// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/layer_panel.h"

#include <QSignalSpy>
#include <QtTest>

#include "engine/inspect/arithmetic.h"
#include "tests/support/moments.h"
#include "tests/support/pointer.h"
#include "tests/support/window_test.h"
#include "ui/document/edits.h"
#include "ui/widgets/enum_box.h"

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
    m_units = m_panel->findChild<QSpinBox*>();
    m_activation = m_panel->findChild<QComboBox*>();
    m_frozen = m_panel->findChild<QCheckBox*>();
    QVERIFY(m_units && m_activation && m_frozen);
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

  void theSelectedLayerIsShown() {
    QVERIFY(edit::setFrozen(*m_document, 1, true));
    m_selection->setLayer(1);
    QVERIFY(shows("Hidden 2"));
    QCOMPARE(m_units->value(), 5);
    QVERIFY(m_units->isEnabled());
    QCOMPARE(chosen<Activation>(*m_activation), Activation::Tanh);
    QVERIFY(m_frozen->isChecked());
    m_selection->setLayer(2);
    QVERIFY(shows("Output"));
    QCOMPARE(m_units->value(), 3);
    QVERIFY(!m_units->isEnabled());  // it follows the data
    QCOMPARE(chosen<Activation>(*m_activation), Activation::Softmax);
    QVERIFY(!m_frozen->isChecked());
    QCOMPARE(m_document->undoStack().count(), 1);  // looking is no edit
  }

  void edits() {
    m_selection->setLayer(0);
    m_units->setFocus();
    m_units->selectAll();
    QTest::keyClicks(m_units, "12");
    QCOMPARE(m_document->undoStack().count(), 0);  // not with every digit
    QTest::keyClick(m_units, Qt::Key_Return);
    QCOMPARE(layer(0).units, 12);
    choose(Activation::Relu);
    QCOMPARE(layer(0).activation, Activation::Relu);
    m_frozen->click();
    QVERIFY(layer(0).frozen);
    QCOMPARE(m_document->undoStack().count(), 3);
    for (int i = 0; i < 3; ++i) m_document->undoStack().undo();
    QCOMPARE(m_units->value(), 6);
    QCOMPARE(chosen<Activation>(*m_activation), Activation::Tanh);
    QVERIFY(!m_frozen->isChecked());
  }

  void whatElseChangedIsNoted() {
    QSignalSpy noted(m_panel.get(), &LayerPanel::noted);
    m_selection->setLayer(0);
    choose(Activation::Linear);
    QCOMPARE(noted.size(), 0);
    m_selection->setLayer(2);
    choose(Activation::Sigmoid);
    QCOMPARE(noted.size(), 1);
    QVERIFY(noted[0][0].toString().contains("mean squared error"));
    QCOMPARE(m_document->experiment().training.loss, engine::Loss::MeanSquaredError);
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

  void aLayerThatIsGoneIsNotShown() {
    m_selection->setLayer(2);
    m_panel->showMoment(share(momentAfter(20)));
    m_document->open(tests::experimentFor(*m_dataset, {}), nullptr);
    QVERIFY(!m_units->isVisible());
    m_selection->setLayer(0);
    QVERIFY(shows("Output"));
    // The moment may still be that of the network before.
    m_document->open(tests::experimentFor(*m_dataset, {6, 5, 4, 3}), nullptr);
    m_selection->setLayer(4);
    QVERIFY(shows("Output"));
    QCOMPARE(m_document->undoStack().count(), 0);
  }

  void everyControlTeaches() {
    for (const QWidget* control : {static_cast<QWidget*>(m_units), static_cast<QWidget*>(m_activation),
                                   static_cast<QWidget*>(m_frozen)}) {
      QVERIFY(!control->toolTip().isEmpty());
      QVERIFY(control->focusPolicy() & Qt::TabFocus);
    }
  }

 private:
  Moment momentAfter(int steps) const {
    return tests::momentAfter(m_document->experiment(), m_dataset, steps);
  }
  const engine::LayerSpec& layer(std::size_t index) const {
    return m_document->experiment().network.layers[index];
  }
  bool shows(const QString& text) const {
    const auto labels = m_panel->findChildren<QLabel*>();
    return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) {
      return label->isVisibleTo(m_panel.get()) && label->text().contains(text);
    });
  }
  void choose(Activation activation) const {
    m_activation->setCurrentIndex(m_activation->findData(static_cast<int>(activation)));
    emit m_activation->activated(m_activation->currentIndex());
  }
  /// All weights are 0 but two in each of the first layers: -2 and 4 times `factor`, and -0.5 and 1 times it.
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
  QComboBox* m_activation = nullptr;
  QCheckBox* m_frozen = nullptr;
};

PELLUCID_WINDOW_TEST(tst_layer_panel, TestLayerPanel)
#include "tst_layer_panel.moc"
