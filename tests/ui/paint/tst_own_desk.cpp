// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/own_desk.h"

#include <QSignalSpy>
#include <QtTest>

#include "engine/data/own_strokes.h"
#include "tests/support/own_bench.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestOwnDesk : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    m_bench = std::make_unique<tests::OwnBench>();
    QVERIFY(m_bench->load());
  }

  void theFirstPointTakesTheData() {
    OwnDesk& desk = m_bench->desk;
    QVERIFY(!desk.isOpen());
    QSignalSpy changed(&desk, &OwnDesk::changed);
    desk.begin(engine::OwnKind::Points);
    QVERIFY(desk.isOpen() && !desk.isInUse());
    QCOMPARE(changed.size(), 1);
    QCOMPARE(m_bench->document.experiment().data.name, std::string("circle,samples=20"));
    QVERIFY(put(1, 1, 0));
    QVERIFY(desk.isInUse());
    QCOMPARE(m_bench->document.experiment().data.name, std::string("painted"));
    QCOMPARE(m_bench->document.dataset()->train.size(), 1);
    QVERIFY(m_bench->rests());
    m_bench->document.undoStack().undo();
    QVERIFY(!desk.isOpen());
    QCOMPARE(m_bench->document.experiment().data.name, std::string("circle,samples=20"));
  }

  void theRunGoesOn() {
    m_bench->desk.begin(engine::OwnKind::Points);
    QVERIFY(put(1, 1, 0) && put(-1, -1, 1));
    const std::uint64_t run = m_bench->run.run();
    m_bench->run.trainEpoch();
    QVERIFY(m_bench->rests());
    const std::int64_t step = m_bench->state().step;
    QVERIFY(step > 0);
    QVERIFY(put(2, 2, 0));
    QVERIFY(m_bench->rests());
    QCOMPARE(m_bench->run.run(), run);
    QCOMPARE(m_bench->state().step, step);
    QCOMPARE(m_bench->run.moment()->dataset->train.size(), 3);
    QCOMPARE(m_bench->run.newest()->timeline.lanes[0].events.back().step, step);
    // Going back shows the points of that time, and is not an edit.
    m_bench->run.trainEpoch();
    QVERIFY(m_bench->rests());
    const int edits = m_bench->document.undoStack().count();
    m_bench->run.goTo(0, 0);
    QVERIFY(m_bench->rests());
    QCOMPARE(m_bench->desk.samples().points.size(), 2U);
    QCOMPARE(m_bench->document.dataset()->train.size(), 2);
    m_bench->run.goTo(0, step + 1);
    QVERIFY(m_bench->rests());
    QCOMPARE(m_bench->desk.samples().points.size(), 3U);
    QCOMPARE(m_bench->document.undoStack().count(), edits);
    m_bench->document.undoStack().undo();
    QCOMPARE(m_bench->desk.samples().points.size(), 2U);
    QVERIFY(m_bench->rests());
    QCOMPARE(m_bench->run.run(), run);
  }

  void aClassMoreBeginsARun() {
    OwnDesk& desk = m_bench->desk;
    desk.begin(engine::OwnKind::Points);
    QVERIFY(desk.addClass());  // free before there are points
    QVERIFY((desk.samples().classes == std::vector<std::string>{"A", "B", "C"}));
    QVERIFY(put(1, 1, 2));
    const std::uint64_t run = m_bench->run.run();
    QCOMPARE(m_bench->document.experiment().network.layers.back().units, 3);
    QVERIFY(desk.addClass());
    QVERIFY(m_bench->run.run() != run);
    QCOMPARE(m_bench->document.experiment().network.layers.back().units, 4);
    QVERIFY((desk.tally() == std::vector<int>{0, 0, 1, 0}));
    for (int i = 4; i < 8; ++i) QVERIFY(desk.addClass());
    const auto ninth = desk.addClass();
    QVERIFY(!ninth);
    QVERIFY(ninth.error().text().find("at most 8") != std::string::npos);
  }

  void namesGoOnWithTheRun() {
    OwnDesk& desk = m_bench->desk;
    desk.begin(engine::OwnKind::Points);
    QVERIFY(put(1, 1, 0));
    const std::uint64_t run = m_bench->run.run();
    QVERIFY(desk.renameClass(0, "  cats "));
    QCOMPARE(m_bench->run.run(), run);
    QCOMPARE(m_bench->document.dataset()->classNames[0], std::string("cats"));
    QVERIFY(!desk.renameClass(1, "cats"));
    QVERIFY(desk.renameClass(1, "  "));  // an empty name is no change
    QCOMPARE(desk.samples().classes[1], std::string("B"));
  }

  void theLastOneStays() {
    OwnDesk& desk = m_bench->desk;
    desk.begin(engine::OwnKind::Points);
    QVERIFY(put(1, 1, 0));
    engine::OwnSamples none = desk.samples();
    none.points.clear();
    const auto refused = desk.commit("erase", none);
    QVERIFY(!refused);
    QVERIFY(refused.error().text().find("last sample stays") != std::string::npos);
    QCOMPARE(desk.samples().points.size(), 1U);
  }

  void whatNoFileCouldHaveIsRefused() {
    OwnDesk& desk = m_bench->desk;
    engine::OwnSamples own = tests::paintedPoints(5);
    own.classes[1] = std::string(engine::kMostClassNameBytes + 1, 'x');
    const auto begun = desk.beginWith(own);
    QVERIFY(!begun);
    QVERIFY(begun.error().text().find("61 bytes") != std::string::npos);
    QVERIFY(!desk.isOpen());
    QCOMPARE(m_bench->document.experiment().data.name, std::string("circle,samples=20"));
    own.classes[1] = "B";
    QVERIFY(desk.beginWith(own));
    own.points[2].x = 2 * engine::kPaintedReach;
    QVERIFY(!desk.commit("move", own));
    QCOMPARE(desk.samples().points[2].x, tests::paintedPoints(5).points[2].x);
  }

  void whatWasBegunCanBeGivenUp() {
    OwnDesk& desk = m_bench->desk;
    QSignalSpy changed(&desk, &OwnDesk::changed);
    desk.giveUp();
    QCOMPARE(changed.size(), 0);
    desk.begin(engine::OwnKind::Points);
    desk.giveUp();
    QCOMPARE(changed.size(), 2);
    QVERIFY(!desk.isOpen());
    desk.begin(engine::OwnKind::Points);
    QVERIFY(put(1, 1, 0));
    desk.giveUp();  // it belongs to the document
    QVERIFY(desk.isInUse());
  }

  /// The samples of two undo steps share their common parts; the data sets made from them do not.
  void undoKeepsSamplesAndMakesTheirDataAgain() {
    Document document;
    const auto circle = tests::ownDataset({.name = "circle,samples=20"});
    document.open(suitedExperiment(*circle), circle);
    OwnDesk desk(document, OwnDesk::Family::Drawn);
    QVERIFY(desk.beginWith(tests::drawnSigns(30)));
    const engine::Dataset before = *document.dataset();
    const std::weak_ptr<const engine::Dataset> of30 = document.dataset();
    QVERIFY(desk.commit("draw", tests::drawnSigns(31)));
    QVERIFY(of30.expired());
    document.undoStack().undo();
    QCOMPARE(document.dataset()->name, before.name);
    QCOMPARE(document.dataset()->own, document.experiment().data.own);
    QVERIFY(document.dataset()->train.pixels == before.train.pixels);
    QVERIFY(document.dataset()->test.labels == before.test.labels);
    QCOMPARE(document.dataset()->checksum, before.checksum);
    document.undoStack().redo();
    QCOMPARE(desk.samples().drawings.size(), 31U);
    QCOMPARE(document.dataset()->train.size() + document.dataset()->test.size(), 31);
    while (document.undoStack().canUndo()) document.undoStack().undo();
    QCOMPARE(document.dataset(), circle);
  }

  void familiesAreApart() {
    OwnDesk drawn(m_bench->document, OwnDesk::Family::Drawn);
    m_bench->desk.begin(engine::OwnKind::Points);
    QVERIFY(put(1, 1, 0));
    QVERIFY(!drawn.isOpen());
    drawn.begin(engine::OwnKind::Drawings);
    QCOMPARE(drawn.samples().classes.size(), 10U);
    engine::OwnSamples signs = tests::drawnSigns(3);
    signs.classes = drawn.samples().classes;
    QVERIFY(drawn.commit("draw", signs));
    QVERIFY(drawn.isInUse() && !m_bench->desk.isOpen());
    QCOMPARE(m_bench->document.experiment().data.name, std::string("drawn"));
  }

  void optionsOfTheNameStay() {
    m_bench->desk.begin(engine::OwnKind::Points);
    QVERIFY(put(1, 1, 0));
    const engine::DataSpec other{.name = "painted+x2,test=0.5",
                                 .own = m_bench->document.experiment().data.own};
    engine::Experiment experiment = m_bench->document.experiment();
    engine::fitTo(experiment, *tests::ownDataset(other));
    QVERIFY(m_bench->document.commit("options", experiment, tests::ownDataset(other)));
    QVERIFY(put(2, 1, 0));
    QCOMPARE(m_bench->document.experiment().data.name, other.name);
    QCOMPARE(m_bench->document.dataset()->inputs(), 3);
  }

 private:
  bool put(double x, double y, std::uint8_t label) {
    engine::OwnSamples after = m_bench->desk.samples();
    engine::putPoint(after, {.x = x, .y = y}, {.label = label});
    return m_bench->desk.commit("put", after).has_value();
  }

  std::unique_ptr<tests::OwnBench> m_bench;
};

PELLUCID_WINDOW_TEST(tst_own_desk, TestOwnDesk)
#include "tst_own_desk.moc"
