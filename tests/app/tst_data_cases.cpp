// SPDX-License-Identifier: GPL-3.0-or-later
// Tables, folders of IDX files and pictures as people really have them go through the window's reader and
// through that of the command line: both say the same, the window in words of its own controls.
#include <QDirIterator>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

#include "app/data_locations.h"
#include "app/models/named_data.h"
#include "tests/support/patience.h"
#include "tests/support/window_test.h"
#include "ui/dataset/data_on_show.h"
#include "ui/widgets/message_text.h"
#include "ui/widgets/window_words.h"

using namespace pellucid;

namespace {

const QString kCases = QStringLiteral(PELLUCID_SOURCE_DIR "/tests/cases/");

/// How the window loads data by name.
ui::DataOnShow::Load windowLoader() {
  return [](const engine::DataSpec& data, const engine::Progress& progress) {
    return engine::loadDataset(data.name, app::dataLocations(), engine::Streams::Refused, progress);
  };
}

}  // namespace

class TestDataCases : public QObject {
  Q_OBJECT

  int m_read = 0;
  int m_refused = 0;

  void compare(const std::string& name) {
    const auto commandLine = app::loadData(name);
    ui::DataOnShow window(windowLoader());
    window.tryOut(name);
    QTRY_VERIFY_WITH_TIMEOUT(!window.isReading(), tests::kPatienceMs);
    QCOMPARE(window.trouble().empty(), commandLine.has_value());
    const engine::Message said = commandLine ? (*commandLine)->reading : commandLine.error().message;
    const engine::Message shown = commandLine ? window.facts()->data->reading : window.trouble();
    QVERIFY2(said == shown, (said.text() + " / " + shown.text()).c_str());
    const QString text = ui::messageText(shown);
    static const QRegularExpression option("--[a-z]|missing=|text=|target=|shape=|\\+standard");
    QVERIFY2(!text.contains(option), qPrintable(text));
    if (!commandLine) {
      QVERIFY(!text.isEmpty());
      ++m_refused;
      return;
    }
    ++m_read;
    const engine::Dataset& data = *window.facts()->data;
    QCOMPARE(data.checksum, (*commandLine)->checksum);
    QCOMPARE(data.classNames, (*commandLine)->classNames);
    QCOMPARE(data.inputNames, (*commandLine)->inputNames);
    // Every table that can be parsed has a preview.
    if (window.kind() == engine::DataKind::Table) QVERIFY(window.glance() && !window.glance()->rows.empty());
  }

 private slots:
  void tables() {
    m_read = m_refused = 0;
    for (const QString& file : QDir(kCases).entryList({"csv-*"}, QDir::Files)) {
      compare((kCases + file).toStdString());
      if (QTest::currentTestFailed()) qFatal("%s", qPrintable(file));
    }
    QVERIFY(m_read > 40);
    QVERIFY(m_refused > 4);
  }

  void idxFolders() {
    m_read = m_refused = 0;
    for (const QString& folder : QDir(kCases).entryList({"idx-*"}, QDir::Dirs)) {
      compare((kCases + folder).toStdString());
      if (QTest::currentTestFailed()) qFatal("%s", qPrintable(folder));
    }
    QVERIFY(m_read > 3);
    QVERIFY(m_refused > 2);
  }

  /// Each case as the pictures of one class, among valid others.
  void pictures() {
    m_read = m_refused = 0;
    for (const QString& file : QDir(kCases).entryList({"img-*"}, QDir::Files)) {
      const QTemporaryDir folder;
      for (const char* label : {"a", "b"}) {
        QVERIFY(QDir(folder.path()).mkdir(label));
        for (int i = 0; i < 2; ++i)
          QVERIFY(QFile::copy(kCases + "img-00-mnist-7-as-it-is.png",
                              folder.filePath(QString("%1/%2.png").arg(label).arg(i))));
      }
      QVERIFY(QFile::copy(kCases + file, folder.filePath("a/" + file)));
      compare(folder.path().toStdString() + ",size=28x28");
      if (QTest::currentTestFailed()) qFatal("%s", qPrintable(file));
    }
    QVERIFY(m_read > 20);
  }
};

PELLUCID_WINDOW_TEST(tst_data_cases, TestDataCases)
#include "tst_data_cases.moc"
