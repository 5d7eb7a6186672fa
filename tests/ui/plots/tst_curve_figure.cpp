// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of the curves: what is in them, and where.
#include "ui/plots/curve_figure.h"

#include <qcustomplot.h>

#include <QFontMetricsF>
#include <QTest>
#include <QXmlStreamReader>
#include <cmath>

#include "tests/support/colours.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

CurveFigures figures(const CurveFigure::Line& line) {
  CurveFigure plot{
      .x = {.label = "step",
            .lower = 0,
            .upper = 10,
            .ticks = {0, 5, 10, 15},
            .names = {"0", "5", "10", "15"}},
      .y = {.label = "loss <nats>", .lower = 0, .upper = 4, .ticks = {0, 4}, .names = {"0", "4"}},
      .bands = {},
      .lines = {line}};
  return {.plots = {plot, plot},
          .names = {{.text = "a & b", .colour = QColor("#123456")}},
          .theme = lightTheme()};
}

/// Attributes of all elements of a name, in their order; empty if the text is not XML.
std::vector<QXmlStreamAttributes> elements(const QByteArray& svg, const QString& name) {
  std::vector<QXmlStreamAttributes> found;
  QXmlStreamReader reader(svg);
  while (!reader.atEnd())
    if (reader.readNext() == QXmlStreamReader::StartElement && reader.name() == name)
      found.push_back(reader.attributes());
  if (reader.hasError()) found.clear();
  return found;
}

/// The numbers in a path.
std::vector<double> numbersOf(QString path) {
  std::vector<double> numbers;
  for (const QString& word : path.replace('M', ' ').replace('L', ' ').split(' ', Qt::SkipEmptyParts))
    numbers.push_back(word.toDouble());
  return numbers;
}

}  // namespace

class TestCurveFigure : public QObject {
  Q_OBJECT

 private slots:
  void aPointIsWhereItsAxesSay() {
    const QByteArray svg =
        svgOf(figures({.x = {0, 5, 10}, .y = {4, 2, 0}, .colour = QColor("#ff0000"), .width = 2}));
    const auto paths = elements(svg, "path");
    QCOMPARE(paths.size(), std::size_t{2});
    // The field goes from 64 to 404 and from 16 to 232.
    QCOMPARE(numbersOf(paths[0].value("d").toString()),
             (std::vector<double>{64, 16, 64, 16, 234, 124, 404, 232}));
    QCOMPARE(numbersOf(paths[1].value("d").toString()).front(), 64.0 + 420);
    QCOMPARE(paths[0].value("stroke").toString(), "#ff0000");
    QVERIFY(svg.contains("loss &lt;nats&gt;"));
    QVERIFY(svg.contains("a &amp; b"));
    QCOMPARE(svg.count(">15</text>"), 0);  // outside
    QCOMPARE(svg.count(">10</text>"), 2);
  }

  void whatIsOutsideIsCutOff() {
    const QByteArray svg = svgOf(figures({.x = {0, 10, 20}, .y = {0, 8, 8}, .colour = Qt::red}));
    const std::vector<double> numbers = numbersOf(elements(svg, "path")[0].value("d").toString());
    QCOMPARE(numbers, (std::vector<double>{64, 232, 64, 232, 234, 16}));  // it leaves halfway
    QCOMPARE(elements(svgOf(figures({.x = {12, 14}, .y = {1, 1}, .colour = Qt::red})), "path").size(),
             std::size_t{0});
  }

  void aGapIsNoLine() {
    const QByteArray svg =
        svgOf(figures({.x = {0, 2, 4, 6}, .y = {1, std::nan(""), 1, 1}, .colour = Qt::red}));
    const QString path = elements(svg, "path")[0].value("d").toString();
    QCOMPARE(path.count('M'), 2);
  }

