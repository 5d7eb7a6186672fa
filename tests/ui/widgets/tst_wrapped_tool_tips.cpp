// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/wrapped_tool_tips.h"

#include <QComboBox>
#include <QHelpEvent>
#include <QToolTip>
#include <QWidget>
#include <QtTest>

#include "tests/support/window_test.h"

using namespace pellucid::ui;

class TestWrappedToolTips : public QObject {
  Q_OBJECT

 private slots:
  void longLinesAreWrappedBetweenWords() {
    const QString text = QStringLiteral("word ").repeated(40).trimmed() + "\nand a line of its own";
    const QStringList lines = wrappedText(text).split('\n');
    QVERIFY(lines.size() > 3);
    for (const QString& line : lines) QVERIFY2(line.size() <= 60, qPrintable(line));
    QCOMPARE(lines.last(), "and a line of its own");
    QCOMPARE(wrappedText(text).simplified(), text.simplified());  // nothing is lost
    QCOMPARE(wrappedText("short"), "short");
    const QString word(90, 'x');
    QCOMPARE(wrappedText(word), word);
  }

  void aWidgetsTipIsShownSo() {
    QWidget widget;
    widget.setToolTip(QStringLiteral("word ").repeated(40));
    WrappedToolTips tips;
    widget.installEventFilter(&tips);
    widget.show();
    QVERIFY(QTest::qWaitForWindowExposed(&widget));
    QHelpEvent event(QEvent::ToolTip, QPoint(5, 5), widget.mapToGlobal(QPoint(5, 5)));
    QCoreApplication::sendEvent(&widget, &event);
    QCOMPARE(QToolTip::text(), wrappedText(widget.toolTip()));
    QToolTip::hideText();
  }

  /// Pointing at a box shows a choice too long to read.
  void aBoxThatIsTooNarrowTellsWhatIsChosen() {
    QComboBox box;
    box.addItem("an entry that is longer than its box");
    box.setToolTip("Choose one");
    WrappedToolTips tips;
    box.installEventFilter(&tips);
    box.show();
    QVERIFY(QTest::qWaitForWindowExposed(&box));
    const auto tipAt = [&](int width) {
      box.resize(width, 26);
      QHelpEvent event(QEvent::ToolTip, QPoint(5, 5), box.mapToGlobal(QPoint(5, 5)));
      QCoreApplication::sendEvent(&box, &event);
      const QString text = QToolTip::text();
      QToolTip::hideText();
      return text;
    };
    QCOMPARE(tipAt(80), "an entry that is longer than its box\nChoose one");
    QCOMPARE(tipAt(400), "Choose one");
  }
};

PELLUCID_WINDOW_TEST(tst_wrapped_tool_tips, TestWrappedToolTips)
#include "tst_wrapped_tool_tips.moc"
