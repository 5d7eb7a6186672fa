// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps what is not saved yet on disk, so that a crash, a kill or a power cut takes at most a minute of work:
// soon after every edit, whenever training rests, and at the latest a minute after the last time. Each
// program has a folder of its own with two generations, the newer of which is whole whenever the program
// ends; no project file is ever touched. Encodes and writes off the window's thread; lives on it.
#pragma once

#include <QLockFile>
#include <QObject>
#include <QTimer>
#include <chrono>
#include <filesystem>

#include "app/project_files.h"

namespace pellucid::app {

/// Where this user's programs keep their state: PELLUCID_STATE_DIR, or Pellucid's own folder in the user's
/// state folder.
std::filesystem::path stateFolder();
/// The subfolder for unsaved work.
std::filesystem::path autosaveFolder();

namespace autosave_file {
inline constexpr const char* kGenerations[] = {"a.pellucid", "b.pellucid"};
inline constexpr const char* kFacts = "facts.json";
inline constexpr const char* kPicture = "picture.png";
inline constexpr const char* kLock = "lock";
}  // namespace autosave_file

/// Limit for the states that a copy keeps besides the newest. Less than in a saved file, because copies are
/// written often.
inline constexpr std::size_t kMostUnsavedBytes = engine::kMostKeptBytes / 4;

/// A window that looks for recoverable work holds each lock briefly; others wait this long for a lock before
/// they consider the work taken.
inline constexpr int kLockPatienceMs = 100;
/// The lock of such a folder, which shows others that it is in use; error() is LockFailedError if it already
/// is. Any thread.
std::shared_ptr<QLockFile> lockOf(const std::filesystem::path& folder, int patienceMs = 0);

/// Delays chosen so that a write is done within two seconds of an event and a minute of the last write; tests
/// shorten them.
struct AutosavePace {
  std::chrono::milliseconds afterEvent{1000};
  std::chrono::milliseconds atMost{50'000};
};

class Autosave : public QObject {
  Q_OBJECT

 public:
  /// `picture` shows the window, so that the user recognises the work. The references must outlive it.
  Autosave(ui::Document& document, ui::RunController& run, ProjectFiles& files,
           const std::filesystem::path& folder, std::function<QImage()> picture, AutosavePace pace = {});
  /// A normal exit: nothing is left to be recovered.
  ~Autosave() override;

  /// Takes over the folder of a program that has ended, whose newest copy has just been opened. `lock` is the
  /// folder's; null if none could be made.
  void adopt(const std::filesystem::path& folder, const std::filesystem::path& newest,
             std::shared_ptr<QLockFile> lock);
  /// Writes unsaved work before returning: the program may be about to end.
  void writeNow();
  /// Removes the folder of a program that has ended, soon or at the end of this one; otherwise
  /// notDiscarded().
  void discard(const std::filesystem::path& folder);

 signals:
  /// Work is not safe because of `message`; emitted for the first failure after a success.
  void failed(const QString& message);
  void written();
  /// Another window has meanwhile restored what was to be removed.
  void notDiscarded(const QString& message);

 private:
  /// This program's folder, with the lock that shows others it is in use. Made by the writing thread, and
  /// kept until it is empty.
  struct Place {
    std::filesystem::path folder;
    std::shared_ptr<QLockFile> lock;
  };
  /// What a copy holds: edits, the run and the revision of its weights, and the lab's measurements.
  struct Content {
    std::uint64_t design = 0;
    std::uint64_t run = 0;
    std::uint64_t revision = 0;
    std::shared_ptr<const engine::TransferRecord> transfer;
    friend bool operator==(const Content&, const Content&) = default;
  };
  using Job = std::function<engine::Result<void>()>;

  void writeSoon();
  void write();
  /// Whether there is unsaved work that no copy has; forgets the copies when all is saved.
  bool isDue();
  /// The files of one moment.
  Job jobOf(const Work& work);
  void finish(const Content& content, const engine::Result<void>& result);
  static engine::Result<void> take(Place& place);
  /// Drops the copies, which are no longer needed.
  void forget();
  /// The same, then continues in another place, if any.
  void leave(const std::shared_ptr<Place>& next);
  Content now() const;

  ui::Document& m_document;
  ui::RunController& m_run;
  ProjectFiles& m_files;
  std::filesystem::path m_folder;  ///< this program's
  std::function<QImage()> m_picture;
  std::shared_ptr<Place> m_place;  ///< null while this program has nothing in the folder
  QTimer m_soon;
  QTimer m_regular;
  int m_generation = 0;  ///< the one to be written next, not the newest
  bool m_isAwaiting = false;
  std::optional<Content> m_written;
  bool m_hasFailed = false;
  std::vector<std::filesystem::path> m_discarded;
  std::optional<ui::BackgroundJob<engine::Result<void>>> m_writer{std::in_place};  ///< none at the end
  std::optional<ui::BackgroundJob<bool>> m_discarder{std::in_place};               ///< likewise
};

}  // namespace pellucid::app
