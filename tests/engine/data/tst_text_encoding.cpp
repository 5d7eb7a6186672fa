// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "engine/data/text_encoding.h"
#include "tests/support/messages.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;

namespace {

Bytes encodedBytes(std::string_view text) {
  return {text.begin(), text.end()};
}

}  // namespace

class TestTextEncoding : public QObject {
  Q_OBJECT

 private slots:
  void reads_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("was");
    const auto row = [](const char* name, const QByteArray& bytes, TextEncoding was) {
      QTest::newRow(name) << bytes << static_cast<int>(was);
    };
    row("UTF-8", "Größe €\n", TextEncoding::Utf8);
    row("UTF-8 with its mark", "\xEF\xBB\xBFGröße €\n", TextEncoding::Utf8);
    row("Windows-1252",
        "Gr\xF6\xDF"
        "e \x80\n",
        TextEncoding::Windows1252);
    const QString text = QStringLiteral("Größe €\n");
    QByteArray little(reinterpret_cast<const char*>(text.utf16()), text.size() * 2);
    QByteArray big = little;
    for (int i = 0; i + 1 < big.size(); i += 2) std::swap(big[i], big[i + 1]);
    row("UTF-16LE with its mark", QByteArray("\xFF\xFE") + little, TextEncoding::Utf16);
    row("UTF-16BE with its mark", QByteArray("\xFE\xFF") + big, TextEncoding::Utf16);
    row("UTF-16LE without", little, TextEncoding::Utf16);
    row("UTF-16BE without", big, TextEncoding::Utf16);
  }
  void reads() {
    QFETCH(QByteArray, bytes);
    QFETCH(int, was);
    const auto text = toUtf8(Bytes(bytes.begin(), bytes.end()), "t.csv");
    QVERIFY(text);
    QCOMPARE(std::string(text->bytes.begin(), text->bytes.end()), std::string("Größe €\n"));
    QCOMPARE(static_cast<int>(text->was), was);
  }

  void refusesBytesOfNoText() {
    const auto refused = toUtf8(encodedBytes({"a,b\n1,\0\n", 8}), "t.csv");
    QVERIFY(!refused);
    QVERIFY(pellucid::tests::mentions(refused.error().text(), {"t.csv", "line 2 has a byte 0"}));
  }

  void refusesTornUtf16() {
    const auto refused = toUtf8(encodedBytes({"\xFF\xFEg\0h", 5}), "t.csv");
    QVERIFY(!refused);
    QVERIFY(pellucid::tests::mentions(refused.error().text(), {"t.csv", "UTF-16"}));
  }

  void shortTexts() {
    QCOMPARE(toUtf8(std::string("pr\xE9is")), std::string("préis"));
    QCOMPARE(toUtf8(std::string("préis")), std::string("préis"));
    QVERIFY(toUtf8(Bytes(), "t.csv")->bytes.empty());
  }
};

PELLUCID_TEST(tst_text_encoding, TestTextEncoding)
#include "tst_text_encoding.moc"
