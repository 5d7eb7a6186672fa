// SPDX-License-Identifier: GPL-3.0-or-later
// The transfer lab runs a small experiment, shows its figures, writes them and can be stopped.
#include "ui/transfer/transfer_panel.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QMainWindow>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabBar>
#include <QTableWidget>
#include <QToolButton>
#include <QXmlStreamReader>
#include <QtTest>
#include <thread>

#include "tests/support/datasets.h"
#include "tests/support/patience.h"
#include "tests/support/transfers.h"
#include "tests/support/window_test.h"
#include "ui/transfer/arm_editor.h"
#include "ui/transfer/arm_plot.h"
#include "ui/transfer/live_view.h"
#include "ui/transfer/sample_counts.h"
#include "ui/transfer/source_picker.h"
#include "ui/transfer/transfer_text.h"
#include "ui/widgets/stale.h"

using namespace pellucid;
using namespace pellucid::tests;
using namespace pellucid::ui;

namespace {

class Panel : public TransferPanel {
 public:
  explicit Panel(OpenTask open) : TransferPanel(std::move(open)) {}
  QString file;

 protected:
  QString chooseFile(const QString&, const QString&) override { return file; }
  QString chooseModel() override { return file; }
};

engine::TaskSource openSmallTask(const TransferChoice&) {
  return smallTaskFor;
}

engine::TaskSource failToOpen(const TransferChoice&) {
  return [](const engine::Progress&, const engine::SourceListener&) -> engine::Result<engine::TransferTask> {
    return engine::Error{engine::message("no such data")};
  };
}

/// The words in a drawing, or what is wrong with it.
QString textsOfSvg(const QString& path) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) return file.errorString();
  QXmlStreamReader reader(&file);
  QString texts;
  while (!reader.atEnd())
    if (reader.readNext() == QXmlStreamReader::Characters)
      texts += reader.text().toString() + QLatin1Char('\n');
  return reader.hasError() ? reader.errorString() : texts;
}

void setSamples(const Panel& panel, const std::vector<engine::Index>& counts) {
  auto* samples = panel.findChild<SampleCounts*>();
  samples->setCounts(counts);
  emit samples->edited();
}

void setSteps(const Panel& panel, int steps) {
  for (auto* box : panel.findChildren<QSpinBox*>())
    if (box->accessibleName() == "Steps") box->setValue(steps);
}

QComboBox* box(const Panel& panel, const QString& name) {
  for (auto* each : panel.findChildren<QComboBox*>())
    if (each->accessibleName() == name) return each;
  return nullptr;
}

QString layersText(const Panel& panel) {
  for (const auto* label : panel.findChildren<QLabel*>())
    if (label->accessibleName() == "Layers") return label->text();
  return {};
}

QPushButton* button(const Panel& panel, const QString& text) {
  for (auto* each : panel.findChildren<QPushButton*>())
    if (each->text().remove('&').startsWith(text) || each->accessibleName() == text) return each;
  return nullptr;
}

}  // namespace

class TestTransferPanel : public QObject {
  Q_OBJECT

 private slots:
  void runsAndShowsFigures() {
    Panel panel(openSmallTask);
    setSamples(panel, {2, 5});
    setSteps(panel, 30);
    QVERIFY(!button(panel, "Export CSV")->isEnabled());
    panel.run();
    QVERIFY(panel.worker().isRunning());
    QTRY_VERIFY_WITH_TIMEOUT(!panel.worker().isRunning(), kPatienceMs);
    QCOMPARE(panel.worker().runsDone(), 4U * 2U * 3U);
    QVERIFY(panel.conclusion().startsWith("With 2 "));
    const auto* table = panel.findChild<QTableWidget*>();
    QCOMPARE(table->rowCount(), 8);
    QCOMPARE(table->item(1, 1)->text(), "frozen");
    QCOMPARE(table->item(1, 9)->text(), "frozen, frozen, new");
    for (const auto* plot : panel.findChildren<ArmPlot*>())
      QCOMPARE(plot->lines().size(), plot->accessibleName().contains("while it learns") ? 0U : 4U);

    const QTemporaryDir folder;
    panel.file = folder.filePath("curves.csv");
    button(panel, "Export CSV")->click();
    QFile csv(panel.file);
    QVERIFY(csv.open(QIODevice::ReadOnly));
    QCOMPARE(csv.readAll().count('\n'), 1 + 24 * 11);
    panel.file = folder.filePath("sweep.svg");
    button(panel, "Export SVG")->click();
    const QString drawn = textsOfSvg(panel.file);
    for (const char* arm : {"scratch", "frozen", "half", "finetune"})
      QVERIFY2(drawn.contains(arm), qPrintable(drawn));
    panel.file = folder.filePath("plots.png");
    button(panel, "Export PNG")->click();
    QCOMPARE(QImage(panel.file).size(), QSize(1600, 500));
  }

