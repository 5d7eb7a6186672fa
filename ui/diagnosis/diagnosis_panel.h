// SPDX-License-Identifier: GPL-3.0-or-later
// What is wrong with the run, most serious first: a card for each finding, the silenced ones, and what was
// checked where nothing is wrong. Requests trials of remedies while training rests and the panel is visible.
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

  /// Shows whether training rests or runs. The findings come from the doctor.
  void showMoment(const MomentPtr& moment);
  /// Frames the card of this rule's finding and gives it the keyboard focus; the first card where there is
  /// none.
  void choose(std::optional<engine::DiagnosisRule> rule);
  /// Null where it is not a finding, or is silenced.
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
  /// Shows findings from further along the lane, where the cursor is before them.
  void showFurther();
  /// What is known about a remedy that only goes back to a step.
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
  QTimer m_calm;  ///< the display has not changed for a moment
};

/// The silenced findings, folded, each with a button that shows it again.
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
