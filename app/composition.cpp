// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition.h"

#include <QApplication>
#include <QFileInfo>
#include <QMessageBox>
#include <QStyle>

#include "app/data_locations.h"
#include "app/transfer_tasks.h"
#include "app/workspaces.h"
#include "engine/io/model_of_run.h"
#include "ui/document/layer_gestures.h"
#include "ui/run/place_parameter.h"
#include "ui/run/step_moment.h"
#include "ui/run/time_left.h"
#include "ui/run/watchable_pace.h"
#include "ui/theme/icons.h"
#include "ui/widgets/engine_names.h"
#include "ui/widgets/message_text.h"
#include "ui/widgets/stale.h"
#include "ui/widgets/welcome_card.h"
#include "ui/workspace/workspace_view.h"

namespace pellucid::app {

using ui::ActionId;

namespace {

/// A desktop that asks for reduced motion makes its style animate for 0 milliseconds.
bool isSystemMotionReduced() {
  return QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration) == 0;
}

/// Whether the staged signal has reached the network's output.
bool knowsOutput(const ui::StepView& view) {
  return view.beat.knowsA(view.trace->network->layerCount() - 1);
}

}  // namespace

Composition::Composition(const engine::DataLocations& locations, const std::filesystem::path& claims)
    : m_library(locations),
      m_run(m_document, m_selection),
      m_navigator(m_document, m_selection, m_run),
      m_player(m_selection),
      m_clock(m_player),
      m_files(m_document, m_run, m_library, claims),
      m_data(locations, m_document, m_navigator, m_actions),
      m_diagnosis(locations, m_document, m_selection, m_run, m_library, m_actions),
      m_samples(new ui::SamplePanel),
      m_canvas(new ui::NetworkCanvas(m_document, m_selection)),
      m_curves(new ui::CurvesPanel),
      m_runs(new ui::RunsPanel(m_run.book())),
      m_time(new ui::TimePanel),
      m_training(new ui::SettingsPanel(m_document)),
      m_layer(new ui::LayerPanel(m_document, m_selection)),
      m_arithmetic(new ui::ArithmeticPanel(m_selection)),
      m_transport(new ui::TransportBar(m_player, m_selection, m_actions)),
      m_transfer(new ui::TransferPanel(openTransferTask)),
      m_speed(new ui::SpeedControl),
      m_playback(m_run, m_player, *m_speed, m_actions),
      m_status(new ui::RunStatus),
      m_work(new ui::WorkStrip),
      m_panels(makePanels()),
      m_window(std::make_unique<MainWindow>(m_actions, m_panels,
                                            Bars{.speed = m_speed, .status = m_status, .work = m_work})),
      m_fileActions(std::make_unique<FileActions>(m_files, m_actions, *m_window)),
      m_messages(std::make_unique<Messages>(m_window->notifier(), m_document, m_run, m_files, *m_fileActions,
                                            m_actions)),
      m_curveExport(std::make_unique<CurveExport>(m_files, *m_curves, m_actions, *m_window)),
      m_timeActions(std::make_unique<TimeActions>(m_document, m_run, m_actions, *m_time)),
      m_runList(std::make_unique<RunList>(*m_runs, *m_curves, m_document, m_run, m_library, m_actions,
                                          *m_messages)),
      m_modelInput(std::make_unique<ModelInputActions>(m_document, m_run, m_actions, *m_window)),
      m_prediction(
          std::make_unique<TablePrediction>(locations, m_document, m_run, m_files, m_actions, *m_window)),
      m_picture(std::make_unique<PictureInput>(m_document, m_navigator, m_player, m_actions, *m_window)),
      m_help(new HelpWindow(m_actions, m_window.get())),
      m_gallery(
          std::make_unique<Gallery>(Gallery::Folders{.bundled = examplesFolder(), .own = ownExamplesFolder()},
                                    locations, m_files, *m_fileActions, m_library, m_actions, *m_window)) {
  connectRun();
  connectRuns();
  connectPaint();
  connectLayers();
  connectCanvas();
  connectSamples();
  connectSteps();
  connectFiles();
  connectGallery();
  connectTransfer();
  connectStage();
  connectTheme();
}

