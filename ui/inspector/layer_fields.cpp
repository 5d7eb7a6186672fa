// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/layer_fields.h"

#include <QLabel>

#include "engine/model/layer_sizes.h"
#include "ui/document/layer_edits.h"
#include "ui/inspector/held_edits.h"
#include "ui/widgets/engine_names.h"
#include "ui/widgets/message_text.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

using engine::LayerKind;

constexpr int kSame = -1;      // in the list of paddings
constexpr int kNetworks = -1;  // in that of initializers

QSpinBox* wholeNumber() {
  auto* box = new QSpinBox;
  box->setKeyboardTracking(false);
  return box;
}

}  // namespace

LayerFields::LayerFields(Document& document)
    : m_document(document),
      m_form(new QFormLayout(this)),
      m_units(wholeNumber()),
      m_kernel(wholeNumber()),
      m_stride(wholeNumber()),
      m_padding(new QComboBox),
      m_rate(new NumberBox(0, 0.99, 0.05)),
      m_momentum(new NumberBox(0, 0.999, 0.05)),
      m_epsilon(new NumberBox(0.000001, 1, 0.00001)),
      m_activation(new ActivationBox),
      m_initializer(new QComboBox),
      m_rateFactor(new NumberBox(0, engine::kRateFactorRange.most, 0.1)),
      m_bias(new QCheckBox(tr("Biases"))),
      m_frozen(new QCheckBox(tr("Frozen"))) {
  m_units->setObjectName("Units");
  m_kernel->setObjectName("Kernel");
  m_stride->setObjectName("Stride");
  m_padding->setObjectName("Padding");
  m_rate->setObjectName("Rate");
  m_momentum->setObjectName("Momentum");
  m_epsilon->setObjectName("Epsilon");
  m_initializer->setObjectName("Initializer");
  m_rateFactor->setObjectName("RateFactor");
  for (NumberBox* box : {m_rate, m_momentum, m_epsilon, m_rateFactor}) box->setKeyboardTracking(false);
  m_stride->setRange(1, static_cast<int>(engine::kMaxKernel));
  m_stride->setToolTip(
      tr("How many pixels the window moves on each time. A stride of 2 halves the size of the maps. Restarts "
         "the run."));
  m_padding->setToolTip(
      tr("Zeros around each map, so that the window also stands on its edge. Without any, the maps become "
         "smaller with every convolution. Restarts the run."));
  m_rate->setToolTip(
      tr("The share of inputs that are switched off at random in each training step. When the network is "
         "used, none is. Restarts the run."));
  m_activation->setToolTip(
      tr("What each unit does with its sum: a = f(z). Without a nonlinearity such as relu, all layers "
         "together could do no more than one. "
         "Restarts the run."));
  m_bias->setToolTip(
      tr("Whether each unit adds a number of its own to its sum, however small its inputs are. Restarts the "
         "run."));
  m_momentum->setToolTip(tr(
      "How much of each batch's mean and variance goes into the running ones, by which the network answers "
      "when it is used. Restarts the run."));
  m_epsilon->setToolTip(tr(
      "A little number that is added to the variance, so that nothing is divided by 0. Restarts the run."));
  m_initializer->setToolTip(
      tr("How the initial weights of this layer are drawn, where that is to differ from the rest of the "
         "network. Restarts the run."));
  m_rateFactor->setToolTip(
      tr("The learning rate of this layer is the network's times this factor: less than 1 lets a layer that "
         "has learned already change slowly. Takes effect at once."));
  m_frozen->setToolTip(
      tr("Gradients pass through a frozen layer, but its weights stay as they are. Takes effect at once."));

  m_form->setContentsMargins(0, 0, 0, 0);
  m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  m_form->addRow(tr("Units"), m_units);
  m_form->addRow(tr("Kernel"), m_kernel);
  m_form->addRow(tr("Stride"), m_stride);
  m_form->addRow(tr("Padding"), m_padding);
  m_form->addRow(tr("Dropped share"), m_rate);
  m_form->addRow(tr("Activation"), m_activation);
  m_form->addRow(tr("Momentum"), m_momentum);
  m_form->addRow(tr("Epsilon"), m_epsilon);
  m_form->addRow(tr("Initial weights"), m_initializer);
  m_form->addRow(tr("Learning rate ×"), m_rateFactor);
  m_form->addRow(m_bias);
  m_form->addRow(m_frozen);
  connectFields();
}

