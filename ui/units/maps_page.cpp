// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/units/maps_page.h"

#include <QGridLayout>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "engine/inspect/receptive_field.h"
#include "ui/run/place_names.h"
#include "ui/run/sample_names.h"
#include "ui/units/units_text.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/weight_image.h"

namespace pellucid::ui {
namespace {

using engine::Index;

QString fullColour(double range) {
  return MapsPage::tr("Full colour: ±%1").arg(valueText(range));
}

}  // namespace

MapsPage::MapsPage(Units& units)
    : m_units(units),
      m_caption(mutedLabel()),
      m_input(new TitledPicture(
          tr("Input"), tr("The sample as the network is given it. Point at a place of the map beside it, and "
                          "a frame shows the pixels that this place looks at."))),
      m_map(new TitledPicture(
          tr("Map"), tr("What the layer gives for this sample: orange is positive, blue negative. Point at a "
                        "place, or use the arrow keys, for its number; click to choose it."))),
      m_gradient(
          new TitledPicture(tr("Its gradient"),
                            tr("How the loss of this sample changes when the sum at this place grows: orange "
                               "makes the loss larger, blue smaller."))),
      m_kernels(new TitledPicture(
          tr("Weights"), tr("The weights that make the map or the unit, one picture for each map or channel "
                            "below: orange raises the sum where there is something, blue lowers it."))),
      m_kernelGradients(
          new TitledPicture(tr("Their gradients"),
                            tr("How the loss of this sample changes when a weight grows. Training goes the "
                               "other way: it lowers what is orange."))),
      m_all(new TitledPicture(tr("All maps"),
                              tr("All maps of the layer for this sample, in one scale. Click one to "
                                 "see it large."))) {
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(6);
  auto* grid = new QGridLayout;
  grid->setSpacing(10);
  grid->addWidget(m_input, 0, 0);
  grid->addWidget(m_map, 0, 1);
  grid->addWidget(m_gradient, 0, 2);
  grid->addWidget(m_kernels, 1, 0);
  grid->addWidget(m_kernelGradients, 1, 1);
  grid->addWidget(m_all, 1, 2);
  for (int column = 0; column < 3; ++column) grid->setColumnStretch(column, 1);
  grid->setRowStretch(0, 1);
  grid->setRowStretch(1, 1);
  rows->addWidget(m_caption);
  rows->addLayout(grid, 1);
  connect(&units, &Units::momentChanged, this, &MapsPage::refresh);
  connect(&units, &Units::chosenChanged, this, &MapsPage::refresh);
  for (TitledPicture* each : {m_map, m_gradient}) {
    connect(&each->picture(), &ValuePicture::pointedAt, this, &MapsPage::point);
    connect(&each->picture(), &ValuePicture::clicked, this, [this](QPoint square) {
      m_units.selection().setUnit(UnitPlace{.layer = m_units.layer(), .unit = unitAt(square)});
    });
  }
  for (TitledPicture* each : {m_kernels, m_kernelGradients})
    connect(&each->picture(), &ValuePicture::pointedAt, this, [this](std::optional<QPoint> square) {
      m_kernels->picture().setPointed(square);
      m_kernelGradients->picture().setPointed(square);
      showKernels();
    });
  connect(&m_all->picture(), &ValuePicture::clicked, this, [this](QPoint square) {
    if (const auto at = m_allGrid.at(square)) m_units.setChannel(at->first);
  });
  connect(&m_all->picture(), &ValuePicture::pointedAt, this, [this] { showAll(); });
}

void MapsPage::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  refresh();
}

void MapsPage::refresh() {
  if (!isVisible() || !m_units.moment()) return;
  const Moment& moment = *m_units.moment();
  if (m_pointed && (m_pointedLayer != m_units.layer() || m_pointedNetwork != moment.snapshot->network ||
                    !hasSquare(*m_pointed)))
    forgetPointed();
  m_caption->setText(
      tr("%1: what %2 makes of it", "a sample, and a map or unit")
          .arg(sampleName(moment), longChannelName(moment, m_units.layer(), m_units.channel())));
  showInput();
  showMap();
  showKernels();
  showAll();
}

Index MapsPage::unitAt(QPoint square) const {
  const engine::Shape& shape = m_units.engineLayer().outputShape();
  if (m_units.areMaps()) return m_units.channel() * shape.pixels() + square.y() * shape.width + square.x();
  return Index{square.y()} * gridFor(shape.size()).width() + square.x();
}

bool MapsPage::hasSquare(QPoint square) const {
  const engine::Shape& shape = m_units.engineLayer().outputShape();
  if (m_units.areMaps()) return square.x() < shape.width && square.y() < shape.height;
  return square.x() < gridFor(shape.size()).width() && unitAt(square) < shape.size();
}

