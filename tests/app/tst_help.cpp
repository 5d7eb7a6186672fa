// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/help.h"

#include <QTextBrowser>
#include <QtTest>

#include "app/composition.h"
#include "app/workspaces.h"
#include "tests/support/patience.h"
#include "tests/support/window_test.h"
#include "ui/data/dataset_picker.h"
#include "ui/widgets/welcome_card.h"

using namespace pellucid;
using tests::kPatienceMs;
using ui::ActionId;

namespace {

class HelpTest : public QObject {
  Q_OBJECT

 private slots:
  void everyActionIsThereWithItsKey() {
    ui::Actions actions;
    const QString text = app::helpText(actions);
    for (std::size_t i = 0; i < static_cast<std::size_t>(ActionId::Count); ++i) {
      const QAction& action = actions[static_cast<ActionId>(i)];
      QVERIFY2(text.contains(action.shortcut().toString(QKeySequence::NativeText).toHtmlEscaped()),
               qPrintable(action.text()));
      QVERIFY2(text.contains(QString(action.text()).remove('&').toHtmlEscaped()), qPrintable(action.text()));
    }
  }

  void undoIsCalledSoWhateverItUndoes() {
    ui::Actions actions;
    const QString text = app::helpText(actions);
    actions[ActionId::Undo].setText("&Undo: Hidden 1: 31 units");
    QCOMPARE(app::helpText(actions), text);
  }

  void everyPanelIsExplained() {
    app::Composition program{engine::DataLocations{}};
    ui::Actions actions;
    const QString text = app::helpText(actions);
    for (const QString& id :
         {app::panel_id::kSamples, app::panel_id::kStage, app::panel_id::kCurves, app::panel_id::kPlane,
          app::panel_id::kRuns, app::panel_id::kTraining, app::panel_id::kLayer, app::panel_id::kArithmetic,
          app::panel_id::kTransfer, app::panel_id::kMatrix, app::panel_id::kCell, app::panel_id::kWorst,
          app::panel_id::kClasses, app::panel_id::kTrust, app::panel_id::kDistributions}) {
      QVERIFY2(text.contains("name=\"" + id + "\""), qPrintable(id));
      // Any widget in the panel leads to its text.
      const auto* holder = program.window().findChild<QWidget*>(id);
      QVERIFY2(holder, qPrintable(id));
      for (const QWidget* inside : holder->findChildren<QWidget*>()) QCOMPARE(app::helpAnchor(inside), id);
    }
    QCOMPARE(app::helpAnchor(nullptr), app::panel_id::kStage);
  }

  void f1OpensItAndEscapeClosesIt() {
    app::Composition program{engine::DataLocations{}};
    program.window().show();
    program.actions()[ActionId::Help].trigger();
    auto* help = program.window().findChild<app::HelpWindow*>();
    QVERIFY(help && help->isVisible());
    QVERIFY(help->findChild<QTextBrowser*>()->toPlainText().contains("learning rate"));
    QTest::keyClick(help, Qt::Key_Escape);
    QVERIFY(!help->isVisible());
  }

  void itOpensBesideWhatItExplains() {
    const QRect screen(0, 0, 1366, 768);
    const QSize help(492, 600);
    const QRect left(0, 80, 240, 660);
    const QRect right(1080, 80, 286, 660);
    for (const QRect& column : {left, right}) {
      const QRect place(app::helpPlace(column, help, screen), help);
      QVERIFY(!place.intersects(column));
      QVERIFY(screen.contains(place));
    }
    // Where the network leaves no room beside it, as much of it as possible stays visible, on a second screen
    // as well.
    const QRect second(1366, 0, 1024, 700);
    const QRect network(1366 + 240, 80, 500, 600);
    const QRect place(app::helpPlace(network, help, second), help);
    QVERIFY(second.contains(place));
    QCOMPARE(place.right(), second.right());
  }

  void itMovesAwayFromAnotherPanelOnly() {
    app::Composition program{engine::DataLocations{}};
    program.window().resize(700, 600);  // on a screen of 800×800
    program.window().show();
    auto* help = program.window().findChild<app::HelpWindow*>();
    const auto* curves = program.window().findChild<QWidget*>(app::panel_id::kCurves);
    help->showAbout(curves);
    const QPoint corner = curves->mapToGlobal(QPoint());
    help->move(corner + QPoint(20, 20));
    help->showAbout(curves);
    QVERIFY(help->pos() != corner + QPoint(20, 20));
    const QPoint away(curves->mapToGlobal(curves->rect().bottomRight()) + QPoint(300, 300));
    help->move(away);
    help->showAbout(curves);
    QCOMPARE(help->pos(), away);
  }

  void theWelcomeLeadsSomewhere() {
    app::Composition program{engine::DataLocations{}};
    program.start({});
    program.welcome();
    auto* card = program.window().findChild<ui::WelcomeCard*>();
    QVERIFY(card && card->isVisible());
    QTest::keyClick(&program.canvas(), Qt::Key_Escape);  // the canvas has the focus
    QVERIFY(!card->isVisible());
    card->show();
    emit card->smallRequested();
    QVERIFY(program.gallery().dialog().isVisible());
    program.gallery().dialog().close();
    emit card->dataRequested();
    QVERIFY(program.actions()[ActionId::ShowData].isChecked());
    program.actions()[ActionId::ShowNetwork].trigger();
    QVERIFY(!card->isVisible());  // after going elsewhere no welcome is needed
    emit program.samples().datasetRequested("xor-gate");
    QTRY_VERIFY_WITH_TIMEOUT(program.document().experiment().data.name == "xor-gate", kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(program.run().moment() != nullptr, kPatienceMs);
    // It begins with a small network, at a pace that can be watched.
    QCOMPARE(program.document().experiment().network.layers.front().units, engine::Index{3});
    QVERIFY(program.window().findChild<ui::SpeedControl*>()->pace().stepsPerSecond > 0);
    card->show();
    program.actions()[ActionId::Train].trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!card->isVisible(), kPatienceMs);
  }
};

}  // namespace

PELLUCID_WINDOW_TEST(tst_help, HelpTest)
#include "tst_help.moc"
