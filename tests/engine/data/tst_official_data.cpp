// SPDX-License-Identifier: GPL-3.0-or-later
// The data sets that Pellucid offers by name, as they lie on this machine.
#include <QtTest>

#include <QCryptographicHash>

#include "engine/data/catalogue.h"
#include "engine/data/gzip.h"
#include "tests/support/datasets.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

const DataLocations kLocations = {.mnist = mnistFolder(), .fashionMnist = fashionMnistFolder()};

QByteArray sha256(const QByteArray& bytes) {
  return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

/// The hash of the unpacked file given in the README beside it.
QByteArray promisedHash(const QString& file) {
  QFile readme(QString::fromStdString(mnistFolder() / "README.md"));
  if (!readme.open(QIODevice::ReadOnly)) return "no README";
  const QRegularExpression row("\\| " + file + " \\| `([0-9a-f]{64})` \\|");
  return row.match(QString::fromUtf8(readme.readAll())).captured(1).toLatin1();
}

QByteArray bytesOf(const std::vector<std::uint8_t>& values) {
  return {reinterpret_cast<const char*>(values.data()), static_cast<qsizetype>(values.size())};
}

int countLabels(const Split& split, std::uint8_t label) {
  return static_cast<int>(std::count(split.labels.begin(), split.labels.end(), label));
}

}  // namespace

class TestOfficialData : public QObject {
  Q_OBJECT

 private slots:
  void theFilesAreTheOfficialOnes_data() {
    QTest::addColumn<QString>("file");
    for (const char* file : {"train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte",
                             "t10k-labels-idx1-ubyte"})
      QTest::newRow(file) << file;
  }

  void theFilesAreTheOfficialOnes() {
    QFETCH(QString, file);
    const auto packed = readFile(mnistFolder() / (file.toStdString() + ".gz"));
    QVERIFY2(packed, packed ? "" : packed.error().text().c_str());
    const auto unpacked = gunzip(*packed);
    QVERIFY(unpacked);
    const QByteArray promised = promisedHash(file);
    QCOMPARE(promised.size(), 64);
    QCOMPARE(sha256(bytesOf(*unpacked)), promised);
  }

  void mnistIsComplete() {
    const auto loaded = loadDataset("mnist", kLocations);
    QVERIFY2(loaded, loaded ? "" : loaded.error().text().c_str());
    const Dataset& mnist = **loaded;
    QCOMPARE(mnist.train.size(), 60'000);
    QCOMPARE(mnist.test.size(), 10'000);
    QCOMPARE(mnist.shape, (Shape{.channels = 1, .height = 28, .width = 28}));
    QCOMPARE(mnist.classes(), 10);
    // The counts that its authors publish, and the first labels, a 5 and a 7.
    QCOMPARE(countLabels(mnist.train, 5), 5421);
    QCOMPARE(countLabels(mnist.test, 1), 1135);
    QCOMPARE(mnist.train.labels.front(), std::uint8_t{5});
    QCOMPARE(mnist.test.labels.front(), std::uint8_t{7});
  }

  void fashionMnistIsComplete() {
    if (!std::filesystem::exists(fashionMnistFolder())) QSKIP("dataset-fashion-mnist is not installed");
    const auto loaded = loadDataset("fashion-mnist", kLocations);
    QVERIFY2(loaded, loaded ? "" : loaded.error().text().c_str());
    const Dataset& fashion = **loaded;
    QCOMPARE(fashion.train.size(), 60'000);
    QCOMPARE(fashion.test.size(), 10'000);
    QCOMPARE(fashion.shape, (Shape{.channels = 1, .height = 28, .width = 28}));
    for (std::uint8_t label = 0; label < 10; ++label) {
      QCOMPARE(countLabels(fashion.train, label), 6000);
      QCOMPARE(countLabels(fashion.test, label), 1000);
    }
    QVERIFY(fashion.checksum != loadDataset("mnist", kLocations).value()->checksum);
  }
};

PELLUCID_TEST(tst_official_data, TestOfficialData)
#include "tst_official_data.moc"
