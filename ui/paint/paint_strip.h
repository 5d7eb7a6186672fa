// SPDX-License-Identifier: GPL-3.0-or-later
// The tools, classes and heights to paint with, in a strip above the plane, and the ways to begin. Lives on
// the window's thread.
#pragma once

#include <QWidget>
#include <vector>

#include "ui/paint/easel.h"

class QButtonGroup;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSlider;
class QToolButton;

namespace pellucid::ui {

class ClassRow;

class PaintStrip : public QWidget {
  Q_OBJECT

 public:
  /// Both must outlive it.
  PaintStrip(OwnDesk& desk, Easel& easel, QWidget* parent = nullptr);

  void setTool(PaintTool tool);
  /// Painting is possible only where the axes of the plane are x and y.
  void setPossible(bool isPossible);
  /// Whether the data shown have points that could be painted on.
  void setCopyable(bool isCopyable);

 signals:
  void toolChanged(pellucid::ui::PaintTool tool);
  /// The points that the network learns are to become the user's own.
  void copyWanted();
  void noted(const QString& message);

 private:
  /// By the user only.
  void chooseTool(PaintTool tool);
  QWidget* makeBeginning();
  QWidget* makeTools();
  QWidget* makeAnswers();
  void refresh();
  void showAnswer();
  void fill();
  void note(const engine::Result<void>& done);

  OwnDesk& m_desk;
  Easel& m_easel;
  bool m_isPossible = true;
  QWidget* m_beginning;
  QToolButton* m_copy;
  QWidget* m_painting;
  QButtonGroup* m_tools;
  QSlider* m_size;
  ClassRow* m_classes;
  QLabel* m_heightLabel;
  QDoubleSpinBox* m_height;
  QLabel* m_formulaLabel;
  QLineEdit* m_formula;
  QPushButton* m_fill;
  QLabel* m_count;
};

}  // namespace pellucid::ui
