// SPDX-License-Identifier: GPL-3.0-or-later
// What is told about how a table is written counts, and what is not is found: the options of a table's name.
#include "engine/data/told_form.h"

#include <QTemporaryDir>
#include <QtTest>
#include <set>

#include "engine/data/catalogue.h"
#include "tests/support/idx_files.h"
#include "tests/support/messages.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using pellucid::tests::mentions;
using pellucid::tests::writeFile;

class TestToldForm : public QObject {
  Q_OBJECT

  QTemporaryDir m_folder;

  std::string write(const QString& name, const QByteArray& text) {
    const QString path = m_folder.filePath(name);
    writeFile(path, text);
    return path.toStdString();
  }

  static DatasetPtr read(const std::string& name) {
    auto data = loadDataset(name, {});
    if (!data) qFatal("%s", data.error().text().c_str());
    return *data;
  }
  static std::string refusal(const std::string& name) {
    const auto data = loadDataset(name, {});
    return data ? std::string() : data.error().text();
  }

  /// The first inputs of all samples, sorted.
  static std::multiset<double> firstInputs(const Dataset& data) {
    std::multiset<double> values;
    for (const Split* split : {&data.train, &data.validation, &data.test})
      for (Index i = 0; i < split->size(); ++i) values.insert(static_cast<double>(split->numbers(0, i)));
    return values;
  }

 private slots:
  void theSeparatorThatIsToldSeparates() {
    // Each line has as many commas as semicolons.
    const std::string file = write("s.csv", "1,2;3,4;x\n2,3;4,5;y\n3,4;5,6;x\n4,5;6,7;y\n");
    QCOMPARE(read(file)->inputs(), Index{2});
    QCOMPARE(firstInputs(*read(file)),
             (std::multiset<double>{Scalar(1.2), Scalar(2.3), Scalar(3.4), Scalar(4.5)}));
    const std::string commas = refusal(file + ",separator=comma");
    QVERIFY2(!commas.empty() || read(file + ",separator=comma")->inputNames.size() == 2, commas.c_str());
    const std::string tabs = refusal(file + ",separator=tab");
    QVERIFY2(mentions(tabs, {"one column"}), tabs.c_str());
    QVERIFY(
        mentions(refusal(file + ",separator=dot"), {"must be one of: comma, semicolon, tab, bar, blank"}));
  }

  void theDecimalMarkThatIsToldCounts() {
    const std::string file = write("d.csv", "a;b\n1,250;1\n2,500;2\n1,750;1\n1,000;2\n");
    QCOMPARE(firstInputs(*read(file + ",decimal=comma")), (std::multiset<double>{1, 1.25, 1.75, 2.5}));
    QCOMPARE(firstInputs(*read(file + ",decimal=point")), (std::multiset<double>{1000, 1250, 1750, 2500}));
  }

  void theFirstLineIsWhatIsTold() {
    const std::string file = write("h.csv", "1,2,3\n4,5,6\n7,8,6\n1,1,3\n");
    QCOMPARE(read(file)->inputNames[0], std::string("column 1"));
    const DatasetPtr named = read(file + ",header=yes");
    QCOMPARE(named->inputNames, (std::vector<std::string>{"1", "2"}));
    QCOMPARE(firstInputs(*named).size(), std::size_t{3});
    const std::string words = write("w.csv", "a,b,k\nx,y,k\ny,x,l\nx,x,l\ny,y,k\n");
    QCOMPARE(read(words + ",text=onehot")->inputNames[0], std::string("a=x"));
    QCOMPARE(read(words + ",text=onehot,header=no")->inputNames[0], std::string("column 1=a"));
  }

  void theEncodingThatIsToldCounts() {
    const std::string file = write("e.csv", "M\xC3\xBCnchen,b\n1,2.5\n2,3.5\n3,4.5\n");
    QCOMPARE(read(file)->inputNames[0], std::string("München"));
    QCOMPARE(read(file + ",encoding=windows-1252")->inputNames[0], std::string("MÃ¼nchen"));
    const std::string latin = write("l.csv", "a,b\n1,2.5\nM\xFCnchen,3.5\n");
    QVERIFY2(mentions(refusal(latin + ",encoding=utf-8"), {"is not UTF-8: line 3"}),
             refusal(latin + ",encoding=utf-8").c_str());
    QVERIFY(mentions(refusal(file + ",encoding=utf-16"), {"UTF-16"}));
  }

  void gapsThatAreToldAreMissing() {
    const std::string file =
        write("g.csv", "a,b,k\n1,-999,0.5\n2,5,0.25\n3,unknown,0.75\n4,7,1.5\n5,8,2.5\n6,9,1.25\n");
    QVERIFY(!refusal(file).empty());  // unknown is not a number
    const DatasetPtr data = read(file + ",gaps=-999|unknown");
    QCOMPARE(firstInputs(*data), (std::multiset<double>{2, 4, 5, 6}));
    QVERIFY2(mentions(data->reading.text(), {"2 rows with gaps"}), data->reading.text().c_str());
    const DatasetPtr filled = read(file + ",gaps=-999|unknown,missing=mean");
    QCOMPARE(firstInputs(*filled).size(), std::size_t{6});
    QVERIFY(filled->train.numbers.row(1).minCoeff() >= 5);
  }

