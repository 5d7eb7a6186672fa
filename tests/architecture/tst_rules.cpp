// SPDX-License-Identifier: GPL-3.0-or-later
// A rule that cannot fail protects nothing: each is shown a text that breaks it and one that does not.
#include <QtTest>

#include "tests/architecture/rules.h"
#include "tests/support/test_program.h"

using namespace pellucid::tests;

using Check = Violations (*)(const SourceFile&);
Q_DECLARE_METATYPE(Check)

class TestRules : public QObject {
  Q_OBJECT

 private slots:
  void catchesWhatIsWrong_data() {
    QTest::addColumn<Check>("check");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isWrong");
    int row = 0;
    const auto add = [&row](bool isWrong, Check check, const char* path, const QString& text) {
      QTest::addRow("%d %s", ++row, path) << check << path << text << isWrong;
    };
    const auto wrong = [&](Check check, const char* path, const QString& text) {
      add(true, check, path, text);
    };
    const auto right = [&](Check check, const char* path, const QString& text) {
      add(false, check, path, text);
    };

    wrong(qtInEngine, "engine/base/a.h", "#include <QString>\n");
    wrong(qtInEngine, "engine/base/a.h", "  #  include \"QtCore/QObject\"\n");
    wrong(qtInEngine, "engine/base/a.cpp", "#include <qglobal.h>\n");
    wrong(qtInEngine, "engine/CMakeLists.txt", "target_link_libraries(engine PUBLIC Qt6::Core)");
    wrong(qtInEngine, "engine/CMakeLists.txt", "find_package(Qt6 REQUIRED)");
    right(qtInEngine, "engine/base/a.h", "#include <vector>\n// #include <QString>\n");
    right(qtInEngine, "engine/data/a.cpp", "#include \"engine/data/quantity.h\"\n");
    right(qtInEngine, "engine/model/a.cpp", "#include <Eigen/QR>\n");
    right(qtInEngine, "ui/canvas/a.h", "#include <QString>\n");

    wrong(roomUsesOneAbove, "engine/model/a.h", "#include \"engine/data/dataset.h\"\n");
    wrong(roomUsesOneAbove, "engine/base/a.cpp", "#include \"engine/model/layer.h\"\n");
    wrong(roomUsesOneAbove, "engine/train/a.cpp", "#include \"engine/io/project.h\"\n");
    wrong(roomUsesOneAbove, "engine/io/a.cpp", "#include \"ui/theme/theme.h\"\n");
    wrong(roomUsesOneAbove, "engine/misc/a.cpp", "");
    right(roomUsesOneAbove, "engine/io/a.cpp",
          "#include \"engine/train/session.h\"\n#include \"engine/base/check.h\"\n");
    right(roomUsesOneAbove, "engine/model/a.cpp", "#include \"engine/model/layer.h\"\n");
    right(roomUsesOneAbove, "ui/canvas/a.cpp", "#include \"engine/train/session.h\"\n");

    wrong(uiUsesApp, "ui/run/a.cpp", "#include \"app/main_window.h\"\n");
    wrong(uiUsesApp, "app/main.cpp", "#include \"tests/support/datasets.h\"\n");
    right(uiUsesApp, "app/main.cpp", "#include \"ui/run/a.h\"\n#include \"app/main_window.h\"\n");

    wrong(panelUsesSibling, "ui/canvas/a.cpp", "#include \"ui/plots/curves.h\"\n");
    wrong(panelUsesSibling, "ui/transfer/a.h", "#include \"ui/data/browser.h\"\n");
    right(panelUsesSibling, "ui/canvas/a.cpp", "#include \"ui/canvas/b.h\"\n#include \"ui/theme/theme.h\"\n");
    right(panelUsesSibling, "ui/actions/a.cpp", "#include \"ui/plots/curves.h\"\n");
    right(panelUsesSibling, "ui/canvas/a.cpp", "#include \"engine/data/dataset.h\"\n");

    wrong(fixedTypeSize, "ui/plots/a.cpp", "font.setPointSizeF(8.5);");
    wrong(fixedTypeSize, "app/a.cpp", "font.setPixelSize (12);");
    wrong(fixedTypeSize, "ui/plots/a.cpp", "scaledFont(painter.font(), 9)");
    right(fixedTypeSize, "ui/plots/a.cpp", "scaledFont(painter.font(), radius * 0.3)");
    right(fixedTypeSize, "ui/theme/a.h", "font.setPointSizeF(8.5);");
    wrong(colourLiteral, "ui/plots/a.cpp", "const QColor c(255, 0, 0);");
    wrong(colourLiteral, "ui/plots/a.cpp", "use(QColor(12, 13, 14));");
    wrong(colourLiteral, "ui/plots/a.cpp", "use(QColor{0x10, 2, 3});");
    wrong(colourLiteral, "ui/plots/a.cpp", "pen.setColor(Qt::darkRed);");
    wrong(colourLiteral, "ui/plots/a.cpp", "painter.fillRect(r, Qt::white);");
    wrong(colourLiteral, "ui/plots/a.cpp", "setStyleSheet(\"#1f77b4\");");
    wrong(colourLiteral, "ui/plots/a.cpp", "QColor(\"red\")");
    wrong(colourLiteral, "ui/plots/a.cpp", "QColor::fromRgb(1, 2, 3)");
    wrong(colourLiteral, "ui/plots/a.cpp", "*pixel = qRgb(1, 2, 3);");
    right(colourLiteral, "ui/theme/palette.cpp", "QColor(255, 0, 0)");
    right(colourLiteral, "ui/plots/a.cpp", "// QColor(255, 0, 0)\nQColor mixed(theme.positive);");
    right(colourLiteral, "ui/plots/a.cpp", "qRgb(red, green, blue); fill(Qt::transparent); Qt::redirect();");

    wrong(localeDependentNumber, "engine/io/a.cpp", "x = std::stod(text);");
    wrong(localeDependentNumber, "engine/io/a.cpp", "x = strtod (text, nullptr);");
    wrong(localeDependentNumber, "engine/io/a.cpp", "std::snprintf(buffer, 10, format, x);");
    right(localeDependentNumber, "engine/io/a.cpp", "std::from_chars(a, b, x); // not std::stod(text)");

    wrong(ownThread, "engine/transfer/a.cpp", "std::vector<std::jthread> others;");
    wrong(ownThread, "ui/transfer/a.h", "std::mutex m_mutex;");
    wrong(ownThread, "ui/run/a.h", "std::condition_variable_any wake;");
    wrong(ownThread, "app/a.cpp", "auto later = std::async(work);");
    wrong(ownThread, "app/a.cpp", "class Reader : public QThread {};");
    wrong(ownThread, "ui/run/a.cpp", "QtConcurrent::run(work);");
    right(ownThread, "engine/base/latest_job.h", "std::jthread m_thread;");
    right(ownThread, "engine/train/session.h", "std::mutex m_mutex; std::thread m_thread;");
    right(ownThread, "tests/engine/base/tst_a.cpp", "std::jthread other(work);");
    right(ownThread, "app/a.cpp", "std::this_thread::sleep_for(time);  // not a std::thread");

    const QString spdx = "// SPDX-License-Identifier: GPL-3.0-or-later\n";
    wrong(tooLong, "ui/a.cpp", QString("x\n").repeated(501));
    wrong(tooLong, "tests/run", "#!/bin/bash\n" + QString("x\n").repeated(500));
    right(tooLong, "ui/a.cpp", QString("x\n").repeated(500));
    right(tooLong, "engine/words.txt", QString("x\n").repeated(501));

    wrong(licenceMissing, "ui/a.cpp", "\n" + spdx);
    wrong(licenceMissing, "ui/a.h", "");
    wrong(licenceMissing, "ui/CMakeLists.txt", "add_library(ui)\n");
    wrong(licenceMissing, "app/run", "#!/bin/bash\nset -e\n");
    wrong(licenceMissing, "ui/a.cpp", "// SPDX-License-Identifier: MIT\n");
    right(licenceMissing, "ui/a.cpp", spdx);
    right(licenceMissing, "app/run", "#!/bin/bash\n# SPDX-License-Identifier: GPL-3.0-or-later\n");
    right(licenceMissing, "app/debian-packages.txt", "cmake\n");

    wrong(tooTalkative, "ui/a.h", spdx + QString("// words\n").repeated(8));
    wrong(tooTalkative, "ui/README.md", QString("words\n").repeated(16));
    right(tooTalkative, "ui/a.h", spdx + QString("// words\n").repeated(7) + "#pragma once\n// more\n");
    right(tooTalkative, "README.md", QString("words\n").repeated(200));
  }

