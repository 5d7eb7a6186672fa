// SPDX-License-Identifier: GPL-3.0-or-later
// Saves, opens and exports what the window holds, and knows whether anything would be lost by closing it.
// Files are read and written off the window's thread. What was open stays open, whole and savable, until
// all that takes its place is here, and while a dialog about it is open. Without dialogs of its
// own: those belong to the window. Lives on the window's thread.
#pragma once

#include <QObject>
#include <QString>
#include <filesystem>
#include <functional>

#include "app/file_writer.h"
#include "app/open_formats.h"
#include "ui/document/dataset_library.h"
#include "ui/document/document.h"
#include "ui/document/file_stamp.h"
#include "ui/run/run_controller.h"
#include "ui/widgets/background_job.h"

namespace pellucid::app {

class ProjectFiles : public QObject {
  Q_OBJECT

 public:
  /// The references must outlive it. `claims` is where windows tell each other what they have open
  /// (file_claim.h); empty if none are made.
  ProjectFiles(ui::Document& document, ui::RunController& run, ui::DatasetLibrary& library,
               std::filesystem::path claims = {});
  ~ProjectFiles() override;  ///< writes what is still to be written

  /// Empty until the experiment has been saved or opened.
  const QString& path() const { return m_path; }
  /// True when the design or the weights differ from the last save, or a transfer was measured since.
  bool isModified() const;
  /// The file that saving writes: that of the last requested save, or path().
  QString target() const;
  /// True when another program has written the file since it was opened or saved.
  bool hasChangedOnDisk() const;
  /// Checks for that without waiting: changedOnDisk() follows if it is so, once for each change.
  void lookAtFile();

  /// The transfer experiment to keep with the project.
  void setTransfer(std::shared_ptr<const engine::TransferRecord> transfer) {
    m_transfer = std::move(transfer);
    emit transferSet();
  }
  const std::shared_ptr<const engine::TransferRecord>& transfer() const { return m_transfer; }

  /// Writes the run's current state with its timeline, while training continues. saved() or notSaved()
  /// follows. Files are written in the order of the requests.
  /// What another program writes into the file meanwhile is not replaced without permission.
  void saveTo(const QString& path, bool mayReplace = false);
  /// What saving would write now, passed on as soon as it is available; nothing before there is a network.
  void capture(std::function<void(std::optional<Work>)> then);
  /// The same, waiting for it.
  std::optional<Work> work();
  /// The network as it is now; exported() or failed() follows.
  void exportOnnxTo(const QString& path);
  /// The bytes of a file; called on another thread.
  using Make = std::function<engine::Result<engine::Bytes>()>;
  /// Writes what `make` makes; `then` is called when it is written, or failed() follows.
  void exportTo(const QString& path, Make make, std::function<void()> then);
  /// Writes the run's history so far as CSV.
  void exportCurvesTo(
      const QString& path, std::function<void()> then = [] {});
  /// Writes the samples as CSV; dataExported() or failed() follows.
  void exportDataTo(const QString& path);
  /// Empty while nothing is being written.
  QString writing() const { return m_writer.writing(); }
  double writingShare() const { return m_writer.share(); }
  /// The file being written stays as it was; writeCancelled() follows if this came in time.
  void cancelWriting() { m_writer.cancel(); }
  /// Whether the last file to be written was written.
  bool wasWritten() const { return m_writer.wasWritten(); }

