// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/confusion_model.h"

#include <QAbstractItemModelTester>
#include <QImage>
#include <QPolygonF>
#include <QRegularExpression>
#include <QtTest>

#include "tests/support/window_test.h"
#include "tests/ui/results/looked_at.h"
#include "ui/widgets/numbers.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestConfusionModel : public QObject {
  Q_OBJECT

 private slots:
  /// Every quantity of every cell, counted by plain loops over the answers.
  void everyNumberIsThatOfPlainLoops() {
    tests::LookedAt seen;
    tests::RunOfMoments run;
    ConfusionModel model(seen.results);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(seen.at(run.next(15)));
    model.refresh();
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.columnCount(), 3);
    for (const CellQuantity quantity :
         {CellQuantity::Counts, CellQuantity::OfClass, CellQuantity::OfAnswer, CellQuantity::Certainty}) {
      model.setQuantity(quantity);
      for (int t = 0; t < 3; ++t)
        for (int c = 0; c < 3; ++c) {
          int ofClass = 0, ofAnswer = 0;
          double certainty = 0;
          for (std::size_t i = 0; i < seen.look().answers.each.size(); ++i) {
            const engine::SampleAnswer& answer = seen.look().answers.each[i];
            ofClass += answer.truth == t ? 1 : 0;
            ofAnswer += answer.answered == c ? 1 : 0;
            if (answer.truth != t) continue;
            const engine::Probe probe = engine::probe(
                *seen.look().snapshot->network, seen.look().snapshot->state.weights,
                engine::Loss::CrossEntropy,
                engine::sample(run.dataset()->test, 16, static_cast<engine::Index>(i)), std::nullopt);
            certainty += static_cast<double>(probe.trace.output()(c, 0));
          }
          const int count = tests::countIn(seen.look(), t, c);
          const QModelIndex index = model.index(t, c);
          const QString shown = index.data().toString();
          const QString name = QString("class %1").arg(t), other = QString("class %1").arg(c);
          if (quantity == CellQuantity::Certainty)
            QCOMPARE(shown, QString::number(certainty, 'f', 1));
          else if (count == 0)
            QCOMPARE(shown, QString());
          else if (quantity == CellQuantity::Counts)
            QCOMPARE(shown, QString::number(count));
          else
            QCOMPARE(shown, percentText(static_cast<double>(count) /
                                        (quantity == CellQuantity::OfClass ? ofClass : ofAnswer)));
          const QString share = percentText(static_cast<double>(count) / ofClass);
          QCOMPARE(index.data(Qt::AccessibleTextRole).toString(),
                   t == c
                       ? QString("%1 recognised: %2 of %3, %4").arg(name).arg(count).arg(ofClass).arg(share)
                       : QString("%1 taken for %2: %3 of %4, %5")
                             .arg(name, other)
                             .arg(count)
                             .arg(ofClass)
                             .arg(share));
          QVERIFY(model.headerData(t, Qt::Vertical, Qt::ToolTipRole)
                      .toString()
                      .contains(QString::number(ofClass)));
          QVERIFY(model.headerData(c, Qt::Horizontal, Qt::ToolTipRole)
                      .toString()
                      .contains(QString::number(ofAnswer)));
        }
    }
  }

  void theMostConfusedCanStandFirst() {
    tests::LookedAt seen;
    tests::RunOfMoments run;
    ConfusionModel model(seen.results);
    QVERIFY(seen.at(run.next(3)));
    model.setMostConfusedFirst(true);
    const std::vector<engine::Index> order = engine::mostConfusedFirst(*seen.look().confusion);
    for (int row = 0; row < 3; ++row) {
      const engine::Index truth = order[static_cast<std::size_t>(row)];
      QCOMPARE(model.headerData(row, Qt::Vertical, Qt::DisplayRole).toString(),
               QString("class %1").arg(truth));
      for (int column = 0; column < 3; ++column) {
        const Cell cell{.truth = truth, .answered = order[static_cast<std::size_t>(column)]};
        QCOMPARE(model.cellAt(model.index(row, column)), cell);
        QCOMPARE(model.indexOf(cell), model.index(row, column));
      }
    }
  }

  /// A row's largest wrong share has the darkest shade.
  void shadesCompareWhatIsWrong() {
    tests::LookedAt seen;
    tests::RunOfMoments run;
    ConfusionModel model(seen.results);
    QVERIFY(seen.at(run.next(3)));
    model.refresh();
    double darkest = 0;
    for (int t = 0; t < 3; ++t)
      for (int c = 0; c < 3; ++c) {
        const double shade = model.index(t, c).data(ConfusionModel::kShade).toDouble();
        if (t != c) darkest = std::max(darkest, shade);
        QVERIFY(shade >= 0 && shade <= 1);
        if (tests::countIn(seen.look(), t, c) == 0) QCOMPARE(shade, 0.0);
      }
    QCOMPARE(darkest, 1.0);
  }

  void whatIsComparedIsTheDifference() {
    tests::LookedAt seen;
    tests::RunOfMoments run;
    ConfusionModel model(seen.results);
    QVERIFY(seen.at(run.next(2)));
    const LookPtr before = seen.results.look();
    seen.results.setComparing(true);
    QVERIFY(seen.at(run.next(20)));
    model.refresh();
    double largest = 0;
    for (int t = 0; t < 3; ++t)
      for (int c = 0; c < 3; ++c)
        largest = std::max(largest,
                           std::abs(1.0 * tests::countIn(seen.look(), t, c) - tests::countIn(*before, t, c)));
    QVERIFY(largest > 0);
    for (int t = 0; t < 3; ++t)
      for (int c = 0; c < 3; ++c) {
        const int then = tests::countIn(*before, t, c);
        const int more = tests::countIn(seen.look(), t, c) - then;
        const QModelIndex index = model.index(t, c);
        QCOMPARE(index.data().toString(), more == 0  ? QString()
                                          : more > 0 ? QString("+%1").arg(more)
                                                     : QString(QChar(0x2212)) + QString::number(-more));
        QCOMPARE(index.data(ConfusionModel::kDifference).toDouble(), more / largest);
        QVERIFY(
            index.data(Qt::AccessibleTextRole).toString().endsWith(QString("compared with %1").arg(then)));
      }
    // Another run on the same data is compared as well; other samples are not.
    tests::RunOfMoments other(run.dataset());
    QVERIFY(seen.at(other.next(1)));
    QCOMPARE(seen.results.compared(), before);
    seen.results.setComparing(false);
    model.refresh();
    QVERIFY(!model.index(0, 0).data(ConfusionModel::kDifference).isValid());
    seen.results.setComparing(true);
    seen.results.setSource(SampleSource::Training);
    QVERIFY(seen.results.compared() == nullptr);
  }

  void theCurveIsTheHistory() {
    tests::LookedAt seen;
    tests::RunOfMoments run;
    ConfusionModel model(seen.results);
    std::vector<int> counts;
    for (const int steps : {0, 10, 30}) {
      QVERIFY(seen.at(run.next(steps)));
      counts.push_back(tests::countIn(seen.look(), 1, 1));
    }
    model.refresh();
    const auto curve = model.index(1, 1).data(ConfusionModel::kCurve).value<QPolygonF>();
    QCOMPARE(curve.size(), 3);
    const double most = std::max(1, *std::ranges::max_element(counts));
    const QList<double> places = {0, 0.25, 1};
    for (int i = 0; i < 3; ++i) {
      QCOMPARE(curve[i].x(), places[i]);
      QCOMPARE(curve[i].y(), counts[static_cast<std::size_t>(i)] / most);
    }
  }

  /// Three pictures that rich text can load: those the network is most certain of.
  void theTipShowsTheSurest() {
    tests::LookedAt seen;
    tests::RunOfMoments run;
    ConfusionModel model(seen.results);
    QVERIFY(seen.at(run.next(40)));
    model.refresh();
    QVERIFY(tests::countIn(seen.look(), 0, 0) >= 3);
    const QString tip = model.index(0, 0).data(Qt::ToolTipRole).toString();
    static const QRegularExpression kPicture(QStringLiteral("base64,([^\"]+)\""));
    QList<QImage> pictures;
    for (auto found = kPicture.globalMatch(tip); found.hasNext();)
      pictures << QImage::fromData(QByteArray::fromBase64(found.next().captured(1).toLatin1()));
    QCOMPARE(pictures.size(), 3);
    const engine::Index surest = engine::samplesIn(seen.look().answers, 0, 0).front();
    for (int y = 0; y < 4; ++y)
      for (int x = 0; x < 4; ++x) {
        const int factor = pictures[0].width() / 4;
        QCOMPARE(qGray(pictures[0].pixel(x * factor, y * factor)),
                 int{run.dataset()->test.pixels[static_cast<std::size_t>(surest * 16 + y * 4 + x)]});
      }
  }

  void theSampleOnTheCanvasIsInItsCell() {
    tests::LookedAt seen;
    tests::RunOfMoments run;
    ConfusionModel model(seen.results);
    QVERIFY(seen.at(run.next(10, false, 4)));
    model.refresh();
    const engine::SampleAnswer& answer = seen.look().answers.each[4];
    for (int t = 0; t < 3; ++t)
      for (int c = 0; c < 3; ++c)
        QCOMPARE(model.index(t, c).data(ConfusionModel::kIsShown).toBool(),
                 answer.truth == t && answer.answered == c);
  }
};

PELLUCID_WINDOW_TEST(tst_confusion_model, TestConfusionModel)
#include "tst_confusion_model.moc"
