// SPDX-License-Identifier: GPL-3.0-or-later
// One finding: its sign and sentence, since when and where, the numbers, the reason, and what can be done.
// Lives on the window's thread.
#pragma once

#include <QFrame>
#include <optional>
#include <vector>

#include "ui/diagnosis/diagnosis_text.h"
#include "ui/widgets/fold_section.h"

class QLabel;
class QVBoxLayout;

namespace pellucid::ui {

class LinkButton;
class RemedyRow;

/// The sign alone.
class SignLabel : public QWidget {
  Q_OBJECT

 public:
  explicit SignLabel(QWidget* parent = nullptr);
  void showSign(SignKind kind);
  SignKind kind() const { return m_kind; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  SignKind m_kind = SignKind::Note;
};

/// The reason, folded until the user opens it.
class ReasonSection : public FoldSection {
  Q_OBJECT

 public:
  explicit ReasonSection(QWidget* parent = nullptr);
  void setReason(const QString& reason);
  QString reason() const;

 private:
  QLabel* m_reason;
};

class FindingCard : public QFrame {
  Q_OBJECT

 public:
  /// The number of places with a link; the others are counted.
  static constexpr std::size_t kMostPlaces = 3;

  explicit FindingCard(QWidget* parent = nullptr);

  void showFinding(const engine::Finding& finding, const Moment& moment);
  const engine::Finding& finding() const { return m_finding; }
  /// The results of its remedies, by index. `known` as in RemedyRow.
  void showTrial(std::size_t remedy, const Trial* trial, const QString& known);
  /// Framed as the finding that the user came for.
  void setChosen(bool isChosen);
  std::vector<RemedyRow*> remedies() const { return m_remedies; }
  LinkButton& sinceButton() { return *m_since; }

 signals:
  void stepWanted(std::int64_t step);
  void placeWanted(const pellucid::engine::FindingPlace& place);
  void remedyWanted(std::size_t remedy);
  void trialWanted(std::size_t remedy);
  void silenceWanted();

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void showPlaces(const Moment& moment);
  void showRemedies();

  engine::Finding m_finding;
  QStringList m_placeTexts;  ///< of those with a link
  std::size_t m_morePlaces = 0;
  bool m_isChosen = false;
  SignLabel* m_sign;
  QLabel* m_sentence;
  LinkButton* m_since;
  QVBoxLayout* m_places;
  QLabel* m_evidence;
  ReasonSection* m_reason;
  QVBoxLayout* m_rows;
  std::vector<RemedyRow*> m_remedies;
  LinkButton* m_silence;
};

}  // namespace pellucid::ui
