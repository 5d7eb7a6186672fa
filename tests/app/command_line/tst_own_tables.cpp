// SPDX-License-Identifier: GPL-3.0-or-later
// People's own tables on the command line: how one was read is always said, models and tables meet by names,
// every row can be answered, and a project of the first version finds its data again.
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include "tests/app/command_line/program.h"
#include "tests/support/test_program.h"

using namespace pellucid::tests;

namespace {

QString caseFile(const char* name) {
  return QStringLiteral(PELLUCID_SOURCE_DIR "/tests/cases/") + name;
}

const char* const kPlain = "csv-00-plain-for-comparison.csv";

}  // namespace

class TestOwnTables : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    QVERIFY(m_folder.isValid());
    const auto run =
        runProgram({"train", "--data", caseFile(kPlain), "--layers", "4,8:tanh,3:softmax", "--lr", "0.01",
                    "--epochs", "100", "--export", path("model.onnx"), "--save", path("model.pellucid")});
    QVERIFY2(run.exitCode == 0, run.errors.constData());
    QVERIFY2(
        run.tells(
            "60 rows: inputs len, wid, plen, pwid; target kind with 3 classes alba, rubra, viridis; 12 for "
            "testing."),
        run.errors.constData());
  }

  void columnsMeetByName_data() { models(); }
  void columnsMeetByName() {
    QFETCH(QString, model);
    const auto plain = runProgram({"evaluate", path(model), "--data", caseFile(kPlain), "--json"});
    const auto turned =
        runProgram({"evaluate", path(model), "--data",
                    caseFile("csv-17b-same-table-columns-in-another-order.csv,test=0.2"), "--json"});
    QVERIFY2(plain.exitCode == 0 && turned.exitCode == 0, turned.errors.constData());
    QVERIFY(plain.json()["accuracy"].toDouble() > 0.9);
    QCOMPARE(turned.json()["loss"], plain.json()["loss"]);
    const auto some = runProgram({"evaluate", path(model), "--data",
                                  caseFile("csv-17a-test-file-with-two-of-three-classes.csv"), "--json"});
    QVERIFY2(some.exitCode == 0, some.errors.constData());
    QVERIFY(some.json()["accuracy"].toDouble() > 0.9);
  }

  // The model's own table holds the rows it learned from; of another table it knows none.
  void anotherTableIsATestInAllItsRows_data() { models(); }
  void anotherTableIsATestInAllItsRows() {
    QFETCH(QString, model);
    const auto own = runProgram({"evaluate", path(model), "--data", caseFile(kPlain), "--json"});
    QCOMPARE(own.json()["samples"].toInt(), 12);
    QVERIFY(!own.tells("is tested on all"));
    const QString other = caseFile("csv-17b-same-table-columns-in-another-order.csv");
    const auto all = runProgram({"evaluate", path(model), "--data", other, "--json"});
    QCOMPARE(all.json()["samples"].toInt(), 60);
    QVERIFY2(all.tells("the model was trained on csv-00-plain-for-comparison.csv, so it is tested on all 60 "
                       "samples of csv-17b-same-table-columns-in-another-order.csv"),
             all.errors.constData());
    // As many are correct as predict answers correctly, row by row.
    QFile table(other);
    QVERIFY(table.open(QIODevice::ReadOnly));
    const QString answers = path("answers.csv");
    QCOMPARE(runProgram({"predict", path(model), "--data", other, "--csv", answers}).exitCode, 0);
    QFile predicted(answers);
    QVERIFY(predicted.open(QIODevice::ReadOnly));
    const auto rows = table.readAll().trimmed().split('\n'), told = predicted.readAll().trimmed().split('\n');
    const auto kind = rows[0].trimmed().split(',').indexOf("kind");
    QCOMPARE(told.size(), 61);
    int right = 0;
    for (int i = 1; i <= 60; ++i) right += told[i].split(',').contains(rows[i].trimmed().split(',')[kind]);
    QCOMPARE(all.json()["accuracy"].toDouble(), right / 60.0);
    const auto half = runProgram({"evaluate", path(model), "--data", other + ",test=0.5", "--json"});
    QCOMPARE(half.json()["samples"].toInt(), 30);
  }

  void aPictureIsNoRow_data() { models(); }
  void aPictureIsNoRow() {
    QFETCH(QString, model);
    const auto run =
        runProgram({"predict", path(model), "--image", caseFile("img-01a-black-on-white-280.png")});
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.tells("The model takes the columns len, wid, plen, pwid of a table and no images."),
             run.errors.constData());
  }

  void whatDoesNotMeetIsNamed_data() { models(); }
  void whatDoesNotMeetIsNamed() {
    QFETCH(QString, model);
    const auto columns =
        runProgram({"evaluate", path(model), "--data", caseFile("csv-18a-train-bird-cat-dog.csv")});
    QCOMPARE(columns.exitCode, 2);
    QVERIFY2(columns.tells("the columns len, wid, plen, pwid"), columns.errors.constData());
    const auto classes =
        runProgram({"evaluate", path(model), "--data", caseFile("csv-06a-pandas-index-column.csv")});
    QCOMPARE(classes.exitCode, 2);
    QVERIFY2(classes.tells("none in common"), classes.errors.constData());
    const auto byOrder = runProgram(
        {"evaluate", path(model), "--data", caseFile("csv-06a-pandas-index-column.csv"), "--by-order"});
    QVERIFY2(byOrder.exitCode == 0, byOrder.errors.constData());
  }

  void aClassKeepsItsName() {
    const QString model = path("animals.onnx");
    const auto trained =
        runProgram({"train", "--data", caseFile("csv-18a-train-bird-cat-dog.csv"), "--layers",
                    "2,8:tanh,3:softmax", "--lr", "0.01", "--epochs", "100", "--export", model});
    QVERIFY2(trained.exitCode == 0, trained.errors.constData());
    const QString later = caseFile("csv-18b-later-file-cat-dog-fish.csv");
    const auto evaluated = runProgram({"evaluate", model, "--data", later, "--json"});
    QVERIFY2(evaluated.exitCode == 0, evaluated.errors.constData());
    QVERIFY(evaluated.json()["accuracy"].toDouble() > 0.9);
    QVERIFY2(
        evaluated.tells("8 test samples are left out, because the model does not know their classes: fish"),
        evaluated.errors.constData());
    QSet<QByteArray> labels;
    for (int sample = 0; sample < 24; ++sample) {
      const auto run = runProgram({"predict", model, "--data", later, "--sample", QString::number(sample)});
      QVERIFY2(run.exitCode == 0, run.errors.constData());
      labels << run.output.split('\n').value(1);
    }
    QCOMPARE(labels, (QSet<QByteArray>{"Label: cat", "Label: dog", "Label: fish"}));
  }

  void everyRowIsAnswered() {
    QFile table(path("rows.csv"));
    QVERIFY(table.open(QIODevice::WriteOnly));
    table.write(
        "note,pwid,plen,wid,len\np,1.9,6.0,3.0,6.9\nq,,4.0,2.5,5.8\nr,1.4,4.0,2.5,5.8\n");  // without a kind
    table.close();
    const auto run =
        runProgram({"predict", path("model.onnx"), "--data", path("rows.csv"), "--csv", path("out.csv")});
    QVERIFY2(run.exitCode == 0, run.errors.constData());
    QVERIFY2(run.tells("1 row with gaps was left out"), run.errors.constData());
    QFile answers(path("out.csv"));
    QVERIFY(answers.open(QIODevice::ReadOnly));
    const auto lines = answers.readAll().split('\n');
    QCOMPARE(lines.size(), 5);
    QCOMPARE(lines[0], QByteArray("row,prediction,alba,rubra,viridis"));
    QVERIFY2(lines[1].startsWith("1,viridis,"), lines[1].constData());
    QCOMPARE(lines[2], QByteArray("2,,,,"));
    QVERIFY2(lines[3].startsWith("3,rubra,"), lines[3].constData());
  }

  void whatPredictNeeds() {
    const auto nothing = runProgram({"predict", path("model.onnx"), "--data", caseFile(kPlain)});
    QCOMPARE(nothing.exitCode, 2);
    QVERIFY2(nothing.tells("--csv OUT.csv"), nothing.errors.constData());
  }

  /// Its table is beside it now, and is read and split as before, or the checksum would not match.
  void aProjectOfTheFirstVersionGoesOn() {
    QVERIFY(QFile::copy(caseFile("first-format.pellucid"), path("first-format.pellucid")));
    QVERIFY(QFile::copy(caseFile(kPlain), path("flowers.csv")));
    const auto run = runProgram({"train", "--project", path("first-format.pellucid"), "--steps", "8",
                                 "--save", path("again.pellucid"), "--json"});
    QVERIFY2(run.exitCode == 0, run.errors.constData());
    const auto again = runProgram({"train", "--project", path("again.pellucid"), "--data",
                                   path("flowers.csv"), "--steps", "9", "--json"});
    QVERIFY2(again.exitCode == 0, again.errors.constData());
  }

  void trainingSaysItsCautions() {
    const QStringList houses{
        "train",   "--data", caseFile("csv-12b-house-prices-whole-numbers-400-rows.csv") + ",target=numbers",
        "--steps", "1",      "--patience",
        "3"};
    const auto run = runProgram(houses);
    QVERIFY2(run.exitCode == 0, run.errors.constData());
    QVERIFY2(run.tells("are numbers near") && run.tells("Put +standardise"), run.errors.constData());
    QVERIFY2(run.tells("The test samples decide"), run.errors.constData());
    const auto plain =
        runProgram({"train", "--data", caseFile(kPlain), "--steps", "1", "--layers", "4,3:softmax"});
    QVERIFY2(plain.exitCode == 0 && !plain.tells("decide"), plain.errors.constData());
  }

  /// Prices near 200,000 are learned, given and answered in their own units, from a project and from ONNX;
  /// evaluate agrees with predict, sample by sample.
  void pricesAreLearnedStandardised() {
    const QString data = caseFile("csv-12b-house-prices-whole-numbers-400-rows.csv") +
                         "+standardise,target=numbers,validation=0.1";
    const auto trained = runProgram({"train", "--data", data, "--layers", "4,8:tanh,1:linear", "--lr", "0.01",
                                     "--epochs", "60", "--patience", "20", "--export", path("houses.onnx"),
                                     "--save", path("houses.pellucid"), "--json"});
    QVERIFY2(trained.exitCode == 0, trained.errors.constData());
    QVERIFY2(trained.tells("set aside for validation") && trained.tells("are standardised") &&
                 !trained.tells("are numbers near") && !trained.tells("decide"),
             trained.errors.constData());
    QVERIFY(trained.json()["validation_loss"].toDouble() > 0);
    for (const char* model : {"houses.onnx", "houses.pellucid"}) {
      const auto evaluated = runProgram({"evaluate", path(model), "--data", data, "--json"});
      QVERIFY2(evaluated.exitCode == 0, evaluated.errors.constData());
      QVERIFY(std::abs(evaluated.json()["loss"].toDouble() - trained.json()["test_loss"].toDouble()) < 1e-5);
      QVERIFY2(evaluated.json()["loss"].toDouble() < 0.5, evaluated.output.constData());
      const int samples = evaluated.json()["samples"].toInt();
      const double error = evaluated.json()["root_mean_square_errors"].toArray()[0].toDouble();
      const auto one = runProgram({"predict", path(model), "--data", data, "--sample", "3", "--json"});
      QVERIFY2(one.exitCode == 0, one.errors.constData());
      const double wanted = one.json()["targets"].toArray()[0].toDouble();
      const double answer = one.json()["outputs"].toArray()[0].toDouble();
      QVERIFY2(wanted > 1000 && std::abs(answer - wanted) < std::sqrt(samples) * error,
               one.output.constData());
      // Also without a word on how to change the table.
      const auto plain = runProgram({"predict", path(model), "--data",
                                     caseFile("csv-12b-house-prices-whole-numbers-400-rows.csv"), "--csv",
                                     path("prices.csv")});
      QVERIFY2(plain.exitCode == 0, plain.errors.constData());
      QFile prices(path("prices.csv"));
      QVERIFY(prices.open(QIODevice::ReadOnly));
      QVERIFY(prices.readAll().split('\n')[1].split(',')[1].toDouble() > 1000);
    }
  }

  void aPipeIsToldToBeGone() {
    const QString saved = path("piped.pellucid");
    const auto run = runPrepared(
        "exec < <(cat '" + caseFile(kPlain) + "')",
        {"train", "--data", "/dev/stdin", "--epochs", "1", "--layers", "4,3:softmax", "--save", saved});
    QVERIFY2(run.exitCode == 0, run.errors.constData());
    QVERIFY2(run.tells("came through a pipe") && run.tells("piped.pellucid"), run.errors.constData());
    const auto plain = runProgram(
        {"train", "--data", caseFile(kPlain), "--epochs", "1", "--layers", "4,3:softmax", "--save", saved});
    QVERIFY2(plain.exitCode == 0 && !plain.tells("pipe"), plain.errors.constData());
  }

 private:
  QString path(const QString& name) const { return m_folder.filePath(name); }
  static void models() {
    QTest::addColumn<QString>("model");
    QTest::newRow("ONNX") << QStringLiteral("model.onnx");
    QTest::newRow("project") << QStringLiteral("model.pellucid");
  }

  QTemporaryDir m_folder;
};

PELLUCID_TEST_IN(QCoreApplication, tst_own_tables, TestOwnTables)
#include "tst_own_tables.moc"
