// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/settings_group.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include "ui/inspector/acts_sign.h"
#include "ui/inspector/held_edits.h"
#include "ui/widgets/scale_box.h"

namespace pellucid::ui {
namespace {

/// The column is narrow: a field may be narrower than its longest entry.
constexpr int kLeastField = 88;

/// Labels of all groups have the same width, so that the fields form one column.
int labelWidth(const QWidget& widget) {
  return widget.fontMetrics().horizontalAdvance(SettingsGroup::tr("Label smoothing"));
}

QString plainText(QString label) {
  return label.remove(QLatin1Char('&'));
}

}  // namespace

SettingsGroup::SettingsGroup(Document& document, const QString& id, const QString& title)
    : FoldSection(title), m_document(document), m_id(id) {
  setObjectName(id);
}

SettingsGroup::~SettingsGroup() {
  // A field that loses the focus while being destroyed would report to a half-destroyed group.
  for (QObject* field : findChildren<QObject*>()) field->disconnect(this);
}

void SettingsGroup::setSummaryOf(std::function<QString(const Document&)> summary) {
  m_summary = std::move(summary);
}

void SettingsGroup::addRow(const RowText& text, QWidget* field, std::function<void(const Document&)> show,
                           IsShown isShown) {
  if (m_grid == nullptr) {
    m_grid = new QGridLayout;
    m_grid->setContentsMargins(4, 0, 0, 0);
    m_grid->setHorizontalSpacing(6);
    m_grid->setVerticalSpacing(5);
    m_grid->setColumnStretch(1, 1);
    m_grid->setColumnMinimumWidth(0, labelWidth(*this));
    body().addLayout(m_grid);
  }
  const bool isLive = text.acts == Acts::AtOnce;
  const QString tip = isLive ? tr("%1 Takes effect at once, even during training.").arg(text.tip)
                             : tr("%1 Begins a new run.").arg(text.tip);
  auto* label = new QLabel(text.label);
  label->setBuddy(field);
  label->setToolTip(tip);
  field->setToolTip(tip);
  if (qobject_cast<QAbstractButton*>(field) == nullptr) field->setMinimumWidth(kLeastField);
  field->setAccessibleName(plainText(text.label));
  auto* sign = new ActsSign(isLive);
  const int row = m_grid->rowCount();
  m_grid->addWidget(label, row, 0);
  m_grid->addWidget(field, row, 1);
  m_grid->addWidget(sign, row, 2);
  m_rows.push_back({.widgets = {label, field, sign}, .show = std::move(show), .isShown = std::move(isShown)});
}

void SettingsGroup::addWide(QWidget* widget, std::function<void(const Document&)> show) {
  m_grid = nullptr;
  body().addWidget(widget);
  m_rows.push_back({.widgets = {widget}, .show = std::move(show), .isShown = nullptr});
}

void SettingsGroup::addNumber(const Number& number) {
  auto* box = new ScaleBox(number.range, number.step, number.first);
  box->setSpecialValueText(number.zero);
  new HeldEdits(m_document, *box);
  connect(box, &QDoubleSpinBox::valueChanged, this,
          [this, write = number.write](double value) { take(write(m_document, value)); });
  connect(box, &ScaleBox::refused, this,
          [this, name = plainText(number.text.label), box](const QString& text) {
            emit noted(
                tr("%1 can't be \"%2\": it must be %3.").arg(name, text, messageText(box->range().words())));
          });
  addRow(
      number.text, box,
      [box, read = number.read](const Document& document) {
        const QSignalBlocker blocker(box);
        box->setValue(read(document.experiment()));
      },
      number.isShown);
}

void SettingsGroup::addCount(const Count& count) {
  auto* box = new QSpinBox;
  box->setRange(static_cast<int>(count.least), static_cast<int>(count.most));
  box->setKeyboardTracking(false);
  box->setSpecialValueText(count.zero);
  new HeldEdits(m_document, *box);
  connect(box, &QSpinBox::valueChanged, this,
          [this, write = count.write](int value) { take(write(m_document, value)); });
  addRow(
      count.text, box,
      [box, read = count.read](const Document& document) {
        const QSignalBlocker blocker(box);
        box->setValue(static_cast<int>(read(document.experiment())));
      },
      count.isShown);
}

void SettingsGroup::take(const engine::Result<void>& result) {
  if (result) return;
  showDocument();
  emit noted(messageText(result.error().message));
}

void SettingsGroup::note(const QString& message) {
  emit noted(message);
}

void SettingsGroup::showDocument() {
  for (const Row& row : m_rows) {
    const bool isShown = !row.isShown || row.isShown(m_document);
    for (QWidget* widget : row.widgets) widget->setVisible(isShown);
    if (isShown && row.show) row.show(m_document);
  }
  if (m_summary) setSummary(m_summary(m_document));
}

}  // namespace pellucid::ui
