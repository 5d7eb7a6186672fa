// SPDX-License-Identifier: GPL-3.0-or-later
// What the network in the window wants its pixels to be: asked after a model was opened that doesn't tell,
// and whenever the user wants to change it. The answer is a step of undo. Lives on the window's thread.
#pragma once

#include <QObject>

#include "engine/io/model_input.h"
#include "ui/actions/actions.h"
#include "ui/run/run_controller.h"

class QWidget;

namespace pellucid::app {

class ModelInputActions : public QObject {
  Q_OBJECT

 public:
  /// The references must outlive it.
  ModelInputActions(ui::Document& document, ui::RunController& run, ui::Actions& actions, QWidget& window);

  /// Asks about the model of this file, which does not state its input; nothing where there are no images
  /// with classes to try it on.
  void askAbout(const QString& file);

 signals:
  /// Why it cannot be done.
  void refused(const QString& message);
  void done(const QString& message);

 private:
  /// The network as it is now, or why its input can't be changed.
  engine::Result<std::shared_ptr<const engine::TrainedModel>> current() const;
  void ask(const std::shared_ptr<const engine::TrainedModel>& model, const QString& about, bool suggests);
  void use(const engine::TrainedModel& model, const engine::InputScaling& scaling);

  ui::Document& m_document;
  ui::RunController& m_run;
  QWidget& m_window;
};

}  // namespace pellucid::app