LayerFields::~LayerFields() {
  // A half-typed number that is committed when the field is destroyed would reach a half-destroyed panel.
  for (QWidget* field : std::initializer_list<QWidget*>{m_units, m_kernel, m_stride, m_rate, m_momentum,
                                                        m_epsilon, m_rateFactor})
    field->disconnect(this);
}

void LayerFields::connectFields() {
  for (QAbstractSpinBox* field : std::initializer_list<QAbstractSpinBox*>{
           m_units, m_kernel, m_stride, m_rate, m_momentum, m_epsilon, m_rateFactor})
    new HeldEdits(m_document, *field);
  connect(m_units, &QSpinBox::valueChanged, this,
          [this](int units) { tell(edit::setUnits(m_document, m_layer, units)); });
  connect(m_kernel, &QSpinBox::valueChanged, this,
          [this](int kernel) { tell(edit::setKernel(m_document, m_layer, kernel)); });
  connect(m_stride, &QSpinBox::valueChanged, this,
          [this](int stride) { tell(edit::setStride(m_document, m_layer, stride)); });
  connect(m_padding, &QComboBox::activated, this, [this] {
    const int pixels = m_padding->currentData().toInt();
    const bool isSame = pixels == kSame;
    tell(edit::setPadding(m_document, m_layer, {.isSame = isSame, .pixels = isSame ? 0 : pixels}));
  });
  connect(m_rate, &QDoubleSpinBox::valueChanged, this,
          [this](double rate) { tell(edit::setDropRate(m_document, m_layer, rate)); });
  connect(m_momentum, &QDoubleSpinBox::valueChanged, this,
          [this](double momentum) { tell(edit::setNormMomentum(m_document, m_layer, momentum)); });
  connect(m_epsilon, &QDoubleSpinBox::valueChanged, this,
          [this](double epsilon) { tell(edit::setNormEpsilon(m_document, m_layer, epsilon)); });
  connect(m_rateFactor, &QDoubleSpinBox::valueChanged, this,
          [this](double factor) { tell(edit::setRateFactor(m_document, m_layer, factor)); });
  connect(m_initializer, &QComboBox::activated, this, [this] {
    const int drawn = m_initializer->currentData().toInt();
    tell(edit::setLayerInitializer(
        m_document, m_layer,
        drawn == kNetworks ? std::nullopt : std::optional(static_cast<engine::Initializer>(drawn))));
  });
  connect(m_activation, &QComboBox::activated, this, [this] {
    const auto note = edit::setActivation(m_document, m_layer, m_activation->activation());
    if (!note) return tell(note.error());
    if (!note->isEmpty()) emit noted(*note);
  });
  connect(m_bias, &QCheckBox::clicked, this,
          [this](bool hasBias) { tell(edit::setBias(m_document, m_layer, hasBias)); });
  connect(m_frozen, &QCheckBox::clicked, this,
          [this](bool isFrozen) { tell(edit::setFrozen(m_document, m_layer, isFrozen)); });
}

void LayerFields::tell(const engine::Result<void>& result) {
  if (result) return;
  showLayer(m_layer);  // a refused value must not stay visible as if it were in force
  emit noted(messageText(result.error().message));
}

void LayerFields::setRow(QWidget& field, bool isShown, const QString& label) {
  m_form->setRowVisible(&field, isShown);
  if (auto* said = qobject_cast<QLabel*>(m_form->labelForField(&field)); said != nullptr && !label.isEmpty())
    said->setText(label);
}

void LayerFields::showLayer(std::size_t layer) {
  m_layer = layer;
  const QSignalBlocker blockers[] = {QSignalBlocker(m_units),     QSignalBlocker(m_kernel),
                                     QSignalBlocker(m_stride),    QSignalBlocker(m_rate),
                                     QSignalBlocker(m_momentum),  QSignalBlocker(m_epsilon),
                                     QSignalBlocker(m_rateFactor)};
  showRows(spec());
  m_units->setValue(static_cast<int>(spec().units));
  m_kernel->setValue(static_cast<int>(spec().kernel));
  m_kernel->setSuffix(QStringLiteral(" × %1").arg(spec().kernel));
  m_stride->setValue(static_cast<int>(spec().stride));
  m_rate->setValue(spec().rate);
  m_momentum->setValue(spec().momentum);
  m_epsilon->setValue(spec().epsilon);
  m_rateFactor->setValue(spec().rateFactor);
  m_activation->setActivation(spec().activation);
  m_bias->setChecked(spec().bias);
  m_frozen->setChecked(spec().frozen);
}

