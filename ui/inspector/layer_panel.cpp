// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/layer_panel.h"

#include <QScrollArea>
#include <QVBoxLayout>

#include "engine/inspect/layer_values.h"
#include "engine/model/layer_sizes.h"
#include "engine/train/phase.h"
#include "ui/widgets/engine_names.h"
#include "ui/widgets/layer_kinds.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

constexpr int kMapHeight = 110;
constexpr int kMomentsForSpread = 15;  // at 60 per second

QString shapeOf(const engine::Shape& shape) {
  return QString::fromStdString(engine::shapeText(shape));
}

/// "from −0.1 to 2" of a layer's tensor of this name.
QString rangeText(const engine::Layer& layer, const engine::Scalar* parameters, std::string_view name) {
  const auto tensor = std::ranges::find(layer.tensors(), name, &engine::TensorShape::name);
  const engine::ConstVectorMap values(parameters + tensor->offset, tensor->size());
  return LayerPanel::tr("%1 … %2").arg(valueText(static_cast<double>(values.minCoeff())),
                                       valueText(static_cast<double>(values.maxCoeff())));
}

}  // namespace

LayerPanel::LayerPanel(Document& document, Selection& selection)
    : m_document(document),
      m_selection(selection),
      m_stack(new QStackedWidget),
      m_title(new QLabel),
      m_sentence(mutedLabel()),
      m_facts(mutedLabel()),
      m_fields(new LayerFields(document)),
      m_plot(new ActivationPlot),
      m_spreadCaption(mutedLabel()),
      m_map(new WeightMap),
      m_pictures(new UnitPictures),
      m_range(mutedLabel()),
      m_picturesCaption(mutedLabel(tr("Each unit's incoming weights as a picture"))),
      m_described(mutedLabel()) {
  m_title->setProperty("heading", true);
  m_map->setMinimumHeight(kMapHeight);
  m_facts->setToolTip(tr(
      "The shape of what comes in and of what goes out, the numbers that the layer keeps, and how often it "
      "multiplies for one sample."));

  auto* page = new QWidget;
  auto* column = new QVBoxLayout(page);
  column->setContentsMargins(10, 10, 10, 8);
  column->setSpacing(7);
  m_described->setMinimumHeight(m_described->fontMetrics().lineSpacing() * 2);
  m_described->setAlignment(Qt::AlignTop);
  for (QWidget* part :
       std::initializer_list<QWidget*>{m_title, m_sentence, m_facts, m_fields, m_plot, m_spreadCaption,
                                       m_range, m_map, m_described, m_picturesCaption, m_pictures})
    column->addWidget(part);
  column->addStretch(1);
  auto* scroll = new QScrollArea;
  scroll->setWidget(page);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

  auto* empty = mutedLabel(tr("Click a layer in the network to see its weights."));
  empty->setAlignment(Qt::AlignCenter);
  empty->setMargin(20);
  m_stack->addWidget(empty);
  m_stack->addWidget(scroll);
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  outer->addWidget(m_stack);

  connect(m_fields, &LayerFields::noted, this, &LayerPanel::noted);
  connect(m_map, &WeightMap::described, m_described, &QLabel::setText);
  connect(m_pictures, &UnitPictures::described, m_described, &QLabel::setText);
  connect(&document, &Document::experimentChanged, this, &LayerPanel::showLayer);
  connect(&selection, &Selection::layerChanged, this, &LayerPanel::showLayer);
}

void LayerPanel::showMoment(const MomentPtr& moment) {
  m_moment = moment;
  if (!isVisible()) return;
  showWeights();
  // A pass for every frame would take time from the training that it shows.
  if (engine::isRunning(moment->snapshot->phase) && ++m_momentsSince < kMomentsForSpread) return;
  m_momentsSince = 0;
  if (!m_job.isBusy()) requestSpread();  // otherwise when the current one is done
}

void LayerPanel::showEvent(QShowEvent*) {
  showLayer();
}

const engine::Layer* LayerPanel::shown() const {
  const auto layer = m_selection.layer();
  if (!m_moment || !layer || *layer >= m_moment->network().layerCount()) return nullptr;
  return &m_moment->network().layer(*layer);
}

void LayerPanel::showLayer() {
  const auto layer = m_selection.layer();
  const engine::NetworkSpec& network = m_document.experiment().network;
  const bool isShown = layer && *layer < network.layers.size();
  m_stack->setCurrentIndex(isShown ? 1 : 0);
  if (!isShown) return;
  m_title->setText(layerText(network, *layer));
  m_sentence->setText(kindSentence(network.layers[*layer].kind));
  m_fields->showLayer(*layer);
  showFacts();
  showWeights();
  m_job.forget();
  showSpread({});
  requestSpread();
}

