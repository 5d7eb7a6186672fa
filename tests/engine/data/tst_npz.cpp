// SPDX-License-Identifier: GPL-3.0-or-later
// NumPy's archives, put together here from the description of its format (NEP 1).
#include <QTemporaryDir>
#include <QtTest>

#include "engine/data/catalogue.h"
#include "engine/data/npz.h"
#include "engine/io/zip_writer.h"
#include "tests/support/idx_files.h"
#include "tests/support/messages.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

/// As written by np.save: the header ends with a line break at a multiple of 64 bytes.
QByteArray npy(const char* descr, const char* shape, const QByteArray& values,
               const char* isFortran = "False") {
  QByteArray header =
      QByteArray("{'descr': '") + descr + "', 'fortran_order': " + isFortran + ", 'shape': " + shape + ", }";
  while ((10 + header.size() + 1) % 64 != 0) header += ' ';
  header += '\n';
  QByteArray bytes("\x93NUMPY\x01\x00", 8);
  bytes += static_cast<char>(header.size() & 0xff);
  bytes += static_cast<char>(header.size() >> 8);
  return bytes + header + values;
}

Bytes npz(const std::vector<std::pair<std::string, QByteArray>>& arrays) {
  std::vector<ZipPart> parts;
  for (const auto& [name, array] : arrays) parts.push_back(deflatedPart(name + ".npy", toBytes(array)));
  return buildZip(parts, 1 << 20).value();
}

const QByteArray kThreeImages = npy("|u1", "(3, 2, 2)", "abcdefghijkl");
const QByteArray kTwoImages = npy("|u1", "(2, 2, 2)", "mnopqrst");
const QByteArray kThreeLabels = npy("|u1", "(3,)", QByteArray("\0\1\2", 3));
const QByteArray kTwoLabels = npy("|u1", "(2,)", QByteArray("\2\1", 2));

}  // namespace

class TestNpz : public QObject {
  Q_OBJECT

 private slots:
  void kerasArchivesAreRead() {
    const Bytes bytes = npz({{"x_test", kTwoImages},
                             {"x_train", kThreeImages},
                             {"y_test", kTwoLabels},
                             {"y_train", kThreeLabels}});
    QTemporaryDir folder;
    const QString file = folder.filePath("mnist.npz");
    writeFile(file, QByteArray(reinterpret_cast<const char*>(bytes.data()), std::ssize(bytes)));
    const auto dataset = loadDataset(file.toStdString() + "+transpose", {});
    QVERIFY2(dataset, dataset ? "" : dataset.error().text().c_str());
    QCOMPARE((*dataset)->shape, (Shape{.channels = 1, .height = 2, .width = 2}));
    QCOMPARE((*dataset)->train.pixels, toBytes("acbdegfhikjl"));
    QCOMPARE((*dataset)->train.labels, (Bytes{0, 1, 2}));
    QCOMPARE((*dataset)->test.pixels, toBytes("monpqsrt"));
    QCOMPARE((*dataset)->test.labels, (Bytes{2, 1}));
    QCOMPARE((*dataset)->classNames, (std::vector<std::string>{"0", "1", "2"}));
  }

  void otherNamesTypesAndAChannelAreRead() {
    const QByteArray wide("\2\0\0\0\0\0\0\0\1\0\0\0\0\0\0\0", 16);
    const auto dataset = datasetFromNpz(npz({{"train_images", npy("|u1", "(3, 2, 2, 1)", "abcdefghijkl")},
                                             {"train_labels", npy("|u1", "(3, 1)", QByteArray("\0\1\2", 3))},
                                             {"test_images", kTwoImages},
                                             {"test_labels", npy("<i8", "(2,)", wide)}}),
                                        "medical.npz", 2);
    QVERIFY2(dataset, dataset ? "" : dataset.error().text().c_str());
    QCOMPARE(dataset->train.pixels, toBytes("abcdefghijkl"));
    QCOMPARE(dataset->test.labels, (Bytes{2, 1}));
  }

