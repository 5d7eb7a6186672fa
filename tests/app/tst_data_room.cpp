// SPDX-License-Identifier: GPL-3.0-or-later
// The workspace of the data in the real window: a folder of pictures is dropped, looked at, and used.
#include "app/data_room.h"

#include <QPushButton>
#include <QtTest>

#include "app/composition.h"
#include "tests/support/datasets.h"
#include "tests/support/patience.h"
#include "tests/support/picture_folder.h"
#include "tests/support/window_test.h"
#include "ui/dataset/data_page.h"
#include "ui/dataset/sample_grid.h"
#include "ui/document/edits.h"

using namespace pellucid;
using tests::kPatienceMs;

namespace {

engine::DataLocations decodingLocations(const QTemporaryDir& folder) {
  tests::writeIdxFiles(*tests::syntheticDataset(40, 6, 3), folder.path().toStdString());
  return {.mnist = folder.path().toStdString(), .fashionMnist = {}, .decode = tests::PictureFolder::decode};
}

QPushButton* buttonCalled(QWidget& widget, const QString& name) {
  for (auto* button : widget.findChildren<QPushButton*>())
    if (button->accessibleName() == name) return button;
  qFatal("no button %s", qPrintable(name));
  return nullptr;
}

}  // namespace

class TestDataRoom : public QObject {
  Q_OBJECT

 private slots:
  void tellsDataFromWhatIsOpened() {
    const QTemporaryDir folder;
    QVERIFY(app::DataRoom::isData(folder.path()));
    for (const char* data :
         {"/a/b.csv", "/a/B.CSV", "/a/b.tsv", "/a/b.csv.gz", "/a/x.npz", "/a/train-images-idx3-ubyte"})
      QVERIFY2(app::DataRoom::isData(data), data);
    for (const char* other : {"/a/b.pellucid", "/a/b.onnx", "/a/b.json", "/a/b.safetensors"})
      QVERIFY2(!app::DataRoom::isData(other), other);
  }

  void aDroppedFolderIsLookedAtAndUsed() {
    const tests::PictureFolder pictures;
    for (int i = 0; i < 10; ++i) {
      pictures.add(QStringLiteral("cat/%1.png").arg(i), tests::greyPicture(2, 2, {i, 200, i, 200}));
      pictures.add(QStringLiteral("dog/%1.png").arg(i), tests::greyPicture(2, 2, {200, i, 200, i}));
    }
    const QTemporaryDir folder;
    app::Composition program(decodingLocations(folder));
    program.start({});
    QTRY_VERIFY_WITH_TIMEOUT(program.run().moment(), kPatienceMs);
    const auto before = program.document().dataset();
    emit program.window().fileDropped(QString::fromStdString(pictures.path()));
    QVERIFY(program.actions()[ui::ActionId::ShowData].isChecked());
    auto* use = buttonCalled(program.window(), "Use these data");
    QTRY_VERIFY_WITH_TIMEOUT(use->isEnabled() && use->isVisible(), kPatienceMs);
    QCOMPARE(program.document().dataset(), before);  // so far they are only previewed
    auto* grid = program.window().findChild<ui::SampleGrid*>();
    QCOMPARE(grid->count(), std::size_t{20});
    const auto shown = program.selection().input().testIndex;
    QTest::keyClick(grid, Qt::Key_End);
    QCOMPARE(program.selection().input().testIndex, shown);  // nor does the network see them
    use->setFocus();
    use->click();
    QVERIFY(grid->hasFocus());  // where the samples are, not where the vanished button would leave it
    QTRY_COMPARE_WITH_TIMEOUT(program.document().dataset()->classNames,
                              (std::vector<std::string>{"cat", "dog"}), kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(program.run().moment()->dataset == program.document().dataset(), kPatienceMs);
    QVERIFY(!use->isVisible());

    QTest::keyClick(grid, Qt::Key_Home);
    QTest::keyClick(grid, Qt::Key_Right);
    QCOMPARE(program.selection().input().trainIndex, std::optional<engine::Index>(1));
    QTest::keyClick(grid, Qt::Key_End);
    QCOMPARE(program.selection().input().testIndex,
             std::optional(program.document().dataset()->test.size() - 1));
    QTest::keyClick(grid, Qt::Key_Return);
    QVERIFY(program.actions()[ui::ActionId::ShowNetwork].isChecked());

    program.actions()[ui::ActionId::Undo].trigger();
    QCOMPARE(program.document().dataset(), before);
  }

  void lookingChangesNothing() {
    const QTemporaryDir folder;
    app::Composition program(decodingLocations(folder));
    program.start({});
    QTRY_VERIFY_WITH_TIMEOUT(program.run().moment(), kPatienceMs);
    const auto input = program.selection().input().testIndex;
    program.actions()[ui::ActionId::ShowData].setChecked(true);
    auto* grid = program.window().findChild<ui::SampleGrid*>();
    QTRY_VERIFY_WITH_TIMEOUT(grid->count() > 0, kPatienceMs);
    QCOMPARE(program.selection().input().testIndex, input);
    QVERIFY(!program.files().isModified());
  }
};

PELLUCID_WINDOW_TEST(tst_data_room, TestDataRoom)
#include "tst_data_room.moc"
