// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/units/wants_page.h"

#include <QElapsedTimer>
#include <QHBoxLayout>
#include <QVBoxLayout>
#include <cmath>

#include "ui/run/place_names.h"
#include "ui/units/units_text.h"
#include "ui/widgets/described.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/weight_image.h"

namespace pellucid::ui {
namespace {

constexpr int kSteps = 100;

/// The size of the first step, from 0.01 to 1.
double stepSizeAt(int position) {
  return std::pow(10, -2 + 2.0 * position / kMostStrength);
}

/// The least and the largest value of each input among the training samples, the first 10,000 of them.
std::pair<engine::Vector, engine::Vector> limitsOf(const engine::Dataset& dataset) {
  const engine::Index inputs = dataset.inputs();
  engine::Matrix low = engine::Matrix::Zero(inputs, 1);
  engine::Matrix high = engine::Matrix::Ones(inputs, 1);
  if (dataset.shape.isImage() || dataset.train.size() == 0) {
    engine::scale(dataset.scaling.inputs, low);
    engine::scale(dataset.scaling.inputs, high);
    return {low.col(0), high.col(0)};
  }
  constexpr engine::Index kMost = 10'000;
  low = high = engine::sample(dataset.train, inputs, 0);
  for (engine::Index n = 1; n < std::min(kMost, dataset.train.size()); ++n) {
    const engine::Vector x = engine::sample(dataset.train, inputs, n);
    low.col(0) = low.col(0).cwiseMin(x);
    high.col(0) = high.col(0).cwiseMax(x);
  }
  return {low.col(0), high.col(0)};
}

bool isSameSample(const Input& a, const Input& b) {
  return a.values.size() == b.values.size() && a.values == b.values;
}

}  // namespace

double strengthAt(int position) {
  return position == 0 ? 0 : std::pow(10, -4 + 4.0 * position / kMostStrength);
}

WantsPage::WantsPage(Units& units, int millisecondsAStep, LookSchedule::Clock clock)
    : m_units(units),
      m_schedule(std::move(clock)),
      m_caption(mutedLabel()),
      m_picture(
          new TitledPicture(tr("What it wants"),
                            tr("The input that climbs. Each step changes it a little so that the unit's sum "
                               "grows most. Point at a pixel, or use the arrow keys, for its number."))),
      m_bars(new ValueBars(tr("What it wants"), tr("The inputs that climb, in the units of the table"))),
      m_curve(new ClimbCurve),
      m_says(mutedLabel()) {
  auto* left = new QVBoxLayout;
  left->addWidget(m_caption);
  left->addWidget(m_picture, 1);
  left->addWidget(m_bars);
  left->addStretch();
  auto* columns = new QHBoxLayout(this);
  columns->setContentsMargins(0, 0, 0, 0);
  columns->setSpacing(16);
  columns->addLayout(left, 3);
  columns->addWidget(makeControls(), 2);
  m_timer.setInterval(millisecondsAStep);
  connect(&m_timer, &QTimer::timeout, this, &WantsPage::step);
  connect(&m_picture->picture(), &ValuePicture::pointedAt, this, &WantsPage::showReading);
  connect(&units, &Units::chosenChanged, this, &WantsPage::follow);
  connect(&units, &Units::momentChanged, this, &WantsPage::follow);
  connect(&units.selection(), &Selection::unitChanged, this, &WantsPage::follow);
  m_schedule.watch(*this);
  connect(&m_schedule, &LookSchedule::due, this, &WantsPage::follow);
}

QSlider* WantsPage::addSlider(QVBoxLayout& rows, const QString& name, const QString& tip, int position,
                              int most, const std::function<double(int)>& valueOf) {
  auto* slider = described(new QSlider(Qt::Horizontal), name, tip);
  auto* title = new QLabel;
  title->setToolTip(tip);
  slider->setRange(0, most);
  slider->setPageStep(5);
  const auto tell = [title, name, valueOf, slider](int at) {
    const QString value = valueText(valueOf(at));
    title->setText(tr("%1: %2", "a setting and its number").arg(name, value));
    slider->setAccessibleDescription(value);
  };
  connect(slider, &QSlider::valueChanged, this, tell);
  slider->setValue(position);
  tell(position);
  rows.addWidget(title);
  rows.addWidget(slider);
  return slider;
}

QWidget* WantsPage::makeControls() {
  auto* controls = new QWidget;
  auto* rows = new QVBoxLayout(controls);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(4);
  m_whole =
      described(new QComboBox, tr("Aim at"),
                tr("One place of the map, which shows what its filter looks for, or the mean of all places"));
  for (const QString& name : {tr("the chosen place"), tr("all of the map")}) m_whole->addItem(name);
  m_start =
      described(new QComboBox, tr("Begin with"),
                tr("Where the ascent begins: it climbs to the nearest height, so another beginning may end "
                   "elsewhere"));
  for (const QString& name : {tr("grey"), tr("noise"), tr("the sample that is shown")})
    m_start->addItem(name);
  m_seed = described(new QSpinBox, tr("Seed of the noise"), tr("The same seed gives the same noise."));
  m_seed->setRange(1, 9999);
  auto* top = new QHBoxLayout;
  auto* title = new QLabel(tr("Begin with"));
  title->setBuddy(m_start);
  m_seedTitle = new QLabel(tr("Seed"));
  m_seedTitle->setBuddy(m_seed);
  top->addWidget(title);
  top->addWidget(m_start, 1);
  auto* aim = new QHBoxLayout;
  m_wholeTitle = new QLabel(tr("Aim at"));
  m_wholeTitle->setBuddy(m_whole);
  aim->addWidget(m_wholeTitle);
  aim->addWidget(m_whole, 1);
  rows->addLayout(aim);
  rows->addLayout(top);
  auto* seed = new QHBoxLayout;
  seed->addWidget(m_seedTitle);
  seed->addWidget(m_seed);
  seed->addStretch();
  rows->addLayout(seed);
  auto* buttons = new QHBoxLayout;
  m_go = described(new QPushButton(tr("Cli&mb")), tr("Climb"),
                   tr("Goes 100 steps, so slowly that each can be seen; press again to pause."));
  m_go->setCheckable(true);
  m_one = described(new QPushButton(tr("One step")), tr("One step"), tr("Goes a single step."));
  m_again = described(new QPushButton(tr("From the &beginning")), tr("From the beginning"),
                      tr("Begins again with the choices above."));
  for (QPushButton* button : {m_go, m_one, m_again}) buttons->addWidget(button);
  rows->addLayout(buttons);
  m_size =
      addSlider(*rows, tr("Size of the first step"),
                tr("How far the inputs move in the first step, on average. The steps get shorter evenly, to "
                   "nothing after the last."),
                33, kMostStrength, stepSizeAt);
  m_decay = addSlider(*rows, tr("Penalty for large values (L2)"),
                      tr("Takes decay/2 · Σx² from what is climbed: inputs that hardly help go back to 0."),
                      30, kMostStrength, strengthAt);
  m_smoothness =
      addSlider(*rows, tr("Penalty for differences of neighbours"),
                tr("Takes smoothness/2 · Σ(x − neighbour)² from what is climbed: the picture becomes "
                   "smooth, as if it were blurred."),
                45, kMostStrength, strengthAt);
  auto* curveTitle = new QLabel(tr("How its sum grows"));
  curveTitle->setProperty("heading", true);
  rows->addWidget(curveTitle);
  rows->addWidget(m_curve);
  rows->addWidget(m_says);
  rows->addStretch();
  connect(m_go, &QPushButton::toggled, this, &WantsPage::setClimbing);
  connect(m_one, &QPushButton::clicked, this, [this] {
    m_go->setChecked(false);
    m_wantsOne = true;
    step();
  });
  connect(m_again, &QPushButton::clicked, this, &WantsPage::restart);
  connect(m_whole, &QComboBox::currentIndexChanged, this, &WantsPage::restart);
  connect(m_start, &QComboBox::currentIndexChanged, this, &WantsPage::restart);
  connect(m_seed, &QSpinBox::valueChanged, this, &WantsPage::restart);
  return controls;
}

engine::Index WantsPage::chosenUnit() const {
  const engine::Shape& shape = m_units.engineLayer().outputShape();
  const engine::Index first = m_units.channel() * shape.pixels();
  const auto unit = m_units.selection().unit();
  const bool isOfMap =
      unit && unit->layer == m_units.layer() && unit->unit >= first && unit->unit < first + shape.pixels();
  return isOfMap ? unit->unit : first + shape.height / 2 * shape.width + shape.width / 2;
}

bool WantsPage::isOfChosen() const {
  return m_begun && isSameRun(*m_begun, *m_units.moment()) && m_layer == m_units.layer() &&
         m_channel == m_units.channel() && (isWhole() || m_unit == chosenUnit());
}

bool WantsPage::isOfMoment() const {
  const bool stands = !m_isClimbing && !m_ascent.excited.empty() && m_ascent.step() == 0;
  if (!stands) return true;
  const Moment& moment = *m_units.moment();
  const bool isOfSample = static_cast<AscentStart>(m_start->currentIndex()) == AscentStart::Sample;
  return m_begun->snapshot->revision == moment.snapshot->revision &&
         (!isOfSample || isSameSample(m_begun->input, moment.input));
}

void WantsPage::follow() {
  if (!isVisible() || !m_units.moment()) return;
  if (!isOfChosen()) return restart();
  // A step being computed is awaited: the climb begins with it.
  if (isOfMoment() || m_job.isBusy() || m_wantsOne) return;
  if (m_schedule.mayLook(engine::isRunning(m_units.moment()->snapshot->phase))) begin();
}

engine::AscentSettings WantsPage::settings() const {
  return {.stepSize = stepSizeAt(m_size->value()),
          .decay = strengthAt(m_decay->value()),
          .smoothness = m_units.moment()->dataset->shape.isImage() ? strengthAt(m_smoothness->value()) : 0,
          .steps = kSteps};
}

void WantsPage::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (!m_units.moment()) return;
  isOfChosen() && isOfMoment() ? showAscent() : restart();
}

