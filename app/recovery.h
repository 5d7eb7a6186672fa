// SPDX-License-Identifier: GPL-3.0-or-later
// What programs that ended too early have left of unsaved work, and the window that offers it at the next
// start: restore, keep for later, or delete. GUI thread.
#pragma once

#include <QDateTime>
#include <QDialog>
#include <QImage>
#include <filesystem>
#include <optional>
#include <vector>

#include "app/autosave.h"

namespace pellucid::app {

struct Recoverable {
  std::filesystem::path folder;  ///< the whole work
  /// The generations that exist, newest first: if one is torn, the other is whole.
  std::vector<std::filesystem::path> copies;
  QString name;  ///< name of the file it was opened from; empty if never saved
  QString data;  ///< the data set's name
  QDateTime saved;
  std::int64_t step = 0;
  std::optional<double> accuracy;  ///< on the test samples
  std::int64_t tested = 0;         ///< the step at which it was measured
  QImage picture;                  ///< of the window; null if there is none
};

/// Newest first. Skips those of programs that still run, and removes empty ones. Any thread.
std::vector<Recoverable> findRecoverable(const std::filesystem::path& folder);

/// Opens its newest readable copy, and keeps it there until it is saved. If another window has restored it,
/// ProjectFiles::failed() says so.
void restore(ProjectFiles& files, Autosave& autosave, const Recoverable& work);

class RecoveryDialog : public QDialog {
  Q_OBJECT

 public:
  explicit RecoveryDialog(const std::vector<Recoverable>& found, QWidget* parent = nullptr);

 signals:
  /// The dialog has closed; the others are still kept.
  void restoreRequested(const pellucid::app::Recoverable& work);
  /// Emitted after a question. The dialog stays while there is other work.
  void deleteRequested(const pellucid::app::Recoverable& work);

 private:
  QWidget* makeRow(const Recoverable& work);
};

}  // namespace pellucid::app
