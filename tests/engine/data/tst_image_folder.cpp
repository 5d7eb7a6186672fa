// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/image_folder.h"

#include <QtTest>

#include "engine/data/catalogue.h"
#include "tests/support/messages.h"
#include "tests/support/picture_folder.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;
using Names = std::vector<std::string>;
using Labels = std::vector<std::uint8_t>;

namespace {

const DataLocations kDecoding{.mnist = {}, .fashionMnist = {}, .decode = PictureFolder::decode};

/// Classes with these numbers of pictures of 1×2 pixels; each has its own value in the first pixel, and its
/// class in the second.
void fill(const PictureFolder& folder, const QString& below, const QString& name, int count, int label) {
  for (int i = 0; i < count; ++i)
    folder.add(QStringLiteral("%1%2/%3.png").arg(below, name).arg(i), greyPicture(1, 2, {10 * i, label}));
}

/// The second pixels are the classes they were filled with.
Labels classesInPixels(const Split& split) {
  Labels labels;
  for (std::size_t i = 1; i < split.pixels.size(); i += 2) labels.push_back(split.pixels[i]);
  return labels;
}

}  // namespace

class TestImageFolder : public QObject {
  Q_OBJECT

 private slots:
  void splitsByClass() {
    const PictureFolder folder;
    fill(folder, "", "ant", 10, 0);
    fill(folder, "", "bee", 5, 1);
    const auto loaded = loadDataset(folder.path(), kDecoding);
    QVERIFY2(loaded, loaded ? "" : loaded.error().text().c_str());
    const Dataset& data = **loaded;
    QCOMPARE(data.classNames, (Names{"ant", "bee"}));
    QCOMPARE(data.shape, (Shape{.channels = 1, .height = 1, .width = 2}));
    QCOMPARE(data.train.size(), Index{12});
    QCOMPARE(std::ranges::count(data.test.labels, 0), 2);
    QCOMPARE(std::ranges::count(data.test.labels, 1), 1);
    QCOMPARE(classesInPixels(data.train), data.train.labels);
    QCOMPARE(classesInPixels(data.test), data.test.labels);
    QCOMPARE(data.checksum, checksum(data.train, data.test));
    QVERIFY(mentions(data.reading.text(),
                     {"15 pictures of 2 classes (ant, bee)", "1×2 pixels in grey", "3 for testing"}));
    // Each of them occurs once.
    std::vector<std::pair<int, int>> seen;
    for (const Split* split : {&data.train, &data.test})
      for (std::size_t i = 0; i < split->pixels.size(); i += 2)
        seen.emplace_back(split->pixels[i], split->pixels[i + 1]);
    std::ranges::sort(seen);
    QVERIFY(std::ranges::adjacent_find(seen) == seen.end());
  }

  void givesTheSameEveryTime() {
    const PictureFolder folder;
    fill(folder, "", "a", 20, 0);
    fill(folder, "", "b", 20, 1);
    const auto first = loadDataset(folder.path(), kDecoding);
    const auto second = loadDataset(folder.path(), kDecoding);
    const auto other = loadDataset(folder.path() + ",seed=2", kDecoding);
    QVERIFY(first && second && other);
    QCOMPARE((*first)->train.pixels, (*second)->train.pixels);
    QCOMPARE((*first)->checksum, (*second)->checksum);
    QVERIFY((*first)->test.pixels != (*other)->test.pixels);
    const auto half = loadDataset(folder.path() + ",test=0.5", kDecoding);
    QVERIFY(half);
    QCOMPARE((*half)->test.size(), Index{20});
  }

