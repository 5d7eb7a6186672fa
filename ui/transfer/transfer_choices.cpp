// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/transfer_choices.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <algorithm>

#include "engine/data/catalogue.h"
#include "engine/transfer/presets.h"
#include "ui/transfer/transfer_text.h"
#include "ui/widgets/described.h"
#include "ui/widgets/message_text.h"

namespace pellucid::ui {
namespace {

constexpr int kOwn = -1;  // data of the entry that is no preset

QSpinBox* numberBox(int least, int most, int value) {
  auto* box = new QSpinBox;
  box->setRange(least, most);
  box->setValue(value);
  return box;
}

/// A file that is not a table, as app/command_line/transfer_source has it.
bool isModelFile(const QString& name) {
  const QFileInfo file(name);
  return file.isFile() && file.suffix() != QStringLiteral("csv") && file.suffix() != QStringLiteral("tsv");
}

}  // namespace

TransferChoices::TransferChoices(QWidget* parent) : QWidget(parent) {
  makeFields();
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(6);
  rows->addWidget(m_preset);
  rows->addWidget(m_lesson);
  auto* form = m_form = new QFormLayout;
  form->setSpacing(6);
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  form->addRow(tr("So&urce"), m_source);
  form->addRow(QString(), m_open);
  form->addRow(tr("Source steps"), m_sourceSteps);
  form->addRow(tr("Tar&get"), m_data);
  form->addRow(tr("&Arms"), m_arms);
  form->addRow(tr("Sam&ples"), m_samples);
  form->addRow(tr("See&ds"), m_seeds);
  form->addRow(tr("S&teps"), m_steps);
  form->addRow(tr("Rate fact&or"), m_factor);
  rows->addLayout(form);
  rows->addWidget(m_newHead);
  connect(m_preset, &QComboBox::currentIndexChanged, this, &TransferChoices::choosePreset);
  connect(m_source, &QComboBox::editTextChanged, this, &TransferChoices::showSource);
  connect(m_data, &QLineEdit::textEdited, this, &TransferChoices::leavePreset);
  connect(m_open, &QPushButton::clicked, this, &TransferChoices::modelWanted);
  choosePreset();
  tellChanges();
}

void TransferChoices::tellChanges() {
  connect(m_source, &QComboBox::editTextChanged, this, &TransferChoices::changed);
  connect(m_data, &QLineEdit::textChanged, this, &TransferChoices::changed);
  connect(m_arms, &QLineEdit::textChanged, this, &TransferChoices::changed);
  connect(m_sourceSteps, &QSpinBox::valueChanged, this, &TransferChoices::changed);
  connect(m_steps, &QSpinBox::valueChanged, this, &TransferChoices::changed);
  connect(m_factor, &QDoubleSpinBox::valueChanged, this, &TransferChoices::changed);
  connect(m_newHead, &QCheckBox::toggled, this, &TransferChoices::changed);
}

void TransferChoices::makeFields() {
  m_preset =
      described(new QComboBox, tr("Preset"), tr("A ready-made preset with its lesson, or your own settings"));
  for (std::size_t i = 0; i < engine::transferPresets().size(); ++i)
    m_preset->addItem(messageText(engine::transferPresets()[i].title), static_cast<int>(i));
  m_preset->addItem(tr("Your own settings"), kOwn);
  m_source = described(new QComboBox, tr("Source"),
                       tr("What the arms copy from: a model that comes with the program, a file, or the name "
                          "of a data set, such as mnist:0-4, on which a network is trained here first"));
  m_source->setEditable(true);
  m_source->setInsertPolicy(QComboBox::NoInsert);
  m_source->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  for (const engine::BundledModel& model : engine::bundledModels())
    m_source->addItem(QString::fromStdString(model.name));
  m_open = described(new QPushButton(tr("Open a mode&l…")), tr("Open a model"),
                     tr("Use a project (.pellucid) or an ONNX file as the source"));
  m_sourceSteps =
      described(numberBox(1, 1'000'000, 3000), tr("Source steps"),
                tr("How many batches of 64 samples the source is trained on before it is copied"));
  m_lesson = new QLabel;
  m_lesson->setWordWrap(true);
  m_lesson->setProperty("muted", true);
  m_data =
      described(new QLineEdit, tr("Target"),
                tr("The task to learn: data:CLASSES+CHANGES, such as mnist:5-9, mnist+parity, mnist+invert, "
                   "mnist+rotate90, mnist+transpose, mnist+noise0.3, mnist+permute or mnist+shuffle-labels"));
  m_arms = described(
      new QLineEdit, tr("Arms"),
      tr("Ways to start, separated by commas.\nscratch: all layers start with new weights. frozen: copied, "
         "and only the output layer learns. half: copied, and the upper half learns. finetune: copied, and "
         "all layers learn.\nlock:1+2: copied, with padlocks on these layers."));
  m_samples = described(
      new QLineEdit, tr("Samples per class"),
      tr("How many training samples per class, separated by commas: the horizontal axis of the right plot"));
  m_seeds =
      described(numberBox(1, 100, 3), tr("Seeds"),
                tr("How many times each arm runs, with different samples, batches and initial weights"));
  m_steps = described(numberBox(1, 100'000, 200), tr("Steps"),
                      tr("How many batches of 32 samples each arm is trained on"));
  m_factor = described(new QDoubleSpinBox, tr("Rate factor"),
                       tr("The learning rate of finetune, as a multiple of that of the other arms"));
  m_factor->setRange(0.01, 10);
  m_factor->setSingleStep(0.1);
  m_factor->setValue(1);
  m_newHead =
      described(new QCheckBox(tr("&New output layer")), tr("New output layer"),
                tr("The output layer is re-initialised even where source and target have the same classes"));
}

void TransferChoices::setNetwork(engine::SourceModel network, engine::DatasetPtr trainedFor) {
  m_network = std::make_shared<const engine::SourceModel>(std::move(network));
  m_networkData = std::move(trainedFor);
  if (m_source->findText(networkText()) < 0) m_source->insertItem(0, networkText());
  setSource(networkText());
}

void TransferChoices::setSource(const QString& source) {
  m_source->setEditText(source);
  showSource();
}

void TransferChoices::restore(const engine::TransferDesign& design) {
  m_saved = design.model;
  m_savedData = design.modelData;
  const int place = m_source->findText(savedText());
  if (m_saved == nullptr && place >= 0) m_source->removeItem(place);
  if (m_saved != nullptr && place < 0) m_source->insertItem(0, savedText());
  leavePreset();
  m_data->setText(QString::fromStdString(design.data));
  m_arms->setText(QString::fromStdString(design.arms));
  m_samples->setText(samplesText(design.samples));
  m_seeds->setValue(static_cast<int>(design.seeds));
  m_steps->setValue(static_cast<int>(design.steps));
  m_sourceSteps->setValue(static_cast<int>(design.sourceSteps));
  m_factor->setValue(design.fineTuneFactor);
  m_newHead->setChecked(design.isHeadNew);
  setSource(m_saved != nullptr ? savedText() : QString::fromStdString(design.source));
}

QString TransferChoices::savedText() const {
  return tr("The model in the project");
}

bool TransferChoices::isSaved() const {
  return m_saved != nullptr && sourceText() == savedText();
}

QString TransferChoices::networkText() const {
  return tr("The network in the window");
}

QString TransferChoices::sourceText() const {
  return m_source->currentText().trimmed();
}

bool TransferChoices::isNetwork() const {
  return m_network != nullptr && sourceText() == networkText();
}

bool TransferChoices::isTrainedHere() const {
  const std::string name = sourceText().toStdString();
  const auto models = engine::bundledModels();
  if (isNetwork() || isSaved() ||
      std::ranges::find(models, name, &engine::BundledModel::name) != models.end())
    return false;
  return !isModelFile(sourceText()) && engine::isDatasetKnown(name);
}

void TransferChoices::choosePreset() {
  const int item = m_preset->currentData().toInt();
  if (item == kOwn) return showSource();
  const auto& preset = engine::transferPresets()[static_cast<std::size_t>(item)];
  setSource(QString::fromStdString(preset.model));
  m_data->setText(QString::fromStdString(preset.data));
  m_arms->setText(QString::fromStdString(preset.arms));
  m_newHead->setChecked(preset.isHeadNew);
  m_samples->setText(samplesText(preset.samplesPerClass));
  m_lesson->setText(messageText(preset.lesson));
  emit presetChosen(preset.samplesPerClass[preset.samplesPerClass.size() / 2]);
}

void TransferChoices::leavePreset() {
  m_preset->setCurrentIndex(m_preset->findData(kOwn));
}

void TransferChoices::showSource() {
  const bool isTrained = isTrainedHere();
  m_form->setRowVisible(m_sourceSteps, isTrained);
  const int item = m_preset->currentData().toInt();
  if (item != kOwn) {
    const auto& preset = engine::transferPresets()[static_cast<std::size_t>(item)];
    if (sourceText() != QString::fromStdString(preset.model)) leavePreset();  // and comes here again
    return;
  }
  if (isNetwork())
    m_lesson->setText(
        tr("From the network as it is now, trained for %1.").arg(QString::fromStdString(m_network->name)));
  else if (isSaved())
    m_lesson->setText(tr("From %1, as saved in the project.").arg(QString::fromStdString(m_saved->name)));
  else if (isTrained)
    m_lesson->setText(tr("The source is trained here first: 128 and 64 relu units, batches of 64 samples."));
  else
    m_lesson->setText(
        tr("From this model to any data with classes. Layers that do not fit are re-initialised."));
}

std::optional<TransferChoice> TransferChoices::choice() {
  const auto samples = parseSamples(m_samples->text());
  if (!samples) {
    emit failed(tr("The samples are \"%1\"; give different whole numbers of at least 1, separated by commas, "
                   "such as 1,5,20,100.")
                    .arg(m_samples->text()));
    return std::nullopt;
  }
  TransferChoice choice;
  engine::TransferDesign& design = choice.design;
  if (isNetwork()) {
    design.source = m_network->name;
    design.model = m_network;
    choice.sourceData = m_networkData;
  } else if (isSaved()) {
    design.source = m_saved->name;
    design.model = m_saved;
    design.modelData = m_savedData;
  } else {
    design.source = sourceText().toStdString();
    design.sourceSteps = m_sourceSteps->value();
    choice.isFile = isModelFile(sourceText());
  }
  design.data = m_data->text().trimmed().toStdString();
  design.arms = m_arms->text().remove(' ').toStdString();
  design.samples = *samples;
  design.seeds = static_cast<std::uint64_t>(m_seeds->value());
  design.steps = m_steps->value();
  design.isHeadNew = m_newHead->isChecked();
  design.fineTuneFactor = m_factor->value();
  return choice;
}

QString TransferChoices::title() const {
  return m_preset->currentData().toInt() == kOwn
             ? tr("%1 → %2").arg(QFileInfo(sourceText()).fileName(), m_data->text().trimmed())
             : m_preset->currentText();
}

}  // namespace pellucid::ui
