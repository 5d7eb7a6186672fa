// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/shown_text.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include "tests/app/command_line/program.h"
#include "tests/support/test_program.h"

using namespace pellucid::app;
using namespace pellucid::tests;

class TestShownText : public QObject {
  Q_OBJECT

  static QString text(const std::string& text) { return QString::fromStdString(text); }
  static bool write(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
  }

 private slots:
  void whatATerminalWouldObeyIsReplaced() {
    QCOMPARE(text(cleaned("Größe 😀 naïve")), QString("Größe 😀 naïve"));
    QCOMPARE(text(cleaned("\x1b[31mred\x07\n")), QString("�[31mred��"));
    QCOMPARE(text(cleaned(std::string_view("a\0b\x7f", 4))), QString("a�b�"));
    QCOMPARE(text(cleaned("\xC2\x9B"
                          "31m")),
             QString("�31m"));  // CSI as one character
    QCOMPARE(text(cleaned("\xE2\x80\xAE"
                          "abc")),
             QString("�abc"));                                // from right to left
    QCOMPARE(text(cleaned("\xFF\xC3(")), QString("��("));     // not UTF-8
    QCOMPARE(text(cleaned("\xC0\xAF")), QString("��"));       // overlong encoding
    QCOMPARE(text(cleaned("\xED\xA0\x80")), QString("���"));  // half of a surrogate pair
    QCOMPARE(text(cleaned("\xE2\x82")), QString("��"));       // cut off
  }

  void longNamesAreShortened() {
    const QString sixty = QString("ä").repeated(60);
    QCOMPARE(text(shownName(sixty.toStdString())), sixty);
    QCOMPARE(text(shownName((sixty + "ä").toStdString())), sixty.left(59) + "…");
  }

  void messagesKeepTheirWordsAndPaths() {
    const QString longWord(1000, 'x');
    const QString path = "/" + QString(200, 'p');
    const auto shown = [](const QString& message) { return text(shownMessage(message.toStdString())); };
    const QString plain = "--lr is \"fast\"; it must be a number from 0 to 1000000.";
    QCOMPARE(shown(plain), plain);
    QCOMPARE(shown("Cannot open " + path + ": no."), "Cannot open " + path + ": no.");
    QCOMPARE(shown("a \"" + longWord + "\" b"), "a \"" + longWord.left(58) + "…\" b");
    QCOMPARE(shown("a \"" + longWord.left(40) + ' ' + longWord + "\" b").size(), 2 + 60 + 3);
    QCOMPARE(shown("a " + longWord + " b"), "a" + (" " + longWord).left(59) + "… b");
    QVERIFY(shown(QString("x ").repeated(100'000)).size() <= 4000);
  }

  void namesOfATableAreHarmless() {
    const QTemporaryDir folder;
    const QString table = folder.filePath("t.csv");
    const QByteArray evil = "\x1b]0;title\x07" + QByteArray(5000, 'n');
    QByteArray csv = "x,y\n";
    for (int i = 0; i < 20; ++i) csv += QByteArray::number(i) + ',' + (i % 2 != 0 ? evil : "good") + '\n';
    QVERIFY(write(table, csv));
    const QString model = folder.filePath("m.onnx");
    const QStringList training{"train",   "--data", table,      "--layers", "1,2:softmax",
                               "--steps", "2",      "--export", model};
    const auto trained = runProgram(training);
    QVERIFY2(trained.exitCode == 0, trained.errors);
    for (const QStringList& arguments : {QStringList{"evaluate", model, "--data", table},
                                         {"predict", model, "--data", table, "--sample", "0"}}) {
      const auto run = runProgram(arguments);
      QCOMPARE(run.exitCode, 0);
      QVERIFY(!run.output.contains('\x1b') && !run.output.contains('\x07'));
      QVERIFY(run.output.contains("good") && run.output.contains("nnn…") && run.output.size() < 1000);
    }
    const auto json = runProgram({"evaluate", model, "--data", table, "--json"}).json();
    const auto classes = json["per_class"].toArray();
    QCOMPARE(classes.size(), 2);
    const auto isWhole = [&](const auto& one) { return one.toObject()["class"].toString() == QString(evil); };
    QVERIFY(std::any_of(classes.begin(), classes.end(), isWhole));

    QVERIFY(write(table, "x," + evil + "\n1,2\n\x1b[2J,3\n"));
    const auto refused = runProgram({"train", "--data", table});
    QVERIFY(refused.exitCode != 0);
    QVERIFY2(!refused.errors.contains('\x1b') && refused.errors.size() < 2000, refused.errors);
  }
};

PELLUCID_TEST_IN(QCoreApplication, tst_shown_text, TestShownText)
#include "tst_shown_text.moc"
