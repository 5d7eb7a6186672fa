// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/project_files.h"

#include <QFileInfo>
#include <QPointer>
#include <QSignalBlocker>

#include "app/project_runs.h"
#include "engine/data/catalogue.h"
#include "engine/io/atomic_write.h"
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

/// What a project says of data that are not available.
engine::DatasetPtr dataOf(const engine::Project& project) {
  return std::make_shared<const engine::Dataset>(engine::describedData(project));
}

/// For a model whose data are unknown.
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

ProjectFiles::ProjectFiles(ui::Document& document, ui::RunController& run, ui::DatasetLibrary& library,
                           std::filesystem::path claims)
    : m_document(document), m_run(run), m_library(library), m_claims(std::move(claims)), m_writer(m_claims) {
  connect(&m_writer, &FileWriter::workChanged, this, &ProjectFiles::workChanged);
  connect(&m_writer, &FileWriter::failed, this, &ProjectFiles::failed);
  connect(&m_writer, &FileWriter::notSaved, this, &ProjectFiles::notSaved);
  connect(&m_writer, &FileWriter::cancelled, this, &ProjectFiles::writeCancelled);
}

ProjectFiles::~ProjectFiles() {
  blockSignals(true);  // listeners may be in destruction, too
  m_writer.blockSignals(true);
  const QSignalBlocker quiet(m_run);
  if (m_awaited > 0) m_run.captureNow();  // which comes after what is awaited
}

bool ProjectFiles::isModified() const {
  return !m_document.undoStack().isClean() || m_transfer != m_savedTransfer || !m_saved ||
         (m_run.newest() && weights() != *m_saved);
}

ProjectFiles::Saved ProjectFiles::weights() const {
  const auto& now = m_run.newest();
  return now ? Saved{.run = now->run, .revision = now->revision} : Saved();
}

QString ProjectFiles::target() const {
  const QString last = m_writer.lastProject();
  return last.isEmpty() ? m_path : last;
}

bool ProjectFiles::hasChangedOnDisk() const {
  // What is still to be written will become the file.
  return !m_path.isEmpty() && target() == m_path && !m_writer.isWaitingFor(m_path) && isForeign(m_path);
}

void ProjectFiles::lookAtFile() {
  if (m_path.isEmpty()) return;
  m_looker.request(
      [file = toPath(m_path)](const engine::Progress&) { return ui::stampOf(file); },
      [this, path = m_path, was = m_stamp](const Stamp& now) {
        // Whatever was read or written since is another matter.
        if (path != m_path || was != m_stamp || m_writer.isWaitingFor(path)) return;
        if (now == m_stamp || (m_told && *m_told == now)) return;
        m_told = now;
        const QString name = QFileInfo(path).fileName();
        emit changedOnDisk(now ? tr("%1 has been changed by another program. What you see is what "
                                    "was opened; saving asks whether to replace the other.")
                                     .arg(name)
                               : tr("%1 is no longer where it was. What you see is still here, and "
                                    "saving writes it again.")
                                     .arg(name));
      });
}

bool ProjectFiles::isForeign(const QString& path) const {
  if (path != m_path) return false;
  const Stamp now = ui::stampOf(toPath(path));
  return now && now != m_stamp;  // writing a file that is gone does no harm
}

QString ProjectFiles::notReadyText() {
  return ui::messageText(
      engine::message("There is no network yet: its data are still being read. Try again in a moment."));
}

ProjectFiles::Begun ProjectFiles::begunWork() const {
  auto project = std::make_shared<engine::Project>();
  project->initial = m_document.design().initial;
  describeData(*m_document.dataset(), *project);
  project->transfer = m_transfer;
  project->unknownKeys = m_unknownKeys;
  return {.project = project, .opened = m_opened, .runs = m_run.book().all()};
}

