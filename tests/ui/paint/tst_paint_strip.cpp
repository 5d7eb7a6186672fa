// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/paint_strip.h"

#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>
#include <QtTest>
#include <cmath>

#include "tests/support/own_bench.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestPaintStrip : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    m_strip.reset();
    m_easel.reset();
    m_bench = std::make_unique<tests::OwnBench>();
    QVERIFY(m_bench->load());
    m_easel = std::make_unique<Easel>(m_bench->desk);
    m_strip = std::make_unique<PaintStrip>(m_bench->desk, *m_easel);
    connect(m_strip.get(), &PaintStrip::toolChanged, m_easel.get(), &Easel::setTool);
  }

  void itBeginsAndChoosesTools() {
    QVERIFY(button("Put")->parentWidget()->parentWidget()->isHidden());
    button("Paint points…")->click();
    QVERIFY(m_bench->desk.isOpen());
    QCOMPARE(m_easel->tool(), PaintTool::Put);
    QVERIFY(button("Put")->isChecked());
    button("Look")->click();  // before the first point it closes the sheet
    QVERIFY(!m_bench->desk.isOpen());
    QCOMPARE(m_easel->tool(), PaintTool::Look);
    button("Paint heights…")->click();
    QTest::keyClick(m_easel.get(), Qt::Key_Escape);
    QVERIFY(!m_bench->desk.isOpen());
    button("Paint points…")->click();
    QCOMPARE(m_easel->tool(), PaintTool::Put);
    QVERIFY(button("Put")->isChecked());
    for (const auto& [name, tool] : {std::pair("Brush", PaintTool::Brush),
                                     {"Move", PaintTool::Move},
                                     {"Jitter", PaintTool::Jitter},
                                     {"Erase", PaintTool::Erase}}) {
      button(name)->click();
      QCOMPARE(m_easel->tool(), tool);
    }
    emit m_easel->classWanted(1);
    QCOMPARE(int(m_easel->answer().label), 1);
    // With other axes, nothing can be painted.
    m_strip->setPossible(false);
    QCOMPARE(m_easel->tool(), PaintTool::Look);
    QVERIFY(!button("Put")->isEnabled());
    m_strip->setPossible(true);
    QVERIFY(button("Put")->isEnabled());
  }

  void aFormulaFillsThePlane() {
    button("Paint points…")->click();
    auto* formula = field("Formula");
    formula->setText("x^2/4 - 2");
    QTest::keyClick(formula, Qt::Key_Return);
    const auto& points = m_bench->desk.samples().points;
    QCOMPARE(points.size(), 200U);
    for (const engine::PaintedPoint& point : points) {
      const engine::SheetPlace place = engine::placeOf(point);
      const double above = place.y - (place.x * place.x / 4 - 2);
      if (std::abs(above) > 0.01) QCOMPARE(int(point.label), above > 0 ? 1 : 0);
    }
    QSignalSpy noted(m_strip.get(), &PaintStrip::noted);
    formula->setText("2 sin x");
    m_strip->findChild<QPushButton*>()->click();
    QCOMPARE(noted.size(), 1);
    QVERIFY(noted[0][0].toString().contains("needs parentheses"));
    QCOMPARE(m_bench->desk.samples().points.size(), 200U);
  }

  void heightsAreChosen() {
    button("Paint heights…")->click();
    auto* height = m_strip->findChild<QDoubleSpinBox*>();
    QVERIFY(!height->isHidden());
    height->setValue(-0.25);
    QCOMPARE(m_easel->answer().height, -250);
    field("Formula")->setText("x y / 36");
    QTest::keyClick(field("Formula"), Qt::Key_Return);
    QCOMPARE(m_bench->desk.samples().points.size(), 200U);
    QVERIFY(!m_bench->document.dataset()->hasClasses());
    QCOMPARE(m_bench->document.experiment().training.loss, engine::usualLoss(engine::Activation::Linear));
  }

 private:
  QToolButton* button(const QString& text) const {
    for (QToolButton* each : m_strip->findChildren<QToolButton*>())
      if (each->text() == text) return each;
    return nullptr;
  }
  QLineEdit* field(const QString& name) const {
    for (QLineEdit* each : m_strip->findChildren<QLineEdit*>())
      if (each->accessibleName() == name) return each;
    return nullptr;
  }

  std::unique_ptr<tests::OwnBench> m_bench;
  std::unique_ptr<Easel> m_easel;
  std::unique_ptr<PaintStrip> m_strip;
};

PELLUCID_WINDOW_TEST(tst_paint_strip, TestPaintStrip)
#include "tst_paint_strip.moc"
