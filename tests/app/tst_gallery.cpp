// SPDX-License-Identifier: GPL-3.0-or-later
// The gallery in the real window: what New… shows, what opening an example does, and the user's own.
#include "app/gallery.h"

#include <QAbstractButton>
#include <QMessageBox>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTimer>
#include <QtTest>

#include "app/composition.h"
#include "app/data_locations.h"
#include "tests/support/patience.h"
#include "tests/support/window_test.h"
#include "ui/transfer/transfer_choices.h"

namespace {

using namespace pellucid;
using tests::kPatienceMs;
using ui::ActionId;

class GalleryTest : public QObject {
  Q_OBJECT

 private slots:
  void init() { qputenv("PELLUCID_CONFIG_DIR", m_folder.path().toUtf8()); }

  void newShowsTheExamples();
  void openingOneTellsWhatThereIsToSee();
  void aFileOfOneOpensAsFilesDo();
  void resetReturnsToTheWeightsOfAnExample();
  void theStepByHandOpensStaged();
  void thoseOfTheLabReplaceNothing();
  void signsOfItsOwnAreWhatTheLabIsToLearn();
  void theUsersOwnAreKeptAndRemoved();
  void anExampleThatDoesNotFitIsRefused();

 private:
  /// The cards of the gallery, which New… has opened.
  static std::vector<ui::ExampleCard*> cards(app::Composition& program) {
    program.actions()[ActionId::New].trigger();
    const auto& dialog = program.gallery().dialog();
    (void)QTest::qWaitFor([&] { return !dialog.shownCards().empty(); }, kPatienceMs);
    return dialog.shownCards();
  }
  static void choose(app::Composition& program, const QString& title) {
    for (ui::ExampleCard* card : cards(program))
      if (card->accessibleName() == title) return card->click();
    QFAIL(qPrintable("no example " + title));
  }
  static QString told(app::Composition& program) {
    return program.notifier().textAbout(ui::Notifier::Topic::Example);
  }

