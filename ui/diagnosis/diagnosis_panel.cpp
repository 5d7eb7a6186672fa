// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagnosis/diagnosis_panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

#include "engine/train/phase.h"
#include "ui/diagnosis/classic_tests_section.h"
#include "ui/widgets/clear_rows.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/message_text.h"
#include "ui/widgets/muted_label.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

/// Trials do not start while the user plays the film of a run or goes from step to step.
constexpr int kCalmMilliseconds = 400;

QScrollArea* scrollAreaOf(QWidget& widget) {
  for (QWidget* parent = widget.parentWidget(); parent != nullptr; parent = parent->parentWidget())
    if (auto* area = qobject_cast<QScrollArea*>(parent)) return area;
  return nullptr;
}

}  // namespace

SilencedSection::SilencedSection(Doctor& doctor, QWidget* parent)
    : FoldSection(tr("Silenced"), parent), m_doctor(doctor), m_rows(new QVBoxLayout) {
  body().addLayout(m_rows);
  setOpen(false);
}

void SilencedSection::refresh() {
  std::vector<std::pair<engine::DiagnosisRule, QString>> silenced;
  for (const engine::Finding& finding : *m_doctor.findings())
    if (m_doctor.isSilenced(finding.rule)) silenced.emplace_back(finding.rule, messageText(finding.sentence));
  setVisible(!silenced.empty());
  setSummary(tr("%Ln finding(s)", nullptr, static_cast<int>(silenced.size())));
  if (silenced == m_shown) return;
  m_shown = silenced;
  clearRows(*m_rows);
  for (const auto& [rule, sentence] : silenced) {
    auto* row = new QWidget;
    auto* cells = new QHBoxLayout(row);
    cells->setContentsMargins(0, 0, 0, 0);
    cells->addWidget(mutedLabel(sentence), 1);
    auto* again = new LinkButton(tr("Tell again"), tr("Lets it be told again, here and on the canvas."));
    cells->addWidget(again, 0, Qt::AlignTop);
    connect(again, &LinkButton::clicked, this, [this, rule = rule] { m_doctor.setSilenced(rule, false); });
    m_rows->addWidget(row);
  }
}

DiagnosisPanel::DiagnosisPanel(Doctor& doctor, RemedyTrials& trials, QWidget* parent)
    : QWidget(parent),
      m_doctor(doctor),
      m_trials(trials),
      m_status(mutedLabel()),
      m_list(new QVBoxLayout),
      m_healthy(new QWidget),
      m_verdict(new QLabel),
      m_further(mutedLabel()),
      m_goFurther(new LinkButton(
          {}, tr("Go to the step at which that was found, on the bar of time. Nothing is lost."))),
      m_silenced(new SilencedSection(doctor)),
      m_tests(new ClassicTestsSection) {
  m_verdict->setWordWrap(true);
  m_verdict->setProperty("heading", true);
  auto* checks = new QVBoxLayout(m_healthy);
  checks->setContentsMargins(0, 0, 0, 0);
  checks->setSpacing(8);
  checks->addWidget(m_verdict);
  checks->addWidget(mutedLabel(tr("This is what is checked:")));
  for (const QString& check : checkTexts()) checks->addWidget(mutedLabel(check));
  m_list->setSpacing(8);
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(10, 8, 10, 8);
  rows->setSpacing(8);
  rows->addWidget(m_status);
  rows->addLayout(m_list);
  rows->addWidget(m_healthy);
  rows->addWidget(m_further);
  rows->addWidget(m_goFurther, 0, Qt::AlignLeft);
  rows->addWidget(m_silenced);
  rows->addWidget(m_tests);
  rows->addStretch(1);
  setAccessibleName(tr("Diagnosis"));
  m_calm.setSingleShot(true);
  m_calm.setInterval(kCalmMilliseconds);
  connect(&doctor, &Doctor::changed, this, [this] {
    if (isVisible()) refresh();
  });
  connect(&trials, &RemedyTrials::changed, this, [this] {
    if (isVisible()) showTrials();
  });
  connect(m_goFurther, &LinkButton::clicked, this, [this] { emit stepWanted(m_doctor.furthest()); });
  connect(&m_calm, &QTimer::timeout, this, &DiagnosisPanel::tryAll);
  refresh();
}

FindingCard* DiagnosisPanel::cardOf(engine::DiagnosisRule rule) const {
  const auto card = m_cards.find(rule);
  return card == m_cards.end() ? nullptr : card->second;
}

FindingCard* DiagnosisPanel::makeCard(engine::DiagnosisRule rule) {
  auto* card = new FindingCard;
  connect(card, &FindingCard::stepWanted, this, &DiagnosisPanel::stepWanted);
  connect(card, &FindingCard::placeWanted, this, &DiagnosisPanel::placeWanted);
  connect(card, &FindingCard::silenceWanted, this, [this, rule] { m_doctor.setSilenced(rule, true); });
  connect(card, &FindingCard::remedyWanted, this, [this, card](std::size_t remedy) {
    emit remedyWanted(engine::Remedy(card->finding().remedies[remedy]));
  });
  connect(card, &FindingCard::trialWanted, this, [this, card, rule](std::size_t remedy) {
    m_trials.ask({.rule = rule, .remedy = remedy}, card->finding().remedies[remedy]);
  });
  return card;
}

