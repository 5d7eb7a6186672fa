// SPDX-License-Identifier: GPL-3.0-or-later
// The dialogs of opening and saving, answered as a user answers them.
#include "app/file_actions.h"

#include <QFileDialog>
#include <QLineEdit>
#include <QMessageBox>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include "tests/support/datasets.h"
#include "tests/support/idx_files.h"
#include "tests/support/test_program.h"
#include "ui/document/edits.h"
#include "ui/run/sample_navigator.h"

namespace {

using namespace pellucid;
using ui::ActionId;

/// What answers the dialogs that come, one after the other.
using Answers = QList<std::function<void(QWidget&)>>;

void answer(const Answers& answers) {
  if (answers.isEmpty()) return;
  QTimer::singleShot(0, [answers] {
    QWidget* dialog = QApplication::activeModalWidget();
    QVERIFY(dialog != nullptr);
    answer(answers.mid(1));
    answers.first()(*dialog);
  });
}

std::function<void(QWidget&)> press(QMessageBox::StandardButton button) {
  return [button](QWidget& dialog) { dynamic_cast<QMessageBox&>(dialog).button(button)->click(); };
}

/// Types a name and accepts.
std::function<void(QWidget&)> write(const QString& path) {
  return [path](QWidget& dialog) {
    auto& files = dynamic_cast<QFileDialog&>(dialog);
    files.setDirectory(QFileInfo(path).path());
    files.findChild<QLineEdit*>("fileNameEdit")->setText(QFileInfo(path).fileName());
    QMetaObject::invokeMethod(&files, "accept");
  };
}

}  // namespace

class TestFileActions : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    m_data = path("data");
    tests::writeIdxFiles(*tests::syntheticDataset(), m_data.toStdString());
    engine::Experiment experiment = tests::smallExperiment();
    experiment.data.name = m_data.toStdString();
    m_files.begin(experiment);
    QTRY_VERIFY(m_run.moment() != nullptr);
  }

  void nothingIsAskedWhereNothingIsLost() {
    QVERIFY(!m_files.isModified());
    QVERIFY(m_dialogs.mayDiscard());
  }

  void unsavedWorkIsAskedAbout_data() {
    QTest::addColumn<int>("button");
    QTest::addColumn<bool>("isDiscarded");
    QTest::newRow("cancel") << static_cast<int>(QMessageBox::Cancel) << false;
    QTest::newRow("discard") << static_cast<int>(QMessageBox::Discard) << true;
  }
  void unsavedWorkIsAskedAbout() {
    QFETCH(int, button);
    QFETCH(bool, isDiscarded);
    QVERIFY(ui::edit::setLearningRate(m_document, 0.125));
    answer({press(static_cast<QMessageBox::StandardButton>(button))});
    QCOMPARE(m_dialogs.mayDiscard(), isDiscarded);
    QVERIFY(m_files.isModified());  // the question itself changes nothing
    m_document.undoStack().undo();
  }

  /// The answer "Save" without a name leads to the question for one, whose ending is added.
  void savingFirstAsksForAName() {
    QVERIFY(ui::edit::setLearningRate(m_document, 0.25));
    QSignalSpy done(&m_dialogs, &app::FileActions::done);
    answer({press(QMessageBox::Save), write(path("first"))});
    QVERIFY(m_dialogs.mayDiscard());
    QVERIFY(!m_files.isModified());
    QCOMPARE(m_files.path(), path("first.pellucid"));
    QVERIFY(QFileInfo(path("first.pellucid")).size() > 0);
    QCOMPARE(done.size(), 1);
    QVERIFY(done[0][0].toString().contains("first.pellucid"));
  }

  void thenItsNameIsKnown() {
    QVERIFY(ui::edit::setLearningRate(m_document, 0.5));
    m_actions[ActionId::Save].trigger();
    QVERIFY(!m_files.isModified());
  }

  void exportingSaysWhatTheModelTakes() {
    QSignalSpy done(&m_dialogs, &app::FileActions::done);
    answer({write(path("network"))});
    m_actions[ActionId::ExportOnnx].trigger();
    QCOMPARE(done.size(), 1);
    const QString words = done[0][0].toString();
    for (const char* part : {"network.onnx", "pixels from 0 to 1", "logits and probabilities"})
      QVERIFY2(words.contains(part), qPrintable(words));
    QVERIFY(QFile::exists(path("network.onnx")));
  }

  void whatCannotBeReadIsTold() {
    QSignalSpy failed(&m_dialogs, &app::FileActions::failed);
    QVERIFY(!m_dialogs.open(path("missing.pellucid")));
    QCOMPARE(failed.size(), 1);
    QVERIFY(failed[0][0].toString().contains("missing.pellucid"));
  }

 private:
  QString path(const QString& name) const { return m_folder.filePath(name); }

  QTemporaryDir m_folder;
  QString m_data;
  ui::Document m_document;
  ui::Selection m_selection;
  ui::DatasetLibrary m_library{engine::DataLocations{}};
  ui::RunController m_run{m_document, m_selection};
  ui::SampleNavigator m_navigator{m_document, m_selection, m_run};
  app::ProjectFiles m_files{m_document, m_run, m_library};
  ui::Actions m_actions;
  QWidget m_window;
  app::FileActions m_dialogs{m_files, m_actions, m_window};
};

PELLUCID_TEST_IN(QApplication, tst_file_actions, TestFileActions)
#include "tst_file_actions.moc"
