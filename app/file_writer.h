// SPDX-License-Identifier: GPL-3.0-or-later
// Writes the window's files one after another, off its thread, each whole or not at all. Knows the rules by
// which one is refused: another program has written it meanwhile, or another window has it open. Lives on the
// window's thread.
#pragma once

#include <QObject>
#include <QString>
#include <deque>
#include <functional>

#include "app/file_claim.h"
#include "app/project_bytes.h"
#include "ui/document/file_stamp.h"
#include "ui/widgets/background_job.h"

namespace pellucid::app {

class FileWriter : public QObject {
  Q_OBJECT

 public:
  using Stamp = std::optional<ui::FileStamp>;
  using Claim = std::shared_ptr<const FileClaim>;

  struct Written {
    Stamp stamp;
    Claim claim;  ///< for a project
    KeptMoments kept;
  };
  struct Write {
    QString path;
    bool isProject = false;
    bool mayReplace = false;  ///< replaces what another program has written
    /// The bytes of the file; called on another thread. Null until its sources are available.
    std::function<engine::Result<ProjectBytes>()> make = nullptr;
    std::function<void(const Written&)> then = nullptr;
  };

  /// `claims` is the folder of all claims, empty for none.
  explicit FileWriter(std::filesystem::path claims) : m_claims(std::move(claims)) {}
  ~FileWriter() override;  ///< writes what remains and can be written

  /// What is open: its own file, as it was when last read or written.
  void setOpen(const QString& path, const Stamp& stamp, Claim claim);

  /// Joins the queue; the number is for fill(). Of several writes that wait for the same file the last one
  /// replaces the others, and what was decided for them still applies.
  std::uint64_t add(Write write);
  /// Supplies what it was waiting for. Nothing happens if it gave way to a later one.
  void fill(std::uint64_t number, std::function<engine::Result<ProjectBytes>()> make,
            std::function<void(const Written&)> then);
  /// For a write that cannot be made.
  void drop(std::uint64_t number);

  /// Empty while nothing is being written or waiting.
  QString writing() const;
  /// The project whose writing was requested last and is not finished; otherwise empty.
  QString lastProject() const;
  bool isWaitingFor(const QString& path) const;
  double share() const { return m_job.share(); }
  /// Abandons what is being written: its file stays as it was.
  void cancel() { m_job.cancel(); }
  /// Whether the last file to be written was written.
  bool wasWritten() const { return m_wasWritten; }

 signals:
  void workChanged();
  void failed(const QString& message);
  /// A project was not written: its contents are still unsaved.
  void notSaved(const QString& message);
  void cancelled(const QString& path);

 private:
  struct Waiting {
    std::uint64_t number = 0;
    Write write;
  };
  /// What the other thread needs to know.
  struct Order {
    Write write;
    Stamp expected;  ///< the file's stamp; none where any will do
    Claim claim;     ///< the claim of what is open
    std::filesystem::path claims;
  };
  enum class Refusal { None, IsForeign, IsOpenElsewhere };
  struct Outcome {
    Refusal refusal = Refusal::None;
    Written written;
  };
  static engine::Result<Outcome> run(const Order& order, const engine::Progress& progress);
  Order orderOf(Write write) const;
  void writeNext();
  void finish(const Write& write, const engine::Result<Outcome>& outcome);
  QString refusalText(const QString& path, Refusal refusal) const;

  std::filesystem::path m_claims;
  QString m_open;
  Stamp m_stamp;
  Claim m_claim;
  std::uint64_t m_newest = 0;
  std::deque<Waiting> m_waiting;
  std::optional<Write> m_writing;
  bool m_wasWritten = true;
  ui::BackgroundJob<engine::Result<Outcome>> m_job;
};

}  // namespace pellucid::app
