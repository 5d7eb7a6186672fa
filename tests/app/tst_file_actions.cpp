// SPDX-License-Identifier: GPL-3.0-or-later
// What the window asks before it replaces or drops something, answered as a user would.
#include "app/file_actions.h"

#include <QAbstractButton>
#include <QFileDialog>
#include <QLineEdit>
#include <QMessageBox>
#include <QTemporaryDir>
#include <QTimer>
#include <QtTest>

#include "tests/support/datasets.h"
#include "tests/support/idx_files.h"
#include "tests/support/saving.h"
#include "tests/support/window_test.h"
#include "tests/support/workbench.h"
#include "ui/document/edits.h"

namespace {

using namespace pellucid;
using ui::ActionId;

/// Presses a button in each message box that appears, and keeps their questions.
class Answers {
 public:
  /// `button` is the beginning of the button's text.
  explicit Answers(const QString& button) : m_button(button) {
    QObject::connect(&m_timer, &QTimer::timeout, [this] { look(); });
    m_timer.start(1);
  }
  const QStringList& asked() const { return m_asked; }
  /// Cancels file dialogs and counts them.
  void rejectFiles() { m_rejectsFiles = true; }
  int rejected() const { return m_rejected; }

 private:
  void look() {
    QWidget* modal = QApplication::activeModalWidget();
    if (auto* files = qobject_cast<QFileDialog*>(modal); files != nullptr && m_rejectsFiles) {
      ++m_rejected;
      return files->reject();
    }
    auto* box = qobject_cast<QMessageBox*>(modal);
    if (box == nullptr) return;
    m_asked << box->text();
    for (QAbstractButton* button : box->buttons())
      if (button->text().remove('&').startsWith(m_button)) return button->click();
    m_asked << QStringLiteral("no button ") + m_button;
    box->reject();
  }

  QString m_button;
  QStringList m_asked;
  bool m_rejectsFiles = false;
  int m_rejected = 0;
  QTimer m_timer;
};

class FileActionsTest : public QObject {
  Q_OBJECT

 private slots:
  void init();
  void unsavedWorkCanBeSavedFirst();
  void unsavedWorkCanBeDropped();
  void whatCannotBeSavedIsNotDropped();
  void aFileThatChangedOnDiskIsNotReplacedUnasked();
  void otherDataAreTakenOnlyWhenTheUserSaysSo();
  void theDialogKnowsTheEnding();

 private:
  struct Bench : tests::Workbench {
    using tests::Workbench::Workbench;
    ui::Actions actions;
    QWidget window;
    app::FileActions fileActions{files, actions, window};
  };

  QString path(const QString& name) const { return m_folder->filePath(name); }
  /// Trains one step that is in no file.
  void train();
  engine::Bytes bytesOf(const QString& file) const { return *engine::readFile(path(file).toStdString()); }