  /// Results are never shown under settings to which they do not belong.
  void resultsOfOtherSettingsAreGreyAndSaySo() {
    Panel panel(openSmallTask);
    setSamples(panel, {2, 5});
    setSteps(panel, 30);
    panel.run();
    QTRY_VERIFY_WITH_TIMEOUT(!panel.worker().isRunning(), kPatienceMs);
    const auto* table = panel.findChild<QTableWidget*>();
    const auto sentence = [&] {
      for (const auto* label : panel.findChildren<QLabel*>())
        if (label->accessibleName() == "Settings that the results belong to" && label->isVisibleTo(&panel))
          return label->text();
      return QString();
    };
    auto* tabs = panel.findChild<QTabBar*>();
    tabs->setCurrentIndex(1);
    QVERIFY(!isStale(*table->viewport()) && sentence().isEmpty());
    setSteps(panel, 40);
    QVERIFY(isStale(*table->viewport()));
    QCOMPARE(sentence(), "These results belong to other settings than those on the left: steps 30.");
    for (const auto* plot : panel.findChildren<ArmPlot*>())
      QCOMPARE(isStale(*plot), !plot->accessibleName().contains("while it learns"));
    setSteps(panel, 30);
    QVERIFY(!isStale(*table->viewport()) && sentence().isEmpty());
    box(panel, "Preset")->setCurrentIndex(2);
    QVERIFY(isStale(*table->viewport()));
    QVERIFY2(sentence().contains("samples per class 2,5"), qPrintable(sentence()));
    button(panel, "Back to them")->click();
    QVERIFY(!isStale(*table->viewport()) && sentence().isEmpty());
    panel.setNetwork(smallSource(), syntheticDataset());
    QVERIFY(isStale(*table->viewport()));
    panel.run();
    QVERIFY(!isStale(*table->viewport()));
    QTRY_VERIFY_WITH_TIMEOUT(!panel.worker().isRunning(), kPatienceMs);
    box(panel, "Preset")->setCurrentIndex(0);
    QVERIFY(isStale(*table->viewport()));
    button(panel, "Back to them")->click();
    QVERIFY(!isStale(*table->viewport()));
    QCOMPARE(box(panel, "Source")->currentText(), "The network in the window");
  }

  /// The drawing of old results does not get the name of new settings.
  void aDrawingIsCalledAfterWhatItShows() {
    Panel panel(openSmallTask);
    setSamples(panel, {2});
    setSteps(panel, 2);
    panel.run();
    QTRY_VERIFY_WITH_TIMEOUT(!panel.worker().isRunning(), kPatienceMs);
    box(panel, "Preset")->setCurrentIndex(3);
    const QTemporaryDir folder;
    panel.file = folder.filePath("sweep.svg");
    button(panel, "Export SVG")->click();
    QVERIFY2(textsOfSvg(panel.file).contains("digits-mlp → mnist+parity"),
             qPrintable(textsOfSvg(panel.file)));
  }

  /// It says of what these are four fifths; what was not reached is not a number.
  void saysWhenFourFifthsWereReached() {
    engine::SweepCell cell{
        .arm = "half", .seeds = {1, 2, 3}, .stepsTo80 = 40, .goal80 = 0.741, .seedsTo80 = 3};
    QCOMPARE(tableRow(cell, {})[7], "40 (74.1 %)");
    cell.stepsTo80 = 0;
    QCOMPARE(tableRow(cell, {})[7], "from the start (74.1 %)");
    cell.stepsTo80 = {};
    cell.seedsTo80 = 2;
    QCOMPARE(tableRow(cell, {})[7], "with 2 of 3 seeds (74.1 %)");
    cell.seedsTo80 = 0;
    QCOMPARE(tableRow(cell, {})[7], "not reached (74.1 %)");
  }

