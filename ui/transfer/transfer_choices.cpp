// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/transfer_choices.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/transfer/arm_editor.h"
#include "ui/transfer/sample_counts.h"
#include "ui/transfer/source_picker.h"
#include "ui/transfer/transfer_text.h"
#include "ui/widgets/data_name_editor.h"
#include "ui/widgets/described.h"
#include "ui/widgets/enum_box.h"
#include "ui/widgets/message_text.h"
#include "ui/widgets/number_box.h"

namespace pellucid::ui {
namespace {

constexpr int kOwn = -1;  // data of the entry that is not a preset
constexpr int kCommandLines = 4;
// The limit for projects.
constexpr int kMostSeeds = 1'000'000;
constexpr int kMostSteps = 1'000'000'000;
constexpr int kMostTests = 1'000'000;
constexpr double kMostFactor = 1000;
constexpr double kLeastRate = 1e-6;

QSpinBox* numberBox(int least, int most) {
  auto* box = new QSpinBox;
  box->setRange(least, most);
  return box;
}

engine::TransferDesign designOf(const engine::TransferPreset& preset) {
  engine::TransferDesign design;
  design.source = preset.model;
  design.data = preset.data;
  design.arms = preset.arms;
  design.samples = preset.samplesPerClass;
  design.isHeadNew = preset.isHeadNew;
  return design;
}

}  // namespace

TransferChoices::TransferChoices(QWidget* parent) : QWidget(parent) {
  makeFields();
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(5);
  rows->addWidget(m_preset);
  rows->addWidget(m_lesson);
  addGroup(rows, tr("So&urce"), m_source);
  addGroup(rows, tr("Tar&get"), m_data);
  addGroup(rows, tr("&Arms"), m_arms);
  rows->addWidget(m_newHead);
  addGroup(rows, tr("Sam&ples per class"), m_samples);
  rows->addLayout(makeNumbers());
  addGroup(rows, tr("As a command"), m_command);
  tellChanges();
  choosePreset();
}

void TransferChoices::addGroup(QVBoxLayout* rows, const QString& heading, QWidget* field) {
  auto* label = new QLabel(heading);
  label->setProperty("heading", true);
  label->setBuddy(field);
  rows->addSpacing(4);
  rows->addWidget(label);
  rows->addWidget(field);
}

void TransferChoices::makeFields() {
  m_preset = described(new QComboBox, tr("Preset"),
                       tr("A ready-made preset with its lesson. Any change of it makes your own settings."));
  for (std::size_t i = 0; i < engine::transferPresets().size(); ++i)
    m_preset->addItem(messageText(engine::transferPresets()[i].title), static_cast<int>(i));
  m_preset->addItem(tr("Your own settings"), kOwn);
  // It is shown, but choosing it would have no effect.
  static_cast<QStandardItemModel*>(m_preset->model())->item(m_preset->count() - 1)->setEnabled(false);
  m_preset->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  m_lesson = new QLabel;
  m_lesson->setWordWrap(true);
  m_lesson->setProperty("muted", true);
  m_source = new SourcePicker;
  m_data = new DataNameEditor(DataNameEditor::Answers::Classes);
  m_arms = new ArmEditor;
  m_samples = new SampleCounts;
  m_newHead =
      described(new QCheckBox(tr("Ne&w output layer")), tr("New output layer"),
                tr("The output layer is re-initialised even where source and target have the same classes"));
  m_command =
      described(new QPlainTextEdit, tr("As a command"),
                tr("The same experiment for a terminal, to be copied: the command line gives the same "
                   "figures. A network that has no file yet is called FILE here; save it first."));
  m_command->setReadOnly(true);
  m_command->setTabChangesFocus(true);
  m_command->setFixedHeight(kCommandLines * fontMetrics().lineSpacing() + 12);
  m_command->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
}

QFormLayout* TransferChoices::makeNumbers() {
  m_seeds =
      described(numberBox(1, kMostSeeds), tr("Seeds"),
                tr("How many times each arm runs, with different samples, batches and initial weights"));
  m_steps = described(numberBox(1, kMostSteps), tr("Steps"), tr("How many batches each arm is trained on"));
  m_optimizer = described(enumBox<engine::Optimizer>(), tr("Optimizer"),
                          tr("How a gradient becomes an update, in every arm"));
  m_rate = described(new NumberBox(kLeastRate, engine::kMaxLearningRate, 0.001), tr("Learning rate"),
                     tr("How far each update moves the weights, in every arm"));
  m_rate->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
  m_factor = described(new NumberBox(kLeastRate, kMostFactor, 0.1), tr("Rate factor"),
                       tr("The learning rate of finetune, as a multiple of that of the other arms: copied "
                          "weights are often better moved in smaller steps"));
  m_batch = described(numberBox(1, static_cast<int>(engine::kMaxBatchSize)), tr("Batch size"),
                      tr("Samples whose gradients are averaged before each update"));
  m_tests =
      described(numberBox(1, kMostTests), tr("Test samples"),
                tr("How many test samples each measurement takes, chosen by chance but always the same. "
                   "More are slower and more exact."));
  auto* form = new QFormLayout;
  form->setSpacing(5);
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  form->addRow(tr("Seeds"), m_seeds);
  form->addRow(tr("&Steps"), m_steps);
  form->addRow(tr("Opt&imizer"), m_optimizer);
  form->addRow(tr("Learning rate"), m_rate);
  form->addRow(tr("Rate factor"), m_factor);
  form->addRow(tr("Batch si&ze"), m_batch);
  form->addRow(tr("Test samples"), m_tests);
  return form;
}

template <class Field, class Set>
void TransferChoices::follow(Field* field, Set set) {
  connect(field, &Field::valueChanged, this, [this, set](auto value) {
    if (m_isFilling) return;
    set(m_design, value);
    showChoice();
  });
}

void TransferChoices::tellChanges() {
  const auto show = [this] { showChoice(); };
  connect(m_preset, &QComboBox::currentIndexChanged, this, qOverload<>(&TransferChoices::choosePreset));
  connect(m_source, &SourcePicker::edited, this, show);
  connect(m_data, &DataNameEditor::edited, this, show);
  connect(m_arms, &ArmEditor::edited, this, show);
  connect(m_samples, &SampleCounts::edited, this, show);
  using Design = engine::TransferDesign;
  follow(m_seeds, [](Design& design, int value) { design.seeds = static_cast<std::uint64_t>(value); });
  follow(m_steps, [](Design& design, int value) { design.steps = value; });
  follow(m_rate, [](Design& design, double value) { design.training.learningRate = value; });
  follow(m_factor, [](Design& design, double value) { design.fineTuneFactor = value; });
  follow(m_batch, [](Design& design, int value) { design.training.batchSize = value; });
  follow(m_tests, [](Design& design, int value) { design.testSamples = value; });
  connect(m_optimizer, &QComboBox::currentIndexChanged, this, [this] {
    if (m_isFilling) return;
    m_design.training.optimizer = chosen<engine::Optimizer>(*m_optimizer);
    m_design.training.settings = engine::defaultSettings(m_design.training.optimizer);
    showChoice();
  });
  connect(m_newHead, &QCheckBox::toggled, this, show);
  connect(m_source, &SourcePicker::modelWanted, this, &TransferChoices::modelWanted);
  connect(m_source, &SourcePicker::placeWanted, this, [this](bool isFolder) {
    m_asksForPlace = nullptr;
    emit placeWanted(isFolder);
  });
  connect(m_data, &DataNameEditor::placeWanted, this, [this](bool isFolder) {
    m_asksForPlace = m_data;
    emit placeWanted(isFolder);
  });
}

void TransferChoices::setPlace(const QString& path) {
  m_asksForPlace != nullptr ? m_asksForPlace->setBase(path) : m_source->setPlace(path);
}

void TransferChoices::setNetwork(engine::TrainedModel network, engine::DatasetPtr trainedFor) {
  m_source->setNetwork(std::move(network), std::move(trainedFor));
  showChoice();  // the network may already have been chosen, and be another now
}

void TransferChoices::setOwnSamples(engine::OwnSamplesPtr own) {
  if (own == m_own) return;
  const auto nameOf = [](const engine::OwnSamples& samples) {
    return QString::fromStdString(engine::ownName(samples.kind));
  };
  if (m_own && (!own || own->classes.empty() || nameOf(*own) != nameOf(*m_own)))
    m_data->withdraw(nameOf(*m_own));
  m_own = std::move(own);
  if (m_own && !m_own->classes.empty()) {
    m_data->learn(nameOf(*m_own),
                  {.classNames = m_own->classes, .isImages = m_own->kind == engine::OwnKind::Drawings});
    m_data->offer(nameOf(*m_own));
  }
  if (engine::isOwnName(engine::dataNameParts(m_data->name().toStdString()).base)) showChoice();
}

void TransferChoices::chooseTarget(const QString& name, const std::vector<engine::Index>& samples) {
  m_data->setName(name);
  m_samples->setCounts(samples);
  showChoice();
  if (!samples.empty()) emit presetChosen(samples.back());
}

void TransferChoices::setModelFile(const QString& path) {
  if (!path.isEmpty()) m_source->setFile(path);
}

void TransferChoices::restore(const engine::TransferDesign& design) {
  m_isFilling = true;
  m_source->setDesign(design);
  m_data->setName(QString::fromStdString(design.data));
  m_arms->setArms(QString::fromStdString(design.arms));
  m_samples->setCounts(design.samples);
  m_design = design;
  m_seeds->setValue(static_cast<int>(design.seeds));
  m_steps->setValue(static_cast<int>(design.steps));
  choose(*m_optimizer, design.training.optimizer);
  m_rate->setValue(design.training.learningRate);
  m_factor->setValue(design.fineTuneFactor);
  m_batch->setValue(static_cast<int>(design.training.batchSize));
  m_tests->setValue(static_cast<int>(design.testSamples));
  m_newHead->setChecked(design.isHeadNew);
  m_isFilling = false;
  showChoice();
}

const engine::TransferPreset* TransferChoices::preset() const {
  const int item = m_preset->currentData().toInt();
  return item == kOwn ? nullptr : &engine::transferPresets()[static_cast<std::size_t>(item)];
}

void TransferChoices::choosePreset() {
  const engine::TransferPreset* wanted = preset();
  if (wanted == nullptr) return;
  restore(designOf(*wanted));
  emit presetChosen(wanted->samplesPerClass[wanted->samplesPerClass.size() / 2]);
}

void TransferChoices::choosePreset(std::string_view name) {
  const auto presets = engine::transferPresets();
  const auto found = std::ranges::find(presets, name, &engine::TransferPreset::name);
  if (found == presets.end()) return;
  {
    const QSignalBlocker blocker(m_preset);
    m_preset->setCurrentIndex(m_preset->findData(static_cast<int>(found - presets.begin())));
  }
  choosePreset();
}

void TransferChoices::showChoice() {
  if (m_isFilling) return;
  const engine::TransferDesign design = choice().design;
  const auto presets = engine::transferPresets();
  const auto same = std::ranges::find_if(
      presets, [&](const engine::TransferPreset& each) { return designOf(each) == design; });
  {
    const QSignalBlocker blocker(m_preset);
    m_preset->setCurrentIndex(
        m_preset->findData(same == presets.end() ? kOwn : static_cast<int>(same - presets.begin())));
  }
  m_lesson->setText(same == presets.end() ? m_source->sentence() : messageText(same->lesson));
  m_arms->setNetwork(m_source->network());
  m_command->setPlainText(commandText(design));
  emit changed();
}

TransferChoice TransferChoices::choice() const {
  TransferChoice choice{.design = m_design};
  engine::TransferDesign& design = choice.design;
  design.sourceSteps = engine::TransferDesign().sourceSteps;  // for a source that is already trained
  design.model = nullptr;
  design.modelData.clear();
  m_source->choose(choice);
  design.data = m_data->name().toStdString();
  const std::string base = engine::dataNameParts(design.data).base;
  if (!engine::isOwnName(base)) design.own = nullptr;
  if (m_own && engine::ownName(m_own->kind) == base) design.own = m_own;
  design.arms = m_arms->arms().toStdString();
  design.samples = m_samples->counts();
  design.isHeadNew = m_newHead->isChecked();
  return choice;
}

std::optional<TransferChoice> TransferChoices::checkedChoice() {
  TransferChoice wanted = choice();
  std::vector<engine::Index> samples = wanted.design.samples;
  std::ranges::sort(samples);
  if (const auto twice = std::ranges::adjacent_find(samples); twice != samples.end()) {
    emit failed(tr("%Ln sample(s) per class are asked for twice; change or remove one of them.", nullptr,
                   static_cast<int>(*twice)));
    return std::nullopt;
  }
  return wanted;
}

QString TransferChoices::title() const {
  return preset() == nullptr ? tr("%1 → %2").arg(QFileInfo(m_source->name()).fileName(), m_data->name())
                             : m_preset->currentText();
}

}  // namespace pellucid::ui
