// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/layer_panel.h"

#include <QFormLayout>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/document/edits.h"
#include "ui/widgets/engine_names.h"
#include "ui/widgets/enum_box.h"
#include "ui/widgets/message_text.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
LayerPanel::LayerPanel(Document& document, Selection& selection)
    : m_document(document),
      m_selection(selection),
      m_stack(new QStackedWidget),
      m_title(new QLabel),
      m_units(new QSpinBox),
      m_activation(enumBox<engine::Activation>()),
      m_frozen(new QCheckBox(tr("&Frozen"))),
      m_map(new WeightMap),
      m_pictures(new UnitPictures),
      m_range(mutedLabel()),
      m_picturesCaption(mutedLabel(tr("Each unit's incoming weights as a picture"))),
      m_described(mutedLabel()) {
  m_title->setProperty("heading", true);
  m_units->setRange(1, static_cast<int>(engine::kMaxUnits));
  m_units->setKeyboardTracking(false);
  m_units->setToolTip(
      tr("How many units the layer has. More units can represent more, and take longer to train. Restarts "
         "the run."));
  m_activation->setToolTip(
      tr("What each unit does with its sum: a = f(z). Without a nonlinearity such as relu, all layers "
         "together could do no more than one. "
         "Restarts the run."));
  m_frozen->setToolTip(
      tr("Gradients pass through a frozen layer, but its weights stay as they are. Takes effect at once."));

  auto* form = new QFormLayout;
  form->addRow(tr("&Units"), m_units);
  form->addRow(tr("&Activation"), m_activation);
  form->addRow(m_frozen);

  auto* scroll = new QScrollArea;
  scroll->setWidget(m_pictures);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

  auto* page = new QWidget;
  auto* column = new QVBoxLayout(page);
  column->setContentsMargins(10, 10, 10, 8);
  column->setSpacing(7);
  column->addWidget(m_title);
  column->addLayout(form);
  column->addWidget(m_range);
  column->addWidget(m_map, 1);
  m_described->setMinimumHeight(m_described->fontMetrics().lineSpacing() * 2);
  m_described->setAlignment(Qt::AlignTop);
  column->addWidget(m_described);
  column->addWidget(m_picturesCaption);
  column->addWidget(scroll, 2);

  auto* empty = mutedLabel(tr("Click a layer in the network to see its weights."));
  empty->setAlignment(Qt::AlignCenter);
  empty->setMargin(20);
  m_stack->addWidget(empty);
  m_stack->addWidget(page);
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  outer->addWidget(m_stack);

  connect(m_units, &QSpinBox::valueChanged, this,
          [this](int units) { tell(edit::setUnits(m_document, *m_selection.layer(), units)); });
  connect(m_activation, &QComboBox::activated, this, [this] {
    const auto note =
        edit::setActivation(m_document, *m_selection.layer(), chosen<engine::Activation>(*m_activation));
    if (!note) return tell(note.error());
    if (!note->isEmpty()) emit noted(*note);
  });
  connect(m_frozen, &QCheckBox::clicked, this,
          [this](bool isFrozen) { tell(edit::setFrozen(m_document, *m_selection.layer(), isFrozen)); });
  connect(m_map, &WeightMap::described, m_described, &QLabel::setText);
  connect(m_pictures, &UnitPictures::described, m_described, &QLabel::setText);
  connect(&document, &Document::experimentChanged, this, &LayerPanel::showLayer);
  connect(&selection, &Selection::layerChanged, this, &LayerPanel::showLayer);
}

LayerPanel::~LayerPanel() {
  // A half-typed number, taken when the field dies, would reach a panel that is half gone.
  m_units->disconnect(this);
}

void LayerPanel::tell(const engine::Result<void>& result) {
  if (result) return;
  showLayer();  // what was refused is not shown as if it were so
  emit noted(messageText(result.error().message));
}

void LayerPanel::showMoment(const MomentPtr& moment) {
  m_moment = moment;
  if (isVisible()) showWeights();
}

void LayerPanel::showEvent(QShowEvent*) {
  showLayer();
}

void LayerPanel::showLayer() {
  const auto layer = m_selection.layer();
  const engine::NetworkSpec& network = m_document.experiment().network;
  const bool isShown = layer && *layer < network.layers.size();
  m_stack->setCurrentIndex(isShown ? 1 : 0);
  if (!isShown) return;
  const engine::LayerSpec& spec = network.layers[*layer];
  m_title->setText(layerText(network, *layer));
  const QSignalBlocker blocker(m_units);
  m_units->setValue(static_cast<int>(spec.units));
  const bool hasUnits = spec.kind == engine::LayerKind::Dense || spec.kind == engine::LayerKind::Conv2d;
  m_units->setEnabled(hasUnits && *layer + 1 < network.layers.size());
  m_activation->setEnabled(engine::hasActivation(spec.kind));
  m_frozen->setEnabled(engine::hasParameters(spec.kind));
  choose(*m_activation, spec.activation);
  m_frozen->setChecked(spec.frozen);
  showWeights();
}

void LayerPanel::showWeights() {
  const auto layer = m_selection.layer();
  if (!m_moment || !layer || *layer >= m_moment->network().layerCount()) return;
  const engine::Layer& shown = m_moment->network().layer(*layer);
  const auto w = m_moment->network().weight(m_moment->weights(), *layer);
  const bool hasWeights = w.size() > 0 && shown.kind() != engine::LayerKind::BatchNorm;
  m_map->setVisible(hasWeights);
  m_pictures->setVisible(hasWeights);
  m_picturesCaption->setVisible(hasWeights);
  if (!hasWeights) {
    m_described->clear();
    m_range->setText(tr("%1 → %2, %3")
                         .arg(QString::fromStdString(engine::shapeText(shown.inputShape())),
                              QString::fromStdString(engine::shapeText(shown.outputShape())),
                              tr("%Ln parameter(s)", nullptr, static_cast<int>(shown.parameterCount()))));
    return;
  }
  m_range->setText(
      tr("W is %1×%2, from %3 to %4")
          .arg(w.rows())
          .arg(w.cols())
          .arg(valueText(static_cast<double>(w.minCoeff())), valueText(static_cast<double>(w.maxCoeff()))));
  m_map->showWeights(m_moment, *layer);
  m_pictures->showWeights(m_moment, *layer);
}

}  // namespace pellucid::ui