  void aLogarithmIsDrawnAsOne() {
    CurveFigures drawn = figures({.x = {0, 10}, .y = {1, 10}, .colour = Qt::red});
    drawn.plots.resize(1);
    drawn.plots[0].y = {
        .label = {}, .lower = 1, .upper = 100, .isLogarithmic = true, .ticks = {}, .names = {}};
    const auto numbers = numbersOf(elements(svgOf(drawn), "path")[0].value("d").toString());
    QCOMPARE(numbers.back(), 124.0);
    drawn.plots[0].lines[0].y = {0, 10};  // zero has no place
    QCOMPARE(numbersOf(elements(svgOf(drawn), "path")[0].value("d").toString()).size(), std::size_t{4});
  }

  /// A long name takes more room, and what has no room goes below.
  void namesStandBesideEachOther() {
    CurveFigures drawn = figures({.x = {0, 10}, .y = {1, 2}, .colour = Qt::red});
    const QString longer = "training, smoothed over about 640 batches";
    drawn.names = {{.text = longer, .colour = Qt::red},
                   {.text = "test", .colour = Qt::blue},
                   {.text = longer, .colour = Qt::green}};
    std::vector<QPointF> places;
    for (const QXmlStreamAttributes& line : elements(svgOf(drawn), "line"))
      if (line.value("stroke-width") == u"2")
        places.emplace_back(line.value("x1").toDouble(), line.value("y1").toDouble());
    QCOMPARE(places.size(), std::size_t{3});
    QCOMPARE(places[1].y(), places[0].y());
    QVERIFY(places[1].x() - places[0].x() > QFontMetricsF(QFont("sans-serif")).horizontalAdvance(longer));
    QCOMPARE(places[2].x(), places[0].x());
    QVERIFY(places[2].y() > places[0].y());
    const double height = elements(svgOf(drawn), "svg")[0].value("height").toDouble();
    QVERIFY(places[2].y() < height && height < places[2].y() + 20);
  }

  void isTakenFromThePlot() {
    QCustomPlot plot;
    plot.resize(300, 200);
    QCPGraph* line = plot.addGraph();
    line->setData({1, 2, 3}, {4, 5, 6}, true);
    line->setPen(QPen(QColor("#00ff00"), 3));
    QCPGraph* lower = plot.addGraph();
    lower->setData({1, 2}, {1, 1}, true);
    lower->setPen(Qt::NoPen);
    QCPGraph* upper = plot.addGraph();
    upper->setData({1, 2}, {2, 2}, true);
    upper->setPen(Qt::NoPen);
    lower->setChannelFillGraph(upper);
    lower->setBrush(QColor(0, 0, 255, 40));
    plot.xAxis->setRange(0, 8);
    plot.xAxis->setLabel("over");
    plot.replot();
    const CurveFigure figure = figureOf(plot);
    QCOMPARE(figure.lines.size(), std::size_t{1});
    QCOMPARE(figure.lines[0].y, (QVector<double>{4, 5, 6}));
    QCOMPARE(figure.lines[0].width, 3.0);
    QCOMPARE(figure.bands.size(), std::size_t{1});
    QCOMPARE(figure.bands[0].upper, (QVector<double>{2, 2}));
    QCOMPARE(figure.x.label, "over");
    QCOMPARE(figure.x.upper, 8.0);
    QVERIFY(!figure.x.ticks.isEmpty());
  }

  void pixelsShowTheDrawing() {
    CurveFigures drawn = figures({.x = {0, 10}, .y = {2, 2}, .colour = QColor("#ff0000"), .width = 2});
    drawn.plots[0].bands.push_back(
        {.x = {0, 10}, .lower = {0, 0}, .upper = {1, 1}, .colour = QColor(0, 0, 255)});
    const QImage image = imageOf(drawn);
    QCOMPARE(image.size(), QSize(1680, 600));
    QVERIFY(tests::isNear(image.pixelColor(2 * 234, 2 * 124), QColor("#ff0000")));
    QVERIFY(tests::isNear(image.pixelColor(2 * 234, 2 * 200), QColor(0, 0, 255)));
    QVERIFY(tests::isNear(image.pixelColor(2 * 200, 2 * 60), lightTheme().field));
  }
};

PELLUCID_WINDOW_TEST(tst_curve_figure, TestCurveFigure)
#include "tst_curve_figure.moc"
