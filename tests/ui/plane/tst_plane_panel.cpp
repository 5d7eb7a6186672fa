// SPDX-License-Identifier: GPL-3.0-or-later
// The whole panel: what it asks for, what it says, and its controls.
#include "ui/plane/plane_panel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QSignalSpy>
#include <QSlider>
#include <QToolButton>
#include <QtTest>

#include "tests/support/pointer.h"
#include "tests/support/window_test.h"
#include "tests/ui/plane/plane_questions.h"
#include "ui/plane/plane_legend.h"
#include "ui/plane/plane_view.h"
#include "ui/theme/class_colours.h"
#include "ui/widgets/numbers.h"

using namespace pellucid;
using namespace pellucid::ui;
using engine::Index;

namespace {

template <class Widget>
Widget* named(const PlanePanel& panel, const char* name) {
  for (auto* widget : panel.findChildren<Widget*>())
    if (widget->accessibleName() == QLatin1String(name)) return widget;
  return nullptr;
}

}  // namespace

class TestPlanePanel : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    m_selection = std::make_unique<Selection>();
    m_panel = std::make_unique<PlanePanel>(*m_selection);
    m_panel->resize(860, 420);
    m_panel->show();
  }

  void classesAreExplainedBesideThem() {
    showAndWait(tests::planeMoment("pinwheel,samples=60"));
    QStringList texts;
    for (const LegendEntry& entry : m_panel->legend().entries()) texts << entry.text;
    const QStringList expected = {
        "A", "B", "C", "unsure", "training sample", "test sample", "answered wrongly"};
    QCOMPARE(texts, expected);
    QCOMPARE(m_panel->legend().entries()[1].colour, classColour(themeOf(*m_panel), 1, 3));
    QCOMPARE(m_panel->legend().heading(), QString("The network’s answer"));
    QTest::mouseClick(named<QCheckBox>(*m_panel, "Test samples"), Qt::LeftButton, {}, {6, 6});
    QTRY_VERIFY(m_panel->view().picture()->test.empty());
    QTRY_COMPARE(m_panel->legend().entries().size(), std::size_t{6});
  }

  /// Beside the picture: the pointer's place, and the network's answer there.
  void theAnswerUnderThePointerIsToldBesideIt() {
    const MomentPtr moment = tests::planeMoment("circle,samples=60", {6}, 150);
    showAndWait(moment);
    const PlaneView& view = m_panel->view();
    const QPointF at = view.picturePlace().center() + QPointF(30, -20);
    tests::movePointer(m_panel->view(), at);
    PlaneFrame frame = view.picture()->frame;
    frame.place = view.picturePlace();
    const QPointF value = frame.valueAt(at);
    engine::Vector input(2);
    input << static_cast<engine::Scalar>(value.x()), static_cast<engine::Scalar>(value.y());
    const auto output =
        engine::probe(moment->network(), moment->weights(), moment->experiment().training.loss, input,
                      std::optional<std::uint8_t>())
            .trace.output();
    Index winner = 0;
    const auto share = static_cast<double>(output.col(0).maxCoeff(&winner));
    const QString expected = QString("x = %1, y = %2: %3 (%4)")
                                 .arg(shortValueText(value.x()), shortValueText(value.y()),
                                      winner == 0 ? "negative" : "positive", certaintyText(share));
    QCOMPARE(m_panel->readout(), expected);
    // With the pointer elsewhere, the shown sample.
    tests::movePointer(m_panel->view(), {1, 1});
    QVERIFY2(m_panel->readout().startsWith("Test sample #0 of 30: x = "), qPrintable(m_panel->readout()));
  }

  /// Pointing at a unit in any view shows it for as long; a selected one stays where the user chose this.
  void aUnitThatIsPointedAtIsShown() {
    const MomentPtr moment = tests::planeMoment("circle,samples=60", {4, 3});
    showAndWait(moment);
    m_selection->setPointed(Place{.layer = 1, .unit = 2});
    QTRY_VERIFY(m_panel->view().picture()->meaning.isUnit);
    QCOMPARE(m_panel->view().picture()->meaning.row, Index{2});
    QTRY_COMPARE(m_panel->legend().heading(), QString("Hidden 2, unit 3"));
    m_selection->setPointed(Place{.layer = 1, .unit = 2, .from = 0});  // a weight is not a unit
    QTRY_VERIFY(!m_panel->view().picture()->meaning.isUnit);

    auto* subject = named<QComboBox>(*m_panel, "Whose answer");
    QCOMPARE(subject->count(), 2);
    m_selection->setUnit(UnitPlace{.layer = 0, .unit = 1});
    QVERIFY(!m_panel->view().picture()->meaning.isUnit);
    subject->setFocus();
    QTest::keyClick(subject, Qt::Key_Down);
    QTRY_VERIFY(m_panel->view().picture()->meaning.isUnit);
    QCOMPARE(m_panel->view().picture()->meaning.layer, std::size_t{0});
    m_selection->setPointed(Place{.layer = 9, .unit = 0});  // of another network
    QTRY_COMPARE(m_panel->legend().heading(), QString("Hidden 1, unit 2"));
  }

  /// Two of four inputs are chosen; the others stay as in the shown sample.
  void axesAreChosenWhereThereAreMore() {
    const MomentPtr moment = tests::planeMoment("prices,samples=60+standardise");
    showAndWait(moment);
    auto* across = named<QComboBox>(*m_panel, "Input across");
    auto* up = named<QComboBox>(*m_panel, "Input up");
    QVERIFY(across->isVisible() && across->count() == 4);
    QCOMPARE(across->currentText() + " " + up->currentText(), QString("area rooms"));
    across->setFocus();
    QTest::keyClick(across, Qt::Key_Down);  // rooms, which was on the other axis: they swap places
    QCOMPARE(across->currentText() + " " + up->currentText(), QString("rooms area"));
    QTest::keyClick(up, Qt::Key_End);
    QCOMPARE(m_panel->controls().choice().up, Index{3});
    QSignalSpy set(m_panel.get(), &PlanePanel::inputSet);
    emit m_panel->view().pointChosen({0.5, -1});
    QCOMPARE(set.size(), 1);
    engine::Vector expected = moment->input.values;
    expected[1] = engine::Scalar(0.5);
    expected[3] = engine::Scalar(-1);
    const auto chosen = set[0][0].value<engine::Vector>();
    QCOMPARE(chosen.size(), expected.size());
    QCOMPARE(chosen, expected);

    showAndWait(tests::planeMoment("xor,samples=40"));
    QVERIFY(!across->isVisible());
  }

  void whatIsMadeFromAnInputMovesWithIt() {
    showAndWait(tests::planeMoment("circle,samples=40+x2+xy"));
    QVERIFY(!named<QComboBox>(*m_panel, "Input across")->isVisible());  // x² is not a separate axis
    QSignalSpy set(m_panel.get(), &PlanePanel::inputSet);
    emit m_panel->view().pointChosen({3, -2});
    const auto chosen = set[0][0].value<engine::Vector>();
    engine::Vector expected(4);
    expected << 3, -2, 9, -6;
    QCOMPARE(chosen.size(), expected.size());
    QCOMPARE(chosen, expected);
  }

  void oneInputIsACurve() {
    showAndWait(tests::planeMoment("curve,samples=40"));
    QVERIFY(m_panel->view().picturePlace().width() > 1.65 * m_panel->view().picturePlace().height() ||
            m_panel->view().picturePlace().right() > m_panel->view().width() - 12);
    QCOMPARE(m_panel->legend().entries().front().mark, LegendEntry::Mark::Line);
    QVERIFY(m_panel->readout().contains("x = "));
    QVERIFY(m_panel->readout().contains("y = "));
  }

  /// With reduced motion at once, otherwise all the way by the slider.
  void thePlaneIsFolded() {
    const MomentPtr moment = tests::planeMoment("circle,samples=40", {4, 3});
    showAndWait(moment);
    m_panel->setReducedMotion(true);
    auto* fold = named<QToolButton>(*m_panel, "Fold the plane");
    auto* layer = named<QComboBox>(*m_panel, "Layer to fold into");
    QVERIFY(!layer->isVisible());
    fold->setFocus();
    QTest::keyClick(fold, Qt::Key_Space);
    QVERIFY(layer->isVisible());
    QCOMPARE(layer->currentText(), QString("Hidden 2"));  // the last before the output
    QCOMPARE(m_panel->controls().choice().folded, 1.0);
    const QPointF flat = m_panel->view().picture()->train[0];
    QTRY_VERIFY(m_panel->view().picture()->train[0] != flat);
    layer->setFocus();
    QTest::keyClick(layer, Qt::Key_Up);
    QCOMPARE(m_panel->controls().choice().fold.layer, std::size_t{0});
    QCOMPARE(named<QComboBox>(*m_panel, "Unit up")->count(), 4);
    auto* way = named<QSlider>(*m_panel, "How far the plane is folded");
    way->setValue(0);
    QCOMPARE(m_panel->controls().choice().folded, 0.0);
    QTRY_COMPARE(m_panel->view().picture()->train[0], flat);
  }

  /// Otherwise it moves gradually.
  void foldingTakesAMoment() {
    showAndWait(tests::planeMoment("circle,samples=40", {4, 3}));
    std::vector<double> seen;
    connect(&m_panel->controls(), &PlaneControls::changed, this,
            [&] { seen.push_back(m_panel->controls().choice().folded); });
    named<QToolButton>(*m_panel, "Fold the plane")->click();
    QTRY_VERIFY(!seen.empty() && seen.back() == 1.0);
    QVERIFY(std::ranges::is_sorted(seen));
    QVERIFY(std::ranges::any_of(seen, [](double folded) { return folded > 0.05 && folded < 0.95; }));
  }

  void imagesHaveNoPlaneAndAreToldWhy() {
    m_panel->showMoment(tests::share(
        tests::momentAfter(tests::experimentFor(*tests::squareImages(), {4}), tests::squareImages())));
    QVERIFY(m_panel->view().picture() == std::nullopt);
    QVERIFY(m_panel->view().emptyText().contains("These data are images"));
    QVERIFY(!m_panel->controls().isVisible());
    showAndWait(tests::planeMoment("xor,samples=40"));
    QVERIFY(m_panel->controls().isVisible());
  }

  void whileItIsHiddenItAsksForNothing() {
    m_panel->hide();
    m_panel->showMoment(tests::planeMoment("xor,samples=40"));
    QCoreApplication::processEvents();
    QCOMPARE(m_panel->paintedPictures(), std::int64_t{0});
    m_panel->show();
    QTRY_VERIFY(m_panel->paintedPictures() > 0);
  }

  /// Anything laid over the picture must know.
  void tellsWhenThePictureIsLaidOutAnew() {
    m_panel->resize(1400, 400);
    QCoreApplication::processEvents();
    QSignalSpy laidOut(m_panel.get(), &PlanePanel::laidOut);
    const MomentPtr curve = tests::planeMoment("curve,samples=40");
    showAndWait(curve);
    QVERIFY(!laidOut.empty());  // as wide as the available room
    auto told = laidOut.size();
    m_panel->showMoment(curve);
    QCOMPARE(laidOut.size(), told);
    showAndWait(tests::planeMoment("prices,samples=60+standardise"));
    QVERIFY(laidOut.size() > told);
    QTest::keyClick(named<QComboBox>(*m_panel, "Input up"), Qt::Key_End);
    told = laidOut.size();
    showAndWait(tests::planeMoment("xor,samples=40"));
    QCOMPARE(laidOut.size(), told + 1);  // for the axes
    QCOMPARE(m_panel->controls().choice().up, Index{1});
  }

  void everyControlTeaches() {
    for (const auto* widget : m_panel->controls().findChildren<QWidget*>()) {
      const bool isControl = widget->focusPolicy() & Qt::TabFocus && widget->parentWidget() != nullptr &&
                             !widget->accessibleName().isEmpty();
      if (isControl) QVERIFY(widget->toolTip().size() > 20);
    }
    QVERIFY(m_panel->view().toolTip().size() > 40);
  }

 private:
  void showAndWait(const MomentPtr& moment) {
    const std::int64_t before = m_panel->paintedPictures();
    m_panel->showMoment(moment);
    QTRY_VERIFY(m_panel->paintedPictures() > before && m_panel->view().picture());
  }

  std::unique_ptr<Selection> m_selection;
  std::unique_ptr<PlanePanel> m_panel;
};

PELLUCID_WINDOW_TEST(tst_plane_panel, TestPlanePanel)
#include "tst_plane_panel.moc"
