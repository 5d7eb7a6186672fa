// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/layer_palette.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QtTest>

#include "tests/support/pointer.h"
#include "tests/support/window_test.h"
#include "ui/widgets/layer_kinds.h"

using namespace pellucid;
using namespace pellucid::ui;
using engine::LayerKind;

class TestLayerPalette : public QObject {
  Q_OBJECT

  std::unique_ptr<QWidget> m_stage;
  LayerPalette* m_palette = nullptr;
  std::unique_ptr<QSignalSpy> m_chosen;
  std::unique_ptr<QSignalSpy> m_closed;

  QLineEdit& search() { return *m_palette->findChild<QLineEdit*>(); }
  void key(Qt::Key code) { QTest::keyClick(&search(), code); }
  LayerKind lastChosen() { return m_chosen->last()[0].value<LayerKind>(); }
  QPoint rowAt(int row) {
    const QListWidget& list = m_palette->list();
    return list.visualItemRect(list.item(row)).center();
  }
  int visibleRows() {
    int rows = 0;
    for (int row = 0; row < m_palette->list().count(); ++row)
      rows += m_palette->list().item(row)->isHidden() ? 0 : 1;
    return rows;
  }
  /// All kinds; the second does not fit.
  void open() {
    std::vector<LayerOffer> offers;
    for (const LayerKind kind : kOfferedKinds) offers.push_back({.kind = kind, .refusal = {}});
    offers[1].refusal = "There are no maps here.";
    offers[2].bringsFlatten = true;
    m_palette->open(offers, {300, 40, 20, 20});
  }

 private slots:
  void init() {
    m_stage = std::make_unique<QWidget>();
    m_stage->resize(840, 460);
    m_palette = new LayerPalette(*m_stage);
    m_chosen = std::make_unique<QSignalSpy>(m_palette, &LayerPalette::chosen);
    m_closed = std::make_unique<QSignalSpy>(m_palette, &LayerPalette::closed);
    m_stage->show();
    QVERIFY(QTest::qWaitForWindowActive(m_stage.get()));
    open();
  }
  void cleanup() { m_stage.reset(); }

  void eachKindSaysWhatItDoesOrWhyNot() {
    const QListWidget& list = m_palette->list();
    QCOMPARE(list.count(), 7);
    const auto said = [&](int row) { return list.item(row)->data(Qt::AccessibleDescriptionRole).toString(); };
    QCOMPARE(said(0), kindSentence(LayerKind::Dense));
    QCOMPARE(said(1), "There are no maps here.");
    QVERIFY(said(2).startsWith(kindSentence(LayerKind::MaxPool)));
    QVERIFY(said(2).contains("Flatten"));
    QVERIFY(!list.item(1)->flags().testFlag(Qt::ItemIsEnabled));
  }

  void liesWithinItsStageAndShowsAllRows() {
    const QRect stage = m_stage->rect();
    QVERIFY(stage.contains(m_palette->geometry()));
    QVERIFY(m_palette->y() > 60);  // below the button
    QCOMPARE(m_palette->list().verticalScrollBar()->maximum(), 0);
  }

  void aNarrowStageScrolls() {
    m_stage->resize(300, 200);
    open();
    QVERIFY(m_stage->rect().contains(m_palette->geometry()));
  }

  void returnTakesTheFirstThatFits() {
    key(Qt::Key_Return);
    QCOMPARE(m_chosen->size(), 1);
    QCOMPARE(lastChosen(), LayerKind::Dense);
    QVERIFY(!m_palette->isVisible());
    QCOMPARE(m_closed->size(), 1);
  }

  void arrowsLeaveOutWhatDoesNotFit() {
    key(Qt::Key_Down);
    key(Qt::Key_Return);
    QCOMPARE(lastChosen(), LayerKind::MaxPool);
    open();
    key(Qt::Key_Down);
    key(Qt::Key_Up);
    key(Qt::Key_Up);  // stays at the first
    key(Qt::Key_Return);
    QCOMPARE(lastChosen(), LayerKind::Dense);
  }

  void typingSearchesNamesAndWhatElseTheyAreCalled() {
    QTest::keyClicks(&search(), "pool");
    QCOMPARE(visibleRows(), 2);
    const int height = m_palette->height();
    key(Qt::Key_Down);
    key(Qt::Key_Return);
    QCOMPARE(lastChosen(), LayerKind::AveragePool);
    open();
    QVERIFY(m_palette->height() > height);
    QTest::keyClicks(&search(), "fully");
    key(Qt::Key_Return);
    QCOMPARE(lastChosen(), LayerKind::Dense);
    open();
    QTest::keyClicks(&search(), "transformer");
    key(Qt::Key_Return);  // nothing to choose
    QCOMPARE(m_chosen->size(), 2);
    QVERIFY(m_palette->isVisible());
  }

  void escapeAndALookElsewhereClose() {
    key(Qt::Key_Escape);
    QVERIFY(!m_palette->isVisible());
    open();
    QLineEdit other(m_stage.get());
    other.show();
    other.setFocus();
    QVERIFY(!m_palette->isVisible());
    QCOMPARE(m_chosen->size(), 0);
    QCOMPARE(m_closed->size(), 2);
  }

  void aClickTakesOnlyWhatFits() {
    QWidget* rows = m_palette->list().viewport();
    QTest::mouseClick(rows, Qt::LeftButton, {}, rowAt(1));
    QCOMPARE(m_chosen->size(), 0);
    QVERIFY(m_palette->isVisible());
    QTest::mouseClick(rows, Qt::LeftButton, {}, rowAt(5));
    QCOMPARE(lastChosen(), LayerKind::Dropout);
  }

  void aKindIsDraggedOut() {
    QSignalSpy dragged(m_palette, &LayerPalette::dragged);
    QSignalSpy dropped(m_palette, &LayerPalette::dropped);
    QWidget* rows = m_palette->list().viewport();
    // Also one that only fits elsewhere.
    QTest::mousePress(rows, Qt::LeftButton, {}, rowAt(1));
    tests::movePointer(*rows, rowAt(1) + QPoint(2, 0), Qt::LeftButton);
    QCOMPARE(dragged.size(), 0);  // a trembling hand
    tests::movePointer(*rows, rowAt(1) + QPoint(60, 0), Qt::LeftButton);
    QCOMPARE(dragged.size(), 1);
    QVERIFY(m_palette->geometry().right() < 0);  // out of the way
    const QPoint to = rows->mapFrom(m_stage.get(), QPoint(123, 210));
    QTest::mouseRelease(rows, Qt::LeftButton, {}, to);
    QCOMPARE(dropped.size(), 1);
    QCOMPARE(dropped[0][0].value<LayerKind>(), LayerKind::Conv2d);
    QCOMPARE(dropped[0][1].toPoint(), QPoint(123, 210));
    QVERIFY(!m_palette->isVisible());
    QCOMPARE(m_chosen->size(), 0);
  }
};

PELLUCID_WINDOW_TEST(tst_layer_palette, TestLayerPalette)
#include "tst_layer_palette.moc"
