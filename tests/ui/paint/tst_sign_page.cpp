// SPDX-License-Identifier: GPL-3.0-or-later
// Signs are drawn class by class, with the mouse and with keys alone.
#include "ui/paint/sign_page.h"

#include <QCheckBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QtTest>

#include "tests/support/own_bench.h"
#include "tests/support/pointer.h"
#include "tests/support/window_test.h"
#include "ui/paint/class_row.h"
#include "ui/paint/drawing_strip.h"
#include "ui/widgets/drawing_pad.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestSignPage : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    m_page.reset();
    m_bench = std::make_unique<tests::OwnBench>(OwnDesk::Family::Drawn);
    QVERIFY(m_bench->load());
    m_page = std::make_unique<SignPage>(m_bench->desk);
    m_page->resize(280, 600);
    m_page->show();
  }

  void byMouse() {
    button("Make drawings")->click();
    QVERIFY(m_bench->desk.isOpen());
    QVERIFY(!button("Add to the set")->isEnabled());
    tests::drag(pad(), pad().rect().center() - QPointF(0, 60), pad().rect().center() + QPointF(0, 60));
    QVERIFY(button("Add to the set")->isEnabled());
    const engine::Vector pixels = pad().pixels();
    button("Add to the set")->click();
    QVERIFY(m_bench->desk.isInUse());
    const auto& drawings = m_bench->desk.samples().drawings;
    QCOMPARE(drawings.size(), 1U);
    QCOMPARE(int(drawings[0].label), 0);
    for (std::size_t i = 0; i < drawings[0].ink->size(); ++i)
      QVERIFY(std::abs((*drawings[0].ink)[i] / 255.0 - double(pixels[static_cast<engine::Index>(i)])) <
              0.002);
    QVERIFY(pad().isEmpty());
    QCOMPARE(m_page->classes().chosen(), 1);  // classes in turn
    QCOMPARE(m_bench->document.dataset()->shape.width, 28);
    // The same class again.
    m_page->findChild<QCheckBox*>()->setChecked(false);
    for (int i = 0; i < 3; ++i) {
      tests::drag(pad(), pad().rect().center() - QPointF(60, 10 * i),
                  pad().rect().center() + QPointF(60, 10));
      button("Add to the set")->click();
    }
    QVERIFY((m_bench->desk.tally() == std::vector<int>{1, 3, 0, 0, 0, 0, 0, 0, 0, 0}));
    QCOMPARE(m_page->drawings().drawings().size(), 3U);
    emit m_page->drawings().eraseWanted(m_page->drawings().drawings()[1].number);
    QCOMPARE(m_bench->desk.tally()[1], 2);
    m_bench->document.undoStack().undo();
    QCOMPARE(m_bench->desk.tally()[1], 3);
  }

  void byKeysAlone() {
    m_bench->desk.begin(engine::OwnKind::Drawings);
    m_page->begin();
    QSignalSpy noted(m_page.get(), &SignPage::noted);
    QTest::keyClick(&pad(), Qt::Key_Return);  // nothing there
    QVERIFY(!m_bench->desk.isInUse());
    for (int sign = 0; sign < 10; ++sign) {
      QTest::keyClick(&pad(), Qt::Key_Space);
      for (int i = 0; i < 4 + sign; ++i)
        QTest::keyClick(&pad(), sign % 2 == 0 ? Qt::Key_Down : Qt::Key_Right);
      QTest::keyClick(&pad(), Qt::Key_Space);
      QTest::keyClick(&pad(), Qt::Key_Left, Qt::ShiftModifier);  // with the pen up
      QTest::keyClick(&pad(), Qt::Key_Return);
      QVERIFY(pad().isEmpty());
    }
    QVERIFY((m_bench->desk.tally() == std::vector<int>(10, 1)));
    QCOMPARE(m_page->classes().chosen(), 0);
    QVERIFY(noted.isEmpty());
    m_bench->run.trainEpoch();
    QVERIFY(m_bench->rests());
    QVERIFY(m_bench->state().step > 0);
  }

 private:
  DrawingPad& pad() const { return m_page->pad(); }
  QAbstractButton* button(const QString& name) const {
    for (QAbstractButton* each : m_page->findChildren<QAbstractButton*>())
      if (each->accessibleName() == name) return each;
    return nullptr;
  }

  std::unique_ptr<tests::OwnBench> m_bench;
  std::unique_ptr<SignPage> m_page;
};

PELLUCID_WINDOW_TEST(tst_sign_page, TestSignPage)
#include "tst_sign_page.moc"
