// SPDX-License-Identifier: GPL-3.0-or-later
// A card says all that was found, and each of its links and buttons asks for what it names.
#include "ui/diagnosis/finding_card.h"

#include <QAbstractButton>
#include <QLabel>
#include <QSignalSpy>
#include <QtTest>

#include "tests/support/colours.h"
#include "tests/support/window_test.h"
#include "tests/ui/diagnosis/diagnosis_fixture.h"
#include "ui/diagnosis/remedy_row.h"
#include "ui/widgets/link_button.h"

using namespace pellucid;
using namespace pellucid::ui;

namespace {

QStringList labelsOf(const QWidget& widget) {
  QStringList texts;
  for (const auto* label : widget.findChildren<QLabel*>())
    if (!label->isHidden()) texts << label->text();
  return texts;
}

QAbstractButton* linkOf(const QWidget& widget, const QString& text) {
  for (auto* button : widget.findChildren<QAbstractButton*>())
    if (button->text() == text && !button->isHidden()) return button;
  return nullptr;
}

}  // namespace

class TestFindingCard : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    const auto dataset = tests::squareImages(4, 3, 60);
    m_moment = tests::share(tests::momentAfter(tests::experimentFor(*dataset, {6}), dataset));
    m_finding = tests::madeUpFinding(m_moment->experiment());
  }

  void saysAllThatWasFound() {
    FindingCard card;
    card.resize(260, 400);
    card.showFinding(m_finding, *m_moment);
    card.show();
    const QStringList labels = labelsOf(card);
    QVERIFY(labels.contains("Two units are dead."));
    QVERIFY(labels.contains("dead units: 2\nloss: 0.25"));
    QCOMPARE(card.accessibleName(), QString("Alarm: Two units are dead."));
    QCOMPARE(card.findChild<SignLabel*>()->kind(), SignKind::Alarm);
    auto* reason = card.findChild<ReasonSection*>();
    QVERIFY(!reason->isOpen());
    QCOMPARE(reason->reason(), QString("A step was too long."));
    QVERIFY(card.sinceButton().text().startsWith("since step 20"));
    QVERIFY(linkOf(card, "in Hidden 1: 2 of 6 units") != nullptr && linkOf(card, "in Output") != nullptr);
    QCOMPARE(card.remedies().size(), std::size_t{2});
    QCOMPARE(card.remedies()[1]->button().words(), QString("Go back to where it was well."));
  }

  void linksAndButtonsAsk() {
    FindingCard card;
    card.showFinding(m_finding, *m_moment);
    card.show();
    QSignalSpy step(&card, &FindingCard::stepWanted);
    QSignalSpy place(&card, &FindingCard::placeWanted);
    QSignalSpy remedy(&card, &FindingCard::remedyWanted);
    QSignalSpy silence(&card, &FindingCard::silenceWanted);
    QTest::keyClick(&card.sinceButton(), Qt::Key_Space);
    QCOMPARE(step.takeLast().at(0).value<std::int64_t>(), std::int64_t{20});
    QTest::mouseClick(linkOf(card, "in Output"), Qt::LeftButton);
    QCOMPARE(place.takeLast().at(0).value<engine::FindingPlace>(), m_finding.places[1]);
    QTest::mouseClick(&card.remedies()[1]->button(), Qt::LeftButton);
    QCOMPARE(remedy.takeLast().at(0).value<std::size_t>(), std::size_t{1});
    QTest::mouseClick(linkOf(card, "Silence"), Qt::LeftButton);
    QCOMPARE(silence.count(), 1);
  }

  void whatChangesIsShownAndTheRestStays() {
    FindingCard card;
    card.showFinding(m_finding, *m_moment);
    const RemedyRow* first = card.remedies()[0];
    const QAbstractButton* link = linkOf(card, "in Output");
    engine::Finding later = m_finding;
    later.severity = engine::Severity::Warning;
    later.evidence[0].value = 3;
    card.showFinding(later, *m_moment);
    QVERIFY(labelsOf(card).contains("dead units: 3\nloss: 0.25"));
    QCOMPARE(card.findChild<SignLabel*>()->kind(), SignKind::Warning);
    QVERIFY(card.remedies()[0] == first && linkOf(card, "in Output") == link);
    later.remedies.pop_back();
    later.places = {{.layer = 0}, {.layer = 1}, {.layer = 0, .units = {1}}, {.layer = 0, .units = {2}}};
    card.showFinding(later, *m_moment);
    QCOMPARE(card.remedies().size(), std::size_t{1});
    QVERIFY(labelsOf(card).contains("and in 1 more layer"));
  }

  /// The same layers and units may have other names in another network.
  void placesAreCalledAsTheyAreNow() {
    FindingCard card;
    card.showFinding(m_finding, *m_moment);
    card.show();
    const auto dataset = tests::squareImages(4, 3, 60);
    const auto wider = tests::share(tests::momentAfter(tests::experimentFor(*dataset, {9}), dataset));
    card.showFinding(m_finding, *wider);
    QTRY_VERIFY(linkOf(card, "in Hidden 1: 2 of 9 units") != nullptr);
    QVERIFY(linkOf(card, "in Hidden 1: 2 of 6 units") == nullptr);
  }

  void whatWasChosenIsFramed() {
    FindingCard card;
    card.resize(260, 300);
    card.showFinding(m_finding, *m_moment);
    const int before = tests::countColour(card.grab().toImage(), themeOf(card).forward);
    card.setChosen(true);
    QVERIFY(tests::countColour(card.grab().toImage(), themeOf(card).forward) > before + 200);
    card.setChosen(false);
    QCOMPARE(tests::countColour(card.grab().toImage(), themeOf(card).forward), before);
  }

 private:
  MomentPtr m_moment;
  engine::Finding m_finding;
};

PELLUCID_WINDOW_TEST(tst_finding_card, TestFindingCard)
#include "tst_finding_card.moc"
