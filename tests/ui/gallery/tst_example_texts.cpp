// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in the files of the examples is what translators are given.
#include "ui/gallery/example_texts.h"

#include <QtTest>

#include "engine/io/example_folder.h"
#include "tests/support/pseudo_translator.h"
#include "tests/support/window_test.h"

using namespace pellucid;

class TestExampleTexts : public QObject {
  Q_OBJECT

 private slots:
  void translatorsGetEveryTextAndNoOther() {
    QStringList inFiles;
    const auto found =
        engine::readExamples(std::filesystem::path(PELLUCID_SOURCE_DIR) / "resources" / "examples");
    QVERIFY(found.examples.size() >= 20);
    for (const auto& [file, example] : found.examples)
      for (const std::string& text : {example.title, example.sentence, example.tryThis, example.lookAt})
        inFiles << QString::fromStdString(text);
    QStringList given;
    for (const auto& [context, text] : tests::findTexts({"ui/gallery"}).texts)
      if (context == "Example") given << text;
    inFiles.removeDuplicates();
    inFiles.sort();
    given.sort();
    QCOMPARE(given, inFiles);
  }

  void textsOfUsersStayAsTheyAre() {
    QCOMPARE(ui::exampleText("Größe × 3"), QStringLiteral("Größe × 3"));
    QCOMPARE(ui::exampleText(""), QString());
  }

  void everyFamilyHasAName() {
    QSet<QString> names;
    for (const auto& entry : engine::kEnumNames<engine::ExampleFamily>) names << ui::familyText(entry.value);
    QCOMPARE(names.size(), qsizetype(engine::kEnumNames<engine::ExampleFamily>.size()));
  }
};

PELLUCID_WINDOW_TEST(tst_example_texts, TestExampleTexts)
#include "tst_example_texts.moc"