void LayerFields::showRows(const engine::LayerSpec& shown) {
  const bool isConvolution = shown.kind == LayerKind::Conv2d;
  const bool isDense = shown.kind == LayerKind::Dense;
  const bool slides = engine::needsImages(shown.kind);
  setRow(*m_units, isDense || isConvolution, isConvolution ? tr("Filters") : tr("Units"));
  setRow(*m_kernel, slides, isConvolution ? tr("&Kernel") : tr("&Window"));
  setRow(*m_stride, slides);
  setRow(*m_padding, isConvolution);
  setRow(*m_rate, shown.kind == LayerKind::Dropout);
  setRow(*m_activation, engine::hasActivation(shown.kind));
  setRow(*m_momentum, shown.kind == LayerKind::BatchNorm);
  setRow(*m_epsilon, shown.kind == LayerKind::BatchNorm);
  setRow(*m_initializer, isDense || isConvolution);
  setRow(*m_rateFactor, engine::hasParameters(shown.kind));
  setRow(*m_bias, isDense || isConvolution);
  setRow(*m_frozen, engine::hasParameters(shown.kind));
  m_units->setEnabled(!isOutput());  // as many as the data require

  const engine::NetworkSpec& network = m_document.experiment().network;
  // Before the data are here it is unknown what fits.
  const bool isKnown = m_document.dataset() != nullptr;
  engine::Index units = engine::kMaxUnits;
  engine::Index kernel = engine::kMaxKernel;
  if (isKnown && (isDense || isConvolution))
    units = engine::largestUnits(network, m_document.dataset()->shape, m_layer);
  if (isKnown && slides) kernel = engine::largestKernel(network, m_document.dataset()->shape, m_layer);
  m_units->setRange(1, static_cast<int>(std::max(units, shown.units)));
  m_kernel->setRange(1, static_cast<int>(std::max(kernel, shown.kernel)));
  m_units->setToolTip(
      isOutput() ? tr("The output has one unit per class of the data, or one per number of the answer.")
      : isConvolution
          ? tr("How many filters the layer has. Each makes one map, of another pattern; at most %1 fit here. "
               "Restarts the run.")
                .arg(countText(units))
          : tr("How many units the layer has. More units can represent more, and take longer to train; at "
               "most %1 fit here. Restarts the run.")
                .arg(countText(units)));
  m_kernel->setToolTip(isConvolution
                           ? tr("The side of the square of pixels that each filter looks at; at most %1 fits "
                                "here. Restarts the run.")
                                 .arg(kernel)
                           : tr("The side of the square of pixels that becomes one; at most %1 fits here. "
                                "Restarts the run.")
                                 .arg(kernel));
  if (isConvolution) showPaddings(shown);
  if (isDense || isConvolution) showInitializers(shown);
}

void LayerFields::showInitializers(const engine::LayerSpec& shown) {
  m_initializer->clear();
  m_initializer->addItem(tr("network's: %1").arg(nameText(m_document.experiment().network.initializer)),
                         kNetworks);
  for (const auto& entry : engine::kEnumNames<engine::Initializer>)
    m_initializer->addItem(nameText(entry.value), static_cast<int>(entry.value));
  m_initializer->setCurrentIndex(
      m_initializer->findData(shown.initializer ? static_cast<int>(*shown.initializer) : kNetworks));
}

void LayerFields::showPaddings(const engine::LayerSpec& shown) {
  m_padding->clear();
  m_padding->addItem(tr("keep the size"), kSame);
  m_padding->addItem(tr("none"), 0);
  for (int pixels = 1; pixels < shown.kernel; ++pixels)
    m_padding->addItem(tr("%Ln pixel(s)", nullptr, pixels), pixels);
  m_padding->setCurrentIndex(
      m_padding->findData(shown.padding.isSame ? kSame : static_cast<int>(shown.padding.pixels)));
}

}  // namespace pellucid::ui
