// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/selection.h"

#include <QSignalSpy>
#include <QTest>

#include "tests/support/test_program.h"

using namespace pellucid::ui;

class TestSelection : public QObject {
  Q_OBJECT

 private slots:
  void aUnitBringsItsLayerAndItsPlace() {
    Selection selection;
    QSignalSpy layers(&selection, &Selection::layerChanged);
    QSignalSpy units(&selection, &Selection::unitChanged);
    QSignalSpy places(&selection, &Selection::placeChanged);
    selection.setUnit(UnitPlace{.layer = 2, .unit = 5});
    QCOMPARE(selection.layer(), std::optional<std::size_t>(2));
    QCOMPARE(selection.place(), (Place{.layer = 2, .unit = 5, .from = {}}));
    QCOMPARE(layers.size(), 1);
    QCOMPARE(units.size(), 1);
    QCOMPARE(places.size(), 1);
  }

  void theNextUnitOfALayerLeavesTheLayer() {
    Selection selection;
    selection.setUnit(UnitPlace{.layer = 2, .unit = 5});
    QSignalSpy layers(&selection, &Selection::layerChanged);
    selection.setUnit(UnitPlace{.layer = 2, .unit = 6});
    QCOMPARE(layers.size(), 0);
    QCOMPARE(selection.place(), (Place{.layer = 2, .unit = 6, .from = {}}));
  }

  void anotherLayerSelectsNoUnit() {
    Selection selection;
    selection.setUnit(UnitPlace{.layer = 2, .unit = 5});
    selection.setLayer(1);
    QVERIFY(!selection.unit());
    QVERIFY(!selection.place());
    QCOMPARE(selection.layer(), std::optional<std::size_t>(1));
  }

  void aWeightIsAPlaceAndKeepsTheUnit() {
    Selection selection;
    selection.setUnit(UnitPlace{.layer = 0, .unit = 1});
    const Place weight{.layer = 0, .unit = 1, .from = 3};
    selection.setPlace(weight);
    QCOMPARE(selection.place(), weight);
    QCOMPARE(selection.unit(), (UnitPlace{.layer = 0, .unit = 1}));
    selection.setUnit(std::nullopt);
    QVERIFY(!selection.place());
  }

  void theSameAgainTellsNobody() {
    Selection selection;
    const UnitPlace unit{.layer = 1, .unit = 1};
    selection.setUnit(unit);
    selection.setQuantity(Quantity::Gradients);
    selection.setPointed(Place{.layer = 1, .unit = 0, .from = 2});
    QSignalSpy spies[] = {{&selection, &Selection::layerChanged},
                          {&selection, &Selection::unitChanged},
                          {&selection, &Selection::placeChanged},
                          {&selection, &Selection::pointedChanged},
                          {&selection, &Selection::quantityChanged}};
    selection.setUnit(unit);
    selection.setLayer(1);
    selection.setQuantity(Quantity::Gradients);
    selection.setPointed(Place{.layer = 1, .unit = 0, .from = 2});
    for (const QSignalSpy& spy : spies) QCOMPARE(spy.size(), 0);
  }

  void marksAreToldOnce() {
    Selection selection;
    QSignalSpy marked(&selection, &Selection::markedChanged);
    const std::vector<Place> places = {{.layer = 0, .unit = 1}, {.layer = 1, .unit = 0, .from = 2}};
    selection.setMarked(places);
    selection.setMarked(places);
    QCOMPARE(marked.size(), 1);
    QVERIFY(selection.marked() == places);
  }

  void layersAreChosenFromOneToAnother() {
    using Range = Selection::LayerRange;
    Selection selection;
    QSignalSpy layers(&selection, &Selection::layerChanged);
    selection.extendTo(2);  // without a selection: that layer alone
    QCOMPARE(selection.layers(), std::optional(Range{.first = 2, .last = 2}));
    selection.extendTo(4);
    QCOMPARE(selection.layers(), std::optional(Range{.first = 2, .last = 4}));
    QCOMPARE(selection.layer(), std::optional<std::size_t>(4));
    selection.extendTo(0);  // back past where it began
    QCOMPARE(selection.layers(), std::optional(Range{.first = 0, .last = 2}));
    QCOMPARE(layers.size(), 3);
    selection.setLayer(0);  // that layer alone again
    QCOMPARE(selection.layers(), std::optional(Range{.first = 0, .last = 0}));
    QCOMPARE(layers.size(), 4);
    selection.setLayer(std::nullopt);
    QVERIFY(!selection.layers());
  }

  void anInputIsAlwaysNews() {
    Selection selection;
    QSignalSpy inputs(&selection, &Selection::inputChanged);
    selection.setInput({.values = pellucid::engine::Vector::Ones(3), .target = 1, .testIndex = 7});
    QCOMPARE(inputs.size(), 1);
    QCOMPARE(selection.input().testIndex, std::optional<pellucid::engine::Index>(7));
    QCOMPARE(selection.input().values.sum(), 3.0F);
  }
};

PELLUCID_TEST(tst_selection, TestSelection)
#include "tst_selection.moc"
