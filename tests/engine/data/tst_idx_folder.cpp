// SPDX-License-Identifier: GPL-3.0-or-later
// Folders of IDX files as people really have them: what each is read as, or why it is refused.
#include <QTemporaryDir>
#include <QtTest>

#include "engine/data/idx_folder.h"
#include "tests/support/idx_files.h"
#include "tests/support/messages.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

Result<Dataset> loadCase(const std::string& folder, int rules = 2) {
  return loadIdxFolder(PELLUCID_SOURCE_DIR "/tests/cases/" + folder, {}, rules, Streams::Refused, {});
}

/// Two training images and a test image of 2×2 pixels, with these labels.
void writeSet(const QString& folder, const QString& prefix, const QByteArray& train, const QByteArray& test) {
  const auto images = [](qsizetype count) {
    return idxBytes({static_cast<std::uint32_t>(count), 2, 2}, QByteArray(count * 4, 'x'));
  };
  const auto labels = [](const QByteArray& values) {
    return idxBytes({static_cast<std::uint32_t>(values.size())}, values);
  };
  QDir().mkpath(folder);
  writeFile(folder + '/' + prefix + "train-images-idx3-ubyte", images(train.size()));
  writeFile(folder + '/' + prefix + "train-labels-idx1-ubyte", labels(train));
  writeFile(folder + '/' + prefix + "test-images-idx3-ubyte", images(test.size()));
  writeFile(folder + '/' + prefix + "test-labels-idx1-ubyte", labels(test));
}

}  // namespace

class TestIdxFolder : public QObject {
  Q_OBJECT

 private slots:
  void reads_data() {
    QTest::addColumn<std::string>("folder");
    QTest::addColumn<Index>("train");
    QTest::addColumn<Index>("test");
    QTest::addColumn<Index>("classes");
    const auto row = [](const char* folder, Index train, Index test, Index classes) {
      QTest::newRow(folder) << std::string(folder) << train << test << classes;
    };
    row("idx-01a-emnist-letters-labels-1-to-26", 520, 104, 26);
    row("idx-02a-dots-in-names-as-7zip-writes", 120, 30, 3);
    row("idx-02b-kaggle-folders-with-the-files-names", 120, 30, 3);
    row("idx-02c-torchvision-MNIST-raw", 120, 30, 3);
    row("idx-08-float-images-0-to-1", 120, 30, 3);
  }
  void reads() {
    QFETCH(std::string, folder);
    QFETCH(Index, train);
    QFETCH(Index, test);
    QFETCH(Index, classes);
    const auto dataset = loadCase(folder);
    QVERIFY2(dataset, dataset ? "" : dataset.error().text().c_str());
    QCOMPARE(dataset->train.size(), train);
    QCOMPARE(dataset->test.size(), test);
    QCOMPARE(dataset->classes(), classes);
    QCOMPARE(dataset->inputs(), Index{64});
  }

  void refuses_data() {
    QTest::addColumn<std::string>("folder");
    QTest::addColumn<std::string>("part");
    const auto row = [](const char* folder, const char* part) {
      QTest::newRow(folder) << std::string(folder) << std::string(part);
    };
    row("idx-04-web-page-saved-as-gz", "is a web page");
    row("idx-05-half-downloaded-gz", "truncated");
    row("idx-06-no-test-files", "none of the files t10k-images-idx3-ubyte");
    row("idx-07-header-little-endian", "low byte first");
    row("idx-10-a-class-only-in-the-test-files", "has the label 2, which no training sample has");
    row("idx-12-folder-of-png-a-folder-a-class", "none of the files train-images");
  }
  void refuses() {
    QFETCH(std::string, folder);
    QFETCH(std::string, part);
    const auto refused = loadCase(folder);
    QVERIFY(!refused);
    QVERIFY2(mentions(refused.error().text(), {folder, part}), refused.error().text().c_str());
  }

