// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/point_options.h"

#include <QFormLayout>
#include <QLabel>
#include <QRegularExpressionValidator>
#include <algorithm>

#include "engine/data/catalogue.h"
#include "engine/data/point_sets.h"

namespace pellucid::ui {
namespace {

using engine::DataChange;

/// The inputs that can be derived for points of this kind.
std::vector<DataChange> inputsFor(const std::string& base) {
  switch (engine::makePointSet(base, {.samples = engine::kMinPoints, .targets = {}}).inputs()) {
    case 1:
      return {DataChange::SquareX, DataChange::SineX};
    case 2:
      return {DataChange::SquareX, DataChange::SquareY, DataChange::Product, DataChange::SineX,
              DataChange::SineY};
    default:
      return {};
  }
}

}  // namespace

PointOptions::PointOptions(QWidget* parent)
    : QWidget(parent),
      m_noise(new NumberBox(0, 1, 0.05)),
      m_samples(new QSpinBox),
      m_test(new QSpinBox),
      m_seed(new QLineEdit),
      m_inputsHead(new QLabel(tr("Inputs made from x and y"))),
      m_inputs(new ToggleGrid) {
  m_noise->setToolTip(
      tr("How far points stray from where their class would put them. Noise makes classes overlap, and a "
         "large network then learns the noise by heart (overfitting)."));
  m_samples->setRange(static_cast<int>(engine::kMinPoints), static_cast<int>(engine::kMaxPoints));
  m_samples->setSingleStep(50);
  m_samples->setToolTip(
      tr("How many points are drawn, for training and testing together. The fewer there are, the easier they "
         "are to memorise."));
  m_test->setRange(1, 99);
  m_test->setSuffix(QStringLiteral("\u202f%"));
  m_test->setToolTip(tr("The share of the points that is kept for testing and never trained on."));
  m_seed->setValidator(
      new QRegularExpressionValidator(QRegularExpression(QStringLiteral("\\d{1,19}")), this));
  m_seed->setToolTip(
      tr("Another seed draws different points of the same kind. The same seed draws the same points."));
  for (QAbstractSpinBox* box :
       {static_cast<QAbstractSpinBox*>(m_noise), static_cast<QAbstractSpinBox*>(m_samples),
        static_cast<QAbstractSpinBox*>(m_test)})
    box->setKeyboardTracking(false);  // typing 300 must not request 3 and 30 on the way

  auto* form = new QFormLayout(this);
  form->setContentsMargins(0, 0, 0, 0);
  form->setVerticalSpacing(4);
  form->addRow(tr("&Noise"), m_noise);
  form->addRow(tr("Sam&ples"), m_samples);
  form->addRow(tr("For tes&ting"), m_test);
  form->addRow(tr("See&d"), m_seed);
  m_inputsHead->setProperty("muted", true);
  m_inputs->setAccessibleName(tr("Inputs made from x and y"));
  form->addRow(m_inputsHead);
  form->addRow(m_inputs);
  connect(m_inputs, &ToggleGrid::toggled, this, &PointOptions::switchInput);
  connect(m_noise, &NumberBox::valueChanged, this, &PointOptions::request);
  connect(m_samples, &QSpinBox::valueChanged, this, &PointOptions::request);
  connect(m_test, &QSpinBox::valueChanged, this, &PointOptions::request);
  connect(m_seed, &QLineEdit::editingFinished, this, &PointOptions::request);
  hide();
}

// A half-typed number is completed when its field loses the focus, which also happens when the window is
// destroyed.
PointOptions::~PointOptions() {
  for (QObject* field : std::initializer_list<QObject*>{m_noise, m_samples, m_test, m_seed})
    field->disconnect(this);
}

void PointOptions::setDatasetName(const QString& name) {
  const engine::DataNameParts parts = engine::dataNameParts(name.toStdString());
  const auto parsed = engine::parsePointSet(parts.base + parts.options);
  const auto changes = engine::parseDataChanges(parts.changes);
  const bool isKnown = parsed && changes && (m_offersInputs || parts.changes.empty());
  setVisible(isKnown);
  if (!isKnown) return;
  m_base = QString::fromStdString(parsed->base);
  m_changes = *changes;
  const engine::DataOptions& options = parsed->options;
  for (QObject* field : std::initializer_list<QObject*>{m_noise, m_samples, m_test, m_seed})
    field->blockSignals(true);
  m_noise->setValue(options.noise);
  m_samples->setValue(static_cast<int>(options.samples));
  m_test->setValue(qRound(100 * options.test));
  m_seed->setText(QString::number(options.seed));
  m_validation = options.validation;
  for (QObject* field : std::initializer_list<QObject*>{m_noise, m_samples, m_test, m_seed})
    field->blockSignals(false);
  m_name = nameNow();
  showInputs();
}

void PointOptions::showInputs() {
  m_offered = m_offersInputs ? inputsFor(m_base.toStdString()) : std::vector<DataChange>{};
  m_inputsHead->setVisible(!m_offered.empty());
  m_inputs->setVisible(!m_offered.empty());
  std::vector<ToggleGrid::Toggle> toggles;
  for (const DataChange change : m_offered) {
    const bool isOn = std::ranges::find(m_changes.steps, change, &engine::DataChanges::Step::change) !=
                      m_changes.steps.end();
    switch (change) {
      case DataChange::SquareX:
        toggles.push_back({.text = tr("x²"),
                           .tip = tr("One more input, x². With x² and y² a single unit can draw a circle."),
                           .isOn = isOn});
        break;
      case DataChange::SquareY:
        toggles.push_back({.text = tr("y²"),
                           .tip = tr("One more input, y². With x² and y² a single unit can draw a circle."),
                           .isOn = isOn});
        break;
      case DataChange::Product:
        toggles.push_back({.text = tr("x·y"),
                           .tip = tr("One more input, x·y, which is positive where the signs are equal. With "
                                     "it a single unit solves xor."),
                           .isOn = isOn});
        break;
      case DataChange::SineX:
        toggles.push_back({.text = tr("sin x"),
                           .tip = tr("One more input, sin x, which goes up and down in waves."),
                           .isOn = isOn});
        break;
      default:
        toggles.push_back({.text = tr("sin y"),
                           .tip = tr("One more input, sin y, which goes up and down in waves."),
                           .isOn = isOn});
    }
  }
  m_inputs->setToggles(toggles, 0);
}

void PointOptions::switchInput(int number, bool isOn) {
  const DataChange change = m_offered[static_cast<std::size_t>(number)];
  auto& steps = m_changes.steps;
  if (isOn)
    steps.insert(m_changes.isStandardised() ? steps.end() - 1 : steps.end(), {.change = change});
  else
    std::erase_if(steps, [&](const engine::DataChanges::Step& step) { return step.change == change; });
  showInputs();
  request();
}

QString PointOptions::nameNow() const {
  const engine::DataOptions options{.samples = m_samples->value(),
                                    .noise = m_noise->value(),
                                    .test = m_test->value() / 100.0,
                                    .validation = m_validation,
                                    .seed = m_seed->text().toULongLong(),
                                    .targets = {}};
  const std::string base = m_base.toStdString();
  const std::string plain = engine::formatDataName({base, options});
  return QString::fromStdString(base + engine::formatDataChanges(m_changes) + plain.substr(base.size()));
}

void PointOptions::request() {
  const QString name = nameNow();
  if (name != m_name) emit datasetRequested(name);
}

}  // namespace pellucid::ui
