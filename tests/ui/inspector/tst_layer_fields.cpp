// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/layer_fields.h"

#include <QLabel>
#include <QSignalSpy>
#include <QtTest>
#include <set>

#include "engine/model/layers_text.h"
#include "tests/support/moments.h"
#include "tests/support/window_test.h"
#include "ui/document/edits.h"

using namespace pellucid;
using namespace pellucid::ui;
using engine::Activation;

class TestLayerFields : public QObject {
  Q_OBJECT

  engine::DatasetPtr m_dataset;
  std::unique_ptr<Document> m_document;
  std::unique_ptr<LayerFields> m_fields;

  const engine::LayerSpec& layer(std::size_t index) const {
    return m_document->experiment().network.layers[index];
  }
  template <class Field>
  Field* field(const char* name = "") const {
    return *name == 0 ? m_fields->findChild<Field*>() : m_fields->findChild<Field*>(name);
  }
  /// Which fields the layer has, by their labels.
  std::set<QString> words() const {
    std::set<QString> all;
    for (const QLabel* label : m_fields->findChildren<QLabel*>())
      if (label->isVisibleTo(m_fields.get())) all.insert(label->text().remove('&'));
    for (const QCheckBox* box : m_fields->findChildren<QCheckBox*>())
      if (box->isVisibleTo(m_fields.get())) all.insert(box->text().remove('&'));
    return all;
  }
  void type(QAbstractSpinBox* box, const char* text) {
    box->setFocus();
    box->selectAll();
    QTest::keyClicks(box, text);
    QTest::keyClick(box, Qt::Key_Return);
  }
  void follow(std::size_t shown) {
    m_fields->showLayer(shown);
    m_fields->disconnect(m_document.get());
    connect(m_document.get(), &Document::experimentChanged, m_fields.get(),
            [this, shown] { m_fields->showLayer(shown); });
  }

 private slots:
  /// 12×12 images; a network of every kind.
  void init() {
    m_dataset = tests::squareImages(12);
    engine::Experiment experiment = tests::smallExperiment();
    experiment.network.layers =
        engine::parseLayers(
            "12x12x1,conv4x5:relu,maxpool2,avgpool2,batchnorm:tanh,flatten,6:tanh,dropout0.25,3:softmax")
            ->layers;
    m_document = std::make_unique<Document>();
    m_document->open(experiment, m_dataset);
    m_fields = std::make_unique<LayerFields>(*m_document);
    m_fields->show();
    QVERIFY(QTest::qWaitForWindowActive(m_fields.get()));
  }
  void cleanup() { m_fields.reset(); }

  void eachKindHasItsOwnFields() {
    const std::set<QString> expected[] = {
        {"Filters", "Kernel", "Stride", "Padding", "Activation", "Initial weights", "Learning rate ×",
         "Biases", "Frozen"},
        {"Window", "Stride"},
        {"Window", "Stride"},
        {"Activation", "Momentum", "Epsilon", "Learning rate ×", "Frozen"},
        {},
        {"Units", "Activation", "Initial weights", "Learning rate ×", "Biases", "Frozen"},
        {"Dropped share"},
        {"Units", "Activation", "Initial weights", "Learning rate ×", "Biases", "Frozen"}};
    for (std::size_t i = 0; i < std::size(expected); ++i) {
      m_fields->showLayer(i);
      QVERIFY2(words() == expected[i], qPrintable(QString::number(i)));
    }
    QCOMPARE(m_document->undoStack().count(), 0);  // looking is not an edit
  }

  void showWhatTheLayerIs() {
    m_fields->showLayer(0);
    QCOMPARE(field<QSpinBox>("Units")->value(), 4);
    QCOMPARE(field<QSpinBox>("Kernel")->text(), "5 × 5");
    QCOMPARE(field<QComboBox>("Padding")->currentText(), "none");
    m_fields->showLayer(6);
    QCOMPARE(field<NumberBox>("Rate")->value(), 0.25);
    m_fields->showLayer(7);
    QVERIFY(!field<QSpinBox>("Units")->isEnabled());  // it follows the data
    QCOMPARE(field<ActivationBox>()->activation(), Activation::Softmax);
  }

