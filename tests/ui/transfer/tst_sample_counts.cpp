// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers of samples are edited, added and removed.
#include "ui/transfer/sample_counts.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QToolButton>
#include <QtTest>

#include "engine/transfer/sweep.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

using Counts = std::vector<engine::Index>;

}  // namespace

class TestSampleCounts : public QObject {
  Q_OBJECT

 private slots:
  void numbersAreEditedAddedAndRemoved() {
    SampleCounts samples;
    QSignalSpy edited(&samples, &SampleCounts::edited);
    samples.setCounts({20, 5, 100'000});
    QCOMPARE(edited.size(), 0);
    QCOMPARE(samples.findChildren<QSpinBox*>()[2]->value(), 100'000);
    samples.findChildren<QSpinBox*>()[1]->setValue(7);
    QCOMPARE(samples.counts(), (Counts{20, 7, 100'000}));
    samples.findChildren<QToolButton*>()[2]->click();
    QTRY_COMPARE(samples.counts(), (Counts{20, 7}));
    samples.findChild<QPushButton*>()->click();
    QTRY_COMPARE(samples.counts(), (Counts{20, 7, 50}));
    QCOMPARE(edited.size(), 3);
    samples.setCounts({3});
    QVERIFY(!samples.findChild<QToolButton*>()->isEnabled());
  }

  void theNextNumberIsRound() {
    QCOMPARE(nextCount({}), 1);
    QCOMPARE(nextCount({1, 5, 20, 100}), 200);
    QCOMPARE(nextCount({7}), 10);
    QCOMPARE(nextCount({engine::kMaxSamplesPerClass}), engine::kMaxSamplesPerClass);
  }
};

PELLUCID_WINDOW_TEST(tst_sample_counts, TestSampleCounts)
#include "tst_sample_counts.moc"
