// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/predict_dialog.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QtTest>
#include <atomic>

#include "tests/support/window_test.h"
#include "ui/widgets/numbers.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

class DialogWithFiles : public PredictDialog {
 public:
  using PredictDialog::PredictDialog;
  QString table;
  QString place;

 protected:
  QString askForTable() override { return table; }
  QString askWhereToSave() override { return place; }
};

QPushButton* predictButton(const PredictDialog& dialog, const QString& name) {
  for (auto* button : dialog.findChildren<QPushButton*>())
    if (button->accessibleName() == name) return button;
  qFatal("no button %s", qPrintable(name));
  return nullptr;
}

/// Three rows, of which the second has gaps.
PredictDialog::Answered threeRows() {
  engine::AnsweredTable table;
  table.data.shape = engine::flatShape(2);
  table.data.inputNames = {"len", "wid"};
  table.data.test.numbers = engine::Matrix{{1.5F, 3.5F}, {2, 4}};
  table.data.rows = {0, -1, 1};
  table.predictions = {.outputNames = {"a", "b"},
                       .classes = {"a", "b"},
                       .outputs = engine::Matrix{{0.75F, 0.1F}, {0.25F, 0.9F}},
                       .rows = {0, -1, 1}};
  table.areShares = true;
  return std::make_shared<const engine::AnsweredTable>(std::move(table));
}

QString stateText(const PredictDialog& dialog) {
  for (auto* label : dialog.findChildren<QLabel*>())
    if (label->accessibleName() == "What was read") return label->text();
  return {};
}

}  // namespace

class TestPredictDialog : public QObject {
  Q_OBJECT

 private slots:
  void showsAnswersWithTheirCertainty() {
    DialogWithFiles dialog("about", [](const std::string& path, const engine::Progress&) {
      return path == "/a/t.csv" ? engine::Result<PredictDialog::Answered>(threeRows())
                                : engine::Error{engine::message("{} is empty.", path)};
    });
    QVERIFY(!predictButton(dialog, "Save all answers")->isEnabled());
    dialog.table = "/a/t.csv";
    predictButton(dialog, "Choose a table")->click();
    QVERIFY(!predictButton(dialog, "Stop reading")->isHidden());
    QTRY_VERIFY(dialog.answered());
    const auto* rows = dialog.findChild<QTableWidget*>();
    const auto texts = [rows](int row) {
      QStringList all;
      for (int i = 0; i < rows->columnCount(); ++i)
        if (rows->item(row, i) != nullptr) all << rows->item(row, i)->text();
      return all;
    };
    QCOMPARE(rows->horizontalHeaderItem(1)->text(), QString("answer"));
    QCOMPARE(rows->horizontalHeaderItem(3)->text(), QString("len"));
    QCOMPARE(texts(0).mid(0, 3), (QStringList{"1", "a", percentText(0.75)}));
    QCOMPARE(texts(1), (QStringList{"2", "has gaps"}));
    QCOMPARE(texts(2).mid(0, 3), (QStringList{"3", "b", percentText(double(0.9F))}));
    QVERIFY(predictButton(dialog, "Stop reading")->isHidden());
    const QSignalSpy save(&dialog, &PredictDialog::saveWanted);
    predictButton(dialog, "Save all answers")->click();  // cancelled
    dialog.place = "/a/out.csv";
    predictButton(dialog, "Save all answers")->click();
    QCOMPARE(save.size(), 1);
    dialog.ask("/a/other.csv");
    QVERIFY(!dialog.answered());
    QTRY_COMPARE(stateText(dialog), QString("/a/other.csv is empty."));
    QVERIFY(!predictButton(dialog, "Save all answers")->isEnabled());
    QCOMPARE(rows->rowCount(), 0);
  }

  void stopsWhenItIsToldTo() {
    std::atomic<bool> wasCancelled = false;
    DialogWithFiles dialog(
        "about",
        [&](const std::string&, const engine::Progress& progress) -> engine::Result<PredictDialog::Answered> {
          while (!progress.isCancelled()) QThread::yieldCurrentThread();
          wasCancelled = true;
          return engine::Progress::cancelled();
        });
    dialog.ask("/a/t.csv");
    predictButton(dialog, "Stop reading")->click();
    QTRY_VERIFY(predictButton(dialog, "Stop reading")->isHidden());
    QVERIFY(wasCancelled);
    QVERIFY(!dialog.answered());
    QVERIFY(!stateText(dialog).isEmpty());
  }
};

PELLUCID_WINDOW_TEST(tst_predict_dialog, TestPredictDialog)
#include "tst_predict_dialog.moc"
