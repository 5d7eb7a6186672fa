// SPDX-License-Identifier: GPL-3.0-or-later
// The panel with all that it is made of: the picker, both pages, the answer and the pixels.
#include <QApplication>
#include <QDialog>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include "engine/data/point_sets.h"
#include "engine/io/model_input.h"
#include "tests/support/moments.h"
#include "tests/support/window_test.h"
#include "tests/ui/data/moments.h"
#include "ui/data/sample_panel.h"
#include "ui/data/target_row.h"
#include "ui/theme/theme.h"
#include "ui/widgets/data_changes_editor.h"
#include "ui/widgets/toggle_grid.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

class PickerWithFolder : public DatasetPicker {
 public:
  QString folder;
  QString changes;

 protected:
  QString chooseFolder() override { return folder; }
  QString chooseChanges() override { return changes; }
};

class PaintCounter : public QObject {
 public:
  explicit PaintCounter(QWidget* widget) : QObject(widget) { widget->installEventFilter(this); }
  int count = 0;

 protected:
  bool eventFilter(QObject*, QEvent* event) override {
    count += event->type() == QEvent::Paint;
    return false;
  }
};

bool shows(const QWidget& widget, const QString& text) {
  for (const QLabel* label : widget.findChildren<QLabel*>())
    if (label->isVisibleTo(&widget) && label->text().contains(text)) return true;
  return false;
}

/// As a user does: highlights the item and presses Enter.
void choose(QComboBox& names, int item) {
  names.setCurrentIndex(item);
  emit names.activated(item);
}

/// As the window does.
void wear(const Theme& theme) {
  qApp->setPalette(paletteOf(theme));
  qApp->setStyleSheet(styleSheetOf(theme));
  QCoreApplication::processEvents();
}

}  // namespace

class TestSamplePanel : public QObject {
  Q_OBJECT

 private slots:
  void withoutASampleThereIsNoTarget() {
    SamplePanel panel;
    panel.QWidget::show();
    for (const TargetRow* row : panel.findChildren<TargetRow*>())
      for (const QWidget* part : row->findChildren<QWidget*>()) QVERIFY(!part->isVisible());
  }

  /// Only if a frozen first layer changes the pixels' values.
  void tellsWhatTheNetworkIsGiven() {
    const auto dataset = tests::squareImages(4);
    engine::Experiment experiment = tests::experimentFor(*dataset, {});
    SamplePanel panel;
    panel.show(tests::momentAfter(experiment, dataset));
    auto* button = panel.findChild<QPushButton*>("ModelInput");
    QVERIFY(button != nullptr && button->isHidden());
    Moment moment = tests::momentAfter(experiment, dataset);
    auto snapshot = std::make_shared<engine::Snapshot>(*moment.snapshot);
    const engine::TrainedModel scaled = engine::withInputScaling({.network = experiment.network,
                                                                  .shape = dataset->shape,
                                                                  .weights = moment.weights(),
                                                                  .classNames = {},
                                                                  .facts = {}},
                                                                 {.mean = 0.25, .deviation = 0.5});
    snapshot->experiment.network = scaled.network;
    snapshot->state.weights = scaled.weights;
    moment.snapshot = snapshot;
    panel.show(moment);
    QVERIFY(!button->isHidden());
    QCOMPARE(button->text(), QStringLiteral("(Pixel − 0.25) / 0.5…"));
    const QSignalSpy requested(&panel, &SamplePanel::modelInputRequested);
    button->click();
    QCOMPARE(requested.size(), 1);
  }

  void init() {
    wear(lightTheme());
    m_dataset = test::smallDataset();
    m_panel = std::make_unique<SamplePanel>();
    m_panel->setDatasetName("mnist");
    m_panel->resize(232, 560);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
  }

  void aTestImageIsShownWithItsLabelAndTheAnswer() {
    m_panel->show(test::momentOf(m_dataset, test::testInput(*m_dataset, 3), {0, std::log(3.0F)}));
    QVERIFY(shows(*m_panel, "Test image #3 of 5: label Sandal"));
    QVERIFY(shows(*m_panel, "The network says Sandal (75.0\u202f%)"));
    QVERIFY(shows(*m_panel, "✓ right"));
    QVERIFY(shows(*m_panel, "5 training and 5 test images"));
    m_panel->show(test::momentOf(m_dataset, test::testInput(*m_dataset, 2), {0, 5}));
    QVERIFY(shows(*m_panel, "✗ wrong"));
    QVERIFY(!shows(*m_panel, "✓ right"));
  }

