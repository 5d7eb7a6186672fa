// SPDX-License-Identifier: GPL-3.0-or-later
// "Show a picture…": a picture of the user's own becomes the network's input, made as the pictures of its
// data are. Lives on the window's thread; the file is read on another.
#pragma once

#include <QObject>

#include "app/pictures/image_file.h"
#include "ui/actions/actions.h"
#include "ui/run/sample_navigator.h"
#include "ui/run/step_player.h"
#include "ui/widgets/background_job.h"

namespace pellucid::app {

/// The picture as a sample of these data, pixels from 0 to 1 before any scaling. Pictures of a folder follow
/// the options of their data; digits and other images in grey are read as `pellucid predict --image` does.
/// What changes the pixels of the data (+invert, +noise0.3) changes it, too. The error names the file.
engine::Result<ImageInput> pictureFor(const engine::Dataset& data, const std::filesystem::path& path,
                                      const engine::Progress& progress = {});

class PictureInput : public QObject {
  Q_OBJECT

 public:
  /// The references must outlive it.
  PictureInput(ui::Document& document, ui::SampleNavigator& navigator, const ui::StepPlayer& player,
               ui::Actions& actions, QWidget& window);

  /// Judged by the ending of its name.
  static bool isPicture(const QString& path);
  /// shown() or refused() follows, for the latest path only.
  void read(const QString& path);
  /// Shows the current drawing on the pad, height × width of the data's samples before their changes: it is
  /// changed as they are, and becomes each channel of colour pictures. An empty sheet stays empty.
  void showDrawing(const engine::Vector& pixels);

 signals:
  void shown(const QString& message);
  void refused(const QString& message);

 private:
  void ask();
  void show(const QString& file, const engine::DatasetPtr& data, const engine::Result<ImageInput>& input);

  ui::Document& m_document;
  ui::SampleNavigator& m_navigator;
  const ui::StepPlayer& m_player;
  ui::Actions& m_actions;
  QWidget& m_window;
  ui::BackgroundJob<engine::Result<ImageInput>> m_reader;
};

}  // namespace pellucid::app
