// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gallery.h"

#include <QKeyEvent>
#include <QMessageBox>
#include <QPushButton>
#include <iterator>

#include "app/settings.h"
#include "ui/gallery/example_texts.h"
#include "ui/gallery/save_example_dialog.h"
#include "ui/widgets/message_text.h"

namespace pellucid::app {

using ui::ActionId;

std::filesystem::path ownExamplesFolder() {
  return ownFolder(QStandardPaths::GenericDataLocation) / "examples";
}

Gallery::Gallery(Folders folders, const engine::DataLocations& locations, ProjectFiles& files,
                 FileActions& fileActions, ui::DatasetLibrary& library, ui::Actions& actions, QWidget& window)
    : m_folders(std::move(folders)),
      m_files(files),
      m_fileActions(fileActions),
      m_library(library),
      m_actions(actions),
      m_window(window),
      m_dialog(new ui::GalleryDialog(locations, &window)) {
  connect(&actions[ActionId::New], &QAction::triggered, this, &Gallery::show);
  connect(&actions[ActionId::SaveExample], &QAction::triggered, this, &Gallery::askAndSave);
  connect(&actions[ActionId::AboutExample], &QAction::triggered, this, &Gallery::tell);
  connect(m_dialog, &ui::GalleryDialog::chosen, this, &Gallery::open);
  connect(m_dialog, &ui::GalleryDialog::removalWanted, this, &Gallery::askAndRemove);
  connect(&m_files, &ProjectFiles::replaced, this, [this] {
    const auto next = std::exchange(m_next, std::nullopt);
    // Something else may have been opened since.
    m_opened = next && next->experiment == m_files.design().experiment ? next : std::nullopt;
    if (m_opened) m_actions[ActionId::SlowMotion].setChecked(m_opened->isStaged);
    if (m_opened && !m_opened->preset.empty()) emit presetWanted(QString::fromStdString(m_opened->preset));
    tell();
  });
  actions[ActionId::AboutExample].setEnabled(false);
  window.installEventFilter(this);
}

bool Gallery::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape)
    emit told({});
  return QObject::eventFilter(watched, event);
}

void Gallery::show() {
  read();
  m_dialog->open();
}

void Gallery::read() {
  m_reader.request(
      [folders = m_folders](const engine::Progress&) {
        engine::ExampleFolder bundled = engine::readExamples(folders.bundled);
        engine::ExampleFolder own = engine::readExamples(folders.own);
        Read all{.examples = std::move(bundled.examples), .problems = std::move(bundled.problems)};
        for (engine::StoredExample& each : own.examples) {
          each.example.family = engine::ExampleFamily::Own;  // wherever it was copied from
          all.examples.push_back(std::move(each));
        }
        all.problems.insert(all.problems.end(), own.problems.begin(), own.problems.end());
        return all;
      },
      [this](const Read& all) {
        m_dialog->setExamples(all.examples);
        for (const engine::Message& problem : all.problems) emit failed(ui::messageText(problem));
        if (all.examples.empty() && all.problems.empty())
          emit failed(
              tr("There are no examples in %1.").arg(QString::fromStdString(m_folders.bundled.string())));
      });
}

void Gallery::open(const engine::Example& example) {
  const bool isOnlyLab = !example.preset.empty() && !example.experiment.data.own;
  if (isOnlyLab || m_fileActions.mayDiscard()) take(example);
}

void Gallery::take(const engine::Example& example) {
  // If it has its own samples, those are what the lab is to learn.
  if (!example.preset.empty() && !example.experiment.data.own) {
    m_opened = example;
    emit presetWanted(QString::fromStdString(example.preset));
    return tell();
  }
  m_library.load(example.experiment.data,
                 [this, example](const ui::DatasetLibrary::Loaded& data) { begin(example, data); });
}

void Gallery::begin(const engine::Example& example, const ui::DatasetLibrary::Loaded& data) {
  if (!data) return emit failed(ui::messageText(data.error().message));
  if (const auto fits = engine::validate(example.experiment, **data); !fits)
    return emit failed(ui::messageText(fits.error().message));
  auto state = engine::beginningOf(example, (*data)->shape);
  if (!state) return emit failed(ui::messageText(state.error().message));
  std::optional<ui::RunController::Resume> resume;
  if (*state) resume = ui::RunController::Resume::beginning(**std::move(state));
  m_next = example;
  m_files.begin(example.experiment, std::move(resume));
}

void Gallery::tell() {
  m_actions[ActionId::AboutExample].setEnabled(m_opened.has_value());
  if (!m_opened) return emit told({});
  QString text = tr("%1: %2").arg(ui::exampleText(m_opened->title), ui::exampleText(m_opened->sentence));
  if (!m_opened->tryThis.empty()) text += '\n' + tr("Try this: %1").arg(ui::exampleText(m_opened->tryThis));
  if (!m_opened->lookAt.empty()) text += '\n' + tr("Look at this: %1").arg(ui::exampleText(m_opened->lookAt));
  emit told(text);
}

void Gallery::askAndSave() {
  if (!m_files.design().dataset)
    return emit failed(tr("There is no network yet: the data are still being read."));
  ui::SaveExampleDialog dialog(m_files.design().experiment, &m_window);
  if (dialog.exec() == QDialog::Accepted) save(dialog.example());
}

void Gallery::save(const engine::Example& example) {
  m_writer.request(
      [example, folder = m_folders.own](const engine::Progress&) -> engine::Result<void> {
        const auto stored = engine::storeExample(example, folder);
        if (!stored) return stored.error();
        return {};
      },
      [this, title = example.title](const engine::Result<void>& written) {
        if (!written) return emit failed(ui::messageText(written.error().message));
        emit done(tr("%1 is in the gallery now, which New… shows.").arg(QString::fromStdString(title)));
      });
}

void Gallery::askAndRemove(const engine::StoredExample& stored) {
  QMessageBox question(QMessageBox::Question, tr("Remove an example"),
                       tr("Remove %1 from the gallery?").arg(QString::fromStdString(stored.example.title)),
                       QMessageBox::Cancel, m_dialog);
  question.setInformativeText(tr("Its file %1 is deleted, which cannot be undone.")
                                  .arg(QString::fromStdString(stored.file.string())));
  const QPushButton* remove = question.addButton(tr("&Remove"), QMessageBox::DestructiveRole);
  question.setDefaultButton(QMessageBox::Cancel);
  question.exec();
  if (question.clickedButton() != remove) return;
  m_writer.request([file = stored.file](const engine::Progress&) { return engine::removeExample(file); },
                   [this](const engine::Result<void>& removed) {
                     if (!removed) emit failed(ui::messageText(removed.error().message));
                     read();
                   });
}

}  // namespace pellucid::app
