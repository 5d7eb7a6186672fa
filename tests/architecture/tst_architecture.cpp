// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of the architecture, applied to this project.
#include <QDir>
#include <QtTest>

#include "tests/architecture/rules.h"
#include "tests/support/test_program.h"

using namespace pellucid::tests;

class TestArchitecture : public QObject {
  Q_OBJECT

  QList<SourceFile> m_files = readSourceTree(PELLUCID_SOURCE_DIR);

  /// One line each, because Qt Test truncates long messages.
  static void verifyNone(const Violations& found) {
    for (const QString& violation : found) qWarning("%s", qPrintable(violation));
    QCOMPARE(found.size(), 0);
  }

 private slots:
  /// So that no rule passes only because nothing was read.
  void findsTheSources() {
    const auto has = [&](const QString& path) {
      return std::any_of(m_files.begin(), m_files.end(),
                         [&](const SourceFile& file) { return file.path == path; });
    };
    for (const char* path :
         {"CMakeLists.txt", "engine/train/session.cpp", "tests/architecture/rules.cpp", "app/run", ".ci/run"})
      QVERIFY2(has(path), path);
  }

  void everyFile_data() {
    QTest::addColumn<int>("rule");
    int index = 0;
    for (const FileRule& rule : fileRules()) QTest::newRow(rule.name) << index++;
  }

  void everyFile() {
    QFETCH(int, rule);
    Violations found;
    for (const SourceFile& file : m_files) found << fileRules()[static_cast<std::size_t>(rule)].check(file);
    verifyNone(found);
  }

  void everySourceHasItsTest() {
    QStringList paths;
    for (const SourceFile& file : m_files) paths << file.path;
    verifyNone(testsMissing(paths, untestedSources()));
    for (const Untested& entry : untestedSources()) QVERIFY2(QString(entry.reason).size() > 10, entry.path);
  }

  void whatBeginsThreadsMeetsTheThreadSanitizer() { verifyNone(threadsUnmarked(m_files)); }

  void theTopIsAsItWasAgreed() {
    QStringList names;
    for (const QFileInfo& entry :
         QDir(PELLUCID_SOURCE_DIR).entryInfoList(QDir::AllEntries | QDir::NoDotAndDotDot))
      names << entry.fileName() + (entry.isDir() ? "/" : "");
    QVERIFY(names.contains("engine/"));
    verifyNone(strangersAtTheTop(names));
  }
};

PELLUCID_TEST(tst_architecture, TestArchitecture)
#include "tst_architecture.moc"