Composition::~Composition() {
  m_document.undoStack().disconnect(this);  // it reports its emptying while it is destroyed
}

void Composition::apply(const Settings& settings) {
  m_settings = settings;
  if (settings.isDark) m_actions[ActionId::DarkTheme].setChecked(*settings.isDark);
  if (settings.isMotionReduced) m_actions[ActionId::ReducedMotion].setChecked(*settings.isMotionReduced);
  m_speed->setStepsPerSecond(settings.stepsPerSecond);
  m_canvas->setRangeMode(settings.ranges);
  m_actions[ActionId::LeftColumn].setChecked(settings.hasLeftColumn);
  m_actions[ActionId::RightColumn].setChecked(settings.hasRightColumn);
  m_window->setWindowSize({settings.width, settings.height});
  if (settings.isMaximized) m_window->setWindowState(Qt::WindowMaximized);
  m_window->workspaces().setSplitSizes(settings.splits);
  m_window->workspaces().setFrontPanels(settings.tabs);
  if (settings.openGroups) m_training->setOpenGroups(*settings.openGroups);
  m_curves->controls().choose(settings.curves);
  m_diagnosis.doctor().setSilenced(settings.silenced);
  showRecent();
}

Settings Composition::settings() {
  Settings settings = m_settings;
  const bool isDark = m_actions[ActionId::DarkTheme].isChecked();
  if (settings.isDark || isDark != m_isSystemDark) settings.isDark = isDark;
  const bool isReduced = m_actions[ActionId::ReducedMotion].isChecked();
  if (settings.isMotionReduced || isReduced != isSystemMotionReduced()) settings.isMotionReduced = isReduced;
  settings.stepsPerSecond = m_speed->chosenStepsPerSecond();
  settings.ranges = m_canvas->rangeMode();
  settings.hasLeftColumn = m_actions[ActionId::LeftColumn].isChecked();
  settings.hasRightColumn = m_actions[ActionId::RightColumn].isChecked();
  settings.width = m_window->normalGeometry().width();
  settings.height = m_window->normalGeometry().height();
  settings.isMaximized = m_window->isMaximized();
  settings.splits = m_window->workspaces().splitSizes();
  settings.tabs = m_window->workspaces().frontPanels();
  settings.openGroups = m_training->openGroups();
  settings.curves = m_curves->controls().choices();
  settings.silenced = m_diagnosis.doctor().silenced();
  return settings;
}

void Composition::rememberFile(const QString& path) {
  std::vector<std::string>& recent = m_settings.recent;
  const std::string absolute = QFile::encodeName(QFileInfo(path).absoluteFilePath()).toStdString();
  std::erase(recent, absolute);
  recent.insert(recent.begin(), absolute);
  if (recent.size() > Settings::kMostRecent) recent.pop_back();
  showRecent();
}

void Composition::showRecent() {
  QStringList paths;
  for (const std::string& path : m_settings.recent) paths << QFile::decodeName(path.c_str());
  m_window->setRecent(paths);
}

void Composition::start(const QString& project) {
  m_window->show();
  m_canvas->setFocus();
  project.isEmpty() ? m_files.startNew() : m_files.openFrom(project);
}

void Composition::welcome() {
  auto* card = new ui::WelcomeCard(*m_canvas);
  connect(card, &ui::WelcomeCard::learnRequested, &m_actions[ActionId::Train], &QAction::trigger);
  connect(card, &ui::WelcomeCard::smallRequested, m_gallery.get(), &Gallery::show);
  connect(card, &ui::WelcomeCard::dataRequested, &m_actions[ActionId::ShowData], &QAction::trigger);
  connect(&m_actions[ActionId::ShowNetwork], &QAction::toggled, card, &QWidget::hide);
  connect(&m_document, &ui::Document::designChanged, card, [card](const ui::Design& before) {
    if (before.dataset) card->hide();
  });
  connect(&m_run, &ui::RunController::phaseChanged, card, [card](const engine::Phase& phase) {
    if (std::holds_alternative<engine::Running>(phase)) card->hide();
  });
  card->show();
}

