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
#include <QStandardPaths>
#include <cstdlib>

#include "engine/io/atomic_write.h"
#include "ui/widgets/message_text.h"

namespace pellucid::app {
namespace fs = std::filesystem;

namespace {

constexpr fs::perms kOwnerOnly = fs::perms::owner_read | fs::perms::owner_write;

engine::Result<void> writePrivately(const fs::path& file, const engine::Bytes& bytes) {
  if (auto written = engine::atomicWrite(file, bytes); !written) return written;
  std::error_code ignored;  // the folder lets nobody else in
  fs::permissions(file, kOwnerOnly, ignored);
  return {};
}

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

}  // namespace

fs::path autosaveFolder() {
  for (const auto& [name, rest] :
       {std::pair("PELLUCID_STATE_DIR", ""), std::pair("XDG_STATE_HOME", "pellucid")})
    if (const char* folder = std::getenv(name); folder != nullptr && *folder != '\0')
      return fs::path(folder) / rest / "unsaved";
  const QString home = QStandardPaths::writableLocation(QStandardPaths::HomeLocation);
  return fs::path(home.toStdString()) / ".local" / "state" / "pellucid" / "unsaved";
}

Autosave::Autosave(ui::Document& document, ui::RunController& run, ProjectFiles& files, fs::path folder,
                   std::function<QImage()> picture, AutosavePace pace)
    : m_document(document), m_run(run), m_files(files), m_picture(std::move(picture)) {
  m_folder = std::move(folder) /
             QStringLiteral("%1-%2")
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
  connect(&m_files, &ProjectFiles::saved, this, [this] {
    if (!m_files.isModified()) forget();
  });
  m_regular.start();
}

Autosave::~Autosave() {
  m_writer.reset();  // what is being written now ends first
  m_lock.reset();
  std::error_code ignored;  // what can't be removed is offered at the next start
  fs::remove_all(m_folder, ignored);
}

Autosave::Written Autosave::now() const {
  const auto& newest = m_run.newest();
  return {.design = m_document.design().id,
          .run = newest ? newest->run : 0,
          .revision = newest ? newest->revision : 0};
}

void Autosave::writeSoon() {
  // The first of several edits counts, so that steady work is written, too.
  if (!m_soon.isActive()) m_soon.start();
}

std::optional<std::function<engine::Result<void>()>> Autosave::job() {
  if (!m_files.isModified()) {
    forget();
    return std::nullopt;
  }
  if (m_written == now()) return std::nullopt;
  auto work = m_files.work();
  if (!work) return std::nullopt;
  m_written = now();
  if (m_lock == nullptr) takeFolder();
  QJsonObject facts = {{"saved", QDateTime::currentDateTime().toString(Qt::ISODate)},
                       {"name", QFileInfo(m_files.source()).fileName()},
                       {"data", QString::fromStdString(m_document.experiment().data.name)},
                       {"step", static_cast<double>(work->now->state.step)}};
  if (work->now->test && m_document.dataset()->hasClasses())
    facts["accuracy"] = work->now->test->metrics.accuracy;
  const fs::path file = m_folder / autosave_file::kGenerations[m_generation];
  m_generation = 1 - m_generation;
  return [work = *std::move(work), file, folder = m_folder, facts = bytesOf(QJsonDocument(facts).toJson()),
          picture = m_picture()]() -> engine::Result<void> {
    const auto bytes = engine::writeProject(*work.project, work.now->state);
    if (!bytes) return bytes.error();
    for (const auto& [path, content] :
         {std::pair(file, *bytes), std::pair(folder / autosave_file::kFacts, facts),
          std::pair(folder / autosave_file::kPicture, pngOf(picture))})
      if (auto written = writePrivately(path, content); !written) return written;
    return {};
  };
}

void Autosave::takeFolder() {
  std::error_code problem;  // writing the files says what it is
  fs::create_directories(m_folder, problem);
  fs::permissions(m_folder, fs::perms::owner_all, problem);
  // Whoever looks for what can be recovered must not take this for a dead program's.
  m_lock = std::make_shared<QLockFile>(QFile::decodeName((m_folder / autosave_file::kLock).c_str()));
  m_lock->setStaleLockTime(0);
  (void)m_lock->tryLock(0);
}

void Autosave::adopt(const fs::path& folder, const fs::path& newest) {
  forget();
  m_folder = folder;
  m_generation = newest.filename() == autosave_file::kGenerations[0] ? 1 : 0;
  takeFolder();
}

void Autosave::write() {
  if (m_writer->isBusy()) return writeSoon();
  auto write = job();
  if (!write) return;
  m_writer->request([write = *std::move(write)](const engine::Progress&) { return engine::caught(write); },
                    [this](const engine::Result<void>& result) {
                      if (!result) m_written.reset();
                      const bool isNews = !result && !m_hasFailed;
                      m_hasFailed = !result;
                      if (isNews) emit failed(ui::messageText(result.error().message));
                      if (result) emit written();
                    });
}

void Autosave::writeNow() {
  m_writer->forget();
  m_written.reset();
  if (const auto write = job()) (void)engine::caught(*write);
}

void Autosave::forget() {
  m_written.reset();
  if (!m_lock) return;
  // Behind what is being written now, which is not needed any more: it would fail without its folder.
  m_writer->request(
      [folder = m_folder,
       lock = std::exchange(m_lock, nullptr)](const engine::Progress&) -> engine::Result<void> {
        std::error_code ignored;  // what can't be removed is offered at the next start
        fs::remove_all(folder, ignored);
        return {};
      },
      [](const engine::Result<void>&) {});
}

}  // namespace pellucid::app
