// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/autosave.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>
#include <QStandardPaths>
#include <cstdlib>
#include <utility>

#include "engine/io/atomic_write.h"
#include "ui/widgets/message_text.h"

namespace pellucid::app {
namespace fs = std::filesystem;

namespace {

engine::Bytes bytesOf(const QByteArray& bytes) {
  return {bytes.begin(), bytes.end()};
}

engine::Bytes pngOf(const QImage& picture) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  picture.save(&buffer, "PNG");
  return bytesOf(bytes);
}

/// The copies go first, while their lock is held: otherwise another window could restore what is being
/// removed.
void removeLocked(const fs::path& folder, QLockFile* lock) {
  std::error_code ignored;  // what can't be removed is offered at the next start
  for (const char* copy : autosave_file::kGenerations) fs::remove(folder / copy, ignored);
  if (lock != nullptr) lock->unlock();
  fs::remove_all(folder, ignored);
}

/// False if another window has restored one of them.
bool removeUnlessInUse(const std::vector<fs::path>& folders) {
  bool areRemoved = true;
  for (const fs::path& folder : folders) {
    const auto lock = lockOf(folder, kLockPatienceMs);
    if (lock->error() == QLockFile::LockFailedError)
      areRemoved = false;
    else
      removeLocked(folder, lock.get());
  }
  return areRemoved;
}

}  // namespace

std::shared_ptr<QLockFile> lockOf(const fs::path& folder, int patienceMs) {
  auto lock = std::make_shared<QLockFile>(QFile::decodeName((folder / autosave_file::kLock).c_str()));
  lock->setStaleLockTime(0);
  lock->tryLock(patienceMs);
  return lock;
}

fs::path stateFolder() {
  for (const auto& [name, rest] :
       {std::pair("PELLUCID_STATE_DIR", ""), std::pair("XDG_STATE_HOME", "pellucid")})
    if (const char* folder = std::getenv(name); folder != nullptr && *folder != '\0')
      return fs::path(folder) / rest;
  const QString home = QStandardPaths::writableLocation(QStandardPaths::HomeLocation);
  return fs::path(home.toStdString()) / ".local" / "state" / "pellucid";
}

fs::path autosaveFolder() {
  return stateFolder() / "unsaved";
}

