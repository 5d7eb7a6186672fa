// SPDX-License-Identifier: GPL-3.0-or-later
// Folders of IDX files, right ones and every kind of wrong one, as loadDataset() takes them.
#include "engine/data/catalogue.h"

#include <sys/stat.h>

#include <QtTest>

#include <functional>

#include "tests/support/datasets.h"
#include "tests/support/idx_files.h"
#include "tests/support/messages.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

const char* const kTrainImages = "train-images-idx3-ubyte";
const char* const kTrainLabels = "train-labels-idx1-ubyte";
const char* const kTestImages = "t10k-images-idx3-ubyte";
const char* const kTestLabels = "t10k-labels-idx1-ubyte";

/// Three training images of 2×2 pixels and two test images, of three classes.
class Folder {
 public:
  Folder() {
    write(kTrainImages, idxBytes({3, 2, 2}, "abcdefghijkl"));
    write(kTrainLabels, idxBytes({3}, QByteArray("\0\1\2", 3)));
    write(kTestImages, idxBytes({2, 2, 2}, "mnopqrst"));
    write(kTestLabels, idxBytes({2}, QByteArray("\2\0", 2)));
  }
  void write(const QString& name, const QByteArray& bytes) const {
    writeFile(m_folder.filePath(name), bytes);
  }
  void rename(const QString& from, const QString& to) const {
    if (!QFile::rename(m_folder.filePath(from), m_folder.filePath(to)))
      qFatal("%s could not be renamed", qPrintable(from));
  }
  void remove(const QString& name) const {
    if (!QFile::remove(m_folder.filePath(name))) qFatal("%s could not be removed", qPrintable(name));
  }
  std::string path() const { return m_folder.path().toStdString(); }

 private:
  QTemporaryDir m_folder;
};

using Spoil = std::function<void(const Folder&)>;

}  // namespace

Q_DECLARE_METATYPE(Spoil)

class TestCatalogue : public QObject {
  Q_OBJECT

 private slots:
  void readsAFolder() {
    const Folder folder;
    const auto loaded = loadDataset(folder.path(), {});
    QVERIFY(loaded);
    const Dataset& dataset = **loaded;
    QCOMPARE(dataset.name, folder.path());
    QCOMPARE(dataset.shape, (Shape{.channels = 1, .height = 2, .width = 2}));
    QCOMPARE(dataset.classNames, (std::vector<std::string>{"0", "1", "2"}));
    QCOMPARE(dataset.train.labels, (std::vector<std::uint8_t>{0, 1, 2}));
    QCOMPARE(dataset.train.pixels.back(), std::uint8_t{'l'});
    QCOMPARE(dataset.test.labels, (std::vector<std::uint8_t>{2, 0}));
    QCOMPARE(dataset.test.pixels.front(), std::uint8_t{'m'});
    QCOMPARE(dataset.checksum, checksum(dataset.train, dataset.test));
  }

  void readsOtherNamesAndGzip() {
    const Folder folder;
    const auto expected = loadDataset(folder.path(), {}).value()->checksum;
    folder.remove(kTrainImages);
    folder.write("train-images-idx3-ubyte.gz", gzipped(idxBytes({3, 2, 2}, "abcdefghijkl")));
    folder.rename(kTrainLabels, "train-labels.idx1-ubyte");
    folder.rename(kTestImages, "test-images-idx3-ubyte");
    folder.rename(kTestLabels, "test-labels.idx1-ubyte");
    const auto loaded = loadDataset(folder.path(), {});
    QVERIFY(loaded);
    QCOMPARE((*loaded)->checksum, expected);
  }