bool Composition::showInPanels(const ui::MomentPtr& moment) {
  const auto step = m_player.view();
  m_shown = moment;
  m_shownStep = {step ? step->trace : nullptr, step ? step->sample : 0};
  const ui::MomentPtr shown = ui::asTrained(moment, step);
  for (const ui::Panel& panel : m_panels) {
    if (panel.show) panel.show(shown);
    if (moment.get() != m_run.moment())
      return false;  // a panel chose another input, and all panels already show that
  }
  return true;
}

void Composition::connectRun() {
  connect(&m_run, &ui::RunController::momentChanged, this, [this](const ui::MomentPtr& moment) {
    if (!showInPanels(moment)) return;
    m_status->showMoment(*moment);
    m_speed->showRate(moment->snapshot->samplesPerSecond, ui::secondsLeft(*moment));
    updateTitle();
    m_player.showMoment(moment);
    watchSelectedWeight();
    if (!m_actions[ActionId::Reset].isEnabled()) showPhase(m_run.phase());  // the first network is here
  });
  connect(&m_run, &ui::RunController::historyAppended, m_curves, &ui::CurvesPanel::append);
  connect(&m_run, &ui::RunController::historyReplaced, this, [this](const engine::History& points) {
    m_curves->clear();
    m_curves->append(points);
  });
  connect(&m_run, &ui::RunController::runReplaced, this, [this] {
    m_curves->clear();
    const engine::Loss loss = m_document.experiment().training.loss;
    const bool isEntropy = loss == engine::Loss::CrossEntropy || loss == engine::Loss::BinaryCrossEntropy;
    m_curves->setLossName(isEntropy ? tr("loss (nats)") : tr("loss (%1)").arg(ui::nameText(loss)));
  });
  connect(m_time, &ui::TimePanel::wanted, &m_run, &ui::RunController::goTo);
  connect(&m_run, &ui::RunController::dataNeeded, m_fileActions.get(), &FileActions::locateData);
  connect(&m_run, &ui::RunController::phaseChanged, this, &Composition::showPhase);
  connect(&m_run, &ui::RunController::staleChanged, this, &Composition::showStale);
  connect(&m_actions[ActionId::Step], &QAction::triggered, &m_run, &ui::RunController::stepOnce);
  connect(&m_actions[ActionId::Epoch], &QAction::triggered, &m_run, &ui::RunController::trainEpoch);
  connect(&m_actions[ActionId::Reset], &QAction::triggered, &m_run, &ui::RunController::reset);
  connect(&m_playback, &ui::Playback::goingChanged, this, [this] { showPhase(m_run.phase()); });
  showPhase(m_run.phase());
}

void Composition::connectLayers() {
  connect(&m_selection, &ui::Selection::layerChanged, this, [this] {
    m_window->workspaces().reveal(m_selection.layer() ? panel_id::kLayer : panel_id::kTraining);
  });
  connect(m_layer, &ui::LayerPanel::noted, m_messages.get(), &Messages::note);
  connect(m_training, &ui::SettingsPanel::noted, m_messages.get(), &Messages::note);
  connect(&m_editActions, &EditActions::noted, m_messages.get(), &Messages::note);
  connect(&m_actions[ActionId::ShowGradients], &QAction::toggled, this, [this](bool isChecked) {
    m_selection.setQuantity(isChecked ? ui::Quantity::Gradients : ui::Quantity::Activations);
  });
}

