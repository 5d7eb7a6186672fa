// SPDX-License-Identifier: GPL-3.0-or-later
// The page of the sample panel that goes through the test images: the image, its label, the network's answer,
// and the way to the next one, right or wrong.
#pragma once

#include <QComboBox>
#include <QSpinBox>
#include <QToolButton>

#include "engine/inspect/sample_search.h"
#include "ui/data/answer_label.h"
#include "ui/data/pixel_view.h"

namespace pellucid::ui {

class TestImagePage : public QWidget {
  Q_OBJECT

 public:
  explicit TestImagePage(QWidget* parent = nullptr);
  ~TestImagePage() override;

  using QWidget::show;
  /// A moment whose input is a test image. Cheap when little has changed.
  void show(const Moment& moment);
  /// The test image in the field, counted from 0.
  engine::Index index() const { return m_index->value(); }
  /// Asks for the next (+1) or previous (-1) image of the chosen kind.
  void step(int direction);

 signals:
  /// To the next image (+1) or the one before (-1) that the network answers so.
  void stepRequested(int direction, engine::Answer answer);
  void indexRequested(engine::Index index);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void setIcons();

  PixelView* m_pixels;
  QLabel* m_caption;
  AnswerLabel* m_answer;
  QToolButton* m_previous;
  QSpinBox* m_index;
  QToolButton* m_next;
  QComboBox* m_which;
};

}  // namespace pellucid::ui
