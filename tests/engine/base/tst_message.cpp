// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/message.h"

#include <fmt/format.h>

#include <QtTest>
#include <limits>
#include <map>

#include "tests/support/test_program.h"

using namespace pellucid::engine;

class TestMessage : public QObject {
  Q_OBJECT

  using Catalogue = std::map<std::string, std::string, std::less<>>;

  static std::string in(const Catalogue& catalogue, const Message& message) {
    return message.textBy([&catalogue](const Message& one) {
      if (one.isNumber()) return one.text();
      const auto found = catalogue.find(one.key());
      return found == catalogue.end() ? std::string(one.english()) : found->second;
    });
  }

 private slots:
  /// The English text is what {fmt} itself produces.
  void speaksAsFmtDoes() {
    const std::string file = "a.csv";
    const std::vector<int> sizes = {1, 2, 3};
    const unsigned char byte = 10;
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const auto compare = [](const Message& made, const std::string& formatted) {
      QCOMPARE(made.text(), formatted);
    };
#define PELLUCID_SAME(...) compare(message(__VA_ARGS__), fmt::format(__VA_ARGS__))
    PELLUCID_SAME("no places");
    PELLUCID_SAME("{} is {:.4g}, {:.1f} or {:.0f}.", file, 1.0 / 3, 0.25, 1e6);
    PELLUCID_SAME("begins with {:02x} {:02x}", byte, 255);
    PELLUCID_SAME("{0}×{0} of {1}", 3, file.c_str());
    PELLUCID_SAME("{1} before {0}", std::string_view("a"), 'b');
    PELLUCID_SAME("[{}] ±{:.1g} {:.3}", fmt::join(sizes, ", "), 3.4e38, std::string("shortened"));
    PELLUCID_SAME("{{{}}} {{}} }}", true);
    PELLUCID_SAME("{:>5}|{:<4}|", -7, nan);
#undef PELLUCID_SAME
  }

  void theSentenceIsTheKey() {
    const Message made = message("{} has {:.1f} GB.", "It", 2.0);
    QCOMPARE(made.key(), std::string_view("{} has {:.1f} GB."));
    QCOMPARE(made.english(), made.key());
    QVERIFY(!made.count());
    QVERIFY(Message().empty() && Message().key().empty());
  }

  void argumentsAreWhatTheyLookLike() {
    QCOMPARE(message("{} and {}", "{1}", "}{").text(), std::string("{1} and }{"));
  }

  void aTranslationTurnsThemAround() {
    const Message made = message("{}: {} of {:.2f}", "file", 7, 0.5);
    QCOMPARE(in({{"{}: {} of {:.2f}", "{2} hat {1} in {0}"}}, made), std::string("0.50 hat 7 in file"));
    QCOMPARE(in({}, made), made.text());
    QCOMPARE(made.text(), std::string("file: 7 of 0.50"));
  }

  void messagesInMessagesAreTranslatedToo() {
    const Message why = message("line {} is empty", 3);
    const Message made = message("{}: {}", "a.csv", why);
    QCOMPARE(made.text(), std::string("a.csv: line 3 is empty"));
    QCOMPARE(in({{"{}: {}", "{1} ({0})"}, {"line {} is empty", "Zeile {} ist leer"}}, made),
             std::string("Zeile 3 ist leer (a.csv)"));
    QCOMPARE(fmt::format("{}!", made), made.text() + "!");
  }

  /// Words that look like numbers, such as a file's name, stay unchanged.
  void onlyNumbersAreWrittenAnew() {
    const Message made = message("{} of {}, {:.1f}, {}, {}", 2048, "2048", -0.5, true, message("line {}", 7));
    const std::string text = made.textBy([](const Message& one) {
      return one.isNumber() ? '<' + one.text() + '>' : std::string(one.english());
    });
    QCOMPARE(text, std::string("<2048> of 2048, <-0.5>, true, line <7>"));
  }

  void aNumberChoosesTheForm() {
    const auto left = [](int n) { return counted(n, "{} bit is left", "{} bits are left", n); };
    QCOMPARE(left(1).text(), std::string("1 bit is left"));
    QCOMPARE(left(0).text(), std::string("0 bits are left"));
    QCOMPARE(left(2).text(), std::string("2 bits are left"));
    for (const int n : {1, 2}) {
      QCOMPARE(left(n).key(), std::string_view("{} bits are left"));
      QCOMPARE(left(n).count(), std::optional<std::int64_t>(n));
      QCOMPARE(in({{"{} bits are left", "noch {}"}}, left(n)), fmt::format("noch {}", n));
    }
  }

  void whatIsForeignStaysAsItIs() {
    const Message made = Message::untranslated("{} No such file");
    QCOMPARE(made.text(), std::string("{} No such file"));
    QCOMPARE(in({{"", "wrong"}}, made), made.text());
    QCOMPARE(in({{"{}.", "{}!"}}, message("{}.", made)), std::string("{} No such file!"));
  }

  void aWrongTranslationDoesNoHarm_data() {
    QTest::addColumn<QString>("translation");
    QTest::addColumn<QString>("text");
    QTest::newRow("left out") << "nothing"
                              << "nothing";
    QTest::newRow("too many") << "{} {} {}"
                              << "1 2 {}";
    QTest::newRow("out of range") << "{7} {0}"
                                  << "{7} 1";
    QTest::newRow("enormous") << "{99999999999999999999} {1}"
                              << "{99999999999999999999} 2";
    QTest::newRow("negative") << "{-1} {1}"
                              << "{-1} 2";
    QTest::newRow("open") << "{} {"
                          << "1 {";
    QTest::newRow("closed") << "} {}"
                            << "} 1";
    QTest::newRow("named") << "{name} {}"
                           << "{name} 1";
    QTest::newRow("other spec") << "{:.9f} {1:x}"
                                << "1 2";
  }

  void aWrongTranslationDoesNoHarm() {
    QFETCH(QString, translation);
    QFETCH(QString, text);
    const Message made = message("{} {}", 1, 2);
    QCOMPARE(in({{"{} {}", translation.toStdString()}}, made), text.toStdString());
  }

  void areEqualWhenTheySayTheSame() {
    const std::string key = "a copy";
    QCOMPARE(message("a copy"), message("a copy"));
    QVERIFY(message("a copy") != Message::untranslated(key));
    QVERIFY(message("{}", 1) != message("{}", 2));
  }

  void listsAndFollows() {
    QCOMPARE(listed({}).text(), std::string());
    QCOMPARE(listed({message("a")}), message("a"));
    QCOMPARE(listed({message("a"), message("b"), message("c")}).text(), std::string("a, b, c"));
    QCOMPARE(followed(message("A."), message("B.")).text(), std::string("A. B."));
    QCOMPARE(followed(Message(), message("B.")), message("B."));
    QCOMPARE(followed(message("A."), Message()), message("A."));
  }
};

PELLUCID_TEST(tst_message, TestMessage)
#include "tst_message.moc"
