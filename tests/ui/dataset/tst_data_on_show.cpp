// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/data_on_show.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include "tests/support/datasets.h"
#include "tests/support/idx_files.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

engine::DatasetPtr named(const char* name, engine::Index samples) {
  auto data = std::make_shared<engine::Dataset>(*tests::syntheticDataset(samples));
  data->name = name;
  return data;
}

engine::Result<engine::DatasetPtr> loadOther(const engine::DataSpec& data, const engine::Progress&) {
  if (data.name == "bad") return engine::Error{engine::message("Cancelled.")};
  return named(data.name.c_str(), 24);
}

}  // namespace

class TestDataOnShow : public QObject {
  Q_OBJECT

 private slots:
  void looksOnlyWhileItIsWatched() {
    DataOnShow shown(loadOther);
    const auto used = named("used", 40);
    shown.setUsed(used);
    QVERIFY(!shown.isReading());
    QVERIFY(!shown.facts());
    shown.setWatched(true);
    QTRY_VERIFY(shown.facts());
    QCOMPARE(shown.facts()->data, used);
    QCOMPARE(shown.facts()->summary.classes.size(), used->classNames.size());
    QCOMPARE(shown.name(), std::string("used"));
    QVERIFY(!shown.isTrial());
  }

  void triesOutAndComesBack() {
    DataOnShow shown(loadOther);
    const auto used = named("used", 40);
    shown.setUsed(used);
    shown.setWatched(true);
    QTRY_VERIFY(shown.facts());
    shown.tryOut("other");
    QVERIFY(shown.isTrial());
    QVERIFY(shown.isReading());
    QCOMPARE(shown.facts()->data, used);  // until the others have arrived
    QTRY_COMPARE(shown.facts()->data->name, std::string("other"));
    QCOMPARE(shown.used(), used);
    shown.showUsed();
    QVERIFY(!shown.isTrial());
    QCOMPARE(shown.facts()->data, used);
    QCOMPARE(shown.name(), std::string("used"));
  }

  void whatIsUsedEndsTheTrial() {
    DataOnShow shown(loadOther);
    shown.setUsed(named("used", 40));
    shown.setWatched(true);
    shown.tryOut("other");
    QTRY_VERIFY(shown.facts() && shown.facts()->data->name == "other");
    const auto taken = shown.facts();
    shown.setUsed(taken->data);
    QVERIFY(!shown.isTrial());
    QCOMPARE(shown.facts(), taken);  // it is already known
    shown.tryOut("other");
    QVERIFY(!shown.isTrial());
  }

  void tellsTrouble() {
    DataOnShow shown(loadOther);
    const auto used = named("used", 40);
    shown.setUsed(used);
    shown.setWatched(true);
    QTRY_VERIFY(shown.facts());
    shown.tryOut("bad");
    QTRY_VERIFY(!shown.trouble().empty());
    QCOMPARE(shown.facts()->data, used);
    shown.tryOut("other");
    QVERIFY(shown.trouble().empty());
  }

  /// A refused file is previewed as well, but not instead of the one in use.
  void thePreviewGoesBackToTheTableInUse() {
    const QTemporaryDir folder;
    tests::writeFile(folder.filePath("t.csv"), "a,b\n1,2\n3,5\n4,9\n7,8\n");
    tests::writeFile(folder.filePath("bad.csv"), "c,d\n1,2\nx,5\ny,9\nz,8\n");
    const auto load = [](const engine::DataSpec& data, const engine::Progress&) {
      return engine::loadDataset(data, engine::DataLocations{});
    };
    DataOnShow shown(load);
    const auto used = engine::loadDataset(folder.filePath("t.csv").toStdString(), engine::DataLocations{});
    QVERIFY(used);
    shown.setUsed(*used);
    shown.setWatched(true);
    QTRY_VERIFY(shown.facts());
    const auto glance = shown.glance();
    QVERIFY(glance);
    shown.tryOut(folder.filePath("bad.csv").toStdString());
    QTRY_VERIFY(!shown.trouble().empty());
    QVERIFY(shown.glance() && shown.glance() != glance);
    shown.showUsed();
    QVERIFY(shown.trouble().empty());
    QCOMPARE(shown.glance(), glance);
    QCOMPARE(shown.facts()->data, *used);
  }
};

PELLUCID_WINDOW_TEST(tst_data_on_show, TestDataOnShow)
#include "tst_data_on_show.moc"
