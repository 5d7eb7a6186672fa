// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/picture_files.h"

#include <QtTest>

#include "tests/support/messages.h"
#include "tests/support/picture_folder.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;
using Names = std::vector<std::string>;

namespace {

/// "cat 1.png" of each file: its class and its own name.
Names inWords(const PictureFiles& found, PicturePart part) {
  Names words;
  for (const PictureFile& file : found.files)
    if (file.part == part)
      words.push_back(found.classNames[file.label] + " " + file.path.filename().string());
  return words;
}

void touch(const PictureFolder& folder, const QStringList& names) {
  for (const QString& name : names) folder.addFile(name, "x");
}

}  // namespace

class TestPictureFiles : public QObject {
  Q_OBJECT

 private slots:
  void listsInTheOrderOfBytes() {
    const PictureFolder folder;
    touch(folder, {"b/2.png", "b/10.JPG", "B/ä.webp", "B/z.gif", "a/deeper/x.tiff", "a/y.bmp", "10/1.jpeg",
                   "9/1.tif"});
    const auto found = findPictures(folder.path());
    QVERIFY(found);
    QCOMPARE(found->classNames, (Names{"10", "9", "B", "a", "b"}));
    QCOMPARE(inWords(*found, PicturePart::Train), (Names{"10 1.jpeg", "9 1.tif", "B z.gif", "B ä.webp",
                                                         "a x.tiff", "a y.bmp", "b 10.JPG", "b 2.png"}));
    QVERIFY(found->testFolder.empty() && found->trainFolder.empty());
  }

  void namesWhatIsLeftOut() {
    const PictureFolder folder;
    touch(folder, {"a/1.png", "b/1.png", "b/notes.txt", ".ipynb_checkpoints/1.png", "__MACOSX/a/1.png",
                   "readme.md", "beside.png", "b/.hidden.png", ".DS_Store"});
    folder.addFolder("empty");
    touch(folder, {"texts/only.txt"});
    const auto found = findPictures(folder.path());
    QVERIFY(found);
    QCOMPARE(found->classNames, (Names{"a", "b"}));
    QCOMPARE(inWords(*found, PicturePart::Train), (Names{"a 1.png", "b 1.png"}));
    QCOMPARE(found->hidden, (Names{".ipynb_checkpoints", "__MACOSX"}));
    QCOMPARE(found->empty, (Names{"empty", "texts"}));
    QCOMPARE(found->others, (Names{"b/notes.txt", "beside.png", "readme.md", "texts/only.txt"}));
  }

  void findsTheParts() {
    const PictureFolder folder;
    touch(folder,
          {"Train/a/1.png", "Train/b/2.png", "test/b/3.png", "test/c/4.png", "val/a/5.png", "list.csv"});
    const auto found = findPictures(folder.path());
    QVERIFY(found);
    QCOMPARE(found->classNames, (Names{"a", "b", "c"}));
    QCOMPARE(inWords(*found, PicturePart::Train), (Names{"a 1.png", "b 2.png"}));
    QCOMPARE(inWords(*found, PicturePart::Validation), (Names{"a 5.png"}));
    QCOMPARE(inWords(*found, PicturePart::Test), (Names{"b 3.png", "c 4.png"}));
    QCOMPARE(found->trainFolder, std::string("Train"));
    QCOMPARE(found->testFolder, std::string("test"));
    QCOMPARE(found->validationFolder, std::string("val"));
    QCOMPARE(found->others, (Names{"list.csv"}));
  }

  void testsOnValidationWhereThereIsNothingElse() {
    const PictureFolder folder;
    touch(folder, {"train/a/1.png", "train/b/2.png", "valid/a/3.png"});
    const auto found = findPictures(folder.path());
    QVERIFY(found);
    QCOMPARE(inWords(*found, PicturePart::Test), (Names{"a 3.png"}));
    QCOMPARE(found->testFolder, std::string("valid"));
    QVERIFY(found->validationFolder.empty());
  }

  void aClassMayBeCalledTrain() {
    const PictureFolder folder;
    touch(folder, {"train/1.png", "car/1.png", "test/1.png"});
    const auto found = findPictures(folder.path());
    QVERIFY(found);
    QCOMPARE(found->classNames, (Names{"car", "test", "train"}));
    QCOMPARE(found->files.size(), std::size_t{3});
  }

  void looksIntoTheFolderOfAnArchive() {
    const PictureFolder folder;
    touch(folder, {"pets/pets/cat/1.png", "pets/pets/dog/1.png", "__MACOSX/x.png"});
    const auto found = findPictures(folder.path());
    QVERIFY(found);
    QCOMPARE(found->classNames, (Names{"cat", "dog"}));
  }

  void doesNotFollowLinksThatLeadBack() {
    const PictureFolder folder;
    touch(folder, {"a/1.png", "b/1.png"});
    std::filesystem::create_directory_symlink(folder.path(), folder.path() + "/a/up");
    const auto found = findPictures(folder.path());
    QVERIFY(found);
    QCOMPARE(found->files.size(), std::size_t{2});
  }

  void saysHowFoldersAreMade() {
    const PictureFolder loose;
    touch(loose, {"1.png", "2.png"});
    const auto refused = findPictures(loose.path());
    QVERIFY(!refused);
    QVERIFY(mentions(refused.error().text(), {loose.path(), "one subfolder for each class"}));
    const PictureFolder empty;
    empty.addFolder("cat");
    const auto alsoRefused = findPictures(empty.path());
    QVERIFY(!alsoRefused);
    QVERIFY(mentions(alsoRefused.error().text(), {empty.path(), "neither"}));
    QVERIFY(firstPicture(empty.path()).empty());
    QCOMPARE(firstPicture(loose.path()).extension(), std::filesystem::path(".png"));
  }
};

PELLUCID_TEST(tst_picture_files, TestPictureFiles)
#include "tst_picture_files.moc"
