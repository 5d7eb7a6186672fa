// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/file_actions.h"

#include <QEventLoop>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

#include "app/long_name_hint.h"
#include "app/open_formats.h"
#include "ui/widgets/message_text.h"
#include "ui/widgets/numbers.h"

namespace pellucid::app {
namespace {

/// Asks where to write, with the file's ending, so that the dialog's question about replacing a file is about
/// the file that will be replaced. Empty when the user cancels.
QString askWhere(QWidget& window, const QString& title, const QString& suggestion, const QString& filter,
                 const QString& ending) {
  QFileDialog dialog(&window, title, QFileInfo(suggestion).path(), filter);
  dialog.setAcceptMode(QFileDialog::AcceptSave);
  dialog.setFileMode(QFileDialog::AnyFile);
  dialog.setDefaultSuffix(ending);
  dialog.selectFile(QFileInfo(suggestion).fileName());
  explainLongNames(dialog);
  return dialog.exec() == QDialog::Accepted ? dialog.selectedFiles().value(0) : QString();
}

/// The question whether to save what is in the file `open`, or has no file, before `next` or something
/// without a file.
QString questionAbout(const QString& open, const QString& next) {
  if (open.isEmpty() && next.isEmpty())
    return FileActions::tr("The experiment has changed and is not saved. Save it first?");
  const QString name = QFileInfo(open).fileName();
  if (next.isEmpty()) return FileActions::tr("%1 has changed since it was saved. Save it first?").arg(name);
  if (open.isEmpty())
    return FileActions::tr("%1 has been read. Save the experiment that is open first?").arg(next);
  return FileActions::tr("%1 has been read. %2 has changed since it was saved. Save that first?")
      .arg(next, name);
}

}  // namespace

FileActions::FileActions(ProjectFiles& files, ui::Actions& actions, QWidget& window)
    : m_files(files), m_window(window) {
  using ui::ActionId;
  connect(&actions[ActionId::OpenExample], &QAction::triggered, this, [this, &actions] {
    if (!mayDiscard()) return;
    m_files.startExample();
    actions[ActionId::SlowMotion].setChecked(true);
  });
  connect(&actions[ActionId::Open], &QAction::triggered, this, &FileActions::askAndOpen);
  connect(&actions[ActionId::Save], &QAction::triggered, this, &FileActions::save);
  connect(&actions[ActionId::SaveAs], &QAction::triggered, this, &FileActions::saveAs);
  connect(&m_files, &ProjectFiles::recovered, this,
          [this] { emit done(tr("Restored what was not saved. Save it under a name to keep it.")); });
  connect(&m_files, &ProjectFiles::opened, this,
          [this] { emit done(tr("Opened %1.").arg(QFileInfo(m_files.source()).fileName())); });
  connect(&m_files, &ProjectFiles::saved, this, [this](const QString& path, const KeptMoments& kept) {
    emit done(savedText(QFileInfo(path).fileName(), kept));
  });
  connect(&m_files, &ProjectFiles::writeCancelled, this, [this](const QString& path) {
    emit done(tr("Stopped writing %1. What was there before is unchanged.").arg(QFileInfo(path).fileName()));
  });
  connect(&m_files, &ProjectFiles::exported, this,
          [this](const QString& path, const ui::Design& design, const QString& proof) {
            emit done(exportedText(QFileInfo(path).fileName(), design, proof));
          });
  connect(&m_files, &ProjectFiles::dataExported, this,
          [this](const QString& path, const engine::DatasetPtr& dataset) {
            const engine::Index samples =
                dataset->train.size() + dataset->validation.size() + dataset->test.size();
            emit done(tr("Exported %Ln sample(s) as %1: the inputs first, then what they should be answered.",
                         nullptr, static_cast<int>(samples))
                          .arg(QFileInfo(path).fileName()));
          });
  connect(&m_files, &ProjectFiles::failed, this, &FileActions::failed);
  m_files.setReplaceQuestion([this](const QString& next) { return mayDiscard(next); });
  m_files.setLogitsQuestion([this](const QString& file) { return areShares(file); });
  connect(&m_files, &ProjectFiles::otherDataFound, this, &FileActions::askAboutData);
  connect(&actions[ActionId::ExportOnnx], &QAction::triggered, this, &FileActions::exportOnnx);
  connect(&actions[ActionId::TakeWeights], &QAction::triggered, this, &FileActions::askForWeights);
  connect(&actions[ActionId::ExportData], &QAction::triggered, this, &FileActions::exportData);
}

/// What the run's moments add to the file, to explain its size.
QString FileActions::savedText(const QString& file, const KeptMoments& kept) {
  if (kept.isLeftOut)
    return tr("Saved %1 as it is now. The way there has become too long for a file, and is not in it.")
        .arg(file);
  if (kept.areRunsLeftOut)
    return tr("Saved %1 as it is now. The other runs have become too large for a file, and are not in it.")
        .arg(file);
  if (kept.count == 0 && kept.runs == 0) return tr("Saved %1.").arg(file);
  const QString moments =
      tr("%Ln earlier moment(s) of the run are in it and take %1; the steps between them "
         "are trained again when you go there.",
         nullptr, static_cast<int>(kept.count))
          .arg(QLocale().formattedDataSize(static_cast<qint64>(kept.bytes), 1, QLocale::DataSizeSIFormat));
  const QString runs =
      kept.curves == 0 ? tr("%Ln other run(s) are in it, too.", nullptr, static_cast<int>(kept.runs))
                       : tr("%Ln other run(s) are in it, too; of some there was room for the curves only.",
                            nullptr, static_cast<int>(kept.runs));
  if (kept.runs == 0) return tr("Saved %1. %2").arg(file, moments);
  if (kept.count == 0) return tr("Saved %1. %2").arg(file, runs);
  return tr("Saved %1. %2 %3").arg(file, moments, runs);
}

bool FileActions::mayDiscard(const QString& next) {
  (void)finishWriting();  // which may be the file in question
  if (!m_files.isModified()) return true;
  QMessageBox question(QMessageBox::Question, tr("Unsaved work"), questionAbout(m_files.path(), next),
                       QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, &m_window);
  question.setInformativeText(
      tr("If you don't save, your changes to the experiment and the trained weights will be lost."));
  question.setDefaultButton(QMessageBox::Save);
  switch (question.exec()) {
    case QMessageBox::Save:
      return save() && finishWriting();
    case QMessageBox::Discard:
      return true;
    default:
      return false;
  }
}

bool FileActions::areShares(const QString& file) {
  QMessageBox question(QMessageBox::Question, tr("Raw numbers or shares"),
                       tr("%1 answers with a raw number for each class (logits).").arg(file),
                       QMessageBox::NoButton, &m_window);
  question.setInformativeText(
      tr("A softmax makes shares of them that add up to 100 %, and training then uses the cross-entropy. The "
         "largest answer stays the largest."));
  QPushButton* add = question.addButton(tr("Add a softmax"), QMessageBox::AcceptRole);
  question.setDefaultButton(add);
  question.setEscapeButton(question.addButton(tr("Keep raw numbers"), QMessageBox::RejectRole));
  question.exec();
  return question.clickedButton() == add;
}

void FileActions::askAndOpen() {
  if (!mayDiscard()) return;
  const QString path = QFileDialog::getOpenFileName(&m_window, tr("Open a project or a model"),
                                                    QFileInfo(m_files.source()).path(), openFilter());
  if (!path.isEmpty()) m_files.openFrom(path);
}

void FileActions::open(const QString& path) {
  if (mayDiscard()) m_files.openFrom(path);
}

void FileActions::locateData() {
  const QString path = QFileDialog::getOpenFileName(
      &m_window, tr("Locate the data: a table, or a file of the folder that holds them"),
      QFileInfo(m_files.path()).path(), tr("All files (*)"));
  if (!path.isEmpty()) m_files.locateData(m_files.nameOfDataAt(path));
}

void FileActions::askAboutData(const engine::DatasetPtr& dataset, const QString& message) {
  QMessageBox question(QMessageBox::Question, tr("Different data"), message, QMessageBox::NoButton,
                       &m_window);
  question.setInformativeText(
      tr("Continue with these data, or keep looking for those that the project was trained on?"));
  const QAbstractButton* goOn = question.addButton(tr("Continue with these"), QMessageBox::AcceptRole);
  question.setDefaultButton(question.addButton(tr("Keep looking"), QMessageBox::RejectRole));
  question.exec();
  if (question.clickedButton() != goOn) return locateData();
  if (const auto used = m_files.useData(dataset); !used) emit failed(ui::messageText(used.error().message));
}

bool FileActions::save() {
  const QString path = m_files.target();
  if (path.isEmpty()) return saveAs();
  const bool hasChanged = m_files.hasChangedOnDisk();
  if (hasChanged && !mayOverwrite()) return false;
  m_files.saveTo(path, hasChanged);
  return true;
}

bool FileActions::mayOverwrite() {
  QMessageBox question(QMessageBox::Warning, tr("The file has changed"),
                       tr("%1 has been changed by another program since it was opened or saved here.")
                           .arg(QFileInfo(m_files.path()).fileName()),
                       QMessageBox::NoButton, &m_window);
  question.setInformativeText(tr("Saving replaces that version. To keep both, save under another name."));
  const QAbstractButton* replace = question.addButton(tr("Replace it"), QMessageBox::DestructiveRole);
  question.setDefaultButton(question.addButton(QMessageBox::Cancel));
  question.exec();
  return question.clickedButton() == replace;
}

bool FileActions::saveAs() {
  // A model is saved as a project beside it, and a copy under its own name.
  const QFileInfo source(m_files.source());
  const bool isCopy = m_files.path().isEmpty() && source.suffix() == QLatin1String("pellucid");
  const QString base = isCopy ? tr("%1 (copy)").arg(source.completeBaseName()) : source.completeBaseName();
  const QString beside = source.path() + '/' + base + ".pellucid";
  const QString suggestion = m_files.source().isEmpty() ? tr("experiment.pellucid") : beside;
  const QString path = askWhere(m_window, tr("Save the project"), suggestion,
                                tr("Pellucid projects (*.pellucid)"), QStringLiteral("pellucid"));
  if (path.isEmpty()) return false;
  m_files.saveTo(path, true);  // the dialog has asked
  return true;
}

void FileActions::exportOnnx() {
  const QString path = askWhere(m_window, tr("Export the network"), tr("network.onnx"),
                                tr("ONNX models (*.onnx)"), QStringLiteral("onnx"));
  if (!path.isEmpty()) m_files.exportOnnxTo(path);
}

void FileActions::askForWeights() {
  const QString path = QFileDialog::getOpenFileName(
      &m_window, tr("Begin with the weights of a model"), QFileInfo(m_files.path()).path(),
      tr("Models (*.onnx *.safetensors *.pellucid);;All files (*)"));
  if (!path.isEmpty()) emit weightsWanted(path);
}

void FileActions::exportData() {
  const QString path = askWhere(m_window, tr("Export the data"), tr("samples.csv"), tr("Tables (*.csv)"),
                                QStringLiteral("csv"));
  if (!path.isEmpty()) m_files.exportDataTo(path);
}

/// What a program that runs the model needs to know.
QString FileActions::exportedText(const QString& file, const ui::Design& design, const QString& proof) {
  const engine::Dataset& dataset = *design.dataset;
  const engine::Activation output = design.experiment.network.layers.back().activation;
  const QString input = dataset.shape.isImage()
                            ? tr("Its input is pixels from 0 to 1.")
                            : tr("Its input is %Ln number(s), in the order of the data's columns.", nullptr,
                                 static_cast<int>(dataset.inputs()));
  const auto outputs = [output] {
    if (output == engine::Activation::Softmax) return tr("Its outputs are named logits and probabilities.");
    if (output == engine::Activation::Linear) return tr("Its output is named logits.");
    return tr("Its outputs are named logits and outputs.");
  };
  return tr("Exported %1. %2 %3 %4").arg(file, input, outputs(), proof);
}

bool FileActions::finishWriting() {
  QEventLoop loop;
  connect(&m_files, &ProjectFiles::workChanged, &loop, [this, &loop] {
    if (m_files.writing().isEmpty()) loop.quit();
  });
  if (!m_files.writing().isEmpty()) loop.exec(QEventLoop::ExcludeUserInputEvents);
  return m_files.wasWritten();
}

}  // namespace pellucid::app
