// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/maps/maps_panel.h"

#include <QComboBox>
#include <QSignalSpy>
#include <QSpinBox>
#include <QToolButton>
#include <QtTest>

#include "tests/support/patience.h"
#include "tests/support/run_of_moments.h"
#include "tests/support/window_test.h"
#include "ui/maps/maps_view.h"
#include "ui/widgets/segmented_control.h"

using namespace pellucid;
using namespace pellucid::ui;
using tests::kPatienceMs;

namespace {

struct Opened {
  tests::RunOfMoments run;
  Selection selection;
  MapLooks looks;
  MapsPanel panel{looks, selection};

  Opened() {
    panel.resize(900, 500);
    panel.show();
  }
  bool at(const MomentPtr& moment) {
    looks.showMoment(moment);
    return QTest::qWaitFor([this] { return looks.isUpToDate(); }, kPatienceMs);
  }
  QComboBox& box(const QString& name) {
    for (auto* each : panel.findChildren<QComboBox*>())
      if (each->accessibleName() == name) return *each;
    qFatal("no such box");
  }
};

}  // namespace

class TestMapsPanel : public QObject {
  Q_OBJECT

 private slots:
  void choicesAreOfTheLook() {
    Opened opened;
    QVERIFY(opened.at(opened.run.next(5)));
    QCOMPARE(opened.panel.view().seen().size(), std::size_t{3});
    opened.box("Samples").setCurrentIndex(1);
    QCOMPARE(opened.looks.source(), SampleSource::Training);
    opened.box("How many samples").setCurrentIndex(0);
    QCOMPARE(opened.looks.most(), engine::Index{500});
    QTRY_VERIFY_WITH_TIMEOUT(opened.looks.isUpToDate(), kPatienceMs);
    QCOMPARE(opened.box("Which maps").count(), 4);
    opened.box("Which maps").setCurrentIndex(2);
    QCOMPARE(opened.panel.view().only(), std::optional<std::size_t>(1));
    QVERIFY(opened.at(opened.run.next(1)));
    QCOMPARE(opened.panel.view().only(), std::optional<std::size_t>(1));  // it stays
  }

  void layersAreSelectedBothWays() {
    Opened opened;
    QVERIFY(opened.at(opened.run.next(5)));
    const auto title = opened.panel.view().seen()[2].place.title.center().toPoint();
    QTest::mouseClick(&opened.panel.view(), Qt::LeftButton, {}, title);
    QCOMPARE(opened.selection.layer(), std::optional<std::size_t>(1));
  }

  void tsneIsLaidOutOfWhatIsShown() {
    Opened opened;
    QVERIFY(opened.at(opened.run.next(5)));
    auto* method = opened.panel.findChild<SegmentedControl*>();
    const QPointF byPca = opened.panel.view().placeOf(1, 0);
    method->setCurrentIndex(1);
    TsneMaps& tsne = opened.panel.tsne();
    QVERIFY(tsne.isBusy());
    QTRY_VERIFY_WITH_TIMEOUT(!tsne.isBusy() && tsne.frame().steps == TsneMaps::kSteps, kPatienceMs);
    QCOMPARE(tsne.look(), opened.looks.look());
    QVERIFY(opened.panel.view().placeOf(1, 0) != byPca);
    // Another seed makes another map; the same moment alone does not.
    const MapLookPtr look = tsne.look();
    for (auto* box : opened.panel.findChildren<QSpinBox*>())
      if (box->accessibleName() == "Seed of the map") box->setValue(2);
    QVERIFY(tsne.isBusy());
    opened.panel.findChild<QToolButton*>()->click();  // stop
    QTRY_VERIFY_WITH_TIMEOUT(!tsne.isBusy(), kPatienceMs);
    QCOMPARE(tsne.settings().seed, std::uint64_t{2});
    // At rest it follows the cursor; during training it stays.
    QVERIFY(opened.at(opened.run.next(1)));
    QVERIFY(tsne.look() != look && tsne.look() == opened.looks.look());
    QTRY_VERIFY_WITH_TIMEOUT(!tsne.isBusy(), kPatienceMs);
    const MapLookPtr before = tsne.look();
    opened.looks.showMoment(opened.run.next(1, true));
    QTRY_VERIFY_WITH_TIMEOUT(!opened.looks.isBusy(), kPatienceMs);
    QCOMPARE(tsne.look(), before);
    // Other settings apply to the map that stays.
    for (auto* box : opened.panel.findChildren<QSpinBox*>())
      if (box->accessibleName() == "Seed of the map") box->setValue(3);
    QVERIFY(tsne.isBusy() && tsne.look() == before);
    QCOMPARE(tsne.settings().seed, std::uint64_t{3});
    // An unfinished map is not shown as if it were finished.
    method->setCurrentIndex(0);
    QVERIFY(!tsne.isBusy());
    method->setCurrentIndex(1);
    QVERIFY(tsne.isBusy());
    method->setCurrentIndex(0);
  }

  void theChosenMapStaysThroughAnotherRun() {
    Opened opened;
    QVERIFY(opened.at(opened.run.next(2)));
    opened.box("Which maps").setCurrentIndex(2);
    tests::RunOfMoments other;
    opened.looks.showMoment(other.next(2));
    QVERIFY(!opened.looks.look());
    QTRY_VERIFY_WITH_TIMEOUT(opened.looks.isUpToDate(), kPatienceMs);
    QCOMPARE(opened.box("Which maps").currentIndex(), 2);
    QCOMPARE(opened.panel.view().only(), std::optional<std::size_t>(1));
  }

  void anEmptyPanelSaysWhy() {
    Opened opened;
    QVERIFY(opened.panel.view().seen().empty());
    auto data = std::make_shared<engine::Dataset>(*opened.run.dataset());
    data->test = {};
    MomentPtr moment = opened.run.next();
    auto other = std::make_shared<Moment>(*moment);
    other->dataset = data;
    opened.looks.showMoment(other);
    QVERIFY(!opened.looks.isBusy() && opened.panel.view().seen().empty());
  }
};

PELLUCID_WINDOW_TEST(tst_maps_panel, TestMapsPanel)
#include "tst_maps_panel.moc"