void Composition::connectCanvas() {
  connect(m_canvas, &ui::NetworkCanvas::parameterEdited, m_messages.get(), &Messages::noteParameter);
  connect(m_canvas, &ui::NetworkCanvas::layerMenuRequested, m_window.get(), &MainWindow::showLayerMenu);
  connect(m_canvas, &ui::NetworkCanvas::noted, m_messages.get(), &Messages::note);
  connect(&m_plane, &PlaneRoom::noted, m_messages.get(), &Messages::note);
  connect(&m_actions[ActionId::AddLayer], &QAction::triggered, m_canvas, &ui::NetworkCanvas::offerLayers);
  connect(&m_actions[ActionId::ZoomIn], &QAction::triggered, this, [this] { m_canvas->zoomBy(1.25); });
  connect(&m_actions[ActionId::ZoomOut], &QAction::triggered, this, [this] { m_canvas->zoomBy(0.8); });
  connect(&m_actions[ActionId::ZoomWhole], &QAction::triggered, m_canvas, &ui::NetworkCanvas::showAll);
}

void Composition::connectSamples() {
  connect(m_samples, &ui::SamplePanel::stepRequested, &m_navigator, &ui::SampleNavigator::step);
  connect(m_samples, &ui::SamplePanel::indexRequested, &m_navigator, &ui::SampleNavigator::show);
  connect(m_samples, &ui::SamplePanel::batchSampleRequested, &m_player, &ui::StepPlayer::setSample);
  connect(m_samples, &ui::SamplePanel::drawn, m_picture.get(), &PictureInput::showDrawing);
  connect(m_samples, &ui::SamplePanel::sampleAgainRequested, &m_navigator,
          &ui::SampleNavigator::showSampleAgain);
  connect(m_samples, &ui::SamplePanel::targetChosen, &m_navigator, &ui::SampleNavigator::chooseTarget);
  connect(m_canvas, &ui::NetworkCanvas::targetChosen, &m_navigator, &ui::SampleNavigator::chooseTarget);
  connect(m_canvas, &ui::NetworkCanvas::inputSet, &m_navigator, &ui::SampleNavigator::showOwn);
  connect(m_canvas, &ui::NetworkCanvas::sampleAgainRequested, &m_navigator,
          &ui::SampleNavigator::showSampleAgain);
  connect(m_samples, &ui::SamplePanel::datasetRequested, this,
          [this](const QString& name) { chooseData(name.toStdString()); });
  connect(&m_actions[ActionId::PreviousSample], &QAction::triggered, this, [this] { m_samples->step(-1); });
  connect(&m_actions[ActionId::NextSample], &QAction::triggered, this, [this] { m_samples->step(1); });
  connect(&m_navigator, &ui::SampleNavigator::nothingFound, m_messages.get(), &Messages::noteNothingFound);

  connect(&m_library, &ui::DatasetLibrary::loadingChanged, this, &Composition::showWork);
  connect(&m_document, &ui::Document::designChanged, this, &Composition::showDataName);
  connect(&m_document, &ui::Document::designChanged, this,
          [this](const ui::Design& before, const ui::Design& after) {
            if (after.dataset && after.dataset != before.dataset && after.run != before.run)
              m_speed->suggest(ui::watchablePace(*after.dataset, after.experiment.training.batchSize));
          });
  showDataName();
}

void Composition::showDataName() {
  m_samples->setDatasetName(QString::fromStdString(m_document.experiment().data.name));
}

void Composition::chooseData(const std::string& name) {
  // The user's own samples with other options.
  const engine::DataSpec wanted{.name = name, .own = m_document.experiment().data.own};
  m_library.load(wanted, [this](const ui::DatasetLibrary::Loaded& data) {
    if (data)
      useData(*data);
    else
      m_messages->fail(ui::messageText(data.error().message));
    showDataName();  // the picker shows the current data, not what was asked for
  });
}

void Composition::useData(const engine::DatasetPtr& data) {
  // For a project without its data, these may be the missing data at another place.
  const bool isFound =
      m_document.dataset() && !m_document.hasData() && m_document.dataset()->checksum == data->checksum;
  m_messages->noteRefusal(isFound ? m_files.useData(data) : ui::edit::setData(m_document, data));
}

