// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/distributions_panel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <set>

#include "engine/inspect/arithmetic.h"
#include "engine/inspect/layer_values.h"
#include "ui/results/update_ratio_plot.h"
#include "ui/widgets/described.h"
#include "ui/widgets/engine_names.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/segmented_control.h"

namespace pellucid::ui {
namespace {

using engine::LayerQuantity;

/// The index of the bin, of `kBins`, that a value is counted in, as in engine::histogram().
std::size_t binOf(double value, double low, double high) {
  const double place = (value - low) * static_cast<double>(DistributionsPanel::kBins) / (high - low);
  return static_cast<std::size_t>(std::clamp(place, 0.0, static_cast<double>(DistributionsPanel::kBins - 1)));
}

/// A convolution's weight belongs to many places of the picture.
bool canMark(const engine::Layer& layer, LayerQuantity quantity) {
  const bool isOfUnits = quantity == LayerQuantity::Sums || quantity == LayerQuantity::Activations ||
                         quantity == LayerQuantity::Deltas;
  return isOfUnits || layer.kind() == engine::LayerKind::Dense;
}

}  // namespace

DistributionsPanel::DistributionsPanel(LayerLooks& looks, Selection& selection, QWidget* parent)
    : QWidget(parent),
      m_looks(looks),
      m_selection(selection),
      m_scroll(new QScrollArea),
      m_row(nullptr),
      m_ratio(new UpdateRatioPlot) {
  auto* controls = makeControls();
  auto* inside = new QWidget;
  m_row = new QHBoxLayout(inside);
  m_row->setContentsMargins(0, 0, 0, 0);
  m_row->setSpacing(10);
  m_scroll->setWidget(inside);
  m_scroll->setWidgetResizable(true);
  m_scroll->setFrameShape(QFrame::NoFrame);
  m_scroll->setFocusPolicy(Qt::NoFocus);
  m_scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_scroll->setMinimumSize(60, 80);  // it scrolls
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(8, 4, 8, 4);
  row->setSpacing(10);
  row->addWidget(controls);
  row->addWidget(m_scroll, 3);
  row->addWidget(m_ratio, 1);
  looks.watch(*this);
  connect(&looks, &LayerLooks::lookChanged, this, &DistributionsPanel::refresh);
  refresh();
}

QWidget* DistributionsPanel::makeControls() {
  m_quantity =
      described(new QComboBox, tr("Which numbers"),
                tr("Weights and biases; of each unit and each sample of the next batch the sum z, the "
                   "activation a, and the gradient δ that comes back; of each weight its gradient, and "
                   "what the next step adds to it"));
  for (const QString& name : {tr("weights"), tr("biases"), tr("sums z"), tr("activations a"),
                              tr("gradients δ"), tr("gradients dL/dw"), tr("updates Δw")})
    m_quantity->addItem(name);
  m_view = new SegmentedControl;
  m_view->setAccessibleName(tr("How they are shown"));
  m_view->setTabToolTip(
      m_view->addTab(tr("Now")),
      tr("Bars of now, and dashed what they are compared with. The bins stay the same while the "
         "run goes on, so what moves has changed."));
  m_view->setTabToolTip(m_view->addTab(tr("Over time")),
                        tr("Bands over the steps that were looked at: between the outer edges lie all "
                           "values, then 86 %, 68 % and "
                           "38 % of them; the line is the middle one."));
  m_compare = new QToolButton;
  m_compare->setText(tr("Co&mpare"));
  m_compare->setFocusPolicy(Qt::StrongFocus);
  m_compare->setToolTip(
      tr("Compares with the step that is shown now, from here on, instead of the beginning"));
  m_fit = new QToolButton;
  m_fit->setText(tr("Fit &bins"));
  m_fit->setFocusPolicy(Qt::StrongFocus);
  m_fit->setToolTip(tr("Chooses the bins anew for the values as they are now"));
  m_caption = mutedLabel();
  m_marked = mutedLabel();
  connect(m_quantity, &QComboBox::currentIndexChanged, this, [this] {
    clearMarks();
    refresh();
  });
  connect(m_view, &QTabBar::currentChanged, this, &DistributionsPanel::refresh);
  connect(m_compare, &QToolButton::clicked, &m_looks, &LayerLooks::compareWithNow);
  connect(m_fit, &QToolButton::clicked, this, [this] {
    m_ranges.clear();
    refresh();
  });
  auto* buttons = new QHBoxLayout;
  buttons->setSpacing(4);
  buttons->addWidget(m_compare);
  buttons->addWidget(m_fit);
  buttons->addStretch();
  auto* controls = new QWidget;
  auto* rows = new QVBoxLayout(controls);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(3);
  rows->addWidget(m_quantity);
  rows->addWidget(m_view);
  rows->addLayout(buttons);
  rows->addWidget(m_caption);
  rows->addWidget(m_marked);
  rows->addStretch();
  controls->setFixedWidth(std::max(controls->sizeHint().width(), 168));
  return controls;
}

LayerQuantity DistributionsPanel::quantity() const {
  return static_cast<LayerQuantity>(m_quantity->currentIndex());
}

bool DistributionsPanel::isOverTime() const {
  return m_view->currentIndex() == 1;
}

void DistributionsPanel::choose(LayerQuantity quantity) {
  m_quantity->setCurrentIndex(static_cast<int>(quantity));
}

SpreadPicture DistributionsPanel::pictureOf(std::size_t layer) {
  const LayerLook& look = *m_looks.look();
  const engine::Spread& spread = look.layers[layer].of(quantity());
  SpreadPicture picture;
  picture.title = layerText(look.trace.experiment.network, layer);
  if (spread.count == 0) {
    picture.summary = spread.notFinite > 0 ? tr("All values are out of range.") : tr("This layer has none.");
    return picture;
  }
  picture.summary =
      tr("%1: %2 values from %3 to %4, mean %5, deviation %6.")
          .arg(picture.title, countText(spread.count), shortValueText(spread.least()),
               shortValueText(spread.most()), shortValueText(spread.mean), shortValueText(spread.deviation));
  const engine::LayerHealth& health = look.layers[layer].health;
  const bool isOfUnits = quantity() == LayerQuantity::Sums || quantity() == LayerQuantity::Activations;
  if (isOfUnits && health.units > 0 && (health.dead > 0 || health.flat * 20 > health.values))
    picture.warning =
        tr("%1 of %2 dead, %3 flat")
            .arg(countText(health.dead), countText(health.units),
                 percentText(static_cast<double>(health.flat) / static_cast<double>(health.values), 0));
  const LayerLook* before = m_looks.compared().get();
  SteadyRange& range = m_ranges[{layer, quantity()}];
  range.include(spread.least(), spread.most());
  if (before != nullptr && before->layers[layer].of(quantity()).count > 0)
    range.include(before->layers[layer].of(quantity()).least(), before->layers[layer].of(quantity()).most());
  picture.low = range.low();
  picture.high = range.high();
  const engine::Layer& of = look.trace.network->layer(layer);
  if (quantity() == LayerQuantity::Sums && health.units > 0)
    for (std::size_t bin = 0; bin < kBins; ++bin) {
      const double middle =
          picture.low + (static_cast<double>(bin) + 0.5) * (picture.high - picture.low) / kBins;
      picture.isFlat.push_back(std::abs(engine::slopeOf(of.activation(), middle)) < 0.01);
    }
  if (!isOverTime()) return picture;
  double least = 0, most = 0;
  for (const LayerLooks::Point& point : m_looks.history()) {
    const engine::Spread& then = point.layers[layer].of(quantity());
    if (then.count == 0) continue;
    picture.bands.push_back({.step = static_cast<double>(point.step), .values = then.bands});
    least = std::min(least, then.least());
    most = std::max(most, then.most());
  }
  if (most > least) {
    picture.low = least;
    picture.high = most;
  }
  picture.cursor = static_cast<double>(look.step());
  return picture;
}

void DistributionsPanel::refresh() {
  if (!isVisible()) return;
  const LayerLookPtr look = m_looks.look();
  m_compare->setEnabled(look != nullptr && !isOverTime());
  m_fit->setEnabled(look != nullptr && !isOverTime());
  if (look == nullptr) {
    m_counting.forget();
    m_shown = {};
    m_caption->setText(tr("How the numbers of each layer are spread will be here."));
    for (SpreadPlot* plot : m_plots) plot->deleteLater();
    m_plots.clear();
    m_ratio->show({}, {});
    clearMarks();
    return;
  }
  if (look->snapshot->run != m_run) m_ranges.clear();
  m_run = look->snapshot->run;
  Shown next{.look = look,
             .compared = isOverTime() || m_looks.compared() == look ? nullptr : m_looks.compared(),
             .quantity = quantity()};
  std::vector<SpreadPicture> pictures;
  for (std::size_t layer = 0; layer < look->layers.size(); ++layer) pictures.push_back(pictureOf(layer));
  m_counting.request(
      [next, pictures = std::move(pictures)](const engine::Progress& progress) {
        std::vector<SpreadPicture> counted = pictures;
        for (std::size_t layer = 0; layer < counted.size() && !progress.isCancelled(); ++layer)
          count(next, layer, counted[layer]);
        return counted;
      },
      [this, next](std::vector<SpreadPicture> counted) { show(next, std::move(counted)); });
}

void DistributionsPanel::count(const Shown& of, std::size_t layer, SpreadPicture& picture) {
  if (of.look->layers[layer].of(of.quantity).count == 0) return;
  const auto counted = [&](const LayerLook& look) {
    return engine::histogram(engine::valuesOf(look.trace, layer, of.quantity), picture.low, picture.high,
                             kBins);
  };
  picture.now = counted(*of.look);
  if (of.compared != nullptr) picture.compared = counted(*of.compared);
}

void DistributionsPanel::show(const Shown& shown, std::vector<SpreadPicture> pictures) {
  // The same bar for another quantity means something else.
  if (shown.quantity != m_shown.quantity) clearMarks();
  m_shown = shown;
  const LayerLook& look = *shown.look;
  while (m_plots.size() > pictures.size()) {
    m_plots.back()->deleteLater();
    m_plots.pop_back();
  }
  while (m_plots.size() < pictures.size()) {
    auto* plot = new SpreadPlot;
    connect(plot, &SpreadPlot::barChosen, this,
            [this, layer = m_plots.size()](std::optional<std::size_t> bar) { mark(layer, bar); });
    m_plots.push_back(plot);
    m_row->addWidget(plot);
  }
  QStringList names;
  for (std::size_t layer = 0; layer < m_plots.size(); ++layer) {
    m_plots[layer]->setChoosable(canMark(look.trace.network->layer(layer), shown.quantity));
    m_plots[layer]->show(std::move(pictures[layer]));
    names << layerText(look.trace.experiment.network, layer);
  }
  m_ratio->show(m_looks.history(), names);
  m_caption->setText(
      shown.compared == nullptr
          ? tr("Step %1.").arg(countText(look.step()))
          : tr("Step %1; dashed: step %2.").arg(countText(look.step()), countText(shown.compared->step())));
  // Lights up what the chosen bar counts now.
  if (!isVisible()) return;
  for (std::size_t layer = 0; layer < m_plots.size(); ++layer)
    if (const auto bar = m_plots[layer]->chosen(); bar && !isOverTime()) mark(layer, bar);
}

void DistributionsPanel::mark(std::size_t layer, std::optional<std::size_t> bar) {
  for (std::size_t other = 0; other < m_plots.size(); ++other)
    if (other != layer) m_plots[other]->choose(std::nullopt);
  if (!bar || m_shown.look == nullptr) return clearMarks();
  const SpreadPicture& picture = m_plots[layer]->picture();
  m_marking.request(
      [of = m_shown, chosen = Bar{.layer = layer, .bin = *bar, .low = picture.low, .high = picture.high}](
          const engine::Progress& progress) { return placesIn(of, chosen, progress); },
      [this](Marked marked) { light(std::move(marked)); });
}

DistributionsPanel::Marked DistributionsPanel::placesIn(const Shown& of, const Bar& bar,
                                                        const engine::Progress& progress) {
  const engine::StepTrace& trace = of.look->trace;
  const engine::Vector values = engine::valuesOf(trace, bar.layer, of.quantity);
  Marked marked;
  std::set<engine::Index> units;  // several samples can have the same one
  for (engine::Index i = 0; i < values.size() && !progress.isCancelled(); ++i) {
    const auto value = static_cast<double>(values[i]);
    if (!std::isfinite(value) || binOf(value, bar.low, bar.high) != bar.bin) continue;
    const Place place = engine::placeOf(trace, bar.layer, of.quantity, i);
    if (place.isUnit() && !units.insert(place.unit).second) continue;
    ++marked.all;
    if (marked.places.size() < kMostMarked) marked.places.push_back(place);
  }
  return marked;
}

void DistributionsPanel::light(Marked marked) {
  std::vector<Place>& places = marked.places;
  const bool areUnits = !places.empty() && places.front().isUnit();
  const QString count = countText(static_cast<qint64>(marked.all));
  if (marked.all > places.size())
    m_marked->setText(
        tr("The first %1 of %2 are lit up.").arg(countText(static_cast<qint64>(places.size())), count));
  else
    m_marked->setText(areUnits ? tr("Units lit up on the canvas: %1").arg(count)
                               : tr("Weights lit up on the canvas: %1").arg(count));
  m_selection.setMarked(std::move(places));
}

void DistributionsPanel::clearMarks() {
  m_marking.forget();
  for (SpreadPlot* plot : m_plots) plot->choose(std::nullopt);
  m_marked->clear();
  m_selection.setMarked({});
}

void DistributionsPanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  refresh();
}

void DistributionsPanel::hideEvent(QHideEvent* event) {
  clearMarks();
  QWidget::hideEvent(event);
}

}  // namespace pellucid::ui
