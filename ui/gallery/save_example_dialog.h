// SPDX-License-Identifier: GPL-3.0-or-later
// Asks what an experiment is called in the gallery, and what there is to see in it. GUI thread.
#pragma once

#include <QDialog>

#include "engine/io/example.h"

class QLineEdit;

namespace pellucid::ui {

class SaveExampleDialog : public QDialog {
  Q_OBJECT

 public:
  SaveExampleDialog(engine::Experiment experiment, QWidget* parent);

  /// One of the user's own, with what was typed.
  engine::Example example() const;

 private:
  engine::Experiment m_experiment;
  QLineEdit* m_title;
  QLineEdit* m_sentence;
  QLineEdit* m_tryThis;
  QLineEdit* m_lookAt;
};

}  // namespace pellucid::ui
