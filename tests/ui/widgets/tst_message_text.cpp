// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/message_text.h"

#include <QTranslator>
#include <QtTest>

#include "tests/support/test_program.h"

using pellucid::engine::counted;
using pellucid::engine::Message;
using pellucid::engine::message;
using pellucid::ui::messageText;

namespace {

/// Reverses every sentence, and has three plural forms of one.
class Yodish : public QTranslator {
 public:
  bool isEmpty() const override { return false; }
  QString translate(const char* context, const char* source, const char*, int n) const override {
    if (QString(context) != "Engine") return {};
    const QString sentence(source);
    if (sentence == "{}: {}") return QStringLiteral("{1}, in {0}");
    if (sentence == "{} has {:.1f} of {}") return QStringLiteral("of {2} {1} {0} has");
    if (sentence == "{} rows are missing in {}")
      return n == 0   ? QStringLiteral("in {1} nothing is missing")
             : n == 1 ? QStringLiteral("in {1} a row is missing")
                      : QStringLiteral("in {1} missing are {0} rows");
    return {};
  }
};

}  // namespace

class TestMessageText : public QObject {
  Q_OBJECT

  static Message missing(int rows, const Message& where) {
    return counted(rows, "{} row is missing in {}", "{} rows are missing in {}", rows, where);
  }

 private slots:
  void isEnglishWithoutATranslation() {
    for (const int rows : {0, 1, 2}) {
      const Message made = message("{}: {}", "a.csv", missing(rows, message("part {}", 1)));
      QCOMPARE(messageText(made), QString::fromStdString(made.text()));
    }
    QCOMPARE(messageText(missing(1, message("it"))), "1 row is missing in it");
    QCOMPARE(messageText(Message()), QString());
  }

  /// As everywhere in the window.
  void numbersAreWrittenAsInTheWindow() {
    const Message made =
        message("{}: {} of {} units, {:.1f} %", "2048", missing(1200, message("it")), 2048, -51.3);
    QCOMPARE(messageText(made),
             QStringLiteral("2048: 1,200 rows are missing in it of 2,048 units, \u221251.3 %"));
  }

  void sentencesAndArgumentsAreTranslated() {
    Yodish yodish;
    QVERIFY(QCoreApplication::installTranslator(&yodish));
    QCOMPARE(messageText(message("{} has {:.1f} of {}", "It", 0.26, 7)), "of 7 0.3 It has");
    // Nested, counted, and one that is not in the catalogue.
    const auto made = [](int rows) {
      return message("{}: {}", "a.csv", missing(rows, message("part {}", 1)));
    };
    QCOMPARE(messageText(made(0)), "in part 1 nothing is missing, in a.csv");
    QCOMPARE(messageText(made(1)), "in part 1 a row is missing, in a.csv");
    QCOMPARE(messageText(made(5)), "in part 1 missing are 5 rows, in a.csv");
    QCOMPARE(made(5).text(), std::string("a.csv: 5 rows are missing in part 1"));
    QCoreApplication::removeTranslator(&yodish);
  }

  void wordsOfOthersAreNotLookedUp() {
    Yodish yodish;
    QVERIFY(QCoreApplication::installTranslator(&yodish));
    QCOMPARE(messageText(Message::untranslated("{}: {}")), "{}: {}");
    QCoreApplication::removeTranslator(&yodish);
  }

  void hugeNumbersAreMany() {
    QCOMPARE(messageText(counted(1'000'000'000'000, "one", "{} of them", 5)), "5 of them");
  }
};

PELLUCID_TEST_IN(QCoreApplication, tst_message_text, TestMessageText)
#include "tst_message_text.moc"
