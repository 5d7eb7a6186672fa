// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/data_facts_panel.h"

#include <QComboBox>
#include <QLabel>
#include <QTableView>
#include <QTemporaryDir>
#include <QtTest>

#include "tests/support/idx_files.h"
#include "tests/support/moments.h"
#include "tests/support/window_test.h"
#include "ui/dataset/column_table.h"
#include "ui/dataset/given_numbers.h"
#include "ui/dataset/mean_pictures.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

engine::Result<engine::DatasetPtr> readData(const engine::DataSpec& data, const engine::Progress& progress) {
  return engine::loadDataset(data, {}, engine::Streams::Refused, progress);
}

}  // namespace

class TestDataFactsPanel : public QObject {
  Q_OBJECT

 private slots:
  void tellsFacts() {
    const auto data = tests::squareImages(4, 3, 60);
    const auto summary = engine::summarise(*data);
    const QString text = factsText(*data, *summary);
    QVERIFY(text.contains("No test sample has the inputs of a training sample."));
    engine::Dataset twice = *data;
    std::copy_n(twice.train.pixels.begin() + 16 * 7, 16, twice.test.pixels.begin() + 16 * 3);
    twice.test.labels[3] = twice.train.labels[7];
    const QString same = factsText(twice, *engine::summarise(twice));
    QVERIFY2(same.contains("1 test sample has the inputs of a training sample, test #3 those of training #7"),
             qPrintable(same));
    twice.train.labels.assign(60, 2);
    twice.train.labels[0] = 0;
    const QString fewest = QStringLiteral("fewest training samples is %1, with 0.")
                               .arg(QString::fromStdString(data->classNames[1]));
    QVERIFY(factsText(twice, *engine::summarise(twice)).contains(fewest));
    twice.train.labels.assign(60, 2);
    std::fill_n(twice.train.labels.begin(), 20, std::uint8_t{0});
    std::fill_n(twice.train.labels.begin() + 20, 20, std::uint8_t{1});
    QVERIFY(factsText(twice, *engine::summarise(twice))
                .startsWith("All classes have the same number of training samples: 20.\n"));
    const auto gate = readData({.name = "and"}, {}).value();
    QVERIFY(
        factsText(*gate, *engine::summarise(*gate)).contains("The test samples are the training samples"));
  }

  void showsMeanAndNumbers() {
    const auto data = tests::squareImages(4, 3, 60);
    DataOnShow shown(readData);
    DataFactsPanel panel(shown);
    shown.setUsed(data);
    shown.setWatched(true);
    QTRY_VERIFY(!panel.findChild<MeanPictures*>()->isHidden());
    const auto mean = engine::meanAndSpread(*data, std::nullopt);
    QVERIFY(std::abs(qGray(panel.findChild<MeanPictures*>()->mean().pixel(1, 2)) -
                     255 * static_cast<double>(mean->mean(9))) <= 1);
    panel.setLabel(2);
    const auto ofClass = engine::meanAndSpread(*data, 2);
    QTRY_VERIFY(std::abs(qGray(panel.findChild<MeanPictures*>()->mean().pixel(2, 0)) -
                         255 * static_cast<double>(ofClass->mean(2))) <= 1);
    QVERIFY(panel.findChild<QTableView*>()->isHidden() || panel.findChild<GivenNumbers*>()->rowCount() == 0);
    panel.setSample(SampleRef{.part = SamplePart::Test, .index = 1});
    QCOMPARE(panel.findChild<GivenNumbers*>()->rowCount(), 4);
    QVERIFY(panel.findChild<ColumnTable*>()->isHidden());
  }

  /// If the rows are refused, the columns are still there to be given other roles.
  void aRefusedTableCanBeMadeReadable() {
    const QTemporaryDir folder;
    QByteArray text = "who,size,price,note\n";
    for (int i = 0; i < 20; ++i)
      text += "P" + QByteArray::number(i) + "," + QByteArray::number(i * 0.5) + "," +
              QByteArray::number(i * 1.5) + ",\n";
    tests::writeFile(folder.filePath("t.csv"), text);
    DataOnShow shown(readData);
    DataFactsPanel panel(shown);
    shown.setWatched(true);
    const std::string name = folder.filePath("t.csv").toStdString();
    shown.tryOut(name);
    QTRY_VERIFY(!shown.trouble().empty());
    auto* columns = panel.findChild<ColumnTable*>();
    QTRY_COMPARE(columns->findChild<QTableWidget*>()->rowCount(), 4);
    QVERIFY(!columns->isHidden());
    using ColumnRole = engine::DataColumn::Role;
    for (const auto& [column, role] :
         {std::pair(0, ColumnRole::LeftOut), {2, ColumnRole::Target}, {3, ColumnRole::LeftOut}}) {
      emit columns->roleChosen({static_cast<std::size_t>(column)}, role);
      QTRY_VERIFY(!shown.isReading());
      QTRY_COMPARE(columns->findChild<QTableWidget*>()->item(column, 1)->text(),
                   role == ColumnRole::Target ? QString("target") : QString("left out"));
    }
    QVERIFY2(shown.trouble().empty(), shown.trouble().text().c_str());
    QCOMPARE(shown.facts()->data->inputNames, (std::vector<std::string>{"size"}));
    QCOMPARE(shown.facts()->data->targetNames, (std::vector<std::string>{"price"}));
  }

  void triesOutAnotherRole() {
    const QTemporaryDir folder;
    QByteArray text = "a,b,c\n";
    for (int i = 0; i < 20; ++i)
      text += QByteArray::number(i * 0.5) + "," + QByteArray::number(i * 0.3) + "," +
              QByteArray::number(i * 1.5) + "\n";
    tests::writeFile(folder.filePath("t.csv"), text);
    DataOnShow shown(readData);
    DataFactsPanel panel(shown);
    shown.setUsed(readData({.name = folder.filePath("t.csv").toStdString()}, {}).value());
    shown.setWatched(true);
    QTRY_VERIFY(shown.facts());
    auto* columns = panel.findChild<ColumnTable*>();
    QVERIFY(!columns->isHidden());
    emit columns->roleChosen({0}, engine::DataColumn::Role::LeftOut);
    QVERIFY(shown.isTrial());
    QTRY_VERIFY(!shown.isReading());
    QVERIFY(shown.trouble().empty());
    QCOMPARE(shown.facts()->data->inputNames, (std::vector<std::string>{"b"}));
  }
};

PELLUCID_WINDOW_TEST(tst_data_facts_panel, TestDataFactsPanel)
#include "tst_data_facts_panel.moc"
