// SPDX-License-Identifier: GPL-3.0-or-later
// What the window writes besides the project: the network, its curves and its data.
#include "app/project_files.h"
#include "engine/data/dataset_csv.h"
#include "engine/io/history_csv.h"
#include "engine/io/model_of_run.h"
#include "engine/io/onnx_proof.h"
#include "ui/widgets/message_text.h"

namespace pellucid::app {

void ProjectFiles::exportOnnxTo(const QString& path) {
  if (!m_document.dataset()) return emit failed(notReadyText());
  const std::uint64_t number = m_writer.add({.path = path});
  capture([this, number, path, design = m_document.design()](const std::optional<Work>& work) {
    if (!work) return failToWrite(number, notReadyText());
    const engine::Snapshot& now = *work->now;
    if (const auto* diverged = std::get_if<engine::Diverged>(&now.phase); engine::isBroken(now.phase))
      return failToWrite(number, tr("Not exported: %1 Type another value for that number first.")
                                     .arg(ui::messageText(diverged->explanation)));
    const auto proof = std::make_shared<engine::OnnxProof>();
    const auto make = [work = *work, dataset = design.dataset, proof]() -> engine::Result<ProjectBytes> {
      const engine::Snapshot& moment = *work.now;
      std::optional<engine::Metrics> test;
      if (moment.test && moment.test->step == moment.state.step) test = moment.test->metrics;
      const engine::TrainedModel model = engine::modelOf(moment.experiment, *dataset, moment.state, test);
      if (auto fits = engine::checkOnnx(model.network); !fits) return fits.error();
      engine::Bytes bytes = engine::writeOnnx(model);
      const auto proven = engine::proveOnnx(bytes, model, dataset->test);
      if (!proven) return proven.error();
      *proof = *proven;
      return ProjectBytes{.bytes = std::move(bytes), .kept = {}};
    };
    m_writer.fill(number, make, [this, path, design, proof](const FileWriter::Written&) {
      emit exported(path, design, ui::messageText(describe(*proof)));
    });
  });
}

void ProjectFiles::exportTo(const QString& path, Make make, std::function<void()> then) {
  const std::uint64_t number = m_writer.add({.path = path});
  m_writer.fill(
      number,
      [make = std::move(make)]() -> engine::Result<ProjectBytes> {
        auto bytes = make();
        if (!bytes) return bytes.error();
        return ProjectBytes{.bytes = *std::move(bytes), .kept = {}};
      },
      [then = std::move(then)](const FileWriter::Written&) { then(); });
}

void ProjectFiles::exportCurvesTo(const QString& path, std::function<void()> then) {
  if (!m_document.dataset()) return emit failed(notReadyText());
  const std::uint64_t number = m_writer.add({.path = path});
  capture([this, number, then = std::move(then)](const std::optional<Work>& work) {
    if (!work) return failToWrite(number, notReadyText());
    const auto make = [project = work->project]() -> engine::Result<ProjectBytes> {
      const std::string text = engine::writeHistoryCsv(project->history, project->stepsPerEpoch);
      return ProjectBytes{.bytes = engine::Bytes(text.begin(), text.end()), .kept = {}};
    };
    m_writer.fill(number, make, [then](const FileWriter::Written&) { then(); });
  });
}

void ProjectFiles::exportDataTo(const QString& path) {
  const engine::DatasetPtr dataset = m_document.dataset();
  if (!dataset) return emit failed(notReadyText());
  const auto make = [dataset]() -> engine::Result<engine::Bytes> {
    const auto table = engine::datasetCsv(*dataset);
    if (!table) return table.error();
    return engine::Bytes(table->begin(), table->end());
  };
  exportTo(path, make, [this, path, dataset] { emit dataExported(path, dataset); });
}

}  // namespace pellucid::app
