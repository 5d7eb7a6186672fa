// SPDX-License-Identifier: GPL-3.0-or-later
// What the window tells, and that it tells it no longer than it is true.
#include <QAction>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QToolButton>
#include <QtTest>

#include "app/composition.h"
#include "tests/support/datasets.h"
#include "tests/support/idx_files.h"
#include "tests/support/saving.h"
#include "tests/support/window_test.h"
#include "ui/document/edits.h"
#include "ui/document/training_edits.h"
#include "ui/widgets/message_list.h"

namespace {

using namespace pellucid;
using Topic = ui::Notifier::Topic;
using ui::ActionId;

class MessagesTest : public QObject {
  Q_OBJECT

 private slots:
  void init();
  void aNetworkThatIsMendedIsNoLongerCalledBroken();
  void whatCouldNotBeSavedIsToldUntilItIs();
  void dataThatWereFoundAreNoLongerMissing();
  void anEditIsToldUntilTheNextOne();
  void anotherExperimentEndsThemAll();
  void theListHasThemAll();
  void aWarningAboutTheDataOutlivesEdits();
  void whatWasFoundIsToldOfTheseWeightsOnly();
  void aWeightSetByHandIsToldUntilItIsTrained();
  void whatCouldNotBeOpenedAtTheStartStays();
  void whatIsTypedIsMeant();
  void aRunThatStopsByItselfSaysWhy();

 private:
  QString path(const QString& name) const { return m_folder->filePath(name); }
  QString about(Topic topic) { return m_program->notifier().textAbout(topic); }
  /// Starts another program with the project.
  void reopen();

