// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/window_words.h"

#include <QRegularExpression>
#include <QtTest>
#include <set>

#include "tests/support/test_program.h"
#include "ui/widgets/message_text.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestWindowWords : public QObject {
  Q_OBJECT

 private slots:
  /// Options of the command line, or in a name, are not controls.
  void noneSpeaksOfOptions() {
    static const QRegularExpression option("--[a-z]|[a-z]=[a-z0-9{]|\\+standard");
    std::set<std::string_view> said;
    for (const WindowWording& wording : windowWordings()) {
      QVERIFY2(QString(wording.said).contains(option), wording.said);
      QVERIFY2(!QString(wording.shown).contains(option), wording.shown);
      QVERIFY2(said.insert(wording.said).second, wording.said);
      // Spaces between two sentences.
      QCOMPARE(QString(wording.said).startsWith(' '), QString(wording.shown).startsWith(' '));
    }
    QVERIFY(said.size() > 20);
  }

  void standsInTheWindowWithTheSameArguments() {
    const auto message = engine::message(
        "{}: inputs are numbers, but there are texts or dates in {}. Leave such columns out with "
        "--ignore {}, or turn them into inputs of 0 and 1 with the option text=onehot.{}",
        "t.csv", "town (\"Rome\")", "town",
        engine::message(" If it is what is to be predicted, say so with --targets {}.", "town"));
    QCOMPARE(messageText(message),
             QString("t.csv: inputs are numbers, but there are texts or dates in town (\"Rome\"). Leave such "
                     "columns out in the list of columns, or make them categories there. If town is what is "
                     "to be predicted, give it the role of the target."));
    QCOMPARE(messageText(engine::message("{} is empty.", "x")), QString("x is empty."));
    QVERIFY(windowWordsFor("{} is empty.") == nullptr);
  }
};

PELLUCID_TEST(tst_window_words, TestWindowWords)
#include "tst_window_words.moc"
