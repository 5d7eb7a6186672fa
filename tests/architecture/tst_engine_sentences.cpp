// SPDX-License-Identifier: GPL-3.0-or-later
// Every sentence that a message can be made of has its line in the list that lupdate reads, and no line is
// left over.
#include "tests/architecture/engine_sentences.h"

#include <QtTest>
#include <algorithm>

#include "tests/support/test_program.h"

using namespace pellucid::tests;

class TestEngineSentences : public QObject {
  Q_OBJECT

  static QStringList lines(QList<Sentence> sentences) {
    std::sort(sentences.begin(), sentences.end());
    QStringList all;
    for (const Sentence& sentence : sentences) all << sentence.inList();
    all.removeDuplicates();
    return all;
  }

  /// One line each, ready for the list.
  static void verifyNone(const char* what, const QStringList& found) {
    for (const QString& line : found) qWarning("%s: %s", what, qPrintable(line));
    QCOMPARE(found.size(), 0);
  }

  static QStringList without(QStringList lines, const QStringList& others) {
    for (const QString& line : others) lines.removeAll(line);
    return lines;
  }

 private slots:
  void findsWhatIsSaid() {
    const auto said = [](const char* text) { return sentencesSaid({.path = "engine/a.cpp", .text = text}); };
    using All = QList<Sentence>;
    QCOMPARE(said(R"(return Error{message("It is {}.", what)};)"), All({{"It is {}."}}));
    QCOMPARE(said(R"(message("one"), engine::message( "two" ))"), All({{"one"}, {"two"}}));
    QCOMPARE(said("message(\n  \"It has \"\n  \"parts, \\\"{}\\\".\",\n  name)"),
             All({{R"(It has parts, "{}".)"}}));
    QCOMPARE(said(R"(counted(sizes.back(), "{} bit", "{} " "bits", n))"), All({{"{} bits", true}}));
    QCOMPARE(said(R"(// message("a comment"))"), All());
    QCOMPARE(said(R"(x.message("of another"); failed->message("this too"); shownMessage("and this"))"),
             All());
    QCOMPARE(said(R"(fmt::format("a number"))"), All());
  }

  void findsWhatIsListed() {
    const Sentence plain{.text = R"(a "{}" \ of it)"};
    const Sentence counted{.text = "{} bits", .isCounted = true};
    const SourceFile list{.path = "list.cpp", .text = plain.inList() + "\n" + counted.inList()};
    QCOMPARE(sentencesListed(list), QList<Sentence>({plain, counted}));
    QCOMPARE(sentencesListed({.path = "a.cpp", .text = R"(QT_TRANSLATE_NOOP("Other", "text"))"}),
             QList<Sentence>());
  }

  void theListIsComplete() {
    QList<Sentence> said;
    QList<Sentence> listed;
    for (const SourceFile& file : readSourceTree(PELLUCID_SOURCE_DIR)) {
      if (file.path.startsWith("ui/widgets/engine_messages")) listed << sentencesListed(file);
      const bool isProduct = file.isIn("engine") || file.isIn("ui") || file.isIn("app");
      if (isProduct && file.isCpp()) said << sentencesSaid(file);
    }
    QVERIFY(said.size() > 200);
    QCOMPARE(lines(listed).size(), listed.size());
    verifyNone("is said, but not listed", without(lines(said), lines(listed)));
    verifyNone("is listed, but never said", without(lines(listed), lines(said)));
  }
};

PELLUCID_TEST(tst_engine_sentences, TestEngineSentences)
#include "tst_engine_sentences.moc"
