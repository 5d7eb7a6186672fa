// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/unit_terms.h"

#include <QtTest>
#include <cmath>

#include "tests/support/window_test.h"
#include "tests/ui/canvas/plane_moment.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestUnitTerms : public QObject {
  Q_OBJECT

 private slots:
  void termsAddUpToZ() {
    const auto dataset = tests::squareImages();
    const Moment moment = tests::momentAfter(tests::experimentFor(*dataset, {6, 5}), dataset, 20);
    for (std::size_t layer = 0; layer < 3; ++layer)
      for (const std::size_t most : {0U, 3U, 100U}) {
        const UnitTerms terms = unitTerms(moment, layer, 2, most).value();
        const auto& trace = moment.probe.trace.layers[layer];
        const Index inputs = moment.network().layer(layer).inputs();
        QCOMPARE(terms.largest.size() + terms.others, static_cast<std::size_t>(inputs));
        QVERIFY(terms.largest.size() <= most);
        double sum = terms.bias + terms.othersSum;
        for (std::size_t i = 0; i < terms.largest.size(); ++i) {
          const UnitTerm& term = terms.largest[i];
          sum += term.product();
          if (i > 0) QVERIFY(std::abs(term.product()) <= std::abs(terms.largest[i - 1].product()));
          const Index at = moment.network().layerOffset(layer) + term.from * trace.a.rows() + 2;
          QCOMPARE(term.weight, static_cast<double>(moment.weights()[at]));
        }
        QVERIFY(std::abs(sum - static_cast<double>(trace.z(2, 0))) < 1e-5);
        QCOMPARE(terms.z, static_cast<double>(trace.z(2, 0)));
        QCOMPARE(terms.a, static_cast<double>(trace.a(2, 0)));
      }
  }

  void whatIsShownAddsUpToTheDigitsShown() {
    const Moment moment = tests::circleMoment();
    const auto inUnits = [](QString shown, int decimals) {
      return std::llround(shown.replace(QChar(0x2212), QLatin1Char('-')).toDouble() *
                          std::pow(10.0, decimals));
    };
    for (const std::size_t layer : {0U, 1U})
      for (Index unit = 0; unit < moment.network().layer(layer).outputs(); ++unit)
        for (const std::size_t most : {1U, 8U}) {
          const auto lines = unitTermLines(unitTerms(moment, layer, unit, most).value(), moment, layer);
          const QString z = lines[lines.size() - 2].number;
          const auto decimals = static_cast<int>(z.size() - z.indexOf(QLatin1Char('.')) - 1);
          long long sum = 0;
          for (std::size_t i = 0; i + 2 < lines.size(); ++i) sum += inUnits(lines[i].number, decimals);
          QCOMPARE(sum, inUnits(z, decimals));
        }
  }

  void onlyDenseLayersHaveSuchSums() {
    const auto dataset = tests::squareImages(8);
    engine::Experiment experiment = tests::experimentFor(*dataset, {});
    experiment.network.layers.insert(experiment.network.layers.begin(), engine::maxPool(2));
    const Moment moment = tests::momentAfter(experiment, dataset);
    QVERIFY(!unitTerms(moment, 0, 0, 8));
    QVERIFY(unitTerms(moment, 1, 0, 8).has_value());
  }

  void theCardStaysInside() {
    const Moment moment = tests::circleMoment();
    const UnitTerms terms = unitTerms(moment, 0, 1, 8).value();
    const QRect bounds(20, 20, 400, 300);
    for (const QPointF anchor : {QPointF(30, 30), QPointF(410, 310), QPointF(200, 150)}) {
      QImage image(500, 400, QImage::Format_RGB32);
      image.fill(Qt::black);
      QPainter painter(&image);
      paintUnitTerms(painter, terms, moment, 0, anchor, bounds, lightTheme());
      painter.end();
      int painted = 0;
      for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
          if (image.pixelColor(x, y) != QColor(Qt::black)) {
            ++painted;
            QVERIFY(bounds.contains(x, y));
          }
      QVERIFY(painted > 2000);
    }
  }
};

PELLUCID_WINDOW_TEST(tst_unit_terms, TestUnitTerms)
#include "tst_unit_terms.moc"