std::optional<Work> ProjectFiles::finishedWork(const Begun& begun,
                                               const std::shared_ptr<const engine::Snapshot>& now) const {
  if (!now) return std::nullopt;
  const auto& [project, opened, runs] = begun;
  project->experiment = now->experiment;
  if (now->dataset && now->experiment.data.own) describeData(*now->dataset, *project);
  project->stepsPerEpoch = now->stepsPerEpoch;
  // Until something is done to it, a run is what was opened: trained on what its file says and measured
  // there.
  const bool isAsOpened = opened && opened->run == now->run && now->revision == 0;
  const bool hasLanes = now->record && now->record->lane < now->record->histories.size();
  if (isAsOpened)
    project->history = opened->history;
  else
    project->history = hasLanes ? now->record->histories[now->record->lane] : m_run.history();
  if (isAsOpened) project->datasetChecksum = opened->checksum;
  Work work{.project = project, .now = now, .unknownEntries = m_unknownEntries};
  // The list belongs to the moment at which all this was requested, if the state is of the run shown then.
  if (!runs || runs->here.number != now->run) return work;
  work.runs = runs;
  work.runs->here.figures.steps =
      now->timeline.lanes.empty() ? now->state.step : now->timeline.lanes[now->timeline.lane].end;
  return work;
}

void ProjectFiles::capture(std::function<void(std::optional<Work>)> then) {
  if (!m_document.dataset()) return then(std::nullopt);
  ++m_awaited;
  m_run.capture([guard = QPointer(this), this, begun = begunWork(),
                 then = std::move(then)](const std::shared_ptr<const engine::Snapshot>& now) {
    if (!guard) return;
    --m_awaited;
    then(finishedWork(begun, now));
  });
}

std::optional<Work> ProjectFiles::work() {
  if (!m_document.dataset()) return std::nullopt;
  Begun begun = begunWork();
  return finishedWork(begun, m_run.captureNow());
}

void ProjectFiles::failToWrite(std::uint64_t number, const QString& message) {
  emit failed(message);
  m_writer.drop(number);
}

void ProjectFiles::saveTo(const QString& path, bool mayReplace) {
  if (!m_document.dataset()) return emit failed(notReadyText());
  const std::uint64_t number = m_writer.add({.path = path, .isProject = true, .mayReplace = mayReplace});
  capture([this, number, path, opening = m_opening, was = edits()](const std::optional<Work>& work) {
    if (!work) return failToWrite(number, notReadyText());
    const auto then = [this, path, project = work->project, opening, was,
                       saved = Saved{.run = work->now->run, .revision = work->now->revision}](
                          const FileWriter::Written& written) {
      if (opening == m_opening) {
        m_savedTransfer = project->transfer;
        // Edits since then are not in the file, and earlier ones must not count as saved.
        m_saved = was == edits() ? std::optional(saved) : std::nullopt;
        if (m_saved) m_document.undoStack().setClean();
        setPath(path, written.stamp, path, written.claim);
      }
      emit this->saved(path, written.kept);
    };
    m_writer.fill(
        number, [work = *work] { return encodeProject(work); }, then);
  });
}

engine::Result<ProjectFiles::Read> ProjectFiles::read(const QString& path,
                                                      const std::filesystem::path& claims,
                                                      const FileWriter::Claim& own,
                                                      const engine::Progress& progress) {
  engine::removeStraysBeside(toPath(path));
  const Stamp stamp = ui::stampOf(toPath(path));
  constexpr double kBytes = 0.3;  // share of the time needed to read and interpret them
  const auto bytes = engine::readFile(toPath(path), engine::kMaxFileBytes, engine::Streams::Refused,
                                      progress.part(0, kBytes));
  if (!bytes) return bytes.error();
  auto file = readOpened(*bytes, toPath(path), progress.part(kBytes, 1));
  if (!file) return file.error();
  if (file->example)
    return Read{
        .stamp = stamp, .file = *std::move(file), .claim = {}, .path = path, .runs = {}, .recovered = {}};
  FileWriter::Claim claim = own && own->isOf(toPath(path)) ? own : FileClaim::take(toPath(path), claims);
  std::string& data = file->project.experiment.data.name;
  // A model gives a file's name without its folder.
  const bool isBare = file->isModel && data.find('/') == std::string::npos;
  if (isBare && !data.empty() && !engine::knownData(engine::dataNameParts(data).base)) data = "./" + data;
  const std::filesystem::path folder = std::filesystem::absolute(toPath(path)).parent_path();
  if (!data.empty()) data = engine::nameBeside(data, folder);
  auto runs = restoredRuns(file->project);
  if (runs)
    for (ui::Run& run : runs->others) {
      std::string& name = run.design.experiment.data.name;
      name = engine::nameBeside(name, folder);
    }
  return Read{.stamp = stamp,
              .file = *std::move(file),
              .claim = std::move(claim),
              .path = path,
              .runs = std::move(runs),
              .recovered = {}};
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
    if (asked != m_asked) return;  // something else was asked for since, or it was cancelled
    if (!hasNewWork() || !m_mayReplace || m_mayReplace(what)) replacement();
  });
}