Autosave::Autosave(ui::Document& document, ui::RunController& run, ProjectFiles& files,
                   const fs::path& folder, std::function<QImage()> picture, AutosavePace pace)
    : m_document(document), m_run(run), m_files(files), m_picture(std::move(picture)) {
  m_folder = folder / QStringLiteral("%1-%2")
                          .arg(QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-hhmmsszzz")))
                          .arg(QCoreApplication::applicationPid())
                          .toStdString();
  m_soon.setSingleShot(true);
  m_soon.setInterval(pace.afterEvent);
  m_regular.setInterval(pace.atMost);
  connect(&m_soon, &QTimer::timeout, this, &Autosave::write);
  connect(&m_regular, &QTimer::timeout, this, &Autosave::write);
  connect(&m_document, &ui::Document::designChanged, this, &Autosave::writeSoon);
  connect(&m_document, &ui::Document::parameterChanged, this, &Autosave::writeSoon);
  connect(&m_run, &ui::RunController::phaseChanged, this, &Autosave::writeSoon);
  connect(&m_files, &ProjectFiles::transferSet, this, &Autosave::writeSoon);
  // The next start continues from the moment shown, and moving to another one is not a change of phase.
  connect(&m_run, &ui::RunController::momentChanged, this, [this] {
    if (!m_run.isTraining() && m_files.isModified() && m_written != now()) writeSoon();
  });
  connect(&m_files, &ProjectFiles::saved, this, [this] {
    if (!m_files.isModified()) forget();
  });
  m_regular.start();
}

Autosave::~Autosave() {
  m_writer.reset();  // waits for what is being written now
  m_discarder.reset();
  removeUnlessInUse(m_discarded);
  removeLocked(m_folder, m_place ? m_place->lock.get() : nullptr);
}

Autosave::Content Autosave::now() const {
  const auto& newest = m_run.newest();
  return {.design = m_document.design().id,
          .run = newest ? newest->run : 0,
          .revision = newest ? newest->revision : 0,
          .transfer = m_files.transfer()};
}

void Autosave::writeSoon() {
  // Counted from the first of several edits, so that continuous work is written as well.
  if (!m_soon.isActive()) m_soon.start();
}

bool Autosave::isDue() {
  if (!m_files.isModified()) {
    m_written.reset();
    forget();
    return false;
  }
  return m_written != now();
}

Autosave::Job Autosave::jobOf(const Work& work) {
  if (!m_place) m_place = std::make_shared<Place>(Place{.folder = m_folder, .lock = nullptr});
  QJsonObject facts = {{"saved", QDateTime::currentDateTime().toString(Qt::ISODate)},
                       {"name", QFileInfo(m_files.source()).fileName()},
                       {"data", QString::fromStdString(work.project->experiment.data.name)},
                       {"step", static_cast<double>(work.now->state.step)}};
  if (work.now->test && !work.project->classNames.empty()) {
    facts["accuracy"] = work.now->test->metrics.accuracy;
    facts["tested"] = static_cast<double>(work.now->test->step);
  }
  return [work, place = m_place, name = autosave_file::kGenerations[m_generation],
          facts = bytesOf(QJsonDocument(facts).toJson()), picture = m_picture()]() -> engine::Result<void> {
    const auto copy = encodeProject(work, kMostUnsavedBytes);
    if (!copy) return copy.error();
    if (auto taken = take(*place); !taken) return taken;
    for (const auto& [file, content] : {std::pair(name, copy->bytes), std::pair(autosave_file::kFacts, facts),
                                        std::pair(autosave_file::kPicture, pngOf(picture))})
      if (auto written = engine::atomicWrite(place->folder / file, content, {}, engine::Access::OwnerOnly);
          !written)
        return written;
    return {};
  };
}

engine::Result<void> Autosave::take(Place& place) {
  std::error_code problem;  // writing the files reports the problem
  fs::create_directories(place.folder, problem);
  fs::permissions(place.folder, fs::perms::owner_all, problem);
  if (place.lock) return {};
  // Windows looking for recoverable work must not mistake this folder for a dead program's.
  if (auto lock = lockOf(place.folder, kLockPatienceMs); lock->isLocked()) place.lock = std::move(lock);
  return {};
}

void Autosave::adopt(const fs::path& folder, const fs::path& newest, std::shared_ptr<QLockFile> lock) {
  m_folder = folder;
  m_generation = newest.filename() == autosave_file::kGenerations[0] ? 1 : 0;
  leave(std::make_shared<Place>(Place{.folder = m_folder, .lock = std::move(lock)}));
}

void Autosave::write() {
  if (m_writer->isBusy() || m_isAwaiting) return writeSoon();
  if (!isDue()) return;
  m_isAwaiting = true;
  m_files.capture(
      [guard = QPointer(this), this, design = m_document.design().id](const std::optional<Work>& work) {
        if (!guard) return;
        m_isAwaiting = false;
        if (m_writer->isBusy()) return writeSoon();
        if (!work) return;
        const Content content{.design = design,
                              .run = work->now->run,
                              .revision = work->now->revision,
                              .transfer = work->project->transfer};
        m_writer->request([job = jobOf(*work)](const engine::Progress&) { return engine::caught(job); },
                          [this, content](const engine::Result<void>& result) { finish(content, result); });
      });
}

void Autosave::finish(const Content& content, const engine::Result<void>& result) {
  m_written.reset();
  if (result) {
    m_written = content;
    m_generation = 1 - m_generation;
  }
  const bool isNews = !result && !m_hasFailed;
  m_hasFailed = !result;
  if (isNews)
    emit failed(tr("Unsaved work cannot be backed up, so it would be lost if Pellucid ended unexpectedly. "
                   "Save it yourself. %1")
                    .arg(ui::messageText(result.error().message)));
  if (result) emit written();
}

void Autosave::writeNow() {
  // First, because this also delivers what the writer was waiting for.
  const auto work = m_files.isModified() ? m_files.work() : std::nullopt;
  m_writer.reset();  // waits for what is being written
  m_writer.emplace();
  if (work) {
    const Content content{.design = m_document.design().id,
                          .run = work->now->run,
                          .revision = work->now->revision,
                          .transfer = work->project->transfer};
    finish(content, engine::caught(jobOf(*work)));
  }
}

void Autosave::forget() {
  if (m_place) leave(nullptr);
}

void Autosave::leave(const std::shared_ptr<Place>& next) {
  m_written.reset();
  // After the current write, whose result is no longer needed but which would fail without its folder.
  m_writer->request(
      [place = std::exchange(m_place, next), next](const engine::Progress&) -> engine::Result<void> {
        if (place) removeLocked(place->folder, place->lock.get());
        return next ? take(*next) : engine::Result<void>();
      },
      [](const engine::Result<void>&) {});
}

void Autosave::discard(const fs::path& folder) {
  m_discarded.push_back(folder);
  m_discarder->request(
      [folders = m_discarded](const engine::Progress&) { return removeUnlessInUse(folders); },
      [this](bool isRemoved) {
        m_discarded.clear();
        if (!isRemoved)
          emit notDiscarded(
              tr("Another window of Pellucid has restored this work meanwhile, so it was not deleted."));
      });
}

}  // namespace pellucid::app