  void theVerdictHasTheColourOfTheTheme() {
    m_panel->show(test::momentOf(m_dataset, test::testInput(*m_dataset, 2), {0, 5}));
    QLabel* verdict = nullptr;
    for (QLabel* label : m_panel->findChildren<QLabel*>())
      if (label->text() == "✗ wrong") verdict = label;
    QVERIFY(verdict);
    QCOMPARE(verdict->palette().color(QPalette::WindowText), lightTheme().wrong);
    for (const Theme* theme : {&darkTheme(), &lightTheme(), &darkTheme()}) {
      wear(*theme);
      QCOMPARE(verdict->palette().color(QPalette::WindowText), theme->wrong);
    }
  }

  /// In a column with room to spare, the target is below the answer and not further down.
  void whatBelongsTogetherStandsTogether() {
    m_panel->resize(240, 700);
    m_panel->show(test::momentOf(m_dataset, test::testInput(*m_dataset, 2), {0, 5}));
    QCoreApplication::processEvents();
    const TargetRow* target = nullptr;
    for (const TargetRow* row : m_panel->findChildren<TargetRow*>())
      if (row->isVisible()) target = row;
    const QLabel* verdict = nullptr;
    for (const QLabel* label : m_panel->findChildren<QLabel*>())
      if (label->text() == "✗ wrong") verdict = label;
    QVERIFY(target && verdict);
    const int below = verdict->mapTo(m_panel.get(), QPoint(0, verdict->height())).y();
    const int above = target->mapTo(m_panel.get(), QPoint()).y();
    QVERIFY2(above >= below && above - below < 24, qPrintable(QString::number(above - below)));
  }

  void thePageThatIsNotSeenTakesNoRoom() {
    m_panel->show(test::momentOf(m_dataset, test::testInput(*m_dataset, 2), {0, 5}));
    const auto least = [this] {
      QCoreApplication::processEvents();    // a layout learns of it through an event
      return m_panel->heightForWidth(232);  // by which a column scrolls
    };
    m_panel->setMode(SamplePanel::Mode::TestImage);
    const int looking = least();
    m_panel->setMode(SamplePanel::Mode::Draw);
    const int drawing = least();
    m_panel->setMode(SamplePanel::Mode::TestImage);
    QVERIFY2(drawing > looking + 20, qPrintable(QStringLiteral("%1, %2").arg(drawing).arg(looking)));
    QCOMPARE(least(), looking);
  }

  void onlyWhatChangedIsPainted() {
    const Moment moment = test::momentOf(m_dataset, test::testInput(*m_dataset, 3), {0, 1});
    m_panel->show(moment);
    QCoreApplication::processEvents();
    auto* paints = new PaintCounter(m_panel.get());
    m_panel->show(moment);
    QCoreApplication::processEvents();
    QCOMPARE(paints->count, 0);
    m_panel->show(test::momentOf(m_dataset, test::testInput(*m_dataset, 4), {0, 2}));
    QCoreApplication::processEvents();
    QVERIFY(paints->count > 0);
  }

  void inSlowMotionItGoesThroughTheBatch() {
    m_panel->show(test::momentOf(m_dataset, test::testInput(*m_dataset, 3), {0, 1}));
    QSignalSpy inBatch(m_panel.get(), &SamplePanel::batchSampleRequested);
    QSignalSpy among(m_panel.get(), &SamplePanel::stepRequested);
    auto* field = m_panel->findChild<TestImagePage*>()->findChild<QSpinBox*>();
    m_panel->showBatch(BatchPlace{.sample = 0, .size = 4});
    Input input = test::testInput(*m_dataset, 1);
    input.testIndex.reset();
    input.trainIndex = 4;
    m_panel->show(test::momentOf(m_dataset, input, {0, 1}));
    QCOMPARE(field->text(), "1 of 4");
    QVERIFY(shows(*m_panel, "Training image"));
    m_panel->step(-1);
    field->setValue(3);
    QCOMPARE(inBatch.size(), 2);
    QCOMPARE(inBatch[0][0].value<engine::Index>(), 3);  // wraps around the batch
    QCOMPARE(inBatch[1][0].value<engine::Index>(), 2);
    QVERIFY(among.isEmpty());
    // While the step is being computed nothing can be chosen; afterwards the test image is back.
    m_panel->showBatch(BatchPlace{});
    QVERIFY(!field->isEnabled());
    m_panel->showBatch(std::nullopt);
    QVERIFY(field->isEnabled());
    QCOMPARE(field->value(), 3);
    m_panel->step(1);
    QCOMPARE(among.size(), 1);
  }

