// SPDX-License-Identifier: GPL-3.0-or-later
// The picture of a sweep, read back by Qt's XML reader.
#include "engine/io/transfer_svg.h"

#include <QXmlStreamReader>
#include <QtTest>

#include "tests/support/test_program.h"

using namespace pellucid::engine;

namespace {

SweepCell cell(const char* arm, Index samples, double least, double median, double most) {
  SweepCell cell{.arm = arm, .samplesPerClass = samples};
  cell.least = least;
  cell.median = median;
  cell.most = most;
  return cell;
}

struct ParsedSvg {
  QStringList lines;  ///< points of each polyline
  QStringList bands;
  QStringList texts;
  bool isWellFormed = false;
};

ParsedSvg read(const std::string& svg) {
  ParsedSvg picture;
  QXmlStreamReader reader(QByteArray::fromStdString(svg));
  while (!reader.atEnd()) {
    if (reader.readNext() != QXmlStreamReader::StartElement) continue;
    const QString points = reader.attributes().value("points").toString().trimmed();
    if (reader.name() == u"polyline") picture.lines << points;
    if (reader.name() == u"polygon") picture.bands << points;
    if (reader.name() == u"text") picture.texts << reader.readElementText();
  }
  picture.isWellFormed = !reader.hasError();
  return picture;
}

}  // namespace

class TestTransferSvg : public QObject {
  Q_OBJECT

 private slots:
  void drawsALineAndABandForEachArm() {
    const std::vector<SweepCell> cells{cell("scratch", 1, 0.5, 0.6, 0.7), cell("frozen", 1, 0.6, 0.8, 0.9),
                                       cell("scratch", 100, 0.9, 0.95, 1),
                                       cell("frozen", 100, 0.7, 0.75, 0.8)};
    const ParsedSvg picture = read(transferSvg(cells, {}, "a < b & c"));
    QVERIFY(picture.isWellFormed);
    for (const char* text : {"a < b & c", "scratch", "frozen", "1", "100", "50 %", "100 %"})
      QVERIFY2(picture.texts.contains(text), text);
    QCOMPARE(picture.bands.size(), 2);
    QCOMPARE(picture.bands[0].split(' ').size(), 4);
    // The axis goes from 50 % at y = 344 to 100 % at y = 40, and from 1 at x = 56 to 100 at x = 520.
    QCOMPARE(picture.lines, (QStringList{"56.0,283.2 520.0,70.4", "56.0,161.6 520.0,192.0"}));
  }

  void itsWordsAreThoseOfTheWindow() {
    const std::vector<SweepCell> cells{cell("half", 5, 0.9, 0.95, 1)};
    const auto shout = [](const Message& said) {
      return said.isNumber() ? said.text() : "¡" + std::string(said.english()) + "!";
    };
    const ParsedSvg picture = read(transferSvg(cells, {}, "one", shout));
    for (const char* text :
         {"one", "half", "¡training samples per class!", "¡step!", "¡5 samples per class!"})
      QVERIFY2(picture.texts.contains(text), text);
  }

  void oneSizeIsAPointInTheMiddle() {
    const std::vector<SweepCell> cells{cell("half", 5, 0.9, 0.95, 1)};
    QCOMPARE(read(transferSvg(cells, {}, "one")).lines, (QStringList{"288.0,192.0"}));
  }

  void eachNumberOfSamplesHasItsCurves() {
    const std::vector<SweepCell> cells{cell("half", 5, 0.5, 0.7, 0.9), cell("half", 1, 0.5, 0.7, 0.9)};
    std::vector<ArmCurve> curves;
    for (const double accuracy : {0.5, 0.6, 0.9}) {  // for three seeds
      ArmCurve curve{.arm = "half", .samplesPerClass = 5};
      curve.points.resize(2);
      curve.points[0].targetAccuracy = 0.5;
      curve.points[1].step = 40;
      curve.points[1].targetAccuracy = accuracy;
      curves.push_back(curve);
    }
    const ParsedSvg picture = read(transferSvg(cells, curves, "t"));
    QVERIFY(picture.isWellFormed);
    for (const char* text : {"5 samples per class", "1 sample per class", "step", "40", "20"})
      QVERIFY2(picture.texts.contains(text), text);
    // The sweep's line, then the median over the seeds: from 50 % to 60 %, between 50 % and 100 %.
    QCOMPARE(picture.lines.size(), 2);
    QCOMPARE(picture.lines[1], "56.0,344.0 520.0,283.2");
    QCOMPARE(picture.bands[1], "56.0,344.0 520.0,100.8 520.0,344.0 56.0,344.0");
  }
};

PELLUCID_TEST(tst_transfer_svg, TestTransferSvg)
#include "tst_transfer_svg.moc"
