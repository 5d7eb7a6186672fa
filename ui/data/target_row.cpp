// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/target_row.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "ui/run/sample_names.h"
#include "ui/theme/icons.h"
#include "ui/widgets/muted_label.h"

namespace pellucid::ui {

TargetRow::TargetRow(QWidget* parent)
    : QWidget(parent),
      m_title(new QLabel(tr("Tar&get"))),
      m_classes(new QComboBox),
      m_number(new NumberBox(-1e12, 1e12, 0.1)),
      m_back(new QToolButton),
      m_statement(mutedLabel()) {
  const QString tip = tr(
      "What the network should answer to this sample. Choose something else to see from which loss and which "
      "gradients it would learn then: what if this were another one? Training is not changed by it.");
  m_classes->setToolTip(tip);
  m_classes->setAccessibleName(tr("Target"));
  m_number->setToolTip(tip);
  m_number->setAccessibleName(tr("Target"));
  m_number->setDecimals(4);
  m_number->setKeyboardTracking(false);
  for (QWidget* field : {static_cast<QWidget*>(m_classes), static_cast<QWidget*>(m_number)}) {
    field->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);  // as wide as the column is
    field->setMinimumWidth(60);
  }
  m_back->setToolTip(tr("Take back the target that you chose"));
  m_back->setAccessibleName(tr("Take back the target"));
  m_back->setFocusPolicy(Qt::StrongFocus);

  auto* field = new QHBoxLayout;
  field->setSpacing(6);
  field->addWidget(m_title);
  field->addWidget(m_classes, 1);
  field->addWidget(m_number, 1);
  field->addWidget(m_back);
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(4);
  rows->addLayout(field);
  rows->addWidget(m_statement);
  // Until there is a sample.
  for (QWidget* part :
       {static_cast<QWidget*>(m_title), static_cast<QWidget*>(m_classes), static_cast<QWidget*>(m_number),
        static_cast<QWidget*>(m_back), static_cast<QWidget*>(m_statement)})
    part->hide();

  // Also when the current item is chosen: then the user means it.
  connect(m_classes, &QComboBox::activated, this, [this](int row) {
    emit chosen(row == 0 ? Target{} : Target{.label = static_cast<std::uint8_t>(row - 1)});
  });
  connect(m_number, &NumberBox::valueChanged, this, [this](double number) {
    m_shown = number;
    emit chosen({.label = {}, .numbers = engine::Vector::Constant(1, static_cast<engine::Scalar>(number))});
  });
  connect(m_back, &QToolButton::clicked, this, [this] { emit chosen({}); });
}

TargetRow::~TargetRow() {
  m_number->disconnect(this);
}  // as in ~SamplePanel

void TargetRow::show(const Moment& moment) {
  const engine::Dataset& dataset = *moment.dataset;
  const bool isNumber = !dataset.hasClasses() && dataset.outputs() == 1;
  m_classes->setVisible(dataset.hasClasses());
  m_number->setVisible(isNumber);
  m_title->setVisible(dataset.hasClasses() || isNumber);
  QWidget* field = isNumber ? static_cast<QWidget*>(m_number) : m_classes;
  if (m_title->buddy() != field) m_title->setBuddy(field);
  if (dataset.hasClasses()) showClasses(moment);
  if (isNumber) showNumber(moment);
  m_back->setVisible(moment.input.hasChosenTarget());
  if (m_back->icon().isNull()) m_back->setIcon(icon("undo", themeOf(*this)));
  m_statement->setText(targetText(moment));
  m_statement->setVisible(!m_statement->text().isEmpty());
}

void TargetRow::showClasses(const Moment& moment) {
  const engine::Dataset& dataset = *moment.dataset;
  if (m_names != dataset.classNames) {
    m_names = dataset.classNames;
    m_classes->clear();
    m_classes->addItem(QString());
    for (const std::string& name : m_names) m_classes->addItem(QString::fromStdString(name));
  }
  const auto& said = moment.input.target;
  const QString first = said ? tr("%1, as labelled").arg(m_classes->itemText(*said + 1)) : tr("none");
  if (m_classes->itemText(0) != first) m_classes->setItemText(0, first);
  const auto& label = moment.input.chosen.label;
  const int row = label ? *label + 1 : 0;
  if (m_classes->currentIndex() != row) m_classes->setCurrentIndex(row);
}

void TargetRow::showNumber(const Moment& moment) {
  const engine::Vector& y = moment.probe.y;
  // "none" is shown for "no number", below all numbers.
  const double number = y.size() == 0 ? m_number->minimum() : static_cast<double>(y[0]);
  if (number == m_shown) return;  // it may be being edited
  m_shown = number;
  const QSignalBlocker silent(m_number);
  m_number->setSpecialValueText(y.size() == 0 ? tr("none") : QString());
  m_number->setValue(number);
}

void TargetRow::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) m_back->setIcon(icon("undo", themeOf(*this)));
}

}  // namespace pellucid::ui