  void catchesWhatIsWrong() {
    QFETCH(Check, check);
    QFETCH(QString, path);
    QFETCH(QString, text);
    QFETCH(bool, isWrong);
    const Violations found = check({.path = path, .text = text});
    QVERIFY2(found.isEmpty() != isWrong, qPrintable(found.join("; ")));
    for (const QString& violation : found) QVERIFY2(violation.contains(path), qPrintable(violation));
  }

  void sourcesWantTests() {
    const QStringList tree = {"engine/train/loss.cpp", "tests/engine/train/tst_loss.cpp",
                              "engine/train/loss.h", "tests/support/datasets.cpp"};
    QVERIFY(testsMissing(tree, {}).isEmpty());
    QCOMPARE(testsMissing({"engine/train/loss.cpp"}, {}),
             Violations{"engine/train/loss.cpp has no test tests/engine/train/tst_loss.cpp"});
    QCOMPARE(testsMissing({"ui/canvas/edges.cpp", "tests/engine/canvas/tst_edges.cpp"}, {}).size(), 1);
    QCOMPARE(testsMissing({"app/main_window.cpp"}, {}).size(), 1);
    const Untested excuse[] = {{"engine/train/loss.cpp", "because"}};
    QVERIFY(testsMissing({"engine/train/loss.cpp"}, excuse).isEmpty());
    // Reasons must not outlive their need.
    QCOMPARE(testsMissing(tree, excuse).size(), 1);
    QCOMPARE(testsMissing({}, excuse).size(), 1);
  }

