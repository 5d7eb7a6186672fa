// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/transfer_choices.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>

#include "engine/transfer/presets.h"
#include "ui/transfer/transfer_text.h"

namespace pellucid::ui {
namespace {

constexpr int kOwnNetwork = -1;  // data of the source box's entry for the network in the window

template <class Field>
Field* described(Field* field, const QString& name, const QString& tip) {
  field->setAccessibleName(name);
  field->setToolTip(tip);
  return field;
}

QSpinBox* numberBox(int least, int most, int value) {
  auto* box = new QSpinBox;
  box->setRange(least, most);
  box->setValue(value);
  return box;
}

}  // namespace

TransferChoices::TransferChoices(QWidget* parent) : QWidget(parent) {
  makeFields();
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(6);
  rows->addWidget(m_source);
  rows->addWidget(m_lesson);
  auto* form = new QFormLayout;
  form->setSpacing(6);
  form->addRow(tr("Tar&get"), m_data);
  form->addRow(tr("&Arms"), m_arms);
  form->addRow(tr("Sam&ples"), m_samples);
  form->addRow(tr("See&ds"), m_seeds);
  form->addRow(tr("S&teps"), m_steps);
  form->addRow(tr("Rate fact&or"), m_factor);
  rows->addLayout(form);
  rows->addWidget(m_newHead);
  connect(m_source, &QComboBox::currentIndexChanged, this, &TransferChoices::choosePreset);
  choosePreset();
}

void TransferChoices::makeFields() {
  m_source = described(new QComboBox, tr("Experiment"),
                       tr("A ready experiment, or the network in the main window as the source"));
  for (std::size_t i = 0; i < engine::transferPresets().size(); ++i)
    m_source->addItem(QString::fromStdString(engine::transferPresets()[i].title), static_cast<int>(i));
  m_lesson = new QLabel;
  m_lesson->setWordWrap(true);
  m_lesson->setProperty("muted", true);
  m_data = described(new QLineEdit, tr("Target"),
                     tr("The task to learn: data:CLASSES+CHANGES, as mnist:5-9, mnist+parity, mnist+invert, "
                        "mnist+rotate90, mnist+noise0.3, mnist+permute or mnist+shuffle-labels"));
  m_arms =
      described(new QLineEdit, tr("Arms"),
                tr("Ways to begin, with commas.\nscratch: all new. frozen: copied, only the output layer "
                   "learns. half: the upper half learns. finetune: all learn.\nlock:1+2: copied, with "
                   "padlocks on these layers."));
  m_samples =
      described(new QLineEdit, tr("Samples a class"),
                tr("How many training samples of each class, with commas: the axis of the right plot"));
  m_seeds = described(numberBox(1, 100, 3), tr("Seeds"),
                      tr("Every arm runs so often, with other samples, batches and first weights"));
  m_steps =
      described(numberBox(1, 100'000, 200), tr("Steps"), tr("Batches of 32 samples that each arm sees"));
  m_factor = described(new QDoubleSpinBox, tr("Rate factor"),
                       tr("The learning rate of finetune is so many times that of the other arms"));
  m_factor->setRange(0.01, 10);
  m_factor->setSingleStep(0.1);
  m_factor->setValue(1);
  m_newHead = described(new QCheckBox(tr("&New output layer")), tr("New output layer"),
                        tr("It begins anew even where source and target have the same classes"));
}

void TransferChoices::setNetwork(engine::SourceModel network, engine::DatasetPtr trainedFor) {
  m_network = std::make_shared<const engine::SourceModel>(std::move(network));
  m_networkData = std::move(trainedFor);
  if (m_source->findData(kOwnNetwork) < 0)
    m_source->insertItem(0, tr("The network in the window"), kOwnNetwork);
  m_source->setCurrentIndex(m_source->findData(kOwnNetwork));
  choosePreset();
}

void TransferChoices::choosePreset() {
  const int item = m_source->currentData().toInt();
  if (item == kOwnNetwork) {
    m_lesson->setText(
        tr("From the network as it is now, trained for %1.").arg(QString::fromStdString(m_network->name)));
    return;
  }
  const auto& preset = engine::transferPresets()[static_cast<std::size_t>(item)];
  m_lesson->setText(QString::fromStdString(preset.lesson));
  m_data->setText(QString::fromStdString(preset.data));
  m_arms->setText(QString::fromStdString(preset.arms));
  m_newHead->setChecked(preset.isHeadNew);
  m_samples->setText(samplesText(preset.samplesPerClass));
}

std::optional<TransferChoice> TransferChoices::choice() {
  const auto samples = parseSamples(m_samples->text());
  if (!samples) {
    emit failed(tr("The samples are \"%1\"; give different whole numbers from 1 with commas, as 1,5,20,100.")
                    .arg(m_samples->text()));
    return std::nullopt;
  }
  TransferChoice choice;
  if (const int item = m_source->currentData().toInt(); item == kOwnNetwork) {
    choice.source = m_network;
    choice.sourceData = m_networkData;
  } else {
    choice.model = engine::transferPresets()[static_cast<std::size_t>(item)].model;
  }
  choice.data = m_data->text().trimmed().toStdString();
  choice.arms = m_arms->text().remove(' ').toStdString();
  choice.samples = *samples;
  choice.seeds = static_cast<std::uint64_t>(m_seeds->value());
  choice.steps = m_steps->value();
  choice.isHeadNew = m_newHead->isChecked();
  choice.fineTuneFactor = m_factor->value();
  return choice;
}

QString TransferChoices::title() const {
  return m_source->currentText();
}

}  // namespace pellucid::ui