void LayerPanel::showFacts() {
  const engine::NetworkSpec& network = m_document.experiment().network;
  const std::size_t layer = *m_selection.layer();
  m_facts->setVisible(m_document.dataset() != nullptr);
  if (!m_document.dataset()) return;
  const auto shapes = engine::layerShapes(network, m_document.dataset()->shape);
  if (!shapes) return;  // the data have just changed, and the network with them
  const engine::Shape in = layer == 0 ? m_document.dataset()->shape : (*shapes)[layer - 1];
  const engine::Index products = engine::multiplications(network.layers[layer], in);
  QString text = tr("%1 → %2").arg(shapeOf(in), shapeOf((*shapes)[layer]));
  if (products > 0)
    text = tr("%1: %2 and %3 per sample")
               .arg(text,
                    tr("%Ln parameter(s)", nullptr,
                       static_cast<int>(engine::parameterCount(network.layers[layer], in))),
                    tr("%Ln multiplication(s)", nullptr, static_cast<int>(products)));
  m_facts->setText(text);
}

void LayerPanel::showWeights() {
  const engine::Layer* layer = shown();
  if (layer == nullptr) return;
  const auto w = m_moment->network().weight(m_moment->weights(), *m_selection.layer());
  const bool isBatchNorm = layer->kind() == engine::LayerKind::BatchNorm;
  const bool hasWeights = w.size() > 0 && !isBatchNorm;
  const bool hasPictures = hasWeights && UnitPictures::arePictures(*m_moment, *m_selection.layer());
  for (QWidget* part : std::initializer_list<QWidget*>{m_map, m_described}) part->setVisible(hasWeights);
  for (QWidget* part : std::initializer_list<QWidget*>{m_pictures, m_picturesCaption})
    part->setVisible(hasPictures);
  m_range->setVisible(hasWeights || isBatchNorm);
  if (isBatchNorm) showStatistics();
  if (!hasWeights) return m_described->clear();
  m_range->setText(
      tr("W is %1×%2, from %3 to %4")
          .arg(w.rows())
          .arg(w.cols())
          .arg(valueText(static_cast<double>(w.minCoeff())), valueText(static_cast<double>(w.maxCoeff()))));
  m_map->showWeights(m_moment, *m_selection.layer());
  if (hasPictures) m_pictures->showWeights(m_moment, *m_selection.layer());
}

void LayerPanel::showStatistics() {
  const engine::Layer& layer = *shown();
  const engine::Scalar* parameters =
      m_moment->weights().data() + m_moment->network().layerOffset(*m_selection.layer());
  const auto range = [&](std::string_view name) { return rangeText(layer, parameters, name); };
  m_range->setText(tr("Scale w: %1\nShift b: %2\nRunning mean: %3\nRunning variance: %4")
                       .arg(range("weight"), range("bias"), range("running_mean"), range("running_var")));
}

void LayerPanel::requestSpread() {
  const engine::Layer* layer = shown();
  if (layer == nullptr || !layer->hasActivation() || layer->activation() == engine::Activation::Softmax ||
      m_moment->dataset->train.size() == 0)
    return showSpread({});
  const auto snapshot = m_moment->snapshot;
  m_job.request(
      [snapshot, dataset = m_moment->dataset, index = *m_selection.layer(), f = layer->activation(),
       samples = m_stepSamples](const engine::Progress&) {
        const engine::Experiment& experiment = snapshot->experiment;
        const std::int64_t step = snapshot->state.step;
        return spreadOf(
            engine::batchPreactivations(*snapshot->network, snapshot->state.weights, experiment, *dataset,
                                        samples->of(experiment, *dataset, step), step, index),
            f);
      },
      [this, snapshot](const ZSpread& spread) {
        showSpread(spread);
        if (m_moment->snapshot != snapshot && !engine::isRunning(m_moment->snapshot->phase) && isVisible())
          requestSpread();
      });
}

void LayerPanel::showSpread(const ZSpread& spread) {
  const auto layer = m_selection.layer();
  const auto& layers = m_document.experiment().network.layers;
  if (!layer || *layer >= layers.size()) return;
  const engine::LayerSpec& spec = layers[*layer];
  const bool isCurve = engine::hasActivation(spec.kind) && spec.activation != engine::Activation::Softmax;
  m_plot->setVisible(isCurve);
  m_spreadCaption->setVisible(isCurve);
  if (!isCurve) return;
  m_plot->showFunction(spec.activation, spread);
  m_spreadCaption->setText(
      spread.total == 0
          ? tr("a = %1, and its slope dashed").arg(formulaText(spec.activation))
          : tr("a = %1, and its slope dashed. Of the next batch's z, %2 lie where it is flat.")
                .arg(formulaText(spec.activation),
                     percentText(static_cast<double>(spread.flat) / static_cast<double>(spread.total))));
}

}  // namespace pellucid::ui
