// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/finish_typing.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QVBoxLayout>

#include "tests/support/window_test.h"

using namespace pellucid::ui;

namespace {

class FinishTypingTest : public QObject {
  Q_OBJECT

 private slots:
  void init();
  void aFieldTakesItsValueAndKeepsTheFocus();
  void withoutAFieldNothingHappens();

 private:
  std::unique_ptr<QWidget> m_window;
  QSpinBox* m_spin = nullptr;
  QLineEdit* m_line = nullptr;
  QComboBox* m_combo = nullptr;
};

void FinishTypingTest::init() {
  m_window = std::make_unique<QWidget>();
  auto* rows = new QVBoxLayout(m_window.get());
  m_spin = new QSpinBox;
  m_spin->setKeyboardTracking(false);
  m_line = new QLineEdit;
  m_combo = new QComboBox;
  m_combo->setEditable(true);
  for (QWidget* field : std::initializer_list<QWidget*>{m_spin, m_line, m_combo}) rows->addWidget(field);
  m_window->show();
  QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void FinishTypingTest::aFieldTakesItsValueAndKeepsTheFocus() {
  QSignalSpy spun(m_spin, &QSpinBox::valueChanged);
  m_spin->setFocus();
  m_spin->selectAll();
  QTest::keyClicks(m_spin, "42");
  QCOMPARE(spun.size(), 0);
  finishTyping();
  QCOMPARE(spun.size(), 1);
  QCOMPARE(m_spin->value(), 42);
  QVERIFY(m_spin->hasFocus());

  QSignalSpy written(m_line, &QLineEdit::editingFinished);
  m_line->setFocus();
  QTest::keyClicks(m_line, "x");
  finishTyping();
  QCOMPARE(written.size(), 1);
  QSignalSpy chosen(m_combo->lineEdit(), &QLineEdit::editingFinished);
  m_combo->setFocus();
  QTest::keyClicks(m_combo, "y");
  finishTyping();
  QCOMPARE(chosen.size(), 1);
}

void FinishTypingTest::withoutAFieldNothingHappens() {
  m_window->setFocus();
  finishTyping();
  QVERIFY(m_window->hasFocus());
}

}  // namespace

PELLUCID_WINDOW_TEST(tst_finish_typing, FinishTypingTest)
#include "tst_finish_typing.moc"
