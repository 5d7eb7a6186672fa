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

/// Where the programs of this user keep them: in PELLUCID_STATE_DIR, or in the user's folder for state.
std::filesystem::path autosaveFolder();

namespace autosave_file {
inline constexpr const char* kGenerations[] = {"a.pellucid", "b.pellucid"};
inline constexpr const char* kFacts = "facts.json";
inline constexpr const char* kPicture = "picture.png";
inline constexpr const char* kLock = "lock";
}  // namespace autosave_file

/// How soon; a test makes it short.
struct AutosavePace {
  std::chrono::milliseconds afterEvent{2000};
  std::chrono::milliseconds atMost{60'000};
};

class Autosave : public QObject {
  Q_OBJECT

 public:
  /// `picture` is of what the window shows, to be known again by. The references must outlive it.
  Autosave(ui::Document& document, ui::RunController& run, ProjectFiles& files, std::filesystem::path folder,
           std::function<QImage()> picture, AutosavePace pace = {});
  /// The program ends as its user wants it: nothing is left to be recovered.
  ~Autosave() override;

  /// Goes on with the folder of a program that has ended, whose newest copy has just been opened.
  void adopt(const std::filesystem::path& folder, const std::filesystem::path& newest);
  /// What is unsaved is written before this returns: the program may be about to end.
  void writeNow();

 signals:
  /// For the first time since it last worked: work is not safe, because of `message`.
  void failed(const QString& message);
  void written();

 private:
  void writeSoon();
  void write();
  /// The files of one moment; nothing where all is saved.
  std::optional<std::function<engine::Result<void>()>> job();
  void takeFolder();
  void forget();

  ui::Document& m_document;
  ui::RunController& m_run;
  ProjectFiles& m_files;
  std::filesystem::path m_folder;  ///< of this program
  std::function<QImage()> m_picture;
  std::shared_ptr<QLockFile> m_lock;  ///< null while there is nothing of this program in the folder
  QTimer m_soon;
  QTimer m_regular;
  int m_generation = 0;
  /// What the newest file holds: edits, run and revision of its weights.
  struct Written {
    std::uint64_t design = 0;
    std::uint64_t run = 0;
    std::uint64_t revision = 0;
    friend bool operator==(const Written&, const Written&) = default;
  };
  Written now() const;
  std::optional<Written> m_written;
  bool m_hasFailed = false;
  std::optional<ui::BackgroundJob<engine::Result<void>>> m_writer{std::in_place};  ///< none at the end
};

}  // namespace pellucid::app
