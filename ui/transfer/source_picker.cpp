// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/source_picker.h"

#include <QComboBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include "engine/model/layers_text.h"
#include "engine/transfer/presets.h"
#include "ui/widgets/data_name_editor.h"
#include "ui/widgets/described.h"

namespace pellucid::ui {
namespace {

constexpr int kNameRole = Qt::UserRole + 1;
constexpr int kMostSourceSteps = 1'000'000'000;  // as in projects

}  // namespace

SourcePicker::SourcePicker(QWidget* parent) : QWidget(parent) {
  m_sources = described(new QComboBox, tr("Source"),
                        tr("What the arms copy from: a model that comes with the program, the network in the "
                           "window, a file, or a network that is trained here first"));
  m_sources->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  for (const engine::BundledModel& model : engine::bundledModels())
    select(Kind::Bundled, QString::fromStdString(model.name), QString::fromStdString(model.name));
  select(Kind::Data, {}, tr("Train one here on…"));
  m_open = described(
      new QPushButton(tr("&Open a model…")), tr("Open a model"),
      tr("Use a project (.pellucid), an ONNX file or PyTorch weights (.safetensors) as the source"));
  m_data = new DataNameEditor(DataNameEditor::Answers::Classes);
  m_data->setName(QStringLiteral("mnist"));
  m_steps = described(new QSpinBox, tr("Source steps"),
                      tr("How many batches of 64 samples the source is trained on before it is copied"));
  m_steps->setRange(0, kMostSourceSteps);
  m_steps->setValue(static_cast<int>(engine::TransferDesign{}.sourceSteps));
  m_training = new QWidget;
  auto* form = new QFormLayout(m_training);
  form->setContentsMargins(0, 0, 0, 0);
  form->setSpacing(4);
  form->addRow(m_data);
  form->addRow(tr("Source steps"), m_steps);
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(4);
  rows->addWidget(m_sources);
  rows->addWidget(m_training);
  rows->addWidget(m_open, 0, Qt::AlignLeft);
  setFocusProxy(m_sources);
  setFocusPolicy(Qt::StrongFocus);
  connect(m_sources, &QComboBox::currentIndexChanged, this, [this] {
    m_training->setVisible(kind() == Kind::Data);
    emit edited();
  });
  connect(m_data, &DataNameEditor::edited, this, &SourcePicker::edited);
  connect(m_data, &DataNameEditor::placeWanted, this, &SourcePicker::placeWanted);
  connect(m_steps, &QSpinBox::valueChanged, this, &SourcePicker::edited);
  connect(m_open, &QPushButton::clicked, this, &SourcePicker::modelWanted);
  m_sources->setCurrentIndex(0);
  m_training->hide();
}

/// There is only one entry of each kind, except for the bundled models.
void SourcePicker::select(Kind kind, const QString& name, const QString& title) {
  int place = kind == Kind::Bundled ? m_sources->findData(name, kNameRole)
                                    : m_sources->findData(static_cast<int>(kind));
  if (place < 0) {
    place = kind == Kind::Bundled || kind == Kind::Data ? m_sources->count() : 0;
    const QSignalBlocker blocker(m_sources);  // the chosen entry may move
    m_sources->insertItem(place, title, static_cast<int>(kind));
  }
  m_sources->setItemText(place, title);
  m_sources->setItemData(place, name, kNameRole);
  m_sources->setItemData(place, name, Qt::ToolTipRole);
  m_sources->setCurrentIndex(place);
}

SourcePicker::Kind SourcePicker::kind() const {
  return static_cast<Kind>(m_sources->currentData().toInt());
}

bool SourcePicker::isTrainedHere() const {
  return kind() == Kind::Data;
}

void SourcePicker::setNetwork(engine::TrainedModel network, engine::DatasetPtr trainedFor) {
  m_network = std::make_shared<const engine::TrainedModel>(std::move(network));
  m_networkData = std::move(trainedFor);
  select(Kind::Network, {}, tr("The network in the window"));
}

void SourcePicker::setDesign(const engine::TransferDesign& design) {
  if (m_network != nullptr && design.model == m_network)
    return select(Kind::Network, {}, tr("The network in the window"));
  m_saved = design.model;
  m_savedData = design.modelData;
  m_steps->setValue(static_cast<int>(design.sourceSteps));
  if (m_saved != nullptr) return select(Kind::Saved, {}, tr("The model in the project"));
  if (const int place = m_sources->findData(static_cast<int>(Kind::Saved)); place >= 0)
    m_sources->removeItem(place);
  setNamed(QString::fromStdString(design.source));
}

void SourcePicker::setNamed(const QString& source) {
  if (engine::findBundledModel(source.toStdString())) return select(Kind::Bundled, source, source);
  if (engine::isModelFile(source.toStdString())) return setFile(source);
  m_data->setName(source);
  select(Kind::Data, {}, tr("Train one here on…"));
}

void SourcePicker::setFile(const QString& path) {
  select(Kind::File, path, QFileInfo(path).fileName());
  emit edited();  // another file may have replaced the previous one
}

void SourcePicker::setPlace(const QString& path) {
  m_data->setBase(path);
}

QString SourcePicker::name() const {
  switch (kind()) {
    case Kind::Network:
      return QString::fromStdString(m_network->name);
    case Kind::Saved:
      return QString::fromStdString(m_saved->name);
    case Kind::Data:
      return m_data->name();
    default:
      return m_sources->currentData(kNameRole).toString();
  }
}

void SourcePicker::choose(TransferChoice& choice) const {
  engine::TransferDesign& design = choice.design;
  design.source = name().toStdString();
  if (kind() == Kind::Data) design.sourceSteps = m_steps->value();
  choice.isFile = kind() == Kind::File;
  if (kind() == Kind::Network) {
    design.model = m_network;
    choice.sourceData = m_networkData;
  } else if (kind() == Kind::Saved) {
    design.model = m_saved;
    design.modelData = m_savedData;
  }
}

QString SourcePicker::sentence() const {
  switch (kind()) {
    case Kind::Network:
      return tr("From the network as it is now, trained for %1.").arg(name());
    case Kind::Saved:
      return tr("From %1, as saved in the project.").arg(name());
    case Kind::Data:
      return tr("The source is trained here first: 128 and 64 relu units, batches of 64 samples.");
    default:
      return tr("From this model to any data with classes. Layers that do not fit are re-initialised.");
  }
}

std::optional<engine::NetworkSpec> SourcePicker::network() const {
  switch (kind()) {
    case Kind::Network:
      return m_network->network;
    case Kind::Saved:
      return m_saved->network;
    case Kind::File:
      return std::nullopt;
    default:
      break;
  }
  const auto model = engine::findBundledModel(name().toStdString());
  const auto layers = engine::parseLayers(model ? model->layers : engine::kSourceLayers);
  return engine::NetworkSpec{.layers = layers->layers};
}

}  // namespace pellucid::ui
