// SPDX-License-Identifier: GPL-3.0-or-later
// Begins a run with the weights of a trained model, an ONNX file or a project, where its layers fit those of
// the network in the window. Reads off the window's thread; lives on it.
#pragma once

#include <QObject>

#include "engine/io/onnx.h"
#include "ui/run/run_controller.h"
#include "ui/widgets/background_job.h"

namespace pellucid::app {

class WeightImport : public QObject {
  Q_OBJECT

 public:
  /// The references must outlive it.
  WeightImport(ui::Document& document, ui::RunController& run);

  /// taken() or failed() follows, of the latest path only.
  void takeFrom(const QString& path);

 signals:
  /// The run has begun anew, as a step of undo; `message` says with what.
  void taken(const QString& message);
  /// Nothing has changed.
  void failed(const QString& message);

 private:
  void take(const QString& file, const engine::Model& model);

  ui::Document& m_document;
  ui::RunController& m_run;
  ui::BackgroundJob<engine::Result<engine::Model>> m_reader;
};

}  // namespace pellucid::app