void MapsPage::forgetPointed() {
  m_pointed.reset();
  m_map->picture().setPointed(std::nullopt);
  m_gradient->picture().setPointed(std::nullopt);
  m_units.selection().setPointed(std::nullopt);
}

void MapsPage::point(std::optional<QPoint> square) {
  if (!m_units.moment()) return;
  m_pointed = square && hasSquare(*square) ? square : std::nullopt;
  m_pointedLayer = m_units.layer();
  m_pointedNetwork = m_units.moment()->snapshot->network;
  m_map->picture().setPointed(m_pointed);
  m_gradient->picture().setPointed(m_pointed);
  m_units.selection().setPointed(
      m_pointed ? std::optional(Place{.layer = m_units.layer(), .unit = unitAt(*m_pointed), .from = {}})
                : std::nullopt);
  showInput();
  showMap();
}

void MapsPage::showInput() {
  const Moment& moment = *m_units.moment();
  if (!moment.dataset->shape.isImage()) {
    const engine::Vector& x = moment.input.values;
    const double range = largestOf(x);
    m_input->picture().showValues(x, gridFor(x.size()), range);
    m_input->setCaption(fullColour(range));
    return;
  }
  m_input->picture().showImage(pictureOf(*moment.dataset, moment.input.values));
  std::vector<QRect> frames;
  if (m_pointed) {
    const engine::Window window =
        engine::receptiveField(moment.network(), m_units.layer(), unitAt(*m_pointed));
    frames.emplace_back(QPoint(static_cast<int>(window.left), static_cast<int>(window.top)),
                        QPoint(static_cast<int>(window.right), static_cast<int>(window.bottom)));
  }
  m_input->picture().setFrames(std::move(frames));
  m_input->setCaption(m_pointed ? tr("The frame is what this place looks at.") : QString());
}

void MapsPage::showMap() {
  const Moment& moment = *m_units.moment();
  const engine::LayerTrace& trace = moment.probe.trace.layers[m_units.layer()];
  const engine::Shape& shape = m_units.engineLayer().outputShape();
  const bool areMaps = m_units.areMaps();
  const Index pixels = shape.pixels();
  const QSize size =
      areMaps ? QSize(static_cast<int>(shape.width), static_cast<int>(shape.height)) : gridFor(shape.size());
  const auto shown = [&](const engine::Matrix& all) -> engine::Vector {
    return areMaps ? engine::Vector(all.col(0).segment(m_units.channel() * pixels, pixels))
                   : engine::Vector(all.col(0));
  };
  const QString which = areMaps ? tr("map %1").arg(m_units.channel() + 1) : tr("all units");
  const bool hasSum = trace.z.size() > 0;
  m_map->setTitle(tr("a of %1", "a map, or all units").arg(which));
  m_gradient->setTitle(hasSum ? tr("dL/dz of %1", "a map, or all units").arg(which)
                              : tr("dL/da of %1", "a map, or all units").arg(which));
  m_map->picture().showValues(shown(trace.a), size, largestOf(trace.a));
  m_map->setCaption(fullColour(largestOf(trace.a)));
  const bool hasGradient = moment.probe.hasGradient();
  if (hasGradient) {
    m_gradient->picture().showValues(shown(trace.delta), size, largestOf(trace.delta));
    m_gradient->setCaption(fullColour(largestOf(trace.delta)));
  } else {
    m_gradient->setMissing(
        tr("Nothing says what should be answered here, so there is no loss and no gradient. "
           "Choose a target, or a sample of the data."));
  }
  if (!areMaps) {
    const auto column = static_cast<int>(m_units.channel() % size.width());
    const auto row = static_cast<int>(m_units.channel() / size.width());
    m_map->picture().setFrames({QRect(column, row, 1, 1)});
    m_gradient->picture().setFrames({QRect(column, row, 1, 1)});
  } else {
    m_map->picture().setFrames({});
    m_gradient->picture().setFrames({});
  }
  QString value;
  QString slope;
  if (m_pointed) {
    const Index unit = unitAt(*m_pointed);
    const QString name = PlaceNames(moment).shortUnit(m_units.layer(), unit);
    value = tr("%1: a = %2").arg(name, valueText(static_cast<double>(trace.a(unit, 0))));
    if (hasSum)
      value = tr("%1: z = %2, a = %3")
                  .arg(name, valueText(static_cast<double>(trace.z(unit, 0))),
                       valueText(static_cast<double>(trace.a(unit, 0))));
    if (hasGradient)
      slope = (hasSum ? tr("%1: dL/dz = %2") : tr("%1: dL/da = %2"))
                  .arg(name, valueText(static_cast<double>(trace.delta(unit, 0))));
  }
  m_map->setReading(value);
  m_gradient->setReading(slope);
}