void ProjectFiles::openFrom(const QString& path) {
  openFile({path}, nullptr, nullptr);
}

void ProjectFiles::recoverFrom(const QStringList& copies, std::function<engine::Result<void>()> take,
                               std::function<void(const QString&)> then) {
  openFile(copies, std::move(take), std::move(then));
}

void ProjectFiles::openFile(const QStringList& paths, std::function<engine::Result<void>()> take,
                            std::function<void(const QString&)> recovered) {
  m_library.cancel();
  beginReplacing();
  m_reading = paths.front();
  m_isOpening = true;
  const std::filesystem::path claims = recovered ? std::filesystem::path() : m_claims;
  m_reader.request(
      [paths, take = std::move(take), claims,
       own = m_claim](const engine::Progress& progress) -> engine::Result<Read> {
        if (take)
          if (auto taken = take(); !taken) return taken.error();
        auto first = read(paths.front(), claims, own, progress);
        for (qsizetype i = 1; i < paths.size() && !first && !progress.isCancelled(); ++i)
          if (auto other = read(paths[i], claims, own, progress)) return other;
        return first;
      },
      [this, recovered = std::move(recovered)](engine::Result<Read> read) {
        m_reading.clear();
        if (!read) {
          emit workChanged();
          return failToOpen(read.error());
        }
        // The library copies its callers' functions; a project should not be copied.
        const auto file = std::make_shared<Read>(*std::move(read));
        file->recovered = recovered;
        if (file->file.example) {
          m_isOpening = false;
          if (!m_document.dataset()) startNew();
          emit exampleRead(*file->file.example);
          return emit workChanged();
        }
        const auto finish = [this, file](const ui::DatasetLibrary::Loaded& data) {
          replaceBy(QFileInfo(file->path).fileName(),
                    [this, file, data] { finishOpening(std::move(*file), data); });
        };
        const engine::Project& project = file->file.project;
        const std::string& name = project.experiment.data.name;
        name.empty() ? finish(noData(project)) : m_library.load(project.experiment.data, finish);
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

void ProjectFiles::finishOpening(Read read, const ui::DatasetLibrary::Loaded& data) {
  OpenedFile& file = read.file;
  const QString& path = read.path;
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
  if (hasOtherData)
    m_opened = std::make_shared<Opened>(Opened{.history = project.history, .checksum = expected});
  if (hasOtherData && project.timeline) {
    // With other samples, the steps between the kept states give other values.
    auto timeline = std::make_shared<engine::TimelineRecord>(*project.timeline);
    markElsewhere(*timeline);
    project.timeline = std::move(timeline);
  }
  m_unknownKeys = std::move(project.unknownKeys);
  m_unknownEntries =
      std::make_shared<const std::vector<engine::PackedEntry>>(std::move(project.unknownEntries));
  if (read.runs) giveData(*read.runs, project.experiment.data, dataset);
  m_run.open(project.experiment, dataset,
             ui::RunController::Resume{.state = std::move(project.state),
                                       .history = std::move(project.history),
                                       .stepsPerEpoch = project.stepsPerEpoch,
                                       .initial = std::move(project.initial),
                                       .timeline = std::move(project.timeline),
                                       .runs = std::move(read.runs)});
  m_saved = Saved{.run = m_run.run(), .revision = 0};
  if (read.isCopy()) m_saved.reset();
  if (m_opened) m_opened->run = m_run.run();
  openTransfer(std::move(project.transfer));
  const QString why = whyCopy(read);
  if (read.isCopy() || file.isModel || !why.isEmpty())
    setPath({}, std::nullopt, read.isCopy() ? QString() : path);
  else
    setPath(path, read.stamp, path, read.claim);
  emit replaced();
  if (read.recovered) read.recovered(path);
  if (!file.notes.empty()) emit modelNoted(ui::messageText(file.notes));
  if (!problem.isEmpty()) return emit dataMissing(problem);
  read.isCopy() ? emit recovered() : emit opened();
  if (!why.isEmpty()) emit copyOpened(why);
  if (file.asksForInput) emit inputUnknown(QFileInfo(path).fileName());
  if (hasOtherData) emit dataDiffer(differText(*dataset, expected));
}

QString ProjectFiles::whyCopy(const Read& read) {
  if (read.isCopy() || read.file.isModel) return {};
  const QString name = QFileInfo(read.path).fileName();
  if (!read.claim)
    return tr("%1 is open in another window of Pellucid. This is a copy of it: saving asks for another name, "
              "so that neither window replaces what the other has done.")
        .arg(name);
  if (engine::isOfNewerFormat(read.file.project))
    return tr("%1 was written by a newer version of Pellucid, and may hold more than this one knows. It is "
              "opened without being changed: saving asks for another name.")
        .arg(name);
  return {};
}

std::string ProjectFiles::nameOfDataAt(const QString& path) const {
  return engine::nameAt(m_document.experiment().data.name, toPath(path));
}

void ProjectFiles::locateData(const std::string& name) {
  m_library.load(name, [this](const ui::DatasetLibrary::Loaded& data) {
    if (!data) return emit failed(toText(data.error()));
    if (m_document.hasData()) return;  // they were found since, or something else was opened
    engine::Experiment experiment = m_document.experiment();
    experiment.data = {.name = (*data)->name, .own = (*data)->own};
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
  experiment.data = {.name = dataset->name, .own = dataset->own};
  if (auto fits = engine::validate(experiment, *dataset); !fits) return fits;
  auto runs = m_run.book().all();
  giveData(*runs, m_document.experiment().data, dataset);
  ui::RunController::Resume run{.state = m_run.newest()->state,
                                .history = m_run.history(),
                                .initial = m_document.design().initial,
                                .timeline = m_run.newest()->record,
                                .runs = std::move(runs)};
  if (run.timeline && dataset->checksum != m_document.dataset()->checksum) {
    auto timeline = std::make_shared<engine::TimelineRecord>(*run.timeline);
    markElsewhere(*timeline);
    run.timeline = std::move(timeline);
  }
  m_run.open(experiment, dataset, std::move(run));
  m_saved.reset();  // the file names the old place
  emit pathChanged();
  return {};
}

void ProjectFiles::begin(const engine::Experiment& experiment,
                         std::optional<ui::RunController::Resume> resume) {
  beginReplacing();
  m_isOpening = false;
  const auto shared = std::make_shared<std::optional<ui::RunController::Resume>>(std::move(resume));
  m_library.load(experiment.data, [this, experiment, shared](const ui::DatasetLibrary::Loaded& data) {
    if (!data) return emit failed(toText(data.error()));
    replaceBy({}, [this, experiment, shared, data] {
      ++m_opening;
      m_opened.reset();
      m_unknownKeys = "{}";
      m_unknownEntries = nullptr;
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

void ProjectFiles::setPath(const QString& path, const Stamp& stamp, const QString& source,
                           FileWriter::Claim claim) {
  m_path = path;
  m_source = source;
  m_stamp = stamp;
  m_claim = std::move(claim);
  m_told.reset();
  m_writer.setOpen(m_path, m_stamp, m_claim);
  emit pathChanged();
}

}  // namespace pellucid::app
