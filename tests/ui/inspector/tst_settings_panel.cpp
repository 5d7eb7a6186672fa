// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/settings_panel.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>
#include <QtTest>

#include "tests/support/datasets.h"
#include "tests/support/moments.h"
#include "tests/support/window_test.h"
#include "ui/document/edits.h"
#include "ui/document/training_edits.h"
#include "ui/inspector/acts_sign.h"
#include "ui/inspector/schedule_plot.h"
#include "ui/inspector/settings_group.h"
#include "ui/widgets/scale_box.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestSettingsPanel : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() { QLocale::setDefault(QLocale(QLocale::German)); }  // numbers keep their decimal points

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
    QCOMPARE(m_document->experiment(), tests::smallExperiment());  // showing is not an edit
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
    auto* rates = field<QComboBox>("Rate");
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
    choose("Drawn by", "he");
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
    QCOMPARE(field<QComboBox>("Drawn by")->count(),
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
    m_panel->resize(258, m_panel->height());  // a new window's column, beside the scroll bar
    const auto places = [this] {
      QList<QPoint> all;
      for (const SettingsGroup* group : m_panel->groups()) all << group->pos();
      return all;
    };
    QCoreApplication::processEvents();
    const QList<QPoint> before = places();
    show(100);
    QVERIFY(says("comes back with Undo"));
    QCoreApplication::processEvents();
    QCOMPARE(places(), before);  // nothing moves under the pointer
  }

  /// Every number of a TrainingSpec is shown as it is, and typing another one sets it in one undo step.
  void everyNumberHasItsField() {
    const auto type = [this](const char* name, const char* text) {
      auto* box = field<QAbstractSpinBox>(name);
      QVERIFY2(box != nullptr && box->isVisibleTo(m_panel.get()), name);
      const int before = m_document->undoStack().count();
      box->selectAll();
      QTest::keyClicks(box, text);
      QTest::keyClick(box, Qt::Key_Return);
      QCOMPARE(m_document->undoStack().count(), before + 1);
      QCOMPARE(box->text(), text);
    };
    for (SettingsGroup* group : m_panel->groups()) group->setOpen(true);
    engine::TrainingSpec expected = m_document->experiment().training;
    type("Mean β1", "0.8");
    type("Square β2", "0.95");
    type("Epsilon ε", "1e-05");
    type("L1", "0.001");
    type("L2", "3e-05");
    type("Weight decay λ", "0.02");
    type("Label smoothing", "0.1");
    type("Whole gradient", "1.5");
    type("Each element", "0.25");
    type("Shift", "0.1");
    type("Turn in °", "15");
    type("Zoom", "0.2");
    type("Noise", "0.05");
    type("Warm-up steps", "100");
    type("Epochs", "12");
    type("Steps", "3456");
    type("Accuracy in %", "97.5");
    type("Patience", "4");
    expected.settings.beta1 = 0.8;
    expected.settings.beta2 = 0.95;
    expected.settings.epsilon = 1e-5;
    expected.settings.l1 = 0.001;
    expected.settings.l2 = 3e-5;
    expected.settings.weightDecay = 0.02;
    expected.labelSmoothing = 0.1;
    expected.clipping = {.norm = 1.5, .value = 0.25};
    expected.augmentation = {.shift = 0.1, .turn = 15, .zoom = 0.2, .noise = 0.05};
    expected.schedule.warmupSteps = 100;
    expected.stopping = {.epochs = 12, .steps = 3456, .targetAccuracy = 0.975, .patience = 4};
    QCOMPARE(m_document->experiment().training, expected);
    QVERIFY(m_noted.isEmpty());

    choose("Schedule", "one-cycle");
    type("Over epochs", "7");
    type("Factor", "0.2");
    type("Least rate", "1e-06");
    type("Rising share", "0.25");
    choose("Schedule", "plateau");
    type("Plateau patience", "3");
    choose("Schedule", "step");
    type("Every … epochs", "2");
    QCOMPARE(m_document->experiment().training.schedule,
             (engine::Schedule{.kind = engine::ScheduleKind::Step, .warmupSteps = 100, .every = 2}));
    choose("Optimizer", "momentum");
    type("Momentum μ", "0.5");
    choose("Optimizer", "rmsprop");
    type("Square α", "0.9");
    choose("Optimizer", "adadelta");
    type("Square ρ", "0.95");
  }

  void numbersOutOfRangeAreRefusedWithTheReason() {
    auto* box = field<ScaleBox>("Mean β1");
    box->selectAll();
    QTest::keyClicks(box, "1");
    QTest::keyClick(box, Qt::Key_Return);
    QCOMPARE(m_noted, QStringList{"Mean β1 can't be \"1\": it must be from 0 to less than 1."});
    QCOMPARE(box->text(), "0.9");
    QCOMPARE(m_document->experiment(), tests::smallExperiment());
  }

  /// What has no effect with the optimizer, the schedule or the loss is hidden.
  void onlyWhatMeansSomethingIsShown() {
    const QStringList ofOptimizers = {"Momentum μ", "Mean β1",  "Square β2",
                                      "Square α",   "Square ρ", "Epsilon ε"};
    const QStringList ofSchedules = {"Every … epochs", "Over epochs", "Plateau patience",
                                     "Factor",         "Least rate",  "Rising share"};
    const auto optimizer = [&](const char* name) {
      choose("Optimizer", name);
      return shownOf(ofOptimizers);
    };
    QCOMPARE(optimizer("sgd"), QStringList());
    QCOMPARE(optimizer("momentum"), QStringList{"Momentum μ"});
    QCOMPARE(optimizer("adamw"), (QStringList{"Mean β1", "Square β2", "Epsilon ε"}));
    QCOMPARE(optimizer("rmsprop"), (QStringList{"Square α", "Epsilon ε"}));
    QCOMPARE(optimizer("adadelta"), (QStringList{"Square ρ", "Epsilon ε"}));
    const auto schedule = [&](const char* name) {
      choose("Schedule", name);
      return shownOf(ofSchedules);
    };
    QCOMPARE(schedule("constant"), QStringList());
    QCOMPARE(schedule("step"), (QStringList{"Every … epochs", "Factor"}));
    QCOMPARE(schedule("cosine"), (QStringList{"Over epochs", "Least rate"}));
    QCOMPARE(schedule("plateau"), (QStringList{"Plateau patience", "Factor", "Least rate"}));
    QCOMPARE(schedule("one-cycle"), (QStringList{"Over epochs", "Factor", "Least rate", "Rising share"}));
    for (SettingsGroup* group : m_panel->groups()) group->setOpen(true);
    QVERIFY(isShown("Label smoothing"));
    choose("Loss", "mse");
    QVERIFY(!isShown("Label smoothing"));
  }

  void defaultsComeBack() {
    auto* button = m_panel->findChildren<QPushButton*>().first();
    QCOMPARE(button->text(), "Back to defaults");
    QVERIFY(!button->isVisibleTo(m_panel.get()));
    QVERIFY(edit::setOptimizerNumber(*m_document, &engine::OptimizerSettings::beta2, 0.5));
    QVERIFY(button->isVisibleTo(m_panel.get()));
    for (const char* part : {"adam", "0.9", "0.999", "1e−08"})
      QVERIFY2(button->toolTip().contains(part), qPrintable(button->toolTip()));
    button->click();
    QCOMPARE(m_document->experiment(), tests::smallExperiment());
    QVERIFY(!button->isVisibleTo(m_panel.get()));
  }

  void anotherSeedIsTheNext() {
    QPushButton* another = nullptr;
    for (auto* button : m_panel->findChildren<QPushButton*>())
      if (button->text() == "Another seed") another = button;
    QVERIFY(another);
    another->click();
    another->click();
    QCOMPARE(m_document->experiment().seed, std::uint64_t{3});
    QCOMPARE(field<QLineEdit>("Seed")->text(), "3");
    m_document->undoStack().undo();
    QCOMPARE(field<QLineEdit>("Seed")->text(), "2");
  }

  void theOrderOfSamplesIsChosen() {
    auto* shuffle = field<QCheckBox>("Shuffle");
    QVERIFY(shuffle->isChecked());
    QTest::keyClick(shuffle, Qt::Key_Space);
    QVERIFY(!m_document->experiment().training.shuffle);
    m_document->undoStack().undo();
    QVERIFY(shuffle->isChecked());
  }

  /// The signs agree with compare() about such a change.
  void theSignsTellWhatAChangeMeans() {
    for (SettingsGroup* group : m_panel->groups()) group->setOpen(true);
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    m_panel->resize(m_panel->sizeHint());
    const auto isAtOnce = [this](const QString& name) {
      for (const QLabel* label : m_panel->findChildren<QLabel*>())
        if (label->buddy() != nullptr && label->buddy() == field<QWidget>(name))
          return signOf(*label)->isAtOnce();
      throw std::logic_error("no such field");
    };
    const auto means = [this](const auto& change) {
      engine::Experiment after = m_document->experiment();
      change(after);
      return engine::compare(m_document->experiment(), after) == engine::Change::Live;
    };
    using E = engine::Experiment;
    QCOMPARE(isAtOnce("Rate"), means([](E& e) { e.training.learningRate = 1; }));
    QCOMPARE(isAtOnce("Mean β1"), means([](E& e) { e.training.settings.beta1 = 0; }));
    QCOMPARE(isAtOnce("L2"), means([](E& e) { e.training.settings.l2 = 1; }));
    QCOMPARE(isAtOnce("Whole gradient"), means([](E& e) { e.training.clipping.norm = 1; }));
    QCOMPARE(isAtOnce("Schedule"),
             means([](E& e) { e.training.schedule.kind = engine::ScheduleKind::Cosine; }));
    QCOMPARE(isAtOnce("Patience"), means([](E& e) { e.training.stopping.patience = 1; }));
    QCOMPARE(isAtOnce("Loss"), means([](E& e) { e.training.loss = engine::Loss::MeanSquaredError; }));
    QCOMPARE(isAtOnce("Optimizer"), means([](E& e) { e.training.optimizer = engine::Optimizer::Sgd; }));
    QCOMPARE(isAtOnce("Label smoothing"), means([](E& e) { e.training.labelSmoothing = 0.1; }));
    QCOMPARE(isAtOnce("Noise"), means([](E& e) { e.training.augmentation.noise = 0.1; }));
    QCOMPARE(isAtOnce("Batch size"), means([](E& e) { e.training.batchSize = 1; }));
    QCOMPARE(isAtOnce("Shuffle"), means([](E& e) { e.training.shuffle = false; }));
    QCOMPARE(isAtOnce("Drawn by"), means([](E& e) { e.network.initializer = engine::Initializer::He; }));
    QCOMPARE(isAtOnce("Seed"), means([](E& e) { ++e.seed; }));
  }

  void foldedGroupsSayWhatIsSet() {
    const auto summaries = [this] {
      QStringList all;
      for (const SettingsGroup* group : m_panel->groups()) all << group->summary();
      return all;
    };
    QCOMPARE(summaries(), (QStringList{"adam, cross-entropy", "0.01, constant", "off", "no limit",
                                       "8, shuffled", "none", "glorot, seed 1", "you pause it"}));
    QVERIFY(edit::setOptimizerNumber(*m_document, &engine::OptimizerSettings::l2, 0.001));
    QVERIFY(edit::setLabelSmoothing(*m_document, 0.1));
    QVERIFY(edit::setClipping(*m_document, &engine::Clipping::norm, 1));
    QVERIFY(edit::setStopping(*m_document, &engine::Stopping::epochs, std::int64_t{1}));
    QVERIFY(edit::setStopping(*m_document, &engine::Stopping::targetAccuracy, 0.97));
    QVERIFY(edit::setShuffle(*m_document, false));
    QVERIFY(edit::setAugmentation(*m_document, &engine::Augmentation::shift, 0.1));
    QCOMPARE(summaries(),
             (QStringList{"adam, cross-entropy", "0.01, constant", "L2 0.001, smoothing 0.1", "whole 1",
                          "8, in order", "Shift 0.1", "glorot, seed 1", "1 epoch, 97 %"}));
  }

  /// Alt with a letter leads to one field, and to none of the menus.
  void mnemonicsAreUnique() {
    QString letters = "FELRVH";
    for (const QLabel* label : m_panel->findChildren<QLabel*>())
      if (const qsizetype at = label->text().indexOf('&'); label->buddy() != nullptr && at >= 0) {
        const QChar letter = label->text()[at + 1].toUpper();
        QVERIFY2(!letters.contains(letter), qPrintable(label->text()));
        letters += letter;
      }
    QVERIFY(letters.size() > 6);
  }

  void rememberedGroupsAreOpen() {
    QCOMPARE(m_panel->openGroups(), (QStringList{"steps", "rate", "batches", "weights"}));
    m_panel->setOpenGroups({"clipping", "nobody knows"});
    QCOMPARE(m_panel->openGroups(), QStringList{"clipping"});
  }

  void theScheduleShowsWhereTheRunIs() {
    auto* plot = m_panel->findChild<SchedulePlot*>();
    QVERIFY(edit::setScheduleKind(*m_document, engine::ScheduleKind::Cosine));
    const Moment moment = tests::momentAfter(m_document->experiment(), tests::syntheticDataset(), 20);
    m_panel->showMoment(moment);
    engine::Trainer trainer =
        engine::Trainer::create(m_document->experiment(), tests::syntheticDataset()).value();
    for (int i = 0; i < 21; ++i) trainer.step();
    QCOMPARE(plot->curve().now, trainer.rule().learningRate);  // for the 21st step
    QCOMPARE(plot->curve().end, 10 * trainer.stepsPerEpoch());
    const QImage before = plot->grab().toImage();
    m_panel->showMoment(tests::momentAfter(m_document->experiment(), tests::syntheticDataset(), 40));
    QVERIFY(plot->grab().toImage() != before);
  }

  void everyFieldTeachesAndHasALabel() {
    QSet<QString> lessons;
    int fields = 0;
    for (const SettingsGroup* group : m_panel->groups())
      for (const QLabel* label : group->findChildren<QLabel*>()) {
        const QWidget* widget = label->buddy();
        if (widget == nullptr) continue;
        ++fields;
        const QString name = label->text().remove('&');
        QVERIFY2(widget->focusPolicy() & Qt::TabFocus, qPrintable(name));
        QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(name));
        // A separate sentence that says more than the label, and when a change takes effect.
        QString lesson = widget->toolTip().remove(name, Qt::CaseInsensitive).simplified();
        QVERIFY2(lesson.split(' ').size() >= 8 && !lessons.contains(lesson), qPrintable(widget->toolTip()));
        QVERIFY2(lesson.contains("Takes effect at once") || lesson.contains("Begins a new run"),
                 qPrintable(lesson));
        lessons.insert(lesson);
      }
    QCOMPARE(fields, 38);
  }

 private:
  /// The field beside the label with this text, ignoring mnemonics.
  template <class W>
  W* field(const QString& name) const {
    for (const QLabel* label : m_panel->findChildren<QLabel*>())
      if (label->buddy() != nullptr && label->text().remove('&') == name)
        return qobject_cast<W*>(label->buddy());
    return nullptr;
  }
  bool isShown(const QString& name) const { return field<QWidget>(name)->isVisibleTo(m_panel.get()); }
  QStringList shownOf(const QStringList& names) const {
    QStringList shown;
    for (const QString& name : names)
      if (isShown(name)) shown << name;
    return shown;
  }
  /// The sign on a label's line.
  static const ActsSign* signOf(const QLabel& label) {
    for (const QGridLayout* grid : label.parentWidget()->findChildren<QGridLayout*>()) {
      const int index = grid->indexOf(const_cast<QLabel*>(&label));
      int row = 0, column = 0, rows = 0, columns = 0;
      if (index < 0) continue;
      grid->getItemPosition(index, &row, &column, &rows, &columns);
      return qobject_cast<const ActsSign*>(grid->itemAtPosition(row, 2)->widget());
    }
    return nullptr;
  }
  QLineEdit& rateField() const { return *field<QComboBox>("Rate")->lineEdit(); }
  QStringList texts() const {
    return {rateField().text(),
            field<QComboBox>("Optimizer")->currentText(),
            QString::number(field<QSpinBox>("Batch size")->value()),
            field<QComboBox>("Loss")->currentText(),
            field<QComboBox>("Drawn by")->currentText(),
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
