// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/workspace_view.h"

#include <QLabel>
#include <QScrollArea>
#include <QSplitter>
#include <QTabWidget>
#include <QtTest>

#include "tests/support/window_test.h"

using namespace pellucid::ui;
using namespace pellucid::ui::arrange;

namespace {

class WorkspaceViewTest : public QObject {
  Q_OBJECT

 private slots:
  void init();
  void panelsStandWhereTheValueSays();
  void aPanelMovesToTheWorkspaceThatIsShown();
  void aPanelIsRevealedByItsName();
  void aTitleChangesWhereverItStands();
  void foldedItGivesItsRoomAway();
  void whatIsTooTallScrolls();
  void whatScrollsMovesToo();

 private:
  QWidget& widget(const QString& id) { return *m_widgets.at(id); }
  QRect placeOf(const QString& id);

  std::map<QString, QWidget*> m_widgets;
  std::unique_ptr<WorkspaceView> m_view;
};

void WorkspaceViewTest::init() {
  m_widgets.clear();
  std::vector<Panel> panels;
  for (const char* id : {"left", "top", "bottom", "one", "two", "other"}) {
    m_widgets[id] = new QLabel(id);
    panels.push_back({.id = id,
                      .title = QString(id).toUpper(),
                      .toolTip = QString("about ") + id,
                      .widget = m_widgets[id],
                      .scrolls = QLatin1String(id) == QLatin1String("two")});
  }
  const Arrangement main =
      row({panel("left", 200), column({panel("top"), panel("bottom", 150)}), tabs({"one", "two"}, 250)});
  m_view = std::make_unique<WorkspaceView>(
      panels, std::vector<Workspace>{{"main", main},
                                     {"second", row({panel("left"), panel("other", 300)})},
                                     {"third", column({panel("two"), panel("other", 300)})}});
  m_view->resize(1200, 700);
  m_view->show();
  QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
}

QRect WorkspaceViewTest::placeOf(const QString& id) {
  return {widget(id).mapTo(m_view.get(), QPoint(0, 0)), widget(id).size()};
}

void WorkspaceViewTest::aTitleChangesWhereverItStands() {
  const auto* tabs = m_view->findChild<QTabWidget*>();
  m_view->setTitle("two", "Two (1)");
  QCOMPARE(tabs->tabText(1), "Two (1)");
  QCOMPARE(tabs->tabText(0), "ONE");
  m_view->setTitle("left", "alone");  // it has no tab
  QVERIFY(m_view->has("two") && !m_view->has("other"));
  m_view->showWorkspace("second");
  QVERIFY(!m_view->has("two") && m_view->has("other"));
}

void WorkspaceViewTest::panelsStandWhereTheValueSays() {
  QCOMPARE(m_view->workspace(), "main");
  QCOMPARE(placeOf("left").width(), 200);
  QCOMPARE(placeOf("bottom").height(), 150);
  QVERIFY(placeOf("left").right() < placeOf("top").left());
  QVERIFY(placeOf("top").bottom() < placeOf("bottom").top());
  QVERIFY(placeOf("top").right() < placeOf("one").left());
  QVERIFY(placeOf("top").width() > 700);
  QVERIFY(!widget("two").isVisible() && !widget("other").isVisible());
  const auto* tab = m_view->findChild<QTabWidget*>();
  QCOMPARE(tab->tabText(1), "TWO");
  QCOMPARE(tab->tabToolTip(1), "about two");
  // Extra room in the window goes to the part that takes the rest.
  m_view->resize(1400, 700);
  QTRY_VERIFY(placeOf("top").width() > 900);
  QCOMPARE(placeOf("left").width(), 200);
}

void WorkspaceViewTest::aPanelMovesToTheWorkspaceThatIsShown() {
  m_view->showWorkspace("second");
  QVERIFY(widget("left").isVisible() && widget("other").isVisible());
  QVERIFY(!widget("top").isVisible());
  QTRY_COMPARE(placeOf("other").width(), 300);
  m_view->showWorkspace("main");
  QVERIFY(widget("left").isVisible() && !widget("other").isVisible());
  QTRY_COMPARE(placeOf("left").width(), 200);
}

void WorkspaceViewTest::aPanelIsRevealedByItsName() {
  m_view->reveal("two");
  QVERIFY(widget("two").isVisible() && !widget("one").isVisible());
  m_view->reveal("left");   // no change needed
  m_view->reveal("other");  // in another workspace
  QVERIFY(widget("two").isVisible());
}

void WorkspaceViewTest::foldedItGivesItsRoomAway() {
  const int before = placeOf("top").width();
  m_view->setFolded("two", true);
  QVERIFY(!widget("one").isVisible());
  QTRY_VERIFY(placeOf("top").width() > before + 240);
  m_view->setFolded("one", false);
  QVERIFY(widget("one").isVisible());
  QTRY_COMPARE(placeOf("top").width(), before);
}

void WorkspaceViewTest::whatIsTooTallScrolls() {
  widget("two").setMinimumHeight(2000);
  m_view->reveal("two");
  QTRY_VERIFY(widget("two").height() >= 2000);
  QVERIFY(m_view->height() < 1000);
  QVERIFY(m_view->findChild<QScrollArea*>() != nullptr);
}

/// Only the area it is in reports its size.
void WorkspaceViewTest::whatScrollsMovesToo() {
  auto& label = static_cast<QLabel&>(widget("two"));
  label.setText(QString("A sentence of many words. ").repeated(120));
  label.setWordWrap(true);
  for (const char* workspace : {"third", "main", "third"}) {
    m_view->showWorkspace(workspace);
    m_view->reveal("two");
    for (const int width : {1000, 700, 1300}) {
      m_view->resize(width, 500);
      QCoreApplication::processEvents();
      int holders = 0;
      for (const auto* area : m_view->findChildren<QScrollArea*>()) holders += area->widget() == &label;
      QCOMPARE(holders, 1);
      QVERIFY(label.isVisible());
      QVERIFY(label.width() <= label.parentWidget()->width());
    }
  }
}

}  // namespace

PELLUCID_WINDOW_TEST(tst_workspace_view, WorkspaceViewTest)
#include "tst_workspace_view.moc"
