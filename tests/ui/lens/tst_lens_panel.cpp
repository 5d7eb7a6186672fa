// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/lens_panel.h"

#include <QLabel>
#include <QSignalSpy>
#include <QtTest>

#include "tests/support/patience.h"
#include "tests/support/window_test.h"
#include "tests/ui/lens/lens_fixture.h"
#include "ui/lens/lens_plot.h"
#include "ui/lens/lens_text.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/segmented_control.h"

using namespace pellucid;
using namespace pellucid::ui;
using tests::kPatienceMs;

namespace {

QStringList labels(const QWidget& panel) {
  QStringList texts;
  for (const auto* label : panel.findChildren<QLabel*>()) texts << label->text();
  return texts;
}

}  // namespace

class TestLensPanel : public QObject {
  Q_OBJECT

 private slots:
  void theVerdictIsThatOfTheLook() {
    LensLooks looks;
    LensPanel panel(looks);
    panel.resize(700, 460);
    panel.show();
    tests::TimedRun run;
    looks.showMoment(run.next(4));
    QTRY_VERIFY_WITH_TIMEOUT(looks.isUpToDate(), kPatienceMs);
    const engine::StepLens& lens = *looks.look()->lens;
    QVERIFY(labels(panel).contains(
        QString("%1, for the batch of step 5").arg(verdictName(engine::verdictOf(lens)))));
    QVERIFY(labels(panel).contains(verdictSentence(lens)));
    QTest::keyClick(&panel.plot(), Qt::Key_Right);
    QVERIFY(labels(panel).contains(lensReadout(lens, *panel.plot().read(), true, false)));
    panel.findChild<SegmentedControl*>()->setCurrentIndex(2);
    QVERIFY(labels(panel).contains(lensReadout(lens, *panel.plot().read(), true, true)));
  }

  /// Only the coming step can be watched: not one the run has left behind, or is about to leave.
  void onlyTheNextStepCanBeWatched() {
    LensLooks looks;
    LensPanel panel(looks);
    panel.show();
    const auto* watch = panel.findChild<LinkButton*>();
    QVERIFY(!watch->isVisible());
    tests::TimedRun run;
    const MomentPtr moment = run.next(4);
    panel.showMoment(moment);
    QTRY_VERIFY_WITH_TIMEOUT(looks.isUpToDate(), kPatienceMs);
    QVERIFY(watch->isVisible() && watch->isEnabled());
    QSignalSpy wanted(&panel, &LensPanel::stepWanted);
    QTest::mouseClick(panel.findChild<LinkButton*>(), Qt::LeftButton);
    QCOMPARE(wanted.count(), 1);
    auto going = std::make_shared<Moment>(*moment);
    auto snapshot = std::make_shared<engine::Snapshot>(*moment->snapshot);
    snapshot->phase = engine::Running{};
    going->snapshot = snapshot;
    panel.showMoment(going);
    QVERIFY(watch->isVisible() && !watch->isEnabled() && watch->toolTip().contains("Pause"));
    panel.showMoment(moment);
    QVERIFY(watch->isEnabled() && watch->toolTip().contains("slowly"));
  }

  void withoutALookThereAreWords() {
    LensLooks looks;
    LensPanel panel(looks);
    QVERIFY(labels(panel).contains("Here you will see where the next step leads."));
    tests::TimedRun run;
    const MomentPtr moment = run.next();
    auto other = std::make_shared<Moment>(*moment);
    auto data = std::make_shared<engine::Dataset>(*moment->dataset);
    data->train = {};
    other->dataset = data;
    looks.showMoment(other);
    QVERIFY(labels(panel).contains("The training samples of these data are not here."));
  }
};

PELLUCID_WINDOW_TEST(tst_lens_panel, TestLensPanel)
#include "tst_lens_panel.moc"
