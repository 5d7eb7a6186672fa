// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/file_actions.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>

namespace pellucid::app {
namespace {

QString withEnding(const QString& path, const QString& ending) {
  return path.isEmpty() || path.endsWith(ending) ? path : path + ending;
}

}  // namespace

FileActions::FileActions(ProjectFiles& files, ui::Actions& actions, QWidget& window)
    : m_files(files), m_window(window) {
  using ui::ActionId;
  connect(&actions[ActionId::New], &QAction::triggered, this, [this] {
    if (mayDiscard()) m_files.startNew();
  });
  connect(&actions[ActionId::OpenExample], &QAction::triggered, this, [this, &actions] {
    if (!mayDiscard()) return;
    m_files.startExample();
    actions[ActionId::SlowMotion].setChecked(true);
  });
  connect(&actions[ActionId::Open], &QAction::triggered, this, &FileActions::askAndOpen);
  connect(&actions[ActionId::Save], &QAction::triggered, this, &FileActions::save);
  connect(&actions[ActionId::SaveAs], &QAction::triggered, this, &FileActions::saveAs);
  connect(&actions[ActionId::ExportOnnx], &QAction::triggered, this, &FileActions::exportOnnx);
}

bool FileActions::mayDiscard() {
  if (!m_files.isModified()) return true;
  QMessageBox question(QMessageBox::Question, tr("Unsaved work"),
                       tr("The experiment has changed since it was saved. Save it first?"),
                       QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, &m_window);
  question.setInformativeText(
      tr("Without saving, the changes of the design and the trained weights are lost."));
  question.setDefaultButton(QMessageBox::Save);
  switch (question.exec()) {
    case QMessageBox::Save:
      return save();
    case QMessageBox::Discard:
      return true;
    default:
      return false;
  }
}

void FileActions::askAndOpen() {
  if (!mayDiscard()) return;
  const QString path =
      QFileDialog::getOpenFileName(&m_window, tr("Open a project"), QFileInfo(m_files.path()).path(),
                                   tr("Pellucid projects (*.pellucid);;All files (*)"));
  if (!path.isEmpty()) open(path);
}

void FileActions::open(const QString& path) {
  report(m_files.openFrom(path),
         tr("Opened %1. Training goes on where it stopped.").arg(QFileInfo(path).fileName()));
}

bool FileActions::save() {
  if (m_files.path().isEmpty()) return saveAs();
  const auto result = m_files.saveTo(m_files.path());
  report(result, tr("Saved %1.").arg(QFileInfo(m_files.path()).fileName()));
  return result.has_value();
}

bool FileActions::saveAs() {
  const QString suggestion = m_files.path().isEmpty() ? tr("experiment.pellucid") : m_files.path();
  const QString path = withEnding(QFileDialog::getSaveFileName(&m_window, tr("Save the project"), suggestion,
                                                               tr("Pellucid projects (*.pellucid)")),
                                  QStringLiteral(".pellucid"));
  if (path.isEmpty()) return false;
  const auto result = m_files.saveTo(path);
  report(result, tr("Saved %1.").arg(QFileInfo(path).fileName()));
  return result.has_value();
}

void FileActions::exportOnnx() {
  const QString path =
      withEnding(QFileDialog::getSaveFileName(&m_window, tr("Export the network"), tr("network.onnx"),
                                              tr("ONNX models (*.onnx)")),
                 QStringLiteral(".onnx"));
  if (!path.isEmpty())
    report(m_files.exportOnnxTo(path),
           tr("Exported %1. Its input is pixels from 0 to 1, its outputs are named logits and probabilities.")
               .arg(QFileInfo(path).fileName()));
}

void FileActions::report(const engine::Result<void>& result, const QString& success) {
  if (result)
    emit done(success);
  else
    emit failed(QString::fromStdString(result.error().message));
}

}  // namespace pellucid::app