  // One half is not a byte, so both parts stay numbers, even the one whose values could be bytes.
  void numbersThatAreNoBytesStay() {
    const QByteArray half("\0\0\0\x3f", 4), one("\0\0\x80\x3f", 4);
    const auto dataset = datasetFromNpz(npz({{"x_train", npy("<f4", "(2, 1, 2)", half + one + one + half)},
                                             {"y_train", npy("|u1", "(2,)", QByteArray("\0\1", 2))},
                                             {"x_test", npy("<f4", "(1, 1, 2)", one + one)},
                                             {"y_test", npy("|u1", "(1,)", QByteArray("\0", 1))}}),
                                        "floats.npz", 2);
    QVERIFY2(dataset, dataset ? "" : dataset.error().text().c_str());
    QVERIFY(dataset->train.pixels.empty() && dataset->test.pixels.empty());
    QCOMPARE(dataset->train.numbers, (Matrix(2, 2) << 0.5, 1, 1, 0.5).finished());
    QCOMPARE(dataset->test.numbers, (Matrix(2, 1) << 1, 1).finished());
  }

  void whatIsWrongIsNamed_data() {
    QTest::addColumn<QByteArray>("images");
    QTest::addColumn<QByteArray>("labels");
    QTest::addColumn<QString>("part");
    QTest::newRow("objects") << npy("|O", "(3, 2, 2)", "abcdefghijkl") << kThreeLabels << "values of type |O";
    QTest::newRow("Fortran") << npy("|u1", "(3, 2, 2)", "abcdefghijkl", "True") << kThreeLabels
                             << "Fortran order";
    QTest::newRow("too few") << npy("|u1", "(3, 2, 2)", "abcdefghijk") << kThreeLabels
                             << "need 12 bytes, but 11";
    QTest::newRow("colour") << npy("|u1", "(1, 2, 2, 3)", "abcdefghijkl") << kThreeLabels
                            << "images have 3 dimensions";
    QTest::newRow("one-hot") << kThreeImages << npy("|u1", "(3, 2)", QByteArray(6, '\1'))
                             << "labels have 1 dimension";
    QTest::newRow("halves") << kThreeImages
                            << npy("<f4", "(3,)", QByteArray("\0\0\0\x3f\0\0\0\x3f\0\0\0\x3f", 12))
                            << "labels are whole numbers";
    QTest::newRow("another number") << kThreeImages << kTwoLabels << "3 images, but";
    QTest::newRow("infinite") << npy("<f4", "(1, 1, 1)", QByteArray("\0\0\x80\x7f", 4))
                              << npy("|u1", "(1,)", QByteArray("\0", 1)) << "infinite or not numbers";
    QTest::newRow("no array") << QByteArray("abc") << kThreeLabels << "is not a NumPy array";
    QTest::newRow("half a header") << kThreeImages.left(40) << kThreeLabels << "truncated in its header";
    QTest::newRow("bytes and numbers") << npy("<f4", "(3, 2, 2)", QByteArray("\0\0\0\x3f", 4).repeated(12))
                                       << kThreeLabels << "of different types";
  }
  void whatIsWrongIsNamed() {
    QFETCH(QByteArray, images);
    QFETCH(QByteArray, labels);
    QFETCH(QString, part);
    const auto refused = datasetFromNpz(
        npz({{"x_train", images}, {"y_train", labels}, {"x_test", kTwoImages}, {"y_test", kTwoLabels}}),
        "m.npz", 2);
    QVERIFY(!refused);
    QVERIFY2(mentions(refused.error().text(), {"m.npz", part.toStdString()}), refused.error().text().c_str());
  }

  void aMissingArrayIsNamed() {
    const auto refused =
        datasetFromNpz(npz({{"x_train", kThreeImages}, {"y_train", kThreeLabels}}), "m.npz", 2);
    QVERIFY(!refused);
    QVERIFY2(mentions(refused.error().text(), {"m.npz", "x_test", "np.savez"}),
             refused.error().text().c_str());
    QVERIFY(!datasetFromNpz(toBytes("no archive"), "m.npz", 2));
  }
};

PELLUCID_TEST(tst_npz, TestNpz)
#include "tst_npz.moc"
