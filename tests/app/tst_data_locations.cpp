// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/data_locations.h"

#include <QtTest>

#include "tests/support/test_program.h"

using namespace pellucid::app;

class TestDataLocations : public QObject {
  Q_OBJECT

 private slots:
  void cleanup() {
    qunsetenv("PELLUCID_DATA");
    qunsetenv("PELLUCID_FASHION_MNIST");
  }

  /// This test is in the bin folder of the build tree, as is the program.
  void besideTheProgram() {
    const auto shared =
        (std::filesystem::path(QCoreApplication::applicationDirPath().toStdString()) / "../share/pellucid")
            .lexically_normal();
    QCOMPARE(dataLocations().mnist, shared / "datasets/mnist");
    QVERIFY(std::filesystem::exists(dataLocations().mnist / "train-images-idx3-ubyte.gz"));
    QVERIFY(std::filesystem::exists(modelsFolder() / "digits-mlp.onnx"));
    QVERIFY(std::filesystem::exists(examplesFolder() / "first-steps-5-xor.json"));
    QCOMPARE(dataLocations().fashionMnist, std::filesystem::path("/usr/share/datasets/fashion-mnist"));
  }

  void whereTheEnvironmentSays() {
    qputenv("PELLUCID_DATA", "/somewhere");
    qputenv("PELLUCID_FASHION_MNIST", "/elsewhere");
    QCOMPARE(dataLocations().mnist, std::filesystem::path("/somewhere/datasets/mnist"));
    QCOMPARE(modelsFolder(), std::filesystem::path("/somewhere/models"));
    QCOMPARE(examplesFolder(), std::filesystem::path("/somewhere/examples"));
    QCOMPARE(dataLocations().fashionMnist, std::filesystem::path("/elsewhere"));
  }

  void emptyIsNotSet() {
    const auto usual = dataLocations();
    qputenv("PELLUCID_DATA", "");
    qputenv("PELLUCID_FASHION_MNIST", "");
    QCOMPARE(dataLocations().mnist, usual.mnist);
    QCOMPARE(dataLocations().fashionMnist, usual.fashionMnist);
  }
};

PELLUCID_TEST_IN(QCoreApplication, tst_data_locations, TestDataLocations)
#include "tst_data_locations.moc"
