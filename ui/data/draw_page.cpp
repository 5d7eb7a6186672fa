// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/draw_page.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/theme/icons.h"

namespace pellucid::ui {

DrawPage::DrawPage(QWidget* parent)
    : QWidget(parent),
      m_pad(new DrawingPad),
      m_answer(new AnswerLabel),
      m_target(new TargetRow),
      m_clear(new QToolButton),
      m_undo(new QToolButton) {
  m_undo->setText(tr("Undo stroke"));
  m_undo->setToolTip(tr("Undo the last stroke (Ctrl+Z while the sheet has the focus)"));
  m_clear->setText(tr("&Clear"));
  m_clear->setToolTip(tr("Clear the sheet (Delete while the sheet has the focus)"));
  auto* buttons = new QHBoxLayout;
  buttons->setSpacing(6);
  for (QToolButton* button : {m_undo, m_clear}) {
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    button->setEnabled(false);
    buttons->addWidget(button);
  }

  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(8);
  layout->addWidget(m_pad);
  layout->addLayout(buttons);
  layout->addWidget(m_answer);
  layout->addWidget(m_target);
  layout->addStretch();
  setIcons();
  showHint();

  connect(m_target, &TargetRow::chosen, this, &DrawPage::targetChosen);
  connect(m_undo, &QToolButton::clicked, m_pad, &DrawingPad::undoStroke);
  connect(m_clear, &QToolButton::clicked, m_pad, &DrawingPad::clear);
  connect(m_pad, &DrawingPad::drawn, this, [this](const engine::Vector& pixels) {
    m_undo->setEnabled(!m_pad->isEmpty());
    m_clear->setEnabled(!m_pad->isEmpty());
    emit drawn(pixels);
  });
}

void DrawPage::show(const Moment& moment) {
  m_target->show(moment);
  // Even for an empty sheet a network gives some answer, which only its biases decide.
  if (moment.input.values.isZero())
    showHint();
  else
    m_answer->show(answerText(moment));
}

void DrawPage::showHint() {
  m_answer->showHint(tr("The network answers while you draw."));
}

void DrawPage::setIcons() {
  m_undo->setIcon(icon("undo", themeOf(*this)));
  m_clear->setIcon(icon("erase", themeOf(*this)));
}

void DrawPage::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) setIcons();
}

}  // namespace pellucid::ui
