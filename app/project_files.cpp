// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/project_files.h"

#include "engine/io/atomic_write.h"
#include "engine/io/model_of_run.h"
#include "engine/train/worked_example.h"

namespace pellucid::app {
namespace {

std::filesystem::path toPath(const QString& path) {
  return path.toStdString();
}

QString toText(const engine::Error& error) {
  return QString::fromStdString(error.message);
}

engine::Error notReady() {
  return {"There is no network yet: its data are still being read. Try again in a moment."};
}

/// What a project says of data that are not here.
engine::DatasetPtr dataOf(const engine::Project& project) {
  engine::Dataset data;
  data.name = project.experiment.data.name;
  data.shape = project.shape;
  data.classNames = project.classNames;
  data.targetNames = project.targetNames;
  data.checksum = project.datasetChecksum;
  return std::make_shared<const engine::Dataset>(std::move(data));
}

QString differText(const engine::Dataset& dataset, std::uint32_t expected) {
  return ProjectFiles::tr(
             "The project was trained with other data than \"%1\" holds now (checksum %2 instead of %3). "
             "Its weights are as they were, but training on will not give the same numbers.")
      .arg(QString::fromStdString(dataset.name))
      .arg(dataset.checksum, 8, 16, QLatin1Char('0'))
      .arg(expected, 8, 16, QLatin1Char('0'));
}

}  // namespace

ProjectFiles::ProjectFiles(ui::Document& document, ui::RunController& run, ui::DatasetLibrary& library)
    : m_document(document), m_run(run), m_library(library) {}

bool ProjectFiles::isModified() const {
  const auto& now = m_run.newest();
  return !m_document.undoStack().isClean() || m_transfer != m_savedTransfer || !m_saved ||
         (now && Saved{.run = now->run, .revision = now->revision} != *m_saved);
}

ProjectFiles::FileStamp ProjectFiles::stampOf(const QString& path) {
  std::error_code problem;
  const auto time = std::filesystem::last_write_time(toPath(path), problem);
  if (problem) return std::nullopt;
  const auto size = std::filesystem::file_size(toPath(path), problem);
  return problem ? std::nullopt : FileStamp({time, size});
}

bool ProjectFiles::hasChangedOnDisk() const {
  if (m_path.isEmpty()) return false;
  const FileStamp now = stampOf(m_path);
  return now && now != m_stamp;  // a file that is gone is written anew without harm
}

engine::Result<void> ProjectFiles::saveTo(const QString& path) {
  m_run.catchUp();
  const std::shared_ptr<const engine::Snapshot> now = m_run.newest();
  const engine::DatasetPtr& dataset = m_document.dataset();
  if (!now || !dataset) return notReady();
  const auto bytes = engine::writeProject({.experiment = m_document.experiment(),
                                           .state = now->state,
                                           .history = m_run.history(),
                                           .stepsPerEpoch = now->stepsPerEpoch,
                                           .shape = dataset->shape,
                                           .classNames = dataset->classNames,
                                           .datasetChecksum = dataset->checksum,
                                           .targetNames = dataset->targetNames,
                                           .transfer = m_transfer,
                                           .unknownKeys = m_unknownKeys,
                                           .unknownEntries = m_unknownEntries});
  if (!bytes) return bytes.error();
  if (auto written = engine::atomicWrite(toPath(path), *bytes); !written) return written;
  m_saved = Saved{.run = now->run, .revision = now->revision};
  m_savedTransfer = m_transfer;
  m_document.undoStack().setClean();
  setPath(path, stampOf(path));
  return {};
}

engine::Result<void> ProjectFiles::openFrom(const QString& path) {
  engine::removeStraysBeside(toPath(path));
  const FileStamp stamp = stampOf(path);
  const auto bytes = engine::readFile(toPath(path));
  if (!bytes) return bytes.error();
  auto project = engine::readProject(*bytes, path.toStdString());
  if (!project) return project.error();
  const std::string name = project->experiment.data.name;
  m_library.load(name, [this, path, stamp, read = std::make_shared<engine::Project>(*std::move(project))](
                           const ui::DatasetLibrary::Loaded& data) {
    finishOpening(path, stamp, std::move(*read), data);
  });
  return {};
}

void ProjectFiles::finishOpening(const QString& path, const FileStamp& stamp, engine::Project project,
                                 const ui::DatasetLibrary::Loaded& data) {
  engine::DatasetPtr dataset = data ? *data : nullptr;
  QString problem = data ? QString() : toText(data.error());
  if (dataset)
    if (const auto fits = engine::validate(project.experiment, *dataset); !fits) {
      problem = toText(fits.error());
      dataset = nullptr;
    }
  const std::uint32_t expected = project.datasetChecksum;
  if (!dataset) dataset = dataOf(project);
  m_unknownKeys = std::move(project.unknownKeys);
  m_unknownEntries = std::move(project.unknownEntries);
  m_run.open(project.experiment, dataset,
             ui::RunController::Resume{.state = std::move(project.state),
                                       .history = std::move(project.history),
                                       .stepsPerEpoch = project.stepsPerEpoch});
  m_saved = Saved{.run = m_run.run(), .revision = 0};
  openTransfer(std::move(project.transfer));
  setPath(path, stamp);
  if (!problem.isEmpty()) return emit dataMissing(problem);
  emit opened();
  if (!project.notFinite.empty()) emit weightsNotFinite(QString::fromStdString(project.notFinite));
  if (dataset->checksum != expected) emit dataDiffer(differText(*dataset, expected));
}

std::string ProjectFiles::nameOfDataAt(const QString& path) const {
  return engine::nameAt(m_document.experiment().data.name, toPath(path));
}

void ProjectFiles::locateData(const std::string& name) {
  m_library.load(name, [this](const ui::DatasetLibrary::Loaded& data) {
    if (!data) return emit failed(toText(data.error()));
    const std::uint32_t expected = m_document.dataset()->checksum;
    if ((*data)->checksum != expected) return emit otherDataFound(*data, differText(**data, expected));
    if (const auto used = useData(*data); !used) emit failed(toText(used.error()));
  });
}

engine::Result<void> ProjectFiles::useData(const engine::DatasetPtr& dataset) {
  engine::check(m_run.newest() && !m_document.hasData(), "useData: no project is waiting for its data");
  engine::Experiment experiment = m_document.experiment();
  experiment.data.name = dataset->name;
  if (auto fits = engine::validate(experiment, *dataset); !fits) return fits;
  ui::RunController::Resume run{.state = m_run.newest()->state, .history = m_run.history()};
  m_run.open(experiment, dataset, std::move(run));
  m_saved.reset();  // the file names the old place
  emit pathChanged();
  return {};
}

engine::Result<void> ProjectFiles::exportOnnxTo(const QString& path) {
  m_run.catchUp();
  const std::shared_ptr<const engine::Snapshot> now = m_run.newest();
  if (!now || !m_document.dataset()) return notReady();
  std::optional<engine::Metrics> test;
  if (now->test && now->test->step == now->state.step) test = now->test->metrics;
  const engine::Model model =
      engine::modelOf(m_document.experiment(), *m_document.dataset(), now->state, test);
  if (auto fits = engine::checkOnnx(model.network); !fits) return fits;
  return engine::atomicWrite(toPath(path), engine::writeOnnx(model));
}

void ProjectFiles::begin(const engine::Experiment& experiment,
                         std::optional<ui::RunController::Resume> resume) {
  const auto shared = std::make_shared<std::optional<ui::RunController::Resume>>(std::move(resume));
  m_library.load(experiment.data.name, [this, experiment, shared](const ui::DatasetLibrary::Loaded& data) {
    if (!data) return emit failed(toText(data.error()));
    m_unknownKeys = "{}";
    m_unknownEntries.clear();
    m_run.open(experiment, *data, std::move(*shared));
    m_saved = Saved{.run = m_run.run(), .revision = 0};
    openTransfer(nullptr);
    setPath({}, std::nullopt);
  });
}

void ProjectFiles::startExample() {
  begin(engine::workedExample(),
        ui::RunController::Resume{.state = engine::workedExampleState(), .history = {}});
}

void ProjectFiles::startNew() {
  begin(engine::seedExperiment(), std::nullopt);
}

void ProjectFiles::openTransfer(std::shared_ptr<const engine::TransferRecord> transfer) {
  m_transfer = std::move(transfer);
  m_savedTransfer = m_transfer;
  emit transferOpened(m_transfer);
}

void ProjectFiles::setPath(const QString& path, const FileStamp& stamp) {
  m_path = path;
  m_stamp = stamp;
  emit pathChanged();
}

}  // namespace pellucid::app
