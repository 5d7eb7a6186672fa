// SPDX-License-Identifier: GPL-3.0-or-later
// Samples written as a table and read again.
#include "engine/data/dataset_csv.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>

#include "engine/data/catalogue.h"
#include "tests/support/messages.h"
#include "tests/support/precision.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

using SampleRow = std::vector<double>;

/// All samples, sorted: their own inputs in the units of the data, and the target.
std::vector<SampleRow> sortedSamples(const Dataset& dataset) {
  std::vector<SampleRow> rows;
  for (const Split* split : {&dataset.train, &dataset.validation, &dataset.test})
    for (Index i = 0; i < split->size(); ++i) {
      Matrix inputs = sample(*split, dataset.inputs(), i);
      unscale(dataset.scaling.inputs, inputs);
      SampleRow row;
      for (Index input = 0; input < ownInputs(dataset); ++input)
        row.push_back(static_cast<double>(inputs(input, 0)));
      if (dataset.hasClasses())
        row.push_back(split->labels[static_cast<std::size_t>(i)]);
      else
        for (const Scalar target : split->targets.col(i)) row.push_back(static_cast<double>(target));
      rows.push_back(row);
    }
  std::ranges::sort(rows);
  return rows;
}

}  // namespace

class TestDatasetCsv : public QObject {
  Q_OBJECT

 private slots:
  void everyGeneratedSetIsReadAgain_data() {
    QTest::addColumn<QString>("name");
    for (const char* name :
         {"circle", "xor", "gauss", "spiral", "pinwheel", "plane", "bumps", "curve", "prices"})
      QTest::newRow(name) << QString(name) + ",samples=60,noise=0.2,seed=4";
    QTest::newRow("with validation") << "spiral,samples=60,validation=0.2";
    QTest::newRow("with made inputs") << "circle,samples=60+x2+xy";
  }

  void everyGeneratedSetIsReadAgain() {
    QFETCH(QString, name);
    const DatasetPtr before = loadDataset(name.toStdString(), DataLocations{}).value();
    const DatasetPtr after = readBack(datasetCsv(*before).value());
    QVERIFY(after);
    QCOMPARE(after->classNames, before->classNames);
    QCOMPARE(after->targetNames, before->targetNames);
    const std::vector<std::string> own(before->inputNames.begin(),
                                       before->inputNames.begin() + ownInputs(*before));
    QCOMPARE(after->inputNames, own);
    QCOMPARE(sortedSamples(*after), sortedSamples(*before));  // to the bit
  }

  /// For standardised data the values are those from before.
  void numbersAreInTheUnitsOfTheData() {
    const DatasetPtr plain = loadDataset("prices,samples=40", DataLocations{}).value();
    const DatasetPtr scaled = loadDataset("prices,samples=40+standardise", DataLocations{}).value();
    const DatasetPtr after = readBack(datasetCsv(*scaled).value());
    const std::vector<SampleRow> expected = sortedSamples(*plain);
    const std::vector<SampleRow> rows = sortedSamples(*after);
    QCOMPARE(rows.size(), expected.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
      for (std::size_t column = 0; column < rows[i].size(); ++column)
        QVERIFY(isClose(rows[i][column], expected[i][column], 1e-4));
  }

  void namesWithMarksStandInQuotes() {
    Dataset dataset = *loadDataset("xor,samples=10", DataLocations{}).value();
    dataset.inputNames = {"width, in mm", "the \"height\""};
    dataset.answerName = "verdict";
    dataset.classNames = {"no; never", "yes"};
    const std::string table = datasetCsv(dataset).value();
    QVERIFY(table.starts_with("\"width, in mm\",\"the \"\"height\"\"\",verdict\n"));
    QVERIFY(table.find(",\"no; never\"\n") != std::string::npos);
  }

  void imagesAndNothingAreRefused() {
    Dataset images;
    images.name = "pictures";
    images.shape = {.channels = 1, .height = 2, .width = 2};
    QVERIFY(mentions(datasetCsv(images).error().text(), {"pictures", "images"}));
    Dataset none;
    none.name = "gone";
    none.shape = flatShape(2);
    QVERIFY(mentions(datasetCsv(none).error().text(), {"gone", "no samples"}));
  }

 private:
  DatasetPtr readBack(const std::string& table) {
    QFile file(m_folder.filePath("table.csv"));
    if (!file.open(QIODevice::WriteOnly)) return nullptr;
    file.write(table.data(), static_cast<qint64>(table.size()));
    file.close();
    const auto loaded = loadDataset(file.fileName().toStdString(), DataLocations{});
    if (!loaded) qWarning("%s", loaded.error().text().c_str());
    return loaded ? *loaded : nullptr;
  }

  QTemporaryDir m_folder;
};

PELLUCID_TEST(tst_dataset_csv, TestDatasetCsv)
#include "tst_dataset_csv.moc"