  void refusesBrokenFolders_data() {
    QTest::addColumn<Spoil>("spoil");
    QTest::addColumn<QStringList>("parts");
    const auto row = [](const char* name, const QStringList& parts, const Spoil& spoil) {
      QTest::newRow(name) << spoil << parts;
    };
    row("missing file", {kTestLabels, "none of the files"}, [](const Folder& f) { f.remove(kTestLabels); });
    row("truncated", {kTrainImages, "truncated", "3×2×2", "12 bytes", "5 follow"}, [](const Folder& f) {
      f.write(kTrainImages, idxBytes({3, 2, 2}, "abcde"));
    });
    row("trailing bytes", {kTestLabels, "1 bytes too many"},
        [](const Folder& f) { f.write(kTestLabels, idxBytes({2}, "\1\1\1")); });
    row("wrong magic", {kTestImages, "not an IDX file"},
        [](const Folder& f) { f.write(kTestImages, "GIF89a"); });
    row("empty file", {kTrainLabels, "has 0"}, [](const Folder& f) { f.write(kTrainLabels, ""); });
    row("counts differ", {kTrainImages, "3 images", kTrainLabels, "2 labels"},
        [](const Folder& f) { f.write(kTrainLabels, idxBytes({2}, QByteArray("\0\1", 2))); });
    row("test label out of range", {kTestLabels, "label 3", "no training sample has"},
        [](const Folder& f) { f.write(kTestLabels, idxBytes({2}, QByteArray("\0\3", 2))); });
    row("swapped", {kTrainImages, kTrainLabels, "swapped"}, [](const Folder& f) {
      f.rename(kTrainImages, "x");
      f.rename(kTrainLabels, kTrainImages);
      f.rename("x", kTrainLabels);
    });
    row("labels as images", {kTrainImages, "3 dimensions", "has 1"},
        [](const Folder& f) { f.write(kTrainImages, idxBytes({3}, "abc")); });
    row("images as labels", {kTestLabels, "1 dimension", "has 3"}, [](const Folder& f) {
      f.write(kTestLabels, idxBytes({2, 2, 2}, "mnopqrst"));
    });
    row("no samples", {kTrainImages, "no samples"}, [](const Folder& f) {
      f.write(kTrainImages, idxBytes({0, 2, 2}, ""));
      f.write(kTrainLabels, idxBytes({0}, ""));
    });
    row("images without pixels", {kTrainImages, "0×2 pixels"}, [](const Folder& f) {
      f.write(kTrainImages, idxBytes({3, 0, 2}, ""));
    });
    row("sizes differ", {"2×2", "1×4"}, [](const Folder& f) {
      f.write(kTestImages, idxBytes({2, 1, 4}, "mnopqrst"));
    });
    row("one class", {kTrainLabels, "label 0"},
        [](const Folder& f) { f.write(kTrainLabels, idxBytes({3}, QByteArray(3, '\0'))); });
    row("huge images", {kTrainImages, "1025×1024"}, [](const Folder& f) {
      f.write(kTrainImages, idxBytes({3, 1025, 1024}, QByteArray(3 * 1025 * 1024, 'x')));
    });
    row("a folder in place of a file", {kTrainLabels, "folder"}, [](const Folder& f) {
      f.remove(kTrainLabels);
      if (!QDir(QString::fromStdString(f.path())).mkdir(kTrainLabels)) qFatal("no folder");
    });
  }

  void refusesBrokenFolders() {
    QFETCH(Spoil, spoil);
    QFETCH(QStringList, parts);
    const Folder folder;
    spoil(folder);
    const auto refused = loadDataset(folder.path(), {});
    QVERIFY(!refused);
    parts << QString::fromStdString(folder.path());
    for (const QString& part : parts)
      QVERIFY2(mentions(refused.error().text(), {part.toStdString()}), refused.error().text().c_str());
  }

  void streamsAreReadOnlyWhereTheyAreAskedFor() {
    const Folder folder;
    const std::string table = folder.path() + "/table.csv";
    QCOMPARE(::mkfifo(table.c_str(), 0600), 0);
    folder.remove(kTrainLabels);
    QCOMPARE(::mkfifo((folder.path() + '/' + kTrainLabels).c_str(), 0600), 0);
    // There is no writer, so each would wait forever.
    for (const std::string& name : {table, table + ",seed=2", folder.path(), folder.path() + ":0,1"}) {
      const auto refused = loadDataset(name, {});
      QVERIFY(!refused);
      QVERIFY2(mentions(refused.error().text(), {folder.path(), "a pipe, not a file"}),
               refused.error().text().c_str());
    }
    const auto asked = loadDataset("/dev/null", {}, Streams::Read);
    QVERIFY(!asked);
    QVERIFY2(mentions(asked.error().text(), {"/dev/null is empty"}), asked.error().text().c_str());
  }

