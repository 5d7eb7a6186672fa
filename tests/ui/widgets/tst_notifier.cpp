// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/notifier.h"

#include <QAction>
#include <QLayout>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include "tests/support/window_test.h"

using namespace pellucid::ui;

namespace {

using Topic = Notifier::Topic;

class NotifierTest : public QObject {
  Q_OBJECT

 private slots:
  void init();
  void thereIsOneMessageAboutEachTopic();
  void theNewestIsTheLowest();
  void whatIsNoLongerTrueGoes();
  void nothingElseMoves();
  void itStandsOnTheStagesLowerEdge();
  void aLongMessageIsReadWhole();
  void allAreKept();
  void aConfirmationGoesWhenTheUserGoesOn_data();
  void aConfirmationGoesWhenTheUserGoesOn();
  void anErrorInItsPlaceStays();

 private:
  QList<NotifierBar*> shown() const;
  QStringList texts() const;

  std::unique_ptr<QWidget> m_window;
  QWidget* m_stage = nullptr;
  Notifier* m_notifier = nullptr;
};

void NotifierTest::init() {
  m_window = std::make_unique<QWidget>();
  m_stage = new QWidget(m_window.get());
  m_stage->setGeometry(100, 50, 800, 400);
  m_notifier = new Notifier(m_window.get());
  m_notifier->setStage(*m_stage, 40);
  m_window->resize(1000, 600);
  m_window->show();
  QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

/// From top to bottom.
QList<NotifierBar*> NotifierTest::shown() const {
  QCoreApplication::processEvents();
  QList<NotifierBar*> bars;
  for (auto* bar : m_notifier->findChildren<NotifierBar*>())
    if (bar->isVisible()) bars << bar;
  std::ranges::sort(bars, {}, [](const NotifierBar* bar) { return bar->y(); });
  return bars;
}

QStringList NotifierTest::texts() const {
  QStringList texts;
  for (const NotifierBar* bar : shown()) texts << bar->text();
  return texts;
}

void NotifierTest::thereIsOneMessageAboutEachTopic() {
  QVERIFY(!m_notifier->isVisible());
  m_notifier->tell(Topic::Run, "It diverged.", NotifierBar::Severity::Warning);
  m_notifier->tell(Topic::File, "Saved a.");
  m_notifier->tell(Topic::File, "Saved b.");
  QCOMPARE(texts(), (QStringList{"It diverged.", "Saved b."}));
  QCOMPARE(m_notifier->textAbout(Topic::Run), "It diverged.");
  QCOMPARE(m_notifier->textAbout(Topic::Edit), "");
}

void NotifierTest::theNewestIsTheLowest() {
  m_notifier->tell(Topic::File, "One.");
  m_notifier->tell(Topic::Run, "Two.");
  m_notifier->tell(Topic::Edit, "Three.");
  m_notifier->tell(Topic::File, "Four.");
  QCOMPARE(texts(), (QStringList{"Two.", "Three.", "Four."}));
}

void NotifierTest::whatIsNoLongerTrueGoes() {
  QAction undo("Undo");
  m_notifier->tell(Topic::Data, "The data are missing.");
  m_notifier->tell(Topic::Edit, "It starts again.", NotifierBar::Severity::Info, undo);
  m_notifier->forget(Topic::Data);
  QCOMPARE(texts(), QStringList{"It starts again."});
  undo.trigger();
  QCOMPARE(texts(), QStringList{});
  QVERIFY(!m_notifier->isVisible());
}

void NotifierTest::nothingElseMoves() {
  const QRect before = m_stage->geometry();
  m_notifier->tell(Topic::Run, QString("A long message. ").repeated(30));
  QCOMPARE(shown().size(), 1);
  QCOMPARE(m_stage->geometry(), before);
  QCOMPARE(m_window->size(), QSize(1000, 600));
}

void NotifierTest::itStandsOnTheStagesLowerEdge() {
  m_notifier->tell(Topic::File, "Saved.");
  const auto isInPlace = [this] {
    QCoreApplication::processEvents();
    const QRect stage = m_stage->geometry();
    return m_notifier->geometry().bottom() == stage.bottom() - 40 && stage.contains(m_notifier->geometry());
  };
  QVERIFY(isInPlace());
  m_stage->setGeometry(0, 0, 300, 500);
  QVERIFY(isInPlace());
  m_notifier->tell(Topic::Run, "Another.");
  QVERIFY(isInPlace());
  // As in another workspace.
  auto* other = new QWidget(m_window.get());
  other->setGeometry(10, 10, 900, 300);
  other->show();
  m_notifier->setStage(*other, 12);
  QCOMPARE(m_notifier->geometry().bottom(), other->geometry().bottom() - 12);
}

void NotifierTest::aLongMessageIsReadWhole() {
  m_notifier->tell(Topic::Program, QString("A message of many words. ").repeated(30),
                   NotifierBar::Severity::Error);
  const NotifierBar* bar = shown().value(0);
  QVERIFY(bar != nullptr);
  QVERIFY(bar->height() >= bar->layout()->totalHeightForWidth(bar->width()));
  QVERIFY(bar->width() <= m_stage->width());
}

void NotifierTest::allAreKept() {
  QSignalSpy more(m_notifier, &Notifier::toldMore);
  for (std::size_t i = 0; i < Notifier::kMostTold + 5; ++i)
    m_notifier->tell(Topic::File, QString::number(i), NotifierBar::Severity::Warning);
  QCOMPARE(more.size(), static_cast<int>(Notifier::kMostTold) + 5);
  QCOMPARE(m_notifier->told().size(), Notifier::kMostTold);
  QCOMPARE(m_notifier->told().front().text, "5");
  QCOMPARE(m_notifier->told().back().severity, NotifierBar::Severity::Warning);
}

void NotifierTest::aConfirmationGoesWhenTheUserGoesOn_data() {
  QTest::addColumn<bool>("isKey");
  QTest::newRow("click") << false;
  QTest::newRow("key") << true;
}

void NotifierTest::aConfirmationGoesWhenTheUserGoesOn() {
  QFETCH(bool, isKey);
  m_notifier->tell(Topic::Lab, "It failed.", NotifierBar::Severity::Error);
  m_notifier->confirm(Topic::File, "Saved a.");
  QTest::mouseClick(shown().last(), Qt::LeftButton);  // reading it does not count as going on
  QTest::keyClick(m_stage, Qt::Key_Shift);
  QCOMPARE(texts(), QStringList({"It failed.", "Saved a."}));
  if (isKey)
    QTest::keyClick(m_stage, Qt::Key_A);
  else
    QTest::mouseClick(m_stage, Qt::LeftButton);
  QCOMPARE(m_notifier->textAbout(Topic::File), "Saved a.");  // there is time to read it
  QTRY_COMPARE(m_notifier->textAbout(Topic::File), QString());
  QCOMPARE(texts(), QStringList{"It failed."});
  QCOMPARE(m_notifier->told().size(), 2U);
}

void NotifierTest::anErrorInItsPlaceStays() {
  m_notifier->confirm(Topic::Lab, "Exported.");
  m_notifier->confirm(Topic::File, "Saved a.");
  m_notifier->tell(Topic::File, "The disk is full.", NotifierBar::Severity::Error);
  QTest::mouseClick(m_stage, Qt::LeftButton);
  QTRY_COMPARE(m_notifier->textAbout(Topic::Lab), QString());
  QCOMPARE(texts(), QStringList{"The disk is full."});
}

}  // namespace

PELLUCID_WINDOW_TEST(tst_notifier, NotifierTest)
#include "tst_notifier.moc"