void Composition::connectSteps() {
  connect(&m_actions[ActionId::ReducedMotion], &QAction::toggled, &m_player,
          &ui::StepPlayer::setReducedMotion);
  m_actions[ActionId::ReducedMotion].setChecked(isSystemMotionReduced());
  connect(&m_player, &ui::StepPlayer::changed, this, [this] {
    const auto view = m_player.view();
    // In slow motion the samples are those of the batch, and the player decides which one to show.
    const engine::Index size = view ? view->trace->batchSize() : 0;
    m_samples->showBatch(
        m_player.isActive()
            ? std::optional(ui::BatchPlace{
                  .sample = m_player.sample(), .size = size, .isAnswered = !view || knowsOutput(*view)})
            : std::nullopt);
    const bool isSame = view ? m_shownStep == std::pair(view->trace, view->sample) : !m_shownStep.first;
    if (m_shown && !isSame) showInPanels(ui::MomentPtr(m_shown));
    m_canvas->showStep(view);
    m_arithmetic->showStep(view);
    showStale();
  });
  connect(m_arithmetic, &ui::ArithmeticPanel::sampleChosen, &m_player, &ui::StepPlayer::setSample);
  connect(&m_selection, &ui::Selection::placeChanged, this, [this] {
    watchSelectedWeight();
    if (m_selection.place() && m_player.isActive()) m_window->workspaces().reveal(panel_id::kArithmetic);
  });
}

void Composition::showStale() {
  for (QWidget* panel :
       {static_cast<QWidget*>(m_samples), static_cast<QWidget*>(m_layer), static_cast<QWidget*>(m_status)})
    ui::setStale(*panel, m_run.isStale());
  ui::setStale(*m_arithmetic, m_run.isStale() || m_player.isTracing());
}

void Composition::watchSelectedWeight() {
  const ui::Moment* moment = m_run.moment();
  if (moment == nullptr) return;
  m_run.watch(ui::parameterAt(moment->network(), m_selection.place()));
}

void Composition::connectFiles() {
  connect(&m_files, &ProjectFiles::workChanged, this, &Composition::showWork);
  connect(&m_files, &ProjectFiles::pathChanged, this, &Composition::updateTitle);
  connect(&m_files, &ProjectFiles::opened, this, [this] { rememberFile(m_files.source()); });
  connect(&m_files, &ProjectFiles::saved, this, &Composition::rememberFile);
  connect(m_fileActions.get(), &FileActions::weightsWanted, &m_weightImport, &WeightImport::takeFrom);
  connect(m_samples, &ui::SamplePanel::modelInputRequested, &m_actions[ActionId::ModelInput],
          &QAction::trigger);
  connect(&m_files, &ProjectFiles::inputUnknown, m_modelInput.get(), &ModelInputActions::askAbout);
  connect(m_modelInput.get(), &ModelInputActions::done, m_messages.get(), &Messages::done);
  connect(m_modelInput.get(), &ModelInputActions::refused, m_messages.get(), &Messages::fail);
  connect(m_prediction.get(), &TablePrediction::done, m_messages.get(), &Messages::done);
  connect(m_prediction.get(), &TablePrediction::refused, m_messages.get(), &Messages::fail);
  connect(&m_navigator, &ui::SampleNavigator::imageComes, this,
          [this] { m_samples->setMode(ui::SamplePanel::Mode::TestImage); });
  connect(m_picture.get(), &PictureInput::shown, m_messages.get(), &Messages::done);
  connect(m_picture.get(), &PictureInput::refused, m_messages.get(), &Messages::note);
  connect(m_timeActions.get(), &TimeActions::noted, m_messages.get(), &Messages::note);
  connect(m_curveExport.get(), &CurveExport::done, m_messages.get(), &Messages::done);
  connect(&m_weightImport, &WeightImport::taken, m_messages.get(), &Messages::done);
  connect(&m_weightImport, &WeightImport::failed, m_messages.get(), &Messages::fail);
  connect(&m_weightKeeping, &WeightKeeping::kept, m_messages.get(), &Messages::note);
  connect(&m_weightKeeping, &WeightKeeping::failed, m_messages.get(), &Messages::note);
  connect(m_window.get(), &MainWindow::recentChosen, m_fileActions.get(), &FileActions::open);
  connect(m_window.get(), &MainWindow::fileDropped, this, [this](const QString& path) {
    if (PictureInput::isPicture(path)) return m_picture->read(path);
    DataRoom::isData(path) ? m_data.tryOut(path) : m_fileActions->open(path);
  });
  connect(&m_data, &DataRoom::wanted, this, &Composition::useData);
  connect(&m_document.undoStack(), &QUndoStack::cleanChanged, this, &Composition::updateTitle);
  connect(&m_actions[ActionId::Quit], &QAction::triggered, m_window.get(), &QWidget::close);
  m_window->setCloseQuestion([this] { return m_fileActions->mayDiscard(); });
  connect(&m_actions[ActionId::Help], &QAction::triggered, this,
          [this] { m_help->showAbout(QApplication::focusWidget()); });
  connect(&m_actions[ActionId::About], &QAction::triggered, this, [this] {
    QMessageBox::about(
        m_window.get(), tr("About Pellucid"),
        tr("<b>Pellucid %1</b><p>Build a neural network, watch it compute and learn, and take it with "
           "you.</p><p>Free software under the GNU General Public License, version 3 or later.</p><p>MNIST: "
           "copyright Yann LeCun and Corinna Cortes, CC BY-SA 3.0. Fashion-MNIST: Zalando SE, MIT.</p>")
            .arg(QApplication::applicationVersion()));
  });
  updateTitle();
}