  /// Ten classes are known by name, whatever the labels of the copy in the folder.
  void namedDataSetsHaveTheirOwnClasses() {
    const Folder folder;
    const auto digits = loadDataset("mnist", {.mnist = folder.path(), .fashionMnist = {}});
    QVERIFY(digits);
    QCOMPARE((*digits)->classes(), 10);
    const auto fashion = loadDataset("fashion-mnist", {.mnist = {}, .fashionMnist = folder.path()});
    QVERIFY(fashion);
    QCOMPARE((*fashion)->classNames.back(), std::string("Ankle boot"));
    folder.write(kTrainLabels, idxBytes({3}, QByteArray("\0\12\2", 3)));
    const auto refused = loadDataset("mnist", {.mnist = folder.path(), .fashionMnist = {}});
    QVERIFY(!refused);
    QVERIFY2(mentions(refused.error().text(), {kTrainLabels, "label 10", "10 classes"}),
             refused.error().text().c_str());
  }

  void rulesOfTheFirstVersion() {
    QTemporaryDir place;
    const std::string table = place.path().toStdString() + "/t.csv";
    writeFile(QString::fromStdString(table), "x,y\n1,0.0\n2,1.0\n3,0.0\n4,1.0\n");
    QCOMPARE(nameByFirstRules(table), table + ",rules=1");
    QCOMPARE(nameByFirstRules(table + ",rules=1"), table + ",rules=1");
    QCOMPARE(nameByFirstRules("spiral,noise=0.1"), std::string("spiral,noise=0.1"));
    QVERIFY((*loadDataset(table, {}))->hasClasses());
    QVERIFY(!(*loadDataset(table + ",rules=1", {}))->hasClasses());  // a decimal point used to make them
                                                                     // numeric
    const Folder folder;
    QVERIFY(loadDataset(nameByFirstRules(folder.path()), {}));
  }

  void aTableBesideTheProject() {
    QTemporaryDir place;
    const std::string folder = place.path().toStdString();
    writeFile(place.filePath("t.csv"), "x,y\n1,0\n2,1\n");
    QCOMPARE(nameBeside("/nowhere/else/t.csv,targets=km/h", folder), folder + "/t.csv,targets=km/h");
    QCOMPARE(nameBeside("/nowhere/else/u.csv", folder), std::string("/nowhere/else/u.csv"));
    QCOMPARE(nameBeside("mnist", folder), std::string("mnist"));
    const std::string there = folder + "/t.csv";
    QCOMPARE(nameBeside(there, "/nowhere"), there);
  }

  void whatAModelWishesOfATable() {
    QTemporaryDir place;
    const std::string table = place.path().toStdString() + "/t.csv";
    writeFile(QString::fromStdString(table), "y,note,b,a\n1,p,2,3\n1,q,3,4\n1,r,4,5\n");
    const TableWishes wishes{.inputs = {"a", "b"}, .targets = {"y"}, .kind = TargetKind::Classes};
    const auto asked = loadDataset(table, {}, Streams::Refused, {}, wishes);
    QVERIFY2(asked, asked ? "" : asked.error().text().c_str());
    QCOMPARE((*asked)->inputNames, (std::vector<std::string>{"b", "a"}));
    QCOMPARE((*asked)->classNames, (std::vector<std::string>{"1"}));
    QCOMPARE((*asked)->answerName, std::string("y"));
    writeFile(QString::fromStdString(table), "a,b\n3,2\n,3\n5,4\n");
    const TableWishes answers{.inputs = {"a", "b"}, .targets = {"y"}, .isForAnswers = true};
    const auto rows = loadDataset(table, {}, Streams::Refused, {}, answers);
    QVERIFY2(rows, rows ? "" : rows.error().text().c_str());
    QCOMPARE((*rows)->rows, (std::vector<Index>{0, -1, 1}));
    QCOMPARE((*rows)->test.numbers(0, 1), Scalar(5));
    QCOMPARE((*rows)->test.size(), Index{2});
  }

