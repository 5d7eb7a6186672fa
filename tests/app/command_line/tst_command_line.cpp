// SPDX-License-Identifier: GPL-3.0-or-later
// What scripts rely on: exit codes, help, and messages that name what was wrong. Runs the real program.
#include <QtTest>

#include "tests/app/command_line/idx_folder.h"
#include "tests/app/command_line/program.h"
#include "tests/support/test_program.h"

using namespace pellucid::tests;

class TestCommandLine : public QObject {
  Q_OBJECT

 private slots:
  void helpShowsBothWays() {
    const auto run = runProgram({"--help"});
    QCOMPARE(run.exitCode, 0);
    for (const char* text : {"pellucid [PROJECT]", "train", "evaluate", "predict"})
      QVERIFY(run.output.contains(text));
    QVERIFY(run.errors.isEmpty());
  }

  void commandHelpNamesEveryOption() {
    const auto run = runProgram({"train", "--help"});
    QCOMPARE(run.exitCode, 0);
    for (const char* option : {"--data",
                               "--layers",
                               "--loss",
                               "--optimizer",
                               "--lr",
                               "--batch",
                               "--epochs",
                               "--steps",
                               "--seed",
                               "--init",
                               "--freeze",
                               "--no-shuffle",
                               "--init-from",
                               "--momentum",
                               "--beta1",
                               "--beta2",
                               "--alpha",
                               "--rho",
                               "--epsilon",
                               "--l1",
                               "--l2",
                               "--weight-decay",
                               "--clip-norm",
                               "--clip-value",
                               "--label-smoothing",
                               "--schedule",
                               "--target-accuracy",
                               "--patience",
                               "--metrics",
                               "--metrics-every",
                               "--export",
                               "--save",
                               "--project",
                               "--json"})
      QVERIFY2(run.output.contains(option), option);
  }

  void trainHelpExplainsLayers() {
    const auto run = runProgram({"train", "--help"});
    for (const char* text : {"HEIGHTxWIDTHxCHANNELS",
                             "64:relu",
                             "convFILTERSxSIDE",
                             "stride",
                             "padding",
                             "same",
                             "maxpoolSIDE",
                             "avgpoolSIDE",
                             "flatten",
                             "dropoutRATE",
                             "batchnorm",
                             "-nobias",
                             "linear",
                             "exponential",
                             "bipolar-sigmoid",
                             "leaky-relu",
                             "gelu-tanh",
                             "hard-sigmoid",
                             "softmax",
                             "28x28x1,conv8x5:relu"})
      QVERIFY2(run.output.contains(text), text);
  }

  void versionIsNamed() {
    const auto run = runProgram({"--version"});
    QCOMPARE(run.exitCode, 0);
    QVERIFY(run.output.startsWith("pellucid "));
  }

  void wordsMeanTheSameAsOptions() {
    QCOMPARE(runProgram({"help"}).output, runProgram({"--help"}).output);
    QCOMPARE(runProgram({"version"}).output, runProgram({"--version"}).output);
    QCOMPARE(runProgram({"help", "train"}).output, runProgram({"train", "--help"}).output);
    QCOMPARE(runProgram({"help", "train"}).exitCode, 0);
  }

