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

/// Where the programs of this user keep what is theirs to know: PELLUCID_STATE_DIR, or a folder of Pellucid's
/// in the user's folder for state.
std::filesystem::path stateFolder();
/// In it, what is unsaved.
std::filesystem::path autosaveFolder();

namespace autosave_file {
inline constexpr const char* kGenerations[] = {"a.pellucid", "b.pellucid"};
inline constexpr const char* kFacts = "facts.json";
inline constexpr const char* kPicture = "picture.png";
inline constexpr const char* kLock = "lock";
}  // namespace autosave_file

/// Of the states that a copy keeps besides the newest. Less than a saved file, because it is written often.
inline constexpr std::size_t kMostUnsavedBytes = engine::kMostKeptBytes / 4;

/// A window that looks for what can be recovered holds each lock for a moment: who wants to have one waits
/// this long before the work is taken for somebody else's.
inline constexpr int kLockPatienceMs = 100;
/// The lock of such a folder, by which others see that it is in use; error() is LockFailedError where it is.
/// Any thread.
std::shared_ptr<QLockFile> lockOf(const std::filesystem::path& folder, int patienceMs = 0);

/// When writing begins, so that it is done within two seconds of an event, and a minute of the last time; a
/// test makes it short.
struct AutosavePace {
  std::chrono::milliseconds afterEvent{1000};
  std::chrono::milliseconds atMost{50'000};
};

class Autosave : public QObject {
  Q_OBJECT

 public:
  /// `picture` is of what the window shows, to be known again by. The references must outlive it.
  Autosave(ui::Document& document, ui::RunController& run, ProjectFiles& files, std::filesystem::path folder,
           std::function<QImage()> picture, AutosavePace pace = {});
  /// The program ends as its user wants it: nothing is left to be recovered.
  ~Autosave() override;

  /// Goes on with the folder of a program that has ended, whose newest copy has just been opened. `lock` is
  /// the folder's; null where none could be made.
  void adopt(const std::filesystem::path& folder, const std::filesystem::path& newest,
             std::shared_ptr<QLockFile> lock);
  /// What is unsaved is written before this returns: the program may be about to end.
  void writeNow();
  /// Removes the folder of a program that has ended, soon, or at the end of this one. Or notDiscarded().
  void discard(const std::filesystem::path& folder);

 signals:
  /// For the first time since it last worked: work is not safe, because of `message`.
  void failed(const QString& message);
  void written();
  /// Another window has restored meanwhile what was to be removed.
  void notDiscarded(const QString& message);

 private:
  /// The folder of this program, with the lock by which others see that it is in use. Made by the thread that
  /// writes, and kept until there is nothing in it.
  struct Place {
    std::filesystem::path folder;
    std::shared_ptr<QLockFile> lock;
  };
  /// What a copy holds: edits, run and revision of its weights, and what the lab has measured.
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
  /// Whether anything is unsaved that no copy has; forgets the copies where all is saved.
  bool isDue();
  /// The files of one moment.
  Job jobOf(const Work& work);
  void finish(const Content& content, const engine::Result<void>& result);
  static engine::Result<void> take(Place& place);
  /// What has been kept is no longer needed.
  void forget();
  /// The same, and goes on in another place, if any.
  void leave(std::shared_ptr<Place> next);
  Content now() const;

  ui::Document& m_document;
  ui::RunController& m_run;
  ProjectFiles& m_files;
  std::filesystem::path m_folder;  ///< of this program
  std::function<QImage()> m_picture;
  std::shared_ptr<Place> m_place;  ///< null while there is nothing of this program in the folder
  QTimer m_soon;
  QTimer m_regular;
  int m_generation = 0;  ///< the one to be written next, which is not the newest
  bool m_isAwaiting = false;
  std::optional<Content> m_written;
  bool m_hasFailed = false;
  std::vector<std::filesystem::path> m_discarded;
  std::optional<ui::BackgroundJob<engine::Result<void>>> m_writer{std::in_place};  ///< none at the end
  std::optional<ui::BackgroundJob<bool>> m_discarder{std::in_place};               ///< likewise
};

}  // namespace pellucid::app