  /// 40 rows of two classes, 30 and 10; of the 32 left for training, a quarter of each class.
  void someAreSetAsideToChooseBy() {
    const QTemporaryDir place;
    QByteArray rows = "x,y,kind\n";
    for (int i = 0; i < 40; ++i) rows += QByteArray::number(i * i) + ",1," + (i % 4 == 0 ? "b" : "a") + "\n";
    writeFile(place.filePath("t.csv"), rows);
    const std::string name = place.filePath("t.csv").toStdString();
    const auto whole = loadDataset(name, {});
    const auto data = loadDataset(name + ",validation=0.25", {});
    QVERIFY2(data.has_value(), data ? "" : data.error().text().c_str());
    QCOMPARE((*whole)->train.size(), Index{32});
    QCOMPARE((*data)->train.size(), Index{24});
    QCOMPARE((*data)->validation.size(), Index{8});
    QCOMPARE(std::ranges::count((*data)->validation.labels, 1), 2);
    QCOMPARE((*data)->test.numbers, (*whole)->test.numbers);
    std::vector<Scalar> all((*whole)->train.numbers.row(0).begin(), (*whole)->train.numbers.row(0).end());
    std::vector<Scalar> parts((*data)->train.numbers.row(0).begin(), (*data)->train.numbers.row(0).end());
    for (const Scalar value : (*data)->validation.numbers.row(0)) parts.push_back(value);
    std::ranges::sort(all);
    std::ranges::sort(parts);
    QCOMPARE(parts, all);
    QVERIFY(mentions((*data)->reading.text(), {"8 of the training samples are set aside for validation."}));
    QVERIFY((*data)->checksum != (*whole)->checksum);
    for (const char* wrong : {"and,validation=0.1", "spiral,validation=1", "spiral,validation=-0.1"})
      QVERIFY2(!loadDataset(wrong, {}), wrong);
    QCOMPARE((*loadDataset("spiral,validation=0.1", {}))->validation.size(), Index{25});
  }

  void standardisedByTheTrainingSamples() {
    const QTemporaryDir place;
    writeFile(place.filePath("t.csv"), "x,price\n10,1000\n20,3000\n30,2000\n40,5000\n90,4000\n");
    const std::string name = place.filePath("t.csv").toStdString();
    const std::string options = ",target=numbers,validation=0.3";
    const DatasetPtr raw = *loadDataset(name + options, {});
    const auto data = loadDataset(name + "+standardise" + options, {});
    QVERIFY2(data.has_value(), data ? "" : data.error().text().c_str());
    const double mean = raw->train.numbers.cast<double>().mean();
    QVERIFY(std::abs((*data)->scaling.inputs.mean[0] - mean) < 1e-4);
    QVERIFY((*data)->train.targets.cwiseAbs().maxCoeff() < 3);
    QVERIFY((*data)->validation.size() == 1 && (*data)->validation.targets.cwiseAbs().maxCoeff() < 5);
    QVERIFY(mentions((*data)->reading.text(), {"Inputs and targets are standardised"}));
    QCOMPARE(standardisedName(name + options), name + "+standardise" + options);

    // A model that scales its inputs needs the data unscaled; questions alone have nothing to scale by.
    TableWishes wishes{.inputs = {}, .targets = {}, .scalesItself = true};
    QCOMPARE((*loadDataset(name + "+standardise" + options, {}, Streams::Refused, {}, wishes))->train.numbers,
             raw->train.numbers);
    wishes = {.inputs = {}, .targets = {}, .isForAnswers = true};
    const auto questions = loadDataset(name + "+standardise", {}, Streams::Refused, {}, wishes);
    QVERIFY(!questions && mentions(questions.error().text(), {"no training samples", "+standardise"}));
    QCOMPARE((*loadDataset(name + options + "+standardize", {}))->train.numbers, (*data)->train.numbers);
    const auto early = loadDataset(name + "+standardise+shuffle-labels", {});
    QVERIFY(!early && mentions(early.error().text(), {"must be the last"}));
  }

