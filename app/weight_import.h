// SPDX-License-Identifier: GPL-3.0-or-later
// Begins a run with the weights of a trained model, whatever Open takes, where its layers fit those of the
// network in the window; a scaling of its inputs comes along, as a layer. Reads off the window's thread;
// lives on it.
#pragma once

#include <QObject>

#include "app/models/loaded_model.h"
#include "ui/run/run_controller.h"
#include "ui/widgets/background_job.h"

namespace pellucid::app {

class WeightImport : public QObject {
  Q_OBJECT

 public:
  /// The references must outlive it.
  WeightImport(ui::Document& document, ui::RunController& run);

  /// taken() or failed() follows, for the latest path only.
  void takeFrom(const QString& path);

 signals:
  /// The run has begun again, as an undo step; `message` names the source.
  void taken(const QString& message);
  /// Nothing has changed.
  void failed(const QString& message);

 private:
  void take(const QString& file, LoadedModel loaded);

  ui::Document& m_document;
  ui::RunController& m_run;
  ui::BackgroundJob<engine::Result<LoadedModel>> m_reader;
};

}  // namespace pellucid::app
