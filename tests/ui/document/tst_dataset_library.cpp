// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/dataset_library.h"

#include <sys/stat.h>

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include "tests/support/datasets.h"
#include "tests/support/idx_files.h"
#include "tests/support/picture_folder.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestDatasetLibrary : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    QVERIFY(m_folder.isValid());
    m_a = folder("a");
    m_b = folder("b");
    tests::writeIdxFiles(*tests::syntheticDataset(40, 6, 3), m_a);
    tests::writeIdxFiles(*tests::syntheticDataset(24, 9, 4), m_b);
    tests::writeIdxFiles(*tests::syntheticDataset(24, 9, 4), folder("broken"));
    QFile file(QString::fromStdString(folder("broken") + "/t10k-labels-idx1-ubyte"));
    QVERIFY(file.resize(10));
  }

  void init() {
    m_library = std::make_unique<DatasetLibrary>(engine::DataLocations{});
    m_loaded.clear();
    m_problems.clear();
  }

  void whatTheFilesHoldIsLoaded() {
    QSignalSpy loading(m_library.get(), &DatasetLibrary::loadingChanged);
    QVERIFY(m_library->find(m_a) == nullptr);
    load(m_a);
    QCOMPARE(loading.size(), 1);
    QCOMPARE(loading[0][0].toBool(), true);
    QVERIFY(m_loaded.empty());  // a worker reads
    QTRY_COMPARE(m_loaded.size(), std::size_t{1});
    QCOMPARE(loading.size(), 2);
    QCOMPARE(loading[1][0].toBool(), false);
    const auto expected = tests::syntheticDataset(40, 6, 3);
    QCOMPARE(m_loaded[0]->name, m_a);
    QCOMPARE(m_loaded[0]->shape, expected->shape);
    QCOMPARE(m_loaded[0]->classes(), 3);
    QCOMPARE(m_loaded[0]->train.pixels, expected->train.pixels);
    QCOMPARE(m_loaded[0]->test.labels, expected->test.labels);
    QCOMPARE(m_loaded[0]->checksum, expected->checksum);
    QCOMPARE(m_library->find(m_a), m_loaded[0]);
  }

  /// There is no check whether one of many pictures has changed: they are read again.
  void foldersOfPicturesAreNotKept() {
    const tests::PictureFolder pictures;
    for (const char* name : {"a/1.png", "a/2.png", "b/1.png", "b/2.png"})
      pictures.add(QString::fromLatin1(name), tests::greyPicture(1, 2, {1, 2}));
    m_library = std::make_unique<DatasetLibrary>(
        engine::DataLocations{.mnist = {}, .fashionMnist = {}, .decode = tests::PictureFolder::decode});
    load(pictures.path());
    QTRY_COMPARE(m_loaded.size(), std::size_t{1});
    QCOMPARE(m_loaded[0]->train.size() + m_loaded[0]->test.size(), engine::Index{4});
    QVERIFY(m_library->find(pictures.path()) == nullptr);
    pictures.add("a/1.png", tests::greyPicture(1, 2, {3, 4}));
    load(pictures.path());
    QTRY_COMPARE(m_loaded.size(), std::size_t{2});
    QVERIFY(m_loaded[1]->checksum != m_loaded[0]->checksum);
  }

  /// The files' current contents are shown, even if they are rewritten in the meantime.
  void changedFilesAreReadAgain() {
    load(m_b);
    QTRY_COMPARE(m_loaded.size(), std::size_t{1});
    tests::writeIdxFiles(*tests::syntheticDataset(28, 9, 4), m_b);
    QVERIFY(m_library->find(m_b) == nullptr);
    load(m_b);
    QTRY_COMPARE(m_loaded.size(), std::size_t{2});
    QCOMPARE(m_loaded[1]->train.size(), 28);
    QVERIFY(m_loaded[1]->checksum != m_loaded[0]->checksum);
    QCOMPARE(m_library->find(m_b), m_loaded[1]);
    tests::writeIdxFiles(*tests::syntheticDataset(24, 9, 4), m_b);
  }

  void onlyTheLastFewAreKept() {
    for (const char* name : {"xor-gate", "and", "or", "xor,samples=20", "xor,samples=24"}) {
      const std::size_t before = m_loaded.size();
      load(name);
      QTRY_COMPARE(m_loaded.size(), before + 1);
    }
    QVERIFY(m_library->find("xor-gate") == nullptr);
    QVERIFY(m_library->find("and") != nullptr);
  }

  void theSecondRequestIsAnsweredAtOnce() {
    load(m_a);
    QTRY_COMPARE(m_loaded.size(), std::size_t{1});
    QSignalSpy loading(m_library.get(), &DatasetLibrary::loadingChanged);
    load(m_a);
    QCOMPARE(m_loaded.size(), std::size_t{2});
    QCOMPARE(m_loaded[1], m_loaded[0]);
    QCOMPARE(loading.size(), 0);
  }

  void onlyTheNewestOfTwoAskersIsAnswered() {
    load(m_a);
    load(m_a);
    QTRY_COMPARE(m_loaded.size(), std::size_t{1});
    load(m_b);
    QTRY_VERIFY(m_library->find(m_b));
    QCOMPARE(m_loaded.size(), std::size_t{2});
  }

  void onlyTheNewestRequestIsAnswered() {
    load(m_a);
    load(m_b);
    QTRY_VERIFY(!m_loaded.empty());
    QCOMPARE(m_loaded[0]->name, m_b);
    QCOMPARE(m_loaded[0]->inputs(), 9);
    // An earlier request does not arrive later, under either name.
    load(m_a);
    QTRY_COMPARE(m_loaded.size(), std::size_t{2});
    QCOMPARE(m_loaded[1]->name, m_a);
    QCOMPARE(m_loaded[1]->inputs(), 6);
  }

  void aRequestAnsweredAtOnceOvertakesOneThatIsLoading() {
    load(m_b);
    QTRY_COMPARE(m_loaded.size(), std::size_t{1});
    load(m_a);  // being read
    load(m_b);  // already here
    QCOMPARE(m_loaded.size(), std::size_t{2});
    QVERIFY(!m_library->isLoading());
    // The next request arrives; had the abandoned one continued, it would have come first.
    load(folder("broken"));
    QTRY_COMPARE(m_problems.size(), std::size_t{1});
    QCOMPARE(m_loaded.size(), std::size_t{2});
    QVERIFY(!m_library->find(m_a));
  }

  void whatIsCancelledDoesNotCome() {
    QSignalSpy loading(m_library.get(), &DatasetLibrary::loadingChanged);
    load(m_a);
    QVERIFY(m_library->isLoading());
    m_library->cancel();
    QVERIFY(!m_library->isLoading());
    QCOMPARE(loading.count(), 2);
    load(m_b);
    QTRY_COMPARE(m_loaded.size(), std::size_t{1});
    QCOMPARE(m_loaded[0]->name, m_b);
  }

  void aFailureNamesTheFileAndTheRule() {
    load(folder("broken"));
    QTRY_COMPARE(m_problems.size(), std::size_t{1});
    QVERIFY(m_problems[0].find("t10k-labels-idx1-ubyte: truncated") != std::string::npos);
    QVERIFY(m_loaded.empty());
    load("no such data");
    QTRY_COMPARE(m_problems.size(), std::size_t{2});
    QVERIFY(m_problems[1].find("\"no such data\"") != std::string::npos);
    QVERIFY(m_library->find("no such data") == nullptr);
  }

  /// It would wait for a writer forever, and the closing window for it.
  void aPipeIsRefused() {
    const std::string pipe = folder("pipe");
    QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
    load(pipe);
    QTRY_COMPARE(m_problems.size(), std::size_t{1});
    QVERIFY(m_problems[0].find("is a pipe, not a file") != std::string::npos);
  }

  void afterAFailureOneCanTryAgain() {
    const std::string late = folder("late");
    load(late);
    QTRY_COMPARE(m_problems.size(), std::size_t{1});
    tests::writeIdxFiles(*tests::syntheticDataset(40, 6, 3), late);
    load(late);
    QTRY_COMPARE(m_loaded.size(), std::size_t{1});
    QCOMPARE(m_loaded[0]->name, late);
  }

  void itCanBeLeftWhileItLoads() {
    load(m_a);
    load(m_b);
    m_library.reset();
    QVERIFY(m_loaded.empty());
  }

 private:
  void load(const std::string& name) {
    m_library->load(name, [this](const DatasetLibrary::Loaded& data) {
      if (data)
        m_loaded.push_back(*data);
      else
        m_problems.push_back(data.error().text());
    });
  }
  std::string folder(const char* name) const { return m_folder.filePath(name).toStdString(); }

  QTemporaryDir m_folder;
  std::string m_a;
  std::string m_b;
  std::unique_ptr<DatasetLibrary> m_library;
  std::vector<engine::DatasetPtr> m_loaded;
  std::vector<std::string> m_problems;
};

PELLUCID_WINDOW_TEST(tst_dataset_library, TestDatasetLibrary)
#include "tst_dataset_library.moc"
