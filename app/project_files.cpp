// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/project_files.h"

#include <fmt/format.h>

#include <filesystem>

#include "engine/io/atomic_write.h"
#include "engine/io/onnx.h"
#include "engine/train/worked_example.h"

namespace pellucid::app {
namespace {

std::filesystem::path toPath(const QString& path) {
  return path.toStdString();
}

engine::Error notReady() {
  return {"There is no network yet: its data are still being read. Try again in a moment."};
}

}  // namespace

ProjectFiles::ProjectFiles(ui::Document& document, ui::RunController& run)
    : m_document(document), m_run(run) {
  connect(&run, &ui::RunController::momentChanged, this, &ProjectFiles::compareData);
}

bool ProjectFiles::isModified() const {
  const ui::Moment* moment = m_run.moment();
  return !m_document.undoStack().isClean() || m_transfer != m_savedTransfer ||
         (moment != nullptr && moment->snapshot->state.step != m_savedStep);
}

engine::Result<void> ProjectFiles::saveTo(const QString& path) {
  const ui::Moment* moment = m_run.moment();
  if (moment == nullptr) return notReady();
  const engine::Snapshot& now = *moment->snapshot;
  const auto bytes = engine::writeProject({.experiment = now.experiment,
                                           .state = now.state,
                                           .history = m_run.history(),
                                           .stepsPerEpoch = now.stepsPerEpoch,
                                           .shape = moment->dataset->shape,
                                           .classNames = moment->dataset->classNames,
                                           .datasetChecksum = moment->dataset->checksum,
                                           .targetNames = moment->dataset->targetNames,
                                           .transfer = m_transfer,
                                           .unknownKeys = m_unknownKeys});
  if (!bytes) return bytes.error();
  if (auto written = engine::atomicWrite(toPath(path), *bytes); !written) return written;
  m_savedStep = now.state.step;
  m_savedTransfer = m_transfer;
  m_document.undoStack().setClean();
  setPath(path);
  return {};
}

engine::Result<void> ProjectFiles::openFrom(const QString& path) {
  const auto bytes = engine::readFile(toPath(path));
  if (!bytes) return bytes.error();
  auto project = engine::readProject(*bytes, path.toStdString());
  if (!project) return project.error();
  m_expectedChecksum = project->datasetChecksum;
  m_unknownKeys = project->unknownKeys;
  m_savedStep = project->state.step;
  m_document.replace(project->experiment);
  m_run.resume(std::move(project->state), std::move(project->history));
  openTransfer(std::move(project->transfer));
  setPath(path);
  return {};
}

engine::Result<void> ProjectFiles::exportOnnxTo(const QString& path) {
  const ui::Moment* moment = m_run.moment();
  if (moment == nullptr) return notReady();
  const engine::Snapshot& now = *moment->snapshot;
  engine::Model model{.network = now.experiment.network,
                      .shape = moment->dataset->shape,
                      .weights = now.state.weights,
                      .classNames = moment->dataset->classNames,
                      .facts = {{"data", now.experiment.data.name},
                                {"seed", std::to_string(now.experiment.seed)},
                                {"steps", std::to_string(now.state.step)}}};
  if (now.test && now.test->step == now.state.step)
    if (now.test->metrics.hasAccuracy())
      model.facts["test_accuracy"] = fmt::format("{}", now.test->metrics.accuracy);
  if (auto fits = engine::checkOnnx(model.network); !fits) return fits;
  return engine::atomicWrite(toPath(path), engine::writeOnnx(model));
}

void ProjectFiles::forgetFile() {
  m_expectedChecksum.reset();
  m_unknownKeys = "{}";
  m_savedStep = 0;
  openTransfer(nullptr);
  setPath({});
}

void ProjectFiles::openTransfer(std::shared_ptr<const engine::TransferRecord> transfer) {
  m_transfer = std::move(transfer);
  m_savedTransfer = m_transfer;
  emit transferOpened(m_transfer);
}

void ProjectFiles::startExample() {
  forgetFile();
  m_document.replace(engine::workedExample());
  m_run.resume(engine::workedExampleState(), {});
}

void ProjectFiles::startNew() {
  forgetFile();
  const bool isSame = m_document.experiment() == engine::seedExperiment();
  m_document.replace(engine::seedExperiment());
  if (isSame) m_run.reset();
}

void ProjectFiles::setPath(const QString& path) {
  m_path = path;
  emit pathChanged();
}

void ProjectFiles::compareData(const ui::Moment& moment) {
  if (!m_expectedChecksum || moment.dataset->name != m_document.experiment().data.name) return;
  const std::uint32_t expected = *std::exchange(m_expectedChecksum, std::nullopt);
  if (expected == moment.dataset->checksum) return;
  emit dataDiffer(tr("The project was trained on other data than \"%1\" holds now (checksum %2 instead of "
                     "%3). Its weights are "
                     "as they were, but training on will not give the same numbers.")
                      .arg(QString::fromStdString(moment.dataset->name))
                      .arg(moment.dataset->checksum, 8, 16, QLatin1Char('0'))
                      .arg(expected, 8, 16, QLatin1Char('0')));
}

}  // namespace pellucid::app
