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
  bool isModel = false;       ///< of another program: an experiment that is not saved yet
  bool asksForInput = false;  ///< it has images and doesn't tell what its pixels were
  /// An example of the gallery: then there is no project.
  std::optional<engine::Example> example = {};
  engine::Message notes = {};  ///< what the file does not say and was assumed; empty for none
};

struct OpenFormat {
  QString title;        ///< in the plural, for the dialog
  QStringList endings;  ///< "onnx"
  /// Whether a file is to be read, or refused, as this; the first row that says so has it.
  bool (*isOne)(std::span<const std::uint8_t> bytes, const std::filesystem::path& path);
  engine::Result<OpenedFile> (*read)(std::span<const std::uint8_t> bytes, const std::filesystem::path& path,
                                     const engine::Progress& progress);
};

/// The last takes whatever no other does.
std::vector<OpenFormat> openFormats();

/// For a file dialog: all formats, each alone, and all files.
QString openFilter();

/// Told apart by what is in it. The error names the file.
engine::Result<OpenedFile> readOpened(std::span<const std::uint8_t> bytes, const std::filesystem::path& path,
                                      const engine::Progress& progress = {});

}  // namespace pellucid::app
