// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/train/schedule_text.h"

#include <QtTest>

#include "tests/support/messages.h"
#include "tests/support/test_program.h"

using namespace pellucid::engine;
using namespace pellucid::tests;

class TestScheduleText : public QObject {
  Q_OBJECT

 private slots:
  void readsBackWhatItWrites_data() {
    QTest::addColumn<Schedule>("schedule");
    QTest::addColumn<std::string>("text");
    QTest::newRow("constant") << Schedule() << std::string("constant");
    QTest::newRow("warm-up") << Schedule{.warmupSteps = 100} << std::string("constant,warmup=100");
    QTest::newRow("step") << Schedule{.kind = ScheduleKind::Step, .every = 5, .factor = 0.5}
                          << std::string("step,every=5,factor=0.5");
    QTest::newRow("exponential") << defaultSchedule(ScheduleKind::Exponential) << std::string("exponential");
    QTest::newRow("cosine") << Schedule{.kind = ScheduleKind::Cosine,
                                        .warmupSteps = 7,
                                        .epochs = 12,
                                        .floor = 1e-5}
                            << std::string("cosine,warmup=7,epochs=12,floor=1e-05");
    QTest::newRow("plateau") << Schedule{.kind = ScheduleKind::Plateau, .patience = 3}
                             << std::string("plateau,patience=3");
    QTest::newRow("one-cycle") << Schedule{.kind = ScheduleKind::OneCycle,
                                           .factor = 0.04,
                                           .epochs = 4,
                                           .rise = 0.25}
                               << std::string("one-cycle,epochs=4,rise=0.25");
  }
  void readsBackWhatItWrites() {
    QFETCH(Schedule, schedule);
    QFETCH(std::string, text);
    QCOMPARE(formatSchedule(schedule), text);
    const auto back = parseSchedule(text);
    QVERIFY(back);
    QCOMPARE(*back, schedule);
  }

  void theKindConstantMayBeLeftOut() {
    QCOMPARE(parseSchedule("warmup=9").value(), Schedule{.warmupSteps = 9});
  }

  void saysWhatIsWrong_data() {
    QTest::addColumn<std::string>("text");
    QTest::addColumn<QStringList>("parts");
    const auto row = [](const char* text, const QStringList& parts) {
      QTest::newRow(text) << std::string(text) << parts;
    };
    row("linear", {"linear", "cosine"});
    row("", {"constant"});
    row("step,every=0", {"every", "\"0\"", "from 1"});
    row("step,every=1.5", {"every", "whole"});
    row("step,factor=1.5", {"factor", "1.5", "at most 1"});
    row("step,factor=nan", {"factor", "nan"});
    row("step,factor=0,5", {"factor", "greater than 0"});
    row("cosine,factor=0.5", {"cosine", "factor=0.5", "epochs, floor, warmup"});
    row("cosine,epochs", {"epochs"});
    row("cosine,rise=0.5", {"cosine", "rise=0.5", "epochs, floor, warmup"});
    row("one-cycle,rise=1", {"rise", "\"1\"", "less than 1"});
    row("onecycle", {"onecycle", "one-cycle"});
    row("step,every=2,every=3", {"every", "twice"});
    row("warmup=-1", {"warmup", "-1"});
    row("step,,every=2", {"every"});
  }
  void saysWhatIsWrong() {
    QFETCH(std::string, text);
    QFETCH(QStringList, parts);
    const auto refused = parseSchedule(text);
    QVERIFY(!refused);
    for (const QString& part : parts)
      QVERIFY2(mentions(refused.error().text(), {part.toStdString()}), refused.error().text().c_str());
  }
};

PELLUCID_TEST(tst_schedule_text, TestScheduleText)
#include "tst_schedule_text.moc"