void MapsPage::showKernels() {
  const Moment& moment = *m_units.moment();
  m_weights = weightsInto(moment, m_units.layer(), m_units.channel());
  if (m_weights.empty()) {
    m_kernels->setMissing(
        m_units.engineLayer().kind() == engine::LayerKind::BatchNorm
            ? tr("This layer sums nothing up: it standardises what comes from below, and then scales and "
                 "shifts it.")
            : tr("This layer has no weights: it only passes on, or takes together, what comes from "
                 "below."));
    m_kernelGradients->setMissing({});
    return;
  }
  const QSize natural = m_weights.front().size;
  const QSize cell = m_weights.front().isPicture ? natural : gridFor(m_weights.front().w.size());
  const auto count = static_cast<int>(m_weights.size());
  m_kernelGrid = PictureGrid(count, cell, static_cast<int>(std::ceil(std::sqrt(count * 1.6))));
  std::vector<engine::Vector> weights;
  std::vector<engine::Vector> gradients;
  double range = 0;
  double slope = 0;
  const Index cells = Index{cell.width()} * cell.height();
  for (const WeightPicture& each : m_weights) {
    // What is not a picture is folded into rows; the last may be incomplete.
    engine::Vector w = engine::Vector::Constant(cells, NAN);
    w.head(each.w.size()) = each.w;
    weights.push_back(std::move(w));
    range = std::max(range, largestOf(each.w));
    engine::Vector g = engine::Vector::Constant(cells, NAN);
    g.head(each.gradient.size()) = each.gradient;
    gradients.push_back(std::move(g));
    slope = std::max(slope, largestOf(each.gradient));
  }
  m_kernels->picture().showValues(m_kernelGrid.arrange(weights), m_kernelGrid.size(), range);
  m_kernels->setCaption(fullColour(range));
  const bool hasGradient = moment.probe.hasGradient();
  if (hasGradient) {
    m_kernelGradients->picture().showValues(m_kernelGrid.arrange(gradients), m_kernelGrid.size(), slope);
    m_kernelGradients->setCaption(fullColour(slope));
  } else {
    m_kernelGradients->setMissing(tr("There is no gradient without a target."));
  }
  QString value;
  QString gradient;
  const auto square = m_kernels->picture().pointed();
  const auto at = square ? m_kernelGrid.at(*square) : std::nullopt;
  const WeightPicture* from = at ? &m_weights[static_cast<std::size_t>(at->first)] : nullptr;
  if (from != nullptr && at->second < from->w.size()) {
    const Index source = from->from * from->w.size() + at->second;
    const QString name = m_units.engineLayer().kind() == engine::LayerKind::Conv2d
                             ? (m_units.layer() == 0 ? tr("channel %1, weight (%2, %3)", "row and column")
                                                     : tr("map %1 below, weight (%2, %3)", "row and column"))
                                   .arg(from->from + 1)
                                   .arg(at->second / cell.width() + 1)
                                   .arg(at->second % cell.width() + 1)
                             : PlaceNames(moment).shortSource(m_units.layer(), source);
    value = tr("%1: w = %2").arg(name, valueText(static_cast<double>(from->w[at->second])));
    if (hasGradient)
      gradient = tr("%1: dL/dw = %2").arg(name, valueText(static_cast<double>(from->gradient[at->second])));
  }
  m_kernels->setReading(value);
  m_kernelGradients->setReading(gradient);
}

void MapsPage::showAll() {
  const Moment& moment = *m_units.moment();
  m_all->setVisible(m_units.areMaps());
  if (!m_units.areMaps()) return;
  const engine::Shape& shape = m_units.engineLayer().outputShape();
  const engine::Matrix& a = moment.probe.trace.layers[m_units.layer()].a;
  const auto count = static_cast<int>(shape.channels);
  m_allGrid = PictureGrid(count, {static_cast<int>(shape.width), static_cast<int>(shape.height)},
                          static_cast<int>(std::ceil(std::sqrt(count * 1.6))));
  std::vector<engine::Vector> maps;
  for (Index map = 0; map < shape.channels; ++map)
    maps.emplace_back(a.col(0).segment(map * shape.pixels(), shape.pixels()));
  m_all->picture().showValues(m_allGrid.arrange(maps), m_allGrid.size(), largestOf(a));
  m_all->picture().setFrames({m_allGrid.place(static_cast<int>(m_units.channel()))});
  m_all->setCaption(fullColour(largestOf(a)));
  const auto square = m_all->picture().pointed();
  const auto at = square ? m_allGrid.at(*square) : std::nullopt;
  m_all->setReading(
      at ? tr("map %1: a = %2")
               .arg(at->first + 1)
               .arg(valueText(static_cast<double>(a(at->first * shape.pixels() + at->second, 0))))
         : QString());
}

}  // namespace pellucid::ui
