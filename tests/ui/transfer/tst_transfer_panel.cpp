// SPDX-License-Identifier: GPL-3.0-or-later
// The transfer lab runs a small experiment, shows its figures, writes them and can be stopped.
#include "ui/transfer/transfer_panel.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QtTest>

#include "tests/support/datasets.h"
#include "tests/support/transfers.h"
#include "ui/transfer/arm_plot.h"

using namespace pellucid;
using namespace pellucid::tests;
using namespace pellucid::ui;

namespace {

constexpr int kPatienceMs = 30'000;

class Panel : public TransferPanel {
 public:
  explicit Panel(TaskMaker maker) : TransferPanel(std::move(maker)) {}
  QString file;

 protected:
  QString chooseFile(const QString&, const QString&) override { return file; }
};

engine::Result<engine::TransferTask> makeSmall(const TransferChoice&) {
  return smallTask();
}

void setSamples(const Panel& panel, const QString& text) {
  for (auto* field : panel.findChildren<QLineEdit*>())
    if (field->accessibleName() == "Samples a class") field->setText(text);
}

void setSteps(const Panel& panel, int steps) {
  for (auto* box : panel.findChildren<QSpinBox*>())
    if (box->accessibleName() == "Steps") box->setValue(steps);
}

QPushButton* button(const Panel& panel, const QString& text) {
  for (auto* each : panel.findChildren<QPushButton*>())
    if (each->text().remove('&').startsWith(text)) return each;
  return nullptr;
}

}  // namespace

class TestTransferPanel : public QObject {
  Q_OBJECT

 private slots:
  void runsAndShowsFigures() {
    Panel panel(makeSmall);
    setSamples(panel, "2,5");
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
    QCOMPARE(table->item(1, 9)->text(), "locked, locked, new");
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
    QVERIFY(QFile::exists(panel.file));
    panel.file = folder.filePath("plots.png");
    button(panel, "Export PNG")->click();
    QCOMPARE(QImage(panel.file).size(), QSize(1600, 500));
  }

  void canBeCancelled() {
    Panel panel(makeSmall);
    setSamples(panel, "2");
    setSteps(panel, 100'000);
    panel.run();
    QTRY_VERIFY_WITH_TIMEOUT(!panel.worker().curves().empty(), kPatienceMs);
    button(panel, "Cancel")->click();
    QTRY_VERIFY_WITH_TIMEOUT(!panel.worker().isRunning(), kPatienceMs);
    QVERIFY(button(panel, "Measure") != nullptr);
  }

  void tellsOfErrors() {
    Panel panel([](const TransferChoice&) -> engine::Result<engine::TransferTask> {
      return engine::Error{"no such data"};
    });
    QSignalSpy failed(&panel, &TransferPanel::failed);
    setSamples(panel, "5,5");
    panel.run();
    QCOMPARE(failed.size(), 1);
    QVERIFY(failed[0][0].toString().contains("5,5"));
    setSamples(panel, "5");
    panel.run();
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 2, kPatienceMs);
    QCOMPARE(failed[1][0].toString(), "no such data");
  }

  void offersTheNetworkOfTheWindow() {
    std::optional<TransferChoice> asked;
    Panel panel([&asked](const TransferChoice& choice) {
      asked = choice;
      return makeSmall(choice);
    });
    panel.setNetwork(smallSource(), syntheticDataset());
    QCOMPARE(panel.findChild<QComboBox*>()->currentText(), "The network in the window");
    setSamples(panel, "2");
    setSteps(panel, 2);
    panel.run();
    QTRY_VERIFY_WITH_TIMEOUT(!panel.worker().isRunning(), kPatienceMs);
    QVERIFY(asked->source != nullptr);
    QCOMPARE(asked->sourceData->name, std::string("synthetic"));
  }
};

QTEST_MAIN(TestTransferPanel)
#include "tst_transfer_panel.moc"