  QTemporaryDir m_folder;
};

void GalleryTest::newShowsTheExamples() {
  app::Composition program(app::dataLocations());
  program.start({});
  program.actions()[ActionId::New].trigger();
  const ui::GalleryDialog& dialog = program.gallery().dialog();
  QVERIFY(dialog.isVisible());  // at once
  QTRY_VERIFY_WITH_TIMEOUT(dialog.shownCards().size() >= 20, kPatienceMs);
  QCOMPARE(dialog.shownCards().front()->accessibleName(), "One step by hand");
}

void GalleryTest::openingOneTellsWhatThereIsToSee() {
  app::Composition program(app::dataLocations());
  program.start({});
  QVERIFY(!program.actions()[ActionId::AboutExample].isEnabled());
  choose(program, "XOR with a hidden layer");
  QTRY_VERIFY_WITH_TIMEOUT(program.document().experiment().data.name == "xor-gate", kPatienceMs);
  QCOMPARE(program.document().experiment().network.layers.front().units, engine::Index{3});
  QVERIFY(!program.gallery().dialog().isVisible());
  QTRY_VERIFY_WITH_TIMEOUT(told(program).startsWith("XOR with a hidden layer: "), kPatienceMs);
  QVERIFY(told(program).contains("Try this: ") && told(program).contains("Look at this: "));
  QVERIFY(!program.window().isWindowModified());
  // Escape closes it, and it can be opened again.
  QTRY_VERIFY_WITH_TIMEOUT(
      program.run().moment() != nullptr && program.run().moment()->dataset->name == "xor-gate", kPatienceMs);
  QTest::keyClick(&program.canvas(), Qt::Key_Escape);
  QCOMPARE(told(program), QString());
  QVERIFY(program.actions()[ActionId::AboutExample].isEnabled());
  program.actions()[ActionId::AboutExample].trigger();
  QVERIFY(told(program).startsWith("XOR with a hidden layer: "));
  // Anything else has no such text.
  program.files().startNew();
  QTRY_VERIFY_WITH_TIMEOUT(told(program).isEmpty(), kPatienceMs);
  QVERIFY(!program.actions()[ActionId::AboutExample].isEnabled());
}

/// As the window's argument, or by *Open*.
void GalleryTest::aFileOfOneOpensAsFilesDo() {
  app::Composition program(app::dataLocations());
  const std::filesystem::path examples = app::examplesFolder();
  program.start(QString::fromStdString((examples / "first-steps-5-xor.json").string()));
  QTRY_VERIFY_WITH_TIMEOUT(told(program).startsWith("XOR with a hidden layer: "), kPatienceMs);
  QCOMPARE(program.document().experiment().data.name, std::string("xor-gate"));
  program.files().openFrom(QString::fromStdString((examples / "plane-1-circle.json").string()));
  QTRY_VERIFY_WITH_TIMEOUT(program.document().experiment().data.name == "circle", kPatienceMs);
  QVERIFY(program.files().path().isEmpty());
}

void GalleryTest::signsOfItsOwnAreWhatTheLabIsToLearn() {
  app::Composition program(app::dataLocations());
  program.start({});
  choose(program, "Your own handwriting");
  QTRY_VERIFY_WITH_TIMEOUT(program.document().experiment().data.own != nullptr, kPatienceMs);
  QTRY_VERIFY_WITH_TIMEOUT(program.actions()[ActionId::ShowTransfer].isChecked(), kPatienceMs);
  const auto choice = program.transfer().findChild<ui::TransferChoices*>()->choice();
  QCOMPARE(choice.design.source, std::string("digits-mlp"));
  QCOMPARE(choice.design.data, std::string("drawn,test=0.5"));
  QCOMPARE(choice.design.samples, (std::vector<engine::Index>{1, 5}));
  QVERIFY(choice.design.own == program.document().experiment().data.own);
  QVERIFY(told(program).startsWith("Your own handwriting: "));
  // The lab learns the extended set of signs next.
  engine::OwnSamples more = program.paint().signSet().samples();
  more.drawings.push_back({.number = more.next++, .label = 3, .ink = more.drawings.front().ink});
  QVERIFY(program.paint().signSet().commit("draw", more));
  QVERIFY(program.transfer().findChild<ui::TransferChoices*>()->choice().design.own ==
          program.document().experiment().data.own);
}

void GalleryTest::resetReturnsToTheWeightsOfAnExample() {
  app::Composition program(app::dataLocations());
  program.start({});
  choose(program, "One step by hand");
  QTRY_VERIFY_WITH_TIMEOUT(program.document().experiment().data.name == "by-hand" && program.run().moment() &&
                               program.run().moment()->weights().size() == 2,
                           kPatienceMs);
  const engine::Vector own = program.run().moment()->weights();
  program.run().stepOnce();
  program.run().catchUp();
  QVERIFY(program.run().moment()->weights() != own);
  program.run().reset();
  program.run().catchUp();
  QCOMPARE(program.run().moment()->snapshot->state.step, 0);
  QVERIFY(program.run().moment()->weights() == own);
}

void GalleryTest::theStepByHandOpensStaged() {
  app::Composition program(app::dataLocations());
  program.start({});
  choose(program, "One step by hand");
  QTRY_VERIFY_WITH_TIMEOUT(program.run().moment() != nullptr && program.run().moment()->weights().size() == 2,
                           kPatienceMs);
  QCOMPARE(program.run().moment()->weights()[0], engine::Scalar(3));
  QCOMPARE(program.run().moment()->weights()[1], engine::Scalar(1));
  QTRY_VERIFY_WITH_TIMEOUT(program.actions()[ActionId::SlowMotion].isChecked(), kPatienceMs);
}

void GalleryTest::thoseOfTheLabReplaceNothing() {
  app::Composition program(app::dataLocations());
  program.start({});
  choose(program, "A circle");
  QTRY_VERIFY_WITH_TIMEOUT(
      program.run().moment() != nullptr && program.run().moment()->dataset->name == "circle", kPatienceMs);
  choose(program, "When transfer does harm");
  QVERIFY(program.actions()[ActionId::ShowTransfer].isChecked());
  QCOMPARE(program.transfer().findChild<ui::TransferChoices*>()->choice().design.data, "mnist+invert");
  QCOMPARE(program.document().experiment().data.name, "circle");
  QVERIFY(told(program).startsWith("When transfer does harm: "));
}

void GalleryTest::theUsersOwnAreKeptAndRemoved() {
  app::Composition program(app::dataLocations());
  program.start({});
  choose(program, "A circle");
  QTRY_VERIFY_WITH_TIMEOUT(
      program.run().moment() != nullptr && program.run().moment()->dataset->name == "circle", kPatienceMs);
  const engine::Experiment experiment = program.document().experiment();
  QSignalSpy saved(&program.gallery(), &app::Gallery::done);
  program.gallery().save(
      {.title = "My circle", .sentence = "Mine.", .tryThis = {}, .lookAt = {}, .experiment = experiment});
  QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 1, kPatienceMs);
  QVERIFY(QFile::exists(m_folder.filePath("examples/my-circle.json")));
  program.actions()[ActionId::New].trigger();
  const ui::GalleryDialog& dialog = program.gallery().dialog();
  const auto last = [&] { return dialog.shownCards().back()->accessibleName(); };
  QTRY_COMPARE_WITH_TIMEOUT(last(), "My circle", kPatienceMs);
  QCOMPARE(dialog.shownCards().back()->example().experiment, experiment);
  // It asks before deleting the file.
  QTimer answer;
  QString question;
  connect(&answer, &QTimer::timeout, this, [&] {
    auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
    if (box == nullptr) return;
    question = box->text();
    for (QAbstractButton* button : box->buttons())
      if (button->text().contains("Remove")) button->click();
  });
  answer.start(1);
  emit program.gallery().dialog().removalWanted(dialog.shownCards().back()->stored());
  QVERIFY(question.contains("My circle"));
  QTRY_VERIFY_WITH_TIMEOUT(last() != "My circle", kPatienceMs);
  QVERIFY(!QFile::exists(m_folder.filePath("examples/my-circle.json")));
}

void GalleryTest::anExampleThatDoesNotFitIsRefused() {
  app::Composition program(app::dataLocations());
  program.start({});
  const QSignalSpy failed(&program.gallery(), &app::Gallery::failed);
  engine::Example example{.title = "Wrong", .sentence = {}, .tryThis = {}, .lookAt = {}, .experiment = {}};
  example.experiment.data.name = "circle";
  example.experiment.network.layers = {engine::dense(7, engine::Activation::Softmax)};
  program.gallery().open(example);
  QTRY_VERIFY_WITH_TIMEOUT(failed.size() == 1, kPatienceMs);
  QVERIFY(program.document().experiment().data.name != "circle");
}

}  // namespace

PELLUCID_WINDOW_TEST(tst_gallery, GalleryTest)
#include "tst_gallery.moc"
