// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of the transfer lab that say what is measured: from what, to what, in which arms and with how
// many samples. Lives on the window's thread.
#pragma once

#include <QWidget>

#include "ui/transfer/transfer_worker.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace pellucid::ui {

class TransferChoices : public QWidget {
  Q_OBJECT

 public:
  explicit TransferChoices(QWidget* parent = nullptr);

  /// Offers the network of the window as the source, and chooses it. `trainedFor` may be null.
  void setNetwork(engine::SourceModel network, engine::DatasetPtr trainedFor);

  /// What the fields ask for; nothing, and failed(), where one of them cannot be read.
  std::optional<TransferChoice> choice();
  /// Of the experiment, for the head of a drawing.
  QString title() const;

 signals:
  void failed(const QString& message);

 private:
  void makeFields();
  void choosePreset();

  std::shared_ptr<const engine::SourceModel> m_network;
  engine::DatasetPtr m_networkData;

  QComboBox* m_source;
  QLabel* m_lesson;
  QLineEdit* m_data;
  QLineEdit* m_arms;
  QLineEdit* m_samples;
  QSpinBox* m_seeds;
  QSpinBox* m_steps;
  QDoubleSpinBox* m_factor;
  QCheckBox* m_newHead;
};

}  // namespace pellucid::ui
