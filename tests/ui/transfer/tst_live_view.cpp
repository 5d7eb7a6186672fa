// SPDX-License-Identifier: GPL-3.0-or-later
// The live demonstration plays, pauses when hidden, and marks padlocks that are turned by key on the curve.
#include "ui/transfer/live_view.h"

#include <QToolButton>
#include <QtTest>

#include "tests/support/patience.h"
#include "tests/support/transfers.h"
#include "tests/support/window_test.h"
#include "ui/transfer/network_card.h"

using namespace pellucid;
using namespace pellucid::tests;
using namespace pellucid::ui;

namespace {

class View : public LiveView {
 public:
  View() : LiveView([](const TransferChoice&) { return smallTaskFor; }) {
    connect(this, &LiveView::wanted, this, [this] {
      TransferChoice choice;
      choice.design.arms = "scratch,frozen,half,finetune";
      choice.design.steps = 100'000;
      begin(choice);
    });
    prepare(6);
  }
  QToolButton& button() { return *findChild<QToolButton*>(); }
};

}  // namespace

class TestLiveView : public QObject {
  Q_OBJECT

 private slots:
  void marksPadlocksThatTurn() {
    View view;
    static_cast<QWidget&>(view).show();
    view.button().click();
    QTRY_VERIFY_WITH_TIMEOUT(view.arms().picture() != nullptr && view.arms().picture()->step > 0,
                             kPatienceMs);
    QCOMPARE(view.cards().size(), 5U);
    view.button().click();
    QTRY_VERIFY_WITH_TIMEOUT(view.arms().isResting(), kPatienceMs);
    const auto step = view.arms().picture()->step;
    QToolButton* padlock = view.cards()[4]->padlock(1);
    QVERIFY(!padlock->isChecked());
    QVERIFY(padlock->accessibleName().contains("finetune"));
    QTest::keyClick(padlock, Qt::Key_Space);
    QTRY_COMPARE_WITH_TIMEOUT(liveMarks(*view.arms().picture()).size(), 1U, kPatienceMs);
    const ArmPlot::Mark mark = liveMarks(*view.arms().picture())[0];
    QCOMPARE(mark.arm, 3U);
    QCOMPARE(mark.key, static_cast<double>(step));
    QVERIFY(mark.text.contains("Hidden 2 frozen"));
    QVERIFY(padlock->isChecked());
    QVERIFY(padlock->toolTip().startsWith("Frozen"));
    QCOMPARE(padlock->icon().pixmap(16).toImage(),
             view.cards()[2]->padlock(1)->icon().pixmap(16).toImage());  // closed from the start
    QVERIFY(view.findChild<ArmPlot*>()->marks().size() == 1);
  }

  void pausesWhenHidden() {
    View view;
    static_cast<QWidget&>(view).show();
    view.button().click();
    QTRY_VERIFY_WITH_TIMEOUT(view.arms().picture() != nullptr, kPatienceMs);
    view.hide();
    QVERIFY(!view.arms().isPlaying());
    QTRY_VERIFY_WITH_TIMEOUT(view.arms().isResting(), kPatienceMs);
  }

  void marksLieOnTheLine() {
    auto task = std::make_shared<const engine::TransferTask>(smallTask());
    engine::RacePicture picture{
        .task = task, .source = {}, .network = {}, .arms = {}, .step = 10, .steps = 20};
    engine::RacePicture::Arm arm;
    for (const std::int64_t step : {0, 5, 10})
      arm.points.push_back({.step = step,
                            .targetAccuracy = 0.1 * static_cast<double>(step),
                            .sourceAccuracy = {},
                            .drift = {}});
    arm.turns = {{.step = 7, .layer = 0, .isFrozen = true}};
    picture.arms.push_back(arm);
    QCOMPARE(liveMarks(picture)[0].value, 70.0);
    QCOMPARE(liveLines(picture)[0].values, QVector<double>({0, 50, 100}));
  }
};

PELLUCID_WINDOW_TEST(tst_live_view, TestLiveView)
#include "tst_live_view.moc"
