// SPDX-License-Identifier: GPL-3.0-or-later
// A card shows its network's padlocks, and asks for a turn instead of turning by itself.
#include "ui/transfer/network_card.h"

#include <QLabel>
#include <QToolButton>
#include <QtTest>

#include "tests/support/transfers.h"
#include "tests/support/window_test.h"

using namespace pellucid;
using namespace pellucid::tests;
using namespace pellucid::ui;

class TestNetworkCard : public QObject {
  Q_OBJECT

 private slots:
  void showsAnArm() {
    LiveArms arms([](const TransferChoice&) { return smallTaskFor; });
    TransferChoice choice;
    choice.design.arms = "frozen";
    choice.design.steps = 3;
    arms.setSpeed(0);
    arms.begin(choice, 6);
    QTRY_VERIFY_WITH_TIMEOUT(arms.isFinished() && arms.isResting(), 30'000);
    NetworkCard source(*arms.picture(), std::nullopt);
    source.setPicture(arms.picture());
    for (std::size_t layer = 0; layer < 3; ++layer) QVERIFY(source.padlock(layer) == nullptr);
    NetworkCard card(*arms.picture(), 0);
    card.setPicture(arms.picture());
    QVERIFY(card.padlock(0)->isChecked());
    QVERIFY(card.padlock(1)->isChecked());
    QVERIFY(!card.padlock(2)->isChecked());
    QStringList texts;
    for (const QLabel* label : card.findChildren<QLabel*>()) texts << label->text();
    QVERIFY(texts.join(' ').contains("24 trainable"));  // the head: 5 inputs and a bias, 4 classes
    QVERIFY(texts.contains("drift 0.00"));
    QSignalSpy chosen(&card, &NetworkCard::frozenChosen);
    card.padlock(0)->click();
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][1].toBool(), false);
  }
};

PELLUCID_WINDOW_TEST(tst_network_card, TestNetworkCard)
#include "tst_network_card.moc"