void Composition::connectGallery() {
  connect(&m_files, &ProjectFiles::exampleRead, m_gallery.get(), &Gallery::take);
  connect(m_gallery.get(), &Gallery::told, m_messages.get(), &Messages::tellExample);
  connect(m_gallery.get(), &Gallery::done, m_messages.get(), &Messages::done);
  connect(m_gallery.get(), &Gallery::failed, m_messages.get(), &Messages::fail);
  connect(m_gallery.get(), &Gallery::presetWanted, this, [this](const QString& name) {
    m_transfer->choosePreset(name.toStdString());
    // An example with its own samples asks what the preset's source makes of them.
    const engine::DataSpec& data = m_document.experiment().data;
    if (data.own) m_transfer->chooseTarget(QString::fromStdString(data.name), {1, 5});
    m_actions[ActionId::ShowTransfer].setChecked(true);
  });
}

void Composition::showWork() {
  const bool isReading = m_library.isLoading() || !m_files.reading().isEmpty();
  m_samples->setLoading(isReading);
  m_canvas->setLoading(isReading);
  const auto cancel = [this](const QString& name) {
    m_files.cancelReading();
    showDataName();
    m_messages->done(tr("Stopped reading %1. Nothing has changed.").arg(name));
  };
  if (m_library.isLoading()) {
    const auto name = QString::fromStdString(m_library.awaited()).section(QLatin1Char('/'), -1);
    m_work->show(ui::WorkStrip::Work{.text = tr("Reading the data %1…").arg(name),
                                     .share = [this] { return m_library.share(); },
                                     .cancel = [cancel, name] { cancel(name); }});
  } else if (!m_files.reading().isEmpty()) {
    const QString name = QFileInfo(m_files.reading()).fileName();
    m_work->show(ui::WorkStrip::Work{.text = tr("Reading %1…").arg(name),
                                     .share = [this] { return m_files.readingShare(); },
                                     .cancel = [cancel, name] { cancel(name); }});
  } else if (!m_files.writing().isEmpty()) {
    m_work->show(ui::WorkStrip::Work{.text = tr("Writing %1…").arg(QFileInfo(m_files.writing()).fileName()),
                                     .share = [this] { return m_files.writingShare(); },
                                     .cancel = [this] { m_files.cancelWriting(); }});
  } else {
    m_work->show(std::nullopt);
  }
}

