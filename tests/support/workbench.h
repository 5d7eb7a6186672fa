// SPDX-License-Identifier: GPL-3.0-or-later
// The document, the run and the files of a program that has just been started, without a window.
#pragma once

#include "app/project_files.h"
#include "tests/support/datasets.h"
#include "ui/run/sample_navigator.h"

namespace pellucid::tests {

struct Workbench {
  Workbench() = default;
  /// With a small experiment on the data of that name, which still have to be read.
  explicit Workbench(const QString& data) {
    engine::Experiment experiment = smallExperiment();
    experiment.data.name = data.toStdString();
    files.begin(experiment);
  }
  /// The step shown in the window; -1 if nothing is shown yet.
  std::int64_t step() const { return run.moment() == nullptr ? -1 : run.moment()->snapshot->state.step; }

  ui::Document document;
  ui::Selection selection;
  ui::DatasetLibrary library{engine::DataLocations{}};
  ui::RunController run{document, selection};
  ui::SampleNavigator navigator{document, selection, run};
  app::ProjectFiles files{document, run, library};
};

}  // namespace pellucid::tests
