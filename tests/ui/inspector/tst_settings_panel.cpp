// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/settings_panel.h"

#include <QFormLayout>
#include <QSignalSpy>
#include <QtTest>

#include "tests/support/datasets.h"
#include "tests/support/moments.h"
#include "tests/support/window_test.h"
#include "ui/document/edits.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestSettingsPanel : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() { QLocale::setDefault(QLocale(QLocale::German)); }  // numbers keep their points

  void init() {
    m_document = std::make_unique<Document>(tests::smallExperiment());
    m_panel = std::make_unique<SettingsPanel>(*m_document);
    m_noted.clear();
    connect(m_panel.get(), &SettingsPanel::noted, this,
            [this](const QString& message) { m_noted << message; });
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
  }
  void cleanup() { m_panel.reset(); }

  void theDocumentIsShown() {
    QCOMPARE(texts(), (QStringList{"0.01", "adam", "8", "cross-entropy", "glorot", "1"}));
    QVERIFY(edit::setLearningRate(*m_document, 0.25));
    QVERIFY(edit::setOptimizer(*m_document, engine::Optimizer::Sgd));
    QVERIFY(edit::setBatchSize(*m_document, 100));
    QVERIFY(edit::setLoss(*m_document, engine::Loss::MeanSquaredError));
    QVERIFY(edit::setInitializer(*m_document, engine::Initializer::He));
    QVERIFY(edit::setSeed(*m_document, 18446744073709551615U));
    QCOMPARE(texts(), (QStringList{"0.25", "sgd", "100", "mse", "he", "18446744073709551615"}));
    while (m_document->undoStack().canUndo()) m_document->undoStack().undo();
    QCOMPARE(texts(), (QStringList{"0.01", "adam", "8", "cross-entropy", "glorot", "1"}));
    QCOMPARE(m_document->experiment(), tests::smallExperiment());  // showing is no edit
  }

  void learningRatesAreTaken_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<double>("rate");
    QTest::newRow("usual") << "0.03" << 0.03;
    QTest::newRow("unusual") << "0.0123" << 0.0123;
    QTest::newRow("with an exponent") << "2e-4" << 2e-4;
    QTest::newRow("the beginning of a usual one") << "1" << 1.0;
    QTest::newRow("the beginning of another") << "100" << 100.0;
    QTest::newRow("spaces around it") << " 0.5 " << 0.5;
    QTest::newRow("the largest") << "1000000" << 1e6;
    QTest::newRow("a decimal comma") << "0,1" << 0.1;
  }
  void learningRatesAreTaken() {
    QFETCH(QString, typed);
    QFETCH(double, rate);
    type(rateField(), typed);
    QCOMPARE(m_document->experiment().training.learningRate, rate);
    QCOMPARE(m_document->undoStack().count(), 1);
    QVERIFY(m_noted.isEmpty());
  }

  void otherLearningRatesAreRefusedWithTheReason_data() {
    QTest::addColumn<QString>("typed");
    for (const char* typed : {"fast", "0", "-0.1", "0,1,2", "1000001", "inf", "nan", "", "1.2.3"})
      QTest::newRow(typed) << typed;
  }
  void otherLearningRatesAreRefusedWithTheReason() {
    QFETCH(QString, typed);
    type(rateField(), typed);
    QCOMPARE(m_document->experiment(), tests::smallExperiment());
    QCOMPARE(m_noted.size(), 1);
    QVERIFY2(m_noted[0].contains(QStringLiteral("\"%1\"").arg(typed)), qPrintable(m_noted[0]));
    QVERIFY(m_noted[0].contains("greater than 0 and at most 1000000"));
    QCOMPARE(texts()[0], "0.01");
  }

  void aRateIsChosenFromTheList() {
    auto* rates = field<QComboBox>("Learning rate");
    const int item = rates->findText("0.001");
    QVERIFY(item >= 0);
    rates->setCurrentIndex(item);
    emit rates->activated(item);
    QCOMPARE(m_document->experiment().training.learningRate, 0.001);
    for (int i = 0; i < rates->count(); ++i) {
      const double rate = QLocale::c().toDouble(rates->itemText(i));
      QVERIFY(rate > 0 && rate <= engine::kMaxLearningRate);
    }
  }

  void theOthersAreChosen() {
    choose("Optimizer", "momentum");
    QCOMPARE(m_document->experiment().training.optimizer, engine::Optimizer::Momentum);
    choose("Initial weights", "he");
    QCOMPARE(m_document->experiment().network.initializer, engine::Initializer::He);
    choose("Loss", "mse");
    QCOMPARE(m_document->experiment().training.loss, engine::Loss::MeanSquaredError);
    QCOMPARE(m_document->undoStack().count(), 3);
    QVERIFY(m_noted.isEmpty());
  }

  void everyOptimizerLossAndInitializerIsOffered() {
    QCOMPARE(field<QComboBox>("Optimizer")->count(),
             static_cast<int>(engine::kEnumNames<engine::Optimizer>.size()));
    QCOMPARE(field<QComboBox>("Loss")->count(), static_cast<int>(engine::kEnumNames<engine::Loss>.size()));
    QCOMPARE(field<QComboBox>("Initial weights")->count(),
             static_cast<int>(engine::kEnumNames<engine::Initializer>.size()));
  }

  void aLossThatNeedsSoftmaxSaysSo() {
    choose("Loss", "mse");
    QVERIFY(edit::setActivation(*m_document, 1, engine::Activation::Linear));
    choose("Loss", "cross-entropy");
    QCOMPARE(m_noted.size(), 1);
    QVERIFY(m_noted[0].contains("softmax"));
    QCOMPARE(m_document->experiment().network.layers.back().activation, engine::Activation::Softmax);
  }

  void theBatchSizeIsTakenWhenItIsComplete() {
    auto* size = field<QSpinBox>("Batch size");
    size->selectAll();
    QTest::keyClicks(size, "250");
    QCOMPARE(m_document->undoStack().count(), 0);
    QTest::keyClick(size, Qt::Key_Return);
    QCOMPARE(m_document->experiment().training.batchSize, 250);
    QCOMPARE(m_document->undoStack().count(), 1);
    QCOMPARE(size->minimum(), 1);
    QCOMPARE(size->maximum(), static_cast<int>(engine::kMaxBatchSize));
  }

  void seedsAreWholeNumbers() {
    auto* seed = field<QLineEdit>("Seed");
    type(*seed, "18446744073709551615");
    QCOMPARE(m_document->experiment().seed, 18446744073709551615U);
    for (const char* wrong : {"-1", "1.5", "abc", "", "18446744073709551616"}) {
      m_noted.clear();
      type(*seed, wrong);
      QCOMPARE(m_noted.size(), 1);
      QVERIFY(m_noted[0].contains(QStringLiteral("\"%1\"").arg(wrong)));
      QVERIFY(m_noted[0].contains("whole number"));
      QCOMPARE(seed->text(), "18446744073709551615");
    }
    QCOMPARE(m_document->undoStack().count(), 1);
  }

  void aRestartIsToldBeforeItHappens() {
    const auto says = [this](const char* words) {
      for (const QLabel* label : m_panel->findChildren<QLabel*>())
        if (label->text().contains(QLatin1String(words))) return true;
      return false;
    };
    const auto dataset = tests::syntheticDataset();
    Moment moment = tests::momentAfter(tests::smallExperiment(), dataset);
    engine::Snapshot snapshot = *moment.snapshot;
    snapshot.stepsPerEpoch = 100;
    const auto show = [&](std::int64_t step) {
      snapshot.state.step = step;
      moment.snapshot = std::make_shared<const engine::Snapshot>(snapshot);
      m_panel->showMoment(moment);
    };
    show(99);
    QVERIFY(says("starts again from initial weights"));
    QVERIFY(!says("comes back with Undo"));
    show(100);
    QVERIFY(says("comes back with Undo"));
  }

  void everyFieldTeachesAndHasALabel() {
    QSet<QString> lessons;
    for (const char* name : {"Learning rate", "Optimizer", "Batch size", "Loss", "Initial weights", "Seed"}) {
      auto* widget = field<QWidget>(name);
      QVERIFY2(widget, name);
      QVERIFY2(widget->focusPolicy() & Qt::TabFocus, name);
      // A sentence of its own, which says more than the label does.
      QString lesson = widget->toolTip().remove(QString(name), Qt::CaseInsensitive).simplified();
      QVERIFY2(lesson.split(' ').size() >= 5 && !lessons.contains(lesson), qPrintable(widget->toolTip()));
      lessons.insert(lesson);
    }
  }

 private:
  /// The field beside the label with this text, mnemonics aside.
  template <class W>
  W* field(const QString& name) const {
    auto* form = m_panel->findChild<QFormLayout*>();
    for (int row = 0; row < form->rowCount(); ++row) {
      const QLayoutItem* label = form->itemAt(row, QFormLayout::LabelRole);
      if (label == nullptr || qobject_cast<QLabel*>(label->widget())->text().remove('&') != name) continue;
      return qobject_cast<W*>(form->itemAt(row, QFormLayout::FieldRole)->widget());
    }
    return nullptr;
  }
  QLineEdit& rateField() const { return *field<QComboBox>("Learning rate")->lineEdit(); }
  QStringList texts() const {
    return {rateField().text(),
            field<QComboBox>("Optimizer")->currentText(),
            QString::number(field<QSpinBox>("Batch size")->value()),
            field<QComboBox>("Loss")->currentText(),
            field<QComboBox>("Initial weights")->currentText(),
            field<QLineEdit>("Seed")->text()};
  }
  static void type(QLineEdit& line, const QString& text) {
    line.selectAll();
    QTest::keyClick(&line, Qt::Key_Delete);
    QTest::keyClicks(&line, text);
    QTest::keyClick(&line, Qt::Key_Return);
  }
  void choose(const char* name, const QString& text) const {
    auto* box = field<QComboBox>(name);
    box->setCurrentIndex(box->findText(text));
    emit box->activated(box->currentIndex());
  }

  std::unique_ptr<Document> m_document;
  std::unique_ptr<SettingsPanel> m_panel;
  QStringList m_noted;
};

PELLUCID_WINDOW_TEST(tst_settings_panel, TestSettingsPanel)
#include "tst_settings_panel.moc"
