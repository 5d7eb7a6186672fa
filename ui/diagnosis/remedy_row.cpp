// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagnosis/remedy_row.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QStyle>
#include <QStyleOptionButton>
#include <QVBoxLayout>

#include "ui/diagnosis/diagnosis_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/described.h"
#include "ui/widgets/message_text.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

constexpr int kWordsSide = 10;
constexpr int kWordsAbove = 5;

}  // namespace

WordyButton::WordyButton(QWidget* parent) : QPushButton(parent) {
  QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
}

void WordyButton::setWords(const QString& words) {
  if (words == m_words) return;
  m_words = words;
  setAccessibleName(words);
  updateGeometry();
  update();
}

int WordyButton::heightForWidth(int width) const {
  const QRect room(0, 0, std::max(width - 2 * kWordsSide, 40), 1 << 16);
  return fontMetrics().boundingRect(room, Qt::TextWordWrap | Qt::AlignLeft, m_words).height() +
         2 * kWordsAbove;
}

QSize WordyButton::sizeHint() const {
  constexpr int kUsualWidth = 230;
  return {kUsualWidth, heightForWidth(kUsualWidth)};
}

QSize WordyButton::minimumSizeHint() const {
  constexpr int kLeastWidth = 80;
  return {kLeastWidth, fontMetrics().height() + 2 * kWordsAbove};
}

void WordyButton::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  QStyleOptionButton option;
  initStyleOption(&option);
  option.text.clear();
  style()->drawControl(QStyle::CE_PushButton, &option, &painter, this);
  painter.setPen(option.palette.color(QPalette::ButtonText));
  painter.drawText(rect().adjusted(kWordsSide, 0, -kWordsSide, 0),
                   Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignVCenter, m_words);
}

RemedyRow::RemedyRow(QWidget* parent)
    : QWidget(parent),
      m_button(new WordyButton),
      m_outcome(mutedLabel()),
      m_try(
          described(new QToolButton, tr("Try it"),
                    tr("Trains two copies of the run for a moment, one as it is and one with the change, and "
                       "says what came of both. The run itself is not touched."))) {
  m_try->setText(tr("Try it first"));
  m_try->setFocusPolicy(Qt::StrongFocus);
  auto* below = new QHBoxLayout;
  below->setContentsMargins(2, 0, 2, 0);
  below->addWidget(m_outcome, 1);
  below->addWidget(m_try);
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 4);
  rows->setSpacing(2);
  rows->addWidget(m_button);
  rows->addLayout(below);
  connect(m_button, &QPushButton::clicked, this, &RemedyRow::wanted);
  connect(m_try, &QToolButton::clicked, this, &RemedyRow::trialWanted);
}

void RemedyRow::showRemedy(const engine::Remedy& remedy) {
  m_button->setWords(messageText(remedy.what));
  m_button->setToolTip(remedy.experiment
                           ? tr("Does it. Undo takes it back, and the run as it was is there again.")
                           : tr("Goes there. Nothing is lost: the bar of time leads back."));
}

void RemedyRow::showTrial(const Trial* trial, const QString& known) {
  const bool isTried = trial != nullptr && trial->answer;
  const bool canTry = trial == nullptr && known.isEmpty();
  m_try->setVisible(canTry);
  m_outcome->setVisible(!canTry);
  QString words = known;
  bool isBetter = false;
  if (isTried) {
    const TrialText text = trialText(*trial);
    words = text.words;
    isBetter = text.isBetter;
    m_outcome->setToolTip(tr("Tried at step %1 on two copies of the run; the run itself was not touched.")
                              .arg(countText(trial->step)));
  } else if (trial != nullptr) {
    words = tr("Being tried on copies of the run…");
  }
  m_outcome->setText(words);
  // A style sheet only looks at properties again on request.
  const QVariant verdict = isBetter ? QVariant(QStringLiteral("right")) : QVariant();
  if (m_outcome->property("verdict") == verdict) return;
  m_outcome->setProperty("muted", !isBetter);
  m_outcome->setProperty("verdict", verdict);
  m_outcome->style()->unpolish(m_outcome);
  m_outcome->style()->polish(m_outcome);
}

}  // namespace pellucid::ui