  /// Opens whatever app/open_formats takes: a project, or another program's model. opened(), dataMissing() or
  /// failed() follows. A model has no path(): saving asks for one.
  void openFrom(const QString& path);
  /// Opens the first readable one of these copies of unsaved work, which stays unsaved: `then` receives its
  /// path, and recovered() or dataMissing() follows. Otherwise failed(), also if `take`, which is called on
  /// another thread before any is read, fails.
  void recoverFrom(const QStringList& copies, std::function<engine::Result<void>()> take,
                   std::function<void(const QString& copy)> then);
  /// The file from which the open experiment was read: path(), or that of a model; empty if it was begun
  /// here.
  const QString& source() const { return m_source; }
  /// Called when a model with classes answers with logits: whether a softmax should turn them into shares.
  void setLogitsQuestion(std::function<bool(const QString& file)> areShares) {
    m_areShares = std::move(areShares);
  }
  /// The project that is being read, until its data are requested; otherwise empty.
  const QString& reading() const { return m_reading; }
  double readingShare() const { return m_reader.share(); }
  /// What is being read is no longer wanted.
  void cancelReading();
  /// Called when what is open has been edited or trained since its replacement was requested: by this file,
  /// or by a new experiment if empty.
  void setReplaceQuestion(std::function<bool(const QString& next)> mayReplace) {
    m_mayReplace = std::move(mayReplace);
  }

  /// Begins another experiment, without a file; or failed().
  void begin(const engine::Experiment& experiment, std::optional<ui::RunController::Resume> resume = {});
  /// Begins the first experiment again, without a file; or failed().
  void startNew();
  /// Opens the step that can be done by hand (engine/train/worked_example), without a file; or failed().
  void startExample();

  const ui::Design& design() const { return m_document.design(); }
  /// The name of data like the project's own, in a file or its folder: with the same options and changes.
  std::string nameOfDataAt(const QString& path) const;
  /// Reads data for a project that is open without its own. With the data it was trained on, the run
  /// continues where it was; for others, otherDataFound() asks.
  void locateData(const std::string& name);
  /// Uses these data for the project that is open without its own, or says why they don't fit.
  engine::Result<void> useData(const engine::DatasetPtr& dataset);

 signals:
  void pathChanged();
  /// Something else is being read or written, or nothing.
  void workChanged();
  /// `kept` are the run's moments in the file besides the newest.
  void saved(const QString& path, const pellucid::app::KeptMoments& kept);
  /// A project could not be written: it is still unsaved, and the file is as it was.
  void notSaved(const QString& message);
  void writeCancelled(const QString& path);
  /// Another program has written or removed the open file.
  void changedOnDisk(const QString& message);
  /// `proof` says what the file answered when it was read back.
  void exported(const QString& path, const pellucid::ui::Design& design, const QString& proof);
  void dataExported(const QString& path, const engine::DatasetPtr& dataset);
  /// Document, run and curves now come from the file.
  void opened();
  /// The same, but saving asks for another name because of `why`.
  void copyOpened(const QString& why);
  /// Something else, with or without a file, has replaced what was open.
  void replaced();
  /// Document, run and curves now come from a copy of unsaved work.
  void recovered();
  /// The same, but without its data, because of `message`: the network can be looked at and saved.
  void dataMissing(const QString& message);
  /// The opened model takes images, but its file does not say what its pixels were.
  void inputUnknown(const QString& file);
  /// The file is a gallery example, which is to replace what is open.
  void exampleRead(const engine::Example& example);
  /// What replaces nodes of the opened model that are not layers here.
  void modelNoted(const QString& message);
  /// What was asked for could not be read; nothing has changed.
  void failed(const QString& message);
  /// Another transfer was measured, which is unsaved.
  void transferSet();
  /// Another project's transfer experiment, or null if it has none.
  void transferOpened(std::shared_ptr<const engine::TransferRecord> transfer);
  /// The opened project's data differ from those it was trained on.
  void dataDiffer(const QString& message);
  void otherDataFound(const engine::DatasetPtr& dataset, const QString& message);

