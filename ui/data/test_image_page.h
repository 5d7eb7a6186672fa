// SPDX-License-Identifier: GPL-3.0-or-later
// The page of the sample panel for going through the test images, or in slow motion through the samples of
// the batch: which one it is, its label, the network's answer, and the buttons for the next one.
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

/// The sample's position in the batch of a staged step; none while the step is being computed.
struct BatchPlace {
  engine::Index sample = 0;  ///< counted from 0
  engine::Index size = 0;
  bool isAnswered = true;  ///< the signal has reached the network's output
  friend bool operator==(const BatchPlace&, const BatchPlace&) = default;
};

class TestImagePage : public QWidget {
  Q_OBJECT

 public:
  explicit TestImagePage(QWidget* parent = nullptr);
  ~TestImagePage() override;

  using QWidget::show;
  /// Shows a moment whose input is a test image or, in slow motion, a training image; or the user's own
  /// values, with a button that leads back. Cheap when little has changed.
  void show(const Moment& moment);
  /// Goes through the samples of a batch instead of the test images; without a place, through the test images
  /// again.
  void showBatch(std::optional<BatchPlace> place);
  /// The test image that the page returns to, counted from 0.
  engine::Index index() const { return m_testIndex; }
  /// Requests the next (+1) or previous (-1) image of the chosen kind.
  void step(int direction);

 signals:
  /// The next image (+1) or the previous one (-1) with this answer of the network.
  void stepRequested(int direction, engine::Answer answer);
  void indexRequested(engine::Index index);
  /// Another sample of the batch, counted from 0.
  void batchSampleRequested(engine::Index sample);
  /// Restores the previous test sample in place of the user's own input.
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
  bool m_isOwn = false;  ///< what is shown is not a sample of the data
  AnswerText m_answerText;
};

}  // namespace pellucid::ui