  /// A logarithmic axis has no 0; a single number of samples also has a place on it.
  void theAxisOfSamplesHasTheNumbersThatWereMeasured() {
    for (const QVector<double>& keys : {QVector<double>{1, 5, 20}, QVector<double>{5}, QVector<double>{}}) {
      ArmPlot plot("samples", true);
      const QVector<double> values(keys.size(), 50);
      if (!keys.empty())
        plot.setLines({{.name = "half", .keys = keys, .values = values, .least = values, .most = values}});
      plot.resize(400, 300);
      plot.replot();
      QStringList labels = plot.xAxis->tickVectorLabels().toList();
      QStringList expected;
      for (const double key : keys) expected << QString::number(key);
      if (keys.empty()) expected = QStringList{"1", "10", "100"};
      QCOMPARE(labels, expected);
      QVERIFY(plot.xAxis->range().lower > 0);
    }
  }

  void canBeCancelled() {
    Panel panel(openSmallTask);
    setSamples(panel, {2});
    setSteps(panel, 100'000);
    panel.run();
    QTRY_VERIFY_WITH_TIMEOUT(!panel.worker().curves().empty(), kPatienceMs);
    button(panel, "Cancel")->click();
    QTRY_VERIFY_WITH_TIMEOUT(!panel.worker().isRunning(), kPatienceMs);
    QVERIFY(button(panel, "Measure") != nullptr);
  }

  void tellsOfErrors() {
    Panel panel(failToOpen);
    QSignalSpy failed(&panel, &TransferPanel::failed);
    setSamples(panel, {5, 5});
    panel.run();
    QCOMPARE(failed.size(), 1);
    QVERIFY(failed[0][0].toString().contains("twice"));
    setSamples(panel, {5});
    panel.run();
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 2, kPatienceMs);
    QCOMPARE(failed[1][0].toString(), "no such data");
  }

  void offersTheNetworkOfTheWindow() {
    std::optional<TransferChoice> asked;
    Panel panel([&asked](const TransferChoice& choice) {
      asked = choice;
      return openSmallTask(choice);
    });
    panel.setNetwork(smallSource(), syntheticDataset());
    QCOMPARE(box(panel, "Source")->currentText(), "The network in the window");
    QCOMPARE(box(panel, "Preset")->currentText(), "Your own settings");
    setSamples(panel, {2});
    setSteps(panel, 2);
    panel.run();
    QTRY_VERIFY_WITH_TIMEOUT(!panel.worker().isRunning(), kPatienceMs);
    QVERIFY(asked->design.model != nullptr);
    QCOMPARE(asked->sourceData->name, std::string("synthetic"));
  }

  /// A measurement can be kept, shown elsewhere at once, and requested again.
  void showsWhatAProjectKept() {
    Panel first(openSmallTask);
    std::shared_ptr<const engine::TransferRecord> kept;
    connect(&first, &TransferPanel::measured, this, [&kept](const auto& record) { kept = record; });
    first.setNetwork(smallSource(), syntheticDataset());
    setSamples(first, {2, 5});
    setSteps(first, 20);
    first.run();
    QTRY_VERIFY_WITH_TIMEOUT(kept != nullptr, kPatienceMs);
    QVERIFY(kept->design.model != nullptr);
    QCOMPARE(kept->design.modelData, std::string("synthetic"));

    std::optional<TransferChoice> asked;
    Panel second([&asked](const TransferChoice& choice) {
      asked = choice;
      return openSmallTask(choice);
    });
    second.restore(kept);
    QCOMPARE(second.conclusion(), first.conclusion());
    QCOMPARE(second.findChild<QTableWidget*>()->rowCount(), 8);
    QCOMPARE(layersText(second), layersText(first));
    QCOMPARE(box(second, "Source")->currentText(), "The model in the project");

    std::shared_ptr<const engine::TransferRecord> again;
    connect(&second, &TransferPanel::measured, this, [&again](const auto& record) { again = record; });
    second.run();
    QTRY_VERIFY_WITH_TIMEOUT(again != nullptr, kPatienceMs);
    QCOMPARE(asked->design.model->weights, kept->design.model->weights);
    QCOMPARE(asked->design.modelData, std::string("synthetic"));
    QCOMPARE(again->curves.size(), kept->curves.size());
    for (std::size_t i = 0; i < kept->curves.size(); ++i)
      QVERIFY(again->curves[i].points == kept->curves[i].points);

    second.restore(nullptr);
    QVERIFY(second.conclusion().isEmpty());
    QCOMPARE(second.findChild<QTableWidget*>()->rowCount(), 0);
  }