void Composition::connectTransfer() {
  connect(m_transfer, &ui::TransferPanel::noted, m_messages.get(), &Messages::noteLab);
  connect(m_transfer, &ui::TransferPanel::failed, m_messages.get(), &Messages::failLab);
  connect(m_transfer, &ui::TransferPanel::measured, &m_files, &ProjectFiles::setTransfer);
  connect(&m_files, &ProjectFiles::transferOpened, m_transfer, &ui::TransferPanel::restore);
  connect(&m_actions[ActionId::TransferNetwork], &QAction::triggered, this, [this] {
    const ui::Moment* moment = m_run.moment();
    if (moment == nullptr)
      return m_messages->note(tr("There is no network yet: the data are still being read."));
    auto model = engine::modelOf(moment->experiment(), *moment->dataset, moment->snapshot->state, {});
    model.name = moment->dataset->name;
    m_transfer->setNetwork(std::move(model), moment->dataset);
    m_actions[ActionId::ShowTransfer].setChecked(true);
  });
}

void Composition::connectStage() {
  const auto setStage = [this](const QString& workspace) {
    // Messages cover the lower edge of the canvas rather than the network or the lab's choices.
    if (workspace == workspace_id::kTransfer)
      notifier().setStage(m_transfer->stage(), 12);
    else if (workspace == workspace_id::kResults)
      notifier().setStage(m_results.stage(), 4);
    else if (workspace == workspace_id::kInside)
      notifier().setStage(m_inside.stage(), 4);
    else if (workspace == workspace_id::kData)
      notifier().setStage(m_data.stage(), 4);
    else if (workspace == workspace_id::kPlane)
      notifier().setStage(m_plane.panel(), 4);
    else
      notifier().setStage(*m_canvas, 4);
  };
  connect(m_window.get(), &MainWindow::workspaceChanged, this, setStage);
  setStage(workspace_id::kNetwork);
}

void Composition::connectTheme() {
  connect(&m_actions[ActionId::DarkTheme], &QAction::toggled, this, &Composition::setDark);
  m_actions[ActionId::DarkTheme].setChecked(m_isSystemDark);
  setDark(m_isSystemDark);
}

void Composition::setDark(bool isDark) {
  const ui::Theme& theme = isDark ? ui::darkTheme() : ui::lightTheme();
  QApplication::setPalette(ui::paletteOf(theme));
  qApp->setStyleSheet(ui::styleSheetOf(theme));
  m_actions.setTheme(theme);
  showPhase(m_run.phase());
}

void Composition::showPhase(const engine::Phase& phase) {
  const bool isGoing = m_playback.isGoing();
  QAction& train = m_actions[ActionId::Train];
  const ui::Theme& theme = ui::themeOf(*m_window);
  train.setChecked(isGoing);
  train.setText(isGoing ? tr("&Pause") : tr("&Train"));
  train.setIcon(ui::icon(isGoing ? QStringLiteral("pause") : QStringLiteral("train"), theme, theme.onAccent));
  const bool hasRun = m_run.moment() != nullptr;
  const bool canTrain = hasRun && engine::canGoOn(phase);
  for (const ActionId id : {ActionId::Train, ActionId::Step, ActionId::Epoch})
    m_actions[id].setEnabled(canTrain);
  m_actions[ActionId::Reset].setEnabled(hasRun);
}

void Composition::updateTitle() {
  const QFileInfo source(m_files.source());
  QString name = m_files.source().isEmpty() ? tr("Untitled") : source.fileName();
  // A project that must not be written back to its file.
  if (m_files.path().isEmpty() && source.suffix() == QLatin1String("pellucid"))
    name = tr("%1 (copy)").arg(name);
  m_window->setWindowTitle(tr("%1[*] – Pellucid").arg(name));
  m_window->setWindowModified(m_files.isModified());
}

}  // namespace pellucid::app