  std::unique_ptr<QTemporaryDir> m_folder;
  std::unique_ptr<app::Composition> m_program;
};

void MessagesTest::init() {
  m_program.reset();
  m_folder = std::make_unique<QTemporaryDir>();
  tests::writeIdxFiles(*tests::syntheticDataset(), path("data").toStdString());
  m_program = std::make_unique<app::Composition>(engine::DataLocations{});
  engine::Experiment experiment = tests::smallExperiment();
  experiment.data.name = path("data").toStdString();
  m_program->files().begin(experiment);
  QTRY_VERIFY(m_program->run().moment() != nullptr && m_program->run().isResting());
  QCOMPARE(tests::saveProblem(m_program->files(), path("a.pellucid")), QString());
}

void MessagesTest::reopen() {
  m_program = std::make_unique<app::Composition>(engine::DataLocations{});
  m_program->start(path("a.pellucid"));
  QTRY_VERIFY(m_program->run().moment() != nullptr && m_program->run().isResting());
}

void MessagesTest::aNetworkThatIsMendedIsNoLongerCalledBroken() {
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  QVERIFY(m_program->document().setParameter({.name = "w", .index = 2, .before = 0, .after = kNone}));
  QTRY_VERIFY(about(Topic::Run).contains("can't be trained"));
  QVERIFY(!m_program->actions()[ActionId::Train].isEnabled());
  QVERIFY(m_program->document().setParameter({.name = "w", .index = 2, .before = kNone, .after = 0.25}));
  QTRY_COMPARE(about(Topic::Run), QString());
  QVERIFY(m_program->actions()[ActionId::Train].isEnabled());
  m_program->document().undoStack().undo();
  QTRY_VERIFY(about(Topic::Run).contains("can't be trained"));
}

void MessagesTest::dataThatWereFoundAreNoLongerMissing() {
  QVERIFY(QDir().rename(path("data"), path("moved")));
  reopen();
  QTRY_VERIFY(about(Topic::Data).contains("locate the data"));
  // Slow motion says why it has nothing to show.
  m_program->actions()[ActionId::SlowMotion].setChecked(true);
  QVERIFY(m_program->player().problem().contains("Locate the data"));
  // Both are requested before either has arrived.
  m_program->files().locateData(path("moved").toStdString());
  m_program->files().locateData(path("moved").toStdString());
  QTRY_VERIFY(m_program->document().hasData());
  QCOMPARE(about(Topic::Data), QString());
  m_program->files().locateData(path("moved").toStdString());
  QTRY_VERIFY(m_program->run().isResting() && m_program->files().reading().isEmpty());
  QCOMPARE(about(Topic::File), QString());
  QTRY_VERIFY(m_program->player().view().has_value());
}

void MessagesTest::anEditIsToldUntilTheNextOne() {
  m_program->run().stepOnce();
  QTRY_VERIFY(m_program->run().isResting());
  QVERIFY(ui::edit::setUnits(m_program->document(), 0, 9));
  QVERIFY(about(Topic::Edit).contains("What it had learned can go on"));
  QVERIFY(ui::edit::setLearningRate(m_program->document(), 0.5));
  QCOMPARE(about(Topic::Edit), QString());
}

void MessagesTest::anotherExperimentEndsThemAll() {
  QVERIFY(!tests::exportProblem(m_program->files(), path("no such folder/a.onnx")).isEmpty());
  QVERIFY(!about(Topic::File).isEmpty());
  emit m_program->transfer().noted("The figures are there.");
  m_program->files().begin(m_program->document().experiment());
  QTRY_COMPARE(about(Topic::File), QString());
  QCOMPARE(about(Topic::Lab), QString());
}

void MessagesTest::theListHasThemAll() {
  QVERIFY(!tests::exportProblem(m_program->files(), path("no such folder/a.onnx")).isEmpty());
  QCOMPARE(tests::saveProblem(m_program->files(), path("a.pellucid")), QString());
  const auto& told = m_program->notifier().told();
  QVERIFY(told.size() >= 2);
  QVERIFY(told[told.size() - 2].severity == ui::NotifierBar::Severity::Error);
  QCOMPARE(told.back().text, QString("Saved a.pellucid."));
  QCOMPARE(about(Topic::File), QString("Saved a.pellucid."));
  m_program->actions()[ActionId::Messages].trigger();
  const auto* list = m_program->window().findChild<ui::MessageList*>();
  QVERIFY(list != nullptr && list->isVisible());
}

void MessagesTest::aWarningAboutTheDataOutlivesEdits() {
  tests::writeIdxFiles(*tests::syntheticDataset(60, 6, 3, 8), path("data").toStdString());
  reopen();
  QTRY_VERIFY(about(Topic::Data).contains("data different from"));
  QVERIFY(ui::edit::setLearningRate(m_program->document(), 0.25));
  QVERIFY(about(Topic::Data).contains("data different from"));
}

void MessagesTest::whatWasFoundIsToldOfTheseWeightsOnly() {
  m_program->messages().noteNothingFound(engine::Answer::Wrong);
  QVERIFY(about(Topic::Sample).contains("every test sample"));
  m_program->selection().setLayer(0);
  QVERIFY(!about(Topic::Sample).isEmpty());
  QVERIFY(m_program->document().setParameter({.name = "w", .index = 2, .before = 0, .after = 0.25}));
  QTRY_COMPARE(about(Topic::Sample), QString());
}

void MessagesTest::aWeightSetByHandIsToldUntilItIsTrained() {
  emit m_program->canvas().parameterEdited({.index = 0, .name = "w", .value = 1}, 2);
  QCOMPARE(about(Topic::Weight), QString("w is now 2; it was 1."));
  m_program->run().stepOnce();
  m_program->run().train();
  QTRY_COMPARE(about(Topic::Weight), QString());
  m_program->run().pause();
}

/// Something else is opened instead, which must not remove the message.
void MessagesTest::whatCouldNotBeOpenedAtTheStartStays() {
  m_program = std::make_unique<app::Composition>(
      engine::DataLocations{.mnist = tests::mnistFolder(), .fashionMnist = {}});
  m_program->start(path("none.pellucid"));
  QTRY_VERIFY(m_program->run().moment() != nullptr);
  QVERIFY2(about(Topic::File).contains("none.pellucid"), qPrintable(about(Topic::File)));
}

/// Another place is offered, and the message says that the work is unsaved.
void MessagesTest::whatCouldNotBeSavedIsToldUntilItIs() {
  m_program->files().saveTo(path("no such folder/a.pellucid"));
  QTRY_VERIFY(about(Topic::File).contains("does not exist"));
  QVERIFY(about(Topic::File).endsWith("Your work is still here, and not saved."));
  const auto buttons = m_program->window().findChildren<QToolButton*>();
  QVERIFY(std::ranges::any_of(buttons, [](const QToolButton* button) {
    return !button->isHidden() && button->text() == "Save in another place…";
  }));
  m_program->files().saveTo(path("there.pellucid"));
  QTRY_VERIFY(about(Topic::File).startsWith("Saved there.pellucid."));
}

void MessagesTest::aRunThatStopsByItselfSaysWhy() {
  QVERIFY(ui::edit::setStopping(m_program->document(), &engine::Stopping::epochs, std::int64_t{1}));
  m_program->run().train();
  QTRY_VERIFY(about(Topic::Run).contains("stopped after 1 epoch,"));
  QTRY_VERIFY(m_program->run().isResting());
  QVERIFY(m_program->actions()[ActionId::Train].isEnabled());
  m_program->run().stepOnce();  // it continues
  QTRY_COMPARE(about(Topic::Run), QString());
}

void MessagesTest::whatIsTypedIsMeant() {
  reopen();
  auto* rate = m_program->window().findChild<QComboBox*>("LearningRate");
  QVERIFY(rate != nullptr && rate->isEditable());
  rate->setFocus();
  rate->lineEdit()->selectAll();
  QTest::keyClicks(rate, "0.5");
  m_program->actions()[ActionId::Save].trigger();
  QCOMPARE(m_program->document().experiment().training.learningRate, 0.5);
  rate->lineEdit()->selectAll();
  QTest::keyClicks(rate, "0.25");
  m_program->window().setCloseQuestion([] { return true; });
  m_program->window().close();
  QCOMPARE(m_program->document().experiment().training.learningRate, 0.25);
}

}  // namespace

PELLUCID_WINDOW_TEST(tst_messages, MessagesTest)
#include "tst_messages.moc"
