// SPDX-License-Identifier: GPL-3.0-or-later
// Asks for an experiment's title in the gallery, and for what there is to see in it. GUI thread.
#pragma once

#include <QDialog>

#include "engine/io/example.h"

class QLineEdit;

namespace pellucid::ui {

class SaveExampleDialog : public QDialog {
  Q_OBJECT

 public:
  SaveExampleDialog(engine::Experiment experiment, QWidget* parent);

  /// The user's example with the typed texts.
  engine::Example example() const;

 private:
  engine::Experiment m_experiment;
  QLineEdit* m_title;
  QLineEdit* m_sentence;
  QLineEdit* m_tryThis;
  QLineEdit* m_lookAt;
};

}  // namespace pellucid::ui