 private:
  struct Saved {
    std::uint64_t run = 0;
    std::uint64_t revision = 0;
    friend bool operator==(const Saved&, const Saved&) = default;
  };
  using Stamp = std::optional<ui::FileStamp>;
  struct Read {
    Stamp stamp;
    OpenedFile file;
    FileWriter::Claim claim;  ///< null if another window has it
    QString path;
    std::optional<ui::AllRuns> runs;  ///< kept in the project
    /// Called once it is open, if it is a copy of unsaved work; otherwise null.
    std::function<void(const QString&)> recovered;
    bool isCopy() const { return recovered != nullptr; }
  };
  /// A project whose training data differ from those available.
  struct Opened {
    engine::History history;
    std::uint32_t checksum = 0;
    std::uint64_t run = 0;
  };
  struct Edits {
    std::uint64_t design = 0;
    int index = 0;  ///< of the undo stack
    friend bool operator==(const Edits&, const Edits&) = default;
  };
  /// Whether another program has written the open file.
  bool isForeign(const QString& path) const;
  static engine::Result<Read> read(const QString& path, const std::filesystem::path& claims,
                                   const FileWriter::Claim& own, const engine::Progress& progress);
  /// What belongs to a state that has not arrived yet.
  struct Begun {
    std::shared_ptr<engine::Project> project;
    std::shared_ptr<const Opened> opened;
    std::optional<ui::AllRuns> runs;
  };
  Begun begunWork() const;
  std::optional<Work> finishedWork(const Begun& begun,
                                   const std::shared_ptr<const engine::Snapshot>& now) const;
  void failToWrite(std::uint64_t number, const QString& message);
  static QString notReadyText();
  /// Replaces what is open by the file `what`, or a new experiment, as soon as no dialog is open and if the
  /// user agrees.
  void replaceBy(const QString& what, std::function<void()> replacement);
  /// From now on every change to what is open counts as new.
  void beginReplacing();
  bool hasNewWork() const;
  Edits edits() const;
  Saved weights() const;
  void openFile(const QStringList& paths, std::function<engine::Result<void>()> take,
                std::function<void(const QString&)> recovered);
  void failToOpen(const engine::Error& error);
  void finishOpening(Read read, const ui::DatasetLibrary::Loaded& data);
  void readLogitsAsShares(const QString& path, engine::Experiment& experiment) const;
  void openTransfer(std::shared_ptr<const engine::TransferRecord> transfer);
  void setPath(const QString& path, const Stamp& stamp, const QString& source, FileWriter::Claim claim = {});
  /// Why what has been read must not be written back to its file; empty if it may.
  static QString whyCopy(const Read& read);

  ui::Document& m_document;
  ui::RunController& m_run;
  ui::DatasetLibrary& m_library;
  std::function<bool(const QString&)> m_mayReplace;
  std::function<bool(const QString&)> m_areShares;
  Edits m_askedEdits;                   ///< what was open when something else was requested
  std::optional<Saved> m_askedWeights;  ///< likewise; none while training was going on anyway
  std::uint64_t m_asked = 0;            ///< counts requests and cancellations
  std::filesystem::path m_claims;
  QString m_path;
  QString m_source;
  Stamp m_stamp;
  FileWriter::Claim m_claim;  ///< claim on path()
  std::optional<Saved> m_saved =
      Saved();  ///< what is safe: in a file, or as it was given; none when nothing is
  std::shared_ptr<const engine::TransferRecord> m_transfer;
  std::shared_ptr<const engine::TransferRecord> m_savedTransfer;
  // Written by a newer version, and written back unchanged.
  std::string m_unknownKeys = "{}";
  std::shared_ptr<const std::vector<engine::PackedEntry>> m_unknownEntries;
  std::uint64_t m_opening = 0;  ///< counts openings
  QString m_reading;
  bool m_isOpening = false;  ///< a project or its data are being read
  std::shared_ptr<Opened> m_opened;
  int m_awaited = 0;  ///< moments that are still to be delivered
  ui::BackgroundJob<engine::Result<Read>> m_reader;
  FileWriter m_writer;
  std::optional<Stamp> m_told;  ///< the file's stamp when last reported
  ui::BackgroundJob<Stamp> m_looker;
};

}  // namespace pellucid::app
