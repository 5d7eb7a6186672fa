// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition.h"

#include <QApplication>
#include <QFileInfo>
#include <QMessageBox>
#include <QStyle>

#include "app/transfer_tasks.h"
#include "ui/document/layer_gestures.h"
#include "ui/run/place_parameter.h"
#include "ui/theme/icons.h"
#include "ui/widgets/engine_names.h"
#include "ui/widgets/message_list.h"
#include "ui/widgets/message_text.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/stale.h"

namespace pellucid::app {

using ui::ActionId;
using Topic = ui::Notifier::Topic;
using Severity = ui::NotifierBar::Severity;

namespace {

QString divergedText(const engine::Diverged& diverged, double learningRate) {
  const QString explanation = ui::messageText(diverged.explanation);
  if (diverged.step == 0)
    return Composition::tr(
               "%1 Such a network gives no answers and can't be trained. Reset starts again from the initial "
               "weights; or type another value for that number.")
        .arg(explanation);
  return Composition::tr(
             "Training diverged in step %1. %2 The learning rate of %3 is probably too large: "
             "lower it and reset.")
      .arg(QString::number(diverged.step), explanation, QString::number(learningRate));
}

}  // namespace

Composition::Composition(engine::DataLocations locations)
    : m_library(std::move(locations)),
      m_run(m_document, m_selection),
      m_navigator(m_document, m_selection, m_run),
      m_player(m_selection),
      m_clock(m_player),
      m_files(m_document, m_run, m_library),
      m_samples(new ui::SamplePanel),
      m_canvas(new ui::NetworkCanvas(m_document, m_selection)),
      m_curves(new ui::CurvesPanel),
      m_settings(new ui::SettingsPanel(m_document)),
      m_layer(new ui::LayerPanel(m_document, m_selection)),
      m_arithmetic(new ui::ArithmeticPanel(m_selection)),
      m_transport(new ui::TransportBar(m_player, m_selection, m_actions)),
      m_transfer(new ui::TransferPanel(makeTransferTask)),
      m_speed(new ui::SpeedControl),
      m_status(new ui::RunStatus),
      m_work(new ui::WorkStrip),
      m_window(std::make_unique<MainWindow>(m_actions, Panels{.samples = m_samples,
                                                              .canvas = m_canvas,
                                                              .curves = m_curves,
                                                              .settings = m_settings,
                                                              .layer = m_layer,
                                                              .arithmetic = m_arithmetic,
                                                              .transport = m_transport,
                                                              .transfer = m_transfer,
                                                              .speed = m_speed,
                                                              .status = m_status,
                                                              .work = m_work})),
      m_fileActions(std::make_unique<FileActions>(m_files, m_actions, *m_window)) {
  connectRun();
  connectLayers();
  connectCanvas();
  connectSamples();
  connectSteps();
  connectFiles();
  connectTransfer();
  connectMessages();
  connectTheme();
}

Composition::~Composition() {
  // The stack tells of its emptying while it dies, when the actions that would hear of it are gone already.
  m_document.undoStack().disconnect(this);
}

void Composition::start(const QString& project) {
  m_window->show();
  project.isEmpty() ? m_files.startNew() : m_files.openFrom(project);
}

void Composition::connectRun() {
  connect(&m_run, &ui::RunController::momentChanged, this, [this](const ui::MomentPtr& moment) {
    m_canvas->showMoment(moment);
    m_status->showMoment(*moment);
    m_samples->show(*moment);
    m_layer->showMoment(moment);
    m_curves->setRun(moment->snapshot->stepsPerEpoch);
    m_curves->setAccuracyShown(moment->dataset->hasClasses());
    updateTitle();
    m_arithmetic->showMoment(moment);
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
  connect(&m_run, &ui::RunController::dataNeeded, m_fileActions.get(), &FileActions::locateData);
  connect(&m_run, &ui::RunController::phaseChanged, this, &Composition::showPhase);
  connect(&m_run, &ui::RunController::phaseChanged, this, &Composition::tellPhase);
  connect(&m_run, &ui::RunController::staleChanged, this, &Composition::showStale);
  connect(&m_actions[ActionId::Train], &QAction::triggered, this,
          [this] { m_run.isTraining() ? m_run.pause() : m_run.train(); });
  connect(&m_actions[ActionId::Step], &QAction::triggered, &m_run, &ui::RunController::stepOnce);
  connect(&m_actions[ActionId::Epoch], &QAction::triggered, &m_run, &ui::RunController::trainEpoch);
  connect(&m_actions[ActionId::Reset], &QAction::triggered, &m_run, &ui::RunController::reset);
  connect(m_speed, &ui::SpeedControl::speedChanged, &m_run, &ui::RunController::setSpeed);
  showPhase(m_run.phase());
}

void Composition::connectLayers() {
  connect(&m_selection, &ui::Selection::layerChanged, this, [this] {
    updateLayerActions();
    m_window->showLayerPanel(m_selection.layer().has_value());
  });
  connect(&m_document, &ui::Document::experimentChanged, this, [this] {
    const auto layer = m_selection.layer();
    if (layer && *layer >= m_document.experiment().network.layers.size()) m_selection.setLayer(std::nullopt);
    updateLayerActions();
  });
  connect(m_layer, &ui::LayerPanel::noted, this, &Composition::note);
  connect(m_settings, &ui::SettingsPanel::noted, this, &Composition::note);

  connect(&m_actions[ActionId::AddLayer], &QAction::triggered, this, [this] {
    const std::size_t position =
        m_selection.layer().value_or(m_document.experiment().network.layers.size() - 1);
    noteRefusal(ui::gesture::addLayer(m_document, m_selection, position));
  });
  connect(&m_actions[ActionId::RemoveLayer], &QAction::triggered, this,
          [this] { noteRefusal(ui::gesture::removeLayer(m_document, m_selection, *m_selection.layer())); });
  const auto move = [this](std::size_t distance) {
    const std::size_t from = *m_selection.layer();
    noteRefusal(ui::gesture::moveLayer(m_document, m_selection, from, from + distance));
  };
  connect(&m_actions[ActionId::MoveLayerLeft], &QAction::triggered, this,
          [move] { move(static_cast<std::size_t>(-1)); });
  connect(&m_actions[ActionId::MoveLayerRight], &QAction::triggered, this, [move] { move(1); });
  const auto resize = [this](int direction) {
    const std::size_t layer = *m_selection.layer();
    const engine::Index units = m_document.experiment().network.layers[layer].units;
    const engine::Index step = std::max<engine::Index>(units / 8, 1);
    noteRefusal(ui::edit::setUnits(m_document, layer, units + direction * step));
  };
  connect(&m_actions[ActionId::MoreUnits], &QAction::triggered, this, [resize] { resize(1); });
  connect(&m_actions[ActionId::FewerUnits], &QAction::triggered, this, [resize] { resize(-1); });
  connect(&m_actions[ActionId::FreezeLayer], &QAction::triggered, this,
          [this] { noteRefusal(ui::gesture::toggleFrozen(m_document, *m_selection.layer())); });
  connect(&m_actions[ActionId::ShowGradients], &QAction::toggled, this, [this](bool isChecked) {
    m_selection.setQuantity(isChecked ? ui::Quantity::Gradients : ui::Quantity::Activations);
  });

  QUndoStack& stack = m_document.undoStack();
  connect(&m_actions[ActionId::Undo], &QAction::triggered, &stack, &QUndoStack::undo);
  connect(&m_actions[ActionId::Redo], &QAction::triggered, &stack, &QUndoStack::redo);
  const auto showUndo = [this, &stack] {
    m_actions[ActionId::Undo].setEnabled(stack.canUndo());
    m_actions[ActionId::Redo].setEnabled(stack.canRedo());
    m_actions[ActionId::Undo].setText(stack.canUndo() ? tr("&Undo: %1").arg(stack.undoText()) : tr("&Undo"));
    m_actions[ActionId::Redo].setText(stack.canRedo() ? tr("&Redo: %1").arg(stack.redoText()) : tr("&Redo"));
  };
  connect(&stack, &QUndoStack::indexChanged, this, showUndo);
  showUndo();
  updateLayerActions();
}

void Composition::connectCanvas() {
  connect(m_canvas, &ui::NetworkCanvas::layerMenuRequested, m_window.get(), &MainWindow::showLayerMenu);
  connect(m_canvas, &ui::NetworkCanvas::noted, this, &Composition::note);
  connect(&m_actions[ActionId::ZoomIn], &QAction::triggered, this, [this] { m_canvas->zoomBy(1.25); });
  connect(&m_actions[ActionId::ZoomOut], &QAction::triggered, this, [this] { m_canvas->zoomBy(0.8); });
  connect(&m_actions[ActionId::ZoomWhole], &QAction::triggered, m_canvas, &ui::NetworkCanvas::showAll);
}

void Composition::connectSamples() {
  connect(m_samples, &ui::SamplePanel::stepRequested, &m_navigator, &ui::SampleNavigator::step);
  connect(m_samples, &ui::SamplePanel::indexRequested, &m_navigator, &ui::SampleNavigator::show);
  connect(m_samples, &ui::SamplePanel::drawn, &m_navigator, &ui::SampleNavigator::showDrawing);
  connect(m_samples, &ui::SamplePanel::datasetRequested, this,
          [this](const QString& name) { chooseData(name.toStdString()); });
  // In slow motion the samples are those of the batch.
  const auto step = [this](int direction) {
    m_player.isActive() ? m_player.setSample(m_player.sample() + direction) : m_samples->step(direction);
  };
  connect(&m_actions[ActionId::PreviousSample], &QAction::triggered, this, [step] { step(-1); });
  connect(&m_actions[ActionId::NextSample], &QAction::triggered, this, [step] { step(1); });
  connect(&m_navigator, &ui::SampleNavigator::nothingFound, this, [this](engine::Answer answer) {
    notifier().tell(Topic::Sample, answer == engine::Answer::Wrong
                                       ? tr("The network gets every test image right.")
                                       : tr("The network gets no test image right yet."));
  });

  connect(&m_library, &ui::DatasetLibrary::loadingChanged, this, &Composition::showWork);
  connect(&m_document, &ui::Document::designChanged, this, &Composition::showDataName);
  showDataName();
}

void Composition::showDataName() {
  m_samples->setDatasetName(QString::fromStdString(m_document.experiment().data.name));
}

void Composition::chooseData(const std::string& name) {
  m_library.load(name, [this](const ui::DatasetLibrary::Loaded& data) {
    // For a project without its data these may be the ones, at another place.
    const bool isFound = data && m_document.dataset() && !m_document.hasData() &&
                         m_document.dataset()->checksum == (*data)->checksum;
    if (!data)
      failFile(ui::messageText(data.error().message));
    else
      noteRefusal(isFound ? m_files.useData(*data) : ui::edit::setData(m_document, *data));
    showDataName();  // the picker shows what is, not what was asked for
  });
}

void Composition::connectSteps() {
  connect(&m_actions[ActionId::SlowMotion], &QAction::toggled, &m_player, &ui::StepPlayer::setActive);
  connect(&m_actions[ActionId::ReducedMotion], &QAction::toggled, &m_player,
          &ui::StepPlayer::setReducedMotion);
  // A desktop that asks for less motion has its style animate for 0 milliseconds.
  m_actions[ActionId::ReducedMotion].setChecked(
      QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration) == 0);
  connect(&m_player, &ui::StepPlayer::stepRequested, &m_run, &ui::RunController::stepOnce);
  connect(&m_player, &ui::StepPlayer::backRequested, &m_run, &ui::RunController::stepBack);
  connect(&m_player, &ui::StepPlayer::epochRequested, &m_run, &ui::RunController::trainEpoch);
  connect(&m_player, &ui::StepPlayer::trainingRequested, this,
          [this](bool isTraining) { isTraining ? m_run.train() : m_run.pause(); });
  connect(&m_player, &ui::StepPlayer::changed, this, [this] {
    const auto view = m_player.view();
    m_canvas->showStep(view);
    m_arithmetic->showStep(view);
    showStale();
  });
  connect(m_arithmetic, &ui::ArithmeticPanel::sampleChosen, &m_player, &ui::StepPlayer::setSample);
  connect(&m_selection, &ui::Selection::placeChanged, this, [this] {
    watchSelectedWeight();
    if (m_selection.place() && m_player.isActive()) m_window->showArithmetic();
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
  connect(&m_document.undoStack(), &QUndoStack::cleanChanged, this, &Composition::updateTitle);
  connect(&m_actions[ActionId::Quit], &QAction::triggered, m_window.get(), &QWidget::close);
  m_window->setCloseQuestion([this] { return m_fileActions->mayDiscard(); });
  connect(&m_actions[ActionId::About], &QAction::triggered, this, [this] {
    QMessageBox::about(
        m_window.get(), tr("About Pellucid"),
        tr("<b>Pellucid %1</b><p>Build a neural network, watch it compute and learn, and take it away.</p>"
           "<p>Free software under the GNU General Public License, version 3 or later.</p>"
           "<p>MNIST: copyright Yann LeCun and Corinna Cortes, CC BY-SA 3.0. Fashion-MNIST: Zalando SE, "
           "MIT.</p>")
            .arg(QApplication::applicationVersion()));
  });
  updateTitle();
}

void Composition::showWork() {
  const bool isReading = m_library.isLoading() || !m_files.reading().isEmpty();
  m_samples->setLoading(isReading);
  m_canvas->setLoading(isReading);
  const auto cancel = [this](const QString& name) {
    m_files.cancelReading();
    showDataName();
    notifier().tell(Topic::File, tr("Stopped reading %1. Nothing has changed.").arg(name));
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
                                     .share = nullptr,
                                     .cancel = nullptr});
  } else {
    m_work->show(std::nullopt);
  }
}

void Composition::connectTransfer() {
  connect(m_transfer, &ui::TransferPanel::measured, &m_files, &ProjectFiles::setTransfer);
  connect(&m_files, &ProjectFiles::transferOpened, m_transfer, &ui::TransferPanel::restore);
  connect(&m_actions[ActionId::TransferLab], &QAction::toggled, m_window.get(), &MainWindow::showTransfer);
  connect(&m_actions[ActionId::TransferNetwork], &QAction::triggered, this, [this] {
    const ui::Moment* moment = m_run.moment();
    if (moment == nullptr) return note(tr("There is no network yet: the data are still being read."));
    m_transfer->setNetwork({.name = moment->dataset->name,
                            .network = moment->experiment().network,
                            .shape = moment->dataset->shape,
                            .weights = moment->weights(),
                            .classNames = moment->dataset->classNames},
                           moment->dataset);
    m_actions[ActionId::TransferLab].setChecked(true);
  });
}

void Composition::connectTheme() {
  connect(&m_actions[ActionId::DarkTheme], &QAction::toggled, this, &Composition::setDark);
  const bool systemIsDark = QApplication::palette().color(QPalette::Window).lightness() < 128;
  m_actions[ActionId::DarkTheme].setChecked(systemIsDark);
  setDark(systemIsDark);
}

void Composition::setDark(bool isDark) {
  const ui::Theme& theme = isDark ? ui::darkTheme() : ui::lightTheme();
  QApplication::setPalette(ui::paletteOf(theme));
  qApp->setStyleSheet(ui::styleSheetOf(theme));
  m_actions.setTheme(theme);
  showPhase(m_run.phase());
}

void Composition::showPhase(const engine::Phase& phase) {
  const bool isTraining = std::holds_alternative<engine::Running>(phase);
  const bool canGoOn =
      !std::holds_alternative<engine::Diverged>(phase) && !std::holds_alternative<engine::Failed>(phase);
  QAction& train = m_actions[ActionId::Train];
  const ui::Theme& theme = ui::themeOf(*m_window);
  train.setChecked(isTraining);
  train.setText(isTraining ? tr("Pause") : tr("&Train"));
  train.setIcon(
      ui::icon(isTraining ? QStringLiteral("pause") : QStringLiteral("train"), theme, theme.onAccent));
  const bool hasRun = m_run.moment() != nullptr;
  const bool canTrain = hasRun && canGoOn;
  for (const ActionId id : {ActionId::Train, ActionId::Step, ActionId::Epoch})
    m_actions[id].setEnabled(canTrain);
  m_actions[ActionId::Reset].setEnabled(hasRun);
}

void Composition::tellPhase(const engine::Phase& phase) {
  if (std::holds_alternative<engine::Running>(phase)) notifier().forget(Topic::Sample);
  if (const auto* diverged = std::get_if<engine::Diverged>(&phase))
    notifier().tell(Topic::Run, divergedText(*diverged, m_document.experiment().training.learningRate),
                    Severity::Warning, m_actions[ActionId::Reset]);
  else if (const auto* failed = std::get_if<engine::Failed>(&phase))
    notifier().tell(Topic::Run, ui::messageText(failed->message), Severity::Error);
  else
    notifier().forget(Topic::Run);
}

void Composition::connectMessages() {
  // What was told of an edit is over with the next one, and all of it with another experiment.
  connect(&m_document, &ui::Document::experimentChanged, this, [this] { notifier().forget(Topic::Edit); });
  connect(&m_document, &ui::Document::parameterChanged, this, [this] { notifier().forget(Topic::Edit); });
  connect(&m_document, &ui::Document::designChanged, this,
          [this](const ui::Design& before, const ui::Design& after, bool isOpened) {
            if (before.dataset != after.dataset) notifier().forget(Topic::Sample);
            if (m_document.hasData()) notifier().forget(Topic::Data);
            if (!isOpened) return;
            for (const Topic topic :
                 {Topic::Run, Topic::Data, Topic::Edit, Topic::Sample, Topic::File, Topic::Lab})
              notifier().forget(topic);
          });
  connect(&m_run, &ui::RunController::runLeft, this, [this](std::int64_t steps) {
    notifier().tell(Topic::Edit,
                    tr("Training starts again from the initial weights. Undo brings back the run "
                       "before, which has done %Ln step(s).",
                       nullptr, static_cast<int>(steps)),
                    Severity::Info, m_actions[ActionId::Undo]);
  });
  connect(m_canvas, &ui::NetworkCanvas::parameterEdited, this,
          [this](const ui::Parameter& before, double value) {
            notifier().tell(Topic::Edit,
                            tr("%1 is now %2; it was %3.")
                                .arg(before.name, ui::valueText(value), ui::valueText(before.value)),
                            Severity::Info, m_actions[ActionId::Undo]);
          });
  connect(m_fileActions.get(), &FileActions::done, this,
          [this](const QString& message) { notifier().tell(Topic::File, message); });
  connect(m_fileActions.get(), &FileActions::failed, this, &Composition::failFile);
  connect(&m_files, &ProjectFiles::dataMissing, this, [this](const QString& message) {
    notifier().tell(
        Topic::Data,
        tr("Opened %1 without its data: %2 You can look at the network; to train it, locate the data.")
            .arg(QFileInfo(m_files.path()).fileName(), message),
        Severity::Warning, {{tr("Locate the data…"), [this] { m_fileActions->locateData(); }}});
  });
  connect(&m_files, &ProjectFiles::dataDiffer, this,
          [this](const QString& message) { notifier().tell(Topic::Data, message, Severity::Warning); });
  connect(m_transfer, &ui::TransferPanel::noted, this,
          [this](const QString& message) { notifier().tell(Topic::Lab, message); });
  connect(m_transfer, &ui::TransferPanel::failed, this,
          [this](const QString& message) { notifier().tell(Topic::Lab, message, Severity::Error); });
  connect(&m_actions[ActionId::Messages], &QAction::triggered, this, [this] {
    auto* list = new ui::MessageList(notifier(), m_window.get());
    list->setAttribute(Qt::WA_DeleteOnClose);
    list->show();
  });
}

void Composition::updateLayerActions() {
  const auto layer = m_selection.layer();
  const auto& layers = m_document.experiment().network.layers;
  const bool isHidden = layer && *layer + 1 < layers.size();
  m_actions[ActionId::RemoveLayer].setEnabled(isHidden);
  m_actions[ActionId::MoveLayerLeft].setEnabled(isHidden && *layer > 0);
  m_actions[ActionId::MoveLayerRight].setEnabled(isHidden && *layer + 2 < layers.size());
  for (const ActionId id : {ActionId::MoreUnits, ActionId::FewerUnits}) m_actions[id].setEnabled(isHidden);
  m_actions[ActionId::FreezeLayer].setEnabled(layer && engine::hasParameters(layers[*layer].kind));
  m_actions[ActionId::FreezeLayer].setChecked(layer && layers[*layer].frozen);
}

void Composition::updateTitle() {
  const QString name = m_files.path().isEmpty() ? tr("Untitled") : QFileInfo(m_files.path()).fileName();
  m_window->setWindowTitle(tr("%1[*] – Pellucid").arg(name));
  m_window->setWindowModified(m_files.isModified());
}

void Composition::noteRefusal(const engine::Result<void>& result) {
  if (!result) note(ui::messageText(result.error().message));
}

void Composition::note(const QString& message) {
  notifier().tell(Topic::Edit, message);
}

void Composition::failFile(const QString& message) {
  notifier().tell(Topic::File, message, Severity::Error);
}

}  // namespace pellucid::app
