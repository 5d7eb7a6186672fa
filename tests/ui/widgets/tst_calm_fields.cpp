// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/calm_fields.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QScrollArea>
#include <QScrollBar>
#include <QSlider>
#include <QTest>
#include <QVBoxLayout>

#include "tests/support/pointer.h"
#include "tests/support/window_test.h"
#include "ui/widgets/segmented_control.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

class CalmFieldsTest : public QObject {
  Q_OBJECT

 private slots:
  void init();
  void theWheelScrollsWhatTheFieldsStandIn();
  void aFieldWithTheFocusTakesIt();
  void theWheelGivesNoFocus();

 private:
  QList<QWidget*> fields() const { return {m_spin, m_combo, m_slider, m_tabs}; }
  QString values() const;

  CalmFields m_filter;
  std::unique_ptr<QScrollArea> m_area;
  QDoubleSpinBox* m_spin = nullptr;
  QComboBox* m_combo = nullptr;
  QSlider* m_slider = nullptr;
  SegmentedControl* m_tabs = nullptr;
};

void CalmFieldsTest::init() {
  qApp->installEventFilter(&m_filter);
  m_area = std::make_unique<QScrollArea>();
  auto* page = new QWidget;
  auto* rows = new QVBoxLayout(page);
  m_spin = new QDoubleSpinBox;
  m_spin->setValue(5);
  m_combo = new QComboBox;
  m_combo->setEditable(true);
  m_combo->addItems({"a", "b", "c"});
  m_combo->setCurrentIndex(1);
  m_slider = new QSlider(Qt::Horizontal);
  m_slider->setValue(50);
  m_tabs = new SegmentedControl;
  for (const char* name : {"one", "two", "three"}) m_tabs->addTab(name);
  m_tabs->setCurrentIndex(1);
  for (QWidget* field : fields()) rows->addWidget(field);
  rows->addSpacing(2000);
  m_area->setWidget(page);
  m_area->setWidgetResizable(true);
  m_area->resize(300, 300);
  m_area->show();
  QVERIFY(QTest::qWaitForWindowActive(m_area.get()));
  m_area->setFocus();
}

QString CalmFieldsTest::values() const {
  return QStringLiteral("%1 %2 %3 %4")
      .arg(m_spin->value())
      .arg(m_combo->currentIndex())
      .arg(m_slider->value())
      .arg(m_tabs->currentIndex());
}

void CalmFieldsTest::theWheelScrollsWhatTheFieldsStandIn() {
  const QString before = values();
  for (QWidget* field : fields()) {
    m_area->verticalScrollBar()->setValue(0);
    tests::turnWheel(*field, QRectF(field->rect()).center(), -120);
    QCOMPARE(values(), before);
    QVERIFY2(m_area->verticalScrollBar()->value() > 0, field->metaObject()->className());
  }
}

void CalmFieldsTest::aFieldWithTheFocusTakesIt() {
  m_spin->setFocus();
  tests::turnWheel(*m_spin, QRectF(m_spin->rect()).center(), 120);
  QCOMPARE(m_spin->value(), 6.0);
  m_slider->setFocus();
  tests::turnWheel(*m_slider, QRectF(m_slider->rect()).center(), 120);
  QVERIFY(m_slider->value() > 50);
}

void CalmFieldsTest::theWheelGivesNoFocus() {
  for (const QWidget* field : fields()) QVERIFY(field->focusPolicy() != Qt::WheelFocus);
}

}  // namespace

PELLUCID_WINDOW_TEST(tst_calm_fields, CalmFieldsTest)
#include "tst_calm_fields.moc"