  void eachFieldIsOneStepOfUndo() {
    follow(0);
    const engine::Experiment start = m_document->experiment();
    type(field<QSpinBox>("Units"), "7");
    QCOMPARE(layer(0).units, 7);
    type(field<QSpinBox>("Kernel"), "3");
    QCOMPARE(layer(0).kernel, 3);
    auto* padding = field<QComboBox>("Padding");
    QCOMPARE(padding->count(), 4);  // the size, none, 1, 2
    padding->setCurrentIndex(3);
    emit padding->activated(3);
    QCOMPARE(layer(0).padding, (engine::Padding{.isSame = false, .pixels = 2}));
    padding->setCurrentIndex(0);
    emit padding->activated(0);
    QCOMPARE(layer(0).padding, (engine::Padding{.isSame = true, .pixels = 0}));
    type(field<QSpinBox>("Stride"), "2");
    QCOMPARE(layer(0).stride, 2);
    for (QCheckBox* box : m_fields->findChildren<QCheckBox*>()) box->click();
    QVERIFY(!layer(0).bias);
    QVERIFY(layer(0).frozen);
    auto* activation = field<ActivationBox>();
    activation->setActivation(Activation::Elu);
    emit activation->activated(activation->currentIndex());
    QCOMPARE(layer(0).activation, Activation::Elu);
    auto* initializer = field<QComboBox>("Initializer");
    QVERIFY(initializer->currentText().endsWith("glorot"));
    initializer->setCurrentIndex(initializer->findText("orthogonal"));
    emit initializer->activated(initializer->currentIndex());
    QCOMPARE(layer(0).initializer, engine::Initializer::Orthogonal);
    initializer->setCurrentIndex(0);
    emit initializer->activated(0);
    QVERIFY(!layer(0).initializer);
    type(field<NumberBox>("RateFactor"), "0.1");
    QCOMPARE(layer(0).rateFactor, 0.1);
    follow(3);
    type(field<NumberBox>("Momentum"), "0.2");
    QCOMPARE(layer(3).momentum, 0.2);
    type(field<NumberBox>("Epsilon"), "0.001");
    QCOMPARE(layer(3).epsilon, 0.001);
    follow(6);
    type(field<NumberBox>("Rate"), "0,5");
    QCOMPARE(layer(6).rate, 0.5);
    QCOMPARE(m_document->undoStack().count(), 14);
    while (m_document->undoStack().canUndo()) m_document->undoStack().undo();
    QCOMPARE(m_document->experiment(), start);
  }

  void aSmallerKernelTakesItsPaddingAlong() {
    follow(0);
    auto* padding = field<QComboBox>("Padding");
    padding->setCurrentIndex(padding->findData(4));
    emit padding->activated(padding->currentIndex());
    type(field<QSpinBox>("Kernel"), "3");
    QCOMPARE(layer(0).padding.pixels, 2);
  }

  void windowsOfAPoolStaySideBySide() {
    follow(1);
    type(field<QSpinBox>("Kernel"), "4");
    QCOMPARE(layer(1).kernel, 4);
    QCOMPARE(layer(1).stride, 4);
    type(field<QSpinBox>("Stride"), "2");
    type(field<QSpinBox>("Kernel"), "3");
    QCOMPARE(layer(1).stride, 2);
  }

  void aFieldGoesAsFarAsFits() {
    m_fields->showLayer(0);
    // 12 - k + 1 must leave a pixel for two pools of 2: 4.
    QCOMPARE(field<QSpinBox>("Kernel")->maximum(), 9);
    QVERIFY(field<QSpinBox>("Kernel")->toolTip().contains("9"));
    m_fields->showLayer(1);
    QCOMPARE(field<QSpinBox>("Kernel")->maximum(), 4);
  }

  void whatIsRefusedIsSaidAndNotShown() {
    QSignalSpy noted(m_fields.get(), &LayerFields::noted);
    follow(1);
    type(field<QSpinBox>("Stride"), "8");  // the pool after it finds one pixel
    QCOMPARE(noted.size(), 1);
    QCOMPARE(layer(1).stride, 2);
    QCOMPARE(field<QSpinBox>("Stride")->value(), 2);
  }

  void whatElseChangedIsNoted() {
    QSignalSpy noted(m_fields.get(), &LayerFields::noted);
    follow(7);
    auto* activation = field<ActivationBox>();
    activation->setActivation(Activation::Sigmoid);
    emit activation->activated(activation->currentIndex());
    QCOMPARE(noted.size(), 1);
    QVERIFY(noted[0][0].toString().contains("mean squared error"));
    QCOMPARE(m_document->experiment().training.loss, engine::Loss::MeanSquaredError);
  }

  void everyFieldTeachesAndHasAKey() {
    m_fields->showLayer(0);
    for (const QWidget* each : m_fields->findChildren<QWidget*>(Qt::FindDirectChildrenOnly)) {
      if (qobject_cast<const QLabel*>(each) != nullptr) continue;
      QVERIFY2(each->toolTip().size() > 40, qPrintable(each->objectName()));
      QVERIFY(each->focusPolicy() & Qt::TabFocus);
    }
  }
};

PELLUCID_WINDOW_TEST(tst_layer_fields, TestLayerFields)
#include "tst_layer_fields.moc"
