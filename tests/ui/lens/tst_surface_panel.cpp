// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lens/surface_panel.h"

#include <QLabel>
#include <QSignalSpy>
#include <QToolButton>
#include <QtTest>

#include "tests/support/patience.h"
#include "tests/support/text_recorder.h"
#include "tests/support/window_test.h"
#include "tests/ui/lens/lens_fixture.h"
#include "ui/lens/surface_view.h"
#include "ui/widgets/segmented_control.h"

using namespace pellucid;
using namespace pellucid::ui;
using tests::kPatienceMs;

namespace {

struct Shown {
  tests::TimedRun run;
  SurfaceLooks looks;
  SurfacePanel panel{looks};
  MomentPtr moment;

  Shown() {
    panel.resize(700, 460);
    QObject::connect(
        &looks, &SurfaceLooks::captureWanted, &looks, [this] { looks.take(run.captured(moment)); },
        Qt::QueuedConnection);
    panel.show();
  }
  bool at(const MomentPtr& shown) {
    moment = shown;
    looks.showMoment(shown);
    return QTest::qWaitFor([this] { return !looks.isBusy(); }, kPatienceMs);
  }
  QString text() const {
    QStringList texts;
    for (const auto* label : panel.findChildren<QLabel*>()) texts << label->text();
    return texts.join('\n');
  }
  QString painted() {
    tests::TextRecorder recorder(panel.size());
    panel.render(&recorder);
    return recorder.texts().join('\n');
  }
};

}  // namespace

class TestSurfacePanel : public QObject {
  Q_OBJECT

 private slots:
  void theCaptionTellsWhatItIs() {
    Shown shown;
    QVERIFY(shown.painted().contains("Here you will see the loss as a landscape."));
    QVERIFY(shown.at(shown.run.next()));
    QVERIFY(shown.painted().contains("Train first"));
    QVERIFY(shown.at(shown.run.next(8)));
    QVERIFY(shown.text().contains("From the initial weights at the left to step 8"));
    QVERIFY(shown.text().contains(QString("with %1 kept states").arg(shown.looks.look()->way.size())));
    shown.panel.findChild<SegmentedControl*>()->setCurrentIndex(1);
    QTRY_VERIFY_WITH_TIMEOUT(!shown.looks.isBusy() && shown.looks.look(), kPatienceMs);
    QVERIFY(shown.text().contains("Around step 8"));
    const SurfaceLookPtr look = shown.looks.look();
    shown.panel.findChild<QToolButton*>()->click();
    QTRY_VERIFY_WITH_TIMEOUT(!shown.looks.isBusy() && shown.looks.look(), kPatienceMs);
    QVERIFY(shown.looks.look() != look);
  }

  void aStepOfTheWayIsAskedFor() {
    Shown shown;
    QVERIFY(shown.at(shown.run.next(8)));
    QSignalSpy wanted(&shown.panel, &SurfacePanel::stepWanted);
    QTest::keyClick(&shown.panel.view(), Qt::Key_Left);
    QVERIFY(shown.text().contains("Click or press Enter to go there."));
    QTest::keyClick(&shown.panel.view(), Qt::Key_Return);
    QCOMPARE(wanted.size(), 1);
  }
};

PELLUCID_WINDOW_TEST(tst_surface_panel, TestSurfacePanel)
#include "tst_surface_panel.moc"
