// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagnosis/finding_card.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/diagnosis/remedy_row.h"
#include "ui/theme/theme.h"
#include "ui/widgets/clear_rows.h"
#include "ui/widgets/described.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/message_text.h"
#include "ui/widgets/muted_label.h"

namespace pellucid::ui {
namespace {

constexpr int kSignPixels = 16;

}  // namespace

SignLabel::SignLabel(QWidget* parent) : QWidget(parent) {
  setFixedSize(kSignPixels, kSignPixels);
}

void SignLabel::showSign(SignKind kind) {
  m_kind = kind;
  update();
}

void SignLabel::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  paintSign(painter, themeOf(*this), m_kind, QRectF(rect()).adjusted(1, 1, -1, -1));
}

ReasonSection::ReasonSection(QWidget* parent) : FoldSection(tr("Why?"), parent), m_reason(mutedLabel()) {
  body().setContentsMargins(4, 0, 0, 4);
  body().addWidget(m_reason);
  setOpen(false);
}

void ReasonSection::setReason(const QString& reason) {
  m_reason->setText(reason);
}

QString ReasonSection::reason() const {
  return m_reason->text();
}

FindingCard::FindingCard(QWidget* parent)
    : QFrame(parent),
      m_sign(new SignLabel),
      m_sentence(new QLabel),
      m_since(
          new LinkButton({}, tr("Go to this step on the bar of time. Nothing is lost: the bar leads back."))),
      m_places(new QVBoxLayout),
      m_evidence(mutedLabel()),
      m_reason(new ReasonSection),
      m_rows(new QVBoxLayout),
      m_silence(
          described(new LinkButton(tr("Silence")), tr("Silence this finding"),
                    tr("Puts it away, here and on the canvas, now and later. It stays in the list of what "
                       "is silenced, from where it comes back."))) {
  setProperty("card", true);
  m_sentence->setWordWrap(true);
  m_sentence->setProperty("heading", true);
  auto* head = new QHBoxLayout;
  head->setSpacing(7);
  head->addWidget(m_sign, 0, Qt::AlignTop);
  head->addWidget(m_sentence, 1);
  m_places->setSpacing(0);
  m_rows->setSpacing(2);
  auto* foot = new QHBoxLayout;
  foot->addWidget(m_reason, 1);
  foot->addWidget(m_silence, 0, Qt::AlignTop);
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(9, 8, 9, 6);
  all->setSpacing(4);
  all->addLayout(head);
  all->addWidget(m_since, 0, Qt::AlignLeft);
  all->addLayout(m_places);
  all->addWidget(m_evidence);
  all->addLayout(m_rows);
  all->addLayout(foot);
  connect(m_since, &LinkButton::clicked, this, [this] { emit stepWanted(m_finding.since); });
  connect(m_silence, &LinkButton::clicked, this, &FindingCard::silenceWanted);
}

void FindingCard::showFinding(const engine::Finding& finding, const Moment& moment) {
  const bool hasSameRemedies = finding.remedies == m_finding.remedies && !m_remedies.empty();
  m_finding = finding;
  m_sign->showSign(signOf(finding.severity));
  m_sign->setToolTip(severityText(finding.severity));
  const QString sentence = messageText(finding.sentence);
  m_sentence->setText(sentence);
  setAccessibleName(tr("%1: %2").arg(severityText(finding.severity), sentence));
  m_since->setText(sinceText(finding.since, moment.snapshot->stepsPerEpoch));
  QStringList lines;
  for (const engine::Evidence& evidence : finding.evidence) lines << evidenceText(evidence);
  m_evidence->setText(lines.join(QLatin1Char('\n')));
  m_reason->setReason(messageText(finding.reason));
  showPlaces(moment);
  if (!hasSameRemedies) showRemedies();
}

void FindingCard::showPlaces(const Moment& moment) {
  const std::size_t shown = std::min(m_finding.places.size(), kMostPlaces);
  QStringList texts;
  for (std::size_t i = 0; i < shown; ++i) texts << placeText(m_finding.places[i], moment);
  const std::size_t more = m_finding.places.size() - shown;
  if (texts == m_placeTexts && more == m_morePlaces) return;
  m_placeTexts = texts;
  m_morePlaces = more;
  clearRows(*m_places);
  for (std::size_t i = 0; i < shown; ++i) {
    const QString& text = texts[static_cast<qsizetype>(i)];
    if (text.isEmpty()) continue;
    auto* link = new LinkButton(tr("in %1").arg(text),
                                tr("Select it on the canvas, and light up the units that this is about."));
    connect(link, &LinkButton::clicked, this, [this, i] { emit placeWanted(m_finding.places[i]); });
    m_places->addWidget(link, 0, Qt::AlignLeft);
  }
  if (more > 0)
    m_places->addWidget(mutedLabel(tr("and in %Ln more layer(s)", nullptr, static_cast<int>(more))));
}

void FindingCard::showRemedies() {
  clearRows(*m_rows);
  m_remedies.clear();
  for (std::size_t i = 0; i < m_finding.remedies.size(); ++i) {
    auto* row = new RemedyRow;
    row->showRemedy(m_finding.remedies[i]);
    connect(row, &RemedyRow::wanted, this, [this, i] { emit remedyWanted(i); });
    connect(row, &RemedyRow::trialWanted, this, [this, i] { emit trialWanted(i); });
    m_rows->addWidget(row);
    m_remedies.push_back(row);
  }
}

void FindingCard::showTrial(std::size_t remedy, const Trial* trial, const QString& known) {
  if (remedy < m_remedies.size()) m_remedies[remedy]->showTrial(trial, known);
}

void FindingCard::setChosen(bool isChosen) {
  if (isChosen == m_isChosen) return;
  m_isChosen = isChosen;
  update();
}

void FindingCard::paintEvent(QPaintEvent* event) {
  QFrame::paintEvent(event);
  if (!m_isChosen) return;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(themeOf(*this).forward, 2));
  painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 8, 8);
}

}  // namespace pellucid::ui
