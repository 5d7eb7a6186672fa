// SPDX-License-Identifier: GPL-3.0-or-later
// Saves, opens and exports what the window holds, and knows whether anything would be lost by closing it.
// Without dialogs: those belong to the window. Lives on the window's thread.
#pragma once

#include <QObject>
#include <QString>

#include "engine/io/project.h"
#include "ui/document/document.h"
#include "ui/run/run_controller.h"

namespace pellucid::app {

class ProjectFiles : public QObject {
  Q_OBJECT

 public:
  /// The references must outlive this.
  ProjectFiles(ui::Document& document, ui::RunController& run);

  /// Empty until the experiment was saved or opened.
  const QString& path() const { return m_path; }
  /// True when the design or the training went on, or a transfer was measured, since the last save.
  bool isModified() const;

  /// The transfer experiment to keep with the project.
  void setTransfer(std::shared_ptr<const engine::TransferRecord> transfer) {
    m_transfer = std::move(transfer);
  }

  engine::Result<void> saveTo(const QString& path);
  /// On success the document, the weights and the curves are those of the file; else everything stays as it
  /// was. Its data may still be loading then.
  engine::Result<void> openFrom(const QString& path);
  engine::Result<void> exportOnnxTo(const QString& path);
  /// The first experiment again, without a file.
  void startNew();
  /// The step that can be done by hand (engine/train/worked_example), without a file.
  void startExample();

 signals:
  void pathChanged();
  /// Another project's experiment, or null where it has none.
  void transferOpened(std::shared_ptr<const engine::TransferRecord> transfer);
  /// The opened project's data are not the data that it was trained on.
  void dataDiffer(const QString& message);

 private:
  void forgetFile();
  void openTransfer(std::shared_ptr<const engine::TransferRecord> transfer);
  void setPath(const QString& path);
  void compareData(const ui::Moment& moment);

  ui::Document& m_document;
  ui::RunController& m_run;
  QString m_path;
  std::int64_t m_savedStep = 0;
  std::shared_ptr<const engine::TransferRecord> m_transfer;
  std::shared_ptr<const engine::TransferRecord> m_savedTransfer;
  std::string m_unknownKeys = "{}";
  std::optional<std::uint32_t> m_expectedChecksum;
};

}  // namespace pellucid::app
