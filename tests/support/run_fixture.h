// SPDX-License-Identifier: GPL-3.0-or-later
// Document, selection, library, run and navigator, put together as the window does it, with data in a
// temporary folder.
#pragma once

#include <QDeadlineTimer>
#include <QTemporaryDir>
#include <QTimer>
#include <QtTest>
#include <chrono>

#include "engine/train/trainer.h"
#include "tests/support/datasets.h"
#include "tests/support/idx_files.h"
#include "ui/document/dataset_library.h"
#include "ui/run/run_controller.h"
#include "ui/run/sample_navigator.h"

namespace pellucid::tests {

/// Two data sets as files, both made by syntheticDataset(): `a` has 6 pixels and 3 classes, `b` 9 and 4.
class DataFolders {
 public:
  DataFolders() {
    writeIdxFiles(*syntheticDataset(60, 6, 3), a());
    writeIdxFiles(*syntheticDataset(40, 9, 4), b());
  }
  std::string a() const { return m_folder.filePath("a").toStdString(); }
  std::string b() const { return m_folder.filePath("b").toStdString(); }
  engine::DatasetPtr load(const std::string& name) const { return engine::loadDataset(name, {}).value(); }

 private:
  QTemporaryDir m_folder;
};

/// smallExperiment() on a data set: 5 tanh, then softmax; 8 steps an epoch on `a`, 5 on `b`.
inline engine::Experiment experimentOn(const engine::Dataset& dataset) {
  engine::Experiment experiment = smallExperiment();
  experiment.data.name = dataset.name;
  experiment.network.layers.back().units = dataset.classes();
  return experiment;
}

struct RunFixture {
  explicit RunFixture(const engine::Experiment& experiment,
                      std::size_t mostLeftBytes = ui::RunController::kMostLeftBytes)
      : document(experiment), run(document, selection, mostLeftBytes), navigator(document, selection, run) {}

  ui::DatasetLibrary library{engine::DataLocations{}};
  ui::Document document;
  ui::Selection selection;
  ui::RunController run;
  ui::SampleNavigator navigator;

  /// Waits until the run has data and rests. False if that does not happen.
  bool load() {
    library.load(document.experiment().data.name, [this](const ui::DatasetLibrary::Loaded& data) {
      run.open(document.experiment(), data.value());
    });
    return until([this] { return run.moment() != nullptr && run.isResting(); });
  }
  /// Sets a weight by hand.
  engine::Result<void> setParameter(engine::Index index, double value) {
    return document.setParameter(
        {.name = "w", .index = index, .before = static_cast<double>(state().weights[index]), .after = value});
  }
  bool rests() {
    return until([this] { return run.isResting(); });
  }
  /// Checks after every event; QTRY_VERIFY checks every three frames. False if it does not become true within
  /// seconds.
  template <class Condition>
  bool until(Condition isTrue) const {
    const QDeadlineTimer deadline(std::chrono::seconds(10));
    QTimer alarm;  // so that waiting ends when nothing else happens
    alarm.start(std::chrono::milliseconds(100));
    while (!isTrue() && !deadline.hasExpired())
      QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return isTrue();
  }
  const engine::RunState& state() const { return run.moment()->snapshot->state; }
};

}  // namespace pellucid::tests