  std::unique_ptr<QTemporaryDir> m_folder;
  std::unique_ptr<Bench> m_bench;
};

void FileActionsTest::init() {
  m_folder = std::make_unique<QTemporaryDir>();
  tests::writeIdxFiles(*tests::syntheticDataset(), path("data").toStdString());
  m_bench = std::make_unique<Bench>(path("data"));
  QTRY_VERIFY(m_bench->run.moment() != nullptr && m_bench->run.isResting());
  QCOMPARE(tests::saveProblem(m_bench->files, path("a.pellucid")), QString());
}

void FileActionsTest::train() {
  m_bench->run.stepOnce();
  QTRY_COMPARE(m_bench->run.moment()->snapshot->state.step, std::int64_t{1});
  QVERIFY(m_bench->files.isModified());
}

void FileActionsTest::unsavedWorkCanBeSavedFirst() {
  QVERIFY(m_bench->fileActions.mayDiscard());  // there is nothing to ask about
  train();
  const Answers answers("Save");
  QVERIFY(m_bench->fileActions.mayDiscard());
  QCOMPARE(answers.asked().size(), 1);
  // It is already on disk, not still being written.
  QCOMPARE(engine::readProject(bytesOf("a.pellucid"), "a")->state.step, std::int64_t{1});
}

void FileActionsTest::unsavedWorkCanBeDropped() {
  const engine::Bytes before = bytesOf("a.pellucid");
  train();
  {
    const Answers answers("Cancel");
    QVERIFY(!m_bench->fileActions.mayDiscard());
  }
  {
    const Answers answers("Discard");
    QVERIFY(m_bench->fileActions.mayDiscard());
    QCOMPARE(answers.asked(), QStringList{"a.pellucid has changed since it was saved. Save it first?"});
  }
  QVERIFY(bytesOf("a.pellucid") == before);
  // What would replace it is named.
  const Answers answers("Discard");
  QVERIFY(m_bench->fileActions.mayDiscard("b.pellucid"));
  QVERIFY(answers.asked().value(0).startsWith("b.pellucid has been read. a.pellucid has changed"));
}

void FileActionsTest::whatCannotBeSavedIsNotDropped() {
  train();
  QVERIFY(QFile::setPermissions(path("a.pellucid"), QFile::ReadOwner));
  QSignalSpy failed(&m_bench->files, &app::ProjectFiles::notSaved);
  const Answers answers("Save");
  QVERIFY(!m_bench->fileActions.mayDiscard());
  QCOMPARE(failed.count(), 1);
  QVERIFY(failed[0][0].toString().contains("read-only"));
}

void FileActionsTest::aFileThatChangedOnDiskIsNotReplacedUnasked() {
  train();
  QFile file(path("a.pellucid"));
  QVERIFY(file.open(QIODevice::Append) && file.write("of somebody else") > 0);
  file.close();
  const engine::Bytes others = bytesOf("a.pellucid");
  {
    const Answers answers("Cancel");
    m_bench->actions[ActionId::Save].trigger();
    QCOMPARE(answers.asked().size(), 1);
    QVERIFY(answers.asked()[0].contains("a.pellucid has been changed"));
    QVERIFY(m_bench->files.writing().isEmpty());
    QVERIFY(bytesOf("a.pellucid") == others);
  }
  const Answers answers("Replace");
  QSignalSpy saved(&m_bench->files, &app::ProjectFiles::saved);
  m_bench->actions[ActionId::Save].trigger();
  QTRY_COMPARE(saved.count(), 1);
  QCOMPARE(engine::readProject(bytesOf("a.pellucid"), "a")->state.step, std::int64_t{1});
  m_bench->actions[ActionId::Save].trigger();  // which this program wrote itself
  QTRY_COMPARE(saved.count(), 2);
  QCOMPARE(answers.asked().size(), 1);
}

void FileActionsTest::otherDataAreTakenOnlyWhenTheUserSaysSo() {
  QVERIFY(QDir().rename(path("data"), path("elsewhere")));
  tests::writeIdxFiles(*tests::syntheticDataset(60, 6, 3, 8), path("others").toStdString());
  m_bench = std::make_unique<Bench>();
  QSignalSpy missing(&m_bench->files, &app::ProjectFiles::dataMissing);
  m_bench->files.openFrom(path("a.pellucid"));
  QTRY_COMPARE(missing.count(), 1);
  {
    Answers answers("Keep looking");
    answers.rejectFiles();
    m_bench->files.locateData(path("others").toStdString());
    QTRY_COMPARE(answers.asked().size(), 1);
    QVERIFY(answers.asked()[0].contains("checksum"));
    QTRY_COMPARE(answers.rejected(), 1);  // the dialog for another place
    QVERIFY(!m_bench->document.hasData());
  }
  const Answers answers("Continue");
  m_bench->files.locateData(path("others").toStdString());
  QTRY_VERIFY(m_bench->document.hasData());
  QCOMPARE(m_bench->document.experiment().data.name, path("others").toStdString());
}

/// So that the question about replacing a file is about the right file.
void FileActionsTest::theDialogKnowsTheEnding() {
  QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
  QFile precious(path("precious.pellucid"));
  QVERIFY(precious.open(QIODevice::WriteOnly) && precious.write("precious") == 8);
  precious.close();
  const Answers answers("No");
  QTimer typing;
  connect(&typing, &QTimer::timeout, this, [&] {
    auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
    if (dialog == nullptr) return;
    if (!answers.asked().isEmpty()) return dialog->reject();
    auto* name = dialog->findChild<QLineEdit*>("fileNameEdit");
    if (!name->hasFocus())
      return name->setFocus();  // the typed name counts, not the file selected in the list
    name->setText(path("precious"));
    QTest::keyClick(name, Qt::Key_Return);  // returns once the question has been answered
  });
  typing.start(1);
  m_bench->actions[ActionId::SaveAs].trigger();
  QCOMPARE(answers.asked().size(), 1);
  QVERIFY2(answers.asked()[0].contains("precious.pellucid"), qPrintable(answers.asked()[0]));
  QVERIFY(m_bench->files.writing().isEmpty());
  QVERIFY(precious.open(QIODevice::ReadOnly));
  QCOMPARE(precious.readAll(), QByteArray("precious"));
}

}  // namespace

PELLUCID_WINDOW_TEST(tst_file_actions, FileActionsTest)
#include "tst_file_actions.moc"
