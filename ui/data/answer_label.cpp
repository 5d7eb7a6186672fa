// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/answer_label.h"

#include <QStyle>
#include <QVBoxLayout>

namespace pellucid::ui {

AnswerLabel::AnswerLabel(QWidget* parent)
    : QWidget(parent), m_verdict(new QLabel(this)), m_text(new QLabel(this)) {
  for (QLabel* label : {m_verdict, m_text}) {
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
  }
  m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
  m_verdict->setProperty("heading", true);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(2);
  layout->addWidget(m_text);
  layout->addWidget(m_verdict);
  layout->setAlignment(Qt::AlignTop);  // not a stretch, which would take the whole column's room
  setToolTip(
      tr("The class whose output unit is the most active. After softmax the outputs are positive and add up "
         "to 1, so they can be read as probabilities; a network can be very sure and still be wrong."));
}

void AnswerLabel::show(const AnswerText& answer) {
  if (answer == m_answer) return;
  m_answer = answer;
  m_text->setText(tr("The network says %1").arg(answer.text));
  switch (answer.verdict) {
    case Verdict::None:
      m_verdict->clear();
      break;
    case Verdict::Right:
      m_verdict->setText(tr("✓ right"));
      break;
    case Verdict::Wrong:
      m_verdict->setText(tr("✗ wrong"));
      break;
  }
  m_verdict->setVisible(answer.verdict != Verdict::None);
  // Its colour comes from the style sheet, so it follows the theme.
  m_verdict->setProperty("verdict", answer.verdict == Verdict::Wrong ? "wrong" : "right");
  m_verdict->style()->unpolish(m_verdict);
  m_verdict->style()->polish(m_verdict);
  keepRoom();
}

void AnswerLabel::keepRoom() {
  m_text->setMinimumHeight(0);
  if (m_answer.longest.isEmpty()) return setMinimumHeight(0);
  constexpr int kAny = 10'000;
  const QString longest = tr("The network says %1").arg(m_answer.longest);
  const QRect text =
      m_text->fontMetrics().boundingRect(QRect(0, 0, width(), kAny), Qt::TextWordWrap, longest);
  const int verdict = m_answer.isJudged ? layout()->spacing() + m_verdict->sizeHint().height() : 0;
  m_text->setMinimumHeight(text.height());
  // A tie has no verdict, but two lines that explain it.
  setMinimumHeight(std::max(text.height() + verdict, 2 * m_text->fontMetrics().lineSpacing()));
}

void AnswerLabel::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  keepRoom();
}

void AnswerLabel::showHint(const QString& hint) {
  if (m_text->text() == hint) return;
  m_answer = {};
  keepRoom();
  m_text->setText(hint);
  m_verdict->hide();
}

}  // namespace pellucid::ui