  void opensAModel() {
    std::optional<TransferChoice> asked;
    Panel panel([&asked](const TransferChoice& choice) {
      asked = choice;
      return openSmallTask(choice);
    });
    panel.file = "/somewhere/own.onnx";
    button(panel, "Open a model")->click();
    QCOMPARE(box(panel, "Preset")->currentText(), "Your own settings");
    setSamples(panel, {2});
    setSteps(panel, 2);
    panel.run();
    QTRY_VERIFY_WITH_TIMEOUT(!panel.worker().isRunning(), kPatienceMs);
    QVERIFY(asked->design.model == nullptr);
    QCOMPARE(asked->design.source, std::string("/somewhere/own.onnx"));
  }

  void showsLayerByLayerWhatCanBeCopied() {
    Panel panel(openSmallTask);
    QVERIFY(layersText(panel).isEmpty());
    setSamples(panel, {2});
    setSteps(panel, 2);
    panel.run();
    QTRY_VERIFY_WITH_TIMEOUT(!panel.worker().isRunning(), kPatienceMs);
    const QStringList lines = layersText(panel).split('\n');
    QCOMPARE(lines.size(), 3);
    QVERIFY2(lines[0].startsWith("copied: dense "), qPrintable(lines[0]));
    QVERIFY2(lines[2].startsWith("re-initialised: dense 5→4, was dense 5→3"), qPrintable(lines[2]));
  }

  void aSourceThatIsTrainedHereShowsItsStepsAndCanBeCancelled() {
    Panel panel([](const TransferChoice&) {
      return [](const engine::Progress& progress,
                const engine::SourceListener& listener) -> engine::Result<engine::TransferTask> {
        listener({.done = 30, .steps = 3000});
        while (!progress.isCancelled()) std::this_thread::yield();  // would last for ever
        return engine::Error{engine::message("nobody reads this")};
      };
    });
    QSignalSpy failed(&panel, &TransferPanel::failed);
    panel.run();
    const auto* progress = panel.findChild<QProgressBar*>();
    QTRY_COMPARE_WITH_TIMEOUT(progress->value(), 30, kPatienceMs);
    QCOMPARE(progress->maximum(), 3000);
    button(panel, "Cancel")->click();
    QTRY_VERIFY_WITH_TIMEOUT(!panel.worker().isRunning(), kPatienceMs);
    QVERIFY(failed.isEmpty());
  }

  void asksForStepsOnlyWhereASourceIsTrained() {
    Panel panel(openSmallTask);
    QSpinBox* steps = nullptr;
    for (auto* each : panel.findChildren<QSpinBox*>())
      if (each->accessibleName() == "Source steps") steps = each;
    const auto isAsked = [&] { return steps->isVisibleTo(&panel); };
    auto* source = panel.findChild<SourcePicker*>();
    QVERIFY(!isAsked());
    source->setNamed("fashion-mnist");
    QVERIFY(isAsked());
    QCOMPARE(box(panel, "Preset")->currentText(), "Your own settings");
    QTemporaryFile model;  // a file is opened, not trained
    QVERIFY(model.open());
    source->setNamed(model.fileName());
    QVERIFY(!isAsked());
    source->setNamed("xor");
    QVERIFY(isAsked());
    box(panel, "Preset")->setCurrentIndex(1);
    QCOMPARE(box(panel, "Source")->currentText(), "low-digits-cnn");
    QVERIFY(!isAsked());
  }

