// SPDX-License-Identifier: GPL-3.0-or-later
// A remedy's words are never cut off, and below them stands what came of it.
#include "ui/diagnosis/remedy_row.h"

#include <QSignalSpy>
#include <QtTest>

#include "tests/support/window_test.h"
#include "tests/ui/diagnosis/diagnosis_fixture.h"
#include "ui/diagnosis/diagnosis_text.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

template <class Widget>
Widget* shownChild(const QWidget& parent) {
  for (auto* child : parent.findChildren<Widget*>())
    if (child->isVisible()) return child;
  return nullptr;
}

}  // namespace

class TestRemedyRow : public QObject {
  Q_OBJECT

 private slots:
  void wordsTakeTheLinesThatTheyNeed() {
    WordyButton button;
    button.setWords("Short.");
    const int line = button.heightForWidth(230);
    button.setWords("Words that go on and on, so that they take two lines at least, or even three.");
    QVERIFY(button.heightForWidth(230) >= line + button.fontMetrics().height());
    QVERIFY(button.heightForWidth(120) > button.heightForWidth(230));
    QCOMPARE(button.accessibleName(), button.words());
    button.resize(230, button.heightForWidth(230));
    QVERIFY(button.grab().toImage() != WordyButton().grab().toImage());
    QSignalSpy clicked(&button, &QPushButton::clicked);
    QTest::keyClick(&button, Qt::Key_Space);
    QCOMPARE(clicked.count(), 1);
  }

  void untriedItCanBeTried() {
    RemedyRow row;
    const engine::Finding finding = tests::madeUpFinding(engine::seedExperiment());
    row.showRemedy(finding.remedies[0]);
    row.showTrial(nullptr, {});
    row.show();
    QCOMPARE(row.button().words(), QString("Go on more slowly."));
    QVERIFY(!row.button().toolTip().isEmpty());
    QSignalSpy wanted(&row, &RemedyRow::wanted);
    QSignalSpy tried(&row, &RemedyRow::trialWanted);
    QTest::mouseClick(shownChild<QToolButton>(row), Qt::LeftButton);
    QTest::mouseClick(&row.button(), Qt::LeftButton);
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(tried.count(), 1);
    QVERIFY(shownChild<QLabel>(row) == nullptr);

    Trial trial{.remedy = finding.remedies[0], .step = 30};
    row.showTrial(&trial, {});
    QVERIFY(shownChild<QToolButton>(row) == nullptr);
    QVERIFY(shownChild<QLabel>(row)->text().startsWith("Being tried"));
    engine::Preview preview{.steps = 200};
    preview.asItIs.metrics.loss = 0.4;
    preview.changed.metrics.loss = 0.2;
    trial.answer = engine::Result<engine::Preview>(preview);
    row.showTrial(&trial, {});
    QCOMPARE(shownChild<QLabel>(row)->text(), trialText(trial).words);
    QCOMPARE(shownChild<QLabel>(row)->property("verdict").toString(), QString("right"));
    QVERIFY(shownChild<QLabel>(row)->toolTip().contains("step 30"));
    preview.changed.metrics.loss = 0.6;
    trial.answer = engine::Result<engine::Preview>(preview);
    row.showTrial(&trial, {});
    QVERIFY(!shownChild<QLabel>(row)->property("verdict").isValid());
  }

  void whatIsKnownNeedsNoTrial() {
    RemedyRow row;
    row.showRemedy(tests::madeUpFinding(engine::seedExperiment()).remedies[1]);
    row.showTrial(nullptr, "It was 0.1 there.");
    row.show();
    QVERIFY(shownChild<QToolButton>(row) == nullptr);
    QCOMPARE(shownChild<QLabel>(row)->text(), QString("It was 0.1 there."));
  }
};

PELLUCID_WINDOW_TEST(tst_remedy_row, TestRemedyRow)
#include "tst_remedy_row.moc"