QString DiagnosisPanel::statusText() const {
  if (!m_doctor.moment()) return tr("What is the matter with a network will be here.");
  if (m_doctor.moment()->dataset->train.size() == 0)
    return tr("Without its data a run cannot be examined. Locate the data first.");
  const auto step = m_doctor.diagnosedStep();
  if (!step) return tr("Being examined…");
  if (*step == 0) return tr("Examined before the first step.");
  return tr("Examined at step %1.").arg(countText(*step));
}

void DiagnosisPanel::refresh() {
  m_status->setText(statusText());
  std::map<engine::DiagnosisRule, FindingCard*> cards;
  int place = 0;
  for (const engine::Finding& finding : *m_doctor.findings()) {
    if (m_doctor.isSilenced(finding.rule)) continue;
    FindingCard* card = cardOf(finding.rule);
    if (card == nullptr) card = makeCard(finding.rule);
    m_cards.erase(finding.rule);
    cards[finding.rule] = card;
    card->showFinding(finding, *m_doctor.moment());
    if (m_list->indexOf(card) != place) {
      m_list->removeWidget(card);
      m_list->insertWidget(place, card);
      card->show();  // immediately, not at the next turn of the event loop
    }
    ++place;
  }
  for (const auto& [rule, card] : m_cards) {
    m_list->removeWidget(card);
    card->hide();
    card->deleteLater();
  }
  m_cards = std::move(cards);
  const bool isExamined = m_doctor.diagnosedStep().has_value();
  m_healthy->setVisible(m_cards.empty());
  m_verdict->setVisible(isExamined);
  m_verdict->setText(m_doctor.findings()->empty() ? tr("Nothing is wrong that Pellucid knows of.")
                                                  : tr("Nothing is wrong but what is silenced."));
  showFurther();
  m_silenced->refresh();
  showTrials();
  m_calm.start();
}

void DiagnosisPanel::showFurther() {
  QStringList ahead;
  for (const engine::Finding& finding : m_doctor.ahead())
    if (!m_doctor.isSilenced(finding.rule) && m_doctor.find(finding.rule) == nullptr)
      ahead << messageText(finding.sentence);
  const bool isBehind =
      !ahead.isEmpty() && m_doctor.diagnosedStep() && *m_doctor.diagnosedStep() < m_doctor.furthest();
  m_further->setVisible(isBehind);
  m_goFurther->setVisible(isBehind);
  if (!isBehind) return;
  m_further->setText(tr("Further on this was found: %1").arg(ahead.join(QLatin1Char(' '))));
  m_goFurther->setText(tr("Go to step %1").arg(countText(m_doctor.furthest())));
}

QString DiagnosisPanel::knownOf(const engine::Remedy& remedy) const {
  if (remedy.experiment || !remedy.step || !m_doctor.moment()) return {};
  const auto there = m_doctor.testLossAt(*remedy.step);
  const auto& now = m_doctor.moment()->snapshot->test;
  if (!there || !now) return tr("It goes back to where the run was.");
  return tr("The test loss was %1 there; it is %2 now.").arg(lossText(*there), lossText(now->metrics.loss));
}

void DiagnosisPanel::showTrials() {
  for (const auto& [rule, card] : m_cards) {
    const std::vector<engine::Remedy>& remedies = card->finding().remedies;
    for (std::size_t i = 0; i < remedies.size(); ++i)
      card->showTrial(i, m_trials.find({.rule = rule, .remedy = i}, remedies[i]), knownOf(remedies[i]));
  }
}

void DiagnosisPanel::showMoment(const MomentPtr& moment) {
  m_tests->showMoment(moment);
  const bool isRunning = engine::isRunning(moment->snapshot->phase);
  if (isRunning && !m_isRunning) m_trials.askNoMore();
  m_isRunning = isRunning;
  if (isVisible()) m_calm.start();
}

void DiagnosisPanel::tryAll() {
  // While training runs, its time is its own unless the user asks.
  if (!isVisible() || m_isRunning || !m_doctor.moment()) return;
  for (const engine::Finding& finding : *m_doctor.findings())
    if (m_cards.contains(finding.rule))
      for (std::size_t i = 0; i < finding.remedies.size(); ++i)
        m_trials.ask({.rule = finding.rule, .remedy = i}, finding.remedies[i]);
}

void DiagnosisPanel::choose(std::optional<engine::DiagnosisRule> rule) {
  refresh();
  FindingCard* chosen = rule ? cardOf(*rule) : nullptr;
  for (const auto& [other, card] : m_cards) card->setChosen(card == chosen);
  if (chosen == nullptr) return;
  chosen->sinceButton().setFocus(Qt::OtherFocusReason);
  // A new layout has its final position at the next turn of the event loop.
  QTimer::singleShot(0, chosen, [chosen] {
    if (QScrollArea* area = scrollAreaOf(*chosen)) area->ensureWidgetVisible(chosen, 0, 0);
  });
}

void DiagnosisPanel::showEvent(QShowEvent* event) {
  refresh();
  QWidget::showEvent(event);
}

}  // namespace pellucid::ui
