// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/fold_section.h"

#include <QLabel>
#include <QSignalSpy>
#include <QToolButton>
#include <QVBoxLayout>
#include <QtTest>

#include "tests/support/window_test.h"

using namespace pellucid::ui;

namespace {

class WithALabel : public FoldSection {
 public:
  WithALabel() : FoldSection("Clipping"), m_label(new QLabel("inside")) { body().addWidget(m_label); }
  QLabel* m_label;
};

}  // namespace

class TestFoldSection : public QObject {
  Q_OBJECT

 private slots:
  void foldsByPointerAndByKey() {
    WithALabel section;
    section.setSummary("no limit");
    section.show();
    QVERIFY(QTest::qWaitForWindowExposed(&section));
    auto* title = section.findChild<QToolButton*>();
    QCOMPARE(section.title(), "Clipping");
    QVERIFY(section.isOpen() && section.m_label->isVisible());
    const int height = section.sizeHint().height();
    QSignalSpy spy(&section, &FoldSection::openChanged);
    QTest::mouseClick(title, Qt::LeftButton);
    QVERIFY(!section.isOpen() && !section.m_label->isVisible());
    QVERIFY(section.sizeHint().height() < height);
    QCOMPARE(section.summary(), "no limit");
    QCOMPARE(title->accessibleDescription(), "folded");
    title->setFocus();
    QTest::keyClick(title, Qt::Key_Space);
    QVERIFY(section.isOpen() && section.m_label->isVisible());
    QCOMPARE(title->accessibleDescription(), "open");
    QCOMPARE(spy.count(), 2);
    section.setOpen(true);  // as it is already
    QCOMPARE(spy.count(), 2);
  }
};

PELLUCID_WINDOW_TEST(tst_fold_section, TestFoldSection)
#include "tst_fold_section.moc"