void WantsPage::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  m_go->setChecked(false);  // it climbs unseen
}

void WantsPage::restart() {
  if (!m_units.moment()) return;
  m_ascent = {};
  begin();
  showAscent();
}

void WantsPage::begin() {
  m_job.forget();
  m_wantsOne = false;
  m_begun = m_units.moment();
  m_layer = m_units.layer();
  m_channel = m_units.channel();
  m_unit = chosenUnit();
  const engine::Index pixels = m_units.engineLayer().outputShape().pixels();
  const auto start = static_cast<AscentStart>(m_start->currentIndex());
  const bool hasNoise = start == AscentStart::Noise;
  m_seed->setEnabled(hasNoise);
  m_seedTitle->setEnabled(hasNoise);
  // Computing the limits of a table for the first time reads samples, and a large network takes its time.
  m_job.request(
      [snapshot = m_begun->snapshot, dataset = m_begun->dataset, layer = m_layer,
       first = isWhole() ? m_channel * pixels : m_unit, count = isWhole() ? pixels : 1, settings = settings(),
       start, seed = static_cast<std::uint64_t>(m_seed->value()),
       sample = m_begun->input.values](const engine::Progress&) {
        QElapsedTimer clock;
        clock.start();
        const auto [low, high] = limitsOf(*dataset);
        const engine::AscentAim aim{.layer = layer, .first = first, .count = count, .low = low, .high = high};
        const engine::Vector x = start == AscentStart::Noise    ? engine::noiseBetween(low, high, seed)
                                 : start == AscentStart::Sample ? sample
                                                                : engine::Vector((low + high) / 2);
        engine::Ascent ascent =
            engine::beginAscent(*snapshot->network, snapshot->state.weights, aim, settings, x);
        return Climb{.aim = aim,
                     .ascent = std::move(ascent),
                     .milliseconds = static_cast<double>(clock.nsecsElapsed()) / 1e6};
      },
      [this](Climb begun) {
        m_schedule.spend(begun.milliseconds);
        m_aim = std::move(begun.aim);
        m_ascent = std::move(begun.ascent);
        showAscent();
        if (m_wantsOne)
          step();
        else
          follow();  // other weights may have come in the meantime
      });
}

