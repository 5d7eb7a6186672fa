// SPDX-License-Identifier: GPL-3.0-or-later
// A network that learned from a table answers another one, whose columns stand in another order; the answers
// and the file that is saved are compared with plain loops.
#include "app/table_prediction.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>
#include <array>
#include <cmath>

#include "tests/support/idx_files.h"
#include "tests/support/patience.h"
#include "tests/support/saving.h"
#include "tests/support/window_test.h"
#include "tests/support/workbench.h"

using namespace pellucid;
using tests::kPatienceMs;

class TestTablePrediction : public QObject {
  Q_OBJECT

  QTemporaryDir m_folder;

  void begin(tests::Workbench& bench, const std::string& name, engine::Loss loss) {
    const auto data = engine::loadDataset(name, {});
    QVERIFY2(data, data ? "" : data.error().text().c_str());
    engine::Experiment experiment;
    experiment.network.layers = {{.units = (*data)->outputs(),
                                  .activation = loss == engine::Loss::CrossEntropy
                                                    ? engine::Activation::Softmax
                                                    : engine::Activation::Linear}};
    experiment.training.loss = loss;
    experiment.data.name = name;
    bench.files.begin(experiment);
    QTRY_COMPARE_WITH_TIMEOUT(bench.step(), std::int64_t{0}, kPatienceMs);
    bench.run.trainEpoch();
    QTRY_VERIFY_WITH_TIMEOUT(bench.step() > 0 && bench.run.isResting(), kPatienceMs);
  }

 private slots:
  void answersByTheNamesOfColumns() {
    QByteArray text = "len,wid,kind\n";
    for (int i = 0; i < 60; ++i)
      text += QByteArray::number(i * 0.5) + "," + QByteArray::number(i % 7) +
              (i % 3 == 0   ? ",alba\n"
               : i % 3 == 1 ? ",rubra\n"
                            : ",viridis\n");
    const QString table = m_folder.filePath("train.csv");
    tests::writeFile(table, text);
    const QString asked = m_folder.filePath("asked.csv");
    tests::writeFile(asked, "wid;note;len\n1;x;2,5\n3;y;\n5;z;7,5\n");
    tests::Workbench bench;
    begin(bench, table.toStdString() + "+standardise", engine::Loss::CrossEntropy);
    ui::Actions actions;
    QWidget window;
    app::TablePrediction prediction({}, bench.document, bench.run, bench.files, actions, window);
    ui::PredictDialog* dialog = prediction.ask();
    QVERIFY(dialog);
    dialog->ask(asked);
    QTRY_VERIFY_WITH_TIMEOUT(dialog->answered(), kPatienceMs);
    const engine::AnsweredTable& answered = *dialog->answered();
    QCOMPARE(answered.data.rows, (std::vector<engine::Index>{0, -1, 1}));

    const ui::Moment& moment = *bench.run.moment();
    const auto weight = moment.network().weight(moment.weights(), 0);
    const auto bias = moment.network().bias(moment.weights(), 0);
    const engine::Scaling& scaling = bench.document.dataset()->scaling;
    const std::vector<std::string> classes = {"alba", "rubra", "viridis"};
    const std::array<std::array<double, 2>, 2> rows = {{{2.5, 1}, {7.5, 5}}};
    QStringList expected = {"row,prediction,alba,rubra,viridis"};
    for (engine::Index n = 0; n < 2; ++n) {
      std::array<double, 3> shares{};
      double sum = 0;
      for (engine::Index unit = 0; unit < 3; ++unit) {
        double z = static_cast<double>(bias(unit));
        for (engine::Index i = 0; i < 2; ++i)
          z += static_cast<double>(weight(unit, i)) *
               (rows[std::size_t(n)][std::size_t(i)] - double(scaling.inputs.mean(i))) /
               double(scaling.inputs.deviation(i));
        sum += shares[std::size_t(unit)] = std::exp(z);
      }
      const auto best = std::ranges::max_element(shares) - shares.begin();
      QCOMPARE(answered.predictions.classes[std::size_t(n)], classes[std::size_t(best)]);
      for (engine::Index unit = 0; unit < 3; ++unit)
        QVERIFY(std::abs(double(answered.predictions.outputs(unit, n)) - shares[std::size_t(unit)] / sum) <
                1e-5);
      QVERIFY(std::abs(*certaintyOf(answered, n) - shares[std::size_t(best)] / sum) < 1e-5);
    }
    const QString out = m_folder.filePath("answers.csv");
    QSignalSpy done(&prediction, &app::TablePrediction::done);
    QCOMPARE(tests::problemOf(bench.files, [&] { emit dialog->saveWanted(out); }), QString());
    QCOMPARE(done.size(), 1);
    QFile file(out);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QStringList lines = QString::fromUtf8(file.readAll()).split('\n');
    QCOMPARE(lines.size(), 5);
    QCOMPARE(lines[0], expected[0]);
    QVERIFY(lines[1].startsWith("1," + QString::fromStdString(answered.predictions.classes[0]) + ","));
    QCOMPARE(lines[2], QString("2,,,,"));
    QVERIFY(lines[3].startsWith("3," + QString::fromStdString(answered.predictions.classes[1]) + ","));
    dialog->ask(m_folder.filePath("none.csv"));
    QTRY_VERIFY(!dialog->answered());
  }

  void numbersAreAnsweredInTheirUnits() {
    QByteArray text = "size,price\n";
    for (int i = 0; i < 40; ++i)
      text += QByteArray::number(i * 2.5) + "," + QByteArray::number(1000.5 * i + 3) + "\n";
    const QString table = m_folder.filePath("prices.csv");
    tests::writeFile(table, text);
    tests::Workbench bench;
    begin(bench, table.toStdString() + "+standardise", engine::Loss::MeanSquaredError);
    ui::Actions actions;
    QWidget window;
    app::TablePrediction prediction({}, bench.document, bench.run, bench.files, actions, window);
    ui::PredictDialog* dialog = prediction.ask();
    QVERIFY(dialog);
    dialog->ask(table);
    QTRY_VERIFY_WITH_TIMEOUT(dialog->answered(), kPatienceMs);
    const ui::Moment& moment = *bench.run.moment();
    const double w = double(moment.network().weight(moment.weights(), 0)(0, 0));
    const double b = double(moment.network().bias(moment.weights(), 0)(0));
    const engine::Scaling& scaling = bench.document.dataset()->scaling;
    for (engine::Index n = 0; n < 40; ++n) {
      const double z =
          w * (double(n) * 2.5 - double(scaling.inputs.mean(0))) / double(scaling.inputs.deviation(0)) + b;
      const double price = z * double(scaling.targets.deviation(0)) + double(scaling.targets.mean(0));
      QVERIFY(std::abs(double(dialog->answered()->predictions.outputs(0, n)) - price) < 0.5);
    }
    QVERIFY(!certaintyOf(*dialog->answered(), 0));
  }

  void anotherTableIsReadLikeTheData() {
    QCOMPARE(app::namedLike("circle+x2+sin-y,noise=0.1", "/a/t.csv"), std::string("/a/t.csv+x2+sin-y"));
    const QString table = m_folder.filePath("like.csv");
    tests::writeFile(table, "a,b\n1,2\n2,3\n");
    QCOMPARE(app::namedLike(
                 table.toStdString() + ":0-1+standardise,separator=comma,onehot=a,gaps=-9,test-file=t.csv",
                 table.toStdString()),
             table.toStdString() + ",onehot=a,gaps=-9");
  }
};

PELLUCID_WINDOW_TEST(tst_table_prediction, TestTablePrediction)
#include "tst_table_prediction.moc"
