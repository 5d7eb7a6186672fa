// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

#include "tests/support/window_test.h"
#include "ui/theme/theme.h"
#include "ui/widgets/notifier_bar.h"

using namespace pellucid::ui;

namespace {

QList<QToolButton*> shownButtons(const NotifierBar& bar) {
  QList<QToolButton*> buttons;
  for (auto* button : bar.findChildren<QToolButton*>())
    if (button->isVisible()) buttons << button;
  return buttons;
}

QToolButton* buttonNamed(const NotifierBar& bar, const QString& text) {
  for (auto* button : shownButtons(bar))
    if (button->text() == text) return button;
  return nullptr;
}

QString shownText(const NotifierBar& bar) {
  for (const auto* label : bar.findChildren<QLabel*>())
    if (!label->text().isEmpty()) return label->text();
  return {};
}

}  // namespace

class TestNotifierBar : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    m_window = std::make_unique<QWidget>();
    auto* layout = new QVBoxLayout(m_window.get());
    layout->setContentsMargins(0, 0, 0, 0);
    m_bar = new NotifierBar;
    layout->addWidget(m_bar);
    layout->addStretch();
    m_window->resize(1366, 200);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
  }

  void itIsHiddenUntilThereIsAMessage() {
    QVERIFY(!m_bar->isVisible());
    m_bar->showError("The file is empty.");
    QVERIFY(m_bar->isVisible());
    QCOMPARE(shownText(*m_bar), "The file is empty.");
    QCOMPARE(shownButtons(*m_bar).size(), 1);
    QTest::mouseClick(shownButtons(*m_bar).front(), Qt::LeftButton);
    QVERIFY(!m_bar->isVisible());
  }

  void itsRoleIsAnnounced() {
    m_bar->showInfo("Saved.");
    QCOMPARE(m_bar->accessibleName(), "Message: Saved.");
    m_bar->showWarning("Slow.");
    QCOMPARE(m_bar->accessibleName(), "Warning: Slow.");
    m_bar->showError("Gone.");
    QCOMPARE(m_bar->accessibleName(), "Error: Gone.");
  }

  void textIsNeverMarkup() {
    m_bar->showError("a <b>bold</b> &name < b");
    for (const auto* label : m_bar->findChildren<QLabel*>())
      if (!label->text().isEmpty()) QCOMPARE(label->textFormat(), Qt::PlainText);
    QCOMPARE(shownText(*m_bar), "a <b>bold</b> &name < b");
  }

  void anOfferRunsOnceAndClosesTheBar() {
    int runs = 0;
    m_bar->showMessage("Diverged.", NotifierBar::Severity::Warning, {{"Reset", [&] { ++runs; }}});
    QToolButton* reset = buttonNamed(*m_bar, "Reset");
    QVERIFY(reset);
    QTest::mouseClick(reset, Qt::LeftButton);
    QCOMPARE(runs, 1);
    QVERIFY(!m_bar->isVisible());
  }

  void anOfferMayShowTheNextMessage() {
    m_bar->showMessage("First.", NotifierBar::Severity::Error,
                       {{"Again", [&] { m_bar->showMessage("Second.", NotifierBar::Severity::Info); }}});
    QTest::mouseClick(buttonNamed(*m_bar, "Again"), Qt::LeftButton);
    QVERIFY(m_bar->isVisible());
    QCOMPARE(shownText(*m_bar), "Second.");
    QVERIFY(!buttonNamed(*m_bar, "Again"));
  }

  void anActionKeepsItsStateAndItsTip() {
    QAction action("Reset");
    action.setToolTip("Back to the initial weights");
    action.setEnabled(false);
    QSignalSpy triggered(&action, &QAction::triggered);
    m_bar->showMessage("Diverged.", NotifierBar::Severity::Warning, action);
    QToolButton* button = buttonNamed(*m_bar, "Reset");
    QVERIFY(button && !button->isEnabled());
    QCOMPARE(button->toolTip(), "Back to the initial weights");
    action.setEnabled(true);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(triggered.size(), 1);
    QVERIFY(!m_bar->isVisible());
  }

  void anActionThatWasTriggeredElsewhereEndsItsMessage() {
    QAction action("Undo");
    m_bar->showMessage("It starts again.", NotifierBar::Severity::Info, action);
    action.trigger();
    QVERIFY(!m_bar->isVisible());
    m_bar->showInfo("Something else.");
    action.trigger();
    QVERIFY(m_bar->isVisible());
    // A message from the action itself stays.
    connect(&action, &QAction::triggered, m_bar, [this] { m_bar->showInfo("Gone back."); });
    m_bar->showMessage("It starts again.", NotifierBar::Severity::Info, action);
    QTest::mouseClick(buttonNamed(*m_bar, "Undo"), Qt::LeftButton);
    QCOMPARE(shownText(*m_bar), "Gone back.");
  }

  void aNewMessageTakesThePlaceOfTheOld() {
    m_bar->showMessage("Old.", NotifierBar::Severity::Error, {{"Undo", [] {}}, {"Retry", [] {}}});
    QCOMPARE(shownButtons(*m_bar).size(), 3);
    m_bar->showInfo("New.");
    QCOMPARE(shownText(*m_bar), "New.");
    QCOMPARE(shownButtons(*m_bar).size(), 1);
  }

  void everythingIsReachedWithTab() {
    m_bar->showMessage("Old.", NotifierBar::Severity::Error, {{"Undo", [] {}}, {"Retry", [] {}}});
    buttonNamed(*m_bar, "Undo")->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), buttonNamed(*m_bar, "Retry"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget()->accessibleName(), "Close the message");
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QVERIFY(!m_bar->isVisible());
  }

  void aLongMessageWrapsAndKeepsItsButtons() {
    m_bar->showInfo("Short.");
    QCoreApplication::processEvents();
    const int oneLine = m_bar->height();
    QVERIFY2(oneLine <= 48, qPrintable(QString::number(oneLine)));
    m_bar->showMessage(QString("A long message about a file. ").repeated(20), NotifierBar::Severity::Error,
                       {{"Retry", [] {}}});
    QCoreApplication::processEvents();
    QCOMPARE(m_window->width(), 1366);
    QVERIFY(m_bar->height() > oneLine);
    for (const auto* button : shownButtons(*m_bar)) QVERIFY(m_bar->rect().contains(button->geometry()));
  }

  void severitiesLookDifferentInBothThemes() {
    for (const Theme* theme : {&lightTheme(), &darkTheme()}) {
      qApp->setPalette(paletteOf(*theme));
      QCoreApplication::processEvents();
      m_bar->showError("x");
      QCOMPARE(m_bar->grab().toImage().pixelColor(1, 5), theme->wrong);
      m_bar->showInfo("x");
      QCOMPARE(m_bar->grab().toImage().pixelColor(1, 5), theme->accent);
      m_bar->showWarning("x");
      QCOMPARE(m_bar->grab().toImage().pixelColor(1, 5), theme->positive);
    }
  }

 private:
  std::unique_ptr<QWidget> m_window;
  NotifierBar* m_bar = nullptr;
};

PELLUCID_WINDOW_TEST(tst_notifier_bar, TestNotifierBar)
#include "tst_notifier_bar.moc"