  void columnsAreMadeCategories() {
    const std::string file = write("c.csv", "floor,size,k\n1,5,a\n2,6,b\n3,7,a\n1,8,b\n2,9,a\n3,4,b\n");
    const DatasetPtr data = read(file + ",onehot=floor");
    QCOMPARE(data->inputNames, (std::vector<std::string>{"floor=1", "floor=2", "floor=3", "size"}));
    for (Index i = 0; i < data->train.size(); ++i)
      QCOMPARE(data->train.numbers.col(i).head(3).sum(), Scalar(1));
    QVERIFY2(mentions(data->reading.text(), {"The 3 values of floor"}), data->reading.text().c_str());
  }

  void testsAndValidationHaveFilesOfTheirOwn() {
    const std::string file = write("own.csv", "a,b,kind\n1,10,x\n2,20,y\n3,30,x\n4,40,y\n");
    write("t1.csv", "kind;b;a\ny;1,5;7\nx;2,5;8\n");  // in another order, and written differently
    write("v1.csv", "a,b,kind\n9,90,z\n");
    const DatasetPtr data = read(file + ",test-file=t1.csv,validation-file=v1.csv");
    QCOMPARE(data->train.size(), Index{4});
    QCOMPARE(data->test.size(), Index{2});
    QCOMPARE(data->validation.size(), Index{1});
    QCOMPARE(data->classNames, (std::vector<std::string>{"x", "y", "z"}));
    QCOMPARE(data->test.numbers(0, 0), Scalar(7));
    QCOMPARE(data->test.numbers(1, 0), Scalar(1.5));
    QCOMPARE(data->test.labels, (std::vector<std::uint8_t>{1, 0}));
    QCOMPARE(data->validation.labels, std::vector<std::uint8_t>{2});
    QVERIFY2(mentions(data->reading.text(), {"The test samples are the rows of ", "t1.csv"}),
             data->reading.text().c_str());
    const DatasetPtr share = read(file + ",validation-file=v1.csv,test=0.5");
    QCOMPARE(share->train.size() + share->test.size(), Index{4});
    QVERIFY(share->test.size() > 0);
    const std::string absolute = m_folder.filePath("t1.csv").toStdString();
    QCOMPARE(read(file + ",test-file=" + absolute)->test.size(), Index{2});
    QCOMPARE(placesBeside(file + ",test-file=t1.csv,validation-file=/x/v.csv"),
             (std::vector<std::filesystem::path>{absolute, "/x/v.csv"}));
  }

  void filesThatDoNotFitAreRefused() {
    const std::string file = write("own.csv", "a,b,kind\n1,10,x\n2,20,y\n3,30,x\n4,40,y\n");
    write("short.csv", "a,kind\n1,x\n");
    QVERIFY2(mentions(refusal(file + ",test-file=short.csv"), {"short.csv has no column b", "own.csv"}),
             refusal(file + ",test-file=short.csv").c_str());
    QVERIFY(refusal(file + ",test-file=short.csv,ignore=b").empty());
    write("none.csv", "a,b,kind\n");
    QVERIFY(!refusal(file + ",test-file=none.csv").empty());
    write("word.csv", "a,b,kind\n1,oops,x\n2,20,y\n");
    QVERIFY2(mentions(refusal(file + ",test-file=word.csv"), {"word.csv, line 2, column b", "\"oops\""}),
             refusal(file + ",test-file=word.csv").c_str());
    QVERIFY(mentions(refusal(file + ",test-file=nowhere.csv"), {"nowhere.csv"}));
    QVERIFY2(mentions(refusal(file + ",test-file=t1.csv,test=0.2"), {"exclude each other"}),
             refusal(file + ",test-file=t1.csv,test=0.2").c_str());
    QVERIFY(mentions(refusal(file + ",header=yes,rules=1"), {"rules of the first version"}));
  }

  /// A model answers for the table alone.
  void answersAreOfTheTableAlone() {
    const std::string file = write("own.csv", "a,b,kind\n1,10,x\n2,20,y\n3,30,x\n4,40,y\n");
    const auto data = loadDataset(file + ",test-file=gone.csv", {}, Streams::Refused, {},
                                  {.inputs = {"a", "b"}, .targets = {}, .isForAnswers = true});
    QVERIFY2(data, data ? "" : data.error().text().c_str());
    QCOMPARE((*data)->test.numbers.cols(), Index{4});
  }
};

PELLUCID_TEST(tst_told_form, TestToldForm)
#include "tst_told_form.moc"
