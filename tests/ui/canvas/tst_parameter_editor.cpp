// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/parameter_editor.h"

#include <QSignalSpy>
#include <QtTest>

#include "tests/support/window_test.h"
#include "tests/ui/canvas/plane_moment.h"

using namespace pellucid;
using namespace pellucid::ui;

class TestParameterEditor : public QObject {
  Q_OBJECT

 private slots:
  void init() {
    m_parent = std::make_unique<QWidget>();
    m_parent->resize(400, 300);
    m_parent->setFocusPolicy(Qt::StrongFocus);
    m_editor = new ParameterEditor(m_parent.get());
    m_parent->show();
    QVERIFY(QTest::qWaitForWindowActive(m_parent.get()));
  }

  /// Each parameter's index is right: changing it changes that weight or bias and no other.
  void parametersAreThoseOfTheNetwork() {
    const Moment moment = tests::circleMoment();
    const engine::Network& network = moment.network();
    const Parameter weight = weightParameter(moment, 1, 3, 1);
    QCOMPARE(weight.name, "w from Hidden 1, unit 4 to Hidden 2, unit 2");
    const Parameter bias = biasParameter(moment, 0, 2);
    QCOMPARE(bias.name, "bias of Hidden 1, unit 3");
    engine::Vector weights = moment.weights();
    QCOMPARE(static_cast<double>(weights[weight.index]), weight.value);
    QCOMPARE(static_cast<double>(weights[bias.index]), bias.value);
    weights[weight.index] = 7;
    weights[bias.index] = 8;
    QCOMPARE(network.weight(weights, 1)(1, 3), engine::Scalar(7));
    QCOMPARE(network.bias(weights, 0)[2], engine::Scalar(8));
  }

  void typingTellsTheValueAndReturnKeepsIt() {
    QSignalSpy set(m_editor, &ParameterEditor::valueSet);
    QSignalSpy finished(m_editor, &ParameterEditor::finished);
    m_editor->open({.index = 5, .name = "w", .value = 0.123456789}, {200, 150});
    QVERIFY(m_editor->isVisible());
    QTest::keyClicks(m_editor, "-1.5");
    QCOMPARE(set.size(), 0);
    QTest::keyClick(m_editor, Qt::Key_Return);
    QVERIFY(!m_editor->isVisible());
    QCOMPARE(set.size(), 1);
    QCOMPARE(set[0][0].value<Parameter>().index, engine::Index{5});
    QCOMPARE(set[0][1].toDouble(), -1.5);
    QCOMPARE(finished.size(), 1);
    QCOMPARE(finished[0][0].value<Parameter>().value, 0.123456789);
    QCOMPARE(finished[0][1].toDouble(), -1.5);
  }

  void arrowKeysTurnItAtOnceAndEscapeBringsTheOldValueBack() {
    QSignalSpy set(m_editor, &ParameterEditor::valueSet);
    QSignalSpy finished(m_editor, &ParameterEditor::finished);
    m_editor->open({.index = 5, .name = "w", .value = 0.123456789}, {200, 150});
    QTest::keyClick(m_editor, Qt::Key_Up);
    QTest::keyClick(m_editor, Qt::Key_Up);
    QCOMPARE(set.size(), 2);
    QVERIFY(std::abs(set[1][1].toDouble() - 0.2235) < 1e-3);
    QTest::keyClick(m_editor, Qt::Key_Escape);
    QVERIFY(!m_editor->isVisible());
    QCOMPARE(set.last()[1].toDouble(), 0.123456789);  // with every digit
    QCOMPARE(finished.size(), 0);
  }

  void lookingChangesNothing() {
    QSignalSpy set(m_editor, &ParameterEditor::valueSet);
    QSignalSpy finished(m_editor, &ParameterEditor::finished);
    m_editor->open({.index = 5, .name = "w", .value = 0.123456789}, {200, 150});
    QTest::keyClick(m_editor, Qt::Key_Return);
    m_editor->open({.index = 6, .name = "b", .value = 1}, {200, 150});
    m_parent->setFocus();
    QVERIFY(!m_editor->isVisible());
    m_editor->open({.index = 6, .name = "b", .value = 1}, {200, 150});
    QTest::keyClick(m_editor, Qt::Key_Escape);
    QVERIFY(!m_editor->isVisible());
    QCOMPARE(set.size(), 0);
    QCOMPARE(finished.size(), 0);
  }

  /// It is shown as such, and looking at it does not make it a number.
  void aValueThatIsNoNumberIsMendedOrStays() {
    QSignalSpy set(m_editor, &ParameterEditor::valueSet);
    QSignalSpy finished(m_editor, &ParameterEditor::finished);
    const Parameter none{.index = 5, .name = "w", .value = std::numeric_limits<double>::quiet_NaN()};
    for (const auto key : {Qt::Key_Return, Qt::Key_Escape}) {
      m_editor->open(none, {200, 150});
      QCOMPARE(m_editor->text(), QString("nan"));
      QTest::keyClick(m_editor, key);
      QVERIFY(!m_editor->isVisible());
    }
    QCOMPARE(set.size(), 0);

    m_editor->open(none, {200, 150});
    QTest::keyClick(m_editor, Qt::Key_Up);
    QCOMPARE(set.last()[1].toDouble(), 0.05);
    QTest::keyClick(m_editor, Qt::Key_Escape);
    QVERIFY(std::isnan(set.last()[1].toDouble()));
    QCOMPARE(finished.size(), 0);

    m_editor->open(none, {200, 150});
    QTest::keyClicks(m_editor, "0");
    QTest::keyClick(m_editor, Qt::Key_Return);
    QCOMPARE(set.last()[1].toDouble(), 0.0);
    QCOMPARE(finished.size(), 1);
    m_editor->open({.index = 6, .name = "b", .value = 1}, {200, 150});
    QCOMPARE(m_editor->text(), QString("1"));
  }

  void itOpensInsideTheCanvas() {
    for (const QPointF at : {QPointF(0, 0), QPointF(399, 299), QPointF(200, 0)}) {
      m_editor->open({.index = 0, .name = "w", .value = 0}, at);
      QVERIFY(m_parent->rect().contains(m_editor->geometry()));
    }
  }

 private:
  std::unique_ptr<QWidget> m_parent;
  ParameterEditor* m_editor = nullptr;
};

PELLUCID_WINDOW_TEST(tst_parameter_editor, TestParameterEditor)
#include "tst_parameter_editor.moc"
