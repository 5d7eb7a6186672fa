// SPDX-License-Identifier: GPL-3.0-or-later
// The time bar with the film that plays along it. Keys on the bar: J plays backwards, L forwards, K pauses,
// minus and plus choose the speed. Lives on the window's thread.
#pragma once

#include <QWidget>

#include "ui/timeline/film.h"
#include "ui/timeline/time_bar.h"

class QComboBox;
class QToolButton;

namespace pellucid::ui {

class TimePanel : public QWidget {
  Q_OBJECT

 public:
  explicit TimePanel(QWidget* parent = nullptr);

  void showMoment(const Moment& moment);
  TimeBar& bar() { return *m_bar; }
  Film& film() { return m_film; }
  /// In a low window only the lanes remain, without buttons.
  QSize minimumSizeHint() const override;

 signals:
  /// Towards this step of that lane.
  void wanted(std::size_t lane, std::int64_t step);

 protected:
  bool event(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  QToolButton* makeButton(Film::Direction direction, const QString& name, const QString& tip);
  void showPlaying();

  Film m_film;
  TimeBar* m_bar;
  QWidget* m_controls;
  QToolButton* m_back;
  QToolButton* m_forward;
  QComboBox* m_speed;
};

}  // namespace pellucid::ui
