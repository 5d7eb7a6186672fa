// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of other runs beside the plots.
#include "ui/plots/overlay_legend.h"

#include <QTest>
#include <limits>

#include "tests/support/colours.h"
#include "tests/support/window_test.h"
#include "ui/widgets/numbers.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

QStringList textsOf(const OverlayLegend& legend) {
  QCoreApplication::processEvents();  // shows new rows
  QCoreApplication::processEvents();  // shows new rows
  QStringList texts;
  for (const QLabel* label : legend.findChildren<QLabel*>())
    if (!label->isHidden()) texts << label->text();
  return texts;
}

}  // namespace

class TestOverlayLegend : public QObject {
  Q_OBJECT

 private slots:
  void namesAndValues() {
    OverlayLegend legend;
    QVERIFY(legend.isHidden());
    legend.setRuns({{.name = "rate × 10", .colour = 0}, {.name = "5 seeds", .colour = 1, .isSpread = true}});
    QVERIFY(!legend.isHidden());
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    legend.showValues({{.loss = 0.25, .beside = 0.975}, {.loss = kNone, .beside = kNone}});
    QCOMPARE(textsOf(legend), (QStringList{"rate × 10", "0.2500", percentText(0.975), "5 seeds", "–", "–"}));
    legend.setBeside(CurveQuantity::LearningRate);
    legend.showValues({{.loss = 0.25, .beside = 0.001}, {.loss = 1, .beside = kNone}});
    QCOMPARE(textsOf(legend), (QStringList{"rate × 10", "0.2500", "0.001", "5 seeds", "1.0000", "–"}));
    legend.setBeside(std::nullopt);
    QCOMPARE(textsOf(legend), (QStringList{"rate × 10", "0.2500", "5 seeds", "1.0000"}));
    legend.setRuns({{.name = "alone"}});
    QCOMPARE(textsOf(legend), (QStringList{"alone", ""}));
    legend.setRuns({});
    QVERIFY(legend.isHidden());
  }

  void aLongNameEndsInDotsAndIsToldWhole() {
    OverlayLegend legend;
    const QString name = QStringLiteral("momentum 0.9 with a very long explanation of why <b>that</b>");
    legend.setRuns({{.name = name}});
    const auto* label = legend.findChild<QLabel*>();
    QVERIFY(label->text().endsWith(QStringLiteral("…")));
    QCOMPARE(label->textFormat(), Qt::PlainText);
    QCOMPARE(label->accessibleName(), name);
    QVERIFY(label->toolTip().contains(name));
  }

  void eachHasItsColour() {
    OverlayLegend legend;
    legend.setRuns({{.name = "a", .colour = 2}, {.name = "b", .colour = 5}});
    legend.resize(legend.sizeHint());
    const QImage picture = legend.grab().toImage();
    for (const int colour : {2, 5}) QVERIFY(tests::countColour(picture, themeOf(legend).run(colour)) >= 10);
    QCOMPARE(tests::countColour(picture, themeOf(legend).run(0)), 0);
  }
};

PELLUCID_WINDOW_TEST(tst_overlay_legend, TestOverlayLegend)
#include "tst_overlay_legend.moc"
