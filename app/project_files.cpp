// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/project_files.h"

#include <QFileInfo>
#include <algorithm>
#include <ranges>

#include "engine/data/dataset_csv.h"
#include "engine/data/catalogue.h"
#include "engine/io/atomic_write.h"
#include "engine/io/history_csv.h"
#include "engine/io/model_of_run.h"
#include "engine/io/onnx_proof.h"
#include "engine/train/worked_example.h"
#include "ui/widgets/after_dialogs.h"
#include "ui/widgets/message_text.h"

namespace pellucid::app {
namespace {

std::filesystem::path toPath(const QString& path) {
  return path.toStdString();
}

QString toText(const engine::Error& error) {
  return ui::messageText(error.message);
}

engine::Error notReady() {
  return {engine::message("There is no network yet: its data are still being read. Try again in a moment.")};
}

/// What a project says of data that are not here.
engine::DatasetPtr dataOf(const engine::Project& project) {
  return std::make_shared<const engine::Dataset>(engine::describedData(project));
}

/// For a model whose data nobody knows.
engine::Error noData(const engine::Project& project) {
  return {engine::message("the file does not say which data belong to it. It takes {} numbers and gives {}.",
                          project.shape.size(), project.experiment.network.layers.back().units)};
}

QString differText(const engine::Dataset& dataset, std::uint32_t expected) {
  return ProjectFiles::tr(
             "The project was trained on data different from what \"%1\" holds now (checksum %2 instead of "
             "%3). Its weights are unchanged, but further training will not give the same numbers.")
      .arg(QString::fromStdString(dataset.name))
      .arg(dataset.checksum, 8, 16, QLatin1Char('0'))
      .arg(expected, 8, 16, QLatin1Char('0'));
}

}  // namespace

ProjectFiles::ProjectFiles(ui::Document& document, ui::RunController& run, ui::DatasetLibrary& library)
    : m_document(document), m_run(run), m_library(library) {}

bool ProjectFiles::isModified() const {
  return !m_document.undoStack().isClean() || m_transfer != m_savedTransfer || !m_saved ||
         (m_run.newest() && weights() != *m_saved);
}

ProjectFiles::Saved ProjectFiles::weights() const {
  const auto& now = m_run.newest();
  return now ? Saved{.run = now->run, .revision = now->revision} : Saved();
}

QString ProjectFiles::target() const {
  for (const Write& write : std::views::reverse(m_toWrite))
    if (write.isProject) return write.path;
  return m_writing && m_writing->isProject ? m_writing->path : m_path;
}

bool ProjectFiles::hasChangedOnDisk() const {
  // What is still to be written is about to be the file.
  const auto isSame = [this](const Write& write) { return write.path == m_path; };
  const bool isWaiting = (m_writing && isSame(*m_writing)) || std::ranges::any_of(m_toWrite, isSame);
  return !m_path.isEmpty() && target() == m_path && !isWaiting && isForeign(m_path);
}

bool ProjectFiles::isForeign(const QString& path) const {
  if (path != m_path) return false;
  const Stamp now = ui::stampOf(toPath(path));
  return now && now != m_stamp;  // a file that is gone is written again without harm
}

engine::Result<ProjectFiles::Stamp> ProjectFiles::writeFile(const Write& write) {
  return engine::caught([&write]() -> engine::Result<Stamp> {
    const auto bytes = write.make();
    if (!bytes) return bytes.error();
    if (const auto written = engine::atomicWrite(toPath(write.path), *bytes); !written)
      return written.error();
    return ui::stampOf(toPath(write.path));
  });
}

void ProjectFiles::write(Write write) {
  // Of several that wait for the same file the last is what is in it then, and what was decided stays so.
  std::erase_if(m_toWrite, [&write](const Write& waiting) {
    const bool isSame = waiting.path == write.path;
    write.mayReplace = write.mayReplace || (isSame && waiting.mayReplace);
    return isSame;
  });
  m_toWrite.push_back(std::move(write));
  if (!m_writing) writeNext();
}

void ProjectFiles::writeNext() {
  m_writing = nullptr;
  if (!m_toWrite.empty()) {
    const auto next = m_writing = std::make_shared<const Write>(std::move(m_toWrite.front()));
    m_toWrite.pop_front();
    if (next->isProject && !next->mayReplace && isForeign(next->path)) {
      m_wasWritten = false;
      emit failed(tr("%1 was not saved: another program has changed it in the meantime. Save again to decide "
                     "what to do.")
                      .arg(QFileInfo(next->path).fileName()));
      return writeNext();
    }
    m_writer.request([next](const engine::Progress&) { return writeFile(*next); },
                     [this, next](const engine::Result<Stamp>& stamp) {
                       m_wasWritten = stamp.has_value();
                       m_writing = nullptr;
                       stamp ? next->then(*stamp) : emit failed(toText(stamp.error()));
                       writeNext();
                     });
  }
  emit workChanged();
}

ProjectFiles::~ProjectFiles() {
  // What is being written now ends with its thread.
  for (const Write& write : m_toWrite) (void)writeFile(write);
}

std::optional<ProjectFiles::Work> ProjectFiles::work() {
  m_run.catchUp();
  const std::shared_ptr<const engine::Snapshot> now = m_run.newest();
  const engine::DatasetPtr& dataset = m_document.dataset();
  if (!m_run.hasSpoken() || !dataset) return std::nullopt;
  // Until something is done to it, a run is what was opened: trained on what its file says, measured there.
  const bool isAsOpened = m_opened && m_opened->run == now->run && now->revision == 0;
  const auto project = std::make_shared<engine::Project>();
  project->experiment = m_document.experiment();
  project->history = isAsOpened ? m_opened->history : m_run.history();
  project->stepsPerEpoch = now->stepsPerEpoch;
  project->initial = m_document.design().initial;
  describeData(*dataset, *project);
  if (isAsOpened) project->datasetChecksum = m_opened->checksum;
  project->transfer = m_transfer;
  project->unknownKeys = m_unknownKeys;
  project->unknownEntries = m_unknownEntries;
  return Work{.project = project, .now = now};
}

void ProjectFiles::saveTo(const QString& path, bool mayReplace) {
  const auto work = this->work();
  if (!work) return emit failed(toText(notReady()));
  write({.path = path,
         .isProject = true,
         .mayReplace = mayReplace,
         .make = [work = *work] { return engine::writeProject(*work.project, work.now->state); },
         .then =
             [this, path, project = work->project, opening = m_opening, was = edits(),
              saved = weights()](const Stamp& stamp) {
               if (opening == m_opening) {
                 m_savedTransfer = project->transfer;
                 // Edits since then are not in the file, and those before may not be taken for saved.
                 m_saved = was == edits() ? std::optional(saved) : std::nullopt;
                 if (m_saved) m_document.undoStack().setClean();
                 setPath(path, stamp, path);
               }
               emit this->saved(path);
             }});
}

engine::Result<ProjectFiles::Read> ProjectFiles::read(const QString& path, const engine::Progress& progress) {
  engine::removeStraysBeside(toPath(path));
  const Stamp stamp = ui::stampOf(toPath(path));
  constexpr double kBytes = 0.3;  // of the time that it takes to read them and what they mean
  const auto bytes = engine::readFile(toPath(path), engine::kMaxFileBytes, engine::Streams::Refused,
                                      progress.part(0, kBytes));
  if (!bytes) return bytes.error();
  auto file = readOpened(*bytes, toPath(path), progress.part(kBytes, 1));
  if (!file) return file.error();
  if (file->example) return Read{.stamp = stamp, .file = *std::move(file)};
  std::string& data = file->project.experiment.data.name;
  // A model tells a file's name without its folder.
  const bool isBare = file->isModel && data.find('/') == std::string::npos;
  if (isBare && !data.empty() && !engine::knownData(engine::dataNameParts(data).base)) data = "./" + data;
  if (!data.empty()) data = engine::nameBeside(data, std::filesystem::absolute(toPath(path)).parent_path());
  return Read{.stamp = stamp, .file = *std::move(file)};
}

ProjectFiles::Edits ProjectFiles::edits() const {
  return {.design = m_document.design().id, .index = m_document.undoStack().index()};
}

void ProjectFiles::beginReplacing() {
  m_reader.forget();
  m_reading.clear();
  ++m_asked;
  m_askedEdits = edits();
  m_askedWeights = m_run.isTraining() ? std::nullopt : std::optional(weights());
}

bool ProjectFiles::hasNewWork() const {
  return edits() != m_askedEdits || (m_askedWeights && weights() != *m_askedWeights);
}

void ProjectFiles::replaceBy(const QString& what, std::function<void()> replacement) {
  ui::afterDialogs(*this, [this, what, asked = m_asked, replacement = std::move(replacement)] {
    if (asked != m_asked) return;  // something else was asked for meanwhile, or it was cancelled
    if (!hasNewWork() || !m_mayReplace || m_mayReplace(what)) replacement();
  });
}

void ProjectFiles::openFrom(const QString& path) {
  openFile(path, false);
}

void ProjectFiles::recoverFrom(const QString& copy) {
  openFile(copy, true);
}

void ProjectFiles::openFile(const QString& path, bool isCopy) {
  m_library.cancel();
  beginReplacing();
  m_reading = path;
  m_isOpening = true;
  m_reader.request([path](const engine::Progress& progress) { return read(path, progress); },
                   [this, path, isCopy](engine::Result<Read> read) {
                     m_reading.clear();
                     if (!read) {
                       emit workChanged();
                       return failToOpen(read.error());
                     }
                     // The functions of the library's callers are copied; a project had better not be.
                     const auto file = std::make_shared<Read>(*std::move(read));
                     file->isCopy = isCopy;
                     if (file->file.example) {
                       m_isOpening = false;
                       if (!m_document.dataset()) startNew();
                       emit exampleRead(*file->file.example);
                       return emit workChanged();
                     }
                     const auto finish = [this, path, file](const ui::DatasetLibrary::Loaded& data) {
                       replaceBy(QFileInfo(path).fileName(),
                                 [this, path, file, data] { finishOpening(path, std::move(*file), data); });
                     };
                     const engine::Project& project = file->file.project;
                     const std::string& name = project.experiment.data.name;
                     name.empty() ? finish(noData(project)) : m_library.load(name, finish);
                     emit workChanged();
                   });
  emit workChanged();
}

void ProjectFiles::failToOpen(const engine::Error& error) {
  m_isOpening = false;
  if (!m_document.dataset()) startNew();
  emit failed(toText(error));
}

void ProjectFiles::cancelReading() {
  m_reader.forget();
  m_reading.clear();
  ++m_asked;
  m_library.cancel();
  emit workChanged();
  if (std::exchange(m_isOpening, false) && !m_document.dataset()) startNew();
}

void ProjectFiles::readLogitsAsShares(const QString& path, engine::Experiment& experiment) const {
  engine::LayerSpec& last = experiment.network.layers.back();
  const bool areLogits = last.activation == engine::Activation::Linear && last.units > 1;
  if (!areLogits || !m_areShares || !m_areShares(QFileInfo(path).fileName())) return;
  last.activation = engine::Activation::Softmax;
  experiment.training.loss = engine::usualLoss(last.activation);
}

void ProjectFiles::finishOpening(const QString& path, Read read, const ui::DatasetLibrary::Loaded& data) {
  OpenedFile& file = read.file;
  engine::Project& project = file.project;
  if (file.isModel && !project.classNames.empty()) readLogitsAsShares(path, project.experiment);
  engine::DatasetPtr dataset = data ? *data : nullptr;
  QString problem = data ? QString() : toText(data.error());
  if (dataset)
    if (const auto fits = engine::validate(project.experiment, *dataset); !fits) {
      problem = toText(fits.error());
      dataset = nullptr;
    }
  const std::uint32_t expected = project.datasetChecksum;
  if (!dataset) dataset = dataOf(project);
  m_isOpening = false;
  ++m_opening;
  m_opened.reset();
  const bool hasOtherData = !file.isModel && dataset->checksum != expected;
  if (hasOtherData) m_opened = Opened{.history = project.history, .checksum = expected};
  m_unknownKeys = std::move(project.unknownKeys);
  m_unknownEntries = std::move(project.unknownEntries);
  m_run.open(project.experiment, dataset,
             ui::RunController::Resume{.state = std::move(project.state),
                                       .history = std::move(project.history),
                                       .stepsPerEpoch = project.stepsPerEpoch,
                                       .initial = std::move(project.initial)});
  m_saved = Saved{.run = m_run.run(), .revision = 0};
  if (read.isCopy) m_saved.reset();
  if (m_opened) m_opened->run = m_run.run();
  openTransfer(std::move(project.transfer));
  if (read.isCopy || file.isModel)
    setPath({}, std::nullopt, read.isCopy ? QString() : path);
  else
    setPath(path, read.stamp, path);
  emit replaced();
  if (!file.notes.empty()) emit modelNoted(ui::messageText(file.notes));
  if (!problem.isEmpty()) return emit dataMissing(problem);
  read.isCopy ? emit recovered() : emit opened();
  if (file.asksForInput) emit inputUnknown(QFileInfo(path).fileName());
  if (hasOtherData) emit dataDiffer(differText(*dataset, expected));
}

std::string ProjectFiles::nameOfDataAt(const QString& path) const {
  return engine::nameAt(m_document.experiment().data.name, toPath(path));
}

void ProjectFiles::locateData(const std::string& name) {
  m_library.load(name, [this](const ui::DatasetLibrary::Loaded& data) {
    if (!data) return emit failed(toText(data.error()));
    if (m_document.hasData()) return;  // they were found meanwhile, or something else was opened
    engine::Experiment experiment = m_document.experiment();
    experiment.data.name = (*data)->name;
    if (const auto fits = engine::validate(experiment, **data); !fits)
      return emit failed(toText(fits.error()));
    const std::uint32_t expected = m_document.dataset()->checksum;
    // A model of another program does not say what it was trained on.
    const bool isSame = (*data)->checksum == expected || expected == 0;
    if (!isSame) return emit otherDataFound(*data, differText(**data, expected));
    if (const auto used = useData(*data); !used) emit failed(toText(used.error()));
  });
}

engine::Result<void> ProjectFiles::useData(const engine::DatasetPtr& dataset) {
  engine::check(m_run.newest() && !m_document.hasData(), "useData: no project is waiting for its data");
  engine::Experiment experiment = m_document.experiment();
  experiment.data.name = dataset->name;
  if (auto fits = engine::validate(experiment, *dataset); !fits) return fits;
  ui::RunController::Resume run{
      .state = m_run.newest()->state, .history = m_run.history(), .initial = m_document.design().initial};
  m_run.open(experiment, dataset, std::move(run));
  m_saved.reset();  // the file names the old place
  emit pathChanged();
  return {};
}

void ProjectFiles::exportOnnxTo(const QString& path) {
  m_run.catchUp();
  const std::shared_ptr<const engine::Snapshot> now = m_run.newest();
  if (!m_run.hasSpoken() || !m_document.dataset()) return emit failed(toText(notReady()));
  if (const auto* diverged = std::get_if<engine::Diverged>(&now->phase); engine::isBroken(now->phase))
    return emit failed(tr("Not exported: %1 Type another value for that number first.")
                           .arg(ui::messageText(diverged->explanation)));
  std::optional<engine::Metrics> test;
  if (now->test && now->test->step == now->state.step) test = now->test->metrics;
  const auto model = std::make_shared<const engine::Model>(
      engine::modelOf(m_document.experiment(), *m_document.dataset(), now->state, test));
  const auto proof = std::make_shared<engine::OnnxProof>();
  write({.path = path,
         .make = [model, proof, dataset = m_document.dataset()]() -> engine::Result<engine::Bytes> {
           if (auto fits = engine::checkOnnx(model->network); !fits) return fits.error();
           engine::Bytes bytes = engine::writeOnnx(*model);
           const auto proven = engine::proveOnnx(bytes, *model, dataset->test);
           if (!proven) return proven.error();
           *proof = *proven;
           return bytes;
         },
         .then = [this, path, proof, design = m_document.design()](
                     const Stamp&) { emit exported(path, design, ui::messageText(describe(*proof))); }});
}

void ProjectFiles::exportCurvesTo(const QString& path) {
  m_run.catchUp();
  if (!m_run.hasSpoken() || !m_document.dataset()) return emit failed(toText(notReady()));
  const auto history = std::make_shared<const engine::History>(m_run.history());
  write({.path = path,
         .make = [history, perEpoch = m_run.newest()->stepsPerEpoch]() -> engine::Result<engine::Bytes> {
           const std::string text = engine::writeHistoryCsv(*history, perEpoch);
           return engine::Bytes(text.begin(), text.end());
         },
         .then = [this, path](const Stamp&) { emit curvesExported(path); }});
}

void ProjectFiles::exportDataTo(const QString& path) {
  const engine::DatasetPtr dataset = m_document.dataset();
  if (!dataset) return emit failed(toText(notReady()));
  write({.path = path,
         .make = [dataset]() -> engine::Result<engine::Bytes> {
           const auto table = engine::datasetCsv(*dataset);
           if (!table) return table.error();
           return engine::Bytes(table->begin(), table->end());
         },
         .then = [this, path, dataset](const Stamp&) { emit dataExported(path, dataset); }});
}

void ProjectFiles::begin(const engine::Experiment& experiment,
                         std::optional<ui::RunController::Resume> resume) {
  beginReplacing();
  m_isOpening = false;
  const auto shared = std::make_shared<std::optional<ui::RunController::Resume>>(std::move(resume));
  m_library.load(experiment.data.name, [this, experiment, shared](const ui::DatasetLibrary::Loaded& data) {
    if (!data) return emit failed(toText(data.error()));
    replaceBy({}, [this, experiment, shared, data] {
      ++m_opening;
      m_opened.reset();
      m_unknownKeys = "{}";
      m_unknownEntries.clear();
      m_run.open(experiment, *data, std::move(*shared));
      m_saved = Saved{.run = m_run.run(), .revision = 0};
      openTransfer(nullptr);
      setPath({}, std::nullopt, {});
      emit replaced();
    });
  });
  emit workChanged();
}

void ProjectFiles::startExample() {
  begin(engine::workedExample(), ui::RunController::Resume::beginning(engine::workedExampleState()));
}

void ProjectFiles::startNew() {
  begin(engine::seedExperiment(), std::nullopt);
}

void ProjectFiles::openTransfer(std::shared_ptr<const engine::TransferRecord> transfer) {
  m_transfer = std::move(transfer);
  m_savedTransfer = m_transfer;
  emit transferOpened(m_transfer);
}

void ProjectFiles::setPath(const QString& path, const Stamp& stamp, const QString& source) {
  m_path = path;
  m_source = source;
  m_stamp = stamp;
  emit pathChanged();
}

}  // namespace pellucid::app
