// SPDX-License-Identifier: GPL-3.0-or-later
// A hundred tables in dialects drawn at random, but always the same ones, against Python's csv module, which
// is told the dialect that Pellucid has to find.
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

#include <cmath>

#include "engine/base/random.h"
#include "engine/data/table.h"
#include "tests/support/idx_files.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

namespace {

constexpr int kTables = 100;

struct DialectTable {
  QByteArray bytes;
  QJsonObject dialect;
  QString words;  ///< describes the dialect, for messages
};

/// Numbers with fractions and a class of words, in some dialect.
class TableDrawer {
 public:
  explicit TableDrawer(std::uint64_t seed) : m_random(seed, "dialects") {}

  DialectTable draw() {
    constexpr char kSeparators[] = {',', ';', '\t', '|'};
    const char separator = kSeparators[below(4)];
    const char decimal = separator == ',' || below(2) == 0 ? '.' : ',';
    const char* const end = std::array{"\n", "\r\n", "\r"}[below(3)];
    const bool hasHeader = below(4) > 0;
    const int titles = hasHeader ? below(2) : 0;
    const bool hasIndex = hasHeader && below(3) == 0;
    const bool isQuoted = below(2) == 0;
    const bool hasEmptyEnd = below(4) == 0;
    const int encoding = below(3);
    const int columns = 2 + below(5);
    const int rows = 20 + below(40);

    QString text;
    if (titles > 0) text += QStringLiteral("Größen von Blättern") + QString(columns, separator) + end;
    if (hasHeader) {
      if (hasIndex) text += separator;
      for (int i = 0; i < columns; ++i) text += QStringLiteral("Länge %1").arg(i) + separator;
      text += QStringLiteral("Art") + end;
    }
    for (int row = 0; row < rows; ++row) {
      if (hasIndex) text += QString::number(row) + separator;
      for (int i = 0; i < columns; ++i) text += number(decimal) + separator;
      const QString kind =
          std::array{QStringLiteral("groß"), QStringLiteral("klein"), QStringLiteral("a b")}[below(3)];
      text += (isQuoted ? '"' + kind + '"' : kind) + end;
    }
    if (hasEmptyEnd) text += QString(columns, separator) + end;
    DialectTable table;
    table.bytes = encoding == 0 ? text.toUtf8() : encoding == 1 ? text.toLatin1() : utf16(text);
    table.dialect = {{"encoding", std::array{"utf-8", "cp1252", "utf-16"}[encoding]},
                     {"delimiter", QString(separator)},
                     {"decimal", QString(decimal)},
                     {"above", titles + (hasHeader ? 1 : 0)},
                     {"skip", hasIndex ? 1 : 0}};
    table.words = QString::fromUtf8(QJsonDocument(table.dialect).toJson(QJsonDocument::Compact));
    return table;
  }

 private:
  int below(int most) { return static_cast<int>(m_random.uniform() * most); }
  QString number(char decimal) {
    QString text = QString::number((m_random.uniform() - 0.5) * 2000, 'f', 2);
    return text.replace('.', decimal);
  }
  static QByteArray utf16(const QString& text) {
    return QByteArray("\xFF\xFE") + QByteArray(reinterpret_cast<const char*>(text.utf16()), text.size() * 2);
  }

  Random m_random;
};

/// A row as text: inputs as Scalars, and the class. Samples are in another order than rows.
QStringList rowsOf(const Dataset& dataset) {
  QStringList rows;
  for (const Split* split : {&dataset.train, &dataset.test})
    for (Index i = 0; i < split->size(); ++i) {
      QString row;
      for (Index k = 0; k < dataset.inputs(); ++k)
        row += QString::number(double(split->numbers(k, i)), 'g', 17) + ' ';
      rows << row + QString::fromStdString(dataset.classNames[split->labels[static_cast<std::size_t>(i)]]);
    }
  rows.sort();
  return rows;
}

/// The same for a line written by Python.
QString rowOf(const QString& line, Index inputs) {
  QString row;
  for (Index k = 0; k < inputs; ++k)
    row += QString::number(double(Scalar(std::strtod(line.section(' ', int(k), int(k)).toUtf8(), nullptr))),
                           'g', 17) +
           ' ';
  return row + line.section(' ', int(inputs));
}

}  // namespace

class TestTableDialects : public QObject {
  Q_OBJECT

 private slots:
  void pythonReadsTheSame() {
    const QString python = QStandardPaths::findExecutable("python3");
    if (python.isEmpty()) QSKIP("python3 is not there to read the tables.");
    QTemporaryDir folder;
    TableDrawer drawer(1);
    std::vector<DialectTable> tables;
    QJsonArray list;
    for (int i = 0; i < kTables; ++i) {
      tables.push_back(drawer.draw());
      tables.back().dialect["file"] = folder.filePath(QStringLiteral("%1.csv").arg(i));
      writeFile(tables.back().dialect["file"].toString(), tables.back().bytes);
      list << tables.back().dialect;
    }
    writeFile(folder.filePath("list.json"), QJsonDocument(list).toJson());
    QProcess reader;
    reader.start(python,
                 {PELLUCID_SOURCE_DIR "/tests/engine/data/read_tables.py", folder.filePath("list.json")});
    QVERIFY(reader.waitForFinished());
    QVERIFY2(reader.exitCode() == 0, reader.readAllStandardError().constData());
    const QStringList parts = QString::fromUtf8(reader.readAllStandardOutput()).split("table\n");
    QCOMPARE(parts.size(), kTables + 1);
    for (int i = 0; i < kTables; ++i) {
      const DialectTable& table = tables[static_cast<std::size_t>(i)];
      const auto dataset = datasetFromTable(Bytes(table.bytes.begin(), table.bytes.end()), "t.csv",
                                            {.test = 0.2, .targets = {}});
      QVERIFY2(dataset, qPrintable(table.words + (dataset ? "" : dataset.error().text().c_str())));
      QStringList rows;
      for (const QString& line : parts[i + 1].split('\n', Qt::SkipEmptyParts))
        rows << rowOf(line, dataset->inputs());
      rows.sort();
      QVERIFY2(rows == rowsOf(*dataset),
               qPrintable(table.words + " " + rows.value(0) + " / " + rowsOf(*dataset).value(0)));
    }
  }
};

PELLUCID_TEST(tst_table_dialects, TestTableDialects)
#include "tst_table_dialects.moc"
