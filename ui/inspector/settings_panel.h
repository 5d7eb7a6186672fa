// SPDX-License-Identifier: GPL-3.0-or-later
// How the network is trained: learning rate, optimizer, batch, loss, initial weights, seed. Follows the
// document and edits it.
#pragma once

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QWidget>

#include "ui/document/document.h"
#include "ui/run/moment.h"

namespace pellucid::ui {

class SettingsPanel : public QWidget {
  Q_OBJECT

 public:
  explicit SettingsPanel(Document& document);
  ~SettingsPanel() override;

  /// Whether there is a trained run that a restart would replace.
  void showMoment(const Moment& moment);

 signals:
  /// Why an input was refused, or what changed with it.
  void noted(const QString& message);

 private:
  void showExperiment();
  /// Why an edit was refused.
  void tell(const engine::Result<void>& result);
  void commitLearningRate();
  void commitSeed();
  void showRestart(bool isTrained);

  Document& m_document;
  QComboBox* m_learningRate;
  QComboBox* m_optimizer;
  QSpinBox* m_batchSize;
  QComboBox* m_loss;
  QComboBox* m_initializer;
  QLineEdit* m_seed;
  QLabel* m_restart;
};

}  // namespace pellucid::ui
