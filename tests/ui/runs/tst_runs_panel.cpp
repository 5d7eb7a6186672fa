// SPDX-License-Identifier: GPL-3.0-or-later
// The list of runs under the hands of a user.
#include "ui/runs/runs_panel.h"

#include <QAction>
#include <QHeaderView>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableView>
#include <QToolButton>
#include <QtTest>

#include "tests/support/run_fixture.h"
#include "tests/support/window_test.h"
#include "ui/document/edits.h"
#include "ui/run/run_edits.h"

using namespace pellucid;
using namespace pellucid::ui;
using tests::RunFixture;

namespace {

/// Three runs trained for one step each, and the panel connected as in the window.
struct ListedRuns : RunFixture {
  explicit ListedRuns(const engine::Experiment& experiment) : RunFixture(experiment), panel(run.book()) {
    QObject::connect(&panel, &RunsPanel::showWanted, &run,
                     [this](std::uint64_t wanted) { QVERIFY(run.show(wanted)); });
    panel.resize(900, 160);
    panel.show();
  }
  bool train() {
    if (!load()) return false;
    for (const std::uint64_t seed : {1, 5, 6}) {
      if (!edit::setSeed(document, seed)) return false;
      run.stepOnce();
      if (!rests()) return false;
    }
    return true;
  }
  void click(int row, int column, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
    const QRect cell = panel.table().visualRect(panel.model().index(row, column));
    QTest::mouseClick(panel.table().viewport(), Qt::LeftButton, modifiers,
                      QPoint(cell.right() - 6, cell.center().y()));
  }
  void clickTick(int row) {
    const QRect cell = panel.table().visualRect(panel.model().index(row, 0));
    QTest::mouseClick(panel.table().viewport(), Qt::LeftButton, {},
                      QPoint(cell.left() + 9, cell.center().y()));
  }

  RunsPanel panel;
};

}  // namespace

class TestRunsPanel : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() { m_experiment = tests::experimentOn(*m_folders.load(m_folders.a())); }

  void aClickShowsARunAndATickDoesNot() {
    ListedRuns f(m_experiment);
    QVERIFY(f.train());
    const std::uint64_t third = f.run.run();
    QSignalSpy overlays(&f.panel, &RunsPanel::overlaysChanged);
    f.clickTick(0);
    QVERIFY(overlays.count() > 0);
    QVERIFY(f.panel.model().ticked() == std::vector{f.panel.model().runAt(0)});
    QCOMPARE(f.run.run(), third);
    f.click(0, RunsModel::Name);
    QVERIFY(f.rests());
    QCOMPARE(f.run.run(), f.panel.model().runAt(0));
    QCOMPARE(f.document.experiment().seed, 1U);
    QVERIFY(f.panel.model().ticked().empty());  // it is shown itself
    f.click(2, RunsModel::Steps);
    QVERIFY(f.rests());
    QCOMPARE(f.run.run(), third);
    QVERIFY(f.panel.selected() == std::vector{third});
  }

  void keysDoTheSame() {
    ListedRuns f(m_experiment);
    QVERIFY(f.train());
    QTableView& table = f.panel.table();
    table.setFocus();
    table.setCurrentIndex(f.panel.model().index(1, 0));
    QSignalSpy shown(&f.panel, &RunsPanel::showWanted);
    QSignalSpy starred(&f.panel, &RunsPanel::starWanted);
    QSignalSpy deleted(&f.panel, &RunsPanel::deleteWanted);
    const auto press = [&](const QString& name) {
      for (QAction* action : table.actions())
        if (action->text() == name) action->trigger();
    };
    press("Star");
    QCOMPARE(starred.count(), 1);
    press("Draw over the curves");
    QCOMPARE(f.panel.model().ticked().size(), 1U);
    press("Delete");
    QCOMPARE(deleted[0][0].value<std::uint64_t>(), f.panel.model().runAt(1));
    press("Show");
    QVERIFY(f.rests());
    QCOMPARE(shown.count(), 1);
    QCOMPARE(f.run.run(), f.panel.model().runAt(1));
    press("Sort by the next column");
    QCOMPARE(table.horizontalHeader()->sortIndicatorSection(), int(RunsModel::Name));
    for (int column = 1; column <= RunsModel::ColumnCount; ++column) press("Sort by the next column");
    QCOMPARE(table.horizontalHeader()->sortIndicatorSection(), -1);
    press("Delete");  // the shown one stays
    QCOMPARE(deleted.count(), 1);
  }

  /// Even if F2 has another meaning in the window.
  void aRunIsRenamedByF2() {
    ListedRuns f(m_experiment);
    QVERIFY(f.train());
    QTableView& table = f.panel.table();
    table.setFocus();
    table.setCurrentIndex(f.panel.model().index(1, RunsModel::Steps));
    QSignalSpy renamed(&f.panel, &RunsPanel::renameWanted);
    QKeyEvent override(QEvent::ShortcutOverride, Qt::Key_F2, Qt::NoModifier);
    override.ignore();
    QCoreApplication::sendEvent(&table, &override);
    QVERIFY(override.isAccepted());
    QTest::keyClick(&table, Qt::Key_F2);
    auto* name = table.findChild<QLineEdit*>();
    QVERIFY(name != nullptr);
    name->setText("mine");
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_COMPARE(renamed.count(), 1);
    QCOMPARE(renamed[0][0].value<std::uint64_t>(), f.panel.model().runAt(1));
    QCOMPARE(renamed[0][1].toString(), QString("mine"));
  }

  void twoAreCompared() {
    ListedRuns f(m_experiment);
    QVERIFY(f.train());
    const auto at = [&](int row) { return f.panel.model().runAt(row); };
    QSignalSpy compared(&f.panel, &RunsPanel::compareWanted);
    QSignalSpy noted(&f.panel, &RunsPanel::noted);
    f.panel.compare();
    QCOMPARE(noted.count(), 1);
    f.panel.table().selectRow(0);  // beside the shown one
    f.panel.compare();
    QCOMPARE(compared[0][0].value<std::uint64_t>(), at(2));
    QCOMPARE(compared[0][1].value<std::uint64_t>(), at(0));
    f.click(1, RunsModel::Name, Qt::ControlModifier);
    QCOMPARE(f.run.run(), at(2));  // is still shown
    f.panel.compare();
    QCOMPARE(compared[1][0].value<std::uint64_t>(), at(0));
    QCOMPARE(compared[1][1].value<std::uint64_t>(), at(1));
  }

  void selectionOutlivesAnotherList() {
    ListedRuns f(m_experiment);
    QVERIFY(f.train());
    const std::uint64_t second = f.panel.model().runAt(1);
    f.panel.table().selectRow(1);
    edit::deleteRun(f.document, f.run.book(), f.panel.model().runAt(0));
    QCOMPARE(f.panel.model().rowCount(), 2);
    QVERIFY(f.panel.selected() == std::vector{second});
  }

 private:
  tests::DataFolders m_folders;
  engine::Experiment m_experiment;
};

PELLUCID_WINDOW_TEST(tst_runs_panel, TestRunsPanel)
#include "tst_runs_panel.moc"