  void labelsFromOne() {
    const auto letters = loadCase("idx-01a-emnist-letters-labels-1-to-26");
    QCOMPARE(letters->classNames.front(), std::string("A"));
    QCOMPARE(letters->classNames.back(), std::string("Z"));
    QCOMPARE(int(*std::ranges::min_element(letters->train.labels)), 0);
    const auto before = loadCase("idx-01a-emnist-letters-labels-1-to-26", 1);
    QCOMPARE(before->classes(), Index{27});
    QCOMPARE(before->classNames.front(), std::string("0"));
    QTemporaryDir folder;
    writeSet(folder.path(), "", QByteArray("\1\2\3", 3), QByteArray("\2", 1));
    const auto three = loadIdxFolder(folder.path().toStdString(), {}, 2, Streams::Refused, {});
    QVERIFY2(three, three ? "" : three.error().text().c_str());
    QCOMPARE(three->classNames, (std::vector<std::string>{"1", "2", "3"}));
    QCOMPARE(three->train.labels, (std::vector<std::uint8_t>{0, 1, 2}));
  }

  // The file begins with 3f69e9ea and 3f52d2d3, which are 233/255 and 210/255.
  void floatsThatAreBytesBecomeBytes() {
    const auto floats = loadCase("idx-08-float-images-0-to-1");
    QVERIFY(floats);
    QCOMPARE(floats->train.numbers.size(), Index{0});
    QCOMPARE(int(floats->test.pixels[0]), 233);
    QCOMPARE(int(floats->test.pixels[1]), 210);
  }

  void everyFolderAmongTheCasesHasARow() {
    QCOMPARE(QDir(PELLUCID_SOURCE_DIR "/tests/cases").entryList({"idx-*"}, QDir::Dirs).size(), 11);
  }

  void qmnistsLabelsAreTheFirstOfEight() {
    QTemporaryDir folder;
    const auto write = [&](const QString& part, const QByteArray& labels) {
      const auto count = static_cast<quint32>(labels.size());
      QByteArray rows;
      for (const char label : labels)
        for (int column = 0; column < 8; ++column)
          rows += QByteArray(3, '\0') + (column == 0 ? label : '\x09');
      writeFile(folder.filePath("qmnist-" + part + "-images-idx3-ubyte.gz"),
                gzipped(idxBytes({count, 2, 2}, QByteArray(labels.size() * 4, 'x'))));
      writeFile(folder.filePath("qmnist-" + part + "-labels-idx2-int.gz"),
                gzipped(idxBytes({count, 8}, rows, 0x0C)));
    };
    write("train", QByteArray("\0\1\2", 3));
    write("test", QByteArray("\2\1", 2));
    const auto dataset = loadIdxFolder(folder.path().toStdString(), {}, 2, Streams::Refused, {});
    QVERIFY2(dataset, dataset ? "" : dataset.error().text().c_str());
    QCOMPARE(dataset->train.labels, (std::vector<std::uint8_t>{0, 1, 2}));
    QCOMPARE(dataset->test.labels, (std::vector<std::uint8_t>{2, 1}));
  }

  void aSetsNameInFront() {
    QTemporaryDir folder;
    writeSet(folder.path(), "emnist-letters-", QByteArray("\0\1", 2), QByteArray("\1", 1));
    QVERIFY(loadIdxFolder(folder.path().toStdString(), {}, 2, Streams::Refused, {}));
    writeSet(folder.path(), "emnist-digits-", QByteArray("\0\1", 2), QByteArray("\1", 1));
    const auto refused = loadIdxFolder(folder.path().toStdString(), {}, 2, Streams::Refused, {});
    QVERIFY(!refused);
    QVERIFY2(mentions(refused.error().text(), {"more than one set", "emnist-digits-", "emnist-letters-"}),
             refused.error().text().c_str());
  }
};

PELLUCID_TEST(tst_idx_folder, TestIdxFolder)
#include "tst_idx_folder.moc"