bool WantsPage::isAtEnd() const {
  return m_ascent.isFlat || (!m_ascent.excited.empty() && m_ascent.step() >= kSteps);
}

void WantsPage::setClimbing(bool isClimbing) {
  m_isClimbing = isClimbing;
  m_go->setText(isClimbing ? tr("Pau&se") : tr("Cli&mb"));
  if (!isClimbing) {
    m_timer.stop();
    return;
  }
  if (isAtEnd()) restart();
  m_timer.start();
}

void WantsPage::step() {
  if (!m_units.moment() || m_job.isBusy() || m_ascent.excited.empty()) return;
  m_wantsOne = false;
  if (isAtEnd()) {
    m_go->setChecked(false);
    return;
  }
  m_job.request(
      [snapshot = m_units.moment()->snapshot, settings = settings(),
       climb = Climb{.aim = m_aim, .ascent = m_ascent}](const engine::Progress&) {
        Climb next = climb;
        engine::climb(*snapshot->network, snapshot->state.weights, next.aim, settings, next.ascent);
        return next;
      },
      [this](Climb next) {
        m_ascent = std::move(next.ascent);
        showAscent();
        if (m_wantsOne) step();
      });
}

void WantsPage::showAscent() {
  m_one->setEnabled(!isAtEnd());
  if (!isVisible() || !m_units.moment()) return;
  const Moment& moment = *m_units.moment();
  const engine::Dataset& dataset = *moment.dataset;
  const bool hasImages = dataset.shape.isImage();
  m_picture->setVisible(hasImages);
  m_bars->setVisible(!hasImages);
  m_smoothness->setEnabled(hasImages);
  const QString middle = hasImages ? tr("grey") : tr("the middle of their ranges");
  if (m_start->itemText(0) != middle) m_start->setItemText(0, middle);
  m_whole->setVisible(m_units.areMaps());
  m_wholeTitle->setVisible(m_units.areMaps());
  m_caption->setText(isWhole() ? tr("What makes %1 give most, on average over its places")
                                     .arg(longChannelName(moment, m_layer, m_channel))
                               : tr("What makes %1 give most").arg(PlaceNames(moment).unit(m_layer, m_unit)));
  std::vector<double> values = m_ascent.excited;
  if (!values.empty())
    m_says->setText(
        m_ascent.isFlat
            ? tr("There is nowhere to climb from here: the slope is 0. Begin with noise or with a "
                 "sample instead.")
            : tr("Step %1 of %2: its sum is %3, less the penalties %4.")
                  .arg(m_ascent.step())
                  .arg(kSteps)
                  .arg(valueText(m_ascent.excited.back()), valueText(m_ascent.reached.back())));
  m_curve->show(std::move(values), kSteps);
  if (m_ascent.x.size() != dataset.inputs()) return;
  if (hasImages) {
    m_picture->picture().showImage(pictureOf(dataset, m_ascent.x));
    showReading();
    return;
  }
  engine::Matrix x = m_ascent.x;
  engine::unscale(dataset.scaling.inputs, x);
  std::vector<ValueBars::Bar> bars;
  for (engine::Index i = 0; i < x.rows(); ++i)
    bars.push_back({.name = inputName(dataset, i), .value = static_cast<double>(x(i, 0))});
  m_bars->show(std::move(bars), static_cast<double>(x.cwiseAbs().maxCoeff()));
}

void WantsPage::showReading() {
  const auto square = m_picture->picture().pointed();
  const engine::Shape& shape = m_units.moment()->dataset->shape;
  if (!square || m_ascent.x.size() != shape.size() || square->x() >= shape.width)
    return m_picture->setReading({});
  const engine::Index pixel = engine::Index{square->y()} * shape.width + square->x();
  if (pixel >= m_ascent.x.size()) return m_picture->setReading({});
  m_picture->setReading(tr("(%1, %2): x = %3", "row, column and the pixel there")
                            .arg(square->y() + 1)
                            .arg(square->x() + 1)
                            .arg(valueText(static_cast<double>(m_ascent.x[pixel]))));
}

}  // namespace pellucid::ui
