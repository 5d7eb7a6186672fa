// SPDX-License-Identifier: GPL-3.0-or-later
// First lessons on the command line: points, truth tables and tables, classes and numbers.
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include "tests/app/command_line/program.h"
#include "tests/support/test_program.h"

using namespace pellucid::tests;

class TestSmallData : public QObject {
  Q_OBJECT

  QString write(const QString& name, const QByteArray& text) const {
    QFile file(m_folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly)) qFatal("no temporary file");
    file.write(text);
    return file.fileName();
  }

 private slots:
  void classesAreLearned_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<double>("accuracy");
    const QStringList tanh = {"--layers", "2,4:tanh,2:tanh,1:tanh", "--batch", "10", "--optimizer", "sgd"};
    QTest::newRow("circle, squared error, one output")
        << QStringList{"--data", "circle", "--lr", "0.1", "--epochs", "200"} + tanh << 0.95;
    QTest::newRow("xor, cross-entropy") << QStringList{"--data",   "xor,samples=400,seed=2",
                                                       "--layers", "2,8:tanh,2:softmax",
                                                       "--lr",     "0.03",
                                                       "--epochs", "60"}
                                        << 0.95;
    QTest::newRow("gauss, one sigmoid")
        << QStringList{"--data", "gauss", "--layers", "2,1:sigmoid", "--lr", "0.1", "--epochs", "10"} << 0.98;
    QTest::newRow("spiral") << QStringList{"--data",   "spiral,noise=0.1",
                                           "--layers", "2,16:tanh,16:tanh,2:softmax",
                                           "--lr",     "0.02",
                                           "--epochs", "150"}
                            << 0.9;
    QTest::newRow("a truth table") << QStringList{"--data", "xor-gate", "--layers", "2,4:tanh,1:sigmoid",
                                                  "--lr",   "0.1",      "--epochs", "300"}
                                   << 1.0;
  }

  void classesAreLearned() {
    QFETCH(QStringList, arguments);
    QFETCH(double, accuracy);
    const auto run = runProgram(QStringList{"train", "--json"} + arguments);
    QVERIFY2(run.exitCode == 0, run.errors.constData());
    const double reached = run.json()["test_accuracy"].toDouble();
    QVERIFY2(reached >= accuracy, qPrintable(QString::number(reached)));
  }

  void numbersAreLearned() {
    const QString project = m_folder.filePath("plane.pellucid");
    const auto run = runProgram({"train", "--json", "--data", "plane", "--layers", "2,1:linear", "--lr",
                                 "0.03", "--epochs", "50", "--save", project});
    QVERIFY2(run.exitCode == 0, run.errors.constData());
    QVERIFY(run.json()["test_accuracy"].isNull());
    QVERIFY(run.json()["test_loss"].toDouble() < 1e-4);
    const auto evaluated = runProgram({"evaluate", project, "--data", "plane", "--json"});
    QVERIFY2(evaluated.exitCode == 0, evaluated.errors.constData());
    QVERIFY(!evaluated.json().contains("accuracy"));
    QCOMPARE(evaluated.json()["loss"].toDouble(), run.json()["test_loss"].toDouble());
    const auto predicted = runProgram({"predict", project, "--data", "plane", "--sample", "3", "--json"});
    QVERIFY2(predicted.exitCode == 0, predicted.errors.constData());
    const double output = predicted.json()["outputs"].toArray()[0].toDouble();
    const double target = predicted.json()["targets"].toArray()[0].toDouble();
    QVERIFY(qAbs(output - target) < 0.05);
    const auto onwards = runProgram(
        {"train", "--json", "--project", project, "--epochs", "51", "--metrics", m_folder.filePath("m.csv")});
    QVERIFY2(onwards.exitCode == 0, onwards.errors.constData());
  }

  void aTableOfClasses() {
    QByteArray text = "height;width;kind\n";
    for (int i = 0; i < 120; ++i)
      text += QString("%1;%2;%3\n").arg(i % 10).arg((i * 7) % 10).arg(i % 10 > 4 ? "tall" : "small").toUtf8();
    const QString table = write("trees.csv", text);
    const QString model = m_folder.filePath("trees.onnx");
    const auto run = runProgram({"train", "--json", "--data", table, "--layers", "2,8:relu,2:softmax", "--lr",
                                 "0.05", "--epochs", "40", "--export", model});
    QVERIFY2(run.exitCode == 0, run.errors.constData());
    QVERIFY(run.json()["test_accuracy"].toDouble() > 0.9);
    const auto predicted = runProgram({"predict", model, "--data", table, "--sample", "0", "--json"});
    QVERIFY2(predicted.exitCode == 0, predicted.errors.constData());
    QVERIFY((QStringList{"tall", "small"}).contains(predicted.json()["class"].toString()));
  }

  void oneOutputKeepsTheNamesOfBothClasses() {
    const QString model = m_folder.filePath("gauss.onnx");
    const auto run = runProgram({"train", "--json", "--data", "gauss", "--layers", "2,1:sigmoid", "--lr",
                                 "0.1", "--epochs", "10", "--export", model});
    QVERIFY2(run.exitCode == 0, run.errors.constData());
    const auto evaluated = runProgram({"evaluate", model, "--data", "gauss", "--json"});
    QVERIFY2(evaluated.exitCode == 0, evaluated.errors.constData());
    QCOMPARE(evaluated.json()["accuracy"].toDouble(), run.json()["test_accuracy"].toDouble());
    QCOMPARE(evaluated.json()["per_class"].toArray().size(), 2);
    QCOMPARE(evaluated.json()["per_class"].toArray()[1].toObject()["class"].toString(), "positive");
  }

  void namedTargets() {
    QByteArray text = "a,x,b\n";
    for (int i = 0; i < 50; ++i)
      text += QString("%1,%2,%3\n").arg(2 * i / 50.0).arg(i / 50.0).arg(1 - i / 50.0).toUtf8();
    const QString table = write("lines.csv", text);
    const auto run = runProgram({"train", "--json", "--data", table, "--targets", "a,b", "--layers",
                                 "1,2:linear", "--lr", "0.05", "--epochs", "200"});
    QVERIFY2(run.exitCode == 0, run.errors.constData());
    QVERIFY(run.json()["test_loss"].toDouble() < 1e-3);
    const auto unknown = runProgram({"train", "--data", table, "--targets", "c"});
    QCOMPARE(unknown.exitCode, 2);
    QVERIFY2(unknown.tells("has no column c; it has a, x, b"), unknown.errors.constData());
  }

  void refuses_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("what");
    const QString bad = write("bad.csv", "a,b\n1,2\nx,3\n");
    QTest::newRow("a bad cell") << QStringList{"--data", bad} << "line 3, column a: \"x\" is not a number";
    QTest::newRow("a bad option") << QStringList{"--data", "spiral,noise=2"}
                                  << "must be a number from 0 to 1";
    QTest::newRow("no data set") << QStringList{"--data", "spirale"} << "circle, xor, gauss, spiral";
    QTest::newRow("targets of no table") << QStringList{"--data", "spiral", "--targets", "a"} << "no option";
    QTest::newRow("a loss of classes")
        << QStringList{"--data", "plane", "--layers", "2,1:linear", "--loss", "hinge"}
        << "answers of plane are numbers";
    QTest::newRow("freezing a pool") << QStringList{"--layers", "28x28x1,maxpool2,flatten,10:softmax",
                                                    "--freeze", "1",
                                                    "--steps",  "0"}
                                     << "max-pool layer and has no weights";
  }

  void refuses() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, what);
    const auto run = runProgram(QStringList{"train"} + arguments);
    QVERIFY(run.exitCode == 1 || run.exitCode == 2);
    QVERIFY2(QString::fromUtf8(run.errors).contains(what), run.errors.constData());
  }

 private slots:
  void aWrongColumnIsWrongUsageAndAWrongCellIsNot() {
    const QString good = write("good.csv", "x,y\n1,2\n2,3\n3,5\n");
    const QString bad = write("bad.csv", "x,y\n1,2\nfour,3\n3,5\n");
    QCOMPARE(runProgram({"train", "--data", good, "--targets", "z", "--steps", "0"}).exitCode, 2);
    QCOMPARE(runProgram({"train", "--data", good + ",foo=1", "--steps", "0"}).exitCode, 2);
    QCOMPARE(runProgram({"train", "--data", bad, "--steps", "0"}).exitCode, 1);
    QCOMPARE(runProgram({"train", "--data", bad + ",seed=1", "--steps", "0"}).exitCode, 1);
    QCOMPARE(runProgram({"transfer", "--source", "xor", "--source-steps", "0", "--data", bad}).exitCode, 1);
  }

  void tablesAndModelsMayComeThroughPipes() {
    QByteArray csv = "x,y\n";
    for (int i = 0; i < 200; ++i) csv += QByteArray::number(i) + ',' + (i < 100 ? "low" : "high") + '\n';
    const QString table = write("table.csv", csv);
    const QString model = m_folder.filePath("piped.onnx");
    const QString tablePipe = m_folder.filePath("table pipe");
    const QString modelPipe = m_folder.filePath("model pipe");
    const QString through = "mkfifo '%2'; cat '%1' > '%2' & true";
    const auto trained = runPrepared(through.arg(table, tablePipe),
                                     {"train", "--json", "--data", tablePipe + ",seed=2", "--layers",
                                      "1,2:softmax", "--steps", "5", "--export", model});
    QVERIFY2(trained.exitCode == 0, trained.errors.constData());
    const auto usual = runProgram(
        {"train", "--json", "--data", table + ",seed=2", "--layers", "1,2:softmax", "--steps", "5"});
    QCOMPARE(trained.json()["weights_sha256"], usual.json()["weights_sha256"]);

    QVERIFY(QFile::remove(tablePipe));
    const auto evaluated = runPrepared(through.arg(table, tablePipe) + "; " + through.arg(model, modelPipe),
                                       {"evaluate", modelPipe, "--json", "--data", tablePipe + ",seed=2"});
    QVERIFY2(evaluated.exitCode == 0, evaluated.errors.constData());
    QCOMPARE(evaluated.json()["loss"], usual.json()["test_loss"]);
  }

 private:
  QTemporaryDir m_folder;
};

PELLUCID_TEST_IN(QCoreApplication, tst_small_data, TestSmallData)
#include "tst_small_data.moc"