  void testsThatBeginThreadsAreMarked() {
    const auto treeWith = [](const char* test, const char* subject, const char* list) {
      return QList<SourceFile>{{.path = "tests/engine/io/tst_a.cpp", .text = test},
                               {.path = "engine/io/a.cpp", .text = subject},
                               {.path = "tests/engine/io/CMakeLists.txt", .text = list}};
    };
    const char* const plain = "pellucid_engine_tests(io TESTS tst_a)";
    const char* const marked = "pellucid_engine_tests(io\n  TESTS tst_b\n  THREADS tst_c\n    tst_a)";
    QVERIFY(threadsUnmarked(treeWith("", "", plain)).isEmpty());
    for (const char* text : {"std::jthread other(work);", "LatestJob<int> job;", "sideBySide(4, work);",
                             "std::thread one;", "Session session;"}) {
      QCOMPARE(threadsUnmarked(treeWith(text, "", plain)).size(), 1);
      QCOMPARE(threadsUnmarked(treeWith("", text, plain)).size(), 1);
      QVERIFY(threadsUnmarked(treeWith("", text, marked)).isEmpty());
    }
    QVERIFY(threadsUnmarked(treeWith("// a std::thread", "std::this_thread::yield();", plain)).isEmpty());
    QCOMPARE(threadsUnmarked(treeWith("", "", marked)).size(), 1);  // an unneeded mark
  }

  void theTopIsFixed() {
    QVERIFY(strangersAtTheTop({"app/", "engine/", "README.md", ".gitignore", "build/"}).isEmpty());
    QCOMPARE(strangersAtTheTop({"src/", "docs/", "engine"}).size(), 3);
  }

  void codeIsTextWithoutComments() {
    const SourceFile file{.path = "a.cpp",
                          .text = "a(\"//not\"); // gone\nb /* gone\ngone */ '\"' \"\\\" /*\" c"};
    QCOMPARE(file.code(), QString("a(\"//not\"); \nb  '\"' \"\\\" /*\" c"));
  }
};

PELLUCID_TEST(tst_rules, TestRules)
#include "tst_rules.moc"