  void theArrowsAskForTheChosenKindOfImage() {
    QSignalSpy steps(m_panel.get(), &SamplePanel::stepRequested);
    auto* page = m_panel->findChild<TestImagePage*>();
    const auto buttons = page->findChildren<QToolButton*>(QString(), Qt::FindDirectChildrenOnly);
    QCOMPARE(buttons.size(), 2);
    const auto button = [&](const QString& name) {
      return buttons[buttons[0]->accessibleName().startsWith(name) ? 0 : 1];
    };
    QTest::mouseClick(button("Next"), Qt::LeftButton);
    QCOMPARE(steps.last().at(0).toInt(), 1);
    QCOMPARE(steps.last().at(1).value<engine::Answer>(), engine::Answer::Any);
    page->findChild<QComboBox*>()->setCurrentIndex(2);
    QTest::keyClick(button("Previous"), Qt::Key_Space);
    QCOMPARE(steps.size(), 2);
    QCOMPARE(steps.last().at(0).toInt(), -1);
    QCOMPARE(steps.last().at(1).value<engine::Answer>(), engine::Answer::Wrong);
  }

  void aTypedNumberIsAskedForOnceAndOnEnter() {
    m_panel->show(test::momentOf(test::smallDataset(2'000), test::testInput(*m_dataset, 3), {0, 1}));
    QSignalSpy requests(m_panel.get(), &SamplePanel::indexRequested);
    auto* field = m_panel->findChild<TestImagePage*>()->findChild<QSpinBox*>();
    QCOMPARE(field->value(), 3);
    QCOMPARE(field->maximum(), 1'999);
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, "1234");
    QCOMPARE(requests.size(), 0);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(requests.size(), 1);
    QCOMPARE(requests.last().at(0).value<engine::Index>(), engine::Index(1234));
  }

  void momentsDoNotDisturbANumberBeingTyped() {
    const auto dataset = test::smallDataset(2'000);
    m_panel->show(test::momentOf(dataset, test::testInput(*dataset, 3), {0, 1}));
    auto* field = m_panel->findChild<TestImagePage*>()->findChild<QSpinBox*>();
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, "12");
    m_panel->show(test::momentOf(dataset, test::testInput(*dataset, 3), {0, 2}));
    QCOMPARE(field->text(), "12");
    QSignalSpy requests(m_panel.get(), &SamplePanel::indexRequested);
    m_panel.reset();  // with the number half typed
    QCOMPARE(requests.size(), 0);
  }

  void showingAMomentAsksForNothing() {
    QSignalSpy requests(m_panel.get(), &SamplePanel::indexRequested);
    m_panel->show(test::momentOf(m_dataset, test::testInput(*m_dataset, 3), {0, 1}));
    m_panel->show(test::momentOf(test::smallDataset(2), test::testInput(*m_dataset, 1), {0, 1}));
    QCOMPARE(requests.size(), 0);
  }

  void changingTheModeAsksForWhatItsPageShows() {
    m_panel->show(test::momentOf(m_dataset, test::testInput(*m_dataset, 3), {0, 1}));
    QSignalSpy modes(m_panel.get(), &SamplePanel::modeChanged);
    QSignalSpy drawn(m_panel.get(), &SamplePanel::drawn);
    QSignalSpy requests(m_panel.get(), &SamplePanel::indexRequested);
    m_panel->setMode(SamplePanel::Mode::Draw);
    QCOMPARE(modes.size(), 1);
    QCOMPARE(drawn.size(), 1);
    QCOMPARE(drawn.last().at(0).value<engine::Vector>(), engine::Vector(engine::Vector::Zero(4)));
    QVERIFY(m_panel->findChild<DrawingPad*>()->isVisible());
    m_panel->setMode(SamplePanel::Mode::TestImage);
    QCOMPARE(requests.size(), 1);
    QCOMPARE(requests.last().at(0).value<engine::Index>(), engine::Index(3));
  }

  void aDrawingGetsAnAnswerAndAnEmptySheetDoesNot() {
    m_panel->setMode(SamplePanel::Mode::Draw);
    const Input drawing{engine::Vector::Ones(4), {}, {}};
    m_panel->show(test::momentOf(m_dataset, drawing, {0, std::log(3.0F)}));
    QVERIFY(shows(*m_panel, "The network says Sandal (75.0\u202f%)"));
    QVERIFY(!shows(*m_panel, "✓") && !shows(*m_panel, "✗"));
    m_panel->show(test::momentOf(m_dataset, {engine::Vector::Zero(4), {}, {}}, {0, 1}));
    QVERIFY(shows(*m_panel, "The network answers while you draw."));
    QVERIFY(!shows(*m_panel, "The network says"));
  }

  /// The user's own picture is described as such, in the test image's place.
  void anOwnImageIsNoTestImage() {
    m_panel->setMode(SamplePanel::Mode::TestImage);
    m_panel->show(test::momentOf(m_dataset, {engine::Vector::Ones(4), {}, {}}, {0, std::log(3.0F)}));
    QVERIFY(shows(*m_panel, "Your own image"));
    QVERIFY(!shows(*m_panel, "Test image #"));
    QVERIFY(shows(*m_panel, "The network says Sandal (75.0\u202f%)"));
  }

  /// A numeric target is typed; for the user's own input there is none at first.
  void aTargetThatIsANumberIsTyped() {
    const auto plane = std::make_shared<const engine::Dataset>(engine::makePointSet("plane", {}));
    const auto show = [&](const Input& input) {
      Moment moment = test::momentOf(plane, input, {0.25F}, engine::Activation::Linear);
      moment.probe = probeOf(moment.network(), moment.weights(), {.loss = engine::Loss::MeanSquares}, input);
      m_panel->show(moment);
    };
    std::vector<Target> chosen;
    connect(m_panel.get(), &SamplePanel::targetChosen, this,
            [&](const Target& target) { chosen.push_back(target); });
    Input input{plane->test.numbers.col(0), {}, 0, plane->test.targets.col(0)};
    input.numbers[0] = 0.5F;
    show(input);
    auto* field = m_panel->findChild<TestImagePage*>()->findChild<QDoubleSpinBox*>();
    QVERIFY(field->isVisible());
    QCOMPARE(field->value(), 0.5);
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, "-1.5");
    show(input);  // another frame during typing
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(chosen.size(), std::size_t{1});
    QCOMPARE(chosen[0].numbers, engine::Vector::Constant(1, -1.5F));
    input.chosen = chosen[0];
    show(input);
    QVERIFY(shows(*m_panel, QString::fromUtf8("Target chosen by you: −1.5. The data say 0.5.")));
    show({plane->test.numbers.col(0), {}, {}});
    QCOMPARE(field->text(), "none");
    QCOMPARE(chosen.size(), std::size_t{1});
  }

  void clearIsThereWhenThereIsADrawing() {
    m_panel->setMode(SamplePanel::Mode::Draw);
    auto* pad = m_panel->findChild<DrawingPad*>();
    auto* clear = m_panel->findChild<DrawPage*>()
                      ->findChildren<QToolButton*>(QString(), Qt::FindDirectChildrenOnly)
                      .last();
    QVERIFY(!clear->isEnabled());
    QTest::mouseClick(pad, Qt::LeftButton, {}, {40, 40});
    QVERIFY(clear->isEnabled());
    QTest::mouseClick(clear, Qt::LeftButton);
    QVERIFY(pad->isEmpty());
    QVERIFY(!clear->isEnabled());
  }

  void choosingADatasetOnlyAsks() {
    QSignalSpy requests(m_panel.get(), &SamplePanel::datasetRequested);
    auto* names = m_panel->findChild<DatasetPicker*>()->findChild<QComboBox*>();
    choose(*names, names->findData("fashion-mnist"));
    QCOMPARE(requests.size(), 1);
    QCOMPARE(requests.last().at(0).toString(), "fashion-mnist");
    QCOMPARE(names->currentData().toString(), "mnist");
    m_panel->setDatasetName("fashion-mnist");
    QCOMPARE(names->currentData().toString(), "fashion-mnist");
    choose(*names, names->currentIndex());
    QCOMPARE(requests.size(), 1);
  }

  void classesAndChangesAreAskedFor() {
    PickerWithFolder picker;
    picker.setDatasetName("mnist");
    QSignalSpy requests(&picker, &DatasetPicker::datasetRequested);
    auto* names = picker.findChild<QComboBox*>();
    picker.changes = "mnist:0-4+invert";
    choose(*names, names->findText("Classes and changes…"));
    QCOMPARE(requests.last().at(0).toString(), "mnist:0-4+invert");
    picker.setDatasetName("mnist:0-4+invert");
    QCOMPARE(names->currentText(), "mnist:0-4+invert");
  }

  /// For data in use the choice shows the classes' names, also for a file.
  void classesAndChangesAreChosenWithControls() {
    DatasetPicker picker;
    auto data = std::make_shared<engine::Dataset>(*m_dataset);
    data->name = "/home/ada/clothes";
    data->classNames = {"Coat", "Sandal", "Bag"};
    picker.setDatasetName("/home/ada/clothes");
    picker.describe(*data);
    QSignalSpy requests(&picker, &DatasetPicker::datasetRequested);
    std::vector<QString> classes;
    QTimer::singleShot(0, this, [&] {
      auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
      auto* toggles = dialog->findChild<DataChangesEditor*>()->findChild<ToggleGrid*>();
      for (std::size_t i = 0; i < toggles->count(); ++i) classes.push_back(toggles->button(i)->text());
      emit toggles->toggled(0, false);
      dialog->accept();
    });
    auto* names = picker.findChild<QComboBox*>();
    choose(*names, names->findText("Classes and changes…"));
    QCOMPARE(classes, (std::vector<QString>{"Coat", "Sandal", "Bag"}));
    QCOMPARE(requests.last().at(0).toString(), "/home/ada/clothes:1,2");
  }

  void aFolderIsAskedForAndShownByItsName() {
    PickerWithFolder picker;
    picker.setDatasetName("mnist");
    QSignalSpy requests(&picker, &DatasetPicker::datasetRequested);
    auto* names = picker.findChild<QComboBox*>();
    choose(*names, names->count() - 1);
    QCOMPARE(requests.size(), 0);  // cancelled
    QCOMPARE(names->currentText(), "MNIST (digits)");
    picker.folder = "/home/ada/letters";
    choose(*names, names->count() - 1);
    QCOMPARE(requests.last().at(0).toString(), "/home/ada/letters");
    picker.setDatasetName("/home/ada/letters");
    QCOMPARE(names->currentText(), "letters");
    const int count = names->count();
    picker.setDatasetName("mnist");
    picker.setDatasetName("/home/ada/letters");
    QCOMPARE(names->count(), count);
  }

  void loadingBlocksTheChoiceAndEndsAsItBegan() {
    m_panel->show(test::momentOf(m_dataset, test::testInput(*m_dataset, 3), {0, 1}));
    auto* names = m_panel->findChild<DatasetPicker*>()->findChild<QComboBox*>();
    m_panel->setLoading(true);
    QVERIFY(!names->isEnabled());
    QVERIFY(m_panel->findChild<QProgressBar*>()->isVisible());
    QVERIFY(shows(*m_panel, "Reading the data"));
    m_panel->setLoading(false);
    QVERIFY(names->isEnabled());
    QVERIFY(!m_panel->findChild<QProgressBar*>()->isVisible());
    QCOMPARE(names->currentData().toString(), "mnist");
    QVERIFY(shows(*m_panel, "5 training and 5 test images"));
  }

  void everyControlTeachesAndIsReachedByKeyboard() {
    for (const QWidget* widget : m_panel->findChildren<QWidget*>()) {
      const bool isControl = qobject_cast<const QAbstractButton*>(widget) ||
                             qobject_cast<const QComboBox*>(widget) ||
                             qobject_cast<const QSpinBox*>(widget) || qobject_cast<const DrawingPad*>(widget);
      if (!isControl || qobject_cast<const QTabBar*>(widget->parent())) continue;
      QVERIFY2(!widget->toolTip().isEmpty(), widget->metaObject()->className());
      QVERIFY2(widget->focusPolicy() & Qt::TabFocus, widget->metaObject()->className());
    }
  }

  /// A project without its data: what cannot be done is not offered.
  void withoutSamplesThereIsNothingToBrowse() {
    const auto missing = test::smallDataset(0);
    Input nothing{engine::Vector::Zero(4), std::nullopt, std::nullopt};
    m_panel->show(test::momentOf(missing, nothing, {0, 1}));
    QCOMPARE(m_panel->mode(), SamplePanel::Mode::Draw);
    QVERIFY(!m_panel->findChild<SegmentedControl*>()->isTabEnabled(0));
    QVERIFY(shows(*m_panel, "not here"));

    auto numbers = std::make_shared<engine::Dataset>(*missing);
    numbers->shape = engine::flatShape(4);
    numbers->inputNames = {"a", "b", "c", "d"};
    m_panel->show(test::momentOf(numbers, nothing, {0, 1}));
    QVERIFY(!m_panel->findChild<SegmentedControl*>()->isVisible());
    QVERIFY(!m_panel->findChild<TestImagePage*>()->isVisible() &&
            !m_panel->findChild<DrawPage*>()->isVisible());

    m_panel->show(test::momentOf(m_dataset, test::testInput(*m_dataset, 1), {0, 1}));
    QVERIFY(m_panel->findChild<SegmentedControl*>()->isTabEnabled(0));
  }

 private:
  engine::DatasetPtr m_dataset;
  std::unique_ptr<SamplePanel> m_panel;
};

PELLUCID_WINDOW_TEST(tst_sample_panel, TestSamplePanel)
#include "tst_sample_panel.moc"
