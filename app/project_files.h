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
  /// The references must outlive this. `claims` is where windows tell each other what they have open
  /// (file_claim.h); empty where none is asked.
  ProjectFiles(ui::Document& document, ui::RunController& run, ui::DatasetLibrary& library,
               std::filesystem::path claims = {});
  ~ProjectFiles() override;  ///< what is still to be written is written

  /// Empty until the experiment was saved or opened.
  const QString& path() const { return m_path; }
  /// True when the design or the weights differ from those of the last save, or a transfer was measured
  /// since.
  bool isModified() const;
  /// The file that saving means: that of the last saving that was asked for, or path().
  QString target() const;
  /// True when another program has written the file since it was opened or saved.
  bool hasChangedOnDisk() const;
  /// Looks whether that is so, without waiting: changedOnDisk() follows where it is, once for each change.
  void lookAtFile();

  /// The transfer experiment to keep with the project.
  void setTransfer(std::shared_ptr<const engine::TransferRecord> transfer) {
    m_transfer = std::move(transfer);
    emit transferSet();
  }
  const std::shared_ptr<const engine::TransferRecord>& transfer() const { return m_transfer; }

  /// Writes one state of the run, that of now, with its timeline, while training continues. saved() or
  /// notSaved() follows. Files are written in the order in which they were asked for.
  /// What another program writes into the file meanwhile is not replaced without permission.
  void saveTo(const QString& path, bool mayReplace = false);
  /// What saving would write now, handed over as soon as it is there; nothing before there is a network.
  void capture(std::function<void(std::optional<Work>)> then);
  /// The same after waiting for it.
  std::optional<Work> work();
  /// The network as it is now; exported() or failed() follows.
  void exportOnnxTo(const QString& path);
  /// The bytes of a file; called on another thread.
  using Make = std::function<engine::Result<engine::Bytes>()>;
  /// What `make` makes; `then` is called when it is written, or failed() follows.
  void exportTo(const QString& path, Make make, std::function<void()> then);
  /// The run's history as CSV, as far as it has come.
  void exportCurvesTo(
      const QString& path, std::function<void()> then = [] {});
  /// The samples as CSV; dataExported() or failed() follows.
  void exportDataTo(const QString& path);
  /// Empty while nothing is being written.
  QString writing() const { return m_writer.writing(); }
  double writingShare() const { return m_writer.share(); }
  /// What is being written now stays as it was; writeCancelled() follows where it was in time.
  void cancelWriting() { m_writer.cancel(); }
  /// Whether the last file that was to be written was.
  bool wasWritten() const { return m_writer.wasWritten(); }

  /// Whatever app/open_formats takes: a project, or the model of another program. opened() follows, or
  /// dataMissing(), or failed(). A model has no path(): saving asks for one.
  void openFrom(const QString& path);
  /// Copies that were kept of unsaved work, the first of which that can be read is opened, and is still
  /// unsaved: `then` is told which, and recovered() or dataMissing() follows. Or failed(), also where `take`
  /// can't have them; it is called on another thread, before any is read.
  void recoverFrom(const QStringList& copies, std::function<engine::Result<void>()> take,
                   std::function<void(const QString& copy)> then);
  /// The file that what is open was read from: path(), or that of a model; empty for what was begun here.
  const QString& source() const { return m_source; }
  /// Asked when a model that tells classes answers with logits: whether they become shares by a softmax.
  void setLogitsQuestion(std::function<bool(const QString& file)> areShares) {
    m_areShares = std::move(areShares);
  }
  /// The project that is being read, until its data are asked for; else empty.
  const QString& reading() const { return m_reading; }
  double readingShare() const { return m_reader.share(); }
  /// Whatever is being read is no longer wanted.
  void cancelReading();
  /// Asked when what is open has been edited or trained since something else was to take its place: this
  /// file, or a new experiment when it is empty.
  void setReplaceQuestion(std::function<bool(const QString& next)> mayReplace) {
    m_mayReplace = std::move(mayReplace);
  }

  /// Another experiment, without a file; or failed().
  void begin(const engine::Experiment& experiment, std::optional<ui::RunController::Resume> resume = {});
  /// The first experiment again, without a file; or failed().
  void startNew();
  /// The step that can be done by hand (engine/train/worked_example), without a file; or failed().
  void startExample();

  const ui::Design& design() const { return m_document.design(); }
  /// The name of data like the project's own, in a file or in the folder of it: with the same options and
  /// changes.
  std::string nameOfDataAt(const QString& path) const;
  /// Reads data for a project that is open without its own. Those that it was trained with make the run go on
  /// where it stood; about others, otherDataFound() asks.
  void locateData(const std::string& name);
  /// Takes these data for the project that is open without its own, or says why they don't fit.
  engine::Result<void> useData(const engine::DatasetPtr& dataset);

 signals:
  void pathChanged();
  /// Something else is being read or written, or nothing.
  void workChanged();
  /// `kept` are the moments of the run that are in the file besides the newest.
  void saved(const QString& path, const pellucid::app::KeptMoments& kept);
  /// A project could not be written: it is still unsaved, and the file is as it was.
  void notSaved(const QString& message);
  void writeCancelled(const QString& path);
  /// Another program has written the file that is open, or removed it.
  void changedOnDisk(const QString& message);
  /// `proof` says what the file answered when it was read again.
  void exported(const QString& path, const pellucid::ui::Design& design, const QString& proof);
  void dataExported(const QString& path, const engine::DatasetPtr& dataset);
  /// Document, run and curves are those of the file.
  void opened();
  /// The same, but saving asks for another name, because of `why`.
  void copyOpened(const QString& why);
  /// Something without a file, or a file, has taken the place of what was open.
  void replaced();
  /// Document, run and curves are those of a copy of unsaved work.
  void recovered();
  /// The same, but without its data, because of `message`: the network can be looked at and saved.
  void dataMissing(const QString& message);
  /// The opened model has images, and this file does not say what its pixels were.
  void inputUnknown(const QString& file);
  /// The file is an example of the gallery, which is to be opened in place of what is open.
  void exampleRead(const engine::Example& example);
  /// What stands for nodes of the opened model that are no layers here.
  void modelNoted(const QString& message);
  /// What was asked for could not be read; nothing has changed.
  void failed(const QString& message);
  /// Another one was measured, which is unsaved.
  void transferSet();
  /// Another project's experiment, or null where it has none.
  void transferOpened(std::shared_ptr<const engine::TransferRecord> transfer);
  /// The opened project's data differ from the data that it was trained on.
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
    FileWriter::Claim claim;  ///< null where another window has it
    QString path;
    std::optional<ui::AllRuns> runs;  ///< that the project keeps
    /// Told that it was opened, where it is a copy that was kept of unsaved work; else null.
    std::function<void(const QString&)> recovered;
    bool isCopy() const { return recovered != nullptr; }
  };
  /// A project that was trained on data different from those that are here.
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
  /// Whether another program has written the file of what is open.
  bool isForeign(const QString& path) const;
  static engine::Result<Read> read(const QString& path, const std::filesystem::path& claims,
                                   const FileWriter::Claim& own, const engine::Progress& progress);
  /// What belongs to a state that is still to come.
  struct Begun {
    std::shared_ptr<engine::Project> project;
    std::shared_ptr<const Opened> opened;
    std::optional<ui::AllRuns> runs;
  };
  Begun begunWork() const;
  std::optional<Work> finishedWork(Begun begun, const std::shared_ptr<const engine::Snapshot>& now) const;
  void failToWrite(std::uint64_t number, const QString& message);
  static QString notReadyText();
  /// Lets the file `what`, or a new experiment, take the place of what is open, as soon as no dialog is open
  /// and if the user agrees.
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
  /// Why what has been read is not to be written where it is; empty where it may be.
  static QString whyCopy(const Read& read);

  ui::Document& m_document;
  ui::RunController& m_run;
  ui::DatasetLibrary& m_library;
  std::function<bool(const QString&)> m_mayReplace;
  std::function<bool(const QString&)> m_areShares;
  Edits m_askedEdits;                   ///< what is open, when something else was asked for
  std::optional<Saved> m_askedWeights;  ///< likewise; none while they were being trained anyway
  std::uint64_t m_asked = 0;            ///< counts what was asked for and cancelled
  std::filesystem::path m_claims;
  QString m_path;
  QString m_source;
  Stamp m_stamp;
  FileWriter::Claim m_claim;  ///< of path()
  std::optional<Saved> m_saved =
      Saved();  ///< what is safe: in a file, or as it was given; none when nothing is
  std::shared_ptr<const engine::TransferRecord> m_transfer;
  std::shared_ptr<const engine::TransferRecord> m_savedTransfer;
  // What a newer version wrote into the file, to be written again.
  std::string m_unknownKeys = "{}";
  std::shared_ptr<const std::vector<engine::PackedEntry>> m_unknownEntries;
  std::uint64_t m_opening = 0;  ///< counts what has been opened
  QString m_reading;
  bool m_isOpening = false;  ///< a project or its data are being read
  std::shared_ptr<Opened> m_opened;
  int m_awaited = 0;  ///< moments that are still to be handed over
  ui::BackgroundJob<engine::Result<Read>> m_reader;
  FileWriter m_writer;
  std::optional<Stamp> m_told;  ///< what the file was like when it was told of last
  ui::BackgroundJob<Stamp> m_looker;
};

}  // namespace pellucid::app
