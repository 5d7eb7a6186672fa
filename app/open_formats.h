// SPDX-License-Identifier: GPL-3.0-or-later
// What can be opened, a row each: the dialog's filter, the command line, drag and drop and the recent files
// all go by this one table. Any thread, but for texts.
#pragma once

#include <QStringList>
#include <filesystem>
#include <span>

#include "engine/io/example.h"
#include "engine/io/project.h"

namespace pellucid::app {

/// What a file is to the window: an experiment with its run.
struct OpenedFile {
  engine::Project project;
  bool isModel = false;       ///< another program's: an experiment that is not saved yet
  bool asksForInput = false;  ///< it has images and does not say what its pixels were
  /// An example of the gallery; then there is no project.
  std::optional<engine::Example> example = {};
  engine::Message notes = {};  ///< what the file does not say and was assumed; may be empty
};

struct OpenFormat {
  QString title;        ///< in the plural, for the dialog
  QStringList endings;  ///< "onnx"
  /// Whether a file is to be read, or refused, as this format; the first match wins.
  bool (*isOne)(std::span<const std::uint8_t> bytes, const std::filesystem::path& path);
  engine::Result<OpenedFile> (*read)(std::span<const std::uint8_t> bytes, const std::filesystem::path& path,
                                     const engine::Progress& progress);
};

/// The last one takes everything that no other does.
std::vector<OpenFormat> openFormats();

/// For a file dialog: all formats together, each separately, and all files.
QString openFilter();

/// Recognised by their contents. The error names the file.
engine::Result<OpenedFile> readOpened(std::span<const std::uint8_t> bytes, const std::filesystem::path& path,
                                      const engine::Progress& progress = {});

}  // namespace pellucid::app