  void aWordThatIsNothingOpensNoWindow_data() {
    QTest::addColumn<QString>("word");
    QTest::addColumn<QByteArray>("meant");
    const auto row = [](const char* word, const char* meant) {
      QTest::newRow(word) << word << QByteArray(meant);
    };
    row("trian", "Did you mean train?");
    row("Evaluate", "Did you mean evaluate?");
    row("versoin", "Did you mean version?");
    row("something", "\"something\" is neither a command nor an existing file");
    row("", "\"\" is neither");
  }
  void aWordThatIsNothingOpensNoWindow() {
    QFETCH(QString, word);
    QFETCH(QByteArray, meant);
    const auto run = runProgram({word});
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.errors.contains(meant), run.errors);
    QVERIFY(run.output.isEmpty());
  }

  void whatIsThereOrCalledAProjectIsForTheWindow() {
    for (const QString& word : {QString("none.pellucid"), m_data.path() + "/train-labels-idx1-ubyte"}) {
      auto environment = QProcessEnvironment::systemEnvironment();
      for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) environment.remove(name);
      QCOMPARE(runProgram({word}, environment).exitCode, 3);
    }
  }

  void blanksAndCapitalsDoNotMatter() {
    const auto hash = [&](const QStringList& arguments) {
      const auto run = runProgram(QStringList{"train", "--json", "--steps", "3"} + arguments);
      return run.exitCode == 0 ? run.json()["weights_sha256"].toString() : QString::fromUtf8(run.errors);
    };
    const QString plain =
        hash({"--data", "xor,samples=50", "--layers", "2,4:relu,2:softmax", "--optimizer", "adam",
              "--schedule", "step,every=5", "--freeze", "1", "--lr", "0.1", "--loss", "cross-entropy"});
    QCOMPARE(
        hash({"--data", " XOR, Samples=50", "--layers", "2, 4:ReLU, 2:Softmax", "--optimizer", "Adam",
              "--schedule", "Step, every=5", "--freeze", " 1", "--lr", " 0.1", "--loss", "Cross Entropy"}),
        plain);
    QCOMPARE(plain.size(), 64);
  }

  void theLastOfARepeatedOptionCounts() {
    const auto run = runProgram({"train", "--data", "xor-gate", "--steps", "9", "--steps", "2", "--json"});
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.json()["steps"].toInt(), 2);
  }

  void channelsMayComeFirst() {
    const auto run = runProgram({"train", "--data", m_data.path(), "--layers",
                                 "1x6x5,conv2x3:relu,flatten,3:softmax", "--steps", "1"});
    QVERIFY2(run.exitCode == 0, run.errors);
  }

  void settingsOfAnotherOptimizerAreRefusedForAProject() {
    const QTemporaryDir folder;
    const QString file = folder.filePath("p.pellucid");
    QCOMPARE(runProgram({"train", "--data", "xor-gate", "--steps", "1", "--save", file}).exitCode, 0);
    const auto run = runProgram({"train", "--project", file, "--steps", "2", "--momentum", "0.5"});
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.tells("--momentum is 0.5, but the optimizer adam has no such setting"), run.errors);
  }

  void wrongUsage_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QList<QByteArray>>("messages");
    const QString data = m_data.path();
    const auto row = [&](const char* name, const QStringList& arguments, const QList<QByteArray>& messages) {
      QTest::newRow(name) << arguments << messages;
    };
    row("no command", {"--json"}, {"--json"});
    row("unknown option", {"train", "--colour", "red"}, {"--colour"});
    row("option with a slip", {"train", "--epoch", "3"}, {"--epoch. ", "Did you mean --epochs?"});
    row("option with a slip and a value", {"evaluate", "m", "--jsno=1"}, {"--jsno", "Did you mean --json?"});
    row("two models", {"evaluate", "a", "b"}, {"pellucid evaluate does not accept b"});
    row("name with a slip", {"train", "--optimizer", "adm"}, {"adm", "Did you mean adam?"});
    row("data with a slip", {"train", "--data", "minst"}, {"minst", "Did you mean mnist?"});
    row("activation with a slip", {"train", "--layers", "2,4:rellu,1"}, {"rellu", "Did you mean relu?"});
    row("schedule with a slip", {"train", "--schedule", "stpe"}, {"stpe", "Did you mean step?"});
    row("layer of nothing", {"train", "--layers", "2,0:relu"}, {"0:relu", "at least one"});
    row("sgd has no momentum", {"train", "--data", "xor", "--optimizer", "sgd", "--momentum", "0.5"},
        {"--momentum is 0.5", "sgd", "--optimizer momentum or nesterov"});
    row("wrong use before a wrong file",
        {"train", "--data", "xor", "--optimizer", "sgd", "--rho", "0.5", "--save", "/none/x"}, {"--rho"});
    row("unknown activation", {"train", "--layers", "784,64:swish,10:softmax"}, {"swish", "relu", "sigmoid"});
    row("no output layer", {"train", "--layers", "784"}, {"784", "output layer"});
    row("unknown loss", {"train", "--loss", "cubes"}, {"--loss", "cubes", "cross-entropy", "mse"});
    row("unknown optimizer", {"train", "--optimizer", "lion"}, {"--optimizer", "lion", "adam"});
    row("unknown init", {"train", "--init", "zero"}, {"--init", "zero", "glorot"});
    row("epochs and steps", {"train", "--epochs", "1", "--steps", "1"}, {"--epochs", "--steps"});
    row("project and init-from", {"train", "--project", "a", "--init-from", "b"},
        {"--project", "--init-from"});
    row("metrics-every alone", {"train", "--metrics-every", "step"}, {"--metrics-every", "--metrics"});
    row("rate is no number", {"train", "--lr", "fast"}, {"--lr", "fast", "number"});
    row("rate with a comma", {"train", "--lr", "0,1"}, {"--lr", "0,1"});
    row("rate is not a number", {"train", "--lr", "nan"}, {"--lr", "nan"});
    row("rate of zero", {"train", "--data", data, "--lr", "0"}, {"rate is 0", "greater than 0"});
    row("rate too large", {"train", "--lr", "1e7"}, {"--lr", "1e7", "1000000"});
    row("numbers are not right or wrong",
        {"train", "--data", "plane", "--layers", "2,1:linear", "--target-accuracy", "0.5"},
        {"--target-accuracy is 0.5", "plane", "numbers", "--patience"});
    row("momentum of one", {"train", "--momentum", "1"}, {"--momentum", "\"1\"", "less than 1"});
    row("decay", {"train", "--weight-decay", "nan"}, {"--weight-decay", "nan", "from 0"});
    row("clipping", {"train", "--clip-norm", "-1"}, {"--clip-norm", "-1"});
    row("schedule", {"train", "--schedule", "step,every=0"}, {"--schedule", "every", "from 1"});
    row("smoothing", {"train", "--label-smoothing", "1"}, {"--label-smoothing", "less than 1"});
    row("smoothing without entropy", {"train", "--data", data, "--loss", "mse", "--label-smoothing", "0.1"},
        {"label smoothing", "mse"});
    row("target", {"train", "--target-accuracy", "98"}, {"--target-accuracy", "98", "from 0 to 1"});
    row("patience", {"train", "--patience", "-1"}, {"--patience", "-1"});
    row("batch of zero", {"train", "--batch", "0"}, {"--batch", "\"0\"", "from 1"});
    row("negative seed", {"train", "--seed", "-1"}, {"--seed", "-1", "from 0"});
    row("negative steps", {"train", "--steps", "-1"}, {"--steps", "-1"});
    row("too many epochs", {"train", "--data", data, "--epochs", "1000000000"}, {"--epochs 1000000000"});
    row("freeze no number", {"train", "--freeze", "1,x"}, {"--freeze", "1,x"});
    row("freeze from 0", {"train", "--freeze", "0"}, {"--freeze", "counted from 1"});
    row("freeze out of range", {"train", "--data", data, "--freeze", "1,3"},
        {"layer 3", "2 layers", "1 to 2"});
    row("unknown data", {"train", "--data", "cifar"}, {"cifar", "mnist", "folder"});
    for (const char* name : {"nofile.csv,target=classes", "nofile.csv", "nofile.csv+parity,seed=1"})
      row(name, {"train", "--data", name}, {"There is no data set \"nofile.csv"});
    row("inputs do not fit", {"train", "--data", data, "--layers", "784,3:softmax"}, {"784", "30", "6×5"});
    row("classes do not fit", {"train", "--data", data, "--layers", "30,10:softmax"},
        {"10 units", "3 classes"});
    row("loss does not fit", {"train", "--data", data, "--layers", "30,3:relu", "--loss", "cross-entropy"},
        {"Cross-entropy", "relu", "mse"});
    row("wrong number for points", {"train", "--data", "spiral,noise=abc"}, {"noise", "abc"});
    row("unknown number for points", {"train", "--data", "spiral,foo=1"}, {"foo=1", "samples"});
    row("unknown class", {"train", "--data", data + ":0-99"}, {"class 3"});
    row("columns of points", {"train", "--data", "xor", "--targets", "y"}, {"targets"});
    row("unknown data before a model that is not there", {"evaluate", "/none", "--data", "cifar"}, {"cifar"});
    row("unknown data for a sample", {"predict", "/none", "--sample", "1", "--data", "cifar"}, {"cifar"});
    row("a file without a name", {"train", "--export", ""}, {"--export is empty"});
    row("an option without its value", {"train", "--layers"}, {"--layers needs a value"});
    row("a switch with a value", {"train", "--json=maybe"}, {"--json", "takes no value"});
    row("no model", {"evaluate", ""}, {"MODEL is empty"});
    row("no picture", {"predict", "m", "--image", ""}, {"--image is empty"});
    row("a switch with a number", {"train", "--no-shuffle=3"}, {"--no-shuffle", "takes no value"});
    row("something behind the end of options", {"train", "--", "x"}, {"x"});
    row("accuracy for a time", {"bench", "--seconds", "1", "--accuracy"}, {"--seconds", "--accuracy"});
    row("seeds of nothing", {"bench", "--seeds", "2"}, {"--seeds", "--accuracy"});
    row("two ways to measure", {"bench", "--seconds", "1", "--window", "1"}, {"--seconds", "--window"});
    row("one file for two", {"train", "--export", "same", "--save", "./same"},
        {"--export", "--save", "same"});
    row("evaluate nothing", {"evaluate"}, {"MODEL"});
    row("predict nothing", {"predict", "model.onnx"}, {"--image", "--sample"});
    row("predict two things", {"predict", "m", "--image", "a", "--sample", "1"}, {"--image", "--sample"});
  }
  void wrongUsage() {
    QFETCH(QStringList, arguments);
    QFETCH(QList<QByteArray>, messages);
    const auto run = runProgram(arguments);
    QCOMPARE(run.exitCode, 2);
    QVERIFY(run.output.isEmpty());
    for (const QByteArray& message : messages) QVERIFY2(run.errors.contains(message), run.errors.constData());
  }

  void failures_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QList<QByteArray>>("messages");
    const QString folder = m_data.path();
    QTest::newRow("no folder for the result") << QStringList{"train", "--save", folder + "/none/x.pellucid"}
                                              << QList<QByteArray>{"--save", "none", "not exist"};
    QTest::newRow("the result is a folder")
        << QStringList{"train", "--metrics", folder} << QList<QByteArray>{"--metrics", "folder"};
    QTest::newRow("no such project") << QStringList{"train", "--project", folder + "/none"}
                                     << QList<QByteArray>{"none", "No such file"};
    QTest::newRow("no such model") << QStringList{"evaluate", folder + "/none"}
                                   << QList<QByteArray>{"none", "No such file"};
    QTest::newRow("not a model") << QStringList{"evaluate", folder + "/train-labels-idx1-ubyte"}
                                 << QList<QByteArray>{"train-labels-idx1-ubyte"};
    QTest::newRow("a folder without data")
        << QStringList{"train", "--data", "/"} << QList<QByteArray>{"train-images"};
  }
  void failures() {
    QFETCH(QStringList, arguments);
    QFETCH(QList<QByteArray>, messages);
    const auto run = runProgram(arguments);
    QCOMPARE(run.exitCode, 1);
    QVERIFY(run.output.isEmpty());
    for (const QByteArray& message : messages) QVERIFY2(run.errors.contains(message), run.errors.constData());
  }

  void withoutADisplayTheOtherWayIsNamed() {
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) environment.remove(name);
    const auto run = runProgram({}, environment);
    QCOMPARE(run.exitCode, 3);
    QVERIFY(run.tells("display"));
    QVERIFY(run.tells("pellucid train --help"));
  }

  void mnistIsFoundWhereTheEnvironmentSays() {
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert("PELLUCID_DATA", "/somewhere/else");
    const auto run = runProgram({"train", "--steps", "0"}, environment);
    QCOMPARE(run.exitCode, 1);
    QVERIFY2(run.tells("/somewhere/else/datasets/mnist"), run.errors.constData());
  }

 private:
  IdxFolder m_data;
};

PELLUCID_TEST_IN(QCoreApplication, tst_command_line, TestCommandLine)
#include "tst_command_line.moc"
