// SPDX-License-Identifier: GPL-3.0-or-later
// The page of the sample panel that goes through the test images, or in slow motion through the samples of
// the batch: which one it is, its label, the network's answer, and the way to the next one.
#pragma once

#include <QComboBox>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>
#include <optional>

#include "engine/inspect/sample_search.h"
#include "ui/data/answer_label.h"
#include "ui/data/target_row.h"

namespace pellucid::ui {

/// Which sample of how many in the batch of a staged step; none while the step is being computed.
struct BatchPlace {
  engine::Index sample = 0;  ///< counted from 0
  engine::Index size = 0;
  bool isAnswered = true;  ///< the signal on its way has come out of the network
  friend bool operator==(const BatchPlace&, const BatchPlace&) = default;
};

class TestImagePage : public QWidget {
  Q_OBJECT

 public:
  explicit TestImagePage(QWidget* parent = nullptr);
  ~TestImagePage() override;

  using QWidget::show;
  /// A moment whose input is a test image or, in slow motion, a training image; or numbers of the user's own,
  /// from which a button leads back. Cheap when little has changed.
  void show(const Moment& moment);
  /// Goes through the samples of a batch instead of the test images; through these again without one.
  void showBatch(std::optional<BatchPlace> place);
  /// The test image to which the page comes back, counted from 0.
  engine::Index index() const { return m_testIndex; }
  /// Asks for the next (+1) or previous (-1) image of the chosen kind.
  void step(int direction);

 signals:
  /// To the next image (+1) or the one before (-1) that the network answers so.
  void stepRequested(int direction, engine::Answer answer);
  void indexRequested(engine::Index index);
  /// Another sample of the batch, counted from 0.
  void batchSampleRequested(engine::Index sample);
  /// Instead of the user's own input, the test sample that was there before.
  void sampleAgainRequested();
  void targetChosen(const pellucid::ui::Target& target);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void setIcons();
  void showIndex();
  void showAnswer();

  QLabel* m_caption;
  AnswerLabel* m_answer;
  TargetRow* m_target;
  QPushButton* m_again;
  QToolButton* m_previous;
  QSpinBox* m_index;
  QToolButton* m_next;
  QLabel* m_goTo;
  QLabel* m_whichTitle;
  QComboBox* m_which;
  engine::Index m_testIndex = 0;
  engine::Index m_testSize = 0;
  std::optional<BatchPlace> m_batch;
  bool m_isOwn = false;  ///< what is shown is no sample of the data
  AnswerText m_answerText;
};

}  // namespace pellucid::ui