  void keysPlayStepAndRestart() {
    Panel panel(openSmallTask);
    setSteps(panel, 100'000);
    panel.show();
    QVERIFY(QTest::qWaitForWindowActive(&panel));
    QVERIFY(panel.hasFocus());
    LiveArms& arms = panel.findChild<LiveView*>()->arms();
    QTest::keyClick(&panel, Qt::Key_S);
    QTRY_VERIFY_WITH_TIMEOUT(arms.picture() != nullptr && arms.picture()->step == 1 && arms.isResting(),
                             kPatienceMs);
    QVERIFY(!arms.isPlaying());
    QTest::keyClick(&panel, Qt::Key_S);
    QTRY_COMPARE_WITH_TIMEOUT(arms.picture()->step, 2, kPatienceMs);
    QTest::keyClick(&panel, Qt::Key_Space);
    QVERIFY(arms.isPlaying());
    QTRY_VERIFY_WITH_TIMEOUT(arms.picture()->step > 2, kPatienceMs);
    QTest::keyClick(panel.findChild<QTabBar*>(), Qt::Key_Space);  // it has no use for the key
    QVERIFY(!arms.isPlaying());
    QTest::keyClick(&panel, Qt::Key_R);
    QVERIFY(arms.isLoading());
    panel.findChild<QTabBar*>()->setCurrentIndex(1);  // where there is nothing to play
    const bool isPlaying = arms.isPlaying();
    QTest::keyClick(&panel, Qt::Key_Space);
    QCOMPARE(arms.isPlaying(), isPlaying);
  }

  void aRemovedRowLeavesItsKeysToTheLab() {
    Panel panel(openSmallTask);
    panel.show();
    QVERIFY(QTest::qWaitForWindowActive(&panel));
    auto* arms = panel.findChild<ArmEditor*>();
    QToolButton* remove = nullptr;
    for (auto* each : arms->findChildren<QToolButton*>())
      if (each->accessibleName() == "Remove the arm half") remove = each;
    remove->setFocus();
    QTest::keyClick(remove, Qt::Key_Space);
    QTRY_COMPARE(arms->arms(), "scratch,frozen,finetune");
    QTRY_VERIFY(QApplication::focusWidget() != nullptr);
  }

  /// Alt with a letter leads to exactly one thing, without clashes with the letters of menus and workspaces.
  void everyLetterMeansOneThing() {
    Panel panel(openSmallTask);
    QString letters = "FELRVHNT";
    const auto take = [&](const QString& text) {
      const auto mark = text.indexOf('&');
      if (mark < 0 || mark + 1 >= text.size()) return;
      const QChar letter = text[mark + 1].toUpper();
      QVERIFY2(!letters.contains(letter), qPrintable(text));
      letters += letter;
    };
    for (const auto* button : panel.findChildren<QAbstractButton*>())
      if (button->isVisibleTo(&panel)) take(button->text());
    for (const auto* label : panel.findChildren<QLabel*>()) {
      if (label->buddy() == nullptr || !label->isVisibleTo(&panel)) continue;
      take(label->text());
      QVERIFY2(label->buddy()->focusPolicy() != Qt::NoFocus, qPrintable(label->text()));
    }
  }

  void nothingIsGreyWhereNothingWasMeasured() {
    Panel panel(failToOpen);
    panel.run();
    QTRY_VERIFY_WITH_TIMEOUT(!panel.worker().isRunning(), kPatienceMs);
    setSteps(panel, 3);
    QVERIFY(!isStale(*panel.findChild<QTableWidget*>()->viewport()));
  }

  void fitsASmallScreen() {
    Panel panel(openSmallTask);
    setSteps(panel, 100);
    panel.findChild<LiveView*>()->play();
    LiveArms& arms = panel.findChild<LiveView*>()->arms();
    QTRY_VERIFY_WITH_TIMEOUT(arms.isFinished() || arms.picture() != nullptr, kPatienceMs);
    const QSize least = panel.minimumSizeHint();
    QVERIFY2(least.width() <= 1000 && least.height() <= 560,
             qPrintable(QString("%1×%2").arg(least.width()).arg(least.height())));
  }

  void plainKeysBelongToWhatHasTheFocus() {
    QMainWindow window;
    auto* panel = new Panel(openSmallTask);
    window.setCentralWidget(panel);
    QAction train;
    train.setShortcut(Qt::Key_Space);
    window.addAction(&train);
    QSignalSpy trained(&train, &QAction::triggered);
    QAction step;
    step.setShortcut(Qt::Key_S);
    window.addAction(&step);
    QSignalSpy stepped(&step, &QAction::triggered);
    QAction save;
    save.setShortcut(Qt::CTRL | Qt::Key_S);
    window.addAction(&save);
    QSignalSpy saved(&save, &QAction::triggered);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QWidget* const focused[] = {panel->findChild<QTabBar*>(), panel->findChild<ArmPlot*>()};
    for (QWidget* widget : focused) {
      QTest::keyClick(widget, Qt::Key_Space);
      QCOMPARE(trained.size(), 0);
      QTest::keyClick(widget, Qt::Key_S);
      QCOMPARE(stepped.size(), 0);
    }
    QTest::keyClick(focused[0], Qt::Key_S, Qt::ControlModifier);  // which works everywhere
    QCOMPARE(saved.size(), 1);
    QTest::keyClick(&window, Qt::Key_Space);  // elsewhere it is the window's
    QCOMPARE(trained.size(), 1);
    QTest::keyClick(&window, Qt::Key_S);
    QCOMPARE(stepped.size(), 1);
  }
};

PELLUCID_WINDOW_TEST(tst_transfer_panel, TestTransferPanel)
#include "tst_transfer_panel.moc"
