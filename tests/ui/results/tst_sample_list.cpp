// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/sample_list.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

#include "tests/support/text_recorder.h"
#include "tests/support/window_test.h"
#include "tests/ui/results/looked_at.h"
#include "ui/widgets/numbers.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestSampleList : public QObject {
  Q_OBJECT

 private slots:
  void eachIsShownWithItsNumberAndAnswer() {
    tests::LookedAt seen;
    tests::RunOfMoments run;
    QVERIFY(seen.at(run.next(10, false, 7)));
    SampleListModel model(seen.results);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.show({3, 7, 12});
    SampleList list(model, true);
    list.resize(500, 200);
    list.grab();
    tests::TextRecorder painted(list.size());
    list.render(&painted);
    for (const engine::Index sample : {3, 7, 12}) {
      const engine::SampleAnswer& answer = seen.look().answers.each[static_cast<std::size_t>(sample)];
      QVERIFY(painted.texts().contains(QString("#%1").arg(sample)));
      QVERIFY(painted.texts().contains(certaintyText(static_cast<double>(answer.certainty))));
      QVERIFY(painted.texts().contains(
          QString("is class %1, says class %2").arg(answer.truth).arg(answer.answered)));
    }
    for (int row = 0; row < 3; ++row) {
      QCOMPARE(model.index(row).data(SampleListModel::kIsShown).toBool(), row == 1);
      const engine::SampleAnswer& answer =
          seen.look().answers.each[static_cast<std::size_t>(model.sampleAt(row))];
      QCOMPARE(model.index(row).data(SampleListModel::kIsWrong).toBool(), answer.truth != answer.answered);
      QVERIFY(model.index(row)
                  .data(Qt::AccessibleTextRole)
                  .toString()
                  .contains(lossText(static_cast<double>(answer.loss))));
    }
  }

  void keysWalkAndEnterAsks() {
    tests::LookedAt seen;
    tests::RunOfMoments run;
    QVERIFY(seen.at(run.next(10)));
    SampleListModel model(seen.results);
    model.show({3, 7, 12});
    SampleList list(model, false);
    list.resize(500, 200);
    list.show();
    QSignalSpy wanted(&list, &SampleList::wanted);
    QApplication::setActiveWindow(&list);
    list.setFocus();
    QTRY_COMPARE(list.currentIndex().row(), 0);
    QTest::keyClick(&list, Qt::Key_Right);
    QTest::keyClick(&list, Qt::Key_Return);
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted[0][0].value<engine::Index>(), 7);
  }

  /// For data that are not images, the inputs appear in place of a picture.
  void numbersAreWrittenOut() {
    tests::LookedAt seen;
    auto run = tests::numbersRun();
    QVERIFY(seen.at(run.next(3)));
    SampleListModel model(seen.results);
    model.show({5});
    QVERIFY(!model.hasPictures());
    const double x = static_cast<double>(run.dataset()->test.numbers(0, 5));
    QVERIFY(model.index(0).data(SampleListModel::kWords).toString().contains(valueText(x)));
    const double says = static_cast<double>(seen.look().answers.numbers(0, 5));
    const double is = static_cast<double>(run.dataset()->test.targets(0, 5));
    QCOMPARE(model.index(0).data(SampleListModel::kVerdict).toString(),
             QString("is %1, says %2").arg(valueText(is), valueText(says)));
    QCOMPARE(model.index(0).data(SampleListModel::kFigure).toString(),
             lossText(static_cast<double>(seen.look().answers.each[5].loss)));
  }
};

PELLUCID_WINDOW_TEST(tst_sample_list, TestSampleList)
#include "tst_sample_list.moc"