  void joinsTheClassesOfAllParts() {
    const PictureFolder folder;
    fill(folder, "train/", "b", 3, 1);
    fill(folder, "train/", "c", 2, 2);
    fill(folder, "test/", "a", 1, 0);
    fill(folder, "test/", "c", 2, 2);
    fill(folder, "val/", "b", 2, 1);
    const auto loaded = loadDataset(folder.path(), kDecoding);
    QVERIFY2(loaded, loaded ? "" : loaded.error().text().c_str());
    const Dataset& data = **loaded;
    QCOMPARE(data.classNames, (Names{"a", "b", "c"}));
    QCOMPARE(data.train.labels, (Labels{1, 1, 1, 2, 2}));
    QCOMPARE(data.test.labels, (Labels{0, 2, 2}));
    QCOMPARE(data.validation.labels, (Labels{1, 1}));
    QCOMPARE(classesInPixels(data.test), data.test.labels);
    QVERIFY2(
        mentions(data.reading.text(), {"folder test", "folder val", "The class a has no sample for training.",
                                       "The class b has no sample for testing."}),
        data.reading.text().c_str());
    const auto refused = loadDataset(folder.path() + ",validation=0.2", kDecoding);
    QVERIFY(!refused);
    QVERIFY(mentions(refused.error().text(), {"folder of its own", "validation=0.2"}));
  }

  void namesWhatCannotBeRead() {
    const PictureFolder folder;
    fill(folder, "", "a", 6, 0);
    fill(folder, "", "c", 6, 1);
    folder.addFile("a/bad.png", "no picture");
    folder.addFile("b/worse.png", "none either");
    folder.addFolder("none");
    folder.addFolder(".hidden");
    const auto loaded = loadDataset(folder.path(), kDecoding);
    QVERIFY2(loaded, loaded ? "" : loaded.error().text().c_str());
    const Dataset& data = **loaded;
    QCOMPARE(data.classNames, (Names{"a", "c"}));
    QCOMPARE(data.train.size() + data.test.size(), Index{12});
    QCOMPARE(classesInPixels(data.train), data.train.labels);
    QCOMPARE(classesInPixels(data.test), data.test.labels);
    QVERIFY2(mentions(data.reading.text(),
                      {"2 pictures cannot be read", "a/bad.png: it is no picture", "b/worse.png",
                       "Hidden folders were left out: .hidden.", "were left out: none, b."}),
             data.reading.text().c_str());
  }

  void takesSizeAndColourFromThePictures() {
    const PictureFolder folder;
    for (const char* name : {"a/1.png", "a/2.png", "b/1.png", "b/2.png"})
      folder.add(QString::fromLatin1(name), greyPicture(2, 2, {1, 2, 3, 4}));
    QCOMPARE(loadDataset(folder.path(), kDecoding).value()->shape,
             (Shape{.channels = 1, .height = 2, .width = 2}));
    Picture coloured = greyPicture(2, 1, {1, 2});
    coloured.rgba[0] = 9;
    folder.add("b/0.png", coloured);
    QCOMPARE(loadDataset(folder.path(), kDecoding).value()->shape,
             (Shape{.channels = 3, .height = 64, .width = 64}));
    QCOMPARE(loadDataset(folder.path() + ",size=8x4,colour=grey", kDecoding).value()->shape,
             (Shape{.channels = 1, .height = 8, .width = 4}));
    TableWishes wishes;
    wishes.shape = {.channels = 3, .height = 5, .width = 6};
    QCOMPARE(loadDataset(folder.path(), kDecoding, Streams::Refused, {}, wishes).value()->shape,
             wishes.shape);
  }

  void followsTheOptions() {
    const PictureFolder folder;
    for (const char* name : {"a/1.png", "b/1.png"})
      folder.add(QString::fromLatin1(name), greyPicture(1, 3, {250, 0, 250}));
    folder.add("a/2.png", greyPicture(1, 3, {250, 0, 250}));
    const auto sampleOf = [&](const char* options) {
      const auto data = loadDataset(folder.path() + options, kDecoding).value();
      return std::vector<int>(data->train.pixels.begin(), data->train.pixels.begin() + data->inputs());
    };
    QCOMPARE(sampleOf(",size=1x1,fit=crop"), (std::vector<int>{0}));
    QCOMPARE(sampleOf(",size=1x1,fit=stretch"), (std::vector<int>{167}));
    QCOMPARE(sampleOf(",size=3x3,fit=pad"), (std::vector<int>{0, 0, 0, 250, 0, 250, 0, 0, 0}));
    QCOMPARE(sampleOf(",ink=bright"), (std::vector<int>{5, 255, 5}));
    QCOMPARE(sampleOf(",size=3x3,ink=dark"), (std::vector<int>{255, 255, 255, 250, 0, 250, 255, 255, 255}));
    QVERIFY(
        mentions(loadDataset(folder.path() + ",size=3x3", kDecoding).value()->reading.text(), {"borders"}));
    QVERIFY(mentions(loadDataset(folder.path() + ",ink=bright", kDecoding).value()->reading.text(),
                     {"3 pictures were inverted"}));
  }