  void tellsWhatThereIs() {
    const auto unknown = loadDataset("cifar", {});
    QVERIFY(!unknown);
    QVERIFY2(mentions(unknown.error().text(), {"cifar", "mnist", "fashion-mnist", "folder"}),
             unknown.error().text().c_str());
    const auto missing = loadDataset("fashion-mnist", {.mnist = {}, .fashionMnist = "/nowhere/fashion"});
    QVERIFY(!missing);
    QVERIFY2(mentions(missing.error().text(), {"/nowhere/fashion", "dataset-fashion-mnist"}),
             missing.error().text().c_str());
    QCOMPARE(datasetNames(), (std::vector<std::string>{"mnist", "fashion-mnist", "circle", "xor", "gauss",
                                                       "spiral", "pinwheel", "plane", "bumps", "curve",
                                                       "prices", "and", "or", "xor-gate", "by-hand"}));
  }

  /// For lessons about few data: equally many of each class, and the same ones every time.
  void imagesCanBeFew() {
    const DataLocations here{.mnist = mnistFolder(), .fashionMnist = {}};
    const DatasetPtr all = loadDataset("mnist", here).value();
    const DatasetPtr few = loadDataset("mnist,samples=203", here).value();
    QCOMPARE(few->name, "mnist,samples=203");
    QCOMPARE(few->train.size(), Index{203});
    QCOMPARE(few->test.size(), Index{10'000});
    std::array<int, 10> counts = {};
    for (const std::uint8_t label : few->train.labels) ++counts.at(label);
    QCOMPARE(counts, (std::array<int, 10>{21, 21, 21, 20, 20, 20, 20, 20, 20, 20}));
    // Each of them is an image of the file, in its order, with its label.
    Index next = 0;
    for (Index i = 0; i < few->train.size(); ++i, ++next) {
      const auto image = std::span(few->train.pixels).subspan(static_cast<std::size_t>(i) * 784, 784);
      const auto isSame = [&](Index other) {
        return std::ranges::equal(
                   image, std::span(all->train.pixels).subspan(static_cast<std::size_t>(other) * 784, 784)) &&
               all->train.labels[static_cast<std::size_t>(other)] ==
                   few->train.labels[static_cast<std::size_t>(i)];
      };
      while (next < all->train.size() && !isSame(next)) ++next;
      QVERIFY(next < all->train.size());
    }
    QCOMPARE(loadDataset("mnist,samples=203", here).value()->checksum, few->checksum);
    QVERIFY(loadDataset("mnist,samples=203,seed=2", here).value()->checksum != few->checksum);
    QVERIFY(few->checksum != all->checksum);
    const DatasetPtr set = loadDataset("mnist:0-1,samples=100,validation=0.2", here).value();
    QCOMPARE(set->train.size(), Index{80});
    QCOMPARE(set->validation.size(), Index{20});
    const auto tooMany = loadDataset("mnist:0-1,samples=20000", here);
    QVERIFY(!tooMany && mentions(tooMany.error().text(), {"12665", "20000"}));
    QVERIFY(!loadDataset("mnist,noise=0.1", here));
  }

  void aNameHasThreeParts() {
    const DataNameParts parts = dataNameParts("spiral:0,1+noise0.1,samples=200,seed=3");
    QCOMPARE(parts.base, "spiral");
    QCOMPARE(parts.changes, ":0,1+noise0.1");
    QCOMPARE(parts.options, ",samples=200,seed=3");
    QCOMPARE(dataNameParts("mnist").base, "mnist");
  }

  /// What is known before reading proves right.
  void whatIsKnownBeforeReadingIsSo() {
    for (const std::string& name : datasetNames()) {
      const KnownData known = knownData(name).value();
      if (name == "fashion-mnist" && !std::filesystem::exists(fashionMnistFolder())) continue;
      const auto loaded = loadDataset(name, {.mnist = mnistFolder(), .fashionMnist = fashionMnistFolder()});
      QCOMPARE(known.classNames, (*loaded)->classNames);
      QCOMPARE(known.isImages, (*loaded)->shape.isImage());
    }
    QVERIFY(!knownData("/somewhere/houses.csv"));
  }
};

PELLUCID_TEST(tst_catalogue, TestCatalogue)
#include "tst_catalogue.moc"
