// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/recovery.h"

#include <QDialogButtonBox>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLockFile>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/widgets/dataset_titles.h"
#include "ui/widgets/numbers.h"

namespace pellucid::app {
namespace fs = std::filesystem;

namespace {

const QString kWork = QStringLiteral("Work");  ///< the name of a row
constexpr QSize kPictureSize(192, 128);

QString pathText(const fs::path& path) {
  return QFile::decodeName(path.c_str());
}

/// A program is still working on it.
bool isInUse(const fs::path& folder) {
  return !lockOf(folder)->isLocked();
}

Recoverable read(const fs::path& folder) {
  Recoverable found;
  found.folder = folder;
  std::vector<std::pair<fs::file_time_type, fs::path>> copies;
  for (const char* name : autosave_file::kGenerations) {
    std::error_code problem;
    const auto written = fs::last_write_time(folder / name, problem);
    if (!problem) copies.emplace_back(written, folder / name);
  }
  std::ranges::sort(copies, std::greater());
  for (const auto& [time, path] : copies) found.copies.push_back(path);
  QFile file(pathText(folder / autosave_file::kFacts));
  if (!file.open(QIODevice::ReadOnly)) return found;
  const QJsonObject facts = QJsonDocument::fromJson(file.readAll()).object();
  found.name = facts["name"].toString();
  found.data = facts["data"].toString();
  found.saved = QDateTime::fromString(facts["saved"].toString(), Qt::ISODate);
  found.step = static_cast<std::int64_t>(facts["step"].toDouble());
  if (facts["accuracy"].isDouble()) found.accuracy = facts["accuracy"].toDouble();
  found.tested = static_cast<std::int64_t>(facts["tested"].toDouble(static_cast<double>(found.step)));
  found.picture.load(pathText(folder / autosave_file::kPicture));
  return found;
}

}  // namespace

std::vector<Recoverable> findRecoverable(const fs::path& folder) {
  std::vector<Recoverable> found;
  std::error_code problem;
  for (fs::directory_iterator place(folder, problem), end; !problem && place != end;
       place.increment(problem)) {
    const fs::directory_entry& entry = *place;
    std::error_code ignored;
    if (!entry.is_directory(ignored) || entry.is_symlink(ignored) || isInUse(entry.path())) continue;
    Recoverable work = read(entry.path());
    if (work.copies.empty())
      fs::remove_all(entry.path(), ignored);
    else
      found.push_back(std::move(work));
  }
  std::ranges::sort(found, [](const Recoverable& a, const Recoverable& b) { return a.saved > b.saved; });
  return found;
}

void restore(ProjectFiles& files, Autosave& autosave, const Recoverable& work) {
  QStringList copies;
  for (const fs::path& copy : work.copies) copies << pathText(copy);
  if (copies.isEmpty()) return;
  // Several windows may have offered it: only the first to restore it gets it.
  const auto lock = std::make_shared<std::shared_ptr<QLockFile>>();
  files.recoverFrom(
      copies,
      [lock, folder = work.folder]() -> engine::Result<void> {
        std::error_code problem;
        if (!fs::exists(folder, problem) && !problem)
          return engine::Error{engine::message(
              "This work is no longer there: another window of Pellucid has saved or deleted it.")};
        *lock = lockOf(folder, kLockPatienceMs);
        if ((*lock)->error() == QLockFile::LockFailedError)
          return engine::Error{
              engine::message("Another window of Pellucid has restored this work. It goes on there; nothing "
                              "was opened here.")};
        return {};
      },
      [&autosave, lock, folder = work.folder](const QString& copy) {
        autosave.adopt(folder, QFile::encodeName(copy).toStdString(),
                       (*lock)->isLocked() ? std::exchange(*lock, nullptr) : nullptr);
      });
}

RecoveryDialog::RecoveryDialog(const std::vector<Recoverable>& found, QWidget* parent) : QDialog(parent) {
  setWindowTitle(tr("Unsaved work"));
  auto* rows = new QVBoxLayout(this);
  auto* what =
      new QLabel(tr("Pellucid ended before this was saved. Restoring opens it as it was, still unsaved; your "
                    "own files have not been touched."));
  what->setWordWrap(true);
  rows->addWidget(what);
  auto* list = new QWidget;
  auto* items = new QVBoxLayout(list);
  items->setContentsMargins(0, 0, 0, 0);
  for (const Recoverable& work : found) items->addWidget(makeRow(work));
  items->addStretch();
  auto* scroll = new QScrollArea;
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidget(list);
  rows->addWidget(scroll, 1);
  auto* buttons = new QDialogButtonBox;
  QPushButton* later = buttons->addButton(tr("Keep for &later"), QDialogButtonBox::RejectRole);
  later->setToolTip(tr("Asks again at the next start"));
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  rows->addWidget(buttons);
  constexpr int kFrame = 110;
  constexpr int kRow = 150;
  constexpr int kMost = 560;
  resize(560, std::min(kFrame + kRow * static_cast<int>(found.size()), kMost));
}

QWidget* RecoveryDialog::makeRow(const Recoverable& work) {
  auto* row = new QWidget;
  row->setObjectName(kWork);
  auto* parts = new QHBoxLayout(row);
  parts->setContentsMargins(0, 6, 0, 6);
  auto* picture = new QLabel;
  picture->setFixedSize(kPictureSize);
  picture->setAlignment(Qt::AlignCenter);
  if (!work.picture.isNull())
    picture->setPixmap(
        QPixmap::fromImage(work.picture.scaled(kPictureSize, Qt::KeepAspectRatio, Qt::SmoothTransformation)));
  parts->addWidget(picture);

  auto* words = new QVBoxLayout;
  auto* name = new QLabel(work.name.isEmpty() ? tr("Untitled") : work.name);
  QFont bold = name->font();
  bold.setBold(true);
  name->setFont(bold);
  name->setTextFormat(Qt::PlainText);
  words->addWidget(name);
  const auto trained = [&work] {
    const QString title = ui::datasetTitle(work.data);
    const QString step = ui::countText(work.step);
    if (!work.accuracy) return tr("%1 at step %2").arg(title, step);
    const QString accuracy = ui::percentText(*work.accuracy, 2);
    if (work.tested == work.step) return tr("%1 at step %2, test accuracy %3").arg(title, step, accuracy);
    return tr("%1 at step %2, test accuracy %3 after step %4")
        .arg(title, step, accuracy, ui::countText(work.tested));
  };
  for (const QString& text :
       {trained(), tr("kept %1").arg(QLocale().toString(work.saved, QLocale::ShortFormat))}) {
    auto* line = new QLabel(text);
    line->setTextFormat(Qt::PlainText);
    line->setWordWrap(true);
    words->addWidget(line);
  }
  words->addStretch();
  auto* choices = new QHBoxLayout;
  auto* restore = new QPushButton(tr("&Restore"));
  restore->setToolTip(tr("Opens it as it was; what is unsaved is still to be saved"));
  connect(restore, &QPushButton::clicked, this, [this, work] {
    accept();
    emit restoreRequested(work);
  });
  auto* remove = new QPushButton(tr("&Delete…"));
  remove->setToolTip(tr("Removes it for good"));
  connect(remove, &QPushButton::clicked, this, [this, row, work] {
    QMessageBox question(QMessageBox::Question, tr("Delete unsaved work"),
                         tr("This work was never saved. Delete it for good?"), QMessageBox::Cancel, this);
    const QPushButton* sure = question.addButton(tr("&Delete"), QMessageBox::DestructiveRole);
    question.setDefaultButton(QMessageBox::Cancel);
    question.exec();
    if (question.clickedButton() != sure) return;
    row->setEnabled(false);
    emit deleteRequested(work);
    const auto all = row->parentWidget()->findChildren<QWidget*>(kWork, Qt::FindDirectChildrenOnly);
    if (std::ranges::none_of(all, &QWidget::isEnabled)) reject();  // nothing is left to keep
  });
  choices->addWidget(restore);
  choices->addWidget(remove);
  choices->addStretch();
  words->addLayout(choices);
  parts->addLayout(words, 1);
  return row;
}

}  // namespace pellucid::app