  void takesClassesAndChanges() {
    const PictureFolder folder;
    for (const auto& [name, label] : {std::pair{"a", 0}, {"b", 1}, {"c", 2}})
      fill(folder, "", name, 5, label);
    const auto loaded = loadDataset(folder.path() + ":0,2+invert,validation=0.25", kDecoding);
    QVERIFY2(loaded, loaded ? "" : loaded.error().text().c_str());
    QCOMPARE((*loaded)->classNames, (Names{"a", "c"}));
    QCOMPARE((*loaded)->validation.size(), Index{2});
    for (const std::uint8_t label : classesInPixels((*loaded)->train)) QVERIFY(label == 255 || label == 253);
  }

  void refuses_data() {
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("says");
    QTest::newRow("one class") << "one"
                               << "nothing to tell apart";
    QTest::newRow("nothing can be read") << "bad"
                                         << "None of the 2 pictures";
    QTest::newRow("one picture is left for both parts") << "few"
                                                        << "at least one of each";
  }
  void refuses() {
    QFETCH(QString, what);
    QFETCH(QString, says);
    const PictureFolder folder;
    if (what == "one") fill(folder, "", "a", 3, 0);
    if (what == "bad")
      for (const char* name : {"a/1.png", "b/1.png"}) folder.addFile(name, "x");
    if (what == "few") {
      fill(folder, "train/", "a", 1, 0);
      fill(folder, "train/", "b", 1, 1);
      folder.addFile("test/a/1.png", "x");
    }
    const auto refused = loadDataset(folder.path(), kDecoding);
    QVERIFY(!refused);
    QVERIFY2(mentions(refused.error().text(), {folder.path(), says.toStdString()}),
             refused.error().text().c_str());
  }

  void refusesTooManyClasses() {
    const PictureFolder folder;
    for (int i = 0; i < 257; ++i) folder.add(QStringLiteral("%1/1.png").arg(i), greyPicture(1, 1, {1}));
    const auto refused = loadDataset(folder.path(), kDecoding);
    QVERIFY(!refused);
    QVERIFY(mentions(refused.error().text(), {"257", "256"}));
  }

  void refusesWithoutADecoder() {
    const PictureFolder folder;
    fill(folder, "", "a", 2, 0);
    const auto refused = loadDataset(folder.path(), {});
    QVERIFY(!refused);
    QVERIFY(mentions(refused.error().text(), {folder.path(), "cannot read"}));
    QVERIFY(!loadDataset(folder.path() + ",size=0x4", kDecoding));
    QVERIFY(!loadDataset(folder.path() + ",fit=squeeze", kDecoding));
    QVERIFY(!loadDataset(folder.path() + ",ink=red", kDecoding));
  }

  void endsWhenItIsCancelled() {
    const PictureFolder folder;
    fill(folder, "", "a", 2, 0);
    fill(folder, "", "b", 2, 0);
    const Progress progress = Progress::watched();
    const DecodePicture decode = [&progress](std::span<const std::uint8_t> file, Index side) {
      progress.cancel();
      return PictureFolder::decode(file, side);
    };
    const auto cancelled = loadImageFolder(folder.path(), {.targets = {}}, decode, progress);
    QVERIFY(!cancelled);
    QCOMPARE(cancelled.error(), Progress::cancelled());
  }

  void tellsHowFarItIs() {
    const PictureFolder folder;
    fill(folder, "", "a", 4, 0);
    fill(folder, "", "b", 4, 0);
    const Progress progress = Progress::watched();
    QVERIFY(loadImageFolder(folder.path(), {.targets = {}}, PictureFolder::decode, progress));
    QCOMPARE(progress.share(), 1.0);
  }
};

PELLUCID_TEST(tst_image_folder, TestImageFolder)
#include "tst_image_folder.moc"
