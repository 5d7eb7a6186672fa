// SPDX-License-Identifier: GPL-3.0-or-later
// What is the matter with the run, the severest first: a card for each finding, what is silenced, and what
// was checked where nothing is wrong. Asks for remedies to be tried while training rests and somebody looks.
// Lives on the window's thread.
#pragma once

#include <QTimer>
#include <QWidget>
#include <map>

#include "ui/diagnosis/doctor.h"
#include "ui/diagnosis/finding_card.h"

namespace pellucid::ui {

class ClassicTestsSection;
class LinkButton;
class SilencedSection;

class DiagnosisPanel : public QWidget {
  Q_OBJECT

 public:
  /// The references must outlive it.
  DiagnosisPanel(Doctor& doctor, RemedyTrials& trials, QWidget* parent = nullptr);

  /// Whether training rests or runs. The findings come from the doctor.
  void showMoment(const MomentPtr& moment);
  /// Frames the card of a finding and gives it the keyboard; the first where there is none of this rule.
  void choose(std::optional<engine::DiagnosisRule> rule);
  /// Null where that is not found, or silenced.
  FindingCard* cardOf(engine::DiagnosisRule rule) const;

 signals:
  void stepWanted(std::int64_t step);
  void placeWanted(const pellucid::engine::FindingPlace& place);
  void remedyWanted(const pellucid::engine::Remedy& remedy);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  void refresh();
  void showTrials();
  void tryAll();
  FindingCard* makeCard(engine::DiagnosisRule rule);
  QString statusText() const;
  /// What is found further on along the lane, where the cursor is before it.
  void showFurther();
  /// What is known of a remedy that only goes back to a step.
  QString knownOf(const engine::Remedy& remedy) const;

  Doctor& m_doctor;
  RemedyTrials& m_trials;
  QLabel* m_status;
  QVBoxLayout* m_list;
  std::map<engine::DiagnosisRule, FindingCard*> m_cards;
  QWidget* m_healthy;
  QLabel* m_verdict;
  QLabel* m_further;
  LinkButton* m_goFurther;
  SilencedSection* m_silenced;
  ClassicTestsSection* m_tests;
  bool m_isRunning = false;
  QTimer m_calm;  ///< what is shown has not changed for a moment
};

/// What is silenced, folded, each with a button that lets it be told again.
class SilencedSection : public FoldSection {
  Q_OBJECT

 public:
  explicit SilencedSection(Doctor& doctor, QWidget* parent = nullptr);
  void refresh();

 private:
  Doctor& m_doctor;
  std::vector<std::pair<engine::DiagnosisRule, QString>> m_shown;  ///< with their sentences
  QVBoxLayout* m_rows;
};

}  // namespace pellucid::ui
