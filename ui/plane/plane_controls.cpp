// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plane/plane_controls.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>
#include <QVariantAnimation>
#include <algorithm>

#include "engine/data/made_inputs.h"
#include "engine/data/own_samples.h"
#include "ui/run/place_names.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/described.h"

namespace pellucid::ui {
namespace {

using engine::Index;

constexpr int kFoldMilliseconds = 1'400;
constexpr int kWaySteps = 100;
constexpr Index kMostUnitsOffered = 200;

QComboBox* narrowBox() {
  auto* box = new QComboBox;
  box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  box->setMinimumContentsLength(3);
  box->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  return box;
}

QWidget* rowOf(std::initializer_list<QWidget*> widgets, int stretched = -1) {
  auto* row = new QWidget;
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(5);
  int place = 0;
  for (QWidget* widget : widgets) layout->addWidget(widget, stretched < 0 || place++ == stretched ? 1 : 0);
  return row;
}

QLabel* nameFor(QWidget* field, const QString& text) {
  auto* label = new QLabel(text);
  label->setBuddy(field);
  label->setToolTip(field->toolTip());
  return label;
}

}  // namespace

PlaneControls::PlaneControls(QWidget* parent)
    : QWidget(parent),
      m_subject(described(narrowBox(), tr("Whose answer"),
                          tr("Whose answer is drawn: the network's, or that of the unit that is selected. "
                             "Pointing at a unit of the network shows its answer as long as you point."))),
      m_across(described(narrowBox(), tr("Input across"), tr("The input that grows from left to right"))),
      m_up(described(narrowBox(), tr("Input up"),
                     tr("The input that grows from bottom to top. All others stay as they are in the sample "
                        "that is shown."))),
      m_test(described(
          new QCheckBox(tr("Test sa&mples")), tr("Test samples"),
          tr("Shows the samples of the test as hollow points: the network never learns from them"))),
      m_lines(
          described(new QCheckBox(tr("Line&s")), tr("Lines"),
                    tr("Draws where the answer changes, and fine lines a tenth apart: where they are close, "
                       "a small step of the input changes the answer much"))),
      m_fold(described(new QToolButton, tr("Fold the plane"),
                       tr("Shows the plane as a hidden layer sees it: every point moves to where two of its "
                          "units put it. What no straight line could divide before, one can divide then, and "
                          "that is why depth helps."))),
      m_way(described(new QSlider(Qt::Horizontal), tr("How far the plane is folded"),
                      tr("From the plane of the inputs, on the left, to the layer, on the right"))),
      m_layer(
          described(narrowBox(), tr("Layer to fold into"), tr("The layer that the plane is folded into"))),
      m_unitAcross(described(narrowBox(), tr("Unit across"),
                             tr("The unit whose activation grows from left to right"))),
      m_unitUp(
          described(narrowBox(), tr("Unit up"), tr("The unit whose activation grows from bottom to top"))),
      m_motion(new QVariantAnimation(this)) {
  m_test->setChecked(true);
  m_lines->setChecked(true);
  m_fold->setText(tr("F&old"));
  m_fold->setCheckable(true);
  m_fold->setFocusPolicy(Qt::StrongFocus);
  m_way->setRange(0, kWaySteps);
  m_way->setMinimumWidth(60);
  m_motion->setDuration(kFoldMilliseconds);
  m_motion->setEasingCurve(QEasingCurve::InOutCubic);

  auto* subject = rowOf({nameFor(m_subject, tr("Sho&w")), m_subject}, 1);
  m_axes = rowOf({m_across, nameFor(m_up, tr("and")), m_up}, -1);
  m_foldRow = rowOf({m_fold, m_way}, 1);
  m_foldAxes = rowOf({m_layer, m_unitAcross, m_unitUp});
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(3);
  rows->addWidget(subject);
  rows->addWidget(m_axes);
  auto* checks = rowOf({m_test, m_lines});
  rows->addWidget(checks);
  rows->addWidget(m_foldRow);
  rows->addWidget(m_foldAxes);
  static_cast<QHBoxLayout*>(m_axes->layout())->setStretch(1, 0);

  connect(m_subject, &QComboBox::activated, this, [this](int index) {
    m_choice.isOfUnit = index + 1 == m_subject->count();
    if (!m_choice.isOfUnit) m_choice.output = index;
    emit changed();
  });
  connect(m_across, &QComboBox::activated, this, [this](int index) { chooseAxis(true, index); });
  connect(m_up, &QComboBox::activated, this, [this](int index) { chooseAxis(false, index); });
  connect(m_test, &QCheckBox::toggled, this, [this](bool isOn) {
    m_choice.hasTest = isOn;
    emit changed();
  });
  connect(m_lines, &QCheckBox::toggled, this, [this](bool isOn) {
    m_choice.hasLines = isOn;
    emit changed();
  });
  connect(m_fold, &QToolButton::toggled, this, &PlaneControls::moveFold);
  connect(m_way, &QSlider::valueChanged, this, [this](int value) {
    m_motion->stop();
    setFolded(static_cast<double>(value) / kWaySteps);
  });
  connect(m_motion, &QVariantAnimation::valueChanged, this,
          [this](const QVariant& value) { setFolded(value.toDouble()); });
  connect(m_layer, &QComboBox::activated, this, [this](int) {
    m_choice.fold.layer = static_cast<std::size_t>(m_layer->currentData().toInt());
    m_isLayerChosen = true;
    offerUnits();
    emit changed();
  });
  for (QComboBox* box : {m_unitAcross, m_unitUp})
    connect(box, &QComboBox::activated, this, [this] {
      m_choice.fold.across = m_unitAcross->currentIndex();
      m_choice.fold.up = m_unitUp->currentIndex();
      emit changed();
    });
  showRows();
}

void PlaneControls::showMoment(const Moment& moment) {
  std::vector<Index> units;
  for (std::size_t i = 0; i < moment.network().layerCount(); ++i)
    units.push_back(moment.network().layer(i).outputs());
  if (moment.dataset == m_dataset && units == m_units) return;
  const bool isOther = moment.dataset != m_dataset && !engine::areAlikeSets(m_dataset, moment.dataset);
  m_dataset = moment.dataset;
  m_units = units;
  if (isOther) {
    m_choice.across = 0;
    m_choice.up = 1;
    m_choice.output = 0;
  }
  offerSubjects(moment);
  offerInputs(moment);
  offerLayers(moment);
  showRows();
}

void PlaneControls::offerSubjects(const Moment& moment) {
  const engine::Dataset& dataset = *moment.dataset;
  m_subject->clear();
  if (dataset.hasClasses() || dataset.outputs() < 2)
    m_subject->addItem(tr("the network’s answer"));
  else
    for (Index i = 0; i < dataset.outputs(); ++i)
      m_subject->addItem(outputName(dataset, dataset.outputs(), i));
  m_subject->addItem(tr("the selected unit"));
  m_subject->setCurrentIndex(m_choice.isOfUnit ? m_subject->count() - 1 : static_cast<int>(m_choice.output));
}

void PlaneControls::offerInputs(const Moment& moment) {
  for (QComboBox* box : {m_across, m_up}) {
    box->clear();
    for (Index i = 0; i < engine::ownInputs(*moment.dataset); ++i)
      box->addItem(inputName(*moment.dataset, i));
  }
  m_across->setCurrentIndex(static_cast<int>(m_choice.across));
  m_up->setCurrentIndex(static_cast<int>(m_choice.up));
}

void PlaneControls::offerLayers(const Moment& moment) {
  const PlaceNames names(moment);
  m_layer->clear();
  for (std::size_t i = 0; i < m_units.size(); ++i)
    if (m_units[i] >= 2) m_layer->addItem(names.layer(i), static_cast<int>(i));
  // Until the user chooses: the last hidden layer, whose units the output separates by straight lines.
  const int last = m_layer->count() - 1;
  const bool isOutputIn = last > 0 && m_layer->itemData(last).toInt() + 1 == static_cast<int>(m_units.size());
  const int chosen = m_isLayerChosen ? m_layer->findData(static_cast<int>(m_choice.fold.layer)) : -1;
  m_layer->setCurrentIndex(chosen >= 0 ? chosen : isOutputIn ? last - 1 : last);
  m_choice.fold.layer = static_cast<std::size_t>(std::max(0, m_layer->currentData().toInt()));
  m_unitText = tr("unit %1");
  offerUnits();
  if (m_layer->count() == 0) {
    const QSignalBlocker blocker(m_fold);
    m_fold->setChecked(false);
    m_choice.folded = 0;
  }
}

void PlaneControls::offerUnits() {
  const std::size_t layer = m_choice.fold.layer;
  const Index units = layer < m_units.size() ? std::min(m_units[layer], kMostUnitsOffered) : 0;
  engine::FoldAxes& axes = m_choice.fold;
  if (axes.across >= units) axes.across = 0;
  if (axes.up >= units) axes.up = std::min<Index>(1, std::max<Index>(0, units - 1));
  for (QComboBox* box : {m_unitAcross, m_unitUp}) {
    box->clear();
    for (Index unit = 0; unit < units; ++unit) box->addItem(m_unitText.arg(unit + 1));
  }
  m_unitAcross->setCurrentIndex(static_cast<int>(axes.across));
  m_unitUp->setCurrentIndex(static_cast<int>(axes.up));
}

void PlaneControls::chooseAxis(bool isAcross, int index) {
  // Choosing one axis's input for the other swaps the two.
  Index& chosen = isAcross ? m_choice.across : m_choice.up;
  Index& other = isAcross ? m_choice.up : m_choice.across;
  if (other == index) other = chosen;
  chosen = index;
  m_across->setCurrentIndex(static_cast<int>(m_choice.across));
  m_up->setCurrentIndex(static_cast<int>(m_choice.up));
  emit changed();
}

void PlaneControls::moveFold(bool isFolded) {
  showRows();
  m_motion->stop();
  if (m_isMotionReduced) return setFolded(isFolded ? 1 : 0);
  m_motion->setStartValue(m_choice.folded);
  m_motion->setEndValue(isFolded ? 1.0 : 0.0);
  m_motion->start();
}

void PlaneControls::setFolded(double folded) {
  m_choice.folded = folded;
  {
    const QSignalBlocker blocker(m_way);
    m_way->setValue(static_cast<int>(folded * kWaySteps + 0.5));
  }
  if (folded > 0 && !m_fold->isChecked() && m_motion->state() != QVariantAnimation::Running) {
    const QSignalBlocker blocker(m_fold);
    m_fold->setChecked(true);
    showRows();
  }
  emit changed();
}

void PlaneControls::showRows() {
  const Index inputs = m_dataset ? engine::ownInputs(*m_dataset) : 0;
  m_axes->setVisible(inputs > 2);
  m_foldRow->setVisible(m_layer->count() > 0);
  m_foldAxes->setVisible(m_layer->count() > 0 && m_fold->isChecked());
}

}  // namespace pellucid::ui
