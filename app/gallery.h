// SPDX-License-Identifier: GPL-3.0-or-later
// The gallery of the window: what New… shows, what is opened from it, and the user's own examples in it. Its
// files are read and written off the window's thread. Lives on the window's thread.
#pragma once

#include <QObject>
#include <QPointer>
#include <filesystem>
#include <optional>

#include "app/file_actions.h"
#include "engine/io/example_folder.h"
#include "ui/actions/actions.h"
#include "ui/document/dataset_library.h"
#include "ui/gallery/gallery_dialog.h"
#include "ui/widgets/background_job.h"

namespace pellucid::app {

/// The folder of the user's own examples: pellucid/examples in the data folder, or `examples` in
/// PELLUCID_CONFIG_DIR.
std::filesystem::path ownExamplesFolder();

class Gallery : public QObject {
  Q_OBJECT

 public:
  struct Folders {
    std::filesystem::path bundled;
    std::filesystem::path own;
  };
  /// The references must outlive it.
  Gallery(Folders folders, const engine::DataLocations& locations, ProjectFiles& files,
          FileActions& fileActions, ui::DatasetLibrary& library, ui::Actions& actions, QWidget& window);

  /// Opens the dialog at once; its cards appear when the examples have been read.
  void show();
  /// Replaces what is open with its experiment, after the question about unsaved work; an example for the lab
  /// replaces nothing. told() or failed() follows.
  void open(const engine::Example& example);
  /// The same without the question, which has been answered.
  void take(const engine::Example& example);
  /// Adds one of the user's own examples; done() or failed() follows.
  void save(const engine::Example& example);

  ui::GalleryDialog& dialog() { return *m_dialog; }

 protected:
  /// An Escape that nothing in the window needs closes the example's text.
  bool eventFilter(QObject* watched, QEvent* event) override;

 signals:
  /// What there is to see in the example that is now open; empty when none is open any longer.
  void told(const QString& text);
  /// The lab should open with this preset.
  void presetWanted(const QString& name);
  void done(const QString& message);
  void failed(const QString& message);

 private:
  struct Read {
    std::vector<engine::StoredExample> examples;
    std::vector<engine::Message> problems;
  };
  void read();
  void begin(const engine::Example& example, const ui::DatasetLibrary::Loaded& data);
  void tell();
  void askAndSave();
  void askAndRemove(const engine::StoredExample& stored);

  Folders m_folders;
  ProjectFiles& m_files;
  FileActions& m_fileActions;
  ui::DatasetLibrary& m_library;
  ui::Actions& m_actions;
  QWidget& m_window;
  ui::GalleryDialog* m_dialog;              ///< owned by the window
  std::optional<engine::Example> m_next;    ///< opens as soon as what is open may be replaced
  std::optional<engine::Example> m_opened;  ///< what is open, if it is an example
  ui::BackgroundJob<Read> m_reader;
  ui::BackgroundJob<engine::Result<void>> m_writer;
};

}  // namespace pellucid::app
