// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/units/maps_page.h"

#include "tests/support/window_test.h"
#include "tests/ui/units/units_fixture.h"
#include "ui/widgets/numbers.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

/// A page of maps, and its pictures in their order.
struct MapsSeen {
  tests::UnitsSeen seen;
  MapsPage page{seen.units};
  QList<TitledPicture*> pictures;

  explicit MapsSeen(const MomentPtr& moment) {
    seen.units.showMoment(moment);
    page.resize(900, 600);
    page.show();
    pictures = page.findChildren<TitledPicture*>();
  }
  /// The line below the picture, for one of its squares.
  QString reading(int picture, QPoint square) {
    emit pictures[picture]->picture().pointedAt(square);
    return line(picture);
  }
  QString line(int picture) const { return pictures[picture]->findChildren<QLabel*>().back()->text(); }
};

enum PictureOrder {
  kInputPicture,
  kMapPicture,
  kGradientPicture,
  kKernelPicture,
  kKernelGradientPicture,
  kAllPicture
};

/// Whether two texts of a number agree except for the last digit.
bool isSaid(const QString& text, const QString& what, double value) {
  const QString number = text.section(what + " = ", -1).section(',', 0, 0).replace(QChar(0x2212), '-');
  return std::abs(number.toDouble() - value) <= 2e-3 * std::max(std::abs(value), 1e-3);
}

}  // namespace

class TestMapsPage : public QObject {
  Q_OBJECT

 private slots:
  void everyNumberIsThatOfPlainLoops() {
    tests::RunOfMoments run = tests::mapMoments();
    const MomentPtr moment = run.next(5);
    MapsSeen shown(moment);
    shown.seen.selection.setUnit(UnitPlace{.layer = 0, .unit = 36});
    const tests::PlainPass plain = tests::plainPass(*moment, std::nullopt);
    for (int y = 0; y < 6; y += 2)
      for (int x = 0; x < 6; ++x) {
        const auto unit = static_cast<std::size_t>(36 + 6 * y + x);
        const QString value = shown.reading(kMapPicture, {x, y});
        QVERIFY2(isSaid(value, "a", plain.a(0)[unit]), qPrintable(value));
        QVERIFY2(isSaid(value, "z", plain.z(0)[unit]), qPrintable(value));
        const QString slope = shown.line(kGradientPicture);
        QVERIFY2(isSaid(slope, "dL/dz", plain.delta(0)[unit]), qPrintable(slope));
        // The canvas highlights the place, and the window is framed.
        QCOMPARE(shown.seen.selection.pointed()->unit, static_cast<engine::Index>(unit));
      }
    emit shown.pictures[kMapPicture]->picture().pointedAt(std::nullopt);
    QVERIFY(!shown.seen.selection.pointed());
    const tests::NaiveStage& stage = plain.pass.stages[0];
    for (int y = 0; y < 3; ++y)
      for (int x = 0; x < 3; ++x) {
        const auto place = static_cast<std::size_t>((3 * y + x) * 3 + 1);
        const QString w = shown.reading(kKernelPicture, {x, y});
        QVERIFY2(isSaid(w, "w", stage.weight[place]), qPrintable(w));
        const QString g = shown.line(kKernelGradientPicture);
        QVERIFY2(isSaid(g, "dL/dw", stage.weightGradient[place]), qPrintable(g));
      }
  }

  void aClickChoosesAPlaceOrAMap() {
    tests::RunOfMoments run = tests::mapMoments();
    MapsSeen shown(run.next(2));
    emit shown.pictures[kMapPicture]->picture().clicked({4, 3});
    QCOMPARE(shown.seen.selection.unit()->unit, engine::Index{3 * 6 + 4});
    emit shown.pictures[kAllPicture]->picture().clicked(
        {8, 1});  // the second map, following 6 squares and a gap
    QCOMPARE(shown.seen.units.channel(), engine::Index{1});
  }

  void ofADenseLayerAllUnitsAreShown() {
    tests::RunOfMoments run = tests::imageMoments();
    const MomentPtr moment = run.next(3);
    MapsSeen shown(moment);
    const tests::PlainPass plain = tests::plainPass(*moment, std::nullopt);
    // 5 units in rows of 3.
    QVERIFY(isSaid(shown.reading(kMapPicture, {1, 1}), "a", plain.a(0)[4]));
    QVERIFY(shown.reading(kMapPicture, {2, 1}).startsWith("Full colour"));  // there is no sixth
    QVERIFY(shown.pictures[kAllPicture]->isHidden());
    emit shown.pictures[kMapPicture]->picture().clicked({1, 0});
    QCOMPARE(shown.seen.units.channel(), engine::Index{1});
  }

  void aSmallerLayerHasNoPlaceThere() {
    tests::RunOfMoments run = tests::mapMoments();
    MapsSeen shown(run.next(2));
    QVERIFY(!shown.reading(kMapPicture, {5, 5}).startsWith("Full colour"));
    shown.seen.selection.setLayer(4);  // of 4 units
    QVERIFY(!shown.seen.selection.pointed());
    QVERIFY(!shown.pictures[kMapPicture]->picture().pointed());
    QVERIFY(shown.line(kMapPicture).startsWith("Full colour"));
    QVERIFY(!shown.reading(kMapPicture, {1, 1}).startsWith("Full colour"));
    tests::RunOfMoments other = tests::imageMoments();
    shown.seen.units.showMoment(other.next(1));
    QVERIFY(!shown.seen.selection.pointed());
    QVERIFY(shown.line(kMapPicture).startsWith("Full colour"));
  }

  void withoutATargetThereIsNoGradient() {
    tests::RunOfMoments run = tests::imageMoments();
    auto moment = std::make_shared<Moment>(*run.next(1));
    moment->input.target.reset();
    moment->probe =
        probeOf(moment->network(), moment->weights(), moment->experiment().training, moment->input);
    MapsSeen shown(moment);
    QVERIFY(shown.line(kGradientPicture).contains("no loss and no gradient"));
    QVERIFY(shown.pictures[kGradientPicture]->picture().isEmpty());
  }
};

PELLUCID_WINDOW_TEST(tst_maps_page, TestMapsPage)
#include "tst_maps_page.moc"
