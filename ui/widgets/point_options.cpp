// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/point_options.h"

#include <QFormLayout>
#include <QRegularExpressionValidator>
#include <algorithm>

#include "engine/data/point_sets.h"

namespace pellucid::ui {

PointOptions::PointOptions(QWidget* parent)
    : QWidget(parent),
      m_noise(new NumberBox(0, 1, 0.05)),
      m_samples(new QSpinBox),
      m_test(new QSpinBox),
      m_seed(new QLineEdit) {
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
    box->setKeyboardTracking(false);  // 300 is asked for, and not 3 and 30 on the way

  auto* form = new QFormLayout(this);
  form->setContentsMargins(0, 0, 0, 0);
  form->setVerticalSpacing(4);
  form->addRow(tr("&Noise"), m_noise);
  form->addRow(tr("Sam&ples"), m_samples);
  form->addRow(tr("For tes&ting"), m_test);
  form->addRow(tr("See&d"), m_seed);
  connect(m_noise, &NumberBox::valueChanged, this, &PointOptions::request);
  connect(m_samples, &QSpinBox::valueChanged, this, &PointOptions::request);
  connect(m_test, &QSpinBox::valueChanged, this, &PointOptions::request);
  connect(m_seed, &QLineEdit::editingFinished, this, &PointOptions::request);
  hide();
}

// A number half typed is finished when its field loses the focus, as it does when the window dies.
PointOptions::~PointOptions() {
  for (QObject* field : std::initializer_list<QObject*>{m_noise, m_samples, m_test, m_seed})
    field->disconnect(this);
}

void PointOptions::setDatasetName(const QString& name) {
  const auto parsed = engine::parsePointSet(name.toStdString());
  setVisible(parsed.has_value());
  if (!parsed) return;
  m_name = name;
  m_base = QString::fromStdString(parsed->base);
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
}

void PointOptions::request() {
  const engine::DataOptions options{.samples = m_samples->value(),
                                    .noise = m_noise->value(),
                                    .test = m_test->value() / 100.0,
                                    .validation = m_validation,
                                    .seed = m_seed->text().toULongLong(),
                                    .targets = {}};
  const auto name = QString::fromStdString(engine::formatDataName({m_base.toStdString(), options}));
  if (name != m_name) emit datasetRequested(name);
}

}  // namespace pellucid::ui
