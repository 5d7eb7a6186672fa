// SPDX-License-Identifier: GPL-3.0-or-later
// Saves, opens and exports what the window holds, and knows whether anything would be lost by closing it.
// What was open stays open, whole and savable, until all that takes its place is here. Without dialogs: those
// belong to the window. Lives on the window's thread.
#pragma once

#include <QObject>
#include <QString>
#include <filesystem>

#include "engine/io/project.h"
#include "ui/document/dataset_library.h"
#include "ui/document/document.h"
#include "ui/run/run_controller.h"

namespace pellucid::app {

class ProjectFiles : public QObject {
  Q_OBJECT

 public:
  /// The references must outlive this.
  ProjectFiles(ui::Document& document, ui::RunController& run, ui::DatasetLibrary& library);

  /// Empty until the experiment was saved or opened.
  const QString& path() const { return m_path; }
  /// True when the design or the weights are others than those of the last save, or a transfer was measured
  /// since.
  bool isModified() const;
  /// True when somebody else has written the file since it was opened or saved.
  bool hasChangedOnDisk() const;

  /// The transfer experiment to keep with the project.
  void setTransfer(std::shared_ptr<const engine::TransferRecord> transfer) {
    m_transfer = std::move(transfer);
  }

  /// Writes one state of the run: the newest that belongs to the design.
  engine::Result<void> saveTo(const QString& path);
  /// Fails at once where the file can't be read. Else opened() follows when its data have been read, or
  /// dataMissing() when they can't be.
  engine::Result<void> openFrom(const QString& path);
  engine::Result<void> exportOnnxTo(const QString& path);
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
  /// Document, run and curves are those of the file.
  void opened();
  /// The same, but without its data, because of `message`: the network can be looked at and saved.
  void dataMissing(const QString& message);
  /// What was asked for could not be read; nothing has changed.
  void failed(const QString& message);
  /// Another project's experiment, or null where it has none.
  void transferOpened(std::shared_ptr<const engine::TransferRecord> transfer);
  /// The opened project's data are not the data that it was trained on.
  void dataDiffer(const QString& message);
  /// The opened network answers nothing: `which` of its weights is not a finite number.
  void weightsNotFinite(const QString& which);
  void otherDataFound(const engine::DatasetPtr& dataset, const QString& message);

 private:
  struct Saved {
    std::uint64_t run = 0;
    std::uint64_t revision = 0;
    friend bool operator==(const Saved&, const Saved&) = default;
  };
  using FileStamp = std::optional<std::pair<std::filesystem::file_time_type, std::uintmax_t>>;
  static FileStamp stampOf(const QString& path);
  void finishOpening(const QString& path, const FileStamp& stamp, engine::Project project,
                     const ui::DatasetLibrary::Loaded& data);
  void openTransfer(std::shared_ptr<const engine::TransferRecord> transfer);
  void setPath(const QString& path, const FileStamp& stamp);

  ui::Document& m_document;
  ui::RunController& m_run;
  ui::DatasetLibrary& m_library;
  QString m_path;
  FileStamp m_stamp;
  std::optional<Saved> m_saved =
      Saved();  ///< what is safe: in a file, or as it was given; none when nothing is
  std::shared_ptr<const engine::TransferRecord> m_transfer;
  std::shared_ptr<const engine::TransferRecord> m_savedTransfer;
  // What a newer version wrote into the file, to be written again.
  std::string m_unknownKeys = "{}";
  std::vector<engine::PackedEntry> m_unknownEntries;
};

}  // namespace pellucid::app
